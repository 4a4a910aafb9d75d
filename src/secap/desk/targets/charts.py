"""The path to the targets, with the inventories and what the actions would bring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from secap import locale
from secap.desk.registry.figures import ACCENT, INK, RULE, Cell, Figure, specification
from secap.method.basis.messages import Amount, Message

HEIGHT_PX = 300
INVENTORY, GOAL, EXPECTED = "#17282b", "#0b5559", "#b3541e"
HALO = {"fill": "white", "stroke": "white", "strokeWidth": 4}  # keeps a name legible on the line
ROOM = 1.14  # the axis goes on above the highest point, for its label
AFTER_YEARS = 3  # and past the last one


def path(course: Any, accounts: Sequence[Any], lang: str) -> Figure | None:
    """Return the line through base year and targets with dots for inventories, targets and what the actions
    leave; None without a target that comes to something.

    course : plan.steering.Course;  accounts : of all inventories.
    """
    main = course.main
    if main is None or main.reach is None or len(course.path) < 2:
        return None
    unit = main.reach.unit
    goals = {
        year: course.path[year]
        for line in course.lines
        if line.reach is not None
        and not line.target.sector
        and line.target.quantity == "emissions"
        and (year := line.target.target_year) in course.path
        and line.target.base_year == main.target.base_year
    }
    known = {one.year: one for one in accounts if one.result.complete}
    values = {year: one.result.total_t for year, one in known.items()}
    names = {year: f"{'BEI' if one.inventory.is_bei else 'MEI'} {year}" for year, one in known.items()}
    expected = {} if course.expected_t is None else {main.target.target_year: course.expected_t}
    title = Message("The path to the targets")
    alt = Message("Line chart. {title}. {told}", title=title, told=_told(course, values, unit)).text(lang)
    spec = specification(
        lang,
        description=alt,
        values=[
            *({"year": year, "line": t} for year, t in sorted(course.path.items())),
            *_dots(values, "inventory", names, unit, lang),
            *_dots(goals, "goal", {year: _goal_name(year, lang) for year in goals}, unit, lang),
            *_dots(expected, "expected", dict.fromkeys(expected, _expected_name(lang)), unit, lang),
            _line_label(course.path, min(goals), lang),
        ],
        height=HEIGHT_PX,
        layers=[
            _line(),
            *_points("inventory", INVENTORY, "circle", above=True),
            *_points("goal", GOAL, "diamond", above=_is_above(goals, expected)),
            *_points("expected", EXPECTED, "square", above=not _is_above(goals, expected)),
            _label_of_line(),
        ],
        encoding=_axes({**values, **course.path, **expected}, [*course.path.values(), *values.values(),
                                                               *expected.values()], unit),
    )  # fmt: skip
    header = ("Year", "Path", "Inventory", "Target", "With the actions")
    years = sorted({min(course.path), *values, *goals, *expected})
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(year), course.path.get(year), values.get(year), goals.get(year), expected.get(year))
        for year in years
    )
    words = title.text(lang)
    spoken = tuple(_headings()[name].text(lang) for name in header)
    return Figure("path", words, f"{words}, {unit}", alt, spec, spoken, rows, unit, lang, 0)


def _headings() -> Mapping[str, Message]:
    return {
        "Year": Message("Year"),
        "Path": Message("Straight line"),
        "Inventory": Message("Inventory"),
        "Target": Message("Target"),
        "With the actions": Message("With the actions"),
    }


def _told(course: Any, values: Mapping[int, float], unit: str) -> list[Message]:
    reach = course.main.reach
    told = [
        Message(
            "From {base} in {first} to {goal} in {last}.",
            base=Amount(reach.base, unit, 0), first=reach.target.base_year,
            goal=Amount(reach.goal, unit, 0), last=reach.target.target_year,
        )
    ]  # fmt: skip
    if values:
        year = max(values)
        told.append(
            Message("Latest inventory, {year}: {value}.", year=year, value=Amount(values[year], unit, 0))
        )
    if course.expected_t is not None:
        told.append(
            Message(
                "With the actions, {year}: {value}.",
                year=reach.target.target_year, value=Amount(course.expected_t, unit, 0),
            )
        )  # fmt: skip
    return told


def _goal_name(year: int, lang: str) -> str:
    return Message("Target {year}", year=year).text(lang)


def _expected_name(lang: str) -> str:
    return Message("With the actions").text(lang)


def _dots(
    values: Mapping[int, float], kind: str, names: Mapping[int, str], unit: str, lang: str
) -> list[dict[str, Any]]:
    return [
        {
            "year": year,
            kind: t,
            "text": names[year],
            "tip": f"{names[year]}: {locale.number(t, lang, 0)} {unit}",
        }
        for year, t in sorted(values.items())
    ]


def _line_label(path: Mapping[int, float], first_goal: int, lang: str) -> dict[str, Any]:
    """Return the name of the line, on its first part, where no target stands."""
    year = (min(path) + 2 * first_goal) // 3
    return {"year": year, "named": path[year], "text": Message("Straight line").text(lang)}


def _is_above(goals: Mapping[int, float], expected: Mapping[int, float]) -> bool:
    """Return True where the label of the target has its place above what the actions leave."""
    return any(goals.get(year, t) > t for year, t in expected.items())


def _line() -> dict[str, Any]:
    return {
        "transform": [{"filter": "isValid(datum.line)"}],
        "mark": {"type": "line", "color": ACCENT, "strokeWidth": 2, "strokeDash": [6, 4]},
        "encoding": {"y": {"field": "line", "type": "quantitative"}},
    }


def _points(kind: str, colour: str, shape: str, *, above: bool) -> list[dict[str, Any]]:
    """Return the dots of one kind and the names beside them."""
    only = [{"filter": f"isValid(datum.{kind})"}]
    place = {"y": {"field": kind, "type": "quantitative"}}
    mark = {"type": "point", "filled": True, "size": 110, "shape": shape, "color": colour, "opacity": 1}
    text = {"type": "text", "dy": -13 if above else 17, "fill": colour, "fontWeight": "bold"}
    return [
        {"transform": only, "mark": mark, "encoding": {**place, "tooltip": {"field": "tip"}}},
        {"transform": only, "mark": {**text, **HALO}, "encoding": {**place, "text": {"field": "text"}}},
        {"transform": only, "mark": text, "encoding": {**place, "text": {"field": "text"}}},
    ]


def _label_of_line() -> dict[str, Any]:
    return {
        "transform": [{"filter": "isValid(datum.named)"}],
        "mark": {"type": "text", "align": "right", "dx": -8, "dy": 12, "fill": ACCENT, "fontStyle": "italic"},
        "encoding": {
            "y": {"field": "named", "type": "quantitative"},
            "text": {"field": "text"},
        },
    }


def _axes(years: Mapping[int, Any], values: Sequence[float], unit: str) -> dict[str, Any]:
    first, last = min(years), max(years)
    return {
        "x": {
            "field": "year",
            "type": "quantitative",
            "axis": {"title": None, "format": "d", "tickMinStep": 1, "grid": False, "labelColor": INK},
            "scale": {"domain": [first - 1, last + AFTER_YEARS], "nice": False},
        },
        "y": {
            "field": "line",
            "type": "quantitative",
            "axis": {"title": unit, "format": ",.0f", "tickCount": 5, "gridColor": RULE},
            "scale": {"domain": [0, max(values) * ROOM], "nice": False},
        },
    }
