"""Section 4: actions by direction, hazard and macro-area of energy poverty; ambitious measures; order."""

from __future__ import annotations

from collections.abc import Sequence

from secap.desk.actions.portfolio import Line
from secap.method.actions import priority as book
from secap.method.actions.coverage import overlap_of_kinds
from secap.method.actions.measures import measures
from secap.method.actions.totals import totals
from secap.method.basis import codes
from secap.method.basis.errors import SecapError
from secap.method.basis.messages import Amount, Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Paragraph, Table
from secap.reports.plan.register import register
from secap.reports.plan.tongue import Tongue

MOST_RANKED = 15  # actions of the order of priority that are printed


def hierarchy(plan: Plan, say: Tongue) -> list[Block]:
    """Return directions with their priority areas and what the actions below them add up to."""
    rows: list[tuple[str, ...]] = []
    for direction in plan.directions:
        areas = [area for area in plan.priority_areas if area.direction is direction]
        below = [line for line in plan.portfolio.lines if line.records.action.priority_area in areas]
        goals = [str(goal) for goal in plan.goals if goal.direction is direction]
        rows.append((str(direction), "; ".join(goals) or "–", *_sums(below, say)))
        rows += [(f"– {area}", area.description or "–", *_sums(_of_area(plan, area), say)) for area in areas]
    rows += [
        (str(area), area.description or "–", *_sums(_of_area(plan, area), say))
        for area in plan.priority_areas
        if area.direction is None
    ]
    loose = [line for line in plan.portfolio.lines if line.records.action.priority_area is None]
    if loose and rows:
        rows.append((say(Message("Without a priority area")), "–", *_sums(loose, say)))
    header = (
        say(Message("Direction and its priority areas")), say(Message("Goals, description")),
        say(Message("Actions")), say(Message("Avoided, t a year")), say(Message("Cost, EUR")),
    )  # fmt: skip
    return register(
        say,
        Message("From the vision to the actions"),
        header,
        rows,
        numeric=frozenset({2, 3, 4}),
        widths=(3, 3.2, 0.9, 1.2, 1.3),
        missing=Message("The plan has no directions and priority areas yet, so its actions hang loose."),
        remedy=Message("Enter them: Actions > From the vision to actions."),
    )


def _of_area(plan: Plan, area: object) -> list[Line]:
    return [line for line in plan.portfolio.lines if line.records.action.priority_area is area]


def _sums(lines: Sequence[Line], say: Tongue) -> tuple[str, str, str]:
    whole = totals(line.action for line in lines)
    return str(len(lines)) if lines else "–", say.whole(whole.total_t), say.eur(whole.cost_eur)


def adaptation(plan: Plan, say: Tongue) -> list[Block]:
    """Return which action answers which hazard in which sectors, and where mitigation and adaptation meet."""
    found = [
        line for line in plan.portfolio.lines if "adaptation" in line.action.kinds and line.action.is_active
    ]
    header = (
        say(Message("Action")), say(Message("Climate hazards addressed")), say(Message("Sectors adapted")),
        say(Message("Vulnerable groups")), say(Message("Co-benefits")),
    )  # fmt: skip
    rows = []
    for line in found:
        one = line.records.action
        benefits = say.names("co_benefits", one.co_benefits)
        if one.is_maladaptive:
            harm = one.maladaptation or say(Message("not described yet"))
            benefits += "\n" + say(Message("May be maladaptation: {harm}", harm=harm))
        rows.append(
            (
                str(one), say.names("hazards", one.hazards),
                say.names("adaptation_sectors", one.adaptation_sectors),
                say.names("vulnerable_groups", one.vulnerable_groups), benefits,
            )
        )  # fmt: skip
    blocks = register(
        say,
        Message("Adaptation actions"),
        header,
        rows,
        widths=(2.2, 1.7, 1.9, 1.7, 2),
        missing=Message("No action for adaptation is planned yet; the plan needs them beside mitigation."),
        remedy=Message("Add one, or mark an action as adaptation: Actions."),
    )
    both = sum(
        count
        for kinds, count in overlap_of_kinds(plan.portfolio.actions).items()
        if {"mitigation", "adaptation"} <= kinds
    )
    if found:
        text = Message("Actions that serve mitigation and adaptation at once: {count}.", count=both)
        blocks.append(Paragraph(say(text)))
    return blocks


