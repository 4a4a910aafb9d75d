"""The door between the actions' records and the book: effects calculated, actions as the book sees them.

Nothing is computed here that the book could compute.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from secap.desk.actions import remembered
from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.models import Effect
from secap.method.actions import action as book
from secap.method.actions import effects
from secap.method.actions.baseline import Baseline
from secap.method.basis.errors import SecapError
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message

# States of an action that no longer counts towards the target (codes of `action_statuses`).
INACTIVE = frozenset({"cancelled"})
STATED = "stated"  # the calculator that derives nothing


@dataclass(frozen=True, slots=True)
class Calculated:
    """One effect and what the book makes of it; `error` says why it could not be calculated."""

    record: Effect
    effect: effects.Effect | None
    error: SecapError | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """An action's records, its calculated effects, and the action as the book sees it."""

    records: ActionRecords
    effects: tuple[Calculated, ...]
    action: book.Action


@dataclass(frozen=True)
class Portfolio:
    """All actions of a plan.

    baseline : what effects are counted against, None before there is an inventory.
    """

    lines: tuple[Line, ...]
    baseline: Baseline | None
    problems: tuple[Finding, ...] = field(default=())

    @cached_property
    def actions(self) -> list[book.Action]:
        return [line.action for line in self.lines]

    def line(self, uid: str) -> Line | None:
        return next((line for line in self.lines if line.records.action.uid == uid), None)


def portfolio(records: Iterable[ActionRecords], baseline: Baseline | None, *, year: int) -> Portfolio:
    """Return the actions with their effects calculated.

    year : stands for the baseline's where there is no inventory: stated effects need none.
    """
    basis = remembered.basis(baseline or Baseline(year=year))
    lines: list[Line] = []
    problems: list[Finding] = []
    for one in records:
        calculated = tuple(_calculated(record, one, basis) for record in one.effects)
        lines.append(Line(one, calculated, as_book(one, calculated)))
        problems += [
            Finding(
                "actions.effect", Severity.ERROR, (str(one.action), str(item.record)), item.error.message,
                item.error.hint or Message("Open the effect and correct its inputs."),
            )
            for item in calculated
            if item.error
        ]  # fmt: skip
    return Portfolio(tuple(lines), baseline, tuple(problems))


def _calculated(record: Effect, records: ActionRecords, basis: remembered.Named) -> Calculated:
    sector = record.sector or records.action.sector
    try:
        found = remembered.calculate(record.calculator, record.inputs or {}, basis, sector=sector)
        return Calculated(record, found)
    except SecapError as error:
        return Calculated(record, None, error)


def as_book(records: ActionRecords, calculated: Sequence[Calculated] = ()) -> book.Action:
    """Return an action as the book sees it. An effect that can't be calculated makes the whole unknown."""
    one = records.action
    known = [item.effect for item in calculated if item.effect is not None]
    complete = bool(known) and len(known) == len(calculated)
    saved: dict[str, float] = {}
    for effect in known:
        for carrier, mwh in effect.central.saved_mwh.items():
            saved[carrier] = saved.get(carrier, 0.0) + mwh
    return book.Action(
        id=one.number or one.uid,
        title=one.title,
        sector=one.sector,
        area=one.area,
        instrument=one.instrument,
        kinds=frozenset(one.kinds.split()),
        is_key=one.is_key,
        is_active=one.status not in INACTIVE,
        t=math.fsum(effect.central.t for effect in known) if complete else None,
        t_low=math.fsum(effect.low.t for effect in known) if complete else None,
        t_high=math.fsum(effect.high.t for effect in known) if complete else None,
        removals_t=math.fsum(effect.central.removals_t for effect in known),
        saved_mwh=saved if complete else None,
        renewable_mwh=math.fsum(effect.central.renewable_mwh for effect in known) if complete else None,
        uses_own_factor=_is_calculated(calculated),
        investment_eur=one.investment_eur,
        other_cost_eur=one.other_cost_eur,
        yearly_cost_eur=one.yearly_cost_eur,
        yearly_saving_eur=one.yearly_saving_eur,
        avoided_damage_eur=one.avoided_damage_eur,
        monitoring_eur=one.monitoring_eur,
        staff_fte=one.staff_fte,
        jobs_fte=one.jobs_fte,
        financing=tuple(
            book.Financing(
                part.source, part.eur, None if part.percent is None else part.percent / 100, part.is_secured
            )
            for part in records.financing
        ),
        start=one.start,
        end=one.end,
        full_effect_year=one.full_effect_year,
        lifetime_years=one.lifetime_years,
        decay_share=(one.decay_percent or 0.0) / 100,
        stage=one.stage,
        status=one.status,
        goal=str(one.goal) if one.goal else "",
        priority_area=str(one.priority_area) if one.priority_area else "",
        responsible=one.responsible,
        indicators=tuple(_indicator(part) for part in records.indicators),
        hazards=frozenset(one.hazards.split()),
        adaptation_sectors=frozenset(one.adaptation_sectors.split()),
        vulnerable_groups=frozenset(one.vulnerable_groups.split()),
        macro_areas=frozenset(one.macro_areas.split()),
        co_benefits=frozenset(one.co_benefits.split()),
        is_maladaptive=one.is_maladaptive,
        description=one.description,
        why=one.why,
        how=one.how,
        risks=one.risks,
        precedent=one.precedent,
        evidence=one.evidence or one.evidence_basis,
        feasibility=level(one.feasibility),
        scores={name: float(score) for name, score in (one.scores or {}).items()},
        smart=one.smart or {},
        printed_eur_per_t=printed(one.stated_eur_per_t),
        printed_share=printed(one.stated_share_percent, 0.01),
        reference=one,
    )


def _is_calculated(calculated: Sequence[Calculated]) -> bool:
    """Whether the tonnes follow from factors that are shown with the effect: only stated ones can
    disagree with the plan's factors."""
    return bool(calculated) and all(
        item.record.calculator != STATED
        or any(name.startswith("factor.") for name in (item.record.inputs or {}))
        for item in calculated
    )


def _indicator(part: object) -> book.Indicator:
    return book.Indicator(
        name=part.name, unit=part.unit, base_value=part.base_value, base_year=part.base_year,  # type: ignore[attr-defined]
        target_value=part.target_value, target_year=part.target_year, method=getattr(part, "method", ""),  # type: ignore[attr-defined]
    )  # fmt: skip


def level(code: str) -> float | None:
    """Return the number (1-5) behind a code of `feasibility_levels`, None where nothing is chosen."""
    from secap.method.basis import codes

    row = codes.table("feasibility_levels").get(code)
    return float(row.value) if row else None


def printed(text: str, scale: float = 1.0) -> book.Printed | None:
    """Return a number as it was printed, with its rounding unit; None where the text is none.

    scale : 0.01 turns a printed percentage into a share.
    """
    from secap.method.basis.numbers import detect_decimal, read_number

    if not text.strip():
        return None
    decimal = detect_decimal([text]).decimal
    try:
        value = read_number(text, decimal)
    except SecapError:
        return None
    if value is None:
        return None
    digits = len(text.strip().rpartition(decimal)[2]) if decimal in text else 0
    return book.Printed(value * scale, scale * 10.0**-digits)
