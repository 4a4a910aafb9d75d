"""Section 1, "Participation": who takes part, where they stand, how they are engaged, what was heard.

Organisations and groups are named, people and their addresses never; a private note only when it is ticked.
"""

from __future__ import annotations

from collections.abc import Iterable

from secap.desk.stakeholders.models import EngagementObjective, Event, Issue
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.method.stakeholders.coverage import gaps
from secap.method.stakeholders.matrices import advice
from secap.method.stakeholders.register import StakeholderView
from secap.plan.dialogue import PlanRow
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Items, Paragraph, Picture, Table
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.drafts import draft_names
from secap.reports.plan.participation_matrices import power_interest, support_affectedness
from secap.reports.plan.participation_polls import polls
from secap.reports.plan.tongue import Tongue, in_order

TITLE = Message("Participation")


def participation(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return the sub-chapter without its empty parts; nothing where the plan says nothing of it."""
    parts = [
        *register(plan, say),
        *matrices(plan, say),
        *engagement_plan(plan, say),
        *objectives(plan, say),
        *events(plan, say),
        *polls(plan, say),
        *issues(plan, say),
        *heard(plan, say),
        *notes(plan, say),
    ]
    if not parts:
        return []
    records = (*plan.stakeholders, *plan.engagement_objectives, *plan.events, *plan.issues)
    return [Heading(2, say(TITLE)), *parts, *draft_names(records, say, sources)]


def numbers(plan: Plan) -> dict[str, int]:
    """Return {uid: number} of the stakeholders, by name: the matrices name them so."""
    return {one.uid: place for place, one in enumerate(plan.engagement.views, 1)}


def register(plan: Plan, say: Tongue) -> list[Block]:
    """Return the stakeholders by type, with types that nobody stands for."""
    if not plan.stakeholders:
        return []
    found = plan.engagement
    number = numbers(plan)
    rows = tuple(
        (say.name("stakeholder_types", one.code), _listed(members, number), str(len(members)))
        for one in found.types
        if (members := [view for view in found.views if view.type == one.code])
    )
    if untyped := [view for view in found.views if not view.type]:
        rows += ((say(Message("without a type")), _listed(untyped, number), str(len(untyped))),)
    primary = sum(view.is_primary for view in found.views)
    text = Message(
        "The register holds {count} stakeholders, {primary} of them primary ones, of {types} of the {all} "
        "types.",
        count=len(found.views), primary=primary, types=sum(one.count > 0 for one in found.types),
        all=len(found.types),
    )  # fmt: skip
    header = (say(Message("Type")), say(Message("Stakeholders with their numbers")), say(Message("Count")))
    blocks: list[Block] = [
        Heading(3, say(Message("Who takes part"))),
        Paragraph(say(text)),
        Table(say(Message("Stakeholders by type")), header, rows, frozenset({2}), (2.6, 5, 0.8)),
    ]
    if absent := gaps(found.types):
        missing = Message(
            "Types that nobody stands for: {types}.",
            types=[codes.code("stakeholder_types", code) for code in absent],
        )
        remedy = Message("Look whom the plan still lacks: Stakeholders > Register.")
        blocks.append(say.missing(missing, remedy=remedy))
    return blocks


def _listed(views: Iterable[StakeholderView], number: dict[str, int]) -> str:
    return "\n".join(f"{number[one.uid]} {one.name}" for one in views)


def matrices(plan: Plan, say: Tongue) -> list[Block]:
    """Return both matrices, each with the advice for its fields; who is not placed is a gap."""
    found = plan.engagement
    if not plan.stakeholders:
        return []
    number = numbers(plan)
    first = power_interest(found.power_interest, number, say.lang)
    second = support_affectedness(found.support_affectedness, number, say.lang)
    blocks: list[Block] = []
    if first is not None:
        blocks += [
            Heading(3, say(Message("Power and interest"))),
            Picture(first),
            _quadrants(found.quadrants, number, say),
        ]
    if second is not None:
        blocks += [
            Heading(3, say(Message("Support and how strongly they are affected"))),
            Picture(second),
            _groups(found.views, number, say),
        ]
    if found.unplaced:
        names = ", ".join(view.name for view in found.unplaced)
        missing = Message("Not placed in both matrices, as an answer is not known: {names}.", names=names)
        blocks.append(say.missing(missing, remedy=Message("Place them: Stakeholders > Matrices.")))
    return blocks


def _quadrants(found: dict[str, list[StakeholderView]], number: dict[str, int], say: Tongue) -> Table:
    header = (
        say(Message("Field of the matrix")), say(Message("Stakeholders with their numbers")),
        say(Message("Level of engagement proposed")),
    )  # fmt: skip
    rows = tuple(
        (
            say.name("power_interest_quadrants", code),
            _listed(found[code], number),
            say.name("engagement_levels", row.level),
        )
        for code, row in codes.table("power_interest_quadrants").items()
        if found.get(code)
    )
    return Table(say(Message("Stakeholders by power and interest")), header, rows, widths=(2.2, 4, 1.8))


def _groups(views: Iterable[StakeholderView], number: dict[str, int], say: Tongue) -> Table:
    by_group: dict[str, list[StakeholderView]] = {}
    for view in views:
        if view.group is not None:
            by_group.setdefault(view.group.code, []).append(view)
    header = (
        say(Message("Field of the matrix")), say(Message("Stakeholders with their numbers")),
        say(Message("Advice")),
    )  # fmt: skip
    rows = tuple(
        (
            say.name("support_groups", code),
            _listed(by_group[code], number),
            told.label(say.lang) if (told := advice(row)) else "–",
        )
        for code, row in codes.table("support_groups").items()
        if by_group.get(code)
    )
    return Table(say(Message("Stakeholders by support")), header, rows, widths=(1.8, 3.4, 2.8))


def engagement_plan(plan: Plan, say: Tongue) -> list[Block]:
    """Return how, when and by which methods each stakeholder is engaged."""
    rows = plan.dialogue.rows
    if not rows:
        return []
    header = (
        say(Message("Stakeholder")), say(Message("Level of engagement")), say(Message("In the template")),
        say(Message("Steps")), say(Message("Methods")), say(Message("Formal or informal")),
        say(Message("Next event")),
    )  # fmt: skip
    table = Table(
        say(Message("Engagement plan")), header, tuple(_plan_row(row, say) for row in rows),
        widths=(2.2, 1.4, 1, 0.9, 2.4, 1.2, 2),
    )  # fmt: skip
    text = Message(
        "The level is the chosen one, else the one that power and interest propose (marked °); the template "
        "of the Covenant knows low, medium and high. Steps are those of the process by their numbers."
    )
    return [Heading(3, say(Message("Engagement plan"))), Paragraph(say(text)), table]


def _plan_row(row: PlanRow, say: Tongue) -> tuple[str, ...]:
    one = row.stakeholder
    level = say.code("engagement_levels", row.level)
    if row.level and not row.is_chosen:
        level += "\u00a0°"
    steps = codes.table("process_steps")
    coming = row.next_event
    return (
        one.name,
        level,
        say.name("template_engagement_levels", row.template),
        ", ".join(str(int(steps[code].number)) for code in in_order("process_steps", one.steps.split()))
        or "–",
        say.names("engagement_methods", one.methods),
        say.name("engagement_forms", one.form),
        f"{coming.title}, {say.day(coming.date)}" if coming else "–",
    )


def objectives(plan: Plan, say: Tongue) -> list[Block]:
    """Return the objectives of the engagement with what came out."""
    if not plan.engagement_objectives:
        return []
    rows = tuple(_objective(one, say) for one in plan.engagement_objectives)
    header = (
        say(Message("Objective")), say(Message("How we know it is reached")), say(Message("Due")),
        say(Message("Result")), say(Message("What came out")),
    )  # fmt: skip
    title = say(Message("Objectives of the engagement and their results"))
    return [Heading(3, title), Table(title, header, rows, widths=(2.8, 2.2, 1.2, 1.2, 2.4))]


def _objective(one: EngagementObjective, say: Tongue) -> tuple[str, ...]:
    known = one.indicator
    if one.target_value is not None:
        known = f"{known}: {say.number(one.target_value)} {one.unit}".strip(" :")
    result = say.code("smart_results", one.result) if one.result else say(Message("open"))
    if one.result_value is not None:
        result = f"{result}: {say.number(one.result_value)} {one.unit}".strip()
    return (one.statement, known or "–", say.day(one.due), result, one.result_text or "–")


def events(plan: Plan, say: Tongue) -> list[Block]:
    """Return held and planned events in the order of time, and how much engagement there was."""
    shown = [one for one in plan.events if one.state != "cancelled"]
    if not shown:
        return []
    shown.sort(key=lambda one: (one.date is None, one.date, one.title))
    header = (
        say(Message("Date")), say(Message("Event")), say(Message("Purpose")), say(Message("State")),
        say(Message("Stakeholders")), say(Message("People")),
    )  # fmt: skip
    rows = tuple(_event(one, plan, say) for one in shown)
    title = say(Message("Events"))
    table = Table(say(Message("Events held and planned")), header, rows, frozenset({5}),
                  (1.1, 2, 2.4, 0.9, 2.6, 0.8))  # fmt: skip
    return [Heading(3, title), *_intensity(plan, say), table]


def _intensity(plan: Plan, say: Tongue) -> list[Block]:
    found = plan.dialogue.evaluation
    if not (found.held or found.total.contacts):
        return []
    text = Message(
        "Events held: {held}. Contacts in the log: {contacts}. Stakeholders reached so far: {engaged} of "
        "{all}.",
        held=found.held, contacts=found.total.contacts, engaged=found.total.engaged,
        all=found.total.stakeholders,
    )  # fmt: skip
    return [Paragraph(say(text))]


def _event(one: Event, plan: Plan, say: Tongue) -> tuple[str, ...]:
    title = f"{one.title}\n{say.code('engagement_methods', one.method)}" if one.method else one.title
    named = plan.dialogue.named(one.attended if one.state == "held" else one.invited)
    return (
        say.day(one.date),
        title,
        one.purpose or "–",
        say.name("event_states", one.state),
        "; ".join(who.name for who in named) or "–",
        say.number(one.people, 0),
    )


def issues(plan: Plan, say: Tongue) -> list[Block]:
    """Return what was raised and what was answered; by whom only where it is an organisation."""
    if not plan.issues:
        return []
    header = (
        say(Message("Issue")), say(Message("Stakeholder")), say(Message("State")), say(Message("Reply")),
        say(Message("Action")),
    )  # fmt: skip
    title = say(Message("Issues and replies"))
    ordered = sorted(plan.issues, key=lambda one: (one.date is None, one.date))
    rows = tuple(_issue(one, say) for one in ordered)
    return [Heading(3, title), Table(title, header, rows, widths=(3, 1.9, 1.1, 3, 0.9))]


def _issue(one: Issue, say: Tongue) -> tuple[str, ...]:
    state = say.name("issue_states", one.state)
    if day := one.replied_on or one.date:
        state = f"{state}\n{say.day(day)}"
    who = one.stakeholder.name if one.stakeholder else "–"
    return (one.text, who, state, one.reply or "–", one.action_number or "–")


def heard(plan: Plan, say: Tongue) -> list[Block]:
    """Return what was heard at the events held and what follows, and the lessons of the objectives."""
    held = [
        one
        for one in plan.events
        if one.state == "held" and (one.minutes or one.results or one.decisions_taken)
    ]
    lessons = tuple(one.lessons for one in plan.engagement_objectives if one.lessons)
    if not held and not lessons:
        return []
    title = say(Message("What was heard and what follows"))
    blocks: list[Block] = [Heading(3, title)]
    if held:
        header = (say(Message("Event")), say(Message("What was heard")), say(Message("What follows")))
        rows = tuple(
            (
                f"{one.title}, {say.day(one.date)}",
                one.minutes or "–",
                "\n".join(filter(None, [one.results, one.decisions_taken])) or "–",
            )
            for one in sorted(held, key=lambda one: (one.date is None, one.date))
        )
        blocks.append(Table(title, header, rows, widths=(2.2, 3.4, 3.4)))
    if lessons:
        blocks += [Paragraph(say(Message("Lessons:"))), Items(lessons)]
    return blocks


def notes(plan: Plan, say: Tongue) -> list[Block]:
    """Return the private notes that may appear in documents; the others never come here."""
    shown = [one for one in plan.ticked_notes if one.in_documents]
    if not shown:
        return []
    told = tuple(f"{one.stakeholder.name}: {one.text}" for one in shown)
    return [Heading(3, say(Message("Notes on stakeholders"))), Items(told)]
