"""Who changed what, when, from what to what, and why: from the history rows, in the reader's words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secap import locale
from secap.desk.registry.fields import code_names, record_names
from secap.desk.registry.language import lang as spoken
from secap.desk.registry.models import Membership, Municipality
from secap.desk.registry.records import Record, kind_of, record_models
from secap.method.basis import codes

UNDO_KEY = re.compile(r"[0-9a-f]{8}")
# Reasons that the desk itself writes; anything else (a file's name, a remark) is shown as it is.
REASONS = {
    "form": _("Form"),
    "deleted": _("Deleted"),
    "restored": _("Restored"),
    "accepted": _("Accepted"),
    "sent back": _("Sent back"),
    "earlier version": _("Earlier version brought back"),
    "grid": _("Grid"),
    "import": _("Import"),
    "import taken back": _("Import taken back"),
    "bulk edit": _("Several at once"),
    "bulk edit taken back": _("Several at once, taken back"),
    "stage": _("Moved to another stage"),
    "SMART": _("SMART assistant"),
    "effect": _("Effect calculator"),
    "estimate": _("Estimation"),
    "plan file": _("Plan file"),
    "climate data": _("Climate data"),
    "climate data taken back": _("Climate data, taken back"),
    "hazards chosen": _("Choice of hazards"),
    "quick rating": _("Quick rating"),
    "scoreboard": _("Adaptation scoreboard"),
    "map file": _("Map file"),
    "choice of indicators": _("Choice of indicators"),
    "household table": _("Household table"),
    "roles matrix": _("Roles matrix"),
    "task ticked off": _("Ticked off"),
    "next round": _("Next round"),
    "answer by link": _("Answer by link"),
    "poll closed": _("Poll closed"),
    "erased on request": _("Erased on request"),
    "invitation": _("Invitation"),
    "cancellation": _("Cancellation"),
    "example": _("Example"),
    "self-assessment": _("Self-assessment"),
    "example structure": _("Example of a city"),
    "matrix of departments": _("Matrix of departments"),
    "matrix": _("Matrices of stakeholders"),
    "organisations": _("Taken over from the organisations"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field: its label and both values in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a record: who made it, when, why, and what it changed from the state before."""

    key: int
    number: int
    when: datetime
    who: str
    verb: str
    reason: str
    accepted: bool
    is_deleted: bool
    is_current: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One change anywhere in a plan."""

    when: datetime
    who: str
    verb: str
    kind: str
    uid: str
    subject: str
    record: str
    reason: str


def content_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """Return the fields that carry content: a record's own, or those of the signatory profile."""
    if issubclass(model, Record):
        return model.own_fields()
    return [field for field in model._meta.concrete_fields if field.name not in {"id", "revision"}]


def in_words(field: models.Field[Any, Any], value: Any) -> str:
    """Return a field's value as the reader of the present language says it; an empty one is a dash."""
    lang = spoken()
    if value is None or value == "":
        return "–"
    if table := getattr(field, "codes_table", ""):
        return code_names(table, value)
    if kind := getattr(field, "records_model", ""):
        return record_names(kind, value)
    if table := getattr(field, "table", ""):
        row = codes.table(table).get(value)
        return row.label(lang) if row else str(value)
    if isinstance(field, models.ForeignKey):
        target = field.related_model._base_manager.filter(pk=value).first()
        return str(target) if target else gettext("no longer there")
    if isinstance(field, models.FileField):
        return PurePath(str(value)).name or "–"
    if choices := dict(field.flatchoices):
        return str(choices.get(value, value))
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, float):
        return locale.number(value, lang)
    if isinstance(value, date):
        return locale.day(value, lang)
    if isinstance(field, models.JSONField):
        return gettext("recorded")
    return str(value)


def changes(model: type[models.Model], before: Any | None, after: Any) -> tuple[Change, ...]:
    """Return the fields in which two states differ; without `before`, every field that holds something."""
    found = []
    for field in content_fields(model):
        new = getattr(after, field.attname)
        old = getattr(before, field.attname) if before is not None else None
        if before is None and new in (None, "", False):
            continue
        if old != new:
            label = str(field.verbose_name)
            found.append(Change(label[:1].upper() + label[1:], in_words(field, old), in_words(field, new)))
    return tuple(found)


