"""The results behind the second half of the baseline, JSON-ready; what is unknown or not shown is null."""

from __future__ import annotations

from typing import Any

from secap.desk.climate.profile import IndicatorLine, Period, SeriesProfile, profiles
from secap.desk.poverty.charts import MEASURE_FIELDS
from secap.desk.poverty.models import HouseholdGroup
from secap.method.risk.met import HighRisk
from secap.method.risk.scoreboard import Round
from secap.method.risk.vulnerability import DistrictScore
from secap.plan.plan import Plan
from secap.plan.resilience import RiskLine
from secap.reports.plan.households import is_hidden
from secap.reports.plan.projections import expected

IN_WORDS = frozenset({"name", "words"})  # of the book's results: for readers, not for programs


def risk(plan: Plan) -> dict[str, Any]:
    """Return hazards and sectors in their order, high risks with their state, districts, scoreboard."""
    found = plan.resilience
    return {
        "hazards": [_hazard(line) for line in found.all_lines],
        "impacts": [_impact(line) for line in found.impact_lines.values()],
        "sectors": [
            {"sector": one.sector, "rank": one.rank, "highest": one.highest, "total": one.total}
            for one in found.sectors
        ],
        "high_risks": [_high(one) for one in found.high_risks],
        "districts": [_district(row, _titles(plan)) for row in found.vulnerability.rows],
        "scoreboard": [_round(one) for one in found.scoreboard],
    }


def _hazard(line: RiskLine) -> dict[str, Any]:
    record: Any = line.record
    return {
        "hazard": record.hazard,
        "probability": record.probability or None,
        "impact": record.impact or None,
        "score": line.score,
        "rating": line.rating,
        "rank": line.rank,
        "future": line.flag,
        "timeframe": record.timeframe or None,
        "gaps": dict(line.gaps),
        "state": line.state or None,
        "actions": [one.number for one in line.actions],
        "proposed": {
            name: (record.proposed or {}).get(name)
            for name in ("probability", "change_intensity", "change_frequency")
        },
    }


def _impact(line: RiskLine) -> dict[str, Any]:
    record: Any = line.record
    return {
        "sector": record.sector,
        "hazard": record.hazard,
        "likelihood": record.likelihood or None,
        "impact": record.impact or None,
        "score": line.score,
        "rating": line.rating,
        "timeframe": record.timeframe or None,
        "people": record.people,
    }


def _high(one: HighRisk) -> dict[str, Any]:
    return {
        "hazard": one.hazard,
        "sector": one.sector or None,
        "score": one.score,
        "state": one.state,
        "met_by": [action.number for action in one.met_by],
        "tolerated_reason": one.tolerated_reason or None,
    }


def _titles(plan: Plan) -> dict[str, str]:
    return {one.uid: one.title for one in plan.vulnerability_indicators}


def _district(row: DistrictScore, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "district": row.district.name,
        "score": row.score,
        "rank": row.rank,
        "coverage_share": row.coverage_share,
        "parts": {titles.get(uid, uid): value for uid, value in row.parts.items()},
    }


def _round(one: Round) -> dict[str, Any]:
    return {
        "date": one.date.isoformat(),
        "score": one.score,
        "rated": one.rated,
        "items": one.items,
        "steps": [
            {"step": step.step, "score": step.score, "rated": step.rated, "items": step.items}
            for step in one.steps
        ],
    }


def climate(plan: Plan) -> dict[str, Any]:
    """Return every series with its indicators and trends, and what the models expect."""
    found = profiles(plan.climate_series)
    return {
        "series": [_series(one) for one in found],
        "projected": {
            code: [_for_programs(one.as_dict()) for one in changes]
            for code, changes in expected(found).items()
        },
    }


def _series(one: SeriesProfile) -> dict[str, Any]:
    series = one.series
    return {
        "title": series.title,
        "kind": series.kind,
        "model": series.model or None,
        "experiment": series.experiment or None,
        "source": series.source or None,
        "licence": series.licence or None,
        "missing": series.missing or {},
        "indicators": {code: _indicator(line) for code, line in one.lines.items()},
        "return_levels": {
            code: {name: kept.get(name) for name in ("n_years", "location", "scale", "shape", "levels")}
            for code, kept in (series.return_levels or {}).items()
        },
    }


def _indicator(line: IndicatorLine) -> dict[str, Any]:
    return _for_programs(line.indicator.as_dict()) | {
        "first_period": _period(line.before),
        "first_mean": line.before_mean,
        "last_period": _period(line.recent),
        "last_mean": line.recent_mean,
    }


def _period(period: Period | None) -> list[int] | None:
    return [period.first, period.last] if period else None


def _for_programs(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in IN_WORDS}


def poverty(plan: Plan) -> dict[str, Any]:
    """Return what is asked, concern by macro-area, indicators, and the household groups that are shown."""
    found = plan.hardship
    asked = found.asked.mandatory_from
    return {
        "variant": found.variant,
        "mandatory_from": asked.isoformat() if asked else None,
        "is_mandatory": found.is_mandatory,
        "concern": found.concern or None,
        "score": found.assessment.score,
        "macro_areas": [
            {
                "macro_area": area.code,
                "score": area.result.score,
                "concern": area.result.concern,
                "told": area.result.told,
                "actions": [one.action.number for one in area.actions],
            }
            for area in found.areas
        ],
        "indicators": [
            {
                "indicator": one.indicator,
                "year": one.year,
                "value": one.value,
                "answer": one.answer,
                "concern": one.concern or None,
            }
            for one in found.indicators
        ],
        "household_studies": [
            {
                "title": study.study.title,
                "year": study.study.year,
                "rows": study.study.rows,
                "groups": [_group(group) for group in study.groups],
            }
            for study in found.studies
        ],
    }


def _group(group: HouseholdGroup) -> dict[str, Any]:
    """Return a group; one that is too small tells nothing but its name."""
    hidden = is_hidden(group)
    return {
        "group": group.name,
        "is_suppressed": hidden,
        "households": None if hidden else group.households,
        **{field: None if hidden else getattr(group, field) for field in MEASURE_FIELDS.values()},
    }
