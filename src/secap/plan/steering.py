"""Where the plan leads: the baseline that actions are counted against, targets, path and gap.

The only place where inventory, targets and actions meet; each knows nothing of the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secap.desk.actions.portfolio import Portfolio, portfolio
from secap.desk.inventory.account import Account
from secap.desk.targets.models import Target as TargetRecord
from secap.method.actions.baseline import Baseline, Factor, inventory_sectors
from secap.method.actions.checks import PlanActions, check_actions
from secap.method.actions.hierarchy import Node, check_hierarchy
from secap.method.actions.schedule import added_share, effect_share, full_effect_year
from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.inventory.choosing import OwnFactor, factor_set
from secap.method.inventory.factors import EmissionFactor
from secap.method.targets import checks as target_checks
from secap.method.targets.path import Gap, Standing, gap, path_of, standing
from secap.method.targets.requirements import region_of
from secap.method.targets.target import ENERGY, RENEWABLE, Base, Reach, Target

if TYPE_CHECKING:
    from secap.plan.plan import Plan

LATEST = "latest"


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target as recorded, as the book sees it, and what it comes to (None: a finding says why)."""

    record: TargetRecord
    target: Target
    base: Base | None
    reach: Reach | None


@dataclass(frozen=True)
class Course:
    """Targets, path and gap.

    main : the emission target that the plan is measured by;  path : {year: t} through the emission targets;
    gap : actions in the main target's year against what it needs, None where either is unknown;
    expected_t : emissions of that year if nothing but the actions changes;
    standings : of every inventory against the path, oldest first.
    """

    strategy: target_checks.Strategy
    lines: tuple[TargetLine, ...]
    main: TargetLine | None
    path: Mapping[int, float]
    actions_t: float | None
    gap: Gap | None
    expected_t: float | None
    standings: tuple[Standing, ...]


def basis_account(plan: Plan) -> Account | None:
    """Return the inventory that effects are stated against: the BEI, or the latest one."""
    if plan.strategy.effects_against == LATEST:
        return plan.latest
    return plan.bei or plan.latest


def baseline_of(account: Account) -> Baseline:
    """Return an inventory as the actions see it, with a factor for every carrier that can be had."""
    result = account.result
    return Baseline(
        year=account.year,
        factors=_factors(account),
        mwh=result.by_sector_carrier_mwh,
        by_sector_t=result.by_sector_t,
        total_t=result.total_t,
        population=account.population,
        gas_unit="t CO₂eq" if account.choice.gas_basis == "co2eq" else "t CO₂",
    )


def _factors(account: Account) -> dict[str, Factor]:
    """Return {carrier: factor}: as used in the inventory; for other carriers what the edition says.

    Where a carrier stands for several fuels, the factor is their mean by energy.
    """
    found: dict[str, Factor] = {}
    for carrier in codes.table("carriers"):
        used = {key: factor for key, factor in account.factors.items() if key[0] == carrier}
        rows = list({id(factor): factor for factor in used.values()}.values())
        if len(rows) == 1:
            found[carrier] = _factor(carrier, rows[0])
            continue
        lines = [line for line in account.result.lines if line.use.carrier == carrier and line.use.mwh > 0]
        mwh = sum(line.use.mwh for line in lines)
        if len(rows) > 1 and mwh:
            mean = sum(line.t for line in lines) / mwh
            found[carrier] = Factor(carrier, mean, year=account.year, quality="derived")
    absent = [(carrier, None) for carrier in codes.table("carriers") if carrier not in found]
    own = [
        OwnFactor(item.carrier, item.t_per_mwh, item.fuel or None, item.source, item.reason)
        for item in account.records.own_factors
    ]
    offered, _notes = factor_set(
        account.choice,
        absent,
        own=own,
        local_electricity=account.supply.electricity,
        local_heat=account.supply.heat,
    )
    return found | {carrier: _factor(carrier, row) for (carrier, _fuel), row in offered.items()}


