"""The figures of the outlook: fan, tornado, cost curve, frontier, and the bridge between two inventories."""

from __future__ import annotations

from typing import Any

from secap import locale
from secap.desk.registry.cost_curves import CostBar, cost_curve_specification
from secap.desk.registry.fans import Band, Fan
from secap.desk.registry.figures import ACCENT, RULE, Cell, Figure, specification
from secap.desk.registry.tornadoes import Swing, Tornado
from secap.desk.registry.waterfall import Waterfall, WaterfallStep
from secap.method.basis.messages import Amount, Message
from secap.method.scenarios import bridge_terms
from secap.method.scenarios.bridge_result import Bridge

HEIGHT_PX = 280


def fan(found: dict[str, Any], lang: str) -> Figure | None:
    """Return the fan of a stored result."""
    rows, unit = found["percentiles"], found["unit"]
    last = len(found["years"]) - 1
    return Fan(
        "fan",
        Message("Emissions under uncertainty"),
        found["years"],
        [
            Band(rows["5"], rows["95"], Message("90 of 100 draws")),
            Band(rows["25"], rows["75"], Message("50 of 100 draws")),
        ],
        rows["50"],
        Message("Middle of the draws"),
        unit,
        Message(
            "In {year} half of the draws lie between {low} and {high}, nine of ten between {least} and "
            "{most}.",
            year=found["years"][last],
            low=Amount(rows["25"][last], unit, 0),
            high=Amount(rows["75"][last], unit, 0),
            least=Amount(rows["5"][last], unit, 0),
            most=Amount(rows["95"][last], unit, 0),
        ),
        line=found["expected"],
        line_label=Message("Without uncertainty"),
        marks={one["year"]: one["max_t"] for one in found["targets"]},
        marks_label=Message("Target"),
    ).figure(lang)


def tornado(year: str, found: dict[str, Any] | None, unit: str, lang: str) -> Figure | None:
    """Return which inputs matter for a target year, from a stored result."""
    if not found:
        return None
    return Tornado(
        f"tornado-{year}",
        Message("What the emissions of {year} hang on", year=year),
        [Swing(_in(one["name"], lang), one["low_t"], one["high_t"]) for one in found["inputs"]],
        found["central_t"],
        Message("Input at its 10th percentile"),
        Message("Input at its 90th percentile"),
        Message("Input"),
        unit,
    ).figure(lang)


def _in(names: dict[str, str], lang: str) -> str:
    return names.get(lang) or names.get("en") or ""


def cost_curve(steps: list[dict[str, Any]], unit: str, lang: str) -> Figure | None:
    """Return what each tonne of a choice costs, cheapest first, each action as wide as what it avoids."""
    known = [one for one in steps if one["eur_per_t"] is not None and one["t"] > 0]
    if len(known) < 2:
        return None
    bars, rows = [], []
    for one in known:
        label = f"{one['id']} {one['title']}".strip()
        until = one["until_t"]
        bars.append(CostBar(label, one["t"], until, one["eur_per_t"]))
        rows.append((label, one["t"], until, one["eur_per_t"], one["until_eur"]))
    title = Message("What each tonne costs").text(lang)
    eur = Message("EUR for a tonne a year").text(lang)
    alt = Message(
        "Cost curve. {title}: {count} actions avoid {t} a year, from {least} to {most} EUR for a tonne "
        "a year.",
        title=title,
        count=len(known),
        t=Amount(known[-1]["until_t"], unit, 0),
        least=Amount(known[0]["eur_per_t"], "", 0),
        most=Amount(known[-1]["eur_per_t"], "", 0),
    ).text(lang)
    spec = cost_curve_specification(lang, description=alt, bars=bars, t_title=unit, cost_title=eur)
    header = tuple(
        text.text(lang)
        for text in (
            Message("Action"), Message("{unit} avoided", unit=unit), Message("Added up"),
            Message("EUR for a tonne a year"), Message("EUR, added up"),
        )
    )  # fmt: skip
    return Figure("cost_curve", title, f"{title}, {eur}", alt, spec, header, tuple(rows), unit, lang)


