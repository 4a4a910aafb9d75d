"""What the actions of a scenario avoid, year by year: wedges between the level without them and the rest."""

from __future__ import annotations

import numpy as np

from secap.desk.registry.figures import Cell, Figure, specification
from secap.desk.scenarios.charts import (
    HEIGHT_PX,
    PARTS,
    Points,
    axes,
    path_layers,
    rows_of,
    target_layers,
    whole_numbers,
)
from secap.desk.scenarios.standing import Standing
from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message
from secap.method.scenarios.contributions import wedges_by_sector
from secap.method.scenarios.frame import Array

REMAINS_COLOUR = "#d8e1df"
NOTHING_T = 1e-6


def wedge_chart(one: Standing, by_action: Array, points: Points, lang: str) -> Figure | None:
    """Return the wedges of a scenario by sector of the actions; None where no action avoids anything.

    by_action : [action, year] of `contributions.wedges`
    """
    if one.results is None or one.model is None or not np.any(np.abs(by_action) > NOTHING_T):
        return None
    results, unit = one.results, one.results.gas_unit
    years, whole = list(results.frame.years), whole_numbers(lang)
    by_sector = {
        code: values
        for code, values in wedges_by_sector(one.model, by_action).items()
        if np.any(np.abs(values) > NOTHING_T)
    }
    order = sorted(by_sector, key=_place)
    names = {code: _name(code, lang) for code in order}
    remains = Message("What remains").text(lang)
    left = results.total_t
    level = left + by_action.sum(axis=0)
    labels = [remains, *(names[code] for code in order)]
    data = [
        {"year": year, "t": round(float(values[place]), 3), "part": label, "order": rank,
         "tip": f"{label}, {year}: {whole(float(values[place]))} {unit}"}
        for rank, (label, values) in enumerate(
            [(remains, left), *((names[code], by_sector[code]) for code in reversed(order))]
        )
        for place, year in enumerate(years)
    ]  # fmt: skip
    path = dict(results.budget.path_t) if results.budget else {}
    title = Message("What the actions avoid: {name}", name=one.name).text(lang)
    alt = Message(
        "Stacked area chart. {title}. In {year}, {level} would be emitted without the actions, {left} remain "
        "with them. Most comes from: {sector}.",
        title=title,
        year=years[-1],
        level=Amount(float(level[-1]), unit, 0),
        left=Amount(float(left[-1]), unit, 0),
        sector=max(order, key=lambda code: float(by_sector[code].sum()), default="")
        and names[max(order, key=lambda code: float(by_sector[code].sum()))],
    ).text(lang)
    area = {
        "mark": {"type": "area", "stroke": "white", "strokeWidth": 0.5},
        "encoding": {
            "y": {"field": "t", "type": "quantitative", "stack": "zero"},
            "order": {"field": "order"},
            "color": {
                "field": "part", "type": "nominal", "sort": None,
                "scale": {"domain": labels, "range": [REMAINS_COLOUR, *PARTS[: len(order)]]},
                "legend": {"title": None, "labelLimit": {"expr": "max(width - 20, 160)"}},
            },
            "tooltip": {"field": "tip"},
        },
    }  # fmt: skip
    highest = max([float(level.max()), *points.goals.values(), *path.values()])
    spec = specification(
        lang,
        description=alt,
        values=data,
        height=HEIGHT_PX,
        layers=[area, *path_layers(path), *target_layers(Points(points.goals, {}), unit, lang)],
        encoding=axes(years, highest, unit),
        legend=labels,
    )
    shown = rows_of(years, {year: t for year, t in points.goals.items() if year in years})
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(year), float(level[place]), *(float(by_sector[code][place]) for code in order),
         float(left[place]), path.get(year))
        for year in shown
        for place in [years.index(year)]
    )  # fmt: skip
    header = (
        Message("Year").text(lang), Message("Level without actions").text(lang),
        *(names[code] for code in order), remains, Message("Path").text(lang),
    )  # fmt: skip
    caption = Message("{title}, {unit}; dashed: path to the targets", title=title, unit=unit).text(lang)
    return Figure("wedges", title, caption, alt, spec, header, rows, unit, lang)


def _place(code: str) -> int:
    known = list(codes.table("action_sectors"))
    return known.index(code) if code in known else len(known)


def _name(code: str, lang: str) -> str:
    table = "action_sectors" if code in codes.table("action_sectors") else "sectors"
    return codes.code(table, code).label(lang) if code else Message("Without a sector").text(lang)
