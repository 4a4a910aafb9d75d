"""What the four steps show (deck row 1.2-01): sectors, target, actions with the gap, who does and measures
what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secap.desk.actions.models import Goal as GoalRecord
from secap.desk.actions.models import SectorChoice
from secap.desk.actions.portfolio import Line, level
from secap.method.actions import coverage, measures
from secap.method.actions.action import Indicator
from secap.method.actions.financing import finance_split
from secap.method.actions.goal import Goal
from secap.method.basis import codes

STEPS: dict[int, Promise] = {
    1: gettext_lazy("Sectors"),
    2: gettext_lazy("Target"),
    3: gettext_lazy("Actions"),
    4: gettext_lazy("Responsibilities and indicators"),
    5: gettext_lazy("Summary"),
}
TARGET_YEAR = 2030


@dataclass(frozen=True, slots=True)
class SectorRow:
    """One sector in the first step.

    rank : by share of emissions x feasibility, None where either is unknown;  score : that product;
    cover : emissions and what the actions bring;  choice : the record, one that isn't saved where none is.
    """

    code: str
    label: str
    cover: coverage.SectorCover
    choice: SectorChoice
    score: float | None
    rank: int | None


def sector_rows(plan: Any, lang: str) -> list[SectorRow]:
    """Return the sectors, ranked ones first, the others by their emissions."""
    choices = {choice.sector: choice for choice in plan.sector_choices}
    found = []
    for cover in coverage.by_sector(plan.portfolio.actions, plan.portfolio.baseline):
        choice = choices.get(cover.sector) or SectorChoice(
            municipality=plan.municipality, sector=cover.sector
        )
        grade = level(choice.feasibility)
        score = (
            cover.emission_share * grade if cover.emission_share is not None and grade is not None else None
        )
        found.append((score, cover, choice))
    found.sort(
        key=lambda item: (item[0] is None, -(item[0] or 0.0), -(item[1].emissions_t or 0.0)),
    )
    rows = codes.table("action_sectors")
    return [
        SectorRow(
            cover.sector,
            rows[cover.sector].label(lang),
            cover,
            choice,
            score,
            None if score is None else place,
        )
        for place, (score, cover, choice) in enumerate(found, start=1)
    ]


@dataclass(frozen=True, slots=True)
class SectorActions:
    """One chosen sector in the third step: its actions, and the measures one may add."""

    row: SectorRow
    lines: Sequence[Line]
    offered: Sequence[measures.Measure]

    @property
    def is_above(self) -> bool:
        """Return whether the actions avoid more than the sector emits."""
        return self.row.cover.covered_share is not None and self.row.cover.covered_share > 1


def sector_actions(plan: Any, rows: Sequence[SectorRow]) -> list[SectorActions]:
    """Return the chosen sectors with their actions."""
    catalogue = measures.measures().values()
    return [
        SectorActions(
            row,
            [line for line in plan.portfolio.lines if line.action.sector == row.code],
            [one for one in catalogue if one.sector == row.code],
        )
        for row in rows
        if row.choice.is_chosen
    ]


def lines_elsewhere(plan: Any, rows: Sequence[SectorRow]) -> list[Line]:
    """Return the actions of sectors that are not chosen, and those of none."""
    chosen = {row.code for row in rows if row.choice.is_chosen}
    return [line for line in plan.portfolio.lines if line.action.sector not in chosen]


@dataclass(frozen=True, slots=True)
class Completeness:
    """One action in the fourth step.  missing : what it lacks, in words."""

    line: Line
    missing: tuple[str, ...] = field(default=())

    @property
    def is_complete(self) -> bool:
        return not self.missing


def completeness(line: Line) -> Completeness:
    """Return what an action lacks before it can be adopted: duty, indicator, monitoring, dates, money."""
    one = line.action
    split = finance_split(one)
    asked: list[tuple[bool, str]] = [
        (bool(one.responsible), _("responsible body")),
        (bool(one.indicators), _("indicator")),
        (
            not one.indicators or any(part.target_value is not None for part in one.indicators),
            _("target value"),
        ),
        (not one.indicators or any(part.method for part in one.indicators), _("how it is measured")),
        (one.start is not None and one.end is not None, _("start and end")),
        (one.cost_eur is not None, _("cost")),
        (one.cost_eur is None or split.is_covered is True, _("financing that covers the cost")),
    ]
    return Completeness(line, tuple(label for is_there, label in asked if not is_there))


def all_completeness(plan: Any) -> list[Completeness]:
    """Return every active action with what it lacks, those that lack something first."""
    found = [completeness(line) for line in plan.portfolio.lines if line.action.is_active]
    return sorted(found, key=lambda one: one.is_complete)


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the progress line.  state : done | open; `is_current` for the page shown."""

    number: int
    label: str | Promise
    is_done: bool
    is_current: bool


def done_steps(plan: Any) -> dict[int, bool]:
    """Return which of the four steps are done: a sector chosen, a target, no gap left, every action
    complete."""
    gap = plan.course.gap
    items = all_completeness(plan)
    return {
        1: any(choice.is_chosen for choice in plan.sector_choices),
        2: plan.course.main is not None and plan.course.main.reach is not None,
        3: gap is not None and gap.gap_t <= 0,
        4: bool(items) and all(item.is_complete for item in items),
    }


def steps(plan: Any, current: int) -> list[Step]:
    """Return the progress line."""
    done = done_steps(plan)
    return [
        Step(number, label, done.get(number, all(done.values())), number == current)
        for number, label in STEPS.items()
    ]


def first_open(plan: Any) -> int:
    """Return the step to continue with: the first that is not done, else the summary."""
    return next((number for number, is_done in done_steps(plan).items() if not is_done), max(STEPS))


def plan_components(plan: Any) -> list[coverage.Component]:
    """Return how far the plan has each of the seven components of an action plan."""
    return coverage.components(
        plan.portfolio.actions,
        [_goal(goal) for goal in plan.goals],
        horizon_year=plan.strategy.horizon_year,
        has_team=bool(plan.vision_team or plan.strategy.organisation),
        monitoring_lines=sum(line.is_monitoring and line.eur > 0 for line in plan.budget),
    )


def _goal(record: GoalRecord) -> Goal:
    indicator = Indicator(
        record.indicator,
        record.unit,
        record.base_value,
        record.base_year,
        record.target_value,
        record.target_year,
    )
    return Goal(str(record), record.title, record.kind, record.description, indicator)
