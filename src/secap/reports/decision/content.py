"""What stands on the decision sheet, as blocks that PDF and DOCX show alike.

The layout counts on eight sections, each begun by a heading.
"""

from __future__ import annotations

from datetime import date

from django.utils import translation

import secap
from secap.method.basis.messages import Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Document, Heading, Note, Paragraph
from secap.reports.decision import benefits, money, outlooks
from secap.reports.outlook import Outlook, outlook_of
from secap.reports.plan.chances import chance
from secap.reports.plan.content import words
from secap.reports.plan.targets import promise, reached
from secap.reports.plan.tongue import Tongue

TITLE = Message("Decision sheet for the council")


def decision_document(
    plan: Plan, *, lang: str, today: date, fingerprint: str = "", outlook: Outlook | None = None
) -> Document:
    """Return the decision sheet of a plan in `lang`. Every figure is computed from the plan's data.

    outlook : scenarios and chances, where they are computed already
    """
    say = Tongue(lang)
    with translation.override(lang):
        ahead = outlook or outlook_of(plan, lang)
        asked = say(_asked(plan, say))
        return Document(
            code="decision",
            lang=lang,
            title=say(TITLE),
            place=plan.municipality.name,
            status=say(Message("Sustainable Energy and Climate Action Plan, {day}", day=say.day(today))),
            day=today,
            day_text=say.day(today),
            version=secap.__version__,
            fingerprint=fingerprint,
            summary=asked,
            facts=_facts(plan, ahead, say),
            words=words(say) | {"footnote": _footnote(ahead, fingerprint, say)},
            blocks=tuple(_blocks(plan, ahead, asked, say)),
        )


def file_name(plan: Plan, lang: str, kind: str) -> str:
    """Return a name that tells town and language: upesciems-decision-en.pdf."""
    return f"{plan.municipality.slug or 'town'}-decision-{lang}.{kind}"


def _blocks(plan: Plan, outlook: Outlook, asked: str, say: Tongue) -> list[Block]:
    sections: tuple[tuple[Message, list[Block]], ...] = (
        (Message("The decision asked"), [Paragraph(asked)]),
        (
            Message("Does the plan reach its target?"),
            [_verdict(plan, outlook, say), *outlooks.picture(plan, outlook, say)],
        ),
        (Message("How sure is that?"), outlooks.chances(plan, outlook, say)),
        (Message("On which actions most hangs"), outlooks.decisive(plan, outlook, say)),
        (Message("Money by year"), money.money(plan, outlook, say)),
        (Message("Who benefits"), benefits.benefits(plan, say)),
        (Message("Risks"), benefits.risks(plan, outlook, say)),
        (Message("If nothing is done"), outlooks.nothing_done(plan, outlook, say)),
    )
    return [
        block for title, blocks in sections for block in (Heading(2, say(title), numbered=False), *blocks)
    ]


def _asked(plan: Plan, say: Tongue) -> Message:
    """Return what the council is to decide, as far as its parts are known."""
    active = [one for one in plan.portfolio.actions if one.is_active]
    if not active:
        return Message("Nothing can be decided yet: the plan has no actions.")
    cost, _unknown = money.cost(plan)
    if cost is None:
        return Message(
            "To adopt the plan with its {count} actions; their cost is not known yet.", count=len(active)
        )
    own = money.own_share_eur(plan)
    words = {"count": len(active), "cost": f"{say.eur(cost)}\u00a0EUR", "years": money.span(plan)}
    if own is None:
        return Message("To adopt the plan: {count} actions for {cost} in {years}.", **words)
    return Message(
        "To adopt the plan: {count} actions for {cost} in {years}, {own} of it from the municipality's own "
        "resources.",
        own=f"{say.eur(own)}\u00a0EUR",
        **words,
    )


def _verdict(plan: Plan, outlook: Outlook, say: Tongue) -> Block:
    told, outcome = promise(plan), reached(plan)
    if told is None:
        missing = Message("No target for emissions is set yet.")
        return say.missing(missing, remedy=Message("Set one for 2030: Strategy > Targets."))
    year = outlook.main_year(plan)
    one = outlook.chance(year) if year else None
    if one is not None:
        unit = outlook.with_plan["unit"].removesuffix("/a") if outlook.with_plan else ""
        by = f"{say.whole(abs(one['max_t'] - one['expected_t']))} {unit}"
        words = {"t": f"{say.whole(one['expected_t'])} {unit}", "year": str(year), "by": by}
        outcome = (
            Message(
                "With the plan {t} are emitted in {year}: the target is reached, with {by} to spare.", **words
            )
            if one["met_as_planned"]
            else Message("With the plan {t} are emitted in {year}: the target is missed by {by}.", **words)
        )
        kind = "info" if one["met_as_planned"] else "warning"
        return Note(kind, say(outcome), say(told))
    return Note("info", say(told), say(outcome) if outcome else say(Message("Not known yet.")))


def _facts(plan: Plan, outlook: Outlook, say: Tongue) -> tuple[tuple[str, str], ...]:
    year = outlook.main_year(plan)
    with_plan = outlook.chance(year) if year else None
    without = outlook.chance(year, with_plan=False) if year else None
    total, _unknown = money.cost(plan)
    return (
        (say(Message("Target year")), str(year or "–")),
        (say(Message("Chance with the plan")), chance(with_plan["chance"] if with_plan else None, say)),
        (say(Message("Chance without it")), chance(without["chance"] if without else None, say)),
        (say(Message("Cost once, EUR")), say.eur(total)),
        (say(Message("Own resources, EUR")), say.eur(money.own_share_eur(plan))),
    )


def _footnote(outlook: Outlook, fingerprint: str, say: Tongue) -> str:
    text = Message(
        "Every figure is computed from the plan's data. Fingerprint {fingerprint}; {draws} draws, "
        "seed {seed}; SECAP workbench {version}.",
        fingerprint=fingerprint or "–",
        draws=say.number(outlook.draws, 0),
        seed=str(outlook.seed),
        version=secap.__version__,
    )
    return say(text)