def poverty(plan: Plan, say: Tongue) -> list[Block]:
    """Return which action serves which macro-area of energy poverty."""
    header = (
        say(Message("Action")), say(Message("Macro-areas of energy poverty")),
        say(Message("Vulnerable groups")), say(Message("Responsible")), say(Message("Years")),
    )  # fmt: skip
    rows = [
        (
            str(one.records.action),
            say.names("poverty_macro_areas", one.records.action.macro_areas),
            say.names("vulnerable_groups", one.records.action.vulnerable_groups),
            one.action.responsible or "–",
            say.years(one.action.start, one.action.end),
        )
        for one in plan.portfolio.lines
        if "energy_poverty" in one.action.kinds and one.action.is_active
    ]
    return register(
        say,
        Message("Actions against energy poverty"),
        header,
        rows,
        widths=(2.4, 2.2, 2.2, 1.8, 1),
        missing=Message("No action against energy poverty is planned yet."),
        remedy=Message("Add one, or mark an action as such: Actions."),
    )


def ambitious(plan: Plan, say: Tongue) -> list[Block]:
    """Return which of the ambitious measures were considered, adopted or rejected, and why."""
    reviews = {one.measure: one for one in plan.ambition_reviews}
    catalogue = measures()
    serving: dict[str, list[str]] = {}
    for line in plan.portfolio.lines:
        known = catalogue.get(line.records.action.measure)
        for code in known.ambitious_codes if known else ():
            serving.setdefault(code, []).append(line.action.id)
    rows = []
    for code in codes.table("ambitious_measures"):
        review = reviews.get(code)
        decision = review.decision if review else "not_considered"
        rows.append(
            (
                say.code("ambitious_measures", code), say.code("ambition_decisions", decision),
                (review.reason if review else "") or "–", ", ".join(serving.get(code, [])) or "–",
            )
        )  # fmt: skip
    title = say(Message("Ambitious measures"))
    header = (
        say(Message("Measure")), say(Message("Decision")), say(Message("Reason")), say(Message("Actions")),
    )  # fmt: skip
    text = Message(
        "Considered: {considered} of {all} ambitious measures. Rejected: {rejected}.",
        considered=sum(one.decision != "not_considered" for one in reviews.values()),
        all=len(rows),
        rejected=sum(one.decision == "rejected" for one in reviews.values()),
    )
    table = Table(title, header, tuple(rows), widths=(2.6, 1.2, 3.2, 1))
    return [Heading(2, title), Paragraph(say(text)), table]


def priority(plan: Plan, say: Tongue) -> list[Block]:
    """Return the first actions in order of priority, with the weights behind the order."""
    weights = {
        **book.default_weights(),
        **{code: float(w) for code, w in (plan.appraisal.weights or {}).items()},
    }
    active = [one for one in plan.portfolio.actions if one.is_active]
    try:
        ranking = book.rank(active, weights, year=plan.today.year)
        stability = book.sensitivity(active, weights, year=plan.today.year).stability
    except SecapError:  # a weight that is no number; its page says so
        return []
    if not ranking.ranked:
        return []
    title = say(Message("Order of priority"))
    rows = tuple(
        (str(row.rank), f"{row.action.id} {row.action.title}", say.number(100 * (row.score or 0), 0),
         say.share(row.known_share, 0))
        for row in ranking.ranked[:MOST_RANKED]
    )  # fmt: skip
    header = (
        say(Message("Place")), say(Message("Action")), say(Message("Points of 100")),
        say(Message("Share of the criteria known")),
    )  # fmt: skip
    counted = [
        Message(
            "{criterion} {weight}", criterion=codes.code("appraisal_criteria", code), weight=Amount(weight)
        )
        for code, weight in weights.items()
        if weight
    ]
    blocks: list[Block] = [
        Heading(2, title),
        Paragraph(say(Message("Criteria and their weights: {weights}.", weights=counted))),
        Table(title, header, rows, frozenset({2, 3}), (0.6, 5, 1.2, 1.6)),
    ]
    if stability is not None:
        text = Message(
            "{share} of the first places stay among the first whichever single weight is halved, doubled or "
            "left out.",
            share=say.share(stability, 0),
        )
        blocks.append(Paragraph(say(text)))
    return blocks
