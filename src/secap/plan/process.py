"""The ten steps of a plan: what proves each, its state, its tasks, and the gates between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from secap.desk.governance.models import StepState, Task
from secap.method.basis import codes
from secap.method.basis.findings import Finding
from secap.method.basis.messages import Message
from secap.method.governance import gates
from secap.method.governance.gates import Reason
from secap.method.governance.step_checks import StepCheck, check_process
from secap.method.governance.steps import (
    CLOSED,
    DONE,
    Facts,
    Proof,
    Standing,
    current_step,
    proofs,
    proofs_of,
)
from secap.method.governance.steps import standing as standing_of
from secap.plan.step_proofs import facts_of

if TYPE_CHECKING:
    from secap.plan.plan import Plan

COUNCIL, ADMINISTRATION, STAKEHOLDERS = "council", "administration", "stakeholders"


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task of somebody; `str` gives its title in the reader's words.

    actors : codes of `process_actors`;  is_overdue : open, and its day has passed
    """

    record: Task
    step: str
    actors: tuple[str, ...]
    is_overdue: bool

    @property
    def is_open(self) -> bool:
        return self.record.state == "open"

    @property
    def is_done(self) -> bool:
        return self.record.state == DONE

    def __str__(self) -> str:
        return str(self.record)


@dataclass(frozen=True, slots=True)
class StepView:
    """One step in one round.

    record : its recorded state, None where nobody recorded one;  proofs : of the plan as it stands, none in
    an earlier round;  tasks : those taken;  untaken : rows of the roles matrix that nobody has taken yet;
    reasons : why the gate before it is closed
    """

    code: str
    number: int
    phase: str
    record: StepState | None
    standing: Standing
    proofs: tuple[Proof, ...]
    tasks: tuple[TaskView, ...]
    untaken: tuple[codes.Row, ...]
    reasons: tuple[Reason, ...]
    today: date

    @property
    def state(self) -> str:
        """Code of `process_step_states`: as recorded, unless a needed proof says otherwise; else derived."""
        return self.standing.state

    @property
    def is_closed(self) -> bool:
        return self.standing.is_closed

    @property
    def is_blocked(self) -> bool:
        """The gate before the step is closed, and the step is not finished."""
        return bool(self.reasons) and not self.is_closed

    @property
    def is_proven(self) -> bool:
        """Whether the plan shows everything that it can show of the step."""
        told = [one for one in self.proofs if one.met is not None]
        return bool(told) and all(one.met for one in told)

    @property
    def met(self) -> int:
        return sum(one.met is True for one in self.proofs)

    @property
    def due(self) -> date | None:
        return self.record.due if self.record else None

    @property
    def is_overdue(self) -> bool:
        return self.due is not None and self.due < self.today and not self.is_closed

    @property
    def open_tasks(self) -> list[TaskView]:
        return [one for one in self.tasks if one.is_open]

    @property
    def share_done(self) -> float | None:
        """Share of the tasks that are done, 0-1; None without tasks."""
        counted = [one for one in self.tasks if one.record.state != "not_applicable"]
        return sum(one.is_done for one in counted) / len(counted) if counted else None


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the four phases with its steps."""

    code: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that an actor is asked to do now: a task, a row of the roles matrix, or a decision.

    why : the reason, None where the step says it;  page : name of the page where it is done, empty: the
    step's
    """

    step: str
    task: TaskView | None = None
    row: codes.Row | None = None
    decision: Message | None = None
    why: Message | None = None
    due: date | None = None
    is_overdue: bool = False
    page: str = ""


