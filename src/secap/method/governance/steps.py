"""The ten steps: what proves each of them, and where a step stands (deck rows 1.1-14, 1.1-15).

A proof is something that the plan itself shows. What the plan can't show is left to the recorded state and
its evidence, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from secap.method.basis import codes
from secap.method.basis.messages import Message

NOT_STARTED, UNDER_WAY, DONE, NOT_APPLICABLE = "not_started", "under_way", "done", "not_applicable"
CLOSED = frozenset({DONE, NOT_APPLICABLE})
TOLD = Message("The plan can't show this; the recorded state and its evidence tell.")


@dataclass(frozen=True, slots=True)
class ApprovalFact:
    """A council's decision.  budget_eur : approved for the first year, None where it says nothing."""

    date: date
    budget_eur: float | None = None
    votes_for: int | None = None
    votes_against: int | None = None

    @property
    def is_carried(self) -> bool:
        """More votes for than against; where the votes are not recorded, the decision counts as taken."""
        if self.votes_for is None or self.votes_against is None:
            return True
        return self.votes_for > self.votes_against

    @property
    def has_budget(self) -> bool:
        return self.budget_eur is not None and self.budget_eur > 0


@dataclass(frozen=True, slots=True)
class Facts:
    """A plan as the steps see it on one day; numbers are counts of records.

    duties : blocks of duties (`admin_duties`) that a department is responsible for;  mapped : stakeholders
    with power and interest;  actions, mitigation, adaptation, responsible, costed, dated, under_way, late :
    actions that are not cancelled, and those of them of that kind, with a body responsible, with a cost, with
    start and end, ongoing or completed, not begun though their start has passed;  reported : of those under
    way, those with a progress report in the last two years;  approvals, submissions : of this round;
    presented : hearings since the approval;  is_renewed : the next round has begun
    """

    today: date
    adhesion: date | None = None
    has_evidence: bool = False
    departments: int = 0
    has_coordinator: bool = False
    duties: frozenset[str] = frozenset()
    stakeholders: int = 0
    mapped: int = 0
    events: int = 0
    has_bei: bool = False
    has_rva: bool = False
    data_sets: int = 0
    data_open: int = 0
    has_vision: bool = False
    team: int = 0
    has_consensus: bool = False
    targets: int = 0
    adaptation_goals: int = 0
    actions: int = 0
    mitigation: int = 0
    adaptation: int = 0
    responsible: int = 0
    costed: int = 0
    dated: int = 0
    approvals: tuple[ApprovalFact, ...] = ()
    submissions: tuple[date, ...] = ()
    under_way: int = 0
    late: int = 0
    exchanges: int = 0
    has_mei: bool = False
    reported: int = 0
    presented: int = 0
    is_renewed: bool = False

    @property
    def carried(self) -> list[ApprovalFact]:
        """Decisions that were taken by today."""
        return [one for one in self.approvals if one.is_carried and one.date <= self.today]


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that shows a step.

    met : None where the plan can't tell;  page : name of the page where it is entered;
    found : what stands there now;  on : the day it happened;
    is_needed : without it the step is not done, whatever is recorded
    """

    code: str
    step: str
    message: Message
    met: bool | None
    page: str
    found: Message | None = None
    on: date | None = None
    is_needed: bool = True


def _of(count: int, total: int) -> Message:
    return Message("{count} of {total}", count=count, total=total)


def _all(count: int, total: int) -> bool:
    return total > 0 and count == total


def proofs(facts: Facts) -> tuple[Proof, ...]:
    """Return the proofs of all ten steps, in the order of the steps."""
    return (
        *_initiation(facts), *_assessment(facts), *_vision(facts), *_elaboration(facts), *_approval(facts),
        *_implementation(facts), *_monitoring(facts),
    )  # fmt: skip


def _initiation(facts: Facts) -> tuple[Proof, ...]:
    blocks = len(codes.table("admin_duties"))
    return (
        Proof("adhesion", "commitment", Message("The council has decided to join the Covenant, with a date."),
              facts.adhesion is not None, "targets:commitments", on=facts.adhesion),
        Proof("evidence", "commitment", Message("The decision has a number, a link or a file as evidence."),
              facts.has_evidence, "targets:commitments", is_needed=False),
        Proof("departments", "mobilise", Message("Departments are assigned to the Covenant."),
              facts.departments > 0, "governance:departments",
              Message("Departments: {count}", count=facts.departments)),
        Proof("coordinator", "mobilise", Message("The co-ordinator is appointed."), facts.has_coordinator,
              "governance:appointments"),
        Proof("duties", "mobilise", Message("Each block of duties has a responsible department."),
              _all(len(facts.duties), blocks), "governance:duties", _of(len(facts.duties), blocks),
              is_needed=False),
        Proof("register", "support", Message("The register of stakeholders is begun."),
              facts.stakeholders > 0, "stakeholders:register",
              Message("Stakeholders: {count}", count=facts.stakeholders)),
        Proof("mapping", "support", Message("Power and interest of every stakeholder are known."),
              _all(facts.mapped, facts.stakeholders), "stakeholders:register",
              _of(facts.mapped, facts.stakeholders), is_needed=False),
        Proof("event", "support", Message("A first event with stakeholders was held."), facts.events > 0,
              "stakeholders:events", Message("Events held: {count}", count=facts.events)),
    )  # fmt: skip


def _assessment(facts: Facts) -> tuple[Proof, ...]:
    received = facts.data_sets - facts.data_open
    return (
        Proof("bei", "assessment", Message("The baseline emission inventory (BEI) holds energy."),
              facts.has_bei, "inventory:index"),
        Proof("rva", "assessment", Message("The risk and vulnerability assessment (RVA) rates a hazard."),
              facts.has_rva, "risk:index"),
        Proof("data", "assessment", Message("All data of the collection plan have come in."),
              received == facts.data_sets if facts.data_sets else None, "inventory:data-sets",
              _of(received, facts.data_sets) if facts.data_sets else TOLD, is_needed=False),
    )  # fmt: skip


def _vision(facts: Facts) -> tuple[Proof, ...]:
    return (
        Proof("vision", "vision", Message("The vision is written."), facts.has_vision, "targets:vision"),
        Proof("team", "vision", Message("A vision team was at work."), facts.team > 0, "targets:vision-team",
              Message("Members: {count}", count=facts.team), is_needed=False),
        Proof("consensus", "vision", Message("What was agreed is recorded."), facts.has_consensus,
              "targets:consensus", is_needed=False),
        Proof("targets", "vision", Message("There is an emission target for the whole territory."),
              facts.targets > 0, "targets:targets"),
        Proof("goals", "vision", Message("There is a goal for adaptation."), facts.adaptation_goals > 0,
              "actions:goals", is_needed=False),
    )  # fmt: skip


def _elaboration(facts: Facts) -> tuple[Proof, ...]:
    def every(code: str, message: Message, count: int) -> Proof:
        return Proof(code, "elaboration", message, _all(count, facts.actions), "actions:actions",
                     _of(count, facts.actions), is_needed=code == "responsible")  # fmt: skip

    return (
        Proof("mitigation", "elaboration", Message("There are mitigation actions."), facts.mitigation > 0,
              "actions:actions", Message("Actions: {count}", count=facts.mitigation)),
        Proof("adaptation", "elaboration", Message("There are adaptation actions."), facts.adaptation > 0,
              "actions:actions", Message("Actions: {count}", count=facts.adaptation)),
        every("responsible", Message("Every action has a responsible body."), facts.responsible),
        every("costed", Message("Every action has a cost."), facts.costed),
        every("dated", Message("Every action has a start and an end."), facts.dated),
    )  # fmt: skip


def _approval(facts: Facts) -> tuple[Proof, ...]:
    carried = facts.carried
    submitted = [day for day in facts.submissions if day <= facts.today]
    return (
        Proof("approved", "approval", Message("The council has approved the plan."), bool(carried),
              "governance:approvals", on=min((one.date for one in carried), default=None)),
        Proof("budget", "approval", Message("The decision holds the budget of at least the first year."),
              any(one.has_budget for one in carried), "governance:approvals"),
        Proof("submitted", "approval", Message("The plan was submitted to the Covenant."), bool(submitted),
              "governance:submissions", on=min(submitted, default=None)),
    )  # fmt: skip


def _implementation(facts: Facts) -> tuple[Proof, ...]:
    return (
        Proof("under_way", "implementation", Message("Actions are under way or completed."),
              facts.under_way > 0, "actions:board", _of(facts.under_way, facts.actions)),
        Proof("on_time", "implementation", Message("No action waits though its start has passed."),
              facts.late == 0 if facts.actions else None, "actions:schedule",
              Message("Waiting: {count}", count=facts.late) if facts.actions else None, is_needed=False),
        Proof("exchange", "implementation", Message("Experience was exchanged with other signatories."),
              facts.exchanges > 0, "targets:cooperation",
              Message("Exchanges: {count}", count=facts.exchanges), is_needed=False),
        Proof("everyday", "implementation",
              Message("Energy and climate policy is a part of the administration's everyday work."),
              None, "governance:index", TOLD),
    )  # fmt: skip


def _monitoring(facts: Facts) -> tuple[Proof, ...]:
    return (
        Proof("mei", "monitoring", Message("There is a monitoring emission inventory (MEI)."), facts.has_mei,
              "inventory:index"),
        Proof("progress", "monitoring",
              Message("Every action under way has a progress report of the last two years."),
              _all(facts.reported, facts.under_way) if facts.under_way else None, "actions:board",
              _of(facts.reported, facts.under_way) if facts.under_way else
              Message("No action is under way yet."), is_needed=False),
        Proof("presented", "reporting", Message("Results were presented after the approval."),
              facts.presented > 0, "governance:hearings",
              Message("Presentations: {count}", count=facts.presented)),
        Proof("report", "reporting", Message("The implementation report was submitted."), None,
              "governance:step-states", TOLD),
        Proof("review", "reporting", Message("The plan was reviewed; the next round can begin."),
              True if facts.is_renewed else None, "governance:step-states",
              None if facts.is_renewed else TOLD),
    )  # fmt: skip


def proofs_of(step: str, found: Sequence[Proof]) -> tuple[Proof, ...]:
    """Return the proofs of one step."""
    return tuple(one for one in found if one.step == step)


def derived_state(found: Sequence[Proof], *, has_tasks_done: bool = False) -> str:
    """Return where a step stands by what the plan shows, a code of `process_step_states`.

    Done only where every proof is met: what the plan can't show must be recorded by somebody.
    """
    if found and all(one.met for one in found):
        return DONE
    return UNDER_WAY if has_tasks_done or any(one.met for one in found) else NOT_STARTED


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a step stands.

    recorded : as somebody recorded it, empty for nobody;  derived : by what the plan shows;
    contradictions : needed proofs that are not met though the step is recorded as done
    """

    step: str
    recorded: str
    derived: str
    contradictions: tuple[Proof, ...] = ()

    @property
    def state(self) -> str:
        """What is recorded, else what the plan shows; recorded as done against a proof it is under way."""
        if self.contradictions:
            return UNDER_WAY
        return self.recorded or self.derived

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED


def standing(step: str, recorded: str, found: Sequence[Proof], *, has_tasks_done: bool = False) -> Standing:
    """Return where a step stands.

    recorded : code of `process_step_states`, empty for none;  found : the step's proofs
    """
    against = tuple(one for one in found if one.met is False and one.is_needed) if recorded == DONE else ()
    return Standing(step, recorded, derived_state(found, has_tasks_done=has_tasks_done), against)


def current_step(standings: Sequence[Standing]) -> str | None:
    """Return the first step that is not finished, None where all are."""
    return next((one.step for one in standings if not one.is_closed), None)
