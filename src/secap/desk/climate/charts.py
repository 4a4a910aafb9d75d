"""The figures of the climate profile: warming stripes, an indicator with its trend, small ones side by side.

A figure that has nothing to show is None. Pages, PDF and DOCX draw the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Any

from secap import locale
from secap.desk.climate.profile import TABLE, IndicatorLine, Period, reference_mean
from secap.desk.climate.words import unit_word
from secap.desk.registry.fans import part_colour
from secap.desk.registry.figures import RULE, Cell, Figure, specification
from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message

STRIPES_PX, TREND_PX, SMALL_PX = 150, 320, 170
YEARLY, TREND_COLOUR, BAND = "#7396b9", "#9f1f28", "#efd3d3"
MISSING = "#c9cfce"
# Colours of the stripes by what a higher value means: scheme, reversed, below and above the mean.
SCHEMES = {
    "warmer": ("redblue", True, Message("blue"), Message("red")),
    "colder": ("redblue", False, Message("red"), Message("blue")),
    "wetter": ("brownbluegreen", False, Message("brown"), Message("green")),
    "drier": ("brownbluegreen", True, Message("green"), Message("brown")),
    "windier": ("purplegreen", True, Message("green"), Message("purple")),
}
COARSE = 20  # differences from here on are printed without decimals
ROOM = 0.06  # left free above and below the values
LEAST_STRIPES = 2


def stripes(line: IndicatorLine | None, lang: str, reference: Period | None = None) -> Figure | None:
    """Return one stripe a year: how far it lies from the mean of `reference` (None: of all years)."""
    if line is None or line.used < LEAST_STRIPES:
        return None
    indicator, unit = line.indicator, unit_word(line.unit, lang)
    mean = reference_mean(indicator, reference)
    if mean is None:
        return None
    digits = line.digits
    higher = str(codes.get(TABLE, line.code).higher_is)
    scheme, is_reversed, below, above = SCHEMES.get(higher, SCHEMES["warmer"])
    whole = {year: indicator.known.get(year) for year in indicator.years}
    apart = {year: value - mean for year, value in whole.items() if value is not None}
    most = max(max(abs(value) for value in apart.values()), 0.1)
    title = Message("{indicator}: every year a stripe", indicator=codes.code("climate_indicators", line.code))
    none = Message("no value").text(lang)
    data: list[dict[str, Any]] = [
        {"from": year, "to": year + 1, "base": 0, "top": 1, "apart": round(apart[year], 3),
         "tip": f"{year}: {_number(value, lang, digits)} {unit} ({_signed(apart[year], lang, digits)})"}
        for year, value in whole.items()
        if value is not None
    ]  # fmt: skip
    gaps = [
        {"from": year, "to": year + 1, "base": 0, "top": 1, "tip": f"{year}: {none}"}
        for year, value in whole.items()
        if value is None
    ]
    warmest = max(apart, key=lambda year: apart[year])
    coldest = min(apart, key=lambda year: apart[year])
    years = list(whole)
    alt = Message(
        "Stripes, one for each year from {first} to {last}: {below} below the mean, {above} above it. "
        "Highest in {warmest}: {high}; lowest in {coldest}: {low}. {words}",
        first=years[0],
        last=years[-1],
        below=below,
        above=above,
        warmest=warmest,
        high=Amount(whole[warmest], unit, line.digits),
        coldest=coldest,
        low=Amount(whole[coldest], unit, line.digits),
        words=line.words,
    ).text(lang)
    style = "+,.0f" if most >= COARSE else "+.1f"
    legend_title = Message("difference from the mean, {unit}", unit=unit).text(lang)
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "rect"},
            "encoding": {
                "color": {
                    "field": "apart", "type": "quantitative",
                    "scale": {"scheme": scheme, "reverse": is_reversed, "domain": [-most, most]},
                    "legend": {"title": legend_title, "gradientLength": 240, "format": style, "padding": 12},
                },
                "tooltip": {"field": "tip"},
            },
        }
    ]  # fmt: skip
    if gaps:
        layers.append(
            {
                "data": {"values": gaps},
                "mark": {"type": "rect", "color": MISSING},
                "encoding": {"tooltip": {"field": "tip"}},
            }
        )
    spec = specification(
        lang,
        description=alt,
        values=data,
        height=STRIPES_PX,
        layers=layers,
        encoding={
            "x": _years_axis(years[0], years[-1] + 1, "from"),
            "x2": {"field": "to"},
            "y": {
                "field": "base", "type": "quantitative", "scale": {"domain": [0, 1]},
                "axis": {"title": None, "labels": False, "ticks": False, "domain": False, "grid": False},
            },
            "y2": {"field": "top"},
        },
    )  # fmt: skip
    span = f"{reference}" if reference else f"{years[0]}–{years[-1]}"
    caption = Message(
        "{title}. Below the mean of {period} ({mean}): {below}, above: {above}, no value: grey",
        title=title,
        below=below,
        above=above,
        period=span,
        mean=Amount(mean, unit, line.digits),
    ).text(lang)
    header = (
        Message("Year").text(lang),
        f"{line.indicator_name(lang)}, {unit}",
        Message("Difference from the mean, {unit}", unit=unit).text(lang),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(year), value, apart.get(year)) for year, value in whole.items()
    )
    code = f"stripes-{line.code}"
    return Figure(code, title.text(lang), caption, alt, spec, header, rows, unit, lang, line.digits)


def trend_figure(line: IndicatorLine, lang: str, *, is_small: bool = False) -> Figure | None:
    """Return the yearly values with Sen's line and its interval; years without a value stay open."""
    indicator = line.indicator
    known = indicator.known
    if not known:
        return None
    unit = unit_word(line.unit, lang)
    names = [Message("Yearly value").text(lang), Message("Sen's trend").text(lang)]
    names.append(Message("95 % interval of the trend").text(lang))
    sen = _sen(line)
    colours = {names[0]: YEARLY}
    if sen:
        colours |= {names[1]: TREND_COLOUR, names[2]: BAND}
    runs = _runs(indicator.years, known)
    points: list[dict[str, Any]] = [
        {"year": year, "value": round(known[year], 4), "run": run, "part": names[0],
         "tip": f"{year}: {_number(known[year], lang, line.digits)} {unit}".strip()}
        for year, run in runs
    ]  # fmt: skip
    layers: list[dict[str, Any]] = []
    everything = list(known.values())
    if sen:
        words = line.words.text(lang)
        band = [
            {"year": year, "low": round(low, 4), "high": round(high, 4), "part": names[2], "tip": words}
            for year, _middle, low, high in sen
        ]
        middle = [
            {"year": year, "value": round(value, 4), "part": names[1], "tip": words}
            for year, value, _low, _high in sen
        ]
        layers += [_band(band, colours, with_legend=not is_small)]
        everything += [edge for one in sen for edge in one[1:]]
    layers += _values(colours, is_small)
    if sen:
        layers.append(_sen_line(middle, colours, is_small))
    low, high = min(everything), max(everything)
    room = (high - low or 1.0) * ROOM
    bottom = 0.0 if low >= 0 and low < 0.4 * high else low - room
    title = Message("{indicator} by year", indicator=codes.code("climate_indicators", line.code))
    alt = Message(
        "Points for each year from {first} to {last}, mean {mean}. {words} {gaps}",
        first=min(known),
        last=max(known),
        mean=Amount(indicator.mean, unit, line.digits),
        words=line.words,
        gaps=Message("Without a value: {years}.", years=line.left_out_text)
        if line.left_out
        else Message("No year is missing."),
    ).text(lang)
    spec = specification(
        lang,
        description=alt,
        values=points,
        height=SMALL_PX if is_small else TREND_PX,
        layers=layers,
        encoding={
            "x": _years_axis(indicator.years[0], indicator.years[-1], "year", room=1),
            "y": {
                "type": "quantitative",
                "axis": {"title": unit or None, "tickCount": 4 if is_small else 6, "gridColor": RULE},
                "scale": {"domain": [bottom, high + room], "nice": False, "zero": False},
            },
        },
        legend=() if is_small else colours,
    )
    caption = title.text(lang)
    header: tuple[str, ...] = (
        Message("Year").text(lang),
        f"{line.indicator_name(lang)}, {unit}" if unit else line.indicator_name(lang),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple((str(year), known.get(year)) for year in indicator.years)
    if sen:
        by_year = {year: one for year, *one in sen}
        header = (*header, *(f"{name}" for name in (names[1], *_interval_names(lang))))
        rows = tuple((*row, *by_year[int(str(row[0]))]) for row in rows)
    code = f"small-{line.code}" if is_small else f"trend-{line.code}"
    if unit:
        caption = Message("{title}, {unit}", title=title, unit=unit).text(lang)
    return Figure(code, title.text(lang), caption, alt, spec, header, rows, unit, lang, line.digits)


def _interval_names(lang: str) -> tuple[str, str]:
    name = Message("95 % interval of the trend")
    return (
        Message("{band}: from", band=name).text(lang),
        Message("{band}: to", band=name).text(lang),
    )


def _sen(line: IndicatorLine) -> list[tuple[int, float, float, float]]:
    """Return (year, middle, low, high) of Sen's line through the medians of years and values."""
    trend = line.trend
    if trend is None:
        return []
    known = line.indicator.known
    x, y = median(known), median(known.values())
    found = []
    for year in line.indicator.years:
        steps = (year - x) / 10
        edges = sorted((y + trend.sen_low * steps, y + trend.sen_high * steps))
        found.append((year, y + trend.sen_per_decade * steps, edges[0], edges[1]))
    return found


def _runs(years: Sequence[int], known: Mapping[int, float]) -> list[tuple[int, int]]:
    """Return (year, number of its unbroken run) of the years with a value."""
    found, run = [], 0
    for year in years:
        if year in known:
            found.append((year, run))
        else:
            run += 1
    return found


def _values(colours: Mapping[str, str], is_small: bool) -> list[dict[str, Any]]:
    shown = {**part_colour(colours), **({"legend": None} if is_small else {})}
    y = {"field": "value", "type": "quantitative"}
    return [
        {
            "mark": {"type": "line", "strokeWidth": 1, "opacity": 0.7},
            "encoding": {"y": y, "detail": {"field": "run"}, "color": shown},
        },
        {
            "mark": {"type": "point", "filled": True, "opacity": 1, "size": 14 if is_small else 34},
            "encoding": {"y": y, "color": shown, "tooltip": {"field": "tip"}},
        },
    ]


def _band(values: list[dict[str, Any]], colours: Mapping[str, str], *, with_legend: bool) -> dict[str, Any]:
    shown = {**part_colour(colours), **({} if with_legend else {"legend": None})}
    return {
        "data": {"values": values},
        "mark": {"type": "area", "opacity": 1},
        "encoding": {
            "y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"},
            "color": shown, "tooltip": {"field": "tip"},
        },
    }  # fmt: skip


def _sen_line(values: list[dict[str, Any]], colours: Mapping[str, str], is_small: bool) -> dict[str, Any]:
    shown = {**part_colour(colours), **({"legend": None} if is_small else {})}
    return {
        "data": {"values": values},
        "mark": {"type": "line", "strokeWidth": 2 if is_small else 2.5},
        "encoding": {
            "y": {"field": "value", "type": "quantitative"}, "color": shown, "tooltip": {"field": "tip"},
        },
    }  # fmt: skip


def _years_axis(first: int, last: int, field: str, room: int = 0) -> dict[str, Any]:
    return {
        "field": field,
        "type": "quantitative",
        "axis": {"title": None, "format": "d", "tickMinStep": 1, "tickCount": 7, "grid": False},
        "scale": {"domain": [first - room, last + room], "nice": False, "zero": False},
    }


def _number(value: float | None, lang: str, digits: int) -> str:
    return locale.number(value, lang, digits).replace("-", "−")


def _signed(value: float, lang: str, digits: int) -> str:
    return f"{'+' if round(value, digits) > 0 else ''}{_number(value, lang, digits)}"
