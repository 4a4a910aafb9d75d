"""Section 4: what the actions add up to, all of them in tables, the key actions on a sheet each."""

from __future__ import annotations

from secap.desk.actions import charts
from secap.desk.actions.portfolio import Line
from secap.method.actions.coverage import by_sector, key_sector_rules
from secap.method.actions.totals import Totals, totals
from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Note, Paragraph, Picture, Table
from secap.reports.outlook import Outlook
from secap.reports.plan import action_lists, finance, scenarios, schedule
from secap.reports.plan.action_sheet import amount_with_range, derivations, sheet
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.targets import promise, reached
from secap.reports.plan.tongue import Tongue


def actions(plan: Plan, say: Tongue, sources: Bibliography, outlook: Outlook) -> list[Block]:
    """Return section 4 of the plan."""
    blocks: list[Block] = [Heading(1, say(Message("Mitigation and adaptation actions")))]
    if not plan.actions:
        missing = Message("The plan has no actions yet.")
        remedy = Message("Add one, choose from the catalogue, or import a list: Actions.")
        return [
            *blocks,
            say.missing(missing, remedy=remedy),
            *scenarios.scenarios(plan, outlook, say, sources),
            *action_lists.ambitious(plan, say),
        ]
    return [
        *blocks,
        *overview(plan, say),
        *scenarios.scenarios(plan, outlook, say, sources),
        *coverage(plan, say),
        *action_lists.hierarchy(plan, say),
        *table(plan, say),
        *schedule.schedule(plan, say),
        *key_actions(plan, say, sources),
        *other_actions(plan, say, sources),
        *action_lists.adaptation(plan, say),
        *action_lists.poverty(plan, say),
        *action_lists.ambitious(plan, say),
        *action_lists.priority(plan, say),
        *finance.finance(plan, say),
    ]


def gas_unit(plan: Plan) -> str:
    """Return the unit of what the actions avoid."""
    return plan.portfolio.baseline.gas_unit if plan.portfolio.baseline else "t CO₂"


def overview(plan: Plan, say: Tongue) -> list[Block]:
    """Return numbers, sums, the verdict on the target, and the wedge chart."""
    whole = totals(plan.portfolio.actions)
    blocks: list[Block] = [Heading(2, say(Message("Overview")))]
    told, outcome = promise(plan), reached(plan)
    if told is not None and outcome is not None:
        gap = plan.course.gap
        blocks.append(Note("warning" if gap and gap.gap_t > 0 else "info", say(told), say(outcome)))
    blocks.append(_sums(plan, whole, say))
    if whole.unknown:
        text = Message("Without a known effect, adding nothing: {actions}.", actions=list(whole.unknown))
        blocks.append(Paragraph(say(text)))
    figure = charts.wedge(plan.course, plan.portfolio.actions, say.lang)
    return [*blocks, Picture(figure)] if figure else blocks


def _sums(plan: Plan, whole: Totals, say: Tongue) -> Table:
    active = [one for one in plan.portfolio.actions if one.is_active]
    unit = gas_unit(plan)
    rows: list[tuple[str, str]] = [(say(Message("Actions that count")), str(len(active)))]
    if len(active) < len(plan.actions):
        rows.append((say(Message("Cancelled actions")), str(len(plan.actions) - len(active))))
    rows.append((say(Message("Key actions")), str(sum(one.is_key for one in active))))
    rows += [
        (say(Message("Actions: {kind}", kind=codes.code("action_kinds", kind))),
         str(sum(kind in one.kinds for one in active)))
        for kind in codes.table("action_kinds")
    ]  # fmt: skip
    span = "" if whole.low_t == whole.high_t else f" ({say.whole(whole.low_t)}–{say.whole(whole.high_t)})"
    rows += [
        (say(Message("Emissions avoided at full effect, {unit} a year (low–high)", unit=unit)),
         say.whole(whole.total_t) + span),
        (say(Message("Final energy saved, MWh a year")), say.whole(whole.saved_mwh)),
        (say(Message("Renewable energy, MWh a year")), say.whole(whole.renewable_mwh)),
        (say(Message("Cost once, EUR")), say.eur(whole.cost_eur)),
    ]  # fmt: skip
    if whole.removals_t:
        rows.append((say(Message("Removals by sinks, t CO₂ a year")), say.whole(whole.removals_t)))
    header = (say(Message("Sum of the actions")), say(Message("Value")))
    return Table(say(Message("The actions in numbers")), header, tuple(rows), frozenset({1}), (3, 1.4))


def coverage(plan: Plan, say: Tongue) -> list[Block]:
    """Return the actions by sector against the sector's emissions, and the rule for key sectors."""
    covers = by_sector(plan.portfolio.actions, plan.portfolio.baseline)
    rows = [
        (
            say.code("action_sectors", one.sector),
            str(one.actions) if one.actions else "–",
            say.whole(one.emissions_t),
            say.share(one.emission_share),
            say.whole(one.t),
            say.share(one.share_of_actions),
            say.share(one.covered_share),
        )
        for one in covers
        if one.actions or one.emissions_t
    ]
    header = (
        say(Message("Sector")), say(Message("Actions")), say(Message("Emissions, t")),
        say(Message("Share of emissions")), say(Message("Avoided, t a year")),
        say(Message("Share of avoided")), say(Message("Avoided of the sector's")),
    )  # fmt: skip
    title = say(Message("Coverage by sector"))
    widths = (2.8, 0.9, 1.2, 1.1, 1.2, 1.1, 1.2)
    blocks: list[Block] = [
        Heading(2, title),
        Table(title, header, tuple(rows), frozenset(range(1, 7)), widths),
    ]
    if any(one.is_carrier and one.actions for one in covers):
        text = Message(
            "Local production of electricity or heat acts on the emissions of that carrier in all sectors: "
            "its rows overlap with the others."
        )
        blocks.append(Paragraph(say(text)))
    rule = next(
        (one for one in key_sector_rules(plan.portfolio.actions) if one.rule == plan.strategy.rule_set), None
    )
    if rule is not None:
        words = {
            "rule": codes.code("eligibility_rule_sets", rule.rule),
            "covered": [codes.code("key_sectors", code) for code in rule.covered] or "–",
        }
        met = Message("Key sectors with actions: {covered}. The rule is met: {rule}.", **words)
        broken = Message("Key sectors with actions: {covered}. The rule is not met: {rule}.", **words)
        blocks.append(Paragraph(say(met if rule.is_met else broken)))
    return blocks


