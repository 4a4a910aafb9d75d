"""Changing many actions at once: what would change, applied in one go with history, taken back in one go."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from secap.desk.actions.models import Action, StageMove
from secap.desk.registry.bulk import change_many, create_many, remove_many
from secap.desk.registry.forms import form_field
from secap.desk.registry.history import Change as FieldChange
from secap.desk.registry.history import changes as field_changes
from secap.desk.registry.history import in_words
from secap.desk.registry.listing import selectable
from secap.desk.registry.models import Municipality, Person, Role
from secap.desk.registry.permissions import role_of
from secap.desk.registry.records import BOOKKEEPING

FIELDS = (
    "sector", "kinds", "priority_area", "goal", "programme", "responsible", "person", "status", "stage",
    "origin", "is_key", "start", "end",
)  # fmt: skip
REASON = "bulk edit"
TAKEN_BACK = "bulk edit taken back"


@dataclass(frozen=True, slots=True)
class Planned:
    """One action: both values in words.  problem : why the new one can't stand;  is_same : nothing to do."""

    action: Action
    before: str
    after: str
    is_same: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Stale:
    """An action that somebody changed since it was chosen.  changes : what differs; empty: it is deleted."""

    action: Action
    is_deleted: bool
    changes: tuple[FieldChange, ...]


