"""The figures of the scenarios: total emissions side by side, and one scenario's emissions by sector.

A figure that has nothing to show is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from secap import locale
from secap.desk.registry.figures import ACCENT, INK, RULE, Cell, Figure, number_locale, specification
from secap.desk.scenarios.names import BAU, FROZEN, PLAN
from secap.desk.scenarios.standing import Standing
from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message

HEIGHT_PX = 320
USUAL_COLOURS = {FROZEN: "#6b7d80", BAU: "#b3541e", PLAN: ACCENT}
OWN_COLOURS = ("#0a3f73", "#8a2f6b", "#8a6a00", "#3f7d2c", "#5a4fb0", "#a03a3a", "#2b7a8c")
DASHES = ([1, 0], [8, 4], [2, 3], [10, 3, 2, 3])
# Dark and light alternate, so that neighbours stay apart in grey print and for colour-blind readers.
PARTS = (
    "#0a3f73", "#7396b9", "#30456b", "#c08a00", "#472a79", "#c96f8f", "#6b2c1a", "#8fb08c", "#1b6137",
    "#b9b0a0", "#3d3d3d", "#a8742a", "#5f8fa3", "#8a2f6b", "#d0b45c", "#274d3d", "#9a9ac4",
)  # fmt: skip
EVERY_YEARS = 5  # of the table behind a chart


@dataclass(frozen=True, slots=True)
class Points:
    """What stands beside the lines.  goals : {year: t allowed};  inventories : {year: t emitted}."""

    goals: Mapping[int, float]
    inventories: Mapping[int, float]


def points_of(plan: Any) -> Points:
    """Return the plan's targets and complete inventories."""
    known = {one.year: one.result.total_t for one in plan.accounts if one.result.complete}
    return Points(plan.allowed_t, known)