def table(plan: Plan, say: Tongue) -> list[Block]:
    """Return all actions: first who and when, then effect and money."""
    lines = plan.portfolio.lines
    header = (
        say(Message("No.")), say(Message("Action")), say(Message("Sector")), say(Message("Responsible")),
        say(Message("Years")), say(Message("Status")),
    )  # fmt: skip
    who = tuple(
        (
            line.records.action.number or "–",
            line.action.title + (f" ({say(Message('key action'))})" if line.action.is_key else ""),
            say.name("action_sectors", line.action.sector),
            line.action.responsible or "–",
            say.years(line.action.start, line.action.end),
            say.name("action_statuses", line.action.status),
        )
        for line in lines
    )
    whole = totals(plan.portfolio.actions)
    unit = gas_unit(plan)
    sums = (
        say(Message("No.")), say(Message("Action")), say(Message("{unit} a year (low–high)", unit=unit)),
        say(Message("MWh a year")), say(Message("Cost, EUR")), say(Message("EUR per t a year")),
        say(Message("Share of avoided")),
    )  # fmt: skip
    what = [
        (
            line.records.action.number or "–",
            line.action.title,
            amount_with_range(line, say),
            say.whole(line.action.energy_mwh),
            say.eur(line.action.cost_eur),
            say.eur(line.action.eur_per_t),
            say.share(one.share),
        )
        for line, one in zip(lines, whole.lines, strict=True)
    ]
    what.append(
        ("", say(Message("Total of the actions that count")), say.whole(whole.total_t),
         say.whole(whole.energy_mwh), say.eur(whole.cost_eur), "", "")
    )  # fmt: skip
    return [
        Heading(2, say(Message("All actions"))),
        Table(say(Message("Actions: who and when")), header, who, widths=(0.7, 3.3, 1.9, 1.9, 1.2, 1)),
        Table(
            say(Message("Actions: effect and cost")), sums, tuple(what), frozenset({2, 3, 4, 5, 6}),
            (0.7, 3.2, 1.7, 1.1, 1.3, 1.1, 0.9), total=True,
        ),
    ]  # fmt: skip


def key_actions(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return a sheet for every key action."""
    found = [line for line in plan.portfolio.lines if line.action.is_key and line.action.is_active]
    blocks: list[Block] = [Heading(2, say(Message("Key actions")))]
    if not found:
        missing = Message("No action is marked as a key action; the Covenant asks for at least three.")
        return [*blocks, say.missing(missing, remedy=Message("Mark them: Actions."))]
    for line in found:
        record = line.records.action  # its number stands behind: the heading has one of its own
        blocks.append(Heading(3, f"{record.title} ({record.number})" if record.number else record.title))
        blocks += sheet(line, say, sources, gas_unit(plan))
    return blocks


def other_actions(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return the other actions in short; effects that could not be calculated say why."""
    lines = [line for line in plan.portfolio.lines if not (line.action.is_key and line.action.is_active)]
    if not lines:
        return []
    title = say(Message("Other actions in short"))
    header = (
        say(Message("Action")),
        say(Message("What is done, and how")),
        say(Message("Who, when, effect, cost")),
    )
    rows = tuple(
        (str(line.records.action), _text(line, say), _short(line, gas_unit(plan), say)) for line in lines
    )
    blocks: list[Block] = [Heading(2, title), Table(title, header, rows, widths=(1.8, 3.6, 2.6))]
    for line in lines:
        blocks += [block for block in derivations(line, say, sources) if isinstance(block, Note)]
    return blocks


def _text(line: Line, say: Tongue) -> str:
    record = line.records.action
    text = "\n".join(filter(None, (record.description.strip(), record.how.strip())))
    return text or say(Message("Not described yet."))


def _short(line: Line, unit: str, say: Tongue) -> str:
    """Return who and when, effect, cost and indicators, one line each."""
    one = line.action
    when = [say.years(one.start, one.end)] if one.start or one.end else []
    state = [] if one.is_active else [say.code("action_statuses", one.status)]
    brings = []
    if one.t is not None:
        brings.append(f"{say.whole(one.t)} {unit}")
    if one.energy_mwh:
        brings.append(f"{say.whole(one.energy_mwh)} MWh")
    told = [", ".join([one.responsible or say(Message("nobody responsible yet")), *when, *state])]
    if brings:
        told.append(say(Message("{amounts} a year", amounts=brings)))
    if one.cost_eur is not None:
        told.append(f"{say.eur(one.cost_eur)} EUR")
    for indicator in line.records.indicators[:2]:
        goal = Amount(indicator.target_value, indicator.unit)
        known = indicator.target_value is not None
        told.append(f"{indicator.name}: {goal.label(say.lang)}" if known else indicator.name)
    return "\n".join(told)