def frontier(points: list[dict[str, Any]], needed_t: float | None, unit: str, lang: str) -> Figure | None:
    """Return what each step of reduction costs at least.

    needed_t : reduction that the target asks for, from no action at all
    """
    known = [one for one in points if one["cost_eur"] is not None]
    if len(known) < 2:
        return None
    target = Message("Target").text(lang)
    data: list[dict[str, Any]] = [
        {
            "t": round(one["reduction_t"], 2), "cost": round(one["cost_eur"], 2),
            "tip": f"{locale.number(one['reduction_t'], lang, 0)} {unit}: "
            f"{locale.number(one['cost_eur'], lang, 0)} EUR",
        }
        for one in known
    ]  # fmt: skip
    title = Message("Cost against reduction").text(lang)
    alt = Message(
        "Line chart. {title}: from {low_t} for {low} to {high_t} for {high}, each step at its least cost.",
        title=title,
        low_t=Amount(known[0]["reduction_t"], unit, 0),
        low=Amount(known[0]["cost_eur"], "EUR", 0),
        high_t=Amount(known[-1]["reduction_t"], unit, 0),
        high=Amount(known[-1]["cost_eur"], "EUR", 0),
    ).text(lang)
    x_axis = {
        "field": "t", "type": "quantitative",
        "axis": {"title": Message("{unit} avoided", unit=unit).text(lang), "format": ",.0f", "grid": False},
    }  # fmt: skip
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "line", "color": ACCENT, "strokeWidth": 2.5}, "encoding": {"x": x_axis}},
        {
            "mark": {"type": "point", "filled": True, "size": 80, "color": ACCENT, "opacity": 1},
            "encoding": {"x": x_axis, "tooltip": {"field": "tip"}},
        },
    ]
    if needed_t is not None:
        layers.append(
            {
                "data": {"values": [{"t": needed_t, "tip": target}]},
                "mark": {"type": "rule", "color": "#9f1f28", "strokeWidth": 2, "strokeDash": [5, 3]},
                "encoding": {"x": {"field": "t", "type": "quantitative"}, "y": None},
            }
        )
    spec = specification(
        lang,
        description=alt,
        values=data,
        height=HEIGHT_PX,
        layers=layers,
        encoding={
            "y": {
                "field": "cost", "type": "quantitative",
                "axis": {"title": "EUR", "format": ",.0f", "gridColor": RULE},
            }
        },
    )  # fmt: skip
    header = tuple(
        text.text(lang)
        for text in (
            Message("{unit} avoided", unit=unit), Message("EUR, discounted"), Message("EUR once"),
            Message("Actions"),
        )
    )  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            locale.number(one["reduction_t"], lang, 0),
            one["cost_eur"],
            one["once_eur"],
            float(len(one["actions"])),
        )
        for one in known
    )
    caption = Message("{title}, EUR discounted; dashed: what the target asks for", title=title).text(lang)
    return Figure("frontier", title, caption, alt, spec, header, rows, unit, lang)


def bridge(found: Bridge, lang: str) -> Figure | None:
    """Return the way from one inventory's emissions to another's."""
    inside = Message("inside the energy intensity").text(lang)
    start, end = (
        Message("Emissions {year}", year=year).text(lang) for year in (found.start_year, found.end_year)
    )
    return Waterfall(
        "bridge",
        Message("Why emissions changed from {start} to {end}", start=found.start_year, end=found.end_year),
        (start, found.start_t),
        [
            WaterfallStep(bridge_terms.TERMS[term].text(lang), t, inside if t is None else "")
            for term, t in found.terms.items()
        ],
        (end, found.end_t),
        Message("Reason"),
        found.unit,
    ).figure(lang)
