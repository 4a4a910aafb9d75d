"""All hazards rated in one table: what was chosen, what is new, what somebody else changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from secap.desk.registry.fields import code_choices
from secap.desk.registry.models import Person
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as
from secap.desk.risk.models import Hazard
from secap.desk.risk.timeframes import choices_in

FIELDS = {
    "probability": "hazard_probabilities",
    "impact": "impact_levels",
    "change_intensity": "hazard_changes",
    "change_frequency": "hazard_changes",
    "timeframe": "timeframes",
}
REASON = "quick rating"


@dataclass(frozen=True, slots=True)
class Box:
    """One select.  theirs : name of what stands now, where somebody changed it since the page was opened."""

    name: str
    field: str
    label: str
    choices: Sequence[tuple[str, str]]
    value: str
    theirs: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One hazard's selects.

    touched : {field: value} that the person changed since the page was opened;
    is_stale : somebody else saved the hazard meanwhile, so that the touched values need a second look.
    """

    hazard: Hazard
    boxes: tuple[Box, ...]
    touched: Mapping[str, str]
    is_stale: bool = False

    @property
    def opened(self) -> str:
        """What stands now, for the form to send back: it tells what a person changed."""
        return "|".join(getattr(self.hazard, field) for field in FIELDS)


def labels() -> dict[str, str]:
    """Return the columns' headings, short enough for one table."""
    return {
        "probability": _("Probability"),
        "impact": _("Impact"),
        "change_intensity": _("Change in intensity"),
        "change_frequency": _("Change in frequency"),
        "timeframe": _("Timeframe"),
    }


def rows(hazards: Iterable[Hazard], scale: str, posted: Mapping[str, str] | None = None) -> list[Row]:
    """Return the table's rows; with `posted`, as they were typed.

    scale : of the timeframes that may be chosen
    posted : `<uid>:<field>` codes; `<uid>:revision` and `<uid>:opened`, what the page was opened on
    """
    return [_row(hazard, scale, posted or {}) for hazard in hazards]


def _row(hazard: Hazard, scale: str, posted: Mapping[str, str]) -> Row:
    stands = {field: getattr(hazard, field) for field in FIELDS}
    before = posted.get(f"{hazard.uid}:opened", "").split("|")
    opened = dict(zip(FIELDS, before, strict=True)) if len(before) == len(FIELDS) else stands
    seen = posted.get(f"{hazard.uid}:revision", str(hazard.revision))
    boxes, touched = [], {}
    for field, table in FIELDS.items():
        now = stands[field]
        choices = choices_in(scale, now) if field == "timeframe" else code_choices(table)
        value = posted.get(f"{hazard.uid}:{field}", now)
        if value == opened[field] or value not in {"", *dict(choices)}:
            value = now
        elif value != now:
            touched[field] = value
        theirs = dict(choices).get(now, "–") if value != now and now != opened[field] else ""
        boxes.append(Box(f"{hazard.uid}:{field}", field, labels()[field], choices, value, theirs))
    return Row(hazard, tuple(boxes), touched, bool(touched) and seen != str(hazard.revision))


@transaction.atomic
def keep(person: Person, found: Sequence[Row]) -> int:
    """Save the rows that were touched, all or none; return how many.

    Raises: StaleRecord where somebody else saved one of them since the page was opened
    """
    changed = [row for row in found if row.touched]
    for row in changed:
        if row.is_stale:
            raise StaleRecord
        for field, value in row.touched.items():
            setattr(row.hazard, field, value)
        keep_as(person, row.hazard, REASON)
    return len(changed)
