"""Everything in a plan that has a day, as one list, read from its records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from secap.agenda.addresses import addresses
from secap.agenda.entry import ADMINISTRATION, COUNCIL, STAKEHOLDERS, Date
from secap.agenda.people_dates import people_dates
from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.portfolio import INACTIVE
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.method.governance.deadlines import duties
from secap.method.targets.requirements import region_of
from secap.plan.plan import Plan

DONE_STATES = frozenset({"done", "not_applicable"})
DATA_DONE = frozenset({"received", "checked", "unavailable"})
DUTY_PAGES = {
    "rva": "risk:index",
    "scoreboard": "risk:scoreboard",
    "mei": "inventory:index",
    "energy_poverty": "poverty:index",
}


def dates_of(plan: Plan) -> list[Date]:
    """Return every date of a plan, the earliest first; `plan.today` is the day on which one asks."""
    found = [*_duties(plan), *_process(plan), *people_dates(plan), *_work(plan)]
    return sorted(found, key=lambda one: (one.day, one.start_time, list(one.page), one.key))


def _duties(plan: Plan) -> Iterator[Date]:
    """Duties of the Covenant; what no record tells is neither done nor late."""
    decided = [one.adhesion_date for one in plan.commitments if one.adhesion_date]
    submitted = [one.date for one in plan.submissions]
    assessed = [one.date for one in plan.risk_assessments if one.date]
    bei_years = [one.inventory.year for one in plan.inventories if one.inventory.is_bei]
    monitored = [
        date(one.inventory.year, 12, 31) for one in plan.inventories
        if not one.inventory.is_bei and bei_years and one.inventory.year > max(bei_years)
    ]  # fmt: skip
    found = duties(
        plan.municipality.adhesion_date or min(decided, default=None),
        min(submitted, default=None),
        plan.today,
        region=region_of(plan.municipality.country),
        fulfilled={
            "seap": submitted,
            "secap": submitted,
            "rva": assessed or submitted,
            "scoreboard": sorted({one.date for one in plan.scoreboard}),
            "mei": monitored,
        },
    )
    for duty in found:
        yield Date(
            f"{duty.code}-{duty.number}", "duty", duty.day, duty.title,
            (DUTY_PAGES.get(duty.code, "governance:submissions"),),
            actors=frozenset({ADMINISTRATION, COUNCIL}), is_done=duty.is_done is True,
            has_term=duty.is_done is not None,
        )  # fmt: skip


def _process(plan: Plan) -> Iterator[Date]:
    """Steps, tasks, posts, trainings and meetings of the administration."""
    for step in plan.step_states:
        if step.due:
            yield Date(
                step.uid, "step", step.due,
                Message("Step finished: {step}", step=codes.code("process_steps", step.step)),
                ("governance:process",), is_done=step.state in DONE_STATES, record=step,
            )  # fmt: skip
    for task in plan.tasks:
        if task.due:
            title = Message("{title}", title=task.title or codes.code("process_tasks", task.template))
            yield Date(
                task.uid, "task", task.due, title, ("governance:tasks",), detail=task.responsible,
                actors=frozenset(task.actors.split()), emails=addresses(plan, task.email, task.responsible),
                is_done=task.state in DONE_STATES, record=task,
            )  # fmt: skip
    for post in plan.appointments:
        if post.until:
            yield Date(
                post.uid, "appointment", post.until,
                Message("An appointment ends: {post}", post=codes.code("admin_posts", post.post)),
                ("governance:appointments",), detail=post.person, record=post, has_term=False,
                actors=frozenset({ADMINISTRATION, COUNCIL}), emails=addresses(plan, post.person),
            )  # fmt: skip
    for training in plan.trainings:
        if training.date:
            yield Date(
                training.uid, "training", training.date, Message("Training: {title}", title=training.title),
                ("governance:trainings",), detail=training.who, is_done=training.state == "held",
                record=training,
            )  # fmt: skip
    for yearly in plan.rounds:
        if yearly.date:
            yield Date(
                yearly.uid, "group", yearly.date, Message("Yearly round of the action group"),
                ("governance:rounds",), record=yearly, has_term=False,
            )  # fmt: skip
    for hearing in plan.hearings:
        yield Date(
            hearing.uid, "group", hearing.date, Message("Hearing: {subject}", subject=hearing.subject),
            ("governance:hearings",), record=hearing, has_term=False,
            actors=frozenset({ADMINISTRATION, COUNCIL} if hearing.body == "council" else {ADMINISTRATION}),
        )  # fmt: skip


def _work(plan: Plan) -> Iterator[Date]:
    """Data to collect, actions and their steps, money, reviews and targets."""
    for data in plan.data_sets:
        if data.due_date:
            owner = data.owner.name if data.owner else ""
            yield Date(
                data.uid, "data", data.due_date, Message("Data to collect: {title}", title=data.title),
                ("inventory:data-sets",), detail=owner, is_done=data.status in DATA_DONE, record=data,
            )  # fmt: skip
    for item in plan.actions:
        yield from _of_action(plan, item)
    for programme in plan.funding_programmes:
        if programme.opens:
            yield Date(
                f"{programme.uid}-opens", "funding", programme.opens,
                Message("Applications open: {title}", title=programme.title), ("actions:funding",),
                record=programme, has_term=False,
            )  # fmt: skip
        if programme.deadline:
            yield Date(
                programme.uid, "funding", programme.deadline,
                Message("Last day for applications: {title}", title=programme.title), ("actions:funding",),
                record=programme, has_term=False,
            )  # fmt: skip
    for assessment in plan.risk_assessments:
        if assessment.next_review:
            is_done = assessment.date is not None and assessment.date >= assessment.next_review
            yield Date(
                assessment.uid, "risk_review", assessment.next_review,
                Message("Review the risk and vulnerability assessment"), ("risk:index",),
                is_done=is_done, record=assessment,
            )  # fmt: skip
    for target in plan.targets:
        yield Date(
            target.uid, "target", date(target.target_year, 12, 31),
            Message("Target year ends: {kind}", kind=codes.code("target_kinds", target.kind)),
            ("targets:targets",), has_term=False, record=target,
            actors=frozenset({ADMINISTRATION, COUNCIL}),
        )  # fmt: skip


def _of_action(plan: Plan, item: ActionRecords) -> Iterator[Date]:
    """Start and end of an action and of the steps of its work; of a cancelled action nothing is due."""
    action = item.action
    if action.status in INACTIVE:
        return
    page = ("actions:action", action.uid)
    emails = addresses(plan, action.person, action.responsible)
    actors = frozenset({ADMINISTRATION, STAKEHOLDERS} if action.stakeholders else {ADMINISTRATION})
    is_over = action.status == "completed"
    if action.start:
        yield Date(
            f"{action.uid}-start", "action", action.start,
            Message("Action begins: {action}", action=str(action)), page, detail=action.responsible,
            actors=actors, emails=emails, is_done=is_over or action.status == "ongoing", has_term=False,
            record=action,
        )  # fmt: skip
    if action.end:
        yield Date(
            f"{action.uid}-end", "action", action.end, Message("Action ends: {action}", action=str(action)),
            page, detail=action.responsible, actors=actors, emails=emails, is_done=is_over, record=action,
        )  # fmt: skip
    for step in item.activities:
        if step.end:
            yield Date(
                step.uid, "activity", step.end,
                Message("{action}: {step}", action=action.number or action.title, step=step.title), page,
                detail=step.person, actors=actors, emails=emails | addresses(plan, step.person),
                is_done=step.is_done or is_over, record=step,
            )  # fmt: skip
