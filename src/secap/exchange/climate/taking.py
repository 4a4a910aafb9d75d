"""What the climate data give to other chapters: levels of hazards, degree days, a scenario's path.

Each is written under one key in the history, so that all of it can be taken back in one go.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from secap.desk.climate.models import ClimateSeries
from secap.desk.climate.proposing import FIELDS, ProposedHazard, kept
from secap.desk.inventory.models import ProfileValue
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.record_pages import bring_back
from secap.desk.registry.records import Record, StaleRecord
from secap.desk.registry.saving import is_accepted_from, keep_as
from secap.desk.risk.models import Hazard
from secap.desk.scenarios.models import PathPoint, Scenario
from secap.exchange.climate.saving import REASON
from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message
from secap.method.climate.trends import Trend
from secap.plan.weather import Carry, Path

TAKEN_BACK = "climate data taken back"
NOT_KNOWN = "not_known"
QUANTITY = "degree_days"
KINDS: tuple[type[Record], ...] = (Hazard, ProfileValue, PathPoint)


def new_token() -> str:
    """Return the key under which one taking over stands in the history."""
    return secrets.token_hex(4)


@transaction.atomic
def take_over(
    person: Person,
    municipality: Municipality,
    rows: Iterable[ProposedHazard],
    series: ClimateSeries,
    *,
    today: date,
    lang: str,
    replace: bool = False,
) -> tuple[int, str]:
    """Write proposals into the risk assessment; return (how many hazards, the key to take it back).

    Empty answers are filled; what a person decided is replaced only where `replace` says so. The proposal is
    kept beside the decision in any case.

    lang : in which indicators and evidence are worded where they are empty
    Raises: StaleRecord where somebody changed a hazard meanwhile; nothing is written then
    """
    token, count = new_token(), 0
    for row in rows:
        record = row.record or Hazard(hazard=row.hazard)
        record.municipality = municipality
        for name in FIELDS:
            proposed = getattr(row.proposal, name)
            if proposed != NOT_KNOWN and (replace or not getattr(record, name)):
                setattr(record, name, proposed)
        _explain(record, row, series, lang)
        record.proposed = kept(row.proposal, series, today)
        keep_as(person, record, f"{REASON}: {token}")
        count += 1
    return count, token


def _explain(record: Hazard, row: ProposedHazard, series: ClimateSeries, lang: str) -> None:
    """Say by which numbers and on what grounds, where nobody said so."""
    if not record.indicators:
        names = [codes.code("climate_indicators", code).label(lang) for code in row.proposal.indicators]
        record.indicators = "; ".join(names)
    if not record.evidence:
        record.evidence = row.proposal.reason.text(lang)
    if not record.source:
        record.source = "; ".join(part for part in (series.title, series.source) if part)[:300]


@transaction.atomic
def carry(
    person: Person,
    municipality: Municipality,
    values: Sequence[Carry],
    *,
    source: str,
    notes: dict[str, str],
) -> tuple[int, str]:
    """Write degree days into the baseline profile; return (how many, the key to take it back).

    source : of every value;  notes : {indicator: base temperature or period in words}
    Raises: StaleRecord where somebody changed one of them meanwhile; nothing is written then
    """
    token = new_token()
    for one in values:
        record = one.record or ProfileValue(indicator=one.indicator, year=one.year)
        record.municipality = municipality
        record.value, record.source, record.note = one.value, source[:200], notes.get(one.indicator, "")
        keep_as(person, record, f"{REASON}: {token}")
    return len(values), token


@transaction.atomic
def put_path(
    person: Person,
    scenario: Scenario,
    path: Sequence[Path],
    points: Iterable[PathPoint],
    *,
    source: str,
) -> tuple[int, str]:
    """Write heating degree days as a path of a scenario; return (how many points, the key to take it back).

    points : of the scenario as it stands: a point of the same year is changed, others stay
    Raises: StaleRecord where somebody changed a point meanwhile; nothing is written then
    """
    there = {
        one.year: one for one in points if one.quantity == QUANTITY and not one.sector and not one.carrier
    }
    token = new_token()
    for one in path:
        record = there.get(one.year) or PathPoint(scenario=scenario, quantity=QUANTITY, year=one.year)
        record.municipality = scenario.municipality
        record.value, record.low, record.high = one.percent, one.low, one.high
        record.source = source[:200]
        keep_as(person, record, f"{REASON}: {token}")
    return len(path), token


def reason_of_path(series: ClimateSeries, trend: Trend) -> Message:
    """Return what stands as the source of a path's points."""
    return Message(
        "Sen's trend of heating degree days {slope} per decade ({first}–{last}), {series}",
        slope=Amount(round(trend.sen_per_decade), "K·d"),
        first=trend.first_year,
        last=trend.last_year,
        series=series.title,
    )


@transaction.atomic
def take_back(token: str, *, municipality: Municipality, person: Person) -> int:
    """Let everything stand as before one taking over; return how many records that were.

    Raises: StaleRecord where one of them was changed since; nothing is taken back then; LookupError where
    there was no such taking over
    """
    count = 0
    for model in KINDS:
        rows = model.history.filter(municipality=municipality, history_change_reason=f"{REASON}: {token}")
        for row in list(rows):
            _bring_back(model, row, person)
            count += 1
    if not count:
        raise LookupError(token)
    return count


def _bring_back(model: type[Record], row: Any, person: Person) -> None:
    record = model.everything.filter(pk=row.id).first()
    if record is None or record.revision != row.revision or record.deleted_at:
        raise StaleRecord
    before = record.history.filter(history_id__lt=row.history_id).order_by("-history_id").first()
    accepted = is_accepted_from(person, record) or bool(before and before.accepted)
    if before is None:
        record.remove(person, accepted=is_accepted_from(person, record), reason=TAKEN_BACK)
        return
    bring_back(record, before)
    record.keep(person, accepted=accepted, reason=TAKEN_BACK)
