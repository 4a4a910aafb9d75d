"""Section 1: targets in tonnes, whether the actions reach the main one, the path, the goals."""

from __future__ import annotations

from secap.desk.targets import charts
from secap.method.actions.totals import lacks_effect
from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message
from secap.method.targets.requirements import minimums
from secap.method.targets.target import ENERGY, RENEWABLE
from secap.plan.plan import Plan
from secap.plan.steering import LATEST, TargetLine
from secap.reports.blocks import Block, Heading, Note, Paragraph, Picture, Table
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.derivations import QUALITY, derivation_table
from secap.reports.plan.tongue import Tongue, in_order


def targets(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return the targets with what they mean in tonnes, and where the plan stands on the way."""
    blocks: list[Block] = [Heading(2, say(Message("Targets")))]
    lines = plan.course.lines
    if not lines:
        missing = Message("No target is set yet, so nothing can be said of how far the plan leads.")
        blocks.append(say.missing(missing, remedy=Message("Set one for 2030: Strategy > Targets.")))
        return [*blocks, *_minimums(plan, say, sources)]
    blocks += [_verdict(plan, say), *_table(lines, say), *_apart(lines, say)]
    figure = charts.path(plan.course, plan.accounts, say.lang)
    blocks += [Picture(figure)] if figure else []
    blocks += _standings(plan, say)
    blocks += _minimums(plan, say, sources)
    found = [line.reach.derivation for line in lines if line.reach]
    if found:
        blocks.append(Heading(3, say(Message("How the targets were worked out"))))
        for derivation in found:
            blocks += derivation_table(derivation, say, sources)
    return blocks


def promise(plan: Plan) -> Message | None:
    """Return the main target in words, None where there is none or it can't be worked out."""
    main = plan.course.main
    if main is None or main.reach is None:
        return None
    reach = main.reach
    return Message(
        "Target for {year}: emissions {percent} % below those of {base_year}, from {base} to {goal}.",
        year=main.target.target_year,
        percent=Amount(round(100 * reach.equivalent_share, 1)),
        base_year=main.target.base_year,
        base=Amount(reach.base, reach.unit, 0),
        goal=Amount(reach.goal, reach.unit, 0),
    )


def reached(plan: Plan) -> Message | None:
    """Return by how much the actions reach or miss the main target; None where that is not known."""
    main, gap = plan.course.main, plan.course.gap
    if main is None or main.reach is None or gap is None:
        return None
    words: dict[str, object] = {
        "actions": Amount(gap.actions_t, main.reach.unit, 0),
        "needed": Amount(gap.needed_t, main.reach.unit, 0),
        "year": main.target.target_year,
        "by": Amount(abs(gap.gap_t), main.reach.unit, 0),
    }
    if gap.gap_t > 0:
        return Message(
            "The actions avoid {actions} in {year}; {needed} are needed. The plan misses its target by {by}.",
            **words,
        )
    return Message(
        "The actions avoid {actions} in {year}; {needed} are needed. The plan reaches its target, with {by} "
        "to spare.",
        **words,
    )


def _verdict(plan: Plan, say: Tongue) -> Note | Paragraph:
    told, outcome = promise(plan), reached(plan)
    if told is None:
        if plan.course.main is None:
            text = Message(
                "There is no target for the emissions of the whole territory: the main one is missing."
            )
        else:
            text = Message(
                "The main target can't be worked out: the inventory of its base year is incomplete."
            )
        return say.missing(
            text, remedy=Message("Complete it: Strategy > Targets, Baseline emission inventory.")
        )
    gap = plan.course.gap
    if outcome is None or gap is None:
        unknown = Message("Whether the actions reach it is not known yet: no action has a known effect.")
        return Note("warning", say(told), say(unknown))
    parts = [say(outcome)]
    if plan.strategy.effects_against == LATEST:
        parts.append(say(Message("The effects are stated against the latest inventory.")))
    unknown_count = sum(one.is_active and lacks_effect(one) for one in plan.portfolio.actions)
    if unknown_count:
        text = Message(
            "Mitigation actions without a known effect, which add nothing: {count}.", count=unknown_count
        )
        parts.append(say(text))
    return Note("warning" if gap.gap_t > 0 else "info", say(told), " ".join(parts))


def _table(lines: tuple[TargetLine, ...], say: Tongue) -> list[Block]:
    header = (
        say(Message("Target")), say(Message("Target year")), say(Message("Promised")),
        say(Message("Base year: value")), say(Message("Target year: value")), say(Message("Needed change")),
        say(Message("As absolute reduction")),
    )  # fmt: skip
    rows = tuple(_row(line, say) for line in lines)
    return [
        Table(
            say(Message("Targets")), header, rows, frozenset(range(1, 7)), (2.2, 0.75, 0.9, 2, 1.6, 1.6, 1.1)
        )
    ]


def _row(line: TargetLine, say: Tongue) -> tuple[str, ...]:
    target, reach = line.target, line.reach
    promised = target.value_share if target.kind == RENEWABLE else target.reduction_share
    name = say.code("target_kinds", target.kind)
    if target.sector:
        name += f": {say.code('action_sectors', target.sector)}"
    return (
        name,
        str(target.target_year),
        say.share(promised, None),
        f"{target.base_year}: {_value(reach.base if reach else None, line, say)}",
        _value(reach.goal if reach else None, line, say),
        _value(reach.needed if reach else None, line, say),
        say.share(reach.equivalent_share) if reach and target.kind not in (RENEWABLE, ENERGY) else "–",
    )


def _value(value: float | None, line: TargetLine, say: Tongue) -> str:
    if value is None or line.reach is None:
        return "–"
    if line.reach.unit == "share":
        return say.share(value)
    return f"{say.whole(value)} {line.reach.unit}"


def _apart(lines: tuple[TargetLine, ...], say: Tongue) -> list[Block]:
    """Return what does not fit in the table: values per inhabitant, residual emissions, removals, notes."""
    blocks: list[Block] = []
    for line in lines:
        target, reach = line.target, line.reach
        name = Message(
            "{kind}, {year}", kind=codes.code("target_kinds", target.kind), year=target.target_year
        )
        if reach and reach.per_capita_goal is not None:
            text = Message(
                "{target}: per inhabitant from {base} to {goal}.",
                target=name,
                base=Amount(reach.per_capita_base, reach.unit, 2),
                goal=Amount(reach.per_capita_goal, reach.unit, 2),
            )
            blocks.append(Paragraph(say(text)))
        if target.residual_t is not None or target.removals_t is not None:
            text = Message(
                "{target}: residual emissions {residual}, removals {removals} a year, stated apart.",
                target=name,
                residual=Amount(target.residual_t, "t", 0),
                removals=Amount(target.removals_t, "t", 0),
            )
            blocks.append(Paragraph(say(text)))
        if line.record.note:
            blocks.append(Paragraph(f"{say(name)}: {line.record.note}"))
    return blocks


def _standings(plan: Plan, say: Tongue) -> list[Block]:
    main = plan.course.main
    if main is None or main.reach is None or not plan.course.standings:
        return []
    header = (
        say(Message("Inventory")), say(Message("Emissions, {unit}", unit=main.reach.unit)),
        say(Message("Reduction")), say(Message("Share of the target")), say(Message("On the path, t")),
        say(Message("Standing")),
    )  # fmt: skip
    words = {True: say(Message("on track")), False: say(Message("above the path")), None: "–"}
    rows = tuple(
        (
            str(one.year),
            say.whole(one.value),
            say.share(one.reduction_share),
            say.share(one.share_of_target, 0),
            say.whole(one.path),
            words[one.on_track],
        )
        for one in plan.course.standings
    )
    caption = say(Message("Inventories on the path to the target"))
    return [Table(caption, header, rows, frozenset({1, 2, 3, 4}), (1, 1.4, 1, 1.2, 1.2, 1.2))]


def _minimums(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    asked = minimums(plan.course.strategy.region, plan.course.strategy.adhesion)
    blocks: list[Block] = [Heading(3, say(Message("What the Covenant asks at least")))]
    if not asked:
        text = Message("The tables hold no minimum for the region of this signatory.")
        return [*blocks, Paragraph(say(text))]
    header = (
        say(Message("Target year")), say(Message("Minimum")), say(Message("Newer ambition")),
        say(Message("Quality")), say(Message("Source")),
    )  # fmt: skip
    rows = tuple(
        (
            str(one.target_year),
            say.share(one.share, 0),
            say.share(one.ambition_share, 0),
            say(QUALITY.get(one.quality, QUALITY["unverified"])),
            ", ".join(filter(None, [sources.cite(one.source), one.place])),
        )
        for one in asked
    )
    day = plan.course.strategy.adhesion
    region = codes.code("covenant_regions", plan.course.strategy.region)
    caption = (
        Message("Minimum of the Covenant: {region}, adhesion {day}", region=region, day=say.day(day))
        if day
        else Message("Minimum of the Covenant: {region}, day of adhesion unknown", region=region)
    )
    return [*blocks, Table(say(caption), header, rows, frozenset({0, 1, 2}), (1, 1, 1.2, 1.4, 2))]


def goals(plan: Plan, say: Tongue) -> list[Block]:
    """Return the goals under the vision by kind, with base and target values."""
    blocks: list[Block] = [Heading(2, say(Message("Goals")))]
    if not plan.goals:
        missing = Message("No goal is set yet: mitigation, adaptation and energy poverty need one each.")
        return [*blocks, say.missing(missing, remedy=Message("Set them: Strategy > Goals."))]
    header = (
        say(Message("Goal")), say(Message("Indicator")), say(Message("Unit")), say(Message("Base value")),
        say(Message("Target value")), say(Message("Responsible")),
    )  # fmt: skip
    for kind in in_order("action_kinds", (goal.kind for goal in plan.goals)):
        rows = tuple(
            (
                str(goal),
                goal.indicator or "–",
                goal.unit or "–",
                _dated(goal.base_value, goal.base_year, say),
                _dated(goal.target_value, goal.target_year, say),
                goal.responsible or "–",
            )
            for goal in plan.goals
            if goal.kind == kind
        )
        caption = say(Message("Goals: {kind}", kind=codes.code("action_kinds", kind)))
        blocks.append(Table(caption, header, rows, frozenset({3, 4}), (2.6, 2.2, 0.9, 1.2, 1.2, 1.7)))
    absent = [
        codes.code("action_kinds", code)
        for code in codes.table("action_kinds")
        if all(goal.kind != code for goal in plan.goals)
    ]
    if absent:
        blocks.append(Paragraph(say(Message("Without a goal so far: {kinds}.", kinds=absent))))
    return blocks


def _dated(value: float | None, year: int | None, say: Tongue) -> str:
    """Return a value with its year: 120 (2019)."""
    return say.number(value) + (f" ({year})" if year else "") if value is not None else "–"
