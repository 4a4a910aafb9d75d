"""The catalogue of measures, and programmes to start an action from.

`tables/measures/measures.csv`: one measure a row, with ranges of cost and saving per unit. `quality` and
`source` speak for the central unit cost and the lifetime; `note` says what the ranges and the saving rest on.
`tables/measures/templates.csv`: the training deck's example programmes. Lists in a cell are parted by ";",
the two halves of a pair by ":" (source:percent) or "|" (indicator|unit).

Latvian stands in labels.csv: `measures` and `measure_descriptions` by code, `measure_units` by unit; what
several measures share by its English text: `measure_notes`, `measure_cautions`, `measure_indicators`. Of the
programmes: `templates` by code, `template_texts` by `<code>.activities`, `<code>.responsible` and
`<code>.indicators`, each a list in the order of the table.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from secap import locale
from secap.method.actions.action import Indicator
from secap.method.basis import codes, tables
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

MEASURES, TEMPLATES, UNITS = "measures/measures.csv", "measures/templates.csv", "measures/units.csv"


@dataclass(frozen=True, slots=True)
class Range:
    """A value per unit with its range, low <= central <= high."""

    low: float
    central: float
    high: float


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of the catalogue.

    kinds : codes of `action_kinds`;  sector, area, instrument : codes of `action_sectors`, `action_areas`,
    `action_instruments` (area and instrument empty for pure adaptation);  hazards, adaptation_sectors,
    co_benefits : codes;  calculator : code of `effect_calculators`, empty where none applies;
    inputs : default inputs of the calculator, those that don't depend on the town;
    unit : code of `tables/measures/units.csv`;  unit_cost_eur : EUR per unit in prices of `price_year`;
    unit_saving_mwh : final energy saved (plants: delivered) per unit and year, negative where more is used,
    None where it doesn't apply or depends on the town;  lifetime_years : how long the effect lasts;
    ambitious : numbers 1-8 of the ambitious measures it stands for, see `ambitious_codes`.
    """

    code: str
    name: str
    description: str
    kinds: frozenset[str]
    sector: str
    area: str
    instrument: str
    hazards: tuple[str, ...]
    adaptation_sectors: tuple[str, ...]
    calculator: str
    inputs: Mapping[str, Any]
    unit: str
    unit_cost_eur: Range | None
    price_year: int | None
    unit_saving_mwh: Range | None
    lifetime_years: float | None
    ambitious: tuple[int, ...]
    co_benefits: tuple[str, ...]
    maladaptation_note: str
    indicator: Indicator
    quality: str
    source: str
    place: str
    note: str

    @property
    def ambitious_codes(self) -> tuple[str, ...]:
        """Return the codes of `ambitious_measures` that the measure stands for."""
        known = list(codes.table("ambitious_measures"))
        return tuple(known[number - 1] for number in self.ambitious)

    def label(self, lang: str) -> str:
        """Return the name in `lang`."""
        return locale.label("measures", self.code, lang, self.name)

    def description_label(self, lang: str) -> str:
        """Return the description in `lang`."""
        return locale.label("measure_descriptions", self.code, lang, self.description)

    def unit_label(self, lang: str) -> str:
        """Return the unit as people write it in `lang`."""
        return locale.label("measure_units", self.unit, lang, units()[self.unit])

    def indicator_label(self, lang: str) -> str:
        """Return the suggested indicator in `lang`."""
        return locale.label("measure_indicators", self.indicator.name, lang, self.indicator.name)

    def maladaptation_label(self, lang: str) -> str:
        """Return where the measure may do harm, in `lang`; empty where nothing is known."""
        return locale.label("measure_cautions", self.maladaptation_note, lang, self.maladaptation_note)

    def note_label(self, lang: str) -> str:
        """Return what cost and saving rest on, in `lang`."""
        return locale.label("measure_notes", self.note, lang, self.note)