def _factor(carrier: str, row: EmissionFactor) -> Factor:
    return Factor(carrier, row.t_per_mwh, row.source, row.place, row.year, row.edition, row.quality, row.note)


def portfolio_of(plan: Plan) -> Portfolio:
    """Return the plan's actions with their effects calculated against its baseline."""
    account = basis_account(plan)
    return portfolio(plan.actions, baseline_of(account) if account else None, year=plan.today.year)


def strategy_of(plan: Plan) -> target_checks.Strategy:
    """Return the strategy as its checks see it."""
    bei_year = plan.bei.year if plan.bei else None
    targets = [_target(record, bei_year, plan.today.year) for record in plan.targets]
    decided = [one.adhesion_date for one in plan.commitments if one.adhesion_date]
    kinds = [goal.kind for goal in plan.goals]
    return target_checks.Strategy(
        targets=targets,
        bases={place: base_of(plan, target) for place, target in enumerate(targets)},
        region=region_of(plan.municipality.country),
        adhesion=plan.municipality.adhesion_date or (min(decided) if decided else None),
        horizon_year=plan.strategy.horizon_year,
        bei_year=bei_year,
        vision=plan.strategy.vision,
        goal_kinds={kind: kinds.count(kind) for kind in kinds},
        team_groups=frozenset(member.group for member in plan.vision_team),
        has_consensus=bool(plan.consensus),
        has_commitment=bool(plan.commitments) or plan.municipality.adhesion_date is not None,
        effects_against=plan.strategy.effects_against,
        has_mei=len(plan.inventories) > 1,
    )


def _target(record: TargetRecord, bei_year: int | None, year: int) -> Target:
    return Target(
        kind=record.kind,
        base_year=record.base_year or bei_year or year,
        target_year=record.target_year,
        reduction_share=_share(record.reduction_percent),
        value_share=_share(record.value_percent),
        sector=record.sector,
        population=record.population_in_target_year,
        bau_coefficient=record.bau_coefficient,
        residual_t=record.residual_t,
        removals_t=record.removals_t,
        framework=record.framework,
        reference=record,
    )


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def base_of(plan: Plan, target: Target) -> Base | None:
    """Return the base year's value of a target's quantity, None where the inventory lacks it."""
    account = plan.account(target.base_year)
    if account is None:
        return None
    result = account.result
    unit = "t CO₂eq" if account.choice.gas_basis == "co2eq" else "t CO₂"
    sectors = inventory_sectors(target.sector) if target.sector else None
    if target.kind == RENEWABLE:
        share = result.renewable_share
        return None if share is None else Base(account.year, share, account.population, "share")
    values = result.by_sector_mwh if target.kind == ENERGY else result.by_sector_t
    unit = "MWh" if target.kind == ENERGY else unit
    if target.kind != ENERGY and not result.complete:
        return None
    value = sum(value for sector, value in values.items() if sectors is None or sector in sectors)
    return Base(account.year, value, account.population, unit)


def course_of(plan: Plan) -> Course:
    """Return targets, path, and whether the actions add up to the main target."""
    strategy = strategy_of(plan)
    reached = target_checks.reached(strategy)
    lines = tuple(
        TargetLine(record, target, strategy.bases.get(place), reached[place])
        for place, (record, target) in enumerate(zip(plan.targets, strategy.targets, strict=True))
    )
    place = target_checks.main_target(strategy)
    main = lines[place] if place is not None else None
    emissions = [
        line.reach
        for line in lines
        if line.reach
        and not line.target.sector
        and line.target.kind in target_checks.EMISSIONS
        and main
        and line.target.base_year == main.target.base_year
    ]
    path = path_of(sorted(emissions, key=lambda one: one.target.target_year))
    actions_t = total_in(plan, main.target.target_year) if main else None
    account = basis_account(plan)
    found = expected = None
    if main and main.reach and actions_t is not None and account:
        against = plan.strategy.effects_against
        latest = plan.latest.result.total_t if plan.latest and plan.latest.result.complete else None
        if against != LATEST or latest is not None:
            found = gap(main.reach, actions_t, against=against, latest=latest)
            expected = account.result.total_t - actions_t
    standings = tuple(
        standing(main.reach, one.year, one.result.total_t, path)
        for one in plan.accounts
        if main and main.reach and one.result.complete and one.year >= main.target.base_year
    )
    return Course(strategy, lines, main, path, actions_t, found, expected, standings)


