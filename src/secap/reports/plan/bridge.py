"""Section 2: why emissions changed from the baseline inventory to the latest one."""

from __future__ import annotations

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Amount, Message
from secap.method.inventory.places import sector_code
from secap.method.scenarios.bridge_result import FORMULA, LMDI, Bridge
from secap.method.scenarios.bridge_terms import TERMS
from secap.outlook import charts
from secap.plan.bridging import bridge_of
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Formula, Heading, Note, Paragraph, Picture, Table
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.frame import SEVERITIES
from secap.reports.plan.tongue import Tongue


def bridge(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return waterfall and tables from the BEI to the latest inventory; nothing where there is one alone."""
    first, last = plan.bei or (plan.accounts[0] if plan.accounts else None), plan.latest
    if first is None or last is None or first.year >= last.year:
        return []
    blocks: list[Block] = [Heading(2, say(Message("Why emissions changed")))]
    try:
        found = bridge_of(plan, first.year, last.year)
        plain = bridge_of(plan, first.year, last.year, weather=False)
    except InvalidInput as error:
        hint = error.hint or Message("Complete the inventories.")
        return [*blocks, say.missing(error.message, remedy=hint)]
    blocks.append(Paragraph(_told(found, say)))
    blocks += [
        Note(one.severity.value, say(SEVERITIES[one.severity]), f"{say(one.message)} {say(one.hint)}")
        for one in found.findings
    ]
    figure = charts.bridge(found, say.lang)
    blocks += [Picture(figure)] if figure else []
    blocks += [_terms(found, plain, say), _sectors(found, say), *_claims(found, say), Formula(FORMULA)]
    cited = Message("Method: additive log-mean Divisia decomposition {source}.", source=sources.cite(LMDI))
    return [*blocks, Paragraph(say(cited))]


def _told(found: Bridge, say: Tongue) -> str:
    text = Message(
        "From {start} to {end} emissions changed by {change}: {outside} of it by weather, population, "
        "activity, the national grid and other settings of the inventories, {within} by what "
        "actions can bring about.",
        start=found.start_year, end=found.end_year, change=_amount(found.change_t, found, say),
        outside=_amount(found.outside_t, found, say), within=_amount(found.within_t, found, say),
    )  # fmt: skip
    return say(text)


def _amount(t: float, found: Bridge, say: Tongue) -> str:
    return f"{say.signed(t)} {found.unit}"


def _terms(found: Bridge, plain: Bridge, say: Tongue) -> Table:
    header = (
        say(Message("Reason")), say(Message("With degree-day correction, {unit}", unit=found.unit)),
        say(Message("Without it, {unit}", unit=found.unit)), say(Message("Share of the start")),
    )  # fmt: skip
    unknown = say(Message("inside the energy intensity"))
    names = list(dict.fromkeys([*found.terms, *plain.terms]))
    rows = [_level(found.start_year, found.start_t, found, say)]
    for term in sorted(names, key=lambda one: list(TERMS).index(one)):
        t = found.terms.get(term)
        share = t / found.start_t if t is not None and found.start_t else None
        other = plain.terms.get(term)
        rows.append(
            (
                say(TERMS[term]),
                unknown if t is None and term in found.terms else say.signed(t),
                unknown if other is None and term in plain.terms else say.signed(other),
                "–" if share is None else f"{say.signed(100 * share, 1)}\u00a0%",
            )
        )
    rows.append(_level(found.end_year, found.end_t, found, say))
    caption = Message("Why emissions changed, {start} to {end}", start=found.start_year, end=found.end_year)
    return Table(say(caption), header, tuple(rows), frozenset({1, 2, 3}), (3.2, 1.5, 1.3, 1.1), total=True)


def _level(year: int, t: float, found: Bridge, say: Tongue) -> tuple[str, str, str, str]:
    share = say.share(t / found.start_t) if found.start_t else "–"
    return say(Message("Emissions {year}", year=year)), say.whole(t), say.whole(t), share


def _sectors(found: Bridge, say: Tongue) -> Table:
    header = (
        say(Message("Sector")), str(found.start_year), str(found.end_year), say(Message("Change")),
        say(Message("Largest fall")), say(Message("Largest rise")),
    )  # fmt: skip
    rows = tuple(
        (
            sector_code(one.sector).label(say.lang), say.whole(one.start_t), say.whole(one.end_t),
            say.signed(one.end_t - one.start_t), _extreme(one.terms, -1, say), _extreme(one.terms, 1, say),
        )
        for one in found.sectors
    )  # fmt: skip
    caption = Message("Change of each sector, {unit}", unit=found.unit)
    return Table(say(caption), header, rows, frozenset({1, 2, 3}), (2, 0.9, 0.9, 0.9, 2, 2))


def _extreme(terms: object, sign: int, say: Tongue) -> str:
    known = dict(terms)  # type: ignore[call-overload]
    term = max(known, key=lambda one: sign * known[one], default=None)
    if term is None or sign * known[term] <= 0:
        return "–"
    return f"{say(TERMS[term])} {say.signed(known[term])}"


def _claims(found: Bridge, say: Tongue) -> list[Block]:
    if not found.claims.by_action_t and not found.claims.unknown:
        return []
    text = Message(
        "The plan's completed actions claim {claimed} of it; not explained by them: {rest}.",
        claimed=Amount(found.claims.t, found.unit, 0), rest=_amount(found.unexplained_t, found, say),
    )  # fmt: skip
    return [Paragraph(say(text))]
