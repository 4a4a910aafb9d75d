"""The results behind a document, JSON-ready: targets, gap, actions, money, risk, climate, energy poverty,
people."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from secap.desk.actions.portfolio import Line
from secap.method.actions.action import Action
from secap.method.actions.financing import finance_split
from secap.method.actions.money import Appraisal
from secap.method.actions.totals import totals
from secap.method.actions.workload import UNCOVERED, UNDATED, by_source, loads
from secap.plan.plan import Plan
from secap.plan.steering import TargetLine
from secap.reports.people import organisation, participation
from secap.reports.plan.finance import appraisals
from secap.reports.second_half import climate, poverty, risk


def results(plan: Plan) -> dict[str, Any]:
    """Return targets with what they come to, the gap, the sums and ranks of the actions, the money, and what
    the second half of the baseline and the people come to."""
    course = plan.course
    return {
        "targets": [_target(line) for line in course.lines],
        "main_target": course.lines.index(course.main) if course.main else None,
        "path": {str(year): value for year, value in sorted(course.path.items())},
        "gap": None if course.gap is None else asdict(course.gap) | {"expected_t": course.expected_t},
        "standings": [asdict(one) for one in course.standings],
        "actions": actions(plan),
        "finance": finance(plan),
        "risk": risk(plan),
        "climate": climate(plan),
        "energy_poverty": poverty(plan),
        "organisation": organisation(plan),
        "participation": participation(plan),
    }


def _target(line: TargetLine) -> dict[str, Any]:
    target, reach = line.target, line.reach
    known: dict[str, Any] = {
        "kind": target.kind,
        "sector": target.sector,
        "base_year": target.base_year,
        "target_year": target.target_year,
        "reduction_share": target.reduction_share,
        "value_share": target.value_share,
    }
    if reach is not None:
        known |= {
            "base": reach.base,
            "goal": reach.goal,
            "needed": reach.needed,
            "equivalent_share": reach.equivalent_share,
            "per_capita_goal": reach.per_capita_goal,
            "unit": reach.unit,
        }
    return known


def actions(plan: Plan) -> dict[str, Any]:
    """Return the sums, and every action with its share and rank; unknown values are null."""
    whole = totals(plan.portfolio.actions)
    worth = {id(one): found for one, found in appraisals(plan)}
    return {
        "total_t": whole.total_t,
        "low_t": whole.low_t,
        "high_t": whole.high_t,
        "removals_t": whole.removals_t,
        "saved_mwh": whole.saved_mwh,
        "renewable_mwh": whole.renewable_mwh,
        "cost_eur": whole.cost_eur,
        "unknown": list(whole.unknown),
        "by_sector_t": dict(whole.by_sector_t),
        "by_sector_mwh": dict(whole.by_sector_mwh),
        "by_sector_eur": dict(whole.by_sector_eur),
        "actions": [
            _action(line, worth.get(id(line.action))) | {"share": one.share, "rank": one.rank}
            for line, one in zip(plan.portfolio.lines, whole.lines, strict=True)
        ],
    }


def _action(line: Line, worth: Appraisal | None) -> dict[str, Any]:
    one: Action = line.action
    split = finance_split(one)
    return {
        "id": one.id,
        "title": one.title,
        "sector": one.sector,
        "is_key": one.is_key,
        "is_active": one.is_active,
        "t": one.t,
        "t_low": one.t_low,
        "t_high": one.t_high,
        "removals_t": one.removals_t,
        "saved_mwh": None if one.saved_mwh is None else dict(one.saved_mwh),
        "renewable_mwh": one.renewable_mwh,
        "cost_eur": one.cost_eur,
        "eur_per_t": one.eur_per_t,
        "covered_eur": split.covered_eur,
        "gap_eur": split.gap_eur,
        "payback_years": worth.payback_years if worth else None,
        "npv_eur": worth.npv_eur if worth else None,
        "irr_share": worth.irr_share if worth else None,
        "abatement_cost_eur_per_t": worth.abatement_cost_eur_per_t if worth else None,
    }


def finance(plan: Plan) -> dict[str, Any]:
    """Return cost by sector and year, financing by source, and what is not covered, EUR."""
    found = by_source(plan.portfolio.actions)
    return {
        "discount_rate_percent": plan.appraisal.discount_rate_percent,
        "price_year": plan.appraisal.price_year,
        "cost_by_sector_and_year_eur": {
            load.name: _by_year(load.eur) for load in loads(plan.portfolio.actions, lambda one: one.sector)
        },
        "sources": [
            {
                "source": one.source,
                "eur": one.total_eur,
                "secured_eur": one.secured_eur,
                "by_year": _by_year(one.eur),
            }
            for one in found
            if one.source != UNCOVERED
        ],
        "uncovered_eur": sum(one.total_eur for one in found if one.source == UNCOVERED) if found else None,
    }


def _by_year(values: Any) -> dict[str, float]:
    return {"undated" if year is UNDATED else str(year): value for year, value in values.items()}
