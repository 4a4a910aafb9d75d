"""A missing year: between two known ones, or carried from one by what drives the consumption."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secap import locale
from secap.desk.inventory.estimating.balance import driver_choices, driver_unit, driver_value
from secap.desk.inventory.estimating.method import (
    Facts,
    Inputs,
    InputTable,
    Known,
    Method,
    by_carrier,
    carrier_cells,
    carrier_name,
    energy_sectors,
    number,
)
from secap.desk.inventory.words import unit_words
from secap.desk.registry.forms import WholeNumberField
from secap.desk.registry.language import lang
from secap.method.basis import codes
from secap.method.inventory.estimates import Driver, Estimate, YearFigures, between, carried

SYMBOLS = {"m²", "EUR"}  # units that a driver's own name does not say


def year_field(label: str) -> WholeNumberField:
    return WholeNumberField(label=label, min_value=1950, max_value=2100)


def figures_of(facts: Facts, prefix: str, year: int) -> dict[str, float]:
    """Return another inventory's figures of the sector for the form, to the kWh."""
    return {f"{prefix}.{carrier}": round(mwh, 3) for carrier, mwh in facts.by_year_mwh.get(year, {}).items()}


class Between(Method):
    code = "between"
    title = gettext_lazy("A year between two known ones")
    when = gettext_lazy("An earlier and a later year are known, and nothing broke in between.")
    needs = gettext_lazy("The figures of both years; those of other inventories are filled in.")
    years = 2

    def sectors(self) -> list[str]:
        return energy_sectors()

    def fields(self, facts: Facts, given: Inputs) -> dict[str, forms.Field]:
        return {
            "before_year": year_field(_("Earlier year")),
            "after_year": year_field(_("Later year")),
            **carrier_cells("before", _("earlier year, MWh")),
            **carrier_cells("after", _("later year, MWh")),
        }

    def suggested(self, facts: Facts) -> dict[str, Any]:
        found: dict[str, Any] = {}
        chosen = facts.from_years or tuple(facts.by_year_mwh)
        before = max((year for year in chosen if year < facts.year), default=None)
        after = min((year for year in chosen if year > facts.year), default=None)
        for prefix, year in (("before", before), ("after", after)):
            if year is not None:
                found[f"{prefix}_year"] = year
                found |= figures_of(facts, prefix, year)
        return found

    def tables(self, form: forms.Form, facts: Facts) -> list[InputTable]:
        rows = [
            (carrier_name(carrier), [form[f"before.{carrier}"], form[f"after.{carrier}"]])
            for carrier in codes.table("carriers")
        ]
        return [
            InputTable(
                _("Known years"), _("Energy carrier"), [_("Earlier year, MWh"), _("Later year, MWh")], rows
            )
        ]

    def estimate(self, inputs: Inputs, *, level: str, overrides: Mapping[str, float], known: Known, year: int,
                 sector: str) -> Estimate:  # fmt: skip
        before = YearFigures(inputs["before_year"], by_carrier(inputs, "before"))
        after = YearFigures(inputs["after_year"], by_carrier(inputs, "after"))
        return between(before, after, year=year, level=level)


class Carried(Method):
    code = "carried"
    title = gettext_lazy("A year before or after a known one")
    when = gettext_lazy("Only one other year is known; population, weather or vehicles tell how it moved.")
    needs = gettext_lazy("The figures of the known year, and what drives them in both years.")
    years = 1

    def sectors(self) -> list[str]:
        return energy_sectors()

    def fields(self, facts: Facts, given: Inputs) -> dict[str, forms.Field]:
        cells: dict[str, forms.Field] = {"known_year": year_field(_("Known year"))}
        cells |= carrier_cells("known", _("known year, MWh"))
        for driver, label in driver_choices():
            cells[f"driver.{driver}.known"] = number(f"{label}, " + _("known year"))
            cells[f"driver.{driver}.wanted"] = number(f"{label}, " + _("this year"))
        return cells

    def suggested(self, facts: Facts) -> dict[str, Any]:
        chosen = facts.from_years or tuple(facts.by_year_mwh)
        others = [year for year in chosen if year != facts.year]
        if not others:
            return {}
        nearest = min(others, key=lambda year: (abs(year - facts.year), year))
        return {"known_year": nearest, **figures_of(facts, "known", nearest)}

    def tables(self, form: forms.Form, facts: Facts) -> list[InputTable]:
        known = [(carrier_name(carrier), [form[f"known.{carrier}"]]) for carrier in codes.table("carriers")]
        year = form["known_year"].value()
        drivers: list[tuple[str, list[Any]]] = []
        for driver, label in driver_choices():
            values = [
                driver_value(facts, driver, int(y)) for y in (year, facts.year) if str(y or "").isdigit()
            ]
            told = " → ".join(locale.number(value, lang()) for value in values)
            cells = [
                form[f"driver.{driver}.known"],
                form[f"driver.{driver}.wanted"],
                told if any(value is not None for value in values) else "",
            ]
            unit = unit_words(driver_unit(driver))
            drivers.append((f"{label}, {unit}" if unit in SYMBOLS else label, cells))
        return [
            InputTable(_("Known figures"), _("Energy carrier"), [_("Known year, MWh")], known),
            InputTable(
                _("What moved the consumption"),
                _("Driver"),
                [_("Known year"), _("This year"), _("In the baseline profile")],
                drivers,
                _(
                    "Fill in only what moves this sector. "
                    "How much of the consumption follows is an assumption below."
                ),
            ),
        ]

    def problems(self, cleaned: Inputs) -> dict[str, str]:
        found = {}
        for name, value in cleaned.items():
            if name.startswith("driver.") and name.endswith(".known"):
                other = name.removesuffix("known") + "wanted"
                if (value is None) != (cleaned.get(other) is None):
                    found[name if value is None else other] = _("A driver needs its value in both years.")
        return found

    def estimate(self, inputs: Inputs, *, level: str, overrides: Mapping[str, float], known: Known, year: int,
                 sector: str) -> Estimate:  # fmt: skip
        drivers = [
            Driver(code, inputs[f"driver.{code}.known"], inputs[f"driver.{code}.wanted"])
            for code, _label in driver_choices()
            if inputs.get(f"driver.{code}.known") is not None
            and inputs.get(f"driver.{code}.wanted") is not None
        ]
        figures = YearFigures(inputs["known_year"], by_carrier(inputs, "known"))
        return carried(figures, year=year, drivers=drivers, overrides=overrides, level=level)