def versions(record: models.Model) -> list[Version]:
    """Return the states of a record or of the signatory profile, newest first."""
    rows = list(record.history.select_related("history_user").order_by("history_id"))  # type: ignore[attr-defined]
    found: list[Version] = []
    before = None
    for number, row in enumerate(rows, start=1):
        found.append(
            Version(
                key=row.history_id,
                number=number,
                when=row.history_date,
                who=str(row.history_user) if row.history_user else gettext("the system"),
                verb=verb(row, before),
                reason=reason_text(row.history_change_reason),
                accepted=getattr(row, "accepted", True),
                is_deleted=bool(getattr(row, "deleted_at", None)),
                is_current=row is rows[-1],
                changes=changes(type(record), before, row),
            )
        )
        before = row
    return found[::-1]


def verb(row: Any, before: Any | None) -> str:
    """Return what happened, in a word or two."""
    if row.history_type == "+":
        return gettext("entered")
    if getattr(row, "deleted_at", None):
        return gettext("deleted")
    if (row.history_change_reason or "") == "restored" or (
        before is not None and getattr(before, "deleted_at", None)
    ):
        return gettext("restored")
    if (row.history_change_reason or "") == "accepted":
        return gettext("accepted")
    return gettext("changed")


def reason_text(reason: str | None) -> str:
    """Return a history reason in the reader's language; what follows a colon stays as it was written, apart
    from the key by which several changes are taken back together."""
    if not reason:
        return ""
    known, colon, rest = reason.partition(":")
    text = str(REASONS.get(known.strip(), known))
    rest = rest.strip()
    return f"{text}: {rest}" if colon and not UNDO_KEY.fullmatch(rest) else text


def recent(municipality: Municipality, limit: int = 10) -> list[Event]:
    """Return the latest changes of the whole plan, newest first, from every kind of record."""
    rows: list[tuple[Any, type[models.Model], Any]] = []
    for model, keys in _latest(municipality, limit).items():
        found = model.history.filter(history_id__in=keys).select_related("history_user")  # type: ignore[attr-defined]
        rows.extend((row.history_date, model, row) for row in found)
    profile = Municipality.history.filter(id=municipality.pk).select_related("history_user")
    rows.extend((row.history_date, Municipality, row) for row in profile.order_by("-history_date")[:limit])
    rows.sort(key=lambda row: row[0], reverse=True)
    return [_event(model, row) for _when, model, row in rows[:limit]]


def _latest(municipality: Municipality, limit: int) -> dict[type[models.Model], list[int]]:
    """Return the keys of the latest history rows, by kind of record, in one query over all kinds: one each
    would take longer than all the rest of a page."""
    kinds: list[type[models.Model]] = [*record_models(with_private=False), Membership]
    parts = [
        f'SELECT * FROM (SELECT {place} AS kind, history_id, history_date FROM "{table}" '
        "WHERE municipality_id = %s ORDER BY history_date DESC, history_id DESC LIMIT %s) latest"
        for place, table in enumerate(model.history.model._meta.db_table for model in kinds)  # type: ignore[attr-defined]
    ]
    order = "ORDER BY history_date DESC, history_id DESC LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT kind, history_id FROM ({' UNION ALL '.join(parts)}) rows_of_all {order}",
            [*[municipality.pk, limit] * len(kinds), limit],
        )
        found: dict[type[models.Model], list[int]] = {}
        for place, key in cursor.fetchall():
            found.setdefault(kinds[place], []).append(key)
    return found


def _event(model: type[models.Model], row: Any) -> Event:
    kind, uid = (kind_of(model), row.uid) if issubclass(model, Record) else ("", "")
    return Event(
        when=row.history_date,
        who=str(row.history_user) if row.history_user else gettext("the system"),
        verb=gettext("removed") if row.history_type == "-" else verb(row, None),
        kind=kind,
        uid=uid,
        subject=str(model._meta.verbose_name),
        record=_name(model, row),
        reason=reason_text(row.history_change_reason),
    )


def _name(model: type[models.Model], row: Any) -> str:
    try:
        return str(row.instance)
    except (AttributeError, LookupError, ValueError, models.ObjectDoesNotExist):
        return ""  # it was named after something that is gone for good


def last_accepted(model: type[Record], keys: Iterable[int]) -> dict[int, Any]:
    """Return the last accepted state of each record (by primary key) that ever had one, in one query."""
    rows = model.history.filter(id__in=list(keys), accepted=True).order_by("history_id")
    return {row.id: row for row in rows}
