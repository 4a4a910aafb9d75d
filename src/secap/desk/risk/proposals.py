"""What the climate series propose for a hazard, beside what a person decided; taking it over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from secap.desk.registry.models import Person
from secap.desk.registry.reader import lang, name
from secap.desk.registry.saving import keep_as
from secap.desk.risk.models import Hazard
from secap.method.basis import codes

FIELDS = {
    "probability": "hazard_probabilities",
    "change_intensity": "hazard_changes",
    "change_frequency": "hazard_changes",
}
REASON = "climate data"


@dataclass(frozen=True, slots=True)
class Offer:
    """One proposed level.  state : same | open (nothing is decided) | other."""

    field: str
    label: str
    proposed: str
    decided: str
    state: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that is proposed for a hazard, with why, from which series and when."""

    offers: tuple[Offer, ...]
    reason: str
    series: str
    series_title: str
    day: date | None

    @property
    def differing(self) -> list[Offer]:
        return [offer for offer in self.offers if offer.state != "same"]


def labels() -> dict[str, str]:
    return {
        "probability": _("Probability"),
        "change_intensity": _("Expected change in intensity"),
        "change_frequency": _("Expected change in frequency"),
    }


def proposal_of(hazard: Hazard) -> Proposal | None:
    """Return what is proposed, None where nothing readable is."""
    offers = tuple(_offer(hazard, field, code) for field, code in _codes(hazard).items())
    if not offers:
        return None
    told = hazard.proposed
    reason = told.get("reason")
    return Proposal(
        offers,
        _text(reason.get(lang()) or reason.get("en")) if isinstance(reason, dict) else _text(reason),
        _text(told.get("series")),
        _text(told.get("series_title")),
        _day(told.get("date")),
    )


def take_over(person: Person, hazard: Hazard, fields: Iterable[str]) -> int:
    """Let proposed levels stand as decided and save the hazard; return how many changed.

    What was decided before stays in the history, what was proposed in the record.
    Raises: StaleRecord
    """
    offered = _codes(hazard)
    wanted = {field: offered[field] for field in fields if field in offered}
    changed = {field: code for field, code in wanted.items() if getattr(hazard, field) != code}
    for field, code in changed.items():
        setattr(hazard, field, code)
    if changed:
        title = _text(hazard.proposed.get("series_title"))
        keep_as(person, hazard, f"{REASON}: {title}" if title else REASON)
    return len(changed)


def _codes(hazard: Hazard) -> dict[str, str]:
    """Return {field: proposed code} of what the tables know; the rest of the JSON was never checked."""
    told: Any = hazard.proposed
    if not isinstance(told, dict):
        return {}
    found = {field: told.get(field) for field in FIELDS}
    return {
        field: code
        for field, code in found.items()
        if isinstance(code, str) and code in codes.table(FIELDS[field])
    }


def _offer(hazard: Hazard, field: str, code: str) -> Offer:
    decided = getattr(hazard, field)
    state = "same" if decided == code else "other" if decided else "open"
    return Offer(field, labels()[field], name(FIELDS[field], code), name(FIELDS[field], decided), state)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
