"""The yearly round of proposals: stages, decisions that hold, next year's budget."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis import codes, tables
from secap.method.governance.alignment import Comparison, alignment
from secap.method.governance.rounds import (
    PROBLEMS,
    ProposalView,
    next_stage,
    problems,
    proposal_stage,
    round_of,
    years,
)

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "rounds.yaml").read_text(encoding="utf-8"))
BLANK = st.sampled_from(["", "feasible", "not_feasible"])
PROPOSALS = st.builds(
    ProposalView,
    title=st.just("Saules paneļi"),
    year=st.integers(2024, 2027),
    financial=BLANK,
    technical=BLANK,
    decision=st.sampled_from(["", "approved", "postponed", "rejected"]),
    votes_for=st.none() | st.integers(0, 9),
    votes_against=st.none() | st.integers(0, 9),
    minutes=st.sampled_from(["", " ", "Protokols"]),
    budget_year=st.none() | st.integers(2024, 2028),
    budget_eur=st.none() | st.floats(0, 1e6),
    evaluation=st.sampled_from(["", " ", "Labi"]),
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_cases(case: dict[str, Any]) -> None:
    assert case["source"] in tables.sources()
    proposal = ProposalView("Saules paneļi", 2026, **case["given"])
    assert proposal_stage(proposal) == case["expect"]["stage"]
    assert next_stage(proposal) == case["expect"]["next"]
    assert list(problems(proposal)) == case["expect"]["problems"]


def approved(title: str, eur: float | None, year: int = 2026, **values: Any) -> ProposalView:
    return ProposalView(title, year, decision="approved", budget_eur=eur, **values)


def test_next_years_budget_is_the_sum_of_its_lines_from_whichever_round() -> None:
    found = round_of(2026, [
        approved("A", 100.0),  # without a year: the next one
        approved("B", 50.0, budget_year=2027),
        approved("C", 7.0, budget_year=2028),
        approved("D", None),
        approved("E", 25.0, year=2025, budget_year=2027),
        approved("F", 9.0, year=2025),
        ProposalView("G", 2026, decision="rejected", budget_eur=1000.0, budget_year=2027),
    ])  # fmt: skip
    assert [one.title for one in found.lines] == ["A", "B", "E"]
    assert found.budget_year == 2027 and found.budget_eur == 175
    assert [one.title for one in found.without_budget] == ["D"]


def test_a_round_without_lines_or_approvals_has_no_sum_and_no_share() -> None:
    found = round_of(2026, [ProposalView("A", 2026)])
    assert found.budget_eur is None and found.evaluated_share is None
    assert found.stages["proposed"] == 1


def test_the_share_evaluated_is_of_those_approved() -> None:
    proposals = [approved("A", 1.0, evaluation="Labi"), approved("B", 1.0), ProposalView("C", 2026)]
    assert round_of(2026, proposals).evaluated_share == 0.5


def test_years_hold_rounds_meetings_and_this_year_latest_first() -> None:
    assert years([ProposalView("A", 2024)], [2025], 2026) == [2026, 2025, 2024]


@given(st.lists(PROPOSALS, max_size=8))
def test_every_proposal_of_a_round_stands_at_one_stage_of_the_table(proposals: list[ProposalView]) -> None:
    found = round_of(2026, proposals)
    assert set(found.stages) == set(codes.table("proposal_stages"))
    assert sum(found.stages.values()) == len(found.proposals)
    assert set(found.without_budget).isdisjoint(found.lines)


@given(PROPOSALS)
def test_no_proposal_waits_for_what_it_has_and_every_problem_has_words(proposal: ProposalView) -> None:
    waits_for = next_stage(proposal)
    done = {"financial": proposal.financial, "technical": proposal.technical,
            "evaluated": proposal.evaluation.strip()}  # fmt: skip
    assert not done.get(waits_for or "", "")
    assert set(problems(proposal)) <= set(PROBLEMS)


def test_a_listed_plan_is_not_a_compared_one() -> None:
    found = alignment([
        Comparison("NEKP", "partly"),
        Comparison("Reģiona programma", "open", "regional"),
        Comparison("Attīstības programma", "conflict", "local"),
    ])  # fmt: skip
    assert [one.title for one in found.open] == ["Reģiona programma"]
    assert [one.title for one in found.conflicts] == ["Attīstības programma"]
    assert found.levels_open == ("regional",)
