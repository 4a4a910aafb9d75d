"""Tornado charts: which inputs move a number most, each alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from secap import locale
from secap.desk.registry.bars import BAR_PX, ROW_PX, bar_axis
from secap.desk.registry.fans import part_colour
from secap.desk.registry.figures import RULE, Cell, Figure, specification
from secap.method.basis.messages import Amount, Message

LESS, MORE, CENTRE = "#2f9f92", "#c08a00", "#8a9b9b"
ROOM = 0.06  # of the width, left free at both ends


@dataclass(frozen=True, slots=True)
class Swing:
    """One bar of a tornado: the result with this input alone low, and alone high."""

    name: str
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True, slots=True)
class Tornado:
    """A tornado chart to be drawn: which inputs move a number most, widest first.

    centre : the number with all inputs at their central values;  low_label, high_label : what low and high
    mean, such as "Input at its 10th percentile";  most : bars drawn, of those that move anything.
    """

    code: str
    title: Message
    swings: Sequence[Swing]
    centre: float
    low_label: Message
    high_label: Message
    bars: Message
    unit: str
    digits: int = 0
    most: int = 12

    def figure(self, lang: str) -> Figure | None:
        """Return the figure, or None where nothing moves the number."""
        drawn = sorted((one for one in self.swings if one.width), key=lambda one: -one.width)[: self.most]
        if not drawn:
            return None
        title, names = self.title.text(lang), _unique([one.name for one in drawn])
        low, high = self.low_label.text(lang), self.high_label.text(lang)
        first = drawn[0]
        alt = Message(
            "Bar chart, widest first. {title}. All inputs central: {centre}. Widest: {bar}, from {low} to "
            "{high}.",
            title=title,
            centre=Amount(self.centre, self.unit, self.digits),
            bar=names[0],
            low=Amount(min(first.at_low, first.at_high), self.unit, self.digits),
            high=Amount(max(first.at_low, first.at_high), self.unit, self.digits),
        ).text(lang)
        data = [
            {
                "bar": name,
                "part": label,
                "value": round(value, 4),
                "centre": round(self.centre, 4),
                "tip": f"{name}, {label}: {locale.number(value, lang, self.digits)} {self.unit}",
            }
            for name, one in zip(names, drawn, strict=True)
            for label, value in ((low, one.at_low), (high, one.at_high))
        ]
        ends = [self.centre, *(value for one in drawn for value in (one.at_low, one.at_high))]
        free = ROOM * (max(ends) - min(ends))
        bars = {
            "mark": {"type": "bar", "height": BAR_PX},
            "encoding": {
                "x": {
                    "field": "value", "type": "quantitative",
                    "axis": {"title": self.unit, "format": ",.0f", "tickCount": 5, "gridColor": RULE,
                             "titleAnchor": "end"},
                    "scale": {"domain": [min(ends) - free, max(ends) + free], "zero": False, "nice": False},
                },
                "x2": {"field": "centre"},
                "color": part_colour({low: LESS, high: MORE}),
                "tooltip": {"field": "tip"},
            },
        }  # fmt: skip
        # One line over the whole height, so without the axis of the bars.
        centre = {
            "data": {"values": [{"centre": self.centre}]},
            "mark": {"type": "rule", "color": CENTRE, "strokeWidth": 1.5},
            "encoding": {"x": {"field": "centre", "type": "quantitative"}, "y": None},
        }
        spec = specification(
            lang,
            description=alt,
            values=data,
            height=ROW_PX * len(drawn),
            layers=[bars, centre],
            encoding={"y": bar_axis(names)},
            legend=(low, high),
        )
        rows: list[tuple[Cell, ...]] = [
            (name, one.at_low, one.at_high) for name, one in zip(names, drawn, strict=True)
        ]
        header = (self.bars.text(lang), low, high)
        caption = Message("{title}, {unit}; line: all inputs central", title=title, unit=self.unit)
        return Figure(
            self.code,
            title,
            caption.text(lang),
            alt,
            spec,
            header,
            tuple(rows),
            self.unit,
            lang,
            self.digits,
        )


def _unique(names: Sequence[str]) -> list[str]:
    """Two bars of one name would be drawn over each other."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found
