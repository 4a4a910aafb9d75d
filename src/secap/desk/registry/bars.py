"""Horizontal bar charts: stacked parts, and shares. A bar's name stands above it and may be long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from secap import locale
from secap.desk.registry.figures import ACCENT, INK, RULE, Cell, Figure, specification
from secap.method.basis.messages import Amount, Message

BAR_PX, ROW_PX = 15, 40
ROOM = 1.16  # the axis goes on past the longest bar, for the number at its end


@dataclass(frozen=True, slots=True)
class Stack:
    """A stacked bar chart to be drawn.

    values : bar -> part -> number;  colours : part -> colour, in the order of the stack;
    bar_name, part_name : their names in the reader's language;  bars : heading of the table's first column;
    keep_order : leave the bars as they come instead of largest first;  message : the main message of the
    chart, where it is another than the largest bar and part.
    """

    code: str
    title: Message
    values: Mapping[str, Mapping[Any, float]]
    colours: Mapping[Any, str]
    bar_name: Callable[[str], str]
    part_name: Callable[[Any], str]
    bars: Message
    unit: str
    digits: int = 0
    keep_order: bool = False
    message: Message | None = None

    def figure(self, lang: str) -> Figure | None:
        """Return the figure, or None where every number is zero."""
        totals = {bar: sum(parts.values()) for bar, parts in self.values.items() if any(parts.values())}
        if not totals:
            return None
        bars = list(totals) if self.keep_order else sorted(totals, key=lambda bar: -totals[bar])
        parts = [part for part in self._order() if any(self.values[bar].get(part) for bar in bars)]
        names = {bar: self.bar_name(bar) for bar in bars}
        labels = {part: self.part_name(part) for part in parts}
        title = self.title.text(lang)
        alt = self._alt(lang, title, totals, bars, parts)
        data = [
            {
                "bar": names[bar],
                "part": labels[part],
                "value": round(value, 4),
                "order": place,
                "tip": f"{names[bar]}, {labels[part]}: {locale.number(value, lang, self.digits)} {self.unit}",
            }
            for bar in bars
            for place, part in enumerate(parts)
            if (value := self.values[bar].get(part))
        ]
        data += [
            {"bar": names[bar], "total": totals[bar], "text": locale.number(totals[bar], lang, self.digits)}
            for bar in bars
        ]
        colour = {
            "field": "part",
            "type": "nominal",
            "sort": None,
            "scale": {"domain": list(labels.values()), "range": [self.colours[part] for part in parts]},
            "legend": {"title": None},
        }
        bar_layer = {
            "transform": [{"filter": "isValid(datum.value)"}],
            "mark": {"type": "bar", "height": BAR_PX, "stroke": "white", "strokeWidth": 1},
            "encoding": {
                "x": _x("value", self.unit, max(totals.values()), stack="zero"),
                "color": colour,
                "order": {"field": "order"},
                "tooltip": {"field": "tip"},
            },
        }
        spec = specification(
            lang,
            description=alt,
            values=data,
            height=ROW_PX * len(bars),
            layers=[bar_layer, end_label("total")],
            encoding={"y": bar_axis([names[bar] for bar in bars])},
            legend=labels.values(),
        )
        header = (self.bars.text(lang), *labels.values(), Message("Total").text(lang))
        rows: list[tuple[Cell, ...]] = [
            (names[bar], *(self.values[bar].get(part) for part in parts), totals[bar]) for bar in bars
        ]
        return Figure(
            self.code,
            title,
            f"{title}, {self.unit}",
            alt,
            spec,
            header,
            tuple(rows),
            self.unit,
            lang,
            self.digits,
        )

    def _order(self) -> list[Any]:
        """Return the parts in the order of the colours; `colours` names every part that occurs."""
        used = {part for parts in self.values.values() for part in parts}
        return [part for part in self.colours if part in used]

    def _alt(self, lang: str, title: str, totals: dict[str, float], bars: list[str], parts: list[Any]) -> str:
        if self.message:
            return Message("Stacked bar chart. {title}. {message}", title=title, message=self.message).text(
                lang
            )
        total = sum(totals.values())
        by_part = {part: sum(self.values[bar].get(part, 0.0) for bar in bars) for part in parts}
        bar, part = max(bars, key=lambda bar: totals[bar]), max(parts, key=lambda part: by_part[part])
        return Message(
            "Stacked bar chart. {title}: {total} in all. Largest bar: {bar}, {bar_value} ({bar_percent} %). "
            "Largest part: {part}, {part_value} ({part_percent} %).",
            title=title,
            total=Amount(total, self.unit, self.digits),
            bar=self.bar_name(bar),
            bar_value=Amount(totals[bar], self.unit, self.digits),
            bar_percent=Amount(100 * totals[bar] / total, "", 1),
            part=self.part_name(part),
            part_value=Amount(by_part[part], self.unit, self.digits),
            part_percent=Amount(100 * by_part[part] / total, "", 1),
        ).text(lang)


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of a whole as bars, largest first.  values : code -> number;  colour, name : by code."""

    code: str
    title: Message
    values: Mapping[str, float]
    colour: Callable[[str], str]
    name: Callable[[str], str]
    bars: Message
    unit: str

    def figure(self, lang: str) -> Figure | None:
        """Return the figure, or None where the whole is zero or less."""
        values = {code: value for code, value in self.values.items() if value > 0}
        total = sum(values.values())
        if total <= 0:
            return None
        codes = sorted(values, key=lambda code: -values[code])
        title, names = self.title.text(lang), {code: self.name(code) for code in codes}
        percent = {code: 100 * values[code] / total for code in codes}
        told = "; ".join(f"{names[code]} {locale.number(percent[code], lang, 1)}\u00a0%" for code in codes)
        alt = Message("Bar chart, largest first. {title}: {shares}.", title=title, shares=told).text(lang)
        data = [
            {
                "bar": names[code],
                "value": round(percent[code], 4),
                "text": f"{locale.number(percent[code], lang, 1)}\u00a0%",
                "fill": self.colour(code),
                "tip": f"{names[code]}: {locale.number(values[code], lang, 0)} {self.unit}",
            }
            for code in codes
        ]
        spec = specification(
            lang,
            description=alt,
            values=data,
            height=ROW_PX * len(codes),
            layers=[single_bars("%", max(percent.values()), coloured=True), end_label("value")],
            encoding={"y": bar_axis(list(names.values()))},
        )
        rows = tuple((names[code], values[code], percent[code]) for code in codes)
        header = (self.bars.text(lang), self.unit, "%")
        return Figure(self.code, title, f"{title}, %", alt, spec, header, rows, self.unit, lang, 1)


