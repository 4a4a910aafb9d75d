"""What the checks of energy poverty say, and when it is asked of whom; silence where nothing is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap import locale
from secap.method.basis import codes, tables
from secap.method.basis.errors import InvalidInput
from secap.method.basis.findings import Finding, Severity
from secap.method.poverty.assessment import IndicatorView, assess, latest
from secap.method.poverty.checks import ActionView, GoalView, PovertyData, StudyView, check_poverty
from secap.method.poverty.obligations import is_mandatory, obligation

TODAY = date(2026, 11, 24)
ONE_OF_EACH = ("ep05", "ep10", "ep29", "ep37", "ep59", "ep63")
COMPLETE = PovertyData(
    TODAY,
    "eu",
    "energy_poverty",
    [IndicatorView(code, 2024, 12.0, concern="moderate", source="Statistics") for code in ONE_OF_EACH],
    [StudyView("Survey", 2024, "Social service", 500, {"no_income": 50})],
    [GoalView("Fewer arrears", has_value=True)],
    [ActionView("6.1", "Advice", frozenset({"elderly"}), frozenset({"socio_economic"}))],
)
ARREARS = COMPLETE.indicators[3]


def found(**changes: Any) -> dict[str, list[Finding]]:
    """Return {id without `poverty.`: findings} of the complete section with changes."""
    by_id: dict[str, list[Finding]] = {}
    for one in check_poverty(replace(COMPLETE, **changes)):
        by_id.setdefault(one.id.removeprefix("poverty."), []).append(one)
    return by_id


def only(id: str, **changes: Any) -> Finding:
    (one,) = found(**changes)[id]
    return one


def test_a_complete_section_is_left_alone_but_for_the_unverified_list() -> None:
    assert set(found()) == {"unverified"}


@pytest.mark.parametrize(
    ("region", "today", "severity"),
    [
        ("eu", date(2024, 12, 31), Severity.INFO),
        ("eu", date(2025, 1, 1), Severity.ERROR),
        ("east", date(2025, 1, 1), Severity.WARNING),  # the row is unverified
        ("south", date(2030, 1, 1), Severity.INFO),
        ("nowhere", date(2030, 1, 1), Severity.INFO),
    ],
)
def test_an_indicator_a_goal_and_an_action_are_asked_by_region_and_day(
    region: str, today: date, severity: Severity
) -> None:
    empty = check_poverty(PovertyData(today, region))
    assert [(one.id, one.severity) for one in empty] == [
        ("poverty.no_indicator", severity),
        ("poverty.no_goal", severity),
        ("poverty.no_action", severity),
    ]


def test_what_is_chosen_but_tells_nothing_does_not_count() -> None:
    said = found(
        indicators=[IndicatorView("ep37", 2024)],
        actions=[replace(COMPLETE.actions[0], is_active=False)],
    )
    assert {"no_indicator", "no_action", "no_value"} <= set(said)


def test_the_day_and_the_variant_of_each_region() -> None:
    assert not is_mandatory("eu", date(2024, 12, 31))
    assert is_mandatory("eu", date(2025, 1, 1))
    assert not is_mandatory("other_region", date(2099, 1, 1))
    assert obligation("eu").variant == "energy_poverty"
    assert obligation("other_region").variant == "energy_access"
    assert obligation("nowhere") == obligation("other_region")
    rows = tables.rows("poverty/obligations.csv")
    assert {row["region"] for row in rows} == set(codes.table("covenant_regions"))
    assert {row["variant"] for row in rows} <= set(codes.table("poverty_pillars"))


def test_another_variant_than_the_regions_is_told() -> None:
    assert only("variant", pillar="energy_access").severity == Severity.INFO
    assert "variant" not in found(pillar="")
    assert "variant" not in found(region="south", pillar="energy_access")


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        (IndicatorView("ep55", 2024, 1.0, source="S"), "yes or no"),
        (IndicatorView("ep37", 2024, None, True, source="S"), "has a number"),
    ],
)
def test_yes_or_no_is_not_a_number(indicator: IndicatorView, words: str) -> None:
    one = only("wrong_answer", indicators=[indicator])
    assert one.severity == Severity.ERROR
    assert words in one.message.text()
    right = [
        IndicatorView("ep55", 2024, answer=False, source="S"),
        IndicatorView("ep37", 2024, 0.0, source="S"),
    ]
    assert "wrong_answer" not in found(indicators=right)


def test_a_value_needs_year_unit_and_source() -> None:
    bare = IndicatorView("ep37", None, 3.0)
    said = found(indicators=[bare])
    assert said["value_incomplete"][0].message.text() == "Missing of this value: year."
    assert said["indicator_source"][0].severity == Severity.WARNING
    unlisted = IndicatorView("own_indicator", 2024, 3.0, source="S")
    assert only("value_incomplete", indicators=[unlisted]).message.text().endswith("unit.")
    assert "value_incomplete" not in found(indicators=[replace(unlisted, unit="%")])


def test_macro_areas_without_a_value_are_named() -> None:
    one = only("macro_areas", indicators=[ARREARS])
    assert one.severity == Severity.INFO
    assert "Mobility" in one.message.text() and "Socio-economic" not in one.message.text()


def test_nobody_has_said_how_worrying_it_is() -> None:
    assert only("not_assessed", indicators=[replace(ARREARS, concern="")]).severity == Severity.WARNING
    said = found(indicators=[replace(ARREARS, concern="not_known")])
    assert "not_assessed" in said
    assert "not a low concern" in said["not_known"][0].message.text()


def test_a_goal_needs_a_value_and_an_action_somebody_whom_it_helps() -> None:
    assert only("goal_no_value", goals=[GoalView("Fewer arrears")]).severity == Severity.WARNING
    assert "goal_no_value" not in found(goals=[GoalView("One"), GoalView("Other", has_value=True)])
    one = only("action_no_group", actions=[ActionView("6.1"), replace(COMPLETE.actions[0])])
    assert one.place() == "Energy poverty / 6.1"
    assert "action_no_group" not in found(actions=[*COMPLETE.actions, ActionView("6.2", is_active=False)])


def test_a_household_table_has_a_source_and_few_rows_left_out() -> None:
    assert "study_source" in found(studies=[StudyView("Survey", rows=100)])
    one = only(
        "study_left_out", studies=[StudyView("Survey", 2024, "S", 100, {"negative": 4, "no_income": 7})]
    )
    assert one.message.text() == "11 of 100 rows of the household table could not be used (11 %)."


def test_a_towns_own_wording_of_its_indicators_is_checked() -> None:
    with locale.own_labels({("poverty_indicators", code, "lv"): "Paša" for code in ONE_OF_EACH}):
        assert found() == {}


def test_every_finding_says_what_to_do_in_every_language() -> None:
    for one in check_poverty(replace(COMPLETE, goals=[], indicators=[IndicatorView("ep55", None, 1.0)])):
        for lang in locale.LANGUAGES:
            assert one.message.text(lang) and one.hint.text(lang) and one.place(lang)


indicators = st.builds(
    IndicatorView,
    indicator=st.sampled_from(list(codes.table("poverty_indicators"))[:30]),
    year=st.integers(2015, 2026),
    value=st.none() | st.floats(0, 100),
    concern=st.sampled_from(["low", "moderate", "high", "not_known", ""]),
)
lists = st.lists(indicators, max_size=15, unique_by=lambda one: (one.indicator, one.year))


@given(lists, st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter(some: list[IndicatorView], random: object) -> None:
    mixed = list(some)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert assess(mixed) == assess(some)


@given(lists, st.sampled_from(["", "not_known"]))
def test_an_unknown_concern_never_changes_a_score(some: list[IndicatorView], unknown: str) -> None:
    more = [*some, IndicatorView("ep69", 2020, 1.0, concern=unknown)]
    before, after = assess(some), assess(more)
    assert after.score == before.score
    assert [one.score for one in after.areas] == [one.score for one in before.areas]
    assert before.score is None or 1 <= before.score <= 3


def test_an_earlier_year_never_fills_in_for_the_latest() -> None:
    early = IndicatorView("ep37", 2019, 12.0, concern="high")
    late = IndicatorView("ep37", 2024, concern="")
    assert latest([early, late]) == [late]
    assert assess([late, early]).score is None


def test_a_concern_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(InvalidInput, match="grave"):
        assess([IndicatorView("ep37", 2024, 1.0, concern="grave")])
