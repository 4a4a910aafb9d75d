"""Section 1, "Organisation": the ten steps, who carries the plan, duties, posts, skills, groups, hearings."""

from __future__ import annotations

from collections.abc import Sequence

from secap.desk.governance.models import Approval, Department, Group, Hearing, Training
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.method.governance.assessments import Answer, Score, score
from secap.method.governance.posts import Post, PostState
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Paragraph, Table, paragraphs
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.drafts import draft_names
from secap.reports.plan.organisation_matrices import coordination, duties
from secap.reports.plan.organisation_round import latest_round
from secap.reports.plan.tongue import Tongue

TITLE = Message("Organisation")


def organisation(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return the sub-chapter without its empty parts; nothing where the plan says nothing of it."""
    parts = [
        *steps(plan, say),
        *structure(plan, say),
        *duties(plan, say),
        *coordination(plan, say),
        *posts(plan, say),
        *trainings(plan, say),
        *groups(plan, say),
        *self_assessment(plan, say),
        *latest_round(plan, say),
        *hearings(plan, say),
    ]
    if not parts:
        return []
    records = (
        *plan.step_states, *plan.departments, *plan.duties, *plan.coordination, *plan.appointments,
        *plan.setups, *plan.trainings, *plan.groups, *plan.proposals, *plan.hearings,
    )  # fmt: skip
    return [Heading(2, say(TITLE)), *parts, *draft_names(records, say, sources)]


def steps(plan: Plan, say: Tongue) -> list[Block]:
    """Return the ten steps of the present round with state and days, and what the council decided."""
    process = plan.process
    if not (process.is_begun or plan.approvals or plan.submissions):
        return []
    blocks: list[Block] = [Heading(3, say(Message("The ten steps")))]
    if process.is_begun:
        header = (
            say(Message("Step")), say(Message("State")), say(Message("Start")), say(Message("Due")),
            say(Message("Done on")), say(Message("Evidence")),
        )  # fmt: skip
        rows = tuple(
            (
                f"{one.number}. {say.code('process_steps', one.code)}",
                say.code("process_step_states", one.state),
                say.day(one.record.start if one.record else None),
                say.day(one.due),
                say.day(one.record.done_on if one.record else None),
                (one.record.evidence if one.record else "") or "–",
            )
            for one in process.steps
        )
        caption = Message("The ten steps and where they stand")
        if process.present_round > 1:
            caption = Message("The ten steps, round {round}, and where they stand", round=process.round)
        blocks.append(Table(say(caption), header, rows, widths=(3, 1.1, 1, 1, 1, 2.2)))
    blocks += [Paragraph(say(_approval(one, say))) for one in plan.approvals]
    blocks += [
        Paragraph(say(Message("Submitted to the Covenant of Mayors on {day}.", day=say.day(one.date))))
        for one in plan.submissions
    ]
    return blocks


def _approval(one: Approval, say: Tongue) -> Message:
    told = Message("{body}, {act}, {day}: the plan is approved.", body=one.body, act=one.act,
                   day=say.day(one.date))  # fmt: skip
    if one.budget_eur is None:
        return told
    return Message(
        "{told} Budget of the year {year}: {amount} EUR.",
        told=told, year=one.budget_year or one.date.year, amount=say.eur(one.budget_eur),
    )  # fmt: skip


def structure(plan: Plan, say: Tongue) -> list[Block]:
    """Return the type of the structure with its reason, the approaches, and the departments."""
    found = plan.administration
    if not (plan.departments or found.chosen_approaches):
        return []
    blocks: list[Block] = [Heading(3, say(Message("Structure")))]
    if plan.departments:
        kind = codes.code("admin_structure_types", found.structure.type) if found.structure.type else None
        text = Message("{type}. {why}", type=kind, why=found.structure.why) if kind else found.structure.why
        blocks.append(Paragraph(say(text)))
    if found.chosen_approaches:
        names = [codes.code("admin_approaches", code) for code in found.chosen_approaches]
        blocks.append(Paragraph(say(Message("How the work is done: {approaches}.", approaches=names))))
    if found.setup is not None:
        blocks += [*paragraphs(found.setup.reasons), *paragraphs(found.setup.providers)]
    return [*blocks, *_departments(plan, say)]


def _departments(plan: Plan, say: Tongue) -> list[Block]:
    if not plan.departments:
        return []
    found = plan.administration
    header = say.fields(Department, "name", "level", "duties", "fte", "budget_eur")
    rows = [
        (
            one.name,
            say.name("governance_levels", one.level),
            one.duties or "–",
            say.number(one.fte),
            say.eur(one.budget_eur),
        )
        for one in plan.departments
    ]
    is_sum = len(rows) > 1 and found.fte.told + found.budget_eur.told > 0
    if is_sum:
        total = (say(Message("Total")), "", "", say.number(found.fte.value), say.eur(found.budget_eur.value))
        rows.append(total)
    caption = say(Message("Departments that work on the plan"))
    table = Table(caption, header, tuple(rows), frozenset({3, 4}), (2.2, 1.3, 3.4, 1.3, 1.4), total=is_sum)
    if is_sum and not (found.fte.is_complete and found.budget_eur.is_complete):
        text = Message(
            "Known of {fte} (working time) and {budget} (money) of {all} departments; the sums are of those.",
            fte=found.fte.told, budget=found.budget_eur.told, all=len(plan.departments),
        )  # fmt: skip
        return [table, Paragraph(say(text))]
    return [table]


def posts(plan: Plan, say: Tongue) -> list[Block]:
    """Return who holds the posts, by which act, with which time and money; vacant posts are named."""
    if not (plan.appointments or plan.staff_members):
        return []
    known = plan.administration.posts
    header = (
        say(Message("Post")), say(Message("Who")), say(Message("Act")), say(Message("In force")),
        say(Message("FTE")), say(Message("Own budget, EUR a year")),
    )  # fmt: skip
    rows = [_post(one, say) for one in known if one.state is not PostState.VACANT]
    needed = {one.code for one in known}
    rows += [
        (
            say.name("admin_posts", one.post), one.person, _act(one.act, one.authority),
            _between(say.day(one.date), say.day(one.until)), say.number(one.fte), say.eur(one.budget_eur),
        )
        for one in plan.appointments
        if one.post not in needed
    ]  # fmt: skip
    blocks: list[Block] = [Heading(3, say(Message("Posts and appointments")))]
    if rows:
        caption = say(Message("Posts and appointments"))
        widths = (1.8, 1.7, 2.2, 1.8, 0.7, 1.2)
        blocks.append(Table(caption, header, tuple(rows), frozenset({4, 5}), widths))
    vacant = [codes.code("admin_posts", one.code) for one in known if not one.is_filled]
    if vacant:
        missing = Message("Posts that nobody holds today: {posts}.", posts=vacant)
        blocks.append(say.missing(missing, remedy=Message("Enter the appointment: Administration.")))
    return blocks


def _post(one: Post, say: Tongue) -> tuple[str, ...]:
    act = one.appointment
    record = act.reference if act else None
    holders = ", ".join(one.holders) or (act.person if act else "–")
    if act is None or record is None:
        return (say.name("admin_posts", one.code), holders, say(Message("no act")), "–", "–", "–")
    return (
        say.name("admin_posts", one.code), holders, _act(act.act, record.authority),
        _between(say.day(act.start), say.day(act.until)), say.number(act.fte), say.eur(act.budget_eur),
    )  # fmt: skip


def _act(*parts: str) -> str:
    return ", ".join(part for part in parts if part) or "–"


def _between(first: str, last: str) -> str:
    return first if last == "–" else f"{first} – {last}"


def trainings(plan: Plan, say: Tongue) -> list[Block]:
    """Return the training plan."""
    if not plan.trainings:
        return []
    header = (
        *say.fields(Training, "subject", "title", "who", "state", "date"), say(Message("Hours")),
        say(Message("Cost, EUR")),
    )  # fmt: skip
    rows = tuple(
        (
            say.name("training_subjects", one.subject), one.title, one.who or "–",
            say.name("training_states", one.state), say.day(one.date), say.number(one.hours),
            say.eur(one.cost_eur),
        )
        for one in plan.trainings
    )  # fmt: skip
    title = say(Message("Training plan"))
    widths = (1.5, 2.4, 1.9, 1.1, 1.2, 0.8, 0.9)
    return [Heading(3, title), Table(title, header, rows, frozenset({5, 6}), widths)]


def groups(plan: Plan, say: Tongue) -> list[Block]:
    """Return the groups with their mandates and members."""
    if not plan.groups:
        return []
    rows = tuple(
        (
            "\n".join(filter(None, [one.name, one.district, one.programme])),
            say.name("group_kinds", one.kind), one.mandate or "–", one.members or "–", one.rhythm or "–",
        )
        for one in plan.groups
    )  # fmt: skip
    header = say.fields(Group, "name", "kind", "mandate", "members", "rhythm")
    title = say(Message("Groups that decide and advise"))
    return [Heading(3, title), Table(title, header, rows, widths=(1.9, 1.3, 2.4, 2.6, 1.2))]


def self_assessment(plan: Plan, say: Tongue) -> list[Block]:
    """Return where each list of the self-assessment stands today."""
    found: list[tuple[str, Score]] = []
    for kind in codes.table("self_assessments"):
        answers = [
            Answer(one.item, one.date, one.answer) for one in plan.self_assessments if one.list == kind
        ]
        if answers:
            found.append((kind, score(kind, answers, plan.today)))
    if not found:
        return []
    days = {kind: max(one.date for one in plan.self_assessments if one.list == kind) for kind, _one in found}
    header = (
        say(Message("List")), say(Message("Answered on")), *(say.code("smart_answers", code) for code in
        ("yes", "partly", "no")), say(Message("Not answered")), say(Message("Result, %")),
    )  # fmt: skip
    rows = tuple(
        (
            say.code("self_assessments", kind), say.day(days[kind]), str(one.yes), str(one.partly),
            str(one.no), str(one.of - one.answered), say.share(one.share, 0),
        )
        for kind, one in found
    )  # fmt: skip
    title = say(Message("Self-assessment"))
    text = Message(
        "The result is the mean of the answered items: yes counts 1, partly 0.5, no 0; what is not answered "
        "is left out."
    )
    table = Table(title, header, rows, frozenset(range(2, 7)), (2.8, 1.3, 0.7, 0.8, 0.7, 1.2, 1))
    return [Heading(3, title), table, Paragraph(say(text))]


def hearings(plan: Plan, say: Tongue) -> list[Block]:
    """Return where the plan or an action was presented, and what came of it."""
    if not plan.hearings:
        return []
    header = (
        *say.fields(Hearing, "date", "body", "subject", "comment"), say(Message("Outcome and reply")),
    )  # fmt: skip
    title = say(Message("Hearings"))
    table = Table(title, header, tuple(_hearings(plan.hearings, say)), widths=(1, 1.5, 2, 2.5, 2.3))
    return [Heading(3, title), table]


def _hearings(records: Sequence[Hearing], say: Tongue) -> list[tuple[str, ...]]:
    return [
        (
            say.day(one.date),
            one.name or say.name("hearing_bodies", one.body),
            f"{one.subject} ({one.action_number})" if one.action_number else one.subject,
            one.comment or "–",
            "\n".join(filter(None, [one.outcome, one.reply])) or "–",
        )
        for one in sorted(records, key=lambda one: one.date)
    ]
