"""Section 5: energy poverty: what is asked, what the indicators say, which goals and actions answer."""

from __future__ import annotations

from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.portfolio import INACTIVE
from secap.desk.poverty.charts import concerns
from secap.desk.poverty.models import PovertyAssessment, PovertyIndicator
from secap.desk.poverty.words import unit_in_words, value_in_words
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.method.poverty.assessment import AREAS, CONCERNS, INDICATORS
from secap.plan.hardship import Area, Course, Hardship
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Paragraph, Picture, Table, paragraphs
from secap.reports.plan import households
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.drafts import draft_names
from secap.reports.plan.register import register
from secap.reports.plan.tongue import Tongue

FRAME = ("date", "author", "definition", "source")


def poverty(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return section 5 of the plan."""
    found = plan.hardship
    return [
        Heading(1, say(Message("Energy poverty"))),
        *assessment(plan, found, say, sources),
        *indicators(found, say),
        *households.households(plan, say, sources),
        *goals(found, say),
        *actions(found, say),
        *groups(found, say),
    ]


def headline(plan: Plan, say: Tongue) -> str:
    """Return how worrying energy poverty is as a whole, and how much of it is known."""
    found = plan.hardship
    if not found.has_indicators:
        return say(Message("No indicator of energy poverty is chosen yet, so nothing can be said of it."))
    text = Message(
        "Energy poverty as a whole: {concern}. Macro-areas with a value: {covered} of {all}.",
        concern=codes.code(CONCERNS, found.concern) if found.concern else Message("not assessed"),
        covered=found.assessment.covered,
        all=len(found.areas),
    )
    return say(text)


def assessment(plan: Plan, found: Hardship, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return what is asked and since when, the variant, the definition and what the assessment says."""
    blocks: list[Block] = [
        Heading(2, say(Message("What the assessment says"))),
        Paragraph(headline(plan, say)),
        Paragraph(_asked(found, say, sources)),
    ]
    record = found.record
    if record is None:
        missing = Message("The assessment of energy poverty is not written down yet.")
        remedy = Message("Write who counts as energy poor and what was found: Energy poverty > Assessment.")
        blocks.append(say.missing(missing, remedy=remedy))
    else:
        blocks += [*paragraphs(record.summary), *_frame(record, say)]
    used = [*plan.poverty_assessments, *plan.poverty_indicators]
    return [*blocks, *draft_names(used, say, sources)]


def _asked(found: Hardship, say: Tongue, sources: Bibliography) -> str:
    asked = found.asked
    source = ", ".join(filter(None, [sources.cite(asked.source), asked.place]))
    variant = codes.code("poverty_pillars", found.variant)
    if asked.mandatory_from is None:
        text = Message(
            "Variant: {variant}. From when on the section is obligatory in this region is not known. "
            "Source: {source}.",
            variant=variant, source=source,
        )  # fmt: skip
    elif found.is_mandatory:
        text = Message(
            "Variant: {variant}. Obligatory in every plan and report since {day}. Source: {source}.",
            variant=variant, day=say.day(asked.mandatory_from), source=source,
        )  # fmt: skip
    else:
        text = Message(
            "Variant: {variant}. Obligatory in every plan and report from {day} on. Source: {source}.",
            variant=variant, day=say.day(asked.mandatory_from), source=source,
        )  # fmt: skip
    return say(text)


def _frame(record: PovertyAssessment, say: Tongue) -> list[Block]:
    values = (say.day(record.date), record.author, record.definition, record.source)
    labels = say.fields(PovertyAssessment, *FRAME)
    known = tuple(
        (label, value.strip()) for label, value in zip(labels, values, strict=True) if value.strip(" –")
    )
    absent = [label for label, value in zip(labels, values, strict=True) if not value.strip(" –")]
    header = (say(Message("Property")), say(Message("Value")))
    caption = say(Message("Frame of the assessment of energy poverty"))
    blocks: list[Block] = [Table(caption, header, known, widths=(1, 3))] if known else []
    if absent:
        missing = Message("Not told: {fields}.", fields=absent)
        remedy = Message("Write it down: Energy poverty > Assessment.")
        blocks.append(say.missing(missing, remedy=remedy))
    return blocks


def indicators(found: Hardship, say: Tongue) -> list[Block]:
    """Return the macro-areas, then every indicator with its values over the years."""
    heading = Heading(2, say(Message("Indicators by macro-area")))
    if not found.has_indicators:
        missing = say.missing(
            Message("No indicator of energy poverty is chosen yet."),
            remedy=Message("Choose at least one of each macro-area: Energy poverty > Indicators."),
        )
        return [heading, missing]
    header = (
        say(Message("Macro-area")), say(Message("Indicators")), say(Message("With a value")),
        say(Message("Concern")), say(Message("Actions")),
    )  # fmt: skip
    rows = tuple(
        (
            say.name(AREAS, area.code),
            str(len(area.courses)) if area.courses else "–",
            str(area.result.told) if area.courses else "–",
            say.name(CONCERNS, area.result.concern) if area.result.concern else _no_concern(area, say),
            ", ".join(one.action.number or str(one.action) for one in area.actions) or "–",
        )
        for area in found.areas
    )
    caption = say(Message("Concern by macro-area"))
    text = Message(
        "The concern of a macro-area is the mean of its indicators, the whole the mean of the macro-areas; "
        "what is not assessed or not known is left out, not scored."
    )
    figure = concerns(found.areas, say.lang)
    return [
        heading,
        Paragraph(say(text)),
        *([Picture(figure)] if figure else []),
        Table(caption, header, rows, frozenset({1, 2}), (2.8, 1, 1, 1.8, 2)),
        _values(found, say),
        *_gaps(found, say),
    ]


def _no_concern(area: Area, say: Tongue) -> str:
    return say(Message("not known")) if area.result.unknown else say(Message("not assessed"))


def _values(found: Hardship, say: Tongue) -> Table:
    indicator, concern, told, source = say.fields(
        PovertyIndicator, "indicator", "concern", "assessment", "source"
    )
    header = (
        say(Message("Macro-area")), indicator, say(Message("Value (year)")), concern, told, source,
    )  # fmt: skip
    rows = tuple(
        (
            say.name(AREAS, area.code) if place == 0 else "",
            _named(course, say),
            "\n".join(f"{value_in_words(one)} ({one.year})" for one in reversed(course.years) if one.is_told)
            or say(Message("no value")),
            say.name(CONCERNS, course.latest.concern)
            if course.latest.concern
            else say(Message("not assessed")),
            course.latest.assessment or "–",
            "; ".join(dict.fromkeys(one.source for one in reversed(course.years) if one.source))
            or say(Message("no source given")),
        )
        for area in found.areas
        for place, course in enumerate(area.courses)
    )
    caption = say(Message("Indicators of energy poverty"))
    return Table(caption, header, rows, frozenset({2}), (1.35, 2.2, 1.15, 1.3, 2.15, 2.05))


def _named(course: Course, say: Tongue) -> str:
    """Return an indicator with its unit; a question has none."""
    name = say.name(INDICATORS, course.indicator)
    is_number = course.row is None or course.row.answer == "number"
    unit = unit_in_words(course.latest.unit) if is_number else ""
    return f"{name}, {unit}" if unit else name


def _gaps(found: Hardship, say: Tongue) -> list[Block]:
    """Return what is not known: macro-areas without a value, concerns that nobody judged."""
    blocks: list[Block] = []
    if found.uncovered:
        names = [codes.code(AREAS, area.code) for area in found.uncovered]
        missing = Message("Macro-areas without a value: {names}.", names=names)
        remedy = Message("Choose at least one of each macro-area: Energy poverty > Indicators.")
        blocks.append(say.missing(missing, remedy=remedy))
    unjudged = [
        codes.code(INDICATORS, course.indicator)
        for area in found.areas
        for course in area.courses
        if course.latest.score is None
    ]
    if unjudged:
        missing = Message("Concern not assessed or not known: {names}.", names=unjudged)
        remedy = Message("Judge how worrying each one is: Energy poverty > Indicators.")
        blocks.append(say.missing(missing, remedy=remedy))
    return blocks


def goals(found: Hardship, say: Tongue) -> list[Block]:
    """Return the goals on energy poverty, with base and target values."""
    rows = [
        (
            str(goal),
            f"{goal.indicator}, {goal.unit}" if goal.indicator and goal.unit else goal.indicator or "–",
            _dated(goal.base_value, goal.base_year, say),
            _dated(goal.target_value, goal.target_year, say),
        )
        for goal in found.goals
    ]
    header = (
        say(Message("Goal")), say(Message("Indicator")), say(Message("Base value")),
        say(Message("Target value")),
    )  # fmt: skip
    return register(
        say,
        Message("Goals on energy poverty"),
        header,
        rows,
        numeric=frozenset({2, 3}),
        widths=(3, 2.8, 1.3, 1.3),
        missing=Message("No goal on energy poverty is set yet."),
        remedy=Message("Set one with a value and a year: Strategy > Goals."),
    )


def _dated(value: float | None, year: int | None, say: Tongue) -> str:
    return say.number(value) + (f" ({year})" if year else "") if value is not None else "–"


def actions(found: Hardship, say: Tongue) -> list[Block]:
    """Return the actions against energy poverty with the macro-areas that they work on."""
    rows = [
        (str(one.action), say.names(AREAS, one.action.macro_areas), one.action.responsible or "–")
        for one in active(found)
    ]
    return register(
        say,
        Message("What is done about it"),
        (say(Message("Action")), say(Message("Macro-areas of energy poverty")), say(Message("Responsible"))),
        rows,
        widths=(3.2, 3, 2.2),
        missing=Message("No action against energy poverty is planned yet."),
        remedy=Message("Add one, or mark an action as such: Actions."),
    )


def active(found: Hardship) -> list[ActionRecords]:
    """Return the actions against energy poverty that are not given up."""
    return [one for one in found.actions if one.action.status not in INACTIVE]


def groups(found: Hardship, say: Tongue) -> list[Block]:
    """Return the vulnerable groups that the assessment names, and the actions that help them."""
    named = set(found.record.vulnerable_groups.split()) if found.record else set()
    rows = [
        (
            say.name("vulnerable_groups", group),
            say(Message("yes")) if group in named else "–",
            ", ".join(
                one.action.number or str(one.action)
                for one in active(found)
                if group in one.action.vulnerable_groups.split()
            )
            or say(Message("no action")),
        )
        for group in found.vulnerable_groups
    ]
    return register(
        say,
        Message("Vulnerable groups and energy"),
        (say(Message("Vulnerable group")), say(Message("Named by the assessment")), say(Message("Actions"))),
        rows,
        widths=(3, 1.6, 3),
        missing=Message("No group that energy poverty hits hardest is named yet."),
        remedy=Message("Name them in the assessment and with the actions: Energy poverty > Assessment."),
    )