@dataclass(frozen=True, slots=True)
class Template:
    """An example programme to start an action from.

    activities, responsible : in order;  financing : {code of `financing_sources`: percent of the cost}, None
    where it is to be filled in;  indicators : name and unit;  measure : code of the catalogue's measure whose
    calculator it uses;  sector, kinds : codes as in `Measure`.
    """

    code: str
    name: str
    activities: tuple[str, ...]
    responsible: tuple[str, ...]
    start_year: int
    end_year: int
    financing: Mapping[str, float | None]
    indicators: tuple[Indicator, ...]
    measure: str
    sector: str
    kinds: frozenset[str]
    source: str = field(default="")

    def label(self, lang: str) -> str:
        """Return the name in `lang`."""
        return locale.label("templates", self.code, lang, self.name)

    def activity_labels(self, lang: str) -> tuple[str, ...]:
        """Return the activities in `lang`, in order."""
        return self._texts("activities", lang, self.activities)

    def responsible_labels(self, lang: str) -> tuple[str, ...]:
        """Return who is responsible, in `lang`."""
        return self._texts("responsible", lang, self.responsible)

    def indicator_labels(self, lang: str) -> tuple[str, ...]:
        """Return the names of the indicators in `lang`, in order."""
        return self._texts("indicators", lang, tuple(one.name for one in self.indicators))

    def _texts(self, part: str, lang: str, english: tuple[str, ...]) -> tuple[str, ...]:
        return _list(locale.label("template_texts", f"{self.code}.{part}", lang, "; ".join(english)))


@cache
def measures() -> Mapping[str, Measure]:
    """Return {code: measure} in the catalogue's order."""
    return MappingProxyType({row["code"]: _measure(row) for row in tables.rows(MEASURES)})


@cache
def templates() -> Mapping[str, Template]:
    """Return {code: programme} in the table's order."""
    return MappingProxyType({row["code"]: _template(row) for row in tables.rows(TEMPLATES)})


@cache
def units() -> Mapping[str, str]:
    """Return {code: English name} of the units that measures are counted in."""
    return MappingProxyType({row["code"]: row["name"] for row in tables.rows(UNITS)})


def measure(code: str) -> Measure:
    """Return one measure. Raises InvalidInput that names the nearest codes."""
    found = measures().get(code)
    if found is None:
        near = difflib.get_close_matches(code, measures(), 3, 0.5)
        hint = Message("Did you mean {codes}?", codes=near) if near else None
        raise InvalidInput(
            Message("“{code}” is not a measure of the catalogue.", code=code), where=("measure",), hint=hint
        )
    return found


def _measure(row: Mapping[str, str]) -> Measure:
    return Measure(
        code=row["code"],
        name=row["name"],
        description=row["description"],
        kinds=frozenset(row["kinds"].split()),
        sector=row["sector"],
        area=row["area"],
        instrument=row["instrument"],
        hazards=tuple(row["hazards"].split()),
        adaptation_sectors=tuple(row["adaptation_sectors"].split()),
        calculator=row["calculator"],
        inputs=MappingProxyType(json.loads(row["inputs"]) if row["inputs"] else {}),
        unit=row["unit"],
        unit_cost_eur=_range(row, "unit_cost_eur"),
        price_year=int(row["price_year"]) if row["price_year"] else None,
        unit_saving_mwh=_range(row, "unit_saving_mwh"),
        lifetime_years=float(row["lifetime_years"]) if row["lifetime_years"] else None,
        ambitious=tuple(int(number) for number in row["ambitious"].split()),
        co_benefits=tuple(row["co_benefits"].split()),
        maladaptation_note=row["maladaptation_note"],
        indicator=Indicator(row["indicator"], row["indicator_unit"]),
        quality=row["quality"],
        source=row["source"],
        place=row["place"],
        note=row["note"],
    )


def _template(row: Mapping[str, str]) -> Template:
    financing: dict[str, float | None] = {}
    for slot in _list(row["financing_slots"]):
        source, _colon, percent = slot.partition(":")
        financing[source] = float(percent) if percent else None
    indicators = [one.partition("|") for one in _list(row["indicators"])]
    return Template(
        code=row["code"],
        name=row["name"],
        activities=_list(row["activities"]),
        responsible=_list(row["responsible"]),
        start_year=int(row["start_year"]),
        end_year=int(row["end_year"]),
        financing=MappingProxyType(financing),
        indicators=tuple(Indicator(name, unit) for name, _bar, unit in indicators),
        measure=row["measure"],
        sector=row["sector"],
        kinds=frozenset(row["kinds"].split()),
        source=row["source"],
    )


def _range(row: Mapping[str, str], column: str) -> Range | None:
    low, central, high = (row[name] for name in (f"{column}_low", column, f"{column}_high"))
    return Range(float(low), float(central), float(high)) if central else None


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