def field_label(name: str) -> str:
    """Return a field's name as forms print it."""
    label = str(Action._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def read_rows(texts: Iterable[str]) -> dict[str, int]:
    """Return {uid: revision} of rows sent as `uid:revision`, several with spaces between."""
    found: dict[str, int] = {}
    for part in (part for text in texts for part in text.split()):
        uid, _colon, revision = part.partition(":")
        if uid and revision.isdigit():
            found[uid] = int(revision)
    return found


def written(revisions: Mapping[str, int]) -> str:
    """Return rows as one text: a form may not have as many fields as there are actions."""
    return " ".join(f"{uid}:{revision}" for uid, revision in revisions.items())


class ValueForm(forms.Form):
    """The new value of one field; a stage also asks since when."""

    def __init__(self, name: str, municipality: Municipality, data: Any = None, *, today: date) -> None:
        super().__init__(data)
        model_field = Action._meta.get_field(name)
        made = form_field(model_field)  # type: ignore[arg-type]
        assert made is not None
        if isinstance(made, forms.BooleanField):
            made = forms.ChoiceField(
                label=field_label(name), choices=[("1", _("yes")), ("0", _("no"))], initial="1"
            )
        if isinstance(made, forms.ModelChoiceField):
            assert made.queryset is not None
            made.queryset = selectable(made.queryset.model, municipality, None)
            made.empty_label = "—"
        made.help_text = ""
        self.name = name
        self.fields["value"] = made
        if name == "stage":
            made.required = True
            self.fields["date"] = forms.DateField(
                label=_("Since"), initial=today,
                widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            )  # fmt: skip

    @property
    def value(self) -> Any:
        """The cleaned value, as the record keeps it."""
        found = self.cleaned_data["value"]
        return found == "1" if self.name == "is_key" else found


def chosen(municipality: Municipality, revisions: Mapping[str, int]) -> tuple[list[Action], list[Stale]]:
    """Return the chosen actions as they stand now, and those that somebody changed since."""
    found = Action.everything.filter(municipality=municipality, uid__in=list(revisions))
    actions = list(found.select_related("priority_area", "goal", "programme"))
    stale = [
        _stale(one, revisions[one.uid])
        for one in actions
        if one.deleted_at or one.revision != revisions[one.uid]
    ]
    return [one for one in actions if not one.deleted_at], stale


def _stale(action: Action, revision: int) -> Stale:
    opened = action.history.filter(revision=revision).order_by("-history_id").first()
    found = field_changes(Action, opened, action) if opened else ()
    return Stale(action, bool(action.deleted_at), found)


def planned(actions: Sequence[Action], name: str, value: Any) -> list[Planned]:
    """Return what setting a field would do to each action."""
    field: Any = Action._meta.get_field(name)
    after = _words(field, value)
    return [_planned(action, field, value, after) for action in actions]


def _planned(action: Action, field: models.Field[Any, Any], value: Any, after: str) -> Planned:
    before = getattr(action, field.name)
    if before == value:
        return Planned(action, after, after, True)
    setattr(action, field.name, value)
    problem = ""
    try:
        action.clean()
    except ValidationError as error:
        problem = " ".join(error.messages)
    setattr(action, field.name, before)
    return Planned(action, _words(field, before), after, False, problem)


def _words(field: models.Field[Any, Any], value: Any) -> str:
    if isinstance(value, models.Model):
        return str(value)
    return in_words(field, value)


@transaction.atomic
def apply(
    plans: Sequence[Planned],
    name: str,
    value: Any,
    *,
    municipality: Municipality,
    person: Person,
    since: date | None = None,
) -> tuple[int, str]:
    """Set the field in every action that differs, all or none; return (how many, the key to take it back).

    since : the day of a new stage, which is written down for each action.
    Raises: StaleRecord where an action was changed meanwhile; ValueError for one that has a problem
    """
    if any(one.problem for one in plans):
        raise ValueError("a change with a problem can't be applied")
    differing = [one.action for one in plans if not one.is_same]
    token = secrets.token_hex(4)
    book: dict[str, Any] = {
        "municipality": municipality,
        "person": person,
        "accepted": role_of(person, municipality) == Role.COORDINATOR,
    }
    revisions = {action.uid: action.revision for action in differing}
    reason = f"{REASON}: {token}"
    count = change_many(Action, revisions, {name: value}, reason=reason, **book)
    if name == "stage" and since:
        moves = [
            {"action": action.pk, "stage": value, "date": since, "who": person.name[:120]}
            for action in differing
        ]
        create_many(StageMove, moves, reasons=[reason] * len(moves), **book)
    return count, token


@transaction.atomic
def take_back(token: str, *, municipality: Municipality, person: Person) -> int:
    """Bring back what stood before a change of many; return how many actions that were.

    Raises: StaleRecord where one of them was changed since; nothing is taken back then; LookupError where
    there was no such change
    """
    reason = f"{REASON}: {token}"
    rows = list(Action.history.filter(municipality=municipality, history_change_reason=reason))
    if not rows:
        raise LookupError(token)
    before = _states_before(rows)
    is_coordinator = role_of(person, municipality) == Role.COORDINATOR
    groups: dict[tuple[bool, tuple[tuple[str, Any], ...]], dict[str, int]] = {}
    for row in rows:
        old = before[row.id]
        values = tuple(
            (field.attname, getattr(old, field.attname))
            for field in Action.own_fields()
            if field.name not in BOOKKEEPING and getattr(old, field.attname) != getattr(row, field.attname)
        )
        key = (is_coordinator or bool(old.accepted), values)
        groups.setdefault(key, {})[row.uid] = row.revision
    done = 0
    for (accepted, values), revisions in groups.items():
        done += change_many(
            Action, revisions, dict(values), municipality=municipality, person=person, accepted=accepted,
            reason=f"{TAKEN_BACK}: {token}",
        )  # fmt: skip
    moves = StageMove.history.filter(
        municipality=municipality, history_change_reason=reason, history_type="+"
    )
    remove_many(
        StageMove, list(moves.values_list("uid", flat=True)), municipality=municipality, person=person,
        accepted=is_coordinator, reason=f"{TAKEN_BACK}: {token}", revision=1,
    )  # fmt: skip
    return done


def _states_before(rows: Sequence[Any]) -> dict[int, Any]:
    """Return {key of the action: the history row before the given one}, in one query."""
    latest = {row.id: row.history_id for row in rows}
    found: dict[int, Any] = {}
    for row in Action.history.filter(id__in=list(latest)).order_by("history_id"):
        if row.history_id < latest[row.id]:
            found[row.id] = row
    return found
