"""Scenarios of a plan put together: the latest inventory, the scenario's paths, the plan's actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from secap.desk.inventory.account import Account
from secap.desk.scenarios.chapter import ScenarioRecords
from secap.desk.scenarios.models import PathPoint, Scenario
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.scenarios.frame import Array, Start, start_of
from secap.method.scenarios.paths import Paths, along, frozen
from secap.method.scenarios.setup import Model, model
from secap.plan.steering import baseline_of

if TYPE_CHECKING:
    from secap.plan.plan import Plan

HORIZON = 2050
NONE, STARTED = "none", "started"
UNDER_WAY = frozenset({"ongoing", "completed"})


def start_of_plan(plan: Plan, *, horizon: int = HORIZON) -> Start:
    """Return where every scenario of the plan starts: its latest inventory.

    Raises: InvalidInput where there is none, or it is not complete
    """
    account = plan.latest
    if account is None or not account.result.complete:
        raise InvalidInput(
            Message("A scenario starts from a complete inventory, and the plan has none."),
            hint=Message("Enter or complete one: Baseline emission inventory > Inventories."),
        )
    extra = {carrier for line in plan.portfolio.lines for item in line.effects if item.effect
             for carrier in item.effect.central.saved_mwh}  # fmt: skip
    return start_of(
        baseline_of(account),
        horizon=horizon,
        sinks_t=account.result.sinks_t,
        extra_carriers=sorted(extra),
    )


def model_of(plan: Plan, scenario: ScenarioRecords | None = None, *, horizon: int | None = None) -> Model:
    """Return a scenario of the plan, ready to compute; without one the world stands still and all actions of
    the plan are carried out.

    Raises: InvalidInput that names the point or the switch that can't be used
    """
    until = horizon or (scenario.scenario.horizon_year if scenario else HORIZON)
    start = start_of_plan(plan, horizon=until)
    lines = plan.portfolio.lines
    paths = paths_of(start, scenario.points, plan.latest) if scenario else frozen(start)
    on = [_is_on(line.action.is_active, line.action.status, scenario) for line in lines]
    begins: dict[str, int] = {}
    if scenario:
        places = {line.records.action.uid: place for place, line in enumerate(lines)}
        for switch in scenario.switches:
            place = places.get(switch.action_uid)
            if place is None:
                continue  # the action was deleted: the switch has nothing to act on
            on[place] = float(switch.is_on)
            if switch.start_year:
                begins[lines[place].action.id] = switch.start_year
    effects = [[item.effect for item in line.effects if item.effect] for line in lines]
    return model(start, paths, [line.action for line in lines], effects, on=on, begins=begins)


def _is_on(is_active: bool, status: str, scenario: ScenarioRecords | None) -> float:
    wanted = scenario.scenario.actions if scenario else "plan"
    if wanted == NONE or not is_active:
        return 0.0
    return float(wanted != STARTED or status in UNDER_WAY)


def paths_of(start: Start, points: Iterable[PathPoint], account: Account | None) -> Paths:
    """Return the paths that a scenario's points describe; what has none stands still."""
    paths = frozen(start)
    frame = start.frame
    grouped: dict[tuple[str, str, str], dict[int, float]] = {}
    for point in points:
        grouped.setdefault((point.quantity, point.sector, point.carrier), {})[point.year] = point.value
    for (quantity, sector, carrier), values in grouped.items():
        row = codes.get("path_quantities", quantity)
        _ask(row, sector, carrier)
        rows = [frame.sectors.index(one) for one in _sectors(row, sector) if one in frame.sectors]
        column = frame.carriers.index(carrier) if carrier in frame.carriers else None
        if row.acts_on == "factor" and column is not None:
            path = along(frame, values, at_start=float(start.factor_t_per_mwh[column]))
            paths = _put(paths, "factor_t_per_mwh", column, path)
        elif row.acts_on == "price" and column is not None:
            first = values[min(values)]
            paths = _put(paths, "price_eur_per_mwh", column, along(frame, values, at_start=first))
        elif row.acts_on not in {"factor", "price"}:
            index = along(frame, {year: value / 100 for year, value in values.items()}, at_start=1.0)
            paths = _with_index(paths, start, row.acts_on, rows, column, index, account)
    return paths


