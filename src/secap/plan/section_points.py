"""What each section of a plan needs, and what of it is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secap.desk.inventory.models import DataSet
from secap.method.basis import codes
from secap.method.basis.findings import Severity
from secap.method.targets import checks as target_checks
from secap.plan.contents import records
from secap.plan.plan import Plan

# States in which a data set is no longer waited for (codes of `dataset_statuses`).
SETTLED = frozenset({"received", "checked", "unavailable"})


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a section needs. state : done | open | bad."""

    text: str
    state: str


def overdue(plan: Plan, today: date) -> list[DataSet]:
    """Return the data sets whose day has passed and that are still waited for, longest first."""
    late = [
        data
        for data in plan.data_sets
        if data.due_date and data.due_date < today and data.status not in SETTLED
    ]
    return sorted(late, key=lambda data: (data.due_date or today, data.title))


def waiting(plan: Plan) -> int:
    """Return how many records wait for the co-ordinator's acceptance."""
    return sum(not record.accepted for record in records(plan))


def inventory_points(plan: Plan, today: date) -> Iterator[Point]:
    bei = plan.bei
    yield _point(_("A baseline emission inventory (BEI)"), bei is not None)
    has_energy = bei is not None and bool(bei.records.energy_uses)
    yield _point(_("Its energy by sector and carrier"), has_energy)
    found = {finding.id for finding in bei.findings} if bei else set()
    yield _point(
        _("At least three of the four key sectors"), has_energy and "inventory.key_sectors" not in found
    )
    yield _point(
        _("Stationary energy, transport and waste reported"),
        has_energy and "inventory.main_sectors" not in found,
    )
    yield _point(_("Population of its year"), bei is not None and bei.population is not None)
    count = sum(account.errors for account in plan.accounts)
    text = ngettext("%(count)d error to mend", "%(count)d errors to mend", count) % {"count": count}
    yield Point(text, "bad") if count else _point(_("No errors found"), has_energy)
    count = waiting(plan)
    text = ngettext("%(count)d entry awaits acceptance", "%(count)d entries await acceptance", count)
    yield Point(text % {"count": count}, "open") if count else _point(_("Everything accepted"), has_energy)
    late = len(overdue(plan, today))
    text = ngettext("%(count)d data set overdue", "%(count)d data sets overdue", late) % {"count": late}
    yield Point(text, "bad") if late else _point(_("Data collection on time"), bool(plan.data_sets))
    yield _point(_("Barriers recorded"), bool(plan.barriers))
    yield _point(_("Potentials recorded"), bool(plan.potentials))


def strategy_points(plan: Plan) -> Iterator[Point]:
    yield _point(_("A vision"), bool(plan.strategy.vision.strip()))
    yield _point(_("A commitment with its date"), plan.course.strategy.has_commitment)
    main = plan.course.main
    yield _point(_("A target for emissions"), main is not None)
    wrong = {finding.id for finding in target_checks.check_strategy(plan.course.strategy)}
    is_enough = main is not None and not wrong & {"targets.below_minimum", "targets.no_interim"}
    yield _point(_("At least what the Covenant asks by 2030"), is_enough)
    kinds = {goal.kind for goal in plan.goals}
    yield _point(_("Goals for mitigation and adaptation"), {"mitigation", "adaptation"} <= kinds)
    yield _point(_("Directions and priority areas"), bool(plan.directions and plan.priority_areas))
    yield _point(_("Staff and money"), bool(plan.staff and plan.budget))


def action_points(plan: Plan) -> Iterator[Point]:
    actions = plan.portfolio.actions
    yield _point(_("Actions for mitigation and adaptation"), _serves(plan, "mitigation", "adaptation"))
    known = [one for one in actions if "mitigation" in one.kinds]
    yield _point(_("Each with its effect"), bool(known) and all(one.t is not None for one in known))
    gap = plan.course.gap
    yield _point(_("Together they reach the target"), gap is not None and gap.gap_t <= 0)
    yield _point(
        _("Each with responsible body, goal and indicator"),
        bool(actions) and all(one.responsible and one.goal and one.indicators for one in actions),
    )
    yield _point(_("Each with cost and dates"), bool(actions) and all(
        one.cost_eur is not None and one.start and one.end for one in actions
    ))  # fmt: skip
    count = sum(finding.severity == Severity.ERROR for finding in plan.action_findings) if actions else 0
    text = ngettext("%(count)d error to mend", "%(count)d errors to mend", count) % {"count": count}
    yield Point(text, "bad") if count else _point(_("No errors found"), bool(actions))


def risk_points(plan: Plan) -> Iterator[Point]:
    rated = [one for one in plan.resilience.ranking if one.score is not None]
    yield _point(_("Hazards with probability and impact"), bool(rated))
    yield _point(
        _("Each with its expected change and timeframe"),
        bool(rated)
        and all(
            one.hazard.change_intensity and one.hazard.change_frequency and one.hazard.timeframe
            for one in rated
        ),
    )
    yield _point(_("Impacts on sectors"), bool(plan.sector_impacts))
    yield _point(
        _("Vulnerable groups and adaptive capacity"), bool(plan.vulnerable_groups and plan.adaptive_capacity)
    )
    unmet = sum(one.state == "open" for one in plan.resilience.high_risks)
    text = ngettext(
        "%(count)d high risk without an action", "%(count)d high risks without an action", unmet
    ) % {"count": unmet}
    yield Point(text, "bad") if unmet else _point(_("Every high risk is met or accepted"), bool(rated))
    yield _point(_("A climate profile from measured data"), bool(plan.climate_series))
    yield _point(_("The adaptation scoreboard rated"), bool(plan.scoreboard))


def poverty_points(plan: Plan) -> Iterator[Point]:
    there = [one for one in plan.poverty_indicators if one.value is not None or one.answer is not None]
    yield _point(_("An assessment"), bool(plan.poverty_assessments))
    yield _point(_("At least one indicator with its value"), bool(there))
    areas = {codes.get("poverty_indicators", one.indicator).macro_area for one in there}
    yield _point(
        _("Something of each of the six macro-areas"), areas == set(codes.table("poverty_macro_areas"))
    )
    yield _point(_("A goal"), any(goal.kind == "energy_poverty" for goal in plan.goals))
    yield _point(_("An action"), _serves(plan, "energy_poverty"))


def _serves(plan: Plan, *kinds: str) -> bool:
    there = {kind for one in plan.portfolio.actions for kind in one.kinds}
    return set(kinds) <= there


def _point(text: str, is_done: bool) -> Point:
    return Point(text, "done" if is_done else "open")
