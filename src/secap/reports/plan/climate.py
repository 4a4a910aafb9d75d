"""Section 3: the climate profile, from the daily series that were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from secap.desk.climate.charts import stripes, trend_figure
from secap.desk.climate.profile import SeriesProfile, profiles
from secap.desk.climate.stored import stored_findings
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Items, Paragraph, Picture, Table
from secap.reports.plan import projections, trends
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.tongue import Tongue, in_order

MAIN = "tm"  # the indicator that is drawn


def profile(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return what the series show: measured trends, extremes, and what climate models expect."""
    heading = Heading(2, say(Message("Climate profile")))
    found = profiles(plan.climate_series)
    if not found:
        missing = say.missing(
            Message("No daily climate record is read yet, so nothing measured stands behind the hazards."),
            remedy=Message("Read the series of the nearest station: Climate profile."),
        )
        return [heading, missing]
    measured = [one for one in found if one.is_observed and one.lines]
    blocks: list[Block] = [heading, *(_headlines(measured[0], say) if measured else [])]
    blocks += [*_figures(measured, say), _series_table(found, say), *_findings(found, say)]
    for one in measured:
        blocks += trends.measured(one, say, sources)
    if not measured:
        missing = say.missing(
            Message("No measured series has indicators yet."),
            remedy=Message("Read the series of the nearest station: Climate profile."),
        )
        blocks.append(missing)
    return [*blocks, *projections.projected(found, say)]


def title(one: SeriesProfile) -> str:
    """Return what a series is called: its place, and the model and scenario of a projected one."""
    series = one.series
    about = ", ".join(filter(None, [series.model, series.experiment]))
    return f"{series.title} ({about})" if about else series.title


def _headlines(one: SeriesProfile, say: Tongue) -> list[Block]:
    """Return what the trends of the main indicators say."""
    text = Message("What the longest measured series, {series}, shows:", series=title(one))
    told = tuple(
        say(
            Message(
                "{indicator}, {first}–{last}: {words}",
                indicator=codes.code("climate_indicators", line.code),
                first=min(line.indicator.known),
                last=max(line.indicator.known),
                words=line.words,
            )
        )
        for line in one.headlines
        if line.used
    )
    return [Paragraph(say(text)), Items(told)] if told else []


def _figures(measured: Sequence[SeriesProfile], say: Tongue) -> list[Block]:
    """Return the mean temperature of the longest series as stripes and with its trend."""
    line = next((one.lines[MAIN] for one in measured if MAIN in one.lines), None)
    if line is None:
        return []
    drawn = (stripes(line, say.lang), trend_figure(line, say.lang))
    return [Picture(figure) for figure in drawn if figure]


def _series_table(found: Sequence[SeriesProfile], say: Tongue) -> Table:
    header = (
        say(Message("Series")), say(Message("Kind")), say(Message("Years")),
        say(Message("Missing days")), say(Message("Source and licence")),
    )  # fmt: skip
    rows = tuple(
        (
            title(one),
            say.name("series_kinds", one.series.kind),
            str(one.period or "–"),
            _missing(one.series.missing or {}, say),
            "\n".join(filter(None, [one.series.source, one.series.licence]))
            or say(Message("no source given")),
        )
        for one in found
    )
    return Table(say(Message("Climate series")), header, rows, widths=(2.1, 1.1, 1.1, 1.9, 3))


def _missing(missing: Mapping[str, int], say: Tongue) -> str:
    """Return the days without a value of each variable that has some."""
    if missing and not any(missing.values()):
        return say(Message("no day is missing"))
    return (
        "\n".join(
            f"{say.code('climate_variables', one)}: {say.number(missing[one], 0)}"
            for one in in_order("climate_variables", missing)
            if missing[one]
        )
        or "–"
    )


def _findings(found: Sequence[SeriesProfile], say: Tongue) -> list[Block]:
    """Return what reading the files found, as it was kept in this language."""
    told = tuple(
        f"{finding.place or title(one)}: {finding.message}"
        for one in found
        for finding in stored_findings(one.series.findings or [], say.lang)
        if finding.message
    )
    return [Paragraph(say(Message("What reading the files found:"))), Items(told)] if told else []
