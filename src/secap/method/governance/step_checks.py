"""Checks of the process: gates passed too early, steps called done against their proofs, what is overdue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.governance.gates import may_approve, may_submit
from secap.method.governance.steps import Facts, Standing

PLACE = Message("The ten steps")


@dataclass(frozen=True, slots=True)
class StepCheck:
    """A step with the day it is due, None for no day."""

    standing: Standing
    due: date | None = None


def check_process(
    facts: Facts, steps: Sequence[StepCheck], *, overdue_tasks: int = 0, is_begun: bool = True
) -> list[Finding]:
    """Return the findings of the process, the gravest first.

    overdue_tasks : open tasks whose day has passed;  is_begun : a state or a task is recorded
    """
    return [
        *_gates(facts),
        *_steps(facts, steps),
        *_tasks(overdue_tasks),
        *([] if is_begun else [_not_begun()]),
    ]


def _gates(facts: Facts) -> Iterator[Finding]:
    missing = may_approve(facts)
    if facts.approvals and missing:
        yield _finding(
            "approved_too_early",
            Severity.ERROR,
            Message(
                "The plan is recorded as approved, but: {reasons}", reasons=[one.message for one in missing]
            ),
            missing[0].hint,
        )
    early = [may_submit(facts, day) for day in facts.submissions]
    reasons = next((found for found in early if {one.code for one in found} & {"approved", "budget"}), ())
    if reasons:
        yield _finding(
            "submitted_too_early",
            Severity.ERROR,
            Message(
                "The plan is recorded as submitted, but: {reasons}",
                reasons=[one.message for one in reasons if one.code in {"approved", "budget"}],
            ),
            reasons[-1].hint,
        )
    if any(not one.has_budget for one in facts.carried):
        yield _finding(
            "approval_without_budget",
            Severity.WARNING,
            Message("A council's decision says nothing of the budget of the first year."),
            Message("The Covenant asks for it; add it: The ten steps > Approvals by the council."),
        )


def _steps(facts: Facts, steps: Sequence[StepCheck]) -> Iterator[Finding]:
    for one in steps:
        step = codes.code("process_steps", one.standing.step)
        if one.standing.contradictions:
            yield Finding(
                "process.done_but",
                Severity.WARNING,
                (PLACE, step),
                Message(
                    "The step is recorded as done, but this is not so yet: {proofs}",
                    proofs=[proof.message for proof in one.standing.contradictions],
                ),
                Message("Add what is missing, or record the step as under way."),
            )
        if one.due and one.due < facts.today and not one.standing.is_closed:
            yield Finding(
                "process.step_overdue",
                Severity.WARNING,
                (PLACE, step),
                Message("The step is overdue."),
                Message("Finish it, or set another day and say why in the note."),
            )


def _tasks(overdue: int) -> Iterator[Finding]:
    if overdue:
        yield _finding(
            "task_overdue",
            Severity.WARNING,
            Message("Tasks that are overdue: {count}.", count=overdue),
            Message("Ask who is responsible, or set another day: The ten steps > Tasks."),
        )


def _not_begun() -> Finding:
    return _finding(
        "not_begun",
        Severity.INFO,
        Message("No step of the process has a date or a task yet."),
        Message("Open the ten steps, set the dates of the first and take its tasks."),
    )


def _finding(id: str, severity: Severity, message: Message, hint: Message) -> Finding:
    return Finding(f"process.{id}", severity, (PLACE,), message, hint)
