"""What a chart is, wherever it is shown: a Vega-Lite specification with caption, alt text and data.

Every chapter makes its own figures; pages, PDF and DOCX draw the same specification.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from secap import locale

Cell = str | float | None
FONT = "'Source Sans 3', 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif"
INK = "#17282b"
RULE = "#d8e1df"
ACCENT = "#0b5559"


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart in one language.

    code : stable name within a page, also the stem of downloaded files;  alt : the main message with its
    figures, in words;
    spec : Vega-Lite, with its data inside;  header, rows : the same data as a table, numbers unformatted;
    unit : of the numbers;  digits : decimals worth printing.
    """

    code: str
    title: str
    caption: str
    alt: str
    spec: dict[str, Any]
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    unit: str
    lang: str
    digits: int = 0

    @property
    def cells(self) -> list[list[tuple[str, Cell]]]:
        """Return the table's rows as (printed text, raw value)."""
        return [[(self._printed(cell), cell) for cell in row] for row in self.rows]

    def _printed(self, cell: Cell) -> str:
        return cell if isinstance(cell, str) else locale.number(cell, self.lang, self.digits)


def specification(
    lang: str,
    *,
    description: str,
    values: list[dict[str, Any]],
    height: int,
    layers: list[dict[str, Any]],
    encoding: dict[str, Any],
    legend: Iterable[str] = (),
) -> dict[str, Any]:
    """Return a Vega-Lite specification in the house's style, 620 px wide unless the page is narrower.

    legend : the entries of the colour legend, which decide how many stand side by side.
    """
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": description,
        "width": 620,
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": values},
        "encoding": encoding,
        "layer": layers,
        "config": _config(lang, legend_columns(legend)),
    }


def legend_columns(entries: Iterable[str]) -> int:
    """Return how many entries of a legend fit side by side without being cut off."""
    longest = max((len(entry) for entry in entries), default=0)
    return 3 if longest <= 30 else 2 if longest <= 46 else 1


def _config(lang: str, columns: int) -> dict[str, Any]:
    text = {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
    }
    legend = {"orient": "bottom", "columns": columns, "symbolType": "square", "symbolStrokeWidth": 0}
    return {
        "font": FONT,
        "background": "white",
        "padding": 4,
        "view": {"stroke": None},
        "locale": {"number": number_locale(lang)},
        "axis": {**text, "gridColor": RULE, "domainColor": RULE, "tickColor": RULE},
        "legend": {**text, **legend, "labelLimit": 0},
        "text": {"fontSize": 11, "fill": INK, "font": FONT},
    }


def number_locale(lang: str) -> dict[str, Any]:
    """Return how numbers are written in `lang`, in d3-format's terms."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    decimal, group = get_decimal_symbol(lang), get_group_symbol(lang)
    return {"decimal": decimal, "thousands": group, "grouping": [3], "currency": ["", "\u00a0€"]}
