"""The adaptation scoreboard drawn: a radar of the steps with earlier rounds behind it, and their course.

Vega-Lite has no radar mark: corners are computed on the unit circle here and brought to pixels in the
drawing, so that the figure stays round in a narrow window as on paper.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from secap import locale
from secap.desk.registry.figures import ACCENT, INK, RULE, Cell, Figure, specification
from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message
from secap.method.risk.scoreboard import Round, StepResult

RADAR_PX, COURSE_PX = 340, 260
HIGHEST = 4  # the score of grade A
EARLIER = ("#b3541e", "#6b7d80", "#a9b6b6")  # of earlier rounds, the latest of them first
DASHES = ([6, 4], [2, 3], [1, 4])
STEP_COLOURS = ("#0a3f73", "#b3541e", "#1b6137", "#8a2f6b", "#8a6a00")
STEP_SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down")
NAMES_FROM_PX = 480  # narrower drawings name the steps by their numbers
# A legend can't wrap: in a narrow drawing it says the number alone.
LEGEND_WORDS = f"width > {NAMES_FROM_PX} ? datum.label : split(datum.label, ' ')[0]"
WRAP = 22  # signs of a line beside the radar
HALO: dict[str, Any] = {"fill": "white", "stroke": "white", "strokeWidth": 4}
# The outermost corner below the middle lies at the cosine of 36 degrees: a pentagon is 1.81 radii high.
RADIUS = (
    f"(width > {NAMES_FROM_PX} ? min(width / 2 - 150, (height - 90) / 1.81)"
    " : min(width / 2 - 30, (height - 50) / 1.81))"
)
MIDDLE = f"(height - 1.81 * {RADIUS}) / 2 + {RADIUS}"


def radar(rounds: Sequence[Round], lang: str) -> Figure | None:
    """Return the latest round's steps as a radar, up to three earlier ones as outlines; None without a round.

    A step without a rated item has no corner: the outline is open there.
    """
    if not rounds:
        return None
    latest, earlier = rounds[-1], list(reversed(rounds[:-1]))[: len(EARLIER)]
    shown = [latest, *earlier]
    days = [locale.day(one.date, lang) for one in shown]
    title = Message("Adaptation scoreboard").text(lang)
    alt = Message(
        "Radar chart. {title}, {day}: {told}.", title=title, day=days[0], told=_told(latest, lang)
    ).text(lang)
    spec = specification(
        lang,
        description=alt,
        values=[
            *_grid(lang),
            *(value for place, one in enumerate(shown) for value in _outline(one, place, days[place], lang)),
        ],
        height=RADAR_PX,
        layers=_radar_layers(days),
        encoding={
            "x": {"field": "px", "type": "quantitative", "scale": None, "axis": None},
            "y": {"field": "py", "type": "quantitative", "scale": None, "axis": {"title": None}},
        },
        legend=days,
    )
    spec["transform"] = [
        {"calculate": f"width / 2 + datum.x * {RADIUS}", "as": "px"},
        {"calculate": f"{MIDDLE} - datum.y * {RADIUS}", "as": "py"},
    ]
    header = (Message("Step").text(lang), *reversed(days))
    rows = tuple(
        (_name(step.step, lang), *(_score(one, step.step) for one in reversed(shown)))
        for step in latest.steps
    )
    caption = Message("{title}, mean of each step (D = 1 to A = 4)", title=title).text(lang)
    return Figure("scoreboard", title, caption, alt, spec, header, rows, "", lang, 1)


def course(rounds: Sequence[Round], lang: str) -> Figure | None:
    """Return the steps over the rounds as lines, broken where nothing was rated; None with less than two."""
    if len(rounds) < 2:
        return None
    steps = [step.step for step in rounds[0].steps]
    names = {step: _name(step, lang) for step in steps}
    days = {_year_of(one.date): locale.day(one.date, lang) for one in rounds}
    values = [
        {
            "year": _year_of(one.date),
            "score": round(score, 3),
            "step": names[step],
            "part": f"{step}-{part}",
            "tip": f"{names[step]}, {locale.day(one.date, lang)}: {_grade_words(score, lang)}",
        }
        for step in steps
        for part, run in enumerate(_runs(rounds, step))
        for one, score in run
    ]
    title = Message("Course of the scoreboard").text(lang)
    told = "; ".join(
        f"{names[step]}: {', '.join(_short(_score(one, step), lang) for one in rounds)}" for step in steps
    )
    alt = Message(
        "Line chart. {title}, {days}: {told}.", title=title, told=told,
        days=" – ".join(locale.day(rounds[place].date, lang) for place in (0, -1)),
    ).text(lang)  # fmt: skip
    labels = list(names.values())
    colour = {
        "field": "step", "type": "nominal", "sort": None,
        "scale": {"domain": labels, "range": list(STEP_COLOURS)},
        "legend": {"title": None, "labelExpr": LEGEND_WORDS},
    }  # fmt: skip
    shape = {
        "field": "step", "type": "nominal", "sort": None,
        "scale": {"domain": labels, "range": list(STEP_SHAPES)}, "legend": None,
    }  # fmt: skip
    layers = [
        {
            "mark": {"type": "line", "strokeWidth": 2.5},
            "encoding": {"color": colour, "detail": {"field": "part"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
            "encoding": {"color": colour, "shape": shape, "tooltip": {"field": "tip"}},
        },
    ]
    spec = specification(
        lang, description=alt, values=values, height=COURSE_PX, layers=layers,
        encoding={"x": _time_axis(days), "y": _grade_axis()}, legend=labels,
    )  # fmt: skip
    header = (Message("Date").text(lang), *labels)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (locale.day(one.date, lang), *(_score(one, step) for step in steps)) for one in rounds
    )
    caption = Message("{title}, mean of each step (D = 1 to A = 4)", title=title).text(lang)
    return Figure("scoreboard-course", title, caption, alt, spec, header, rows, "", lang, 1)


def _name(step: str, lang: str) -> str:
    return codes.code("scoreboard_steps", step).label(lang)


def _number(step: str, lang: str) -> str:
    """Return the number that a step's name begins with, such as 3-4."""
    return _name(step, lang).partition(" ")[0].rstrip(".")


