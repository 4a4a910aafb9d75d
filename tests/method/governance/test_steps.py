"""The ten steps: worked cases of proofs and gates, and what must hold for every plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis import codes
from secap.method.basis.findings import Severity
from secap.method.governance.gates import gate_to_finish, may_approve, may_submit
from secap.method.governance.step_checks import StepCheck, check_process
from secap.method.governance.steps import (
    ApprovalFact,
    Facts,
    Standing,
    current_step,
    proofs,
    proofs_of,
    standing,
)

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "process.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 5, 20)


def facts(values: dict[str, Any]) -> Facts:
    known = dict(values)
    known["approvals"] = tuple(ApprovalFact(**one) for one in known.get("approvals", ()))
    known["duties"] = frozenset(known.get("duties", ()))
    return Facts(today=TODAY, **known)


def standings(told: Facts, recorded: dict[str, str] | None = None) -> list[Standing]:
    found = proofs(told)
    return [
        standing(code, (recorded or {}).get(code, ""), proofs_of(code, found))
        for code in codes.table("process_steps")
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_cases(case: dict[str, Any]) -> None:
    told, expected = facts(case["given"]), case["expect"]
    found = proofs(told)
    by_step = {one.step: one for one in standings(told, case.get("recorded"))}
    for code, wanted in expected.get("steps", {}).items():
        own = proofs_of(code, found)
        assert [one.code for one in own if one.met is False] == wanted.get("unmet", []), code
        assert [one.code for one in own if one.met is None] == wanted.get("unknown", []), code
        assert by_step[code].derived == wanted["derived"], code
        if "state" in wanted:
            assert by_step[code].state == wanted["state"]
            assert [one.code for one in by_step[code].contradictions] == wanted["against"]
    if "current" in expected:
        assert current_step(list(by_step.values())) == expected["current"]
    if "may_approve" in expected:
        assert [one.code for one in may_approve(told)] == expected["may_approve"]
    if "may_submit" in expected:
        assert [one.code for one in may_submit(told)] == expected["may_submit"]
    for day, reasons in expected.get("may_submit_on", {}).items():
        assert [one.code for one in may_submit(told, day)] == reasons


COUNTS = st.integers(0, 4)
PLANS = st.builds(
    Facts,
    today=st.just(TODAY),
    adhesion=st.none() | st.just(date(2020, 1, 1)),
    has_bei=st.booleans(), has_rva=st.booleans(), mitigation=COUNTS, adaptation=COUNTS, actions=COUNTS,
    approvals=st.lists(
        st.builds(ApprovalFact, st.dates(date(2025, 1, 1), date(2027, 1, 1)), st.none() | st.floats(0, 1e6)),
        max_size=3,
    ).map(tuple),
)  # fmt: skip


@given(PLANS)
def test_who_may_submit_may_approve(told: Facts) -> None:
    assert not may_approve(told) or may_submit(told)


@given(PLANS, st.sampled_from(["", "not_started", "under_way", "done", "not_applicable"]))
def test_a_step_is_never_done_against_a_needed_proof(told: Facts, recorded: str) -> None:
    found = proofs(told)
    for code in codes.table("process_steps"):
        own = proofs_of(code, found)
        if standing(code, recorded, own).state == "done":
            assert not any(one.met is False and one.is_needed for one in own)


@given(PLANS)
def test_every_step_has_proofs_with_a_page(told: Facts) -> None:
    found = proofs(told)
    assert {one.step for one in found} == set(codes.table("process_steps"))
    assert all(":" in one.page for one in found)


def test_only_elaboration_and_approval_have_gates() -> None:
    told = Facts(today=TODAY)
    closed = [code for code in codes.table("process_steps") if gate_to_finish(code, told)]
    assert closed == ["elaboration", "approval"]


def ids(told: Facts, recorded: dict[str, str] | None = None, **more: Any) -> dict[str, Severity]:
    due = more.pop("due", {})
    steps = [StepCheck(one, due.get(one.step)) for one in standings(told, recorded)]
    return {one.id: one.severity for one in check_process(told, steps, **more)}


def test_a_plan_that_has_not_begun_gets_one_note() -> None:
    assert ids(Facts(today=TODAY), is_begun=False) == {"process.not_begun": Severity.INFO}


def test_an_approval_before_the_actions_is_an_error_in_a_plan_that_was_imported() -> None:
    told = facts(
        {"has_bei": True, "has_rva": True, "approvals": [{"date": date(2026, 1, 1), "budget_eur": 1.0}]}
    )
    assert ids(told) == {"process.approved_too_early": Severity.ERROR}


def test_a_submission_before_the_approval_is_an_error() -> None:
    ready = {"has_bei": True, "has_rva": True, "actions": 2, "mitigation": 1, "adaptation": 1}
    approval = [{"date": date(2026, 3, 1), "budget_eur": 1.0}]
    early = facts({**ready, "approvals": approval, "submissions": (date(2026, 2, 1),)})
    assert ids(early) == {"process.submitted_too_early": Severity.ERROR}
    assert ids(facts({**ready, "approvals": approval, "submissions": (date(2026, 3, 1),)})) == {}


def test_an_approval_without_a_budget_is_a_warning() -> None:
    ready = {"has_bei": True, "has_rva": True, "actions": 2, "mitigation": 1, "adaptation": 1}
    told = facts({**ready, "approvals": [{"date": date(2026, 3, 1)}]})
    assert ids(told) == {"process.approval_without_budget": Severity.WARNING}


def test_what_is_overdue_or_called_done_too_early_is_told() -> None:
    told = Facts(today=TODAY)
    found = ids(told, {"vision": "done"}, due={"mobilise": date(2026, 5, 19)}, overdue_tasks=2)
    assert found == {
        "process.done_but": Severity.WARNING,
        "process.step_overdue": Severity.WARNING,
        "process.task_overdue": Severity.WARNING,
    }
    assert ids(told, due={"mobilise": TODAY}) == {}


def test_stakeholders_have_tasks_in_all_four_phases() -> None:
    phase_of = {code: row.phase for code, row in codes.table("process_steps").items()}
    tasks = codes.table("process_tasks").values()
    found = {phase_of[row.step] for row in tasks if "stakeholders" in str(row.actors).split()}
    assert found == set(codes.table("process_phases"))