def comparison(standings: Sequence[Standing], points: Points, lang: str) -> Figure | None:
    """Return the total emissions of the scenarios year by year, with the targets as points."""
    drawn = [one for one in standings if one.results is not None]
    if not drawn:
        return None
    unit = drawn[0].results.gas_unit if drawn[0].results else ""
    whole = whole_numbers(lang)
    names = _unique([one.name for one in drawn])
    own = iter(range(len(drawn)))
    colours, dashes = [], []
    for one in drawn:
        if one.is_usual:
            colours.append(USUAL_COLOURS[one.uid])
            dashes.append(DASHES[0 if one.uid == PLAN else 1 if one.uid == BAU else 2])
        else:
            place = next(own)
            colours.append(OWN_COLOURS[place % len(OWN_COLOURS)])
            dashes.append(DASHES[(place // len(OWN_COLOURS)) % len(DASHES)])
    data: list[dict[str, Any]] = [
        {"year": year, "t": round(float(t), 2), "scenario": label,
         "tip": f"{label}, {year}: {whole(float(t))} {unit}"}
        for label, one in zip(names, drawn, strict=True)
        if one.results
        for year, t in zip(one.results.frame.years, one.results.total_t, strict=True)
    ]  # fmt: skip
    title = Message("Emissions of the scenarios").text(lang)
    alt = Message(
        "Line chart. {title}. {told} {targets}",
        title=title,
        told=" ".join(_told(label, one, unit).text(lang) for label, one in zip(names, drawn, strict=True)),
        targets=_targets_told(points.goals, unit).text(lang),
    ).text(lang)
    highest = max([item["t"] for item in data] + [*points.goals.values(), *points.inventories.values()])
    lines = {
        "mark": {"type": "line", "strokeWidth": 2.5},
        "encoding": {
            "y": {"field": "t", "type": "quantitative"},
            "color": {
                "field": "scenario", "type": "nominal", "sort": None,
                "scale": {"domain": names, "range": colours},
                "legend": {"title": None, "symbolType": "stroke", "symbolStrokeWidth": 3},
            },
            "strokeDash": {
                "field": "scenario", "type": "nominal", "sort": None,
                "scale": {"domain": names, "range": dashes}, "legend": None,
            },
            "tooltip": {"field": "tip"},
        },
    }  # fmt: skip
    years = [item["year"] for item in data]
    spec = specification(
        lang,
        description=alt,
        values=data,
        height=HEIGHT_PX,
        layers=[lines, *target_layers(points, unit, lang)],
        encoding=axes([*years, *points.inventories], highest, unit),
        legend=names,
    )
    header = (Message("Year").text(lang), *names, Message("Target").text(lang))
    rows: list[tuple[Cell, ...]] = [
        (str(year), *(one.total_t(year) for one in drawn), points.goals.get(year))
        for year in rows_of(years, points.goals)
    ]
    caption = Message("{title}, {unit}; diamonds: targets, dots: inventories", title=title, unit=unit)
    return Figure("scenarios", title, caption.text(lang), alt, spec, header, tuple(rows), unit, lang)


def by_sector(one: Standing, points: Points, lang: str) -> Figure | None:
    """Return a scenario's emissions by sector, stacked, with the path through the targets."""
    if one.results is None:
        return None
    results, unit = one.results, one.results.gas_unit
    whole = whole_numbers(lang)
    parts = {code: values for code, values in results.by_sector_t.items() if float(values.max()) > 0}
    order = sorted(parts, key=lambda code: list(codes.table("sectors")).index(code))
    names = {code: codes.code("sectors", code).label(lang) for code in order}
    years = list(results.frame.years)
    data = [
        {"year": year, "t": round(float(parts[code][place]), 2), "part": names[code], "order": rank,
         "tip": f"{names[code]}, {year}: {whole(float(parts[code][place]))} {unit}"}
        for rank, code in enumerate(order)
        for place, year in enumerate(years)
    ]  # fmt: skip
    path = dict(results.budget.path_t) if results.budget else {}
    title = Message("Emissions by sector: {name}", name=one.name).text(lang)
    largest = max(order, key=lambda code: float(parts[code][-1]), default="")
    alt = Message(
        "Stacked area chart. {title}. {told} Largest sector in {year}: {sector}. {targets}",
        title=title,
        told=_told(one.name, one, unit).text(lang),
        year=years[-1],
        sector=names.get(largest, "–"),
        targets=_targets_told(points.goals, unit).text(lang),
    ).text(lang)
    labels = list(names.values())
    area = {
        "mark": {"type": "area", "stroke": "white", "strokeWidth": 0.5},
        "encoding": {
            "y": {"field": "t", "type": "quantitative", "stack": "zero"},
            "order": {"field": "order"},
            "color": {
                "field": "part", "type": "nominal", "sort": None,
                "scale": {"domain": labels, "range": list(PARTS[: len(labels)])},
                "legend": {"title": None, "labelLimit": {"expr": "max(width - 20, 160)"}},
            },
            "tooltip": {"field": "tip"},
        },
    }  # fmt: skip
    highest = max([float(results.total_t.max()), *points.goals.values(), *path.values()])
    spec = specification(
        lang,
        description=alt,
        values=data,
        height=HEIGHT_PX,
        layers=[area, *path_layers(path), *target_layers(Points(points.goals, {}), unit, lang)],
        encoding=axes(years, highest, unit),
        legend=labels,
    )
    header = (Message("Year").text(lang), *labels, Message("Total").text(lang), Message("Path").text(lang))
    rows: list[tuple[Cell, ...]] = [
        (str(year), *(float(parts[code][years.index(year)]) for code in order), one.total_t(year),
         path.get(year))
        for year in rows_of(years, {year: t for year, t in points.goals.items() if year in years})
    ]  # fmt: skip
    caption = Message("{title}, {unit}; dashed: path to the targets", title=title, unit=unit).text(lang)
    return Figure("sectors", title, caption, alt, spec, header, tuple(rows), unit, lang)


def whole_numbers(lang: str) -> Callable[[float], str]:
    """Return what prints a number without decimals in `lang`, quickly: a chart has hundreds of them."""
    group = str(number_locale(lang)["thousands"])
    return lambda value: f"{value:,.0f}".replace(",", group)


def rows_of(years: Iterable[int], goals: Mapping[int, float]) -> list[int]:
    """Return the years that the table behind a chart shows: every fifth, first, last and the targets'."""
    known = sorted(set(years))
    return [
        year
        for year in sorted({*known, *goals})
        if year in (known[0], known[-1]) or year % EVERY_YEARS == 0 or year in goals
    ]


def path_layers(path: Mapping[int, float]) -> list[dict[str, Any]]:
    """Return the dashed path through the targets, on a white line that keeps it legible."""
    values = [{"year": year, "path": t} for year, t in sorted(path.items())]
    return [
        {
            "data": {"values": values},
            "mark": {"type": "line", "color": colour, "strokeWidth": width, "strokeDash": dash},
            "encoding": {"y": {"field": "path", "type": "quantitative"}},
        }
        for colour, width, dash in (("white", 5, [1, 0]), (INK, 2, [6, 3]))
        if values
    ]


def target_layers(points: Points, unit: str, lang: str) -> list[dict[str, Any]]:
    """Return the targets as diamonds with their year, and the inventories as dots."""
    target = Message("Target").text(lang)
    inventory = Message("Inventory").text(lang)
    goals = [
        {"year": year, "goal": t, "text": str(year),
         "tip": f"{target} {year}: {locale.number(t, lang, 0)} {unit}"}
        for year, t in sorted(points.goals.items())
    ]  # fmt: skip
    dots = [
        {"year": year, "dot": t, "tip": f"{inventory} {year}: {locale.number(t, lang, 0)} {unit}"}
        for year, t in sorted(points.inventories.items())
    ]
    mark = {"type": "point", "filled": True, "opacity": 1, "stroke": "white", "strokeWidth": 1}
    layers: list[dict[str, Any]] = []
    if dots:
        layers.append(
            {
                "data": {"values": dots},
                "mark": {**mark, "size": 80, "color": INK},
                "encoding": {"y": {"field": "dot", "type": "quantitative"}, "tooltip": {"field": "tip"}},
            }
        )
    if goals:
        layers.append(
            {
                "data": {"values": goals},
                "mark": {**mark, "size": 140, "shape": "diamond", "color": "#9f1f28"},
                "encoding": {"y": {"field": "goal", "type": "quantitative"}, "tooltip": {"field": "tip"}},
            }
        )
    return layers


def axes(years: Iterable[int], highest: float, unit: str) -> dict[str, Any]:
    """Return the axes of a chart by year."""
    known = sorted(set(years))
    return {
        "x": {
            "field": "year",
            "type": "quantitative",
            "axis": {"title": None, "format": "d", "tickMinStep": 1, "grid": False, "labelColor": INK},
            "scale": {"domain": [known[0], known[-1]], "nice": False},
        },
        "y": {
            "type": "quantitative",
            "axis": {"title": unit, "format": ",.0f", "tickCount": 6, "gridColor": RULE},
            "scale": {"domain": [0, max(highest, 1e-9) * 1.05], "nice": False},
        },
    }


def _told(label: str, one: Standing, unit: str) -> Message:
    years = one.results.frame.years if one.results else (0,)
    return Message(
        "{name}: from {first_t} in {first} to {last_t} in {last}.",
        name=label,
        first=years[0],
        first_t=Amount(one.total_t(years[0]), unit, 0),
        last=years[-1],
        last_t=Amount(one.total_t(years[-1]), unit, 0),
    )


def _targets_told(goals: Mapping[int, float], unit: str) -> Message:
    if not goals:
        return Message("The plan has no emission target.")
    told = [Message("{year}: {t}", year=year, t=Amount(t, unit, 0)) for year, t in sorted(goals.items())]
    return Message("Targets: {told}.", told=told)


def _unique(names: Sequence[str]) -> list[str]:
    """Return the names, equal ones with a number behind: each needs a line of its own."""
    seen: dict[str, int] = {}
    found = []
    for label in names:
        seen[label] = seen.get(label, 0) + 1
        found.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return found
