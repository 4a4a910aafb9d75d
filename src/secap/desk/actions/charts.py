"""The figures of the action plan: Gantt chart, wedge chart, cost curve; for pages and documents alike.

A figure that has nothing to show is None. Time is drawn as years with fractions: charts need no time zones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secap import locale
from secap.desk.registry.cost_curves import CostBar, cost_curve_specification
from secap.desk.registry.figures import INK, RULE, Cell, Figure, specification
from secap.method.actions.action import Action
from secap.method.actions.schedule import effect_share
from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message
from secap.method.targets.path import milestone_path, straight_line
from secap.method.targets.target import BAU

if TYPE_CHECKING:
    from secap.desk.actions.portfolio import Line

NO_SECTOR = ""
# Dark and light alternate, so that neighbours stay apart in grey print and for colour-blind readers.
SECTORS = {
    "municipal_buildings": "#0a3f73",
    "tertiary_buildings": "#7396b9",
    "residential_buildings": "#30456b",
    "public_lighting": "#c08a00",
    "industry": "#472a79",
    "transport": "#c96f8f",
    "local_electricity": "#7a0f2c",
    "local_heat_cold": "#d8742a",
    "waste": "#5a3216",
    "other": "#8a8f94",
    NO_SECTOR: "#4d5b5d",
}
STAGES = {
    "": "#8a9b9b",
    "commitment": "#7396b9",
    "research": "#30456b",
    "financing": "#c08a00",
    "stakeholders": "#7a4d00",
    "approval": "#a87fd1",
    "implementation": "#0b5559",
    "communication": "#2f9f92",
    "monitoring": "#0a4a2c",
}
REMAINING = "#c9d4d3"
MOST_BARS = 40  # one figure stays readable; pages show the rest on further pages
GANTT_ROW_PX = 34
BAR_PX = 13
WEDGE_PX = 340


def gantt(lines: Sequence[Line], lang: str, today: date, *, by: str = "priority_area") -> Figure | None:
    """The work of every dated action as a bar from start to end, in the colour of its stage, with today.

    lines : of a portfolio; the first 40 with dates are drawn;  by : what they are grouped by, priority_area |
    sector.
    """
    dated = [line for line in lines if line.action.start or line.action.end]
    if not dated:
        return None
    keyed = [(_group(line.action, by, lang), line) for line in dated]
    keyed.sort(key=lambda pair: (not pair[0], pair[0].casefold(), pair[1].action.start or pair[1].action.end))
    keyed = keyed[:MOST_BARS]
    without = Message("without").text(lang)
    stage_names = {code: _stage(code, lang) for code in STAGES}
    names = _unique(f"{line.action.id} {line.action.title}".strip() for _key, line in keyed)
    bars: list[str] = []  # names of actions, a heading before each group
    headings: list[str] = []
    data: list[dict[str, Any]] = []
    rows: list[tuple[Cell, ...]] = []
    for name, (key, line) in zip(names, keyed, strict=True):
        one = line.action
        heading = (key or without) + ("\u00a0" if (key or without) in names else "")
        if heading not in headings:
            headings.append(heading)
            bars.append(heading)
        bars.append(name)
        start, end = one.start or one.end, one.end or one.start
        assert start is not None and end is not None
        stage = one.stage if one.stage in STAGES else ""
        told = (locale.day(one.start, lang), locale.day(one.end, lang))
        data.append(
            {
                "bar": name,
                "from": _in_years(start),
                "to": max(_in_years(end + timedelta(days=1)), _in_years(start) + 0.06),
                "stage": stage_names[stage],
                "tip": f"{name}: {told[0]} – {told[1]}, {stage_names[stage]}",
            }
        )
        rows.append((name, key or without, *told, stage_names[stage]))
    first = min(min(item["from"] for item in data), _in_years(today))
    last = max(max(item["to"] for item in data), _in_years(today))
    used = [code for code in STAGES if any(item["stage"] == stage_names[code] for item in data)]
    running = sum(is_running(line.action, today) for _key, line in keyed)
    late = sum(is_late(line.action, today) for _key, line in keyed)
    title = Message("Schedule of the actions").text(lang)
    alt = Message(
        "Gantt chart. {title}: {count} actions from {first} to {last}. On {today} in work: {running}; "
        "past their end and not completed: {late}.",
        title=title,
        count=len(keyed),
        first=int(first),
        last=int(last),
        today=locale.day(today, lang),
        running=running,
        late=late,
    ).text(lang)
    axis = {"format": "d", "title": None, "tickMinStep": 1, "gridColor": RULE, "orient": "top", "offset": 6}
    scale = {"domain": [int(first), int(last) + 1], "nice": False}
    y_axis = {
        "title": None, "ticks": False, "domain": False, "labelAlign": "left", "labelBaseline": "bottom",
        "labelOffset": -BAR_PX // 2 - 2, "labelPadding": -3, "labelLimit": 600, "labelColor": INK,
        "zindex": 1,
        "labelFontWeight": {
            "condition": {"test": {"field": "value", "oneOf": headings}, "value": "bold"}, "value": "normal"
        },
    }  # fmt: skip
    spec = specification(
        lang,
        description=alt,
        values=data,
        height=GANTT_ROW_PX * len(bars),
        layers=[
            {
                "mark": {"type": "bar", "height": BAR_PX, "cornerRadius": 2},
                "encoding": {
                    "x": {"field": "from", "type": "quantitative", "axis": axis, "scale": scale},
                    "x2": {"field": "to"},
                    "color": {
                        "field": "stage",
                        "type": "nominal",
                        "sort": None,
                        "scale": {
                            "domain": [stage_names[code] for code in used],
                            "range": [STAGES[code] for code in used],
                        },
                        "legend": {"title": None},
                    },
                    "tooltip": {"field": "tip"},
                },
            },
            {
                "data": {"values": [{"now": _in_years(today)}]},
                "mark": {"type": "rule", "color": "#9f1f28", "strokeWidth": 2, "strokeDash": [5, 3]},
                "encoding": {"x": {"field": "now", "type": "quantitative"}, "y": None},
            },
        ],
        encoding={
            "y": {"field": "bar", "type": "nominal", "axis": y_axis,
                  "scale": {"paddingInner": 0, "domain": bars}}
        },
        legend=[stage_names[code] for code in used],
    )  # fmt: skip
    grouped = Message("Priority area") if by == "priority_area" else Message("Sector")
    header = tuple(
        text.text(lang)
        for text in (Message("Action"), grouped, Message("Start"), Message("End"), Message("Stage"))
    )
    caption = Message("{title}; dashed: {today}", title=title, today=locale.day(today, lang)).text(lang)
    return Figure("gantt", title, caption, alt, spec, header, tuple(rows), "", lang)


def is_late(action: Action, today: date) -> bool:
    """Return whether the end of the work has passed and it is not completed."""
    return action.is_active and action.status != "completed" and action.end is not None and action.end < today


def is_running(action: Action, today: date) -> bool:
    """Return whether today lies within the work; an open end counts as later."""
    return (
        action.is_active
        and action.status != "completed"
        and action.start is not None
        and action.start <= today <= (action.end or today)
    )


def _group(action: Action, by: str, lang: str) -> str:
    if by == "sector":
        return codes.code("action_sectors", action.sector).label(lang) if action.sector else ""
    return action.priority_area


def _stage(code: str, lang: str) -> str:
    if not code:
        return Message("Not begun").text(lang)
    return codes.code("implementation_stages", code).label(lang)


def _in_years(day: date) -> float:
    length = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days
    return round(day.year + (day - date(day.year, 1, 1)).days / length, 4)


def _unique(names: Iterable[str]) -> list[str]:
    """Return the names, equal ones with a number behind: each needs a bar of its own."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def wedge(course: Any, actions: Iterable[Action], lang: str) -> Figure | None:
    """What the actions avoid year by year, by sector, between the level without them and what remains.

    The level is that of the base year; with a target against business as usual it is the line to its
    emissions. With effects stated against the latest inventory it follows the inventories to that one and
    stays there, and the actions count after it. None without an emission target that can be computed,
    or without a known effect.

    course : plan.course
    """
    main = course.main
    counted = [one for one in actions if one.is_active and one.t]
    if main is None or main.reach is None or not counted:
        return None
    reach, first, last = main.reach, main.target.base_year, main.target.target_year
    levels = _levels(course, first, last)
    since = _counted_since(course)
    sectors = [code for code in SECTORS if any(_sector(one) == code for one in counted)]
    names = {code: _sector_name(code, lang) for code in sectors}
    remains = Message("What remains").text(lang)
    stack = [*reversed(sectors)]  # drawn from the level downwards in the order of the table
    data: list[dict[str, Any]] = []
    rows: list[tuple[Cell, ...]] = []
    left = levels[last]
    for year, level in sorted(levels.items()):
        by = {
            code: sum(
                effect_share(one, year) * (one.t or 0.0)
                for one in counted
                if _sector(one) == code and (since is None or year > since)
            )
            for code in sectors
        }
        left = level - sum(by.values())
        parts = [(remains, left), *((names[code], by[code]) for code in stack)]
        data += [
            {
                "year": year, "part": part, "t": round(value, 3), "order": place,
                "tip": f"{part}, {year}: {locale.number(value, lang, 0)} {reach.unit}",
            }
            for place, (part, value) in enumerate(parts)
        ]  # fmt: skip
        rows.append((str(year), level, *(by[code] for code in sectors), left, course.path.get(year)))
    path = [
        {"year": year, "path": value} for year, value in sorted(course.path.items()) if first <= year <= last
    ]
    dots = [
        {
            "year": one.year,
            "dot": one.value,
            "tip": f"{one.year}: {locale.number(one.value, lang, 0)} {reach.unit}",
        }
        for one in course.standings
        if first <= one.year <= last
    ]
    title = Message("From {base} to {goal}: what the actions avoid", base=first, goal=last).text(lang)
    over = left - reach.goal
    alt = Message(
        "Stacked area chart. {title}. In {year} the actions avoid {avoided}; {left} remain, and the target "
        "is {goal}: {verdict}",
        title=title,
        year=last,
        avoided=Amount(levels[last] - left, reach.unit, 0),
        left=Amount(left, reach.unit, 0),
        goal=Amount(reach.goal, reach.unit, 0),
        verdict=Message("{t} are missing.", t=Amount(over, reach.unit, 0))
        if over > 0
        else Message("the target is reached."),
    ).text(lang)
    colours = [REMAINING, *(SECTORS[code] for code in sectors)]
    legend = [remains, *(names[code] for code in sectors)]
    x_axis = {"format": "d", "title": None, "tickMinStep": 1, "grid": False}
    scale = {"domain": [first, last], "nice": False}
    y_axis = {"title": reach.unit, "format": ",.0f", "gridColor": RULE, "tickCount": 6}
    spec = specification(
        lang,
        description=alt,
        values=data,
        height=WEDGE_PX,
        layers=[
            {
                "mark": {"type": "area", "stroke": "white", "strokeWidth": 0.5},
                "encoding": {
                    "y": {"field": "t", "type": "quantitative", "stack": "zero", "axis": y_axis},
                    "order": {"field": "order"},
                    "color": {
                        "field": "part", "type": "nominal", "sort": None,
                        "scale": {"domain": legend, "range": colours},
                        "legend": {"title": None, "labelLimit": {"expr": "max(width - 20, 160)"}},
                    },
                    "tooltip": {"field": "tip"},
                },
            },
            *(
                {
                    "data": {"values": path},
                    "mark": {"type": "line", "color": colour, "strokeWidth": width, "strokeDash": dash},
                    "encoding": {"y": {"field": "path", "type": "quantitative"}},
                }
                for colour, width, dash in (("white", 5, [1, 0]), (INK, 2, [6, 3]))
            ),
            {
                "data": {"values": dots},
                "mark": {"type": "point", "filled": True, "size": 70, "color": INK, "opacity": 1},
                "encoding": {"y": {"field": "dot", "type": "quantitative"}, "tooltip": {"field": "tip"}},
            },
        ],
        encoding={
            "x": {"field": "year", "type": "quantitative", "axis": x_axis, "scale": scale},
            "y": {"axis": y_axis},
        },
        legend=legend,
    )  # fmt: skip
    header = (
        Message("Year").text(lang),
        Message("Level without actions").text(lang),
        *(names[code] for code in sectors),
        remains,
        Message("Target path").text(lang),
    )
    caption = Message(
        "{title}, {unit}; dashed: path to the target, dots: inventories", title=title, unit=reach.unit
    ).text(lang)
    return Figure("wedge", title, caption, alt, spec, header, tuple(rows), reach.unit, lang)


