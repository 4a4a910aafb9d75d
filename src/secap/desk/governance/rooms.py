"""The chapter's kinds of record, each with list, form, history and undo from the registry's furniture."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from secap.desk.governance import models
from secap.desk.governance.forms import ProposalForm
from secap.desk.governance.step_forms import APPROVAL_FORM, STATE_FORM, SUBMISSION_FORM
from secap.desk.registry.record_views import RecordRoom
from secap.desk.registry.single_room import SingleRoom
from secap.method.basis import codes

TO_STEPS = [(_("The ten steps"), "governance:process")]
TO_ADMINISTRATION = [(_("Administration"), "governance:index")]


def to_step(record: models.StepState | models.Task) -> str:
    """Return the page of a record's step, where one goes after saving."""
    if record.step not in codes.table("process_steps"):
        return reverse("governance:process", args=[record.municipality.slug])
    return reverse("governance:step", args=[record.municipality.slug, record.step])


STEPS = [
    RecordRoom(
        models.StepState, "step-states", "governance",
        columns=("step", "round", "state", "start", "due", "done_on"), filters=("step", "state"),
        intro=_("Where each step stands, round by round."),
        empty=_("Open the ten steps and set the dates of the first."), crumbs=TO_STEPS, form=STATE_FORM,
        home=to_step,
    ),
    RecordRoom(
        models.Task, "tasks", "governance",
        columns=("title", "step", "actors", "responsible", "due", "state"),
        filters=("step", "actors", "state"), search=("title", "responsible", "email"),
        intro=_("What the council, the administration and the stakeholders do in each step."),
        empty=_("Take the tasks of a step from the roles matrix, or add your own."), crumbs=TO_STEPS,
        home=to_step,
    ),
    RecordRoom(
        models.Approval, "approvals", "governance",
        columns=("body", "act", "date", "votes_for", "votes_against", "budget_eur"),
        intro=_("Decisions of the council on the plan, with the budget of the first year."),
        empty=_("Enter the council's decision when it is taken."), crumbs=TO_STEPS, form=APPROVAL_FORM,
    ),
    RecordRoom(
        models.Submission, "submissions", "governance", columns=("date", "confirmation"),
        intro=_("When the plan went to the Covenant, and what was confirmed."),
        empty=_("Enter the day when the plan was submitted."), crumbs=TO_STEPS, form=SUBMISSION_FORM,
    ),
]  # fmt: skip
ADMINISTRATION = [
    RecordRoom(
        models.Department, "departments", "governance",
        columns=("name", "level", "is_assigned", "fte", "budget_eur"), filters=("level", "is_assigned"),
        search=("name", "duties"), intro=_("Departments, offices and companies that work on the plan."),
        empty=_("Add the departments that will work on the plan, or start from the example of a city."),
        crumbs=TO_ADMINISTRATION,
    ),
    RecordRoom(
        models.StaffMember, "staff", "governance",
        columns=("name", "department", "position", "posts", "fte"), filters=("department", "posts"),
        search=("name", "position", "email"), intro=_("Who works on the plan, with which competences."),
        empty=_("Add the people who work on the plan."), crumbs=TO_ADMINISTRATION,
    ),
    RecordRoom(
        models.Duty, "duties", "governance",
        columns=("duty", "department", "role", "state", "since"), filters=("duty", "role", "state"),
        intro=_("Which department has which part in the four blocks of duties."),
        empty=_("Fill in the matrix of duties."), crumbs=TO_ADMINISTRATION,
    ),
    RecordRoom(
        models.Coordination, "coordination-parts", "governance",
        columns=("department", "topic", "part"), filters=("department", "topic", "part"),
        intro=_("Which department leads, takes part or is informed in which topic."),
        empty=_("Fill in the co-ordination matrix."), crumbs=TO_ADMINISTRATION,
    ),
    RecordRoom(
        models.Appointment, "appointments", "governance",
        columns=("post", "person", "act", "date", "until", "fte"), filters=("post",),
        search=("person", "act"),
        intro=_("Posts filled by an act, with time, money and mandate."),
        empty=_("Enter the appointment of the co-ordinator."), crumbs=TO_ADMINISTRATION,
    ),
    SingleRoom(
        models.Setup, "setup", "governance", columns=("approaches",),
        intro=_("How the administration is set up for the plan."), crumbs=TO_ADMINISTRATION,
        shown_at="governance:index",
    ),
    RecordRoom(
        models.Assessment, "assessments", "governance",
        columns=("list", "item", "date", "answer"), filters=("list", "answer"), search=("evidence",),
        intro=_("Every answer of the self-assessments, with its day."),
        empty=_("Answer a self-assessment."), crumbs=TO_ADMINISTRATION,
    ),
    RecordRoom(
        models.Training, "trainings", "governance",
        columns=("title", "subject", "who", "state", "date"), filters=("subject", "state"),
        search=("title", "who"),
        intro=_("Trainings that are needed, planned or held."),
        empty=_("Plan a training for the gaps in skills."), crumbs=TO_ADMINISTRATION,
    ),
]  # fmt: skip
TO_ROUND = [*TO_ADMINISTRATION, (_("Action group"), "governance:action-group")]
TO_BODIES = [*TO_ADMINISTRATION, (_("Groups and hearings"), "governance:bodies")]


def to_proposal(record: models.Proposal) -> str:
    """Return the page of a proposal, where one goes after saving it."""
    return reverse("governance:proposal", args=[record.municipality.slug, record.uid])


def to_round(record: models.Round) -> str:
    """Return the round of a meeting's year."""
    page = reverse("governance:action-group", args=[record.municipality.slug])
    return f"{page}?year={record.year}" if record.year else page


def to_bodies(record: models.Group | models.Hearing) -> str:
    """Return the page with all groups and hearings."""
    return reverse("governance:bodies", args=[record.municipality.slug])


GROUPS = [
    RecordRoom(
        models.Group, "groups", "governance", columns=("name", "kind", "district", "programme", "rhythm"),
        filters=("kind",), search=("name", "members"),
        intro=_("Action group, working groups, steering groups of districts, advisory boards."),
        empty=_("Add the group that decides on projects."), crumbs=TO_BODIES, home=to_bodies,
    ),
    RecordRoom(
        models.Proposal, "proposals", "governance",
        columns=("title", "year", "cost_eur", "financial_result", "technical_result", "decision"),
        filters=("decision",), search=("title", "proposed_by"), form=ProposalForm, home=to_proposal,
        intro=_("Project proposals: appraised, decided, put into next year's budget, evaluated."),
        empty=_("Enter the first proposal of this year's round."), crumbs=TO_ROUND,
    ),
    RecordRoom(
        models.Round, "rounds", "governance", columns=("year", "date"),
        intro=_("The yearly meeting of the action group."), empty=_("Enter this year's meeting."),
        crumbs=TO_ROUND, home=to_round,
    ),
    RecordRoom(
        models.Hearing, "hearings", "governance",
        columns=("date", "body", "subject", "action_number", "outcome"), filters=("body",),
        search=("subject", "comment", "action_number"),
        intro=_("Where the plan or one of its actions was presented, what was said, what follows."),
        empty=_("Enter the first presentation of the plan."), crumbs=TO_BODIES, home=to_bodies,
    ),
]  # fmt: skip
ROOMS = [*STEPS, *ADMINISTRATION, *GROUPS]
