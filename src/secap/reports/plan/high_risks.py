"""Section 3: every high risk with what meets it: an action, a reason why it is accepted, or nothing yet."""

from __future__ import annotations

from secap.method.basis.messages import Message
from secap.method.risk.met import ACCEPTED, MET, OPEN, HighRisk
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Note, Paragraph, Table
from secap.reports.plan.tongue import Tongue

STATES = {
    MET: Message("met by actions"),
    ACCEPTED: Message("accepted with a reason"),
    OPEN: Message("neither met nor accepted"),
}


def high_risks(plan: Plan, say: Tongue) -> list[Block]:
    """Return the high risks of hazards, then of sectors, each with its answer in words."""
    heading = Heading(2, say(Message("High risks and what meets them")))
    found = plan.resilience.high_risks
    if not plan.resilience.lines and not found:
        missing = Message("Which risks are high is not known yet: no hazard is rated.")
        return [heading, say.missing(missing, remedy=Message("Rate them: Risk and vulnerability > Hazards."))]
    if not found:
        return [heading, Paragraph(say(Message("No risk is rated high.")))]
    counts = {state: sum(one.state == state for one in found) for state in STATES}
    blocks: list[Block] = [heading, _verdict(found, counts, say)]
    header = (
        say(Message("High risk")), say(Message("Score, 1-9")), say(Message("State")),
        say(Message("Actions that meet it, or why it is accepted")),
    )  # fmt: skip
    rows = tuple((name(one, say), str(one.score), say(STATES[one.state]), _answer(one, say)) for one in found)
    caption = say(Message("High risks and what meets them"))
    return [*blocks, Table(caption, header, rows, frozenset({1}), (2.4, 1.0, 1.3, 3.7))]


def name(one: HighRisk, say: Tongue) -> str:
    """Return a high risk in words: the hazard, or the sector and its hazard."""
    return ": ".join(code.label(say.lang) for code in reversed(one.codes))


def _verdict(found: list[HighRisk], counts: dict[str, int], say: Tongue) -> Note:
    title = Message(
        "High risks: {all}; met by actions: {met}; accepted with a reason: {accepted}; neither: {open}.",
        all=len(found),
        **counts,
    )
    if not counts[OPEN]:
        return Note("info", say(title), "")
    names = "; ".join(name(one, say) for one in found if one.state == OPEN)
    text = Message(
        "Nothing meets these yet: {risks}. Add an action that addresses the hazard, or write why the risk "
        "is accepted: Actions, Risk and vulnerability > Hazards.",
        risks=names,
    )
    return Note("error", say(title), say(text))


def _answer(one: HighRisk, say: Tongue) -> str:
    if one.met_by:
        return "\n".join(f"{action.number} {action.title}".strip() for action in one.met_by)
    if one.state == ACCEPTED:
        return say(Message("Accepted: {reason}", reason=one.tolerated_reason))
    return say(Message("nothing yet"))