def _ask(row: codes.Row, sector: str, carrier: str) -> None:
    for name, given in (("sector", sector), ("carrier", carrier)):
        if name in str(row.needs).split() and not given:
            what = Message("sector") if name == "sector" else Message("energy carrier")
            raise InvalidInput(
                Message(
                    "“{quantity}” needs a {what}.",
                    quantity=codes.code("path_quantities", row.code),
                    what=what,
                ),
                where=(Message("Scenario"), codes.code("path_quantities", row.code)),
                hint=Message("Choose it in the table of paths."),
            )


def _sectors(row: codes.Row, sector: str) -> Sequence[str]:
    return [sector] if sector else str(row.sectors).split()


def _put(paths: Paths, name: str, column: int, path: Array) -> Paths:
    changed = getattr(paths, name).copy()
    changed[:, column] = path
    return replace(paths, **{name: changed})


def _with_index(
    paths: Paths,
    start: Start,
    acts_on: str,
    rows: Sequence[int],
    column: int | None,
    index: Array,
    account: Account | None,
) -> Paths:
    if acts_on == "non_energy":
        return replace(paths, non_energy=paths.non_energy * index[:, None])
    if acts_on == "sinks":
        return replace(paths, sinks=paths.sinks * index)
    if acts_on == "mix":
        mix = paths.mix.copy()
        if column is not None:
            mix[:, rows, column] *= index[:, None]
        return replace(paths, mix=mix)
    if acts_on == "weather":
        intensity = paths.intensity.copy()
        for row in rows:
            share = heating_share(account, start.frame.sectors[row])
            intensity[:, row] *= 1.0 + share * (index - 1.0)
        return replace(paths, intensity=intensity)
    changed = getattr(paths, acts_on).copy()
    changed[:, rows] *= index[:, None]
    return replace(paths, **{acts_on: changed})


def heating_share(account: Account | None, sector: str) -> float:
    """Return the share of a sector's energy that heats, as the inventory's amounts say; 0 where unknown.

    Source: jrc_guidebook_2010 (degree-day correction applies to heating only)
    """
    if account is None:
        return 0.0
    heated = whole = 0.0
    for line in account.result.lines:
        if line.use.sector == sector:
            whole += line.use.mwh
            heated += line.use.mwh * (getattr(line.use.reference, "heating_share", None) or 0.0)
    return heated / whole if whole else 0.0


def targets_of(plan: Plan) -> dict[int, float]:
    """Return {target year: emissions allowed, t} of the emission targets for the whole territory.

    At climate neutrality what is allowed is the residual emissions that the target states:
    removals must cover them.
    """
    return {
        line.target.target_year: max(line.reach.goal, line.target.residual_t or 0.0)
        for line in plan.course.lines
        if line.reach and not line.target.sector and line.target.quantity == "emissions"
    }


def points_of_archetype(archetype: str, start: Start) -> list[dict[str, object]]:
    """Return the points an archetype begins with: {quantity, sector, carrier, year, value, source}."""
    from secap.method.basis import tables

    found: list[dict[str, object]] = []
    for row in tables.rows("scenarios/archetypes.csv"):
        if row["archetype"] != archetype:
            continue
        value = float(row["percent"])
        if row["quantity"] == "factor":
            if row["carrier"] not in start.frame.carriers:
                continue
            place = start.frame.carriers.index(row["carrier"])
            value = round(float(start.factor_t_per_mwh[place]) * value / 100, 4)
        elif row["sector"] and row["sector"] not in start.frame.sectors:
            continue
        names = ("quantity", "sector", "carrier")
        found.append({name: row[name] for name in names} | {"year": int(row["year"]), "value": value})
    return found


def usual_scenarios(plan: Plan) -> list[ScenarioRecords]:
    """Return the scenarios that every plan has without writing one: nothing changes, business as usual, the
    plan. They are not saved; the first is the reference of wedges and contributions."""
    start = start_of_plan(plan)
    frozen_one = Scenario(
        municipality=plan.municipality, uid="frozen", title="", actions=NONE, horizon_year=HORIZON
    )
    usual = Scenario(
        municipality=plan.municipality,
        uid="bau",
        title="",
        archetype="bau",
        actions=NONE,
        horizon_year=HORIZON,
    )
    planned = Scenario(
        municipality=plan.municipality,
        uid="plan",
        title="",
        archetype="bau",
        actions="plan",
        horizon_year=HORIZON,
    )
    made = [ScenarioRecords(frozen_one)]
    for scenario in (usual, planned):
        records = ScenarioRecords(scenario)
        records.points = [
            PathPoint(municipality=plan.municipality, scenario=scenario, **values)
            for values in points_of_archetype("bau", start)
        ]
        made.append(records)
    return made