def _counted_since(course: Any) -> int | None:
    """Return the year of the latest inventory where effects are stated against it, else None."""
    if course.strategy.effects_against != "latest" or not course.standings:
        return None
    year: int = course.standings[-1].year
    return year if course.main.target.base_year < year < course.main.target.target_year else None


def _levels(course: Any, first: int, last: int) -> dict[int, float]:
    """Return {year: emissions without the actions}."""
    reach, target = course.main.reach, course.main.target
    since = _counted_since(course)
    if since is not None:
        known = {one.year: one.value for one in course.standings if first < one.year <= since}
        path = milestone_path(first, reach.base, known)
        return {year: path.get(year, known[since]) for year in range(first, last + 1)}
    if target.kind == BAU and target.bau_coefficient:
        return straight_line(first, reach.base, last, reach.base * target.bau_coefficient)
    return dict.fromkeys(range(first, last + 1), reach.base)


def _sector(action: Action) -> str:
    return action.sector if action.sector in SECTORS else NO_SECTOR


def _sector_name(code: str, lang: str) -> str:
    return codes.code("action_sectors", code).label(lang) if code else Message("Without a sector").text(lang)


def cost_curve(actions: Iterable[Action], lang: str, unit: str = "t CO₂") -> Figure | None:
    """EUR per tonne a year of the actions, cheapest first, each as wide as the tonnes it avoids."""
    known = [one for one in actions if one.is_active and one.eur_per_t is not None and one.t]
    if len(known) < 2:
        return None
    known.sort(key=lambda one: one.eur_per_t or 0.0)
    bars, rows, at = [], [], 0.0
    for one in known:
        t, cost = one.t or 0.0, one.eur_per_t or 0.0
        name = f"{one.id} {one.title}".strip()
        bars.append(CostBar(name, t, at + t, cost))
        rows.append((name, t, at + t, cost))
        at += t
    title = Message("Cost of the tonnes avoided").text(lang)
    alt = Message(
        "Cost curve. {title}: {count} actions avoid {t} a year, from {least} to {most} EUR once for a tonne "
        "a year.",
        title=title,
        count=len(known),
        t=Amount(at, unit, 0),
        least=Amount(known[0].eur_per_t, "", 0),
        most=Amount(known[-1].eur_per_t, "", 0),
    ).text(lang)
    eur = Message("EUR for a tonne a year").text(lang)
    spec = cost_curve_specification(lang, description=alt, bars=bars, t_title=unit, cost_title=eur)
    header = (Message("Action").text(lang), unit, Message("Added up").text(lang), eur)
    return Figure("cost_curve", title, f"{title}, {eur}", alt, spec, header, tuple(rows), unit, lang)
