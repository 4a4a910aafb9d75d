"""The vision, its themes, and how it came about."""

from __future__ import annotations

from secap.desk.targets.models import Consensus, EntryPoint, Feedback, VisionScenario, Workshop
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Items, Note, Paragraph, Table
from secap.reports.plan.tongue import Tongue


def vision(plan: Plan, say: Tongue) -> list[Block]:
    """Return the vision and the process behind it in short."""
    blocks: list[Block] = [Heading(2, say(Message("Vision")))]
    written = plan.strategy.vision.strip()
    if written:
        blocks.append(Note("info", say(Message("Vision of {town}", town=plan.municipality.name)), written))
    else:
        missing = Message("The vision is not written yet.")
        blocks.append(say.missing(missing, remedy=Message("Write it: Strategy > Vision.")))
    themes = [part.strip() for part in plan.strategy.themes.split(",") if part.strip()]
    if themes:
        blocks += [Paragraph(say(Message("Themes of the vision:"))), Items(tuple(themes))]
    return [*blocks, *_process(plan, say)]


def _process(plan: Plan, say: Tongue) -> list[Block]:
    """Return the five steps as far as something was done in them."""
    blocks = [*_team(plan, say), *_entry_points(plan, say), *_scenarios(plan, say), *_workshops(plan, say),
              *_consensus(plan, say)]  # fmt: skip
    heading = Heading(3, say(Message("How the vision came about")))
    if not blocks:
        missing = Message("How the vision came about is not recorded yet: team, workshops and consensus.")
        return [heading, say.missing(missing, remedy=Message("Record it: Strategy > Vision."))]
    return [heading, *blocks]


def _team(plan: Plan, say: Tongue) -> list[Block]:
    if not plan.vision_team:
        return []
    groups = codes.table("vision_groups")
    members = {code: [one for one in plan.vision_team if one.group == code] for code in groups}
    covered = [code for code in groups if members[code]]
    text = Message(
        "The vision team has {count} members from {covered} of the {all} groups of the process.",
        count=len(plan.vision_team), covered=len(covered), all=len(groups),
    )  # fmt: skip
    header = (say(Message("Stakeholder group")), say(Message("Members")), say(Message("Who")))
    rows = tuple(
        (
            say.code("vision_groups", code),
            str(len(found)) if found else "–",
            "; ".join(_member(one) for one in found) or say(Message("nobody yet")),
        )
        for code, found in members.items()
    )
    table = Table(say(Message("Vision team by group")), header, rows, frozenset({1}), (2.6, 0.8, 4))
    return [Paragraph(say(text)), table]


def _member(one: object) -> str:
    """Return body and duty: names of persons are not published."""
    body, duty = str(getattr(one, "body", "")), str(getattr(one, "duty", ""))
    return ", ".join(filter(None, [body, duty])) or "–"


def _entry_points(plan: Plan, say: Tongue) -> list[Block]:
    if not plan.entry_points:
        return []
    rows = tuple(
        (one.title, say.name("sectors", one.sector), one.finding or "–", one.chance or "–")
        for one in plan.entry_points
    )
    header = say.fields(EntryPoint, "title", "sector", "finding", "chance")
    caption = say(Message("Entry points of the vision"))
    return [Table(caption, header, rows, widths=(1.8, 1.6, 2.6, 2.6))]


def _scenarios(plan: Plan, say: Tongue) -> list[Block]:
    if not plan.vision_scenarios:
        return []
    rows = tuple(
        (
            one.title,
            say.name("scenario_archetypes", one.archetype),
            one.description or "–",
            say.whole(one.emissions_2030_t),
            say(Message("yes")) if one.is_chosen else "–",
        )
        for one in plan.vision_scenarios
    )
    header = (
        *say.fields(VisionScenario, "title", "archetype", "description", "emissions_2030_t"),
        say(Message("Chosen")),
    )
    caption = say(Message("Scenarios of the vision"))
    return [Table(caption, header, rows, frozenset({3}), (1.8, 1.6, 3.2, 1.2, 0.9))]


def _workshops(plan: Plan, say: Tongue) -> list[Block]:
    if not plan.workshops:
        return []
    header = (*say.fields(Workshop, "title", "date", "participants", "scenario"), say(Message("Feedback")))
    rows = tuple(
        (
            one.title,
            say.day(one.date),
            say.number(one.participants, 0),
            str(one.scenario or "–"),
            "\n".join(_feedback(said, say) for said in plan.feedback if said.workshop is one) or "–",
        )
        for one in plan.workshops
    )
    caption = say(Message("Test workshops"))
    return [Table(caption, header, rows, frozenset({2}), (1.7, 1, 1, 1.3, 3.8))]


def _feedback(said: Feedback, say: Tongue) -> str:
    group = say.code("vision_groups", said.group)
    vote = f" ({say.code('consensus_votes', said.vote)})" if said.vote else ""
    return f"{group}{vote}: {said.text}"


def _consensus(plan: Plan, say: Tongue) -> list[Block]:
    if not plan.consensus:
        return []
    rows = tuple(
        (one.statement, say.day(one.date), *(say.number(n, 0) for n in (one.agree, one.object, one.abstain)))
        for one in plan.consensus
    )
    header = say.fields(Consensus, "statement", "date", "agree", "object", "abstain")
    caption = say(Message("Consensus on the vision"))
    return [Table(caption, header, rows, frozenset({2, 3, 4}), (4, 1.1, 0.9, 0.9, 0.9))]
