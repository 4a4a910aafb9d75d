"""Two people, one record: what differs, so that the second decides and nothing is silently overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from secap.desk.registry.history import content_fields, in_words

CHOICE = "choice-"  # name of the radio buttons of a field, before the field's name


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which what was opened, theirs and yours are not all the same.

    changed_by : you | them | both.
    """

    name: str
    label: str
    opened: str
    theirs: str
    yours: str
    changed_by: str

    @property
    def proposal(self) -> str:
        """The side that is ticked when the table is first shown: whoever changed it; yours where both did."""
        return "theirs" if self.changed_by == "them" else "mine"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who saved meanwhile, when, and the differences."""

    who: str
    when: datetime | None
    is_deleted: bool
    differences: tuple[Difference, ...]


def values_of(instance: models.Model) -> dict[str, Any]:
    """Return the content of a record (or of a history row's `instance`) by field name."""
    return {field.name: getattr(instance, field.attname) for field in content_fields(type(instance))}


def conflict(current: models.Model, opened_revision: int | None, yours: Mapping[str, Any]) -> Conflict:
    """Compare what a person typed with what stands now.

    current : fresh from the database;  opened_revision : the revision the form was opened on;
    yours : by field name; fields that are absent were not asked.
    """
    model = type(current)
    history = current.history.select_related("history_user")  # type: ignore[attr-defined]
    latest = history.order_by("-history_id").first()
    opened_row = (
        history.filter(revision=opened_revision).order_by("-history_id").first() if opened_revision else None
    )
    found = []
    for field in content_fields(model):
        if field.name not in yours:
            continue
        theirs, mine = getattr(current, field.attname), yours[field.name]
        opened = getattr(opened_row, field.attname) if opened_row else None
        if theirs == mine and (opened_row is None or theirs == opened):
            continue
        if theirs == mine:
            continue  # both came to the same value: nothing to decide
        you = opened_row is None or mine != opened
        them = opened_row is None or theirs != opened
        found.append(
            Difference(
                name=field.name,
                label=str(field.verbose_name),
                opened=in_words(field, opened),
                theirs=in_words(field, theirs),
                yours=in_words(field, mine),
                changed_by="both" if you and them else "you" if you else "them",
            )
        )
    return Conflict(
        who=str(latest.history_user) if latest and latest.history_user else "",
        when=latest.history_date if latest else None,
        is_deleted=bool(getattr(current, "deleted_at", None)),
        differences=tuple(found),
    )
