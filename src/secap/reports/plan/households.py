"""Section 5: what household tables tell by group; a group that is too small tells nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from secap.desk.poverty import measures
from secap.desk.poverty.chapter import StudyRecords
from secap.desk.poverty.charts import MEASURE_FIELDS
from secap.desk.poverty.charts import groups as group_figure
from secap.desk.poverty.models import HouseholdGroup
from secap.method.basis.messages import Message
from secap.method.poverty.households import REASONS
from secap.method.poverty.measures import MEASURES
from secap.method.poverty.summary import LEAST_HOUSEHOLDS
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Items, Paragraph, Picture, Table
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.tongue import Tongue


def households(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return every household table with its measures; where there is none, what it would tell."""
    heading = Heading(2, say(Message("What household tables tell")))
    if not plan.household_studies:
        missing = say.missing(
            Message("No household table is summed up, so measures of income and energy cost are not known."),
            remedy=Message("Read an anonymous table, where there is one: Energy poverty > Household tables."),
        )
        return [heading, missing]
    return [
        heading,
        *(block for one in plan.household_studies for block in _study(one, say)),
        *_definitions(say, sources),
    ]


def _study(one: StudyRecords, say: Tongue) -> list[Block]:
    study = one.study
    used = next((group.households for group in one.groups if not group.name), None)
    text = Message(
        "{title}, {year}: {rows} households were read; used: {used}. Source: {source}.",
        title=study.title,
        year=study.year,
        rows=study.rows,
        used=say.number(used, 0),
        source=study.source or Message("no source given"),
    )
    header = (
        say(Message("Group")),
        *say.fields(
            HouseholdGroup, "households", *MEASURE_FIELDS.values(), "median_income_eur", "median_energy_eur"
        ),
    )
    rows = tuple(_row(group, say) for group in one.groups)
    caption = Message("Energy-poor households by group: {title}, {year}", title=study.title, year=study.year)
    widths = (2.2, 1.1, 0.8, 0.8, 1.2, 1.2, 1.2, 1.3)
    blocks: list[Block] = [Paragraph(say(text))]
    if study.note:
        blocks.append(Paragraph(study.note))
    if rows:
        blocks.append(Table(say(caption), header, rows, frozenset(range(1, len(header))), widths))
    figure = group_figure([group for group in one.groups if not is_hidden(group)], say.lang)
    blocks += [Picture(figure)] if figure else []
    hidden = sum(is_hidden(group) for group in one.groups)
    if hidden:
        told = Message(
            "Groups that are not shown: {count}. A group of fewer than {least} households is not shown, nor "
            "is the next one where it could be worked out from the whole.",
            count=hidden,
            least=LEAST_HOUSEHOLDS,
        )
        blocks.append(Paragraph(say(told)))
    return [*blocks, *_left_out(study.left_out or {}, say), *_medians(one, say)]


def is_hidden(group: HouseholdGroup) -> bool:
    """Return whether nothing may be told of a group, whatever stands in its record."""
    return group.is_suppressed or (group.households or 0) < LEAST_HOUSEHOLDS


def _row(group: HouseholdGroup, say: Tongue) -> tuple[str, ...]:
    name = group.name or say(Message("All households"))
    if is_hidden(group):
        return (name, say(Message("not shown")), *["–"] * (len(MEASURE_FIELDS) + 2))
    return (
        name,
        say.number(group.households, 0),
        *(say.number(getattr(group, field), 1) for field in MEASURE_FIELDS.values()),
        say.eur(group.median_income_eur),
        say.eur(group.median_energy_eur),
    )


def _left_out(left_out: Mapping[str, Any], say: Tongue) -> list[Block]:
    told = tuple(
        say(Message("{reason}: {count} rows", reason=REASONS[why], count=count))
        for why, count in left_out.items()
        if why in REASONS and count
    )
    if not told:
        return []
    return [Paragraph(say(Message("Rows that could not be used:"))), Items(told)]


def _medians(one: StudyRecords, say: Tongue) -> list[Block]:
    """Return what the households were held against, and how their size was taken into account."""
    told = [
        say(Message("{meaning}: {number} ({whose})", meaning=meaning, number=number, whose=whose))
        for meaning, number, whose in measures.thresholds(one.study, say.lang)
    ]
    scale = measures.scale(one.study, say.lang)
    used = [say(Message("Medians used: {medians}.", medians="; ".join(told)))] if told else []
    return [Paragraph(" ".join(filter(None, [*used, scale])))] if used or scale else []


def _definitions(say: Tongue, sources: Bibliography) -> list[Block]:
    header = (
        say(Message("Measure of energy poverty")), say(Message("Who counts as energy poor")),
        say(Message("Formula")), say(Message("Source")),
    )  # fmt: skip
    rows = tuple(
        (
            say(one.name),
            say(measures.WORDS[code]),
            _typeset(one.formula, say),
            sources.cite(one.source),
        )
        for code, one in MEASURES.items()
    )
    caption = say(Message("How the measures are defined"))
    return [Table(caption, header, rows, widths=(1.8, 4, 1.9, 0.8)), Paragraph(say(measures.SYMBOLS))]


def _typeset(formula: str, say: Tongue) -> str:
    """Return a formula of the book as it is printed: m(s) is the median of s."""
    printed = re.sub(r"(\w)_median", r"m(\1)", formula).replace(" - ", " \u2212 ").replace(" and ", ", ")
    return re.sub(r"\d+\.\d+", lambda found: say.number(float(found.group())), printed)
