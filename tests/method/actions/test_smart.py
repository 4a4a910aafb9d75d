"""The SMART assistant on a poor and a good action, and on goals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from secap.method.actions.action import Action, Financing, Indicator
from secap.method.actions.goal import Goal
from secap.method.actions.smart import assess, questions

POOR = Action(id="1", title="Raise awareness")
GOOD = Action(
    id="2",
    title="Renovate the primary school",
    description="Insulate façade and roof, renew the heating substation.",
    why="The school uses a fifth of the municipality's heat.",
    how="Tender for design and works in one, energy audit before and after.",
    responsible="Property department",
    risks="Prices rise: two lots, the roof first.",
    precedent="The kindergarten in 2021, 48 % less heat.",
    investment_eur=400_000,
    staff_fte=0.3,
    financing=(Financing("own", share=0.15, is_secured=True), Financing("eu", eur=340_000)),
    start=date(2026, 3, 1),
    end=date(2027, 10, 31),
    indicators=(
        Indicator("Heat used", "MWh/a", base_value=420, base_year=2019, target_value=210, target_year=2028),
    ),
)
GOAL = Goal(
    id="G1",
    title="Half the heat",
    description="Municipal buildings use half the heat of 2019.",
    direction="Buildings",
    responsible="Property department",
    indicator=Indicator("Heat used", "MWh/a", 4_200, 2019, 2_100, 2030),
)
ALL_YES = {question.code: {"answer": "yes", "text": ""} for question in questions()}


def test_the_questions_of_the_deck_are_told_in_the_reader_s_language() -> None:
    codes = " ".join(question.code for question in questions())
    assert codes == "S1 S2 S3 S4 S5 M1 M2 A1 A2 A3 A4 R1 R2 R3 T1 T2 T3"
    assert questions()[0].text.label("en") == "What are we trying to do?"
    assert questions()[0].text.label("lv") == "Ko mēs cenšamies izdarīt?"


class TestPoorAction:
    def test_every_letter_is_missing_and_nothing_unanswered_is_scored(self) -> None:
        found = assess(POOR, {}, horizon_year=2030)
        assert [(one.letter, one.state, one.score, one.answered) for one in found.letters] == [
            (letter, "missing", None, 0) for letter in "SMART"
        ]
        assert [one.asked for one in found.letters] == [5, 2, 4, 3, 3]
        assert found.score is None and (found.answered, found.asked) == (0, 17) and not found.is_smart

    def test_it_is_told_what_to_enter(self) -> None:
        told = [str(message) for message in assess(POOR, {}, horizon_year=2030).missing]
        for hint in (
            "Write why it matters.",
            "Enter the responsible body.",
            "Add an indicator that shows when it is reached.",
            "Write down limits and risks, and how they are met.",
            "Enter sources of financing until they cover the whole cost.",
            "Set the end to 2030 or before.",
            "Answer the question “Who will do what?”",
        ):
            assert hint in told
        assert "Give it a title." not in told

    def test_answers_alone_do_not_make_it_smart(self) -> None:
        found = assess(POOR, ALL_YES, horizon_year=2030)
        assert {one.state for one in found.letters} == {"partly"}
        assert found.score == 1


class TestGoodAction:
    def test_with_every_question_answered_it_is_smart(self) -> None:
        found = assess(GOOD, ALL_YES, horizon_year=2030)
        assert [one.state for one in found.letters] == ["met"] * 5
        assert found.is_smart and found.missing == ()

    def test_its_fields_alone_are_half_of_it(self) -> None:
        found = assess(GOOD, {}, horizon_year=2030)
        assert all(check.is_fulfilled for one in found.letters for check in one.checks)
        assert {one.state for one in found.letters} == {"partly"} and found.score is None

    def test_partly_counts_half_and_what_is_not_answered_does_not_count(self) -> None:
        answers = {"T1": {"answer": "yes"}, "T2": {"answer": "partly"}, "T3": {"answer": "perhaps"}}
        letter = assess(GOOD, answers, horizon_year=2030).letter("T")
        assert (letter.score, letter.answered, letter.asked, letter.state) == (0.75, 2, 3, "partly")
        told = [str(message) for message in letter.missing]
        assert len(told) == 2 and "Is the deadline unambiguous?" in told[0] and "realistic" in told[1]

    def test_resources_at_hand_need_no_extra_ones(self) -> None:
        answers = {"R1": {"answer": "yes"}, "R3": {"answer": "no"}}
        letter = assess(GOOD, answers, horizon_year=2030).letter("R")
        assert (letter.state, letter.score, letter.asked) == ("met", 1, 2)
        short = {"R1": {"answer": "no"}, "R2": {"answer": "yes"}, "R3": {"answer": "yes"}}
        letter = assess(GOOD, short, horizon_year=2030).letter("R")
        assert (letter.state, letter.asked) == ("partly", 3)
        assert letter.score == pytest.approx(2 / 3)

    @pytest.mark.parametrize(
        ("worse", "letter", "hint"),
        [
            (replace(GOOD, how="  "), "S", "Write how it is done."),
            (
                replace(GOOD, indicators=(Indicator("Heat used", "MWh/a"),)),
                "M",
                "Enter the base value of the",
            ),
            (replace(GOOD, precedent=""), "A", "Name where it was done before"),
            (replace(GOOD, financing=GOOD.financing[:1]), "R", "cover the whole cost"),
            (replace(GOOD, staff_fte=None), "R", "Enter the staff needed"),
            (replace(GOOD, end=date(2031, 1, 1)), "T", "Set the end to 2030 or before."),
        ],
    )
    def test_one_gap_in_the_fields_is_found_and_named(self, worse: Action, letter: str, hint: str) -> None:
        found = assess(worse, ALL_YES, horizon_year=2030)
        assert [one.letter for one in found.letters if one.state != "met"] == [letter]
        assert hint in str(found.missing[0])

    def test_one_complete_indicator_is_enough(self) -> None:
        two = replace(GOOD, indicators=(Indicator("Satisfaction"), *GOOD.indicators))
        assert assess(two, ALL_YES, horizon_year=2030).is_smart


class TestGoals:
    def test_a_goal_needs_no_money_of_its_own(self) -> None:
        assert assess(GOAL, ALL_YES, horizon_year=2030).is_smart

    def test_a_goal_beyond_the_horizon_or_without_owner_or_indicator_is_told(self) -> None:
        assert assess(GOAL, ALL_YES, horizon_year=2029).letter("T").state == "partly"
        told = assess(replace(GOAL, responsible=""), ALL_YES, horizon_year=2030).letter("R").missing
        assert [str(message) for message in told] == ["Enter the responsible body."]
        bare = assess(replace(GOAL, indicator=None), {}, horizon_year=2030)
        assert bare.letter("M").state == "missing" and bare.letter("T").state == "missing"
