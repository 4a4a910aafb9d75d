"""What the actions cover: sectors, key sectors, kinds and their overlap, the parts an action plan needs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from secap.method.actions.action import Action
from secap.method.actions.baseline import Baseline
from secap.method.actions.financing import finance_split
from secap.method.actions.goal import Goal
from secap.method.actions.sectors import key_sector
from secap.method.basis import codes

KINDS = ("mitigation", "adaptation", "energy_poverty")


@dataclass(frozen=True, slots=True)
class SectorCover:
    """One action sector.

    t : avoided a year by its active actions, None where none is known;  share_of_actions : of all the tonnes
    avoided;  emissions_t : of the sector in the inventory, for local electricity or heat those of the carrier
    that all sectors use (`is_carrier`), None without an inventory;  covered_share : t / emissions_t.
    """

    sector: str
    actions: int
    t: float | None
    share_of_actions: float | None
    emissions_t: float | None
    emission_share: float | None
    covered_share: float | None
    is_carrier: bool


def sector_emissions_t(sector: str, baseline: Baseline) -> float | None:
    """Return what an action in a sector can act on, t/a: the sector's emissions, or those of the carrier that
    local production feeds; None where the carrier has no factor.

    Source: design
    """
    carrier = str(codes.get("action_sectors", sector).carrier)
    if not carrier:
        return baseline.emissions_t(sector)
    mwh = math.fsum(used.get(carrier, 0.0) for used in baseline.mwh.values())
    if mwh == 0:
        return 0.0
    factor = baseline.factors.get(carrier)
    return None if factor is None else mwh * factor.t_per_mwh


def by_sector(actions: Iterable[Action], baseline: Baseline | None) -> list[SectorCover]:
    """Return every action sector in the table's order with its active actions.

    Source: design
    """
    active = [one for one in actions if one.is_active]
    whole = math.fsum(one.t or 0.0 for one in active)
    found = []
    for code, row in codes.table("action_sectors").items():
        own = [one for one in active if one.sector == code]
        known = [one.t for one in own if one.t is not None]
        t = math.fsum(known) if known else None
        emissions = sector_emissions_t(code, baseline) if baseline else None
        total = baseline.total_t if baseline else 0.0
        found.append(
            SectorCover(
                code,
                len(own),
                t,
                t / whole if t is not None and whole else None,
                emissions,
                emissions / total if emissions is not None and total else None,
                t / emissions if t is not None and emissions else None,
                bool(row.carrier),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class RuleResult:
    """A rule for key sectors.

    covered, absent : key sectors with and without actions;  least : number asked for;
    is_met : whether there are enough, the municipal sector among them where it is required.
    """

    rule: str
    covered: tuple[str, ...]
    absent: tuple[str, ...]
    least: int
    needs_municipal: bool
    is_met: bool


def key_sector_rules(actions: Iterable[Action]) -> list[RuleResult]:
    """Return how the active mitigation actions stand to each rule set for key sectors.

    Source: com_faq (FAQ 39), seed; rows of `eligibility_rule_sets`
    """
    rows = codes.table("action_sectors").values()
    keys = list(dict.fromkeys(str(row.key_sector) for row in rows if row.key_sector))
    used = {key_sector(one.sector) for one in actions if one.is_active and "mitigation" in one.kinds}
    covered = tuple(key for key in keys if key in used)
    absent = tuple(key for key in keys if key not in used)
    found = []
    for code, rule in codes.table("eligibility_rule_sets").items():
        least, municipal = int(rule.least_action_sectors), bool(rule.municipal_required)
        met = len(covered) >= least and (not municipal or "municipal" in covered)
        found.append(RuleResult(code, covered, absent, least, municipal, met))
    return found


def overlap_of_kinds(actions: Iterable[Action]) -> dict[frozenset[str], int]:
    """Return {set of kinds: number of active actions that are exactly of these kinds}; every combination is
    there, with 0 where no action is of it."""
    found = {
        frozenset(kind for place, kind in enumerate(KINDS) if mask >> place & 1): 0
        for mask in range(1, 2 ** len(KINDS))
    }
    for one in actions:
        kinds = one.kinds & frozenset(KINDS)
        if one.is_active and kinds:
            found[kinds] += 1
    return found


@dataclass(frozen=True, slots=True)
class Component:
    """One of the seven components of an action plan.

    done, asked : things that are there and that are needed; with `asked` 0 there is nothing to look at yet.
    """

    code: str
    done: int
    asked: int

    @property
    def state(self) -> str:
        """met | partly | missing"""
        if self.asked and self.done >= self.asked:
            return "met"
        return "partly" if self.done else "missing"


def components(
    actions: Iterable[Action],
    goals: Sequence[Goal],
    *,
    horizon_year: int,
    has_team: bool,
    monitoring_lines: int,
) -> list[Component]:
    """Return how far the plan has each of the seven components of an action plan (`plan_components`).

    Every active action counts: concrete means described and dated; duties a responsible body, and a team for
    the plan; time a start and an end within the horizon; budget a known cost that the sources cover;
    monitoring an amount of its own, or a line in the plan's budget for all of them. Goals need an indicator
    with target value and year.

    Source: seed (deck row 1.2-26); what counts as met is an assumption (design)
    """
    active = [one for one in actions if one.is_active]
    count = len(active)
    kinds = {kind for one in active for kind in one.kinds}
    monitored = count if monitoring_lines else sum(bool(one.monitoring_eur) for one in active)
    found: Mapping[str, tuple[int, int]] = {
        "prioritised_actions": (
            sum(bool(one.description) and one.start is not None for one in active),
            count,
        ),
        "mitigation_and_adaptation": (len(kinds & {"mitigation", "adaptation"}), 2),
        "smart_goals": (sum(_is_measured(goal) for goal in goals), len(goals)),
        "working_group": (sum(bool(one.responsible) for one in active) + has_team, count + 1),
        "time": (
            sum(
                one.start is not None and one.end is not None and one.end.year <= horizon_year
                for one in active
            ),
            count,
        ),
        "budget": (sum(finance_split(one).is_covered is True for one in active), count),
        "monitoring_resources": (monitored, count),
    }
    return [Component(code, *found[code]) for code in codes.table("plan_components")]


def _is_measured(goal: Goal) -> bool:
    one = goal.indicator
    return bool(one and one.name and one.target_value is not None and one.target_year is not None)
