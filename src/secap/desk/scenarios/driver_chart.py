"""What a scenario assumes of the world, as lines: each sector's driver, each carrier's factor and price."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from secap.desk.registry.figures import Cell, Figure, specification
from secap.desk.scenarios.charts import DASHES, HEIGHT_PX, OWN_COLOURS, axes, rows_of
from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message
from secap.method.scenarios.setup import Model

MOST = 12  # lines that can be told apart


def drivers(model: Model, lang: str) -> Figure | None:
    """Return the paths that move, the start year at 100; None where the world stands still."""
    found = list(_moving(model))[:MOST]
    if not found:
        return None
    years = model.frame.years
    names = [label.text(lang) for label, _index in found]
    data: list[dict[str, Any]] = [
        {"year": year, "index": round(float(value), 2), "driver": name, "tip": f"{name}, {year}: {value:.0f}"}
        for name, (_label, index) in zip(names, found, strict=True)
        for year, value in zip(years, index, strict=True)
    ]
    title = Message("What the scenario assumes")
    told = [
        Message(
            "{name}: {value} in {year}.", name=label, value=Amount(float(index[-1]), "", 0), year=years[-1]
        )
        for label, index in found
    ]
    alt = Message(
        "Line chart. {title}, start year = 100. {told}",
        title=title,
        told=" ".join(one.text(lang) for one in told),
    ).text(lang)
    colours = [OWN_COLOURS[place % len(OWN_COLOURS)] for place in range(len(names))]
    scale = {"field": "driver", "type": "nominal", "sort": None}
    lines = {
        "mark": {"type": "line", "strokeWidth": 2.5},
        "encoding": {
            "y": {"field": "index", "type": "quantitative"},
            "color": scale | {
                "scale": {"domain": names, "range": colours},
                "legend": {"title": None, "symbolType": "stroke", "symbolStrokeWidth": 3},
            },
            "strokeDash": scale | {
                "scale": {"domain": names, "range": [DASHES[n % len(DASHES)] for n in range(len(names))]},
                "legend": None,
            },
            "tooltip": {"field": "tip"},
        },
    }  # fmt: skip
    spec = specification(
        lang, description=alt, values=data, height=HEIGHT_PX, layers=[lines],
        encoding=axes(years, max(item["index"] for item in data), Message("start year = 100").text(lang)),
        legend=names,
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (str(year), *(float(index[model.frame.year(year)]) for _label, index in found))
        for year in rows_of(years, {})
    ]
    caption = Message("{title}, start year = 100", title=title).text(lang)
    header = (Message("Year").text(lang), *names)
    return Figure("drivers", title.text(lang), caption, alt, spec, header, tuple(rows), "", lang)


def _moving(model: Model) -> Iterator[tuple[Message, Any]]:
    frame, paths = model.frame, model.paths
    for row, sector in enumerate(frame.sectors):
        index = 100 * paths.activity[:, row] * paths.intensity[:, row]
        if np.ptp(index) > 1e-9:
            yield Message("Energy need: {sector}", sector=codes.code("sectors", sector)), index
    for column, carrier in enumerate(frame.carriers):
        name = codes.code("carriers", carrier)
        factor = paths.factor_t_per_mwh[:, column]
        if factor[0] > 0 and np.ptp(factor) > 1e-12:
            yield Message("Emission factor: {carrier}", carrier=name), 100 * factor / factor[0]
        price = paths.price_eur_per_mwh[:, column]
        if price[0] > 0 and np.ptp(price) > 1e-9:
            yield Message("Price: {carrier}", carrier=name), 100 * price / price[0]
