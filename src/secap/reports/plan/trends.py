"""Section 3: what was measured: indicators with their trends and return levels, from yearly values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from secap.desk.climate.profile import IndicatorLine, SeriesProfile
from secap.desk.climate.stored import told
from secap.desk.climate.words import settings_told, unit_word
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.reports.blocks import Block, Heading, Items, Paragraph, Table
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.tongue import Tongue, in_order

TABLE = "climate_indicators"
METHODS = ("etccdi_2011", "mann_1945", "kendall_1975", "sen_1968", "hamed_rao_1998")
EXTREMES = ("hosking_1985", "hosking_wallis_1997")
SMALLEST_P = 0.001


def measured(one: SeriesProfile, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return indicators with trends, and return levels, of one measured series."""
    return [
        Heading(3, say(Message("Measured: {series}", series=one.series.title))),
        *_indicators(one, say, sources),
        *_return_levels(one, say, sources),
    ]


def named(code: str, say: Tongue) -> str:
    """Return an indicator with its unit."""
    unit = unit_word(str(codes.get(TABLE, code).unit))
    name = say.name(TABLE, code)
    return f"{name}, {unit}" if unit else name


def value(amount: float | None, code: str, say: Tongue) -> str:
    """Return an amount with the decimals that its indicator deserves."""
    return say.number(amount, int(codes.get(TABLE, code).decimals)).replace("-", "−")


def change(amount: float, code: str, say: Tongue) -> str:
    """Return a change with its sign; one that rounds to nothing has none."""
    digits = int(codes.get(TABLE, code).decimals)
    return say.signed(round(amount, digits) + 0.0, digits)


def _indicators(one: SeriesProfile, say: Tongue, sources: Bibliography) -> list[Block]:
    periods = [period for period in one.compared if period is not None]
    header = (
        say(Message("Indicator and its years")), say(Message("Mean")), *map(str, periods),
        say(Message("Trend per decade")), "p", say(Message("In words")),
    )  # fmt: skip
    rows = tuple(_row(line, bool(periods), say) for line in one.lines.values() if line.used)
    caption = say(Message("Climate indicators: {series}", series=one.series.title))
    numeric = frozenset(range(1, len(header) - 1))
    widths = (2.6, 0.85, *([1.0] * len(periods)), 1.5, 0.8, 2.1)
    text = Message(
        "Mean of all years and of the first and the last years. Trend: the middle slope of all pairs of "
        "years (Sen) with its interval of 95 %; p: chance of such a trend without any change (Mann-Kendall, "
        "ties counted, the larger one where years hang together). A year with too many missing days has no "
        "value; nothing is filled in. Definitions and methods: {sources}.",
        sources=[sources.cite(key) for key in METHODS],
    )
    blocks: list[Block] = [Table(caption, header, rows, numeric, widths), Paragraph(say(text))]
    if chosen := settings_told(one.series.settings or {}, say.lang):
        settings = "; ".join(f"{label}: {setting}" for label, setting in chosen)
        blocks.append(Paragraph(say(Message("Computed with: {settings}.", settings=settings))))
    return blocks


def _row(line: IndicatorLine, has_periods: bool, say: Tongue) -> tuple[str, ...]:
    known, trend = line.indicator.known, line.trend
    years = Message("{first}–{last}, years: {count}", first=min(known), last=max(known), count=len(known))
    slope = chance = "–"
    if trend is not None:
        low, high = (change(bound, line.code, say) for bound in (trend.sen_low, trend.sen_high))
        slope = f"{change(trend.sen_per_decade, line.code, say)}\n({low}; {high})"
        largest = max(trend.mk_p, trend.mk_p_autocorrelated or 0.0)
        chance = f"<\u00a0{say.number(SMALLEST_P, 3)}" if largest < SMALLEST_P else say.number(largest, 3)
    means = (line.before_mean, line.recent_mean) if has_periods else ()
    return (
        f"{named(line.code, say)}\n{say(years)}",
        value(line.indicator.mean, line.code, say),
        *(value(mean, line.code, say) for mean in means),
        slope,
        chance,
        say(line.words),
    )


def _return_levels(one: SeriesProfile, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return how high the yearly maxima are reached once in so many years, with intervals of 90 %."""
    kept: dict[str, Any] = one.series.return_levels or {}
    ordered = [code for code in in_order(TABLE, kept) if code in codes.table(TABLE)]
    shown = {code: _by_years(kept[code]) for code in ordered if kept[code].get("levels")}
    years = sorted({period for levels in shown.values() for period in levels})
    blocks: list[Block] = []
    if shown:
        rows = tuple(
            (named(code, say), *(_level(levels.get(period), code, say) for period in years))
            for code, levels in shown.items()
        )
        header = (
            say(Message("Yearly maximum")),
            *(say(Message("once in {years} years", years=period)) for period in years),
        )
        caption = say(Message("Return levels with intervals of 90 %: {series}", series=one.series.title))
        text = Message(
            "Return level: what is reached once in so many years on average, from a generalized "
            "extreme-value distribution fitted by L-moments {sources}. Where a series has a trend, it "
            "describes the whole period, not the present climate.",
            sources=[sources.cite(key) for key in EXTREMES],
        )
        widths = (2.2, *([1.3] * len(years)))
        table = Table(caption, header, rows, frozenset(range(1, len(header))), widths)
        blocks += [table, Paragraph(say(text))]
    without = tuple(
        f"{say.code(TABLE, code)}: {reason}"
        for code in ordered
        if code not in shown and (reason := str(told(kept[code].get("reason"), say.lang)))
    )
    if without:
        blocks += [Paragraph(say(Message("Without return levels:"))), Items(without)]
    return blocks


def _by_years(kept: Mapping[str, Any]) -> dict[int, Mapping[str, float]]:
    return {int(one["return_years"]): one for one in kept["levels"]}


def _level(found: Mapping[str, float] | None, code: str, say: Tongue) -> str:
    if found is None:
        return "–"
    low, high = value(found["low"], code, say), value(found["high"], code, say)
    return f"{value(found['value'], code, say)}\n({low}–{high})"
