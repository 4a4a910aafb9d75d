"""The figures of energy poverty: concern by macro-area, indicators over the years, groups of households.

A figure that has nothing to show is None. Pages, PDF and DOCX draw the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from secap import locale
from secap.desk.poverty.models import HouseholdGroup
from secap.desk.registry.bars import BAR_PX, ROW_PX, bar_axis
from secap.desk.registry.figures import INK, RULE, Cell, Figure, specification
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.method.poverty.measures import MEASURES

HIGH, MODERATE, LOW, NOT_KNOWN, NOT_ASSESSED = "high", "moderate", "low", "not_known", ""
# Dark to light, so that grey print keeps the order; each tile has its number as well.
COLOURS = {
    HIGH: "#9f1f28",
    MODERATE: "#e0a526",
    LOW: "#8fc3a0",
    NOT_KNOWN: "#c9cfce",
    NOT_ASSESSED: "#ffffff",
}
SIGNS = {HIGH: "3", MODERATE: "2", LOW: "1", NOT_KNOWN: "?", NOT_ASSESSED: "–"}
LIGHT_TEXT = frozenset({HIGH})
LEAST_TILES = 8  # that find room in a row
TILE = 0.9  # of the distance between two
LINE_COLOURS = ("#0a3f73", "#b3541e", "#1b6137", "#8a2f6b", "#8a6a00", "#5a4fb0", "#a03a3a", "#2b7a8c")
SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross", "triangle-left", "stroke")
COURSE_PX = 280
PERCENT = "%"
MEASURE_FIELDS = {
    "2m": "share_2m_percent",
    "m2": "share_m2_percent",
    "lihc": "share_lihc_percent",
    "ten": "share_ten_percent",
}
MEASURE_COLOURS = {"2m": "#0a3f73", "m2": "#b3541e", "lihc": "#1b6137", "ten": "#8a2f6b"}


def concerns(areas: Iterable[Any], lang: str) -> Figure | None:
    """Return one tile per indicator, by macro-area, coloured by concern; None without any indicator.

    areas : of `plan.hardship`
    """
    areas = list(areas)
    longest = max((len(area.courses) for area in areas), default=0)
    if not longest:
        return None
    names = {area.code: codes.code("poverty_macro_areas", area.code).label(lang) for area in areas}
    labels = {code: _concern_label(code, lang) for code in COLOURS}
    values: list[dict[str, Any]] = []
    rows: list[tuple[Cell, ...]] = []
    for area in areas:
        chosen = sorted(area.courses, key=lambda one: list(COLOURS).index(one.latest.concern))
        for place, one in enumerate(chosen):
            concern = one.latest.concern
            label = codes.code("poverty_indicators", one.indicator).label(lang)
            values.append(
                {
                    "bar": names[area.code],
                    "x": place,
                    "x2": place + TILE,
                    "middle": place + TILE / 2,
                    "concern": labels[concern],
                    "sign": SIGNS[concern],
                    "light": concern in LIGHT_TEXT,
                    "tip": f"{label}: {labels[concern]}",
                }
            )
        if not chosen:
            values.append(
                {"bar": names[area.code], "none": 0, "text": Message("no indicator chosen").text(lang)}
            )
        counts = [sum(one.latest.concern == code for one in chosen) for code in COLOURS]
        rows.append((names[area.code], *(float(count) for count in counts)))
    title = Message("Concern by macro-area").text(lang)
    alt = Message("Tile chart. {title}. {told}.", title=title, told=_told(rows, labels, lang)).text(lang)
    used = [code for code in COLOURS if any(value.get("concern") == labels[code] for value in values)]
    spec = specification(
        lang, description=alt, values=values, height=ROW_PX * len(areas), layers=_tiles(labels, used),
        encoding={"y": bar_axis(list(names.values())), "x": _room(max(longest, LEAST_TILES))},
        legend=[labels[code] for code in used],
    )  # fmt: skip
    header = (Message("Macro-area").text(lang), *labels.values())
    caption = Message("{title}: each tile is an indicator", title=title).text(lang)
    return Figure("poverty-concern", title, caption, alt, spec, header, tuple(rows), "", lang)


def _concern_label(code: str, lang: str) -> str:
    word = codes.code("poverty_concerns", code).label(lang) if code else Message("not assessed").text(lang)
    return f"{SIGNS[code]}  {word}"


def _told(rows: Sequence[tuple[Cell, ...]], labels: dict[str, str], lang: str) -> str:
    words = [label.partition("  ")[2] for label in labels.values()]
    found = []
    for name, *counts in rows:
        parts = [f"{int(count)} {word}" for word, count in zip(words, counts, strict=True) if count]
        found.append(f"{name}: {', '.join(parts) or Message('no indicator chosen').text(lang)}")
    return "; ".join(found)


def _tiles(labels: dict[str, str], used: Sequence[str]) -> list[dict[str, Any]]:
    colour = {
        "field": "concern", "type": "nominal", "sort": None,
        "scale": {"domain": [labels[code] for code in used], "range": [COLOURS[code] for code in used]},
        "legend": {"title": None, "symbolStrokeColor": INK, "symbolStrokeWidth": 1},
    }  # fmt: skip
    only = [{"filter": "isValid(datum.sign)"}]
    return [
        {
            "transform": only,
            "mark": {"type": "rect", "height": BAR_PX, "stroke": "#4d6065", "strokeWidth": 1},
            "encoding": {
                "x": {"field": "x", "type": "quantitative"}, "x2": {"field": "x2"}, "color": colour,
                "tooltip": {"field": "tip"},
            },
        },
        *(
            {
                "transform": [*only, {"filter": f"datum.light == {str(is_light).lower()}"}],
                "mark": {"type": "text", "fontWeight": "bold", "fill": "white" if is_light else INK},
                "encoding": {"x": {"field": "middle", "type": "quantitative"}, "text": {"field": "sign"},
                             "tooltip": {"field": "tip"}},
            }
            for is_light in (True, False)
        ),
        {
            "transform": [{"filter": "isValid(datum.none)"}],
            "mark": {"type": "text", "align": "left", "fontStyle": "italic", "fill": "#4d6065"},
            "encoding": {"x": {"field": "none", "type": "quantitative"}, "text": {"field": "text"}},
        },
    ]  # fmt: skip


def _room(tiles: int) -> dict[str, Any]:
    return {
        "field": "x", "type": "quantitative", "axis": None,
        "scale": {"domain": [0, tiles], "nice": False, "zero": True},
    }  # fmt: skip


def courses(areas: Iterable[Any], lang: str) -> Figure | None:
    """Return the shares (unit %) that are known for two years or more as lines, eight at most; None without
    any. A year without a value breaks no line: indicators are not asked every year."""
    chosen = [
        (one, points)
        for area in areas
        for one in area.courses
        if one.latest.unit == PERCENT
        and len(points := [(view.year, view.value) for view in one.years if view.value is not None]) > 1
    ][: len(LINE_COLOURS)]
    if not chosen:
        return None
    names = {one.indicator: codes.code("poverty_indicators", one.indicator).label(lang) for one, _ in chosen}
    values = [
        {
            "year": year,
            "value": value,
            "name": names[one.indicator],
            "tip": f"{names[one.indicator]}, {year}: {locale.number(value, lang, 1)} %",
        }
        for one, points in chosen
        for year, value in points
    ]
    title = Message("Indicators over the years").text(lang)
    told = "; ".join(
        f"{names[one.indicator]}: {locale.number(points[0][1], lang, 1)} % ({points[0][0]}) – "
        f"{locale.number(points[-1][1], lang, 1)} % ({points[-1][0]})"
        for one, points in chosen
    )
    alt = Message("Line chart. {title}. {told}.", title=title, told=told).text(lang)
    labels = list(names.values())
    colour = _nominal("name", labels, LINE_COLOURS) | {
        "legend": {"title": None, "labelLimit": {"expr": "max(width - 20, 160)"}}
    }
    shape = _nominal("name", labels, SHAPES) | {"legend": None}
    years = sorted({year for _one, points in chosen for year, _value in points})
    highest = max(value for _one, points in chosen for _year, value in points)
    layers = [
        {"mark": {"type": "line", "strokeWidth": 2.5}, "encoding": {"color": colour}},
        {
            "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1},
            "encoding": {"color": colour, "shape": shape, "tooltip": {"field": "tip"}},
        },
    ]
    encoding = {
        "x": {
            "field": "year", "type": "quantitative",
            "axis": {"title": None, "format": "d", "tickMinStep": 1, "grid": False, "labelColor": INK},
            "scale": {"domain": [years[0] - 0.3, years[-1] + 0.3], "nice": False, "zero": False},
        },
        "y": {
            "field": "value", "type": "quantitative",
            "axis": {"title": "%", "format": ",.0f", "tickCount": 5, "gridColor": RULE},
            "scale": {"domain": [0, highest * 1.1], "nice": False},
        },
    }  # fmt: skip
    spec = specification(
        lang,
        description=alt,
        values=values,
        height=COURSE_PX,
        layers=layers,
        encoding=encoding,
        legend=labels,
    )
    known = {one.indicator: dict(points) for one, points in chosen}
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(year), *(known[code].get(year) for code in names)) for year in years
    )
    header = (Message("Year").text(lang), *labels)
    return Figure("poverty-course", title, f"{title}, %", alt, spec, header, rows, PERCENT, lang, 1)


def _nominal(field: str, domain: Sequence[str], range_: Sequence[str]) -> dict[str, Any]:
    return {
        "field": field, "type": "nominal", "sort": None,
        "scale": {"domain": list(domain), "range": list(range_[: len(domain)])},
    }  # fmt: skip


def group_name(group: HouseholdGroup, lang: str) -> str:
    """Return a group's name; the whole table has none."""
    return group.name or Message("All households").text(lang)