def single_bars(unit: str, highest: float, *, coloured: bool, number_format: str = ",.0f") -> dict[str, Any]:
    """Return the layer of plain bars of the field `value`; with `coloured` each has the colour in `fill`."""
    colour = {"field": "fill", "type": "nominal", "scale": None} if coloured else {"value": ACCENT}
    return {
        "mark": {"type": "bar", "height": BAR_PX},
        "encoding": {
            "x": _x("value", unit, highest, number_format=number_format),
            "color": colour,
            "tooltip": {"field": "tip"},
        },
    }


def bar_axis(names: list[str]) -> dict[str, Any]:
    """Return the axis of the bars, in the given order, each name above its bar."""
    axis = {
        "title": None,
        "ticks": False,
        "domain": False,
        "labelAlign": "left",
        "labelBaseline": "bottom",
        "labelOffset": -BAR_PX // 2 - 2,
        "labelPadding": -3,
        "labelLimit": 600,
        "labelColor": INK,
        "zindex": 1,
    }
    return {"field": "bar", "type": "nominal", "sort": names, "axis": axis, "scale": {"paddingInner": 0}}


def end_label(field: str) -> dict[str, Any]:
    """Return the layer that prints `text` at the end of each bar."""
    return {
        "transform": [{"filter": f"isValid(datum.{field}) && isValid(datum.text)"}],
        "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 5},
        "encoding": {"x": {"field": field, "type": "quantitative"}, "text": {"field": "text"}},
    }


def _x(field: str, unit: str, highest: float, *, number_format: str = ",.0f", **more: Any) -> dict[str, Any]:
    axis = {"title": unit, "format": number_format, "tickCount": 5, "gridColor": RULE, "titleAnchor": "end"}
    return {
        "field": field,
        "type": "quantitative",
        "axis": axis,
        "scale": {"domainMin": 0, "domainMax": highest * ROOM, "nice": False},
        **more,
    }
