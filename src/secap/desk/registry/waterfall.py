"""A waterfall chart: from one total to another, step by step, each step falling or rising from the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from secap import locale
from secap.desk.registry.bars import BAR_PX, ROW_PX, bar_axis
from secap.desk.registry.figures import ACCENT, INK, RULE, Figure, specification
from secap.method.basis.messages import Amount, Message

RISE, FALL = "#d8742a", "#0a3f73"  # of another lightness too: told apart in grey print


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """One step.  name : in the reader's language;  value : change, None where unknown (in the table only);
    note : why it is unknown, in the reader's language."""

    name: str
    value: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Waterfall:
    """A waterfall to be drawn.

    start, end : name and level of the first and the last bar;  steps : between them, in order, they add up to
    end less start;  steps_name : heading of the table's first column;  message : the main message, where it
    is another than the largest rise and fall.
    """

    code: str
    title: Message
    start: tuple[str, float]
    steps: Sequence[WaterfallStep]
    end: tuple[str, float]
    steps_name: Message
    unit: str
    digits: int = 0
    message: Message | None = None

    def figure(self, lang: str) -> Figure | None:
        """Return the figure, or None where no step is known."""
        if all(step.value is None for step in self.steps):
            return None
        title, alt = self.title.text(lang), self._alt(lang)
        rise, fall = Message("Rise").text(lang), Message("Fall").text(lang)
        total = Message("Total").text(lang)
        bars = self._bars(lang, rise, fall, total)
        low, high = min(bar["low"] for bar in bars), max(bar["high"] for bar in bars)
        names = [str(bar["bar"]) for bar in bars]
        kinds = [kind for kind in (total, rise, fall) if any(bar["kind"] == kind for bar in bars)]
        colours = {total: ACCENT, rise: RISE, fall: FALL}
        colour = {
            "field": "kind",
            "type": "nominal",
            "sort": None,
            "scale": {"domain": kinds, "range": [colours[kind] for kind in kinds]},
            "legend": {"title": None},
        }
        spec = specification(
            lang,
            description=alt,
            values=bars,
            height=ROW_PX * len(bars),
            layers=[_bar_layer(self.unit, _axis(low, high), colour), _connectors(), _labels()],
            encoding={"y": bar_axis(names)},
            legend=kinds,
        )
        header = (self.steps_name.text(lang), self.unit, Message("Level after it").text(lang))
        return Figure(
            self.code,
            title,
            f"{title}, {self.unit}",
            alt,
            spec,
            header,
            self._rows(),
            self.unit,
            lang,
            self.digits,
        )

    def _bars(self, lang: str, rise: str, fall: str, total: str) -> list[dict[str, Any]]:
        """Return the bars with both ends and the level that the next one starts from."""
        level = self.start[1]
        bars = [self._bar(lang, self.start[0], 0.0, level, level, total, signed=False)]
        for step in self.steps:
            if step.value is None:
                continue
            after = level + step.value
            kind = rise if step.value > 0 else fall
            bars.append(self._bar(lang, step.name, level, after, after, kind, signed=True))
            level = after
        bars.append(self._bar(lang, self.end[0], 0.0, self.end[1], self.end[1], total, signed=False))
        for bar, following in pairwise(bars):
            bar["next"] = following["bar"]
        return bars

    def _bar(
        self, lang: str, name: str, begin: float, stop: float, level: float, kind: str, *, signed: bool
    ) -> dict[str, Any]:
        value = stop - begin
        text = locale.number(value, lang, self.digits)
        return {
            "bar": name,
            "low": round(min(begin, stop), 4),
            "high": round(max(begin, stop), 4),
            "level": round(level, 4),
            "kind": kind,
            "text": f"+{text}" if signed and value > 0 else text,
            "tip": f"{name}: {text} {self.unit}",
        }

    def _rows(self) -> tuple[tuple[str | float | None, ...], ...]:
        level = self.start[1]
        rows: list[tuple[str | float | None, ...]] = [(self.start[0], None, level)]
        for step in self.steps:
            level += step.value or 0.0
            name = f"{step.name} ({step.note})" if step.note else step.name
            rows.append((name, step.value, None if step.value is None else level))
        rows.append((self.end[0], self.end[1] - self.start[1], self.end[1]))
        return tuple(rows)

    def _alt(self, lang: str) -> str:
        """Return the main message in words: both levels, the largest rise and the largest fall."""
        known = [(step.name, step.value) for step in self.steps if step.value is not None]
        message = self.message or self._largest(known)
        return Message(
            "Waterfall chart. {title}: from {start} ({start_name}) to {end} ({end_name}). {message}",
            title=self.title,
            start=Amount(self.start[1], self.unit, self.digits),
            start_name=self.start[0],
            end=Amount(self.end[1], self.unit, self.digits),
            end_name=self.end[0],
            message=message,
        ).text(lang)

    def _largest(self, known: Sequence[tuple[str, float]]) -> Message:
        rise, fall = max(known, key=lambda step: step[1]), min(known, key=lambda step: step[1])
        values = {
            "rise": rise[0],
            "rise_value": Amount(rise[1], self.unit, self.digits),
            "fall": fall[0],
            "fall_value": Amount(fall[1], self.unit, self.digits),
        }
        if rise[1] <= 0:
            return Message("Largest fall: {fall}, {fall_value}. Nothing rises.", **values)
        if fall[1] >= 0:
            return Message("Largest rise: {rise}, {rise_value}. Nothing falls.", **values)
        return Message("Largest fall: {fall}, {fall_value}. Largest rise: {rise}, {rise_value}.", **values)


def _axis(low: float, high: float) -> tuple[float, float]:
    """Return the ends of the axis, with room for the numbers beside the bars."""
    span = high - min(low, 0.0)
    return min(low, 0.0) - (0.1 * span if low < 0 else 0.0), high + 0.16 * span


def _bar_layer(unit: str, ends: tuple[float, float], colour: dict[str, Any]) -> dict[str, Any]:
    axis = {"title": unit, "format": ",.0f", "tickCount": 5, "gridColor": RULE, "titleAnchor": "end"}
    scale = {"domain": list(ends), "nice": False}
    return {
        "mark": {"type": "bar", "height": BAR_PX},
        "encoding": {
            "x": {"field": "low", "type": "quantitative", "axis": axis, "scale": scale},
            "x2": {"field": "high"},
            "color": colour,
            "tooltip": {"field": "tip"},
        },
    }


def _connectors() -> dict[str, Any]:
    """Return the layer of lines from each level to the next bar."""
    return {
        "transform": [{"filter": "isValid(datum.next)"}],
        "mark": {"type": "rule", "color": INK, "strokeWidth": 1, "strokeDash": [2, 2]},
        "encoding": {
            "x": {"field": "level", "type": "quantitative"},
            "y": {"field": "bar", "type": "nominal"},
            "y2": {"field": "next"},
        },
    }


def _labels() -> dict[str, Any]:
    """Return the layer of numbers beside the bars."""
    return {
        "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 5},
        "encoding": {"x": {"field": "high", "type": "quantitative"}, "text": {"field": "text"}},
    }