def _score(one: Round, step: str) -> float | None:
    return next(found.score for found in one.steps if found.step == step)


def _short(score: float | None, lang: str) -> str:
    return locale.number(score, lang, 1)


def _grade_words(score: float, lang: str) -> str:
    return Message("{score} of 4", score=Amount(score, "", 1)).text(lang)


def _told(one: Round, lang: str) -> str:
    return "; ".join(_step_told(step, lang) for step in one.steps)


def _step_told(step: StepResult, lang: str) -> str:
    name = _name(step.step, lang)
    if step.score is None:
        return Message("{step}: not rated", step=name).text(lang)
    return Message(
        "{step}: {score} of 4 ({rated} of {items} items rated)",
        step=name, score=Amount(step.score, "", 1), rated=step.rated, items=step.items,
    ).text(lang)  # fmt: skip


def _corner(place: int, count: int, radius: float) -> dict[str, float]:
    """Return where an axis is at a radius of the unit circle; the first points up, the others follow it
    clockwise."""
    angle = 2 * math.pi * place / count
    return {"x": round(radius * math.sin(angle), 5), "y": round(radius * math.cos(angle), 5)}


def _grid(lang: str) -> list[dict[str, Any]]:
    """Return rings at the grades, spokes, and the words at both."""
    steps = list(codes.table("scoreboard_steps"))
    count = len(steps)
    found: list[dict[str, Any]] = []
    for code, row in codes.table("scoreboard_grades").items():
        radius = float(row.score) / HIGHEST
        found += [
            {"ring": code, "order": place, **_corner(place, count, radius)} for place in range(count + 1)
        ]
        found.append({"mark": code.upper(), **_corner(0, count, radius)})
    for place, step in enumerate(steps):
        found += [{"spoke": step, "order": at, **_corner(place, count, at)} for at in (0, 1)]
        corner = _corner(place, count, 1.06)
        found.append(
            {
                "axis": "\n".join(textwrap.wrap(_name(step, lang), WRAP)),
                "number": _number(step, lang),
                "side": "middle" if abs(corner["x"]) < 0.1 else "right" if corner["x"] > 0 else "left",
                **corner,
            }
        )
    return found


def _outline(one: Round, place: int, day: str, lang: str) -> list[dict[str, Any]]:
    """Return the corners of a round and the lines between neighbours that are both rated."""
    count = len(one.steps)
    corners = {
        at: _corner(at, count, step.score / HIGHEST)
        for at, step in enumerate(one.steps)
        if step.score is not None
    }
    found: list[dict[str, Any]] = []
    for at in range(count):
        other = (at + 1) % count
        if at in corners and other in corners:
            edge = {"edge": f"{place}-{at}", "round": day, "rank": place}
            found += [{**edge, "order": 0, **corners[at]}, {**edge, "order": 1, **corners[other]}]
    if place:
        return found
    for at, corner in corners.items():
        step = one.steps[at]
        tip = f"{_name(step.step, lang)}: {_grade_words(step.score or 0.0, lang)}"
        found.append({"dot": _short(step.score, lang), "round": day, "tip": tip, **corner})
    if len(corners) == count:
        found += [{"face": 1, "order": at, **corners[at % count]} for at in range(count + 1)]
    return found


