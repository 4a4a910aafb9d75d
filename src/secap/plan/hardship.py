"""Energy poverty in the plan: whether it is asked, what indicators say, and which goals and actions answer.

The only place where the poverty records, goals and actions meet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.models import Goal
from secap.desk.actions.portfolio import INACTIVE
from secap.desk.poverty.chapter import StudyRecords
from secap.desk.poverty.models import PovertyAssessment, PovertyIndicator
from secap.method.basis import codes
from secap.method.basis.findings import Finding
from secap.method.poverty.assessment import AreaResult, Assessment, IndicatorView, assess
from secap.method.poverty.checks import ActionView, GoalView, PovertyData, StudyView, check_poverty
from secap.method.poverty.obligations import Obligation, obligation
from secap.method.targets.requirements import region_of

if TYPE_CHECKING:
    from secap.plan.plan import Plan

KIND = "energy_poverty"


@dataclass(frozen=True, slots=True)
class Course:
    """One indicator over the years, the oldest first; `reference` of each view is its record."""

    indicator: str
    years: tuple[IndicatorView, ...]

    @property
    def latest(self) -> IndicatorView:
        return self.years[-1]

    @property
    def earlier(self) -> tuple[IndicatorView, ...]:
        return self.years[:-1]

    @property
    def row(self) -> codes.Row | None:
        return codes.table("poverty_indicators").get(self.indicator)


@dataclass(frozen=True, slots=True)
class Area:
    """One macro-area: what its indicators say, and the actions that work on it."""

    code: str
    result: AreaResult
    courses: tuple[Course, ...]
    actions: tuple[ActionRecords, ...]


@dataclass(frozen=True)
class Hardship:
    """The section as a whole.

    asked : what the region is asked, and from when on;  record : the assessment that was written, None where
    there is none;  assessment : what the indicators come to;  areas : in the table's order;
    goals, actions : those on energy poverty.
    """

    today: date
    asked: Obligation
    record: PovertyAssessment | None
    assessment: Assessment
    areas: tuple[Area, ...]
    studies: tuple[StudyRecords, ...]
    goals: tuple[Goal, ...]
    actions: tuple[ActionRecords, ...]

    @property
    def is_mandatory(self) -> bool:
        """Whether a report of today must cover energy poverty."""
        return self.asked.holds(self.today)

    @property
    def variant(self) -> str:
        """Code of `poverty_pillars`: as chosen, else as asked of the region."""
        return self.record.pillar if self.record and self.record.pillar else self.asked.variant

    @property
    def concern(self) -> str:
        """Concern as a whole: as a person judged it, else what the indicators come to; empty for neither."""
        return (self.record.concern if self.record else "") or self.assessment.concern or ""

    @property
    def indicators(self) -> list[IndicatorView]:
        """Every value of every year."""
        return [one for area in self.areas for course in area.courses for one in course.years]

    @property
    def has_indicators(self) -> bool:
        return any(area.courses for area in self.areas)

    @property
    def uncovered(self) -> list[Area]:
        """Macro-areas without a value."""
        return [area for area in self.areas if not area.result.is_covered]

    @property
    def vulnerable_groups(self) -> list[str]:
        """Codes of the groups that the assessment or an action names, in the table's order."""
        named = set(self.record.vulnerable_groups.split()) if self.record else set()
        for one in self.actions:
            named |= set(one.action.vulnerable_groups.split())
        return [code for code in codes.table("vulnerable_groups") if code in named]

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong or missing, the gravest first."""
        return check_poverty(
            PovertyData(
                today=self.today,
                region=self.asked.region,
                pillar=self.record.pillar if self.record else "",
                indicators=self.indicators,
                studies=[_study(one) for one in self.studies],
                goals=[_goal(one) for one in self.goals],
                actions=[_action(one) for one in self.actions],
            )
        )


def hardship_of(plan: Plan) -> Hardship:
    """Return energy poverty as the plan holds it on the plan's day."""
    courses = _courses(plan.poverty_indicators)
    assessment = assess([one for course in courses for one in course.years])
    actions = tuple(one for one in plan.actions if one.action.is_poverty)
    areas = tuple(
        Area(
            result.macro_area,
            result,
            tuple(one for one in courses if one.latest.macro_area == result.macro_area),
            tuple(one for one in actions if result.macro_area in one.action.macro_areas.split()),
        )
        for result in assessment.areas
    )
    return Hardship(
        today=plan.today,
        asked=obligation(region_of(plan.municipality.country)),
        record=plan.poverty_assessments[0] if plan.poverty_assessments else None,
        assessment=assessment,
        areas=areas,
        studies=tuple(plan.household_studies),
        goals=tuple(goal for goal in plan.goals if goal.kind == KIND),
        actions=actions,
    )


def _courses(records: Iterable[PovertyIndicator]) -> list[Course]:
    """Return one course per indicator, in the table's order."""
    found: dict[str, list[IndicatorView]] = {}
    for record in sorted(records, key=lambda one: one.year):
        found.setdefault(record.indicator, []).append(_view(record))
    order = {code: place for place, code in enumerate(codes.table("poverty_indicators"))}
    return [
        Course(code, tuple(found[code]))
        for code in sorted(found, key=lambda code: order.get(code, len(order)))
    ]


def _view(record: PovertyIndicator) -> IndicatorView:
    return IndicatorView(
        indicator=record.indicator,
        year=record.year,
        value=record.value,
        answer=record.answer,
        unit=record.unit_in_words,
        concern=record.concern,
        assessment=record.assessment,
        source=record.source,
        uid=record.uid,
        reference=record,
    )


def _study(one: StudyRecords) -> StudyView:
    study = one.study
    return StudyView(study.title, study.year, study.source, study.rows, study.left_out, study.uid)


def _goal(goal: Goal) -> GoalView:
    has_value = bool(goal.target_value is not None and goal.target_year)
    return GoalView(str(goal), has_value, goal.uid)


def _action(one: ActionRecords) -> ActionView:
    action = one.action
    return ActionView(
        number=action.number,
        title=action.title,
        vulnerable_groups=frozenset(action.vulnerable_groups.split()),
        macro_areas=frozenset(action.macro_areas.split()),
        is_active=action.status not in INACTIVE,
        uid=action.uid,
    )