class Process:
    """What the book makes of a plan's steps and tasks. Computed when asked for, once.

    round : which round to show; None: the present one
    """

    def __init__(self, plan: Plan, round: int | None = None) -> None:
        self.plan = plan
        self.present_round = max([1, *_rounds(plan)])
        self.round = min(round, self.present_round) if round else self.present_round

    def in_round(self, round: int) -> Process:
        """Return the process as it stands, or stood, in another round."""
        return self if round == self.round else Process(self.plan, round)

    @property
    def is_present(self) -> bool:
        return self.round == self.present_round

    @property
    def rounds(self) -> list[int]:
        return sorted({1, *(one for one in _rounds(self.plan) if one > 0)})

    @property
    def is_begun(self) -> bool:
        """Whether anybody recorded a state or took a task."""
        return bool(self.plan.step_states or self.plan.tasks)

    @cached_property
    def since(self) -> date | None:
        """The day the present round began; None in the first."""
        if self.present_round == 1:
            return None
        starts = [one.start for one in self.plan.step_states if one.round == self.present_round and one.start]
        return min(starts, default=None)

    @cached_property
    def facts(self) -> Facts:
        """What the plan says about its steps in the present round."""
        return facts_of(self.plan, since=self.since)

    @cached_property
    def tasks(self) -> list[TaskView]:
        """The tasks of the round, the first due first."""
        return [self._task(one) for one in self.plan.tasks if one.round == self.round]

    def _task(self, record: Task) -> TaskView:
        is_late = record.due is not None and record.due < self.plan.today
        actors = tuple(record.actors.split())
        return TaskView(record, record.step, actors, record.state == "open" and is_late)

    @cached_property
    def steps(self) -> list[StepView]:
        """The ten steps in order."""
        found = proofs(self.facts) if self.is_present else ()
        return [self._step(row, found) for row in codes.table("process_steps").values()]

    def _step(self, row: codes.Row, found: tuple[Proof, ...]) -> StepView:
        record = next(
            (one for one in self.plan.step_states if one.step == row.code and one.round == self.round), None
        )
        own = proofs_of(row.code, found)
        tasks = tuple(one for one in self.tasks if one.step == row.code)
        taken = {one.record.template for one in tasks}
        return StepView(
            code=row.code,
            number=int(row.number),
            phase=row.phase,
            record=record,
            standing=standing_of(
                row.code,
                record.state if record else "",
                own,
                has_tasks_done=any(one.is_done for one in tasks),
            ),
            proofs=own,
            tasks=tasks,
            untaken=tuple(
                one
                for one in codes.table("process_tasks").values()
                if one.step == row.code and one.code not in taken
            ),
            reasons=gates.gate(row.code, self.facts) if self.is_present else (),
            today=self.plan.today,
        )

    def step(self, code: str) -> StepView:
        """Return one step. KeyError where there is no such step."""
        return {one.code: one for one in self.steps}[code]

    @cached_property
    def phases(self) -> list[Phase]:
        """The four phases with their steps."""
        return [
            Phase(code, tuple(one for one in self.steps if one.phase == code))
            for code in codes.table("process_phases")
        ]

    @cached_property
    def current(self) -> StepView | None:
        """The first step that is not finished; None where all are."""
        code = current_step([one.standing for one in self.steps])
        return self.step(code) if code else None

    @property
    def may_renew(self) -> bool:
        """Whether the next round can begin: the tenth step is recorded as done."""
        last = self.steps[-1]
        return self.is_present and last.record is not None and last.record.state in CLOSED

    @cached_property
    def may_approve(self) -> tuple[Reason, ...]:
        """Why the council can't approve the plan yet; empty where it can."""
        return gates.may_approve(self.facts)

    @cached_property
    def may_submit(self) -> tuple[Reason, ...]:
        """Why the plan can't be submitted yet; empty where it can."""
        return gates.may_submit(self.facts)

    @property
    def next_gate(self) -> str:
        """Code of the gate that comes next: `approval`, `submission`, or empty after both."""
        if not self.facts.carried:
            return "approval"
        return "" if self.facts.submissions else "submission"

    @property
    def gate_reasons(self) -> tuple[Reason, ...]:
        """Why the next gate is closed; empty where it is open."""
        return {"approval": self.may_approve, "submission": self.may_submit}.get(self.next_gate, ())

    def may_submit_on(self, day: date) -> tuple[Reason, ...]:
        """Return why the plan can't have been submitted on a day."""
        return gates.may_submit(self.facts, day)

    def reasons_against(self, step: str) -> tuple[Reason, ...]:
        """Return why a step can't be recorded as done in the present round."""
        return gates.gate_to_finish(step, self.facts)

    def of_actor(self, actor: str) -> list[Asked]:
        """Return what an actor is asked to do now: decisions that wait, open tasks of the present step, of
        earlier ones and overdue ones, and what nobody has taken of the present step.

        actor : code of `process_actors`
        """
        if self.current is None:
            return list(self._decisions(actor))
        reach = self.current.number
        numbers = {one.code: one.number for one in self.steps}
        tasks = [
            Asked(one.step, task=one, due=one.record.due, is_overdue=one.is_overdue)
            for one in self.tasks
            if actor in one.actors and one.is_open and (numbers[one.step] <= reach or one.is_overdue)
        ]
        tasks.sort(key=lambda one: (one.due is None, one.due or date.max))
        rows = [
            Asked(self.current.code, row=one)
            for one in self.current.untaken
            if actor in str(one.actors).split()
        ]
        return [*self._decisions(actor), *tasks, *rows]

    def _decisions(self, actor: str) -> Iterator[Asked]:
        facts = self.facts
        if actor == COUNCIL:
            if facts.adhesion is None:
                yield Asked(
                    "commitment",
                    decision=Message("Decide to join the Covenant of Mayors."),
                    why=Message("The decision and its date begin the process."),
                    page="targets:commitments",
                )
            if not self.may_approve and not facts.carried and self.step("elaboration").is_closed:
                yield Asked(
                    "approval",
                    decision=Message("Approve the plan and the budget of the first year."),
                    why=Message(
                        "Inventory, risk assessment and actions are there: the plan can be decided on."
                    ),
                    due=self.step("approval").due,
                    is_overdue=self.step("approval").is_overdue,
                    page="governance:approvals",
                )
        elif actor == ADMINISTRATION:
            yield from self._of_administration()
        elif actor == STAKEHOLDERS:
            yield from self._of_stakeholders()

    def _of_administration(self) -> Iterator[Asked]:
        if not self.may_submit and not self.facts.submissions:
            yield Asked(
                "approval",
                decision=Message("Submit the plan to the Covenant of Mayors."),
                why=Message("The council has approved it with the budget of the first year."),
                page="governance:submissions",
            )
        waiting = sum(not one.decision for one in self.plan.proposals)
        if waiting:
            yield Asked(
                "implementation",
                decision=Message("Decide on project proposals: {count}.", count=waiting),
                why=Message("They wait in this year's round of the action group."),
                page="governance:proposals",
            )
        if self.may_renew:
            yield Asked(
                "reporting",
                decision=Message("Begin the next round of the plan."),
                why=Message("The tenth step is done; the cycle returns to the first."),
                page="governance:process",
            )

    def _of_stakeholders(self) -> Iterator[Asked]:
        today = self.plan.today
        for draft in self.plan.consultations:
            if _is_open(draft.opens, draft.closes, today):
                yield Asked(
                    "elaboration",
                    decision=Message("Comment on the draft: {title}", title=draft.title),
                    due=draft.closes,
                    page="stakeholders:consultations",
                )
        for poll in self.plan.polls:
            if not poll.is_closed and _is_open(poll.opens, poll.closes, today):
                yield Asked(
                    "vision",
                    decision=Message("Answer the poll: {title}", title=poll.title),
                    due=poll.closes,
                    page="stakeholders:polls",
                )
        for one in self.plan.data_requests:
            if one.state == "sent":
                yield Asked(
                    "assessment",
                    decision=Message("Send the data that were asked for: {title}", title=one.title),
                    due=one.due,
                    is_overdue=one.due is not None and one.due < today,
                    page="stakeholders:data-requests",
                )

    def of_person(self, email: str) -> list[TaskView]:
        """Return the open tasks of the present round on which an e-mail address stands."""
        wanted = email.strip().lower()
        return [one for one in self.tasks if wanted and one.is_open and one.record.email.lower() == wanted]

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong or missing, the gravest first."""
        if not self.is_present:
            return []
        return check_process(
            self.facts,
            [StepCheck(one.standing, one.due) for one in self.steps],
            overdue_tasks=sum(one.is_overdue for one in self.tasks),
            is_begun=self.is_begun,
        )


def _rounds(plan: Plan) -> set[int]:
    return {one.round for one in plan.step_states} | {one.round for one in plan.tasks}


def _is_open(opens: date | None, closes: date | None, today: date) -> bool:
    """Whether something that was opened has not closed yet; without a first day it is still a draft."""
    return opens is not None and opens <= today and (closes is None or today <= closes)


def process_of(plan: Plan) -> Process:
    """Return the process of a plan in its present round."""
    return Process(plan)
