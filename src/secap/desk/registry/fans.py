"""Fan charts: bands of what is likely over the years, around a middle line, beside values to be met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from secap import locale
from secap.desk.registry.figures import ACCENT, INK, RULE, Cell, Figure, specification
from secap.method.basis.messages import Message

FAN_PX = 320
# From the widest band to the narrowest: darker inside, told apart in grey print as well.
BANDS = ("#d7e6e4", "#9dc4bf", "#5f9c96")
TARGET = "#a8323e"
ROOM = 0.06  # left free above the highest value


@dataclass(frozen=True, slots=True)
class Band:
    """A band of a fan.  low, high : by year;  label : what lies within, such as "90 % of the draws"."""

    low: Sequence[float]
    high: Sequence[float]
    label: Message


@dataclass(frozen=True, slots=True)
class Fan:
    """A fan chart to be drawn.

    bands : the widest first, at most three;  middle, line : by year, such as the median and the value without
    uncertainty;  marks : {year: value} to be compared with;
    message : the main message of the chart.
    """

    code: str
    title: Message
    years: Sequence[int]
    bands: Sequence[Band]
    middle: Sequence[float]
    middle_label: Message
    unit: str
    message: Message
    line: Sequence[float] | None = None
    line_label: Message | None = None
    marks: Mapping[int, float] = field(default_factory=dict)
    marks_label: Message | None = None
    digits: int = 0

    def figure(self, lang: str) -> Figure | None:
        """Return the figure, or None without years.

        Raises: ValueError where bands or lines are not as long as the years
        """
        if not self.years:
            return None
        lines = [(self.middle, self.middle_label, ACCENT, [1, 0])]
        if self.line is not None:
            lines.append((self.line, self.line_label or Message("Without uncertainty"), INK, [6, 4]))
        title = self.title.text(lang)
        alt = Message("Fan chart. {title}. {message}", title=title, message=self.message).text(lang)
        colours = {
            band.label.text(lang): colour
            for band, colour in zip(self.bands, BANDS[: len(self.bands)], strict=True)
        }
        colours |= {label.text(lang): colour for _values, label, colour, _dash in lines}
        marks_label = (self.marks_label or Message("Target")).text(lang)
        if self.marks:
            colours[marks_label] = TARGET
        data = self._areas(lang) + self._points(lang, lines, marks_label)
        layers = [self._area(band.label.text(lang), colours) for band in self.bands]
        layers += [_line(label.text(lang), colours, dash) for _values, label, _colour, dash in lines]
        layers.append(_marks(marks_label, colours))
        everything = [*(value for band in self.bands for value in band.high), *self.middle]
        highest = max([*everything, *(self.line or ()), *self.marks.values()])
        lowest = min([0.0, *(value for band in self.bands for value in band.low), *self.middle])
        spec = specification(
            lang,
            description=alt,
            values=data,
            height=FAN_PX,
            layers=layers,
            encoding={
                "x": {
                    "field": "year", "type": "quantitative",
                    "axis": {"title": None, "format": "d", "grid": False, "tickMinStep": 1},
                    "scale": {"domain": [min([*self.years, *self.marks]), max([*self.years, *self.marks])]},
                },
                "y": {
                    "field": "value", "type": "quantitative",
                    "axis": {"title": self.unit, "format": ",.0f", "tickCount": 6, "gridColor": RULE},
                    "scale": {"domain": [lowest, highest * (1 + ROOM)], "nice": False},
                },
            },
            legend=colours,
        )  # fmt: skip
        header, rows = self._table(lang, lines, marks_label)
        return Figure(
            self.code,
            title,
            f"{title}, {self.unit}",
            alt,
            spec,
            header,
            rows,
            self.unit,
            lang,
            self.digits,
        )

    def _areas(self, lang: str) -> list[dict[str, Any]]:
        return [
            {
                "year": year,
                "low": round(low, 4),
                "high": round(high, 4),
                "part": label,
                "tip": f"{year}, {label}: {locale.number(low, lang, self.digits)}–"
                f"{locale.number(high, lang, self.digits)} {self.unit}",
            }
            for band in self.bands
            for label in [band.label.text(lang)]
            for year, low, high in zip(self.years, band.low, band.high, strict=True)
        ]

    def _points(
        self, lang: str, lines: Sequence[tuple[Sequence[float], Message, str, list[int]]], marks_label: str
    ) -> list[dict[str, Any]]:
        named = [
            (year, value, label.text(lang))
            for values, label, _colour, _dash in lines
            for year, value in zip(self.years, values, strict=True)
        ]
        named += [(year, value, marks_label) for year, value in self.marks.items()]
        return [
            {
                "year": year,
                "value": round(value, 4),
                "part": label,
                "tip": f"{year}, {label}: {locale.number(value, lang, self.digits)} {self.unit}",
            }
            for year, value, label in named
        ]

    def _area(self, label: str, colours: Mapping[str, str]) -> dict[str, Any]:
        return {
            "transform": [{"filter": {"field": "part", "equal": label}}],
            "mark": {"type": "area", "opacity": 1},
            "encoding": {
                "y": {"field": "low", "type": "quantitative"},
                "y2": {"field": "high"},
                "color": part_colour(colours),
                "tooltip": {"field": "tip"},
            },
        }

    def _table(
        self, lang: str, lines: Sequence[tuple[Sequence[float], Message, str, list[int]]], marks_label: str
    ) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
        header = [Message("Year").text(lang), *(label.text(lang) for _values, label, _c, _d in lines)]
        columns: list[Sequence[float]] = [values for values, _label, _c, _d in lines]
        for band in self.bands:
            label = band.label.text(lang)
            header += [
                Message("{band}: from", band=label).text(lang),
                Message("{band}: to", band=label).text(lang),
            ]
            columns += [band.low, band.high]
        rows: list[tuple[Cell, ...]] = []
        for place, year in enumerate(self.years):
            cells: list[Cell] = [str(year), *(float(column[place]) for column in columns)]
            rows.append((*cells, self.marks.get(year)) if self.marks else tuple(cells))
        if self.marks:
            header.append(marks_label)
        return tuple(header), tuple(rows)


def _line(label: str, colours: Mapping[str, str], dash: list[int]) -> dict[str, Any]:
    return {
        "transform": [{"filter": {"field": "part", "equal": label}}],
        "mark": {"type": "line", "strokeWidth": 2.5, "strokeDash": dash},
        "encoding": {"color": part_colour(colours), "tooltip": {"field": "tip"}},
    }


def _marks(label: str, colours: Mapping[str, str]) -> dict[str, Any]:
    return {
        "transform": [{"filter": {"field": "part", "equal": label}}],
        "mark": {
            "type": "point",
            "shape": "diamond",
            "filled": True,
            "opacity": 1,
            "size": 130,
            "stroke": "white",
        },
        "encoding": {"color": part_colour(colours), "tooltip": {"field": "tip"}},
    }


def part_colour(colours: Mapping[str, str]) -> dict[str, Any]:
    """Return the encoding of the field `part` as colour.  colours : {name for the reader: colour}."""
    return {
        "field": "part",
        "type": "nominal",
        "sort": None,
        "scale": {"domain": list(colours), "range": list(colours.values())},
        "legend": {"title": None},
    }
