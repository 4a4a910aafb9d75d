"""What stands on the sheet of one action, as blocks that PDF and DOCX show alike."""

from __future__ import annotations

from datetime import date

from django.utils import translation
from django.utils.text import slugify

import secap
from secap.desk.actions.portfolio import Line
from secap.method.actions.money import Appraisal, appraise
from secap.method.actions.schedule import cumulative_t, effect_share
from secap.method.basis.errors import InvalidInput, SecapError
from secap.method.basis.findings import Finding
from secap.method.basis.messages import Amount, Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Document, Heading, Note, Paragraph, Table
from secap.reports.plan import action_sheet as parts
from secap.reports.plan.actions import gas_unit
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.content import words
from secap.reports.plan.frame import SEVERITIES
from secap.reports.plan.tongue import Tongue


def action_document(plan: Plan, line: Line, *, lang: str, today: date, fingerprint: str = "") -> Document:
    """Return the sheet of one action of the plan in `lang`."""
    say, sources = Tongue(lang), Bibliography()
    with translation.override(lang):  # names of fields and codes are the models'
        blocks = _blocks(plan, line, say, sources)
        return Document(
            code="action",
            lang=lang,
            title=str(line.records.action),
            place=plan.municipality.name,
            status=say(Message("Sheet of an action, {day}", day=say.day(today))),
            day=today,
            day_text=say.day(today),
            version=secap.__version__,
            fingerprint=fingerprint,
            summary=str(line.records.action),
            facts=_facts(plan, line, say),
            words=words(say),
            blocks=tuple(blocks),
        )


def find(plan: Plan, number: str) -> Line:
    """Return the action with that number, identifier or title. Raises InvalidInput that lists the numbers."""
    wanted = number.strip().casefold()
    for line in plan.portfolio.lines:
        record = line.records.action
        if wanted and wanted in {record.number.casefold(), record.uid.casefold(), record.title.casefold()}:
            return line
    known = [line.records.action.number or line.records.action.title for line in plan.portfolio.lines]
    raise InvalidInput(
        Message("The plan has no action “{number}”.", number=number),
        where=("action",),
        hint=Message("Choose one of: {known}.", known=known)
        if known
        else Message("Add one, choose from the catalogue, or import a list: Actions."),
    )


def file_name(plan: Plan, line: Line, lang: str, kind: str) -> str:
    """Return a name that tells town, action and language: upesciems-action-1-2-deep-renovation-en.pdf."""
    record = line.records.action
    stem = slugify(f"{record.number.replace('.', '-')} {record.title}")[:60].strip("-") or record.uid[:8]
    return f"{plan.municipality.slug or 'town'}-action-{stem}-{lang}.{kind}"


def _facts(plan: Plan, line: Line, say: Tongue) -> tuple[tuple[str, str], ...]:
    one, unit = line.action, gas_unit(plan)
    return (
        (say(Message("{unit} avoided a year", unit=unit)), say.whole(one.t)),
        (say(Message("MWh a year")), say.whole(one.energy_mwh)),
        (say(Message("Cost once, EUR")), say.eur(one.cost_eur)),
        (say(Message("EUR per t a year")), say.eur(one.eur_per_t)),
        (say(Message("Years")), say.years(one.start, one.end)),
    )


def _blocks(plan: Plan, line: Line, say: Tongue, sources: Bibliography) -> list[Block]:
    blocks: list[Block] = [
        parts.facts(line, say, gas_unit(plan)),
        *parts.indicators(line, say),
        *parts.steps(line, say),
        *parts.financing(line, say),
        *_worth(plan, line, say),
        *_effect(plan, line, say, sources),
        *_under(say, Message("Findings of the checks"), _findings(plan, line, say)),
    ]
    cited: list[Block] = [Paragraph(text) for text in sources.short()]
    return [*blocks, *_under(say, Message("Sources"), cited)]


def _under(say: Tongue, title: Message, blocks: list[Block]) -> list[Block]:
    return [Heading(2, say(title), numbered=False), *blocks] if blocks else []


def _effect(plan: Plan, line: Line, say: Tongue, sources: Bibliography) -> list[Block]:
    heading = Heading(2, say(Message("Effect, line by line")), numbered=False)
    if not line.effects:
        if not line.records.action.is_mitigation:
            return []
        missing = Message("The effect of this action is not calculated yet.")
        return [heading, say.missing(missing, remedy=Message("Calculate it on the action's page."))]
    blocks: list[Block] = [heading, *parts.derivations(line, say, sources)]
    course, one = plan.course, line.action
    if one.t is not None:
        first, last = plan.today.year, plan.strategy.horizon_year
        begin = min(first, one.start.year) if one.start else first
        total = cumulative_t(one, from_year=begin, to_year=last)
        text = Message(
            "From {first} to {last} together: {total}.",
            first=begin,
            last=last,
            total=Amount(total, gas_unit(plan), 0),
        )
        blocks.append(Paragraph(say(text)))
        if course.gap and course.gap.needed_t > 0 and course.main and one.is_active:
            year = course.main.target.target_year
            share = say.share(effect_share(one, year) * one.t / course.gap.needed_t)
            text = Message("Part of what the target for {year} needs: {share}.", year=year, share=share)
            blocks.append(Paragraph(say(text)))
    return blocks


def _appraised(plan: Plan, line: Line) -> Appraisal | None:
    rate, year = plan.appraisal.discount_rate_percent / 100, plan.appraisal.price_year
    try:
        return appraise(line.action, rate=rate, price_year=year, horizon_year=plan.strategy.horizon_year)
    except SecapError:  # a value that is no number: the findings name it
        return None


def _worth(plan: Plan, line: Line, say: Tongue) -> list[Block]:
    worth = _appraised(plan, line)
    if worth is None or not worth.derivations:
        return []
    irr = None if worth.irr_share is None else 100 * worth.irr_share
    rows = (
        (say(Message("Cost of a tonne a year, EUR")), say.eur(worth.eur_per_t)),
        (say(Message("Cost of a tonne over the lifetime, EUR")), say.eur(worth.abatement_cost_eur_per_t)),
        (say(Message("Simple payback, years")), say.number(worth.payback_years, 1)),
        (say(Message("Net present value, EUR")), say.eur(worth.npv_eur)),
        (say(Message("Internal rate of return, %")), say.number(irr, 1)),
    )
    known = tuple(row for row in rows if row[1] != "–")
    caption = Message(
        "Worth at a discount rate of {rate} % a year", rate=Amount(plan.appraisal.discount_rate_percent)
    )
    header = (say(Message("Figure")), say(Message("Value")))
    blocks: list[Block] = (
        [Table(say(caption), header, known, frozenset({1}), (3, 1.2))] if len(known) > 1 else []
    )
    if worth.missing:
        title = say(Message("What the other figures need"))
        blocks.append(Note("missing", title, " ".join(say(text) for text in worth.missing)))
    return blocks


def _findings(plan: Plan, line: Line, say: Tongue) -> list[Block]:
    return [
        Note(
            finding.severity.value,
            say(SEVERITIES[finding.severity]),
            f"{say(finding.message)} {say(finding.hint)}",
        )
        for finding in plan.action_findings
        if _is_about(finding, line)
    ]


def _is_about(finding: Finding, line: Line) -> bool:
    names = {line.action.id, str(line.records.action)}
    return any(str(part) in names for part in finding.where)