def total_in(plan: Plan, year: int) -> float | None:
    """Return what the actions avoid in a year, t; None where no action has a known effect."""
    known = [one for one in plan.portfolio.actions if one.is_active and one.t is not None]
    if not known:
        return None
    since = plan.latest.year if plan.strategy.effects_against == LATEST and plan.latest else None
    return sum(added_share(one, year, since=since) * (one.t or 0.0) for one in known)


def plan_actions(plan: Plan) -> PlanActions:
    """Return the actions as their checks see them."""
    baseline, course = plan.portfolio.baseline, plan.course
    return PlanActions(
        actions=tuple(plan.portfolio.actions),
        baseline=baseline,
        needed_t=course.gap.needed_t if course.gap and course.gap.needed_t > 0 else None,
        in_target_year_t=course.actions_t,
        goals=frozenset(str(goal) for goal in plan.goals),
        horizon_year=plan.strategy.horizon_year,
        rule_set=plan.strategy.rule_set,
        factors={carrier: one.t_per_mwh for carrier, one in baseline.factors.items()} if baseline else {},
        today=plan.today,
    )


def action_findings(plan: Plan) -> list[Finding]:
    """Return the findings of the actions, gravest first; a plan without actions has one."""
    if not plan.actions:
        return [
            Finding(
                "actions.none",
                Severity.ERROR,
                (Message("Actions"),),
                Message("The plan has no actions."),
                Message("Add one, choose from the catalogue, or import a list: Actions."),
            )
        ]
    goals_by_direction: dict[str, int] = {}
    for goal in plan.goals:
        if goal.direction:
            name = str(goal.direction)
            goals_by_direction[name] = goals_by_direction.get(name, 0) + 1
    loose = check_hierarchy(
        directions=[
            Node(str(one), below=_below(plan.priority_areas, "direction", one)) for one in plan.directions
        ],
        areas=[
            Node(str(one), str(one.direction or ""), _below_actions(plan, "priority_area", one))
            for one in plan.priority_areas
        ],
        goals=[Node(str(one), below=_below_actions(plan, "goal", one)) for one in plan.goals],
        has_goals_by=goals_by_direction,
    )
    order = list(Severity)
    found = [*_counted_already(plan), *plan.portfolio.problems, *check_actions(plan_actions(plan)), *loose]
    return sorted(found, key=lambda finding: order.index(finding.severity))


def _counted_already(plan: Plan) -> list[Finding]:
    """Actions whose whole effect is in the latest inventory, while effects are stated against it."""
    if plan.strategy.effects_against != LATEST or plan.latest is None:
        return []
    return [
        Finding(
            "actions.counted_already",
            Severity.INFO,
            (one.id,),
            Message(
                "The effect of {id} is in the inventory of {year} already and does not count again.",
                id=one.id,
                year=plan.latest.year,
            ),
            Message("Nothing has to be done; the action stays in the plan for monitoring."),
        )
        for one in plan.portfolio.actions
        if one.is_active
        and one.t
        and full_effect_year(one) is not None
        and effect_share(one, plan.latest.year) >= 1.0
    ]


def _below(records: list[Any], name: str, above: object) -> int:
    return sum(getattr(record, name) is above for record in records)


def _below_actions(plan: Plan, name: str, above: object) -> int:
    return sum(getattr(item.action, name) is above for item in plan.actions)