def _radar_layers(days: Sequence[str]) -> list[dict[str, Any]]:
    colour = {
        "field": "round", "type": "nominal", "sort": None,
        "scale": {"domain": list(days), "range": [ACCENT, *EARLIER][: len(days)]},
        "legend": {"title": None, "symbolType": "stroke", "symbolStrokeWidth": 3},
    }  # fmt: skip
    dash = {
        "field": "round", "type": "nominal", "sort": None,
        "scale": {"domain": list(days), "range": [[1, 0], *DASHES][: len(days)]}, "legend": None,
    }  # fmt: skip
    line = {"order": {"field": "order"}, "detail": {"field": "edge"}, "color": colour, "strokeDash": dash}
    text: dict[str, Any] = {"type": "text", "lineBreak": "\n", "fill": INK}
    letter: dict[str, Any] = {"type": "text", "dx": 8, "align": "left", "fontSize": 10}
    return [
        _lines("ring", {"stroke": RULE, "strokeWidth": 1}),
        _lines("spoke", {"stroke": RULE, "strokeWidth": 1}),
        {
            "transform": [_only("face")],
            "mark": {"type": "line", "fill": ACCENT, "fillOpacity": 0.12, "strokeWidth": 0},
            "encoding": {"order": {"field": "order"}},
        },
        {
            "transform": [_only("edge"), {"filter": "datum.rank > 0"}],
            "mark": {"type": "line", "strokeWidth": 1.75},
            "encoding": line,
        },
        {
            "transform": [_only("edge"), {"filter": "datum.rank == 0"}],
            "mark": {"type": "line", "strokeWidth": 3},
            "encoding": line,
        },
        {
            "transform": [_only("dot")],
            "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1, "color": ACCENT},
            "encoding": {"tooltip": {"field": "tip"}},
        },
        *(
            {
                "transform": [_only("mark")],
                "mark": letter | more,
                "encoding": {"text": {"field": "mark"}},
            }
            for more in (HALO, {"fill": "#4d6065"})
        ),
        *(
            {
                "transform": [
                    _only("axis"),
                    {"filter": f"datum.side == '{side}'"},
                    {"calculate": f"width > {NAMES_FROM_PX} ? datum.axis : datum.number", "as": "words"},
                ],
                "mark": text | {"align": align, "baseline": baseline, "fontWeight": "bold"},
                "encoding": {"text": {"field": "words"}},
            }
            for side, align, baseline in (
                ("middle", "center", "bottom"), ("right", "left", "middle"), ("left", "right", "middle"),
            )
        ),
    ]  # fmt: skip


def _only(field: str) -> dict[str, str]:
    return {"filter": f"isValid(datum.{field})"}


def _lines(field: str, stroke: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "transform": [_only(field)],
        "mark": {"type": "line", **stroke},
        "encoding": {"detail": {"field": field}, "order": {"field": "order"}},
    }


def _runs(rounds: Iterable[Round], step: str) -> list[list[tuple[Round, float]]]:
    """Return the rounds in which a step was rated, cut where it was not."""
    found: list[list[tuple[Round, float]]] = [[]]
    for one in rounds:
        score = _score(one, step)
        if score is None:
            found.append([])
        else:
            found[-1].append((one, score))
    return [run for run in found if run]


def _year_of(day: date) -> float:
    start = date(day.year, 1, 1).toordinal()
    return round(day.year + (day.toordinal() - start) / 366, 4)


def _time_axis(days: Mapping[float, str]) -> dict[str, Any]:
    """Return the axis of time with the days of the rounds on it."""
    first, last = min(days), max(days)
    edge = 0.05 * (last - first)
    words = " : ".join(f"abs(datum.value - {year}) < 0.0005 ? '{day}'" for year, day in days.items())
    axis = {
        "title": None, "values": list(days), "labelExpr": f"{words} : ''", "labelOverlap": "greedy",
        "grid": False, "labelColor": INK,
    }  # fmt: skip
    return {
        "field": "year",
        "type": "quantitative",
        "axis": axis,
        "scale": {"domain": [first - edge, last + edge], "nice": False, "zero": False},
    }


def _grade_axis() -> dict[str, Any]:
    grades = {int(row.score): code.upper() for code, row in codes.table("scoreboard_grades").items()}
    words = " : ".join(f"datum.value == {score} ? '{letter}'" for score, letter in grades.items())
    return {
        "field": "score",
        "type": "quantitative",
        "axis": {"title": None, "values": sorted(grades), "labelExpr": f"{words} : ''", "gridColor": RULE},
        "scale": {"domain": [0.8, HIGHEST + 0.2], "nice": False, "zero": False},
    }
