"""Energy poverty of a whole plan: what is asked when, what is covered, what is gap and not zero."""

from __future__ import annotations

from datetime import date

import pytest

from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.models import Action, Goal
from secap.desk.poverty.chapter import StudyRecords
from secap.desk.poverty.models import HouseholdStudy, PovertyAssessment, PovertyIndicator
from secap.desk.registry.models import Municipality
from secap.method.basis.findings import Severity
from secap.plan.hardship import Hardship, hardship_of
from secap.plan.plan import Plan

TODAY = date(2026, 11, 24)
BEFORE = date(2024, 12, 31)


def plan(*records: object, country: str = "LV", today: date = TODAY) -> Hardship:
    """Return the section of a plan that holds the records, none of them saved."""
    town = Municipality(name="Upesciems", slug="upesciems", country=country)
    made = Plan(municipality=town, today=today)
    for record in records:
        if isinstance(record, PovertyIndicator):
            made.poverty_indicators.append(record)
        elif isinstance(record, PovertyAssessment):
            made.poverty_assessments.append(record)
        elif isinstance(record, Goal):
            made.goals.append(record)
        elif isinstance(record, Action):
            made.actions.append(ActionRecords(record))
        elif isinstance(record, HouseholdStudy):
            made.household_studies.append(StudyRecords(record))
    return hardship_of(made)


def cold(
    year: int = 2024, value: float | None = 9.5, concern: str = "", source: str = "CSP"
) -> PovertyIndicator:
    """Return a value of “unable to keep home adequately warm”."""
    return PovertyIndicator(indicator="ep38", year=year, value=value, concern=concern, source=source)


def ids(found: Hardship, severity: Severity | None = None) -> set[str]:
    return {one.id for one in found.findings if severity in (None, one.severity)}


@pytest.mark.parametrize(("country", "today", "is_asked"), [
    ("LV", TODAY, True), ("LV", BEFORE, False), ("LV", date(2025, 1, 1), True),
    ("UA", TODAY, True), ("BR", TODAY, False),
])  # fmt: skip
def test_the_day_and_the_region_decide_whether_it_is_asked(country: str, today: date, is_asked: bool) -> None:
    assert plan(country=country, today=today).is_mandatory is is_asked


def test_an_empty_section_is_an_error_from_the_day_on_and_a_note_before() -> None:
    lacking = {"poverty.no_indicator", "poverty.no_goal", "poverty.no_action"}
    assert ids(plan(), Severity.ERROR) == lacking
    assert ids(plan(today=BEFORE), Severity.INFO) >= lacking and not ids(plan(today=BEFORE), Severity.ERROR)


def test_one_indicator_one_goal_and_one_action_are_enough_against_errors() -> None:
    found = plan(
        cold(concern="high"),
        Goal(title="Silti mājokļi", kind="energy_poverty", target_value=5.0, target_year=2030),
        Action(title="Konsultācijas", kinds="energy_poverty", vulnerable_groups="low_income"),
    )
    assert not ids(found, Severity.ERROR)
    assert found.assessment.covered == 1 and len(found.uncovered) == 5


def test_elsewhere_access_to_energy_is_the_variant_unless_the_town_chose_the_other() -> None:
    assert plan(country="BR").variant == "energy_access"
    chosen = plan(PovertyAssessment(pillar="energy_poverty"), country="BR")
    assert chosen.variant == "energy_poverty" and "poverty.variant" in ids(chosen)


def test_the_latest_year_counts_and_the_earlier_ones_are_its_course() -> None:
    found = plan(cold(2024, 9.5), cold(2020, 14.0), cold(2022, None))
    area = next(area for area in found.areas if area.code == "socio_economic")
    (course,) = area.courses
    assert course.latest.value == 9.5
    assert [(one.year, one.value) for one in course.earlier] == [(2020, 14.0), (2022, None)]
    assert found.assessment.covered == 1


def test_a_chosen_indicator_without_a_value_covers_nothing() -> None:
    found = plan(cold(value=None))
    assert found.has_indicators and found.assessment.covered == 0
    assert "poverty.no_value" in ids(found) and "poverty.no_indicator" in ids(found)


def test_not_known_and_not_assessed_are_no_low_concern() -> None:
    found = plan(
        cold(concern="not_known"),
        PovertyIndicator(indicator="ep37", year=2024, value=8.0, source="CSP"),
        PovertyIndicator(indicator="ep31", year=2024, value=8.0, source="CSP", concern="high"),
    )
    by_code = {area.code: area.result for area in found.areas}
    assert by_code["socio_economic"].score is None and by_code["socio_economic"].concern is None
    assert by_code["mobility"].concern == "high"
    assert found.concern == "high" and found.assessment.assessed_share == pytest.approx(1 / 3)


def test_what_a_person_judged_of_the_whole_stands_before_what_the_indicators_come_to() -> None:
    found = plan(cold(concern="high"), PovertyAssessment(concern="moderate"))
    assert found.concern == "moderate" and found.assessment.concern == "high"


def test_yes_or_no_answered_by_a_number_is_told() -> None:
    wrong = PovertyIndicator(indicator="ep62", year=2024, value=1.0, source="Dome")
    assert "poverty.wrong_answer" in ids(plan(wrong), Severity.ERROR)
    right = PovertyIndicator(indicator="ep62", year=2024, answer=False, source="Dome")
    assert "poverty.wrong_answer" not in ids(plan(right))
    assert plan(right).assessment.covered == 1, "a no is an answer"


def test_only_goals_and_actions_on_energy_poverty_count() -> None:
    found = plan(
        Goal(title="Mazāk CO₂", kind="mitigation"),
        Action(title="Ielu apgaismojums", kinds="mitigation"),
        Action(title="Siltināšana", kinds="mitigation energy_poverty", macro_areas="facilities_housing"),
    )
    assert not found.goals and [one.action.title for one in found.actions] == ["Siltināšana"]
    by_code = {area.code: area.actions for area in found.areas}
    assert len(by_code["facilities_housing"]) == 1 and not by_code["mobility"]
    assert "poverty.action_no_group" in ids(found)


def test_a_cancelled_action_serves_nobody() -> None:
    cancelled = Action(title="Siltināšana", kinds="energy_poverty", status="cancelled")
    found = plan(cancelled)
    assert "poverty.no_action" in ids(found) and "poverty.action_no_group" not in ids(found)


def test_vulnerable_groups_come_from_the_assessment_and_from_actions_in_the_order_of_the_list() -> None:
    found = plan(
        PovertyAssessment(vulnerable_groups="low_income"),
        Action(title="Konsultācijas", kinds="energy_poverty", vulnerable_groups="elderly low_income"),
    )
    assert found.vulnerable_groups == ["elderly", "low_income"]


def test_a_household_table_that_lost_many_rows_is_told() -> None:
    study = HouseholdStudy(title="Aptauja", year=2024, source="Dome", rows=100, left_out={"no_income": 30})
    assert "poverty.study_left_out" in ids(plan(study))
