"""The cost curve: what each tonne costs, cheapest first, each bar as wide as the tonnes it avoids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from secap import locale
from secap.desk.registry.figures import ACCENT, RULE, specification

HEIGHT_PX = 260


@dataclass(frozen=True, slots=True)
class CostBar:
    """One action of the curve.  t : avoided a year;  until_t : with all cheaper ones;  eur_per_t : may be
    negative."""

    label: str
    t: float
    until_t: float
    eur_per_t: float


def cost_curve_specification(
    lang: str, *, description: str, bars: Iterable[CostBar], t_title: str, cost_title: str
) -> dict[str, Any]:
    """Return the Vega-Lite specification of a cost curve."""
    values = [
        {
            "from": round(one.until_t - one.t, 3), "to": round(one.until_t, 3),
            "cost": round(one.eur_per_t, 3), "zero": 0,
            "tip": f"{one.label}: {locale.number(one.eur_per_t, lang, 0)} EUR, "
            f"{locale.number(one.t, lang, 0)} {t_title}",
        }
        for one in bars
    ]  # fmt: skip
    return specification(
        lang,
        description=description,
        values=values,
        height=HEIGHT_PX,
        layers=[
            {
                "mark": {"type": "rect", "color": ACCENT, "stroke": "white", "strokeWidth": 1},
                "encoding": {
                    "x": {
                        "field": "from", "type": "quantitative", "scale": {"nice": False},
                        "axis": {"title": t_title, "format": ",.0f", "grid": False},
                    },
                    "x2": {"field": "to"},
                    "y2": {"field": "zero"},
                    "tooltip": {"field": "tip"},
                },
            }
        ],
        encoding={
            "y": {
                "field": "cost", "type": "quantitative",
                "axis": {"title": cost_title, "format": ",.0f", "gridColor": RULE},
            }
        },
    )  # fmt: skip