def groups(found: Iterable[HouseholdGroup], lang: str) -> Figure | None:
    """Return the measures of every group that is shown as dots on a line of percent; None without any."""
    shown = [one for one in found if not one.is_suppressed]
    words = {code: MEASURES[code].name.text(lang) for code in MEASURE_FIELDS}
    dots = [
        (group_name(one, lang), code, value)
        for one in shown
        for code, field in MEASURE_FIELDS.items()
        if (value := getattr(one, field)) is not None
    ]
    if not dots:
        return None
    title = Message("Energy-poor households by group").text(lang)
    names = [group_name(one, lang) for one in shown]
    values = [
        {"bar": name, "value": value, "measure": words[code],
         "tip": f"{name}, {words[code]}: {locale.number(value, lang, 1)} %"}
        for name, code, value in dots
    ]  # fmt: skip
    told = "; ".join(
        f"{name}: "
        + ", ".join(
            f"{words[code]} {locale.number(value, lang, 1)} %" for of, code, value in dots if of == name
        )
        for name in names
    )
    alt = Message("Dot chart. {title}. {told}.", title=title, told=told).text(lang)
    domain, range_ = list(words.values()), [MEASURE_COLOURS[code] for code in words]
    colour = _nominal("measure", domain, range_) | {"legend": {"title": None}}
    shape = _nominal("measure", domain, SHAPES) | {"legend": {"title": None}}
    axis = {"title": "%", "format": ",.0f", "tickCount": 5, "gridColor": RULE, "titleAnchor": "end"}
    highest = max(10.0, *(value for _name, _code, value in dots))
    spec = specification(
        lang, description=alt, values=values, height=ROW_PX * len(names),
        layers=[
            {"mark": {"type": "rule", "color": RULE, "strokeWidth": 1}, "encoding": {}},
            {
                "mark": {"type": "point", "filled": True, "size": 130, "opacity": 0.9},
                "encoding": {
                    "x": {"field": "value", "type": "quantitative", "axis": axis,
                          "scale": {"domain": [0, highest * 1.08], "nice": False}},
                    "color": colour, "shape": shape, "tooltip": {"field": "tip"},
                },
            },
        ],
        encoding={"y": bar_axis(names)}, legend=domain,
    )  # fmt: skip
    header = (Message("Group").text(lang), *words.values())
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (group_name(one, lang), *(getattr(one, field) for field in MEASURE_FIELDS.values())) for one in shown
    )
    return Figure("household-groups", title, f"{title}, %", alt, spec, header, rows, PERCENT, lang, 1)
