"""A sector by difference from the town's total; statistics of a larger area scaled to the town."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secap import locale
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
    name_of,
    number,
)
from secap.desk.registry.language import lang
from secap.method.basis import codes
from secap.method.inventory.estimates import Estimate, by_difference, scaled
from secap.method.inventory.estimates.defaults import driver_units, names

# Which indicator of the baseline profile a driver of the book is, and what its unit has to be multiplied by.
INDICATORS = {
    "population": ("population", 1.0),
    "households": ("households", 1.0),
    "jobs": ("jobs", 1.0),
    "vehicles": ("vehicles", 1.0),
    "gdp": ("gdp", 1e6),
    "heating_degree_days": ("heating_degree_days", 1.0),
    "cooling_degree_days": ("cooling_degree_days", 1.0),
}
FLOOR_AREAS = {
    "residential_buildings": "floor_area_residential",
    "tertiary_buildings": "floor_area_tertiary",
    "municipal_buildings": "floor_area_municipal",
}


def driver_value(facts: Facts, driver: str, year: int) -> float | None:
    """Return a driver's value of a year from the baseline profile, None where it isn't there."""
    indicator, factor = INDICATORS.get(driver, (FLOOR_AREAS.get(facts.sector, ""), 1.0))
    value = facts.profile.get((indicator, year))
    return None if value is None else value * factor


def driver_choices() -> list[tuple[str, str]]:
    return [(code, name_of("drivers", code)) for code in names("drivers")]


class Difference(Method):
    code = "difference"
    title = gettext_lazy("A sector by difference from the town's total")
    when = gettext_lazy("A supplier states the town's total, and every sector but one is known.")
    needs = gettext_lazy("The town's total of each carrier; the other sectors are taken from this inventory.")
    uses_known = True

    def sectors(self) -> list[str]:
        return energy_sectors()

    def fields(self, facts: Facts, given: Inputs) -> dict[str, forms.Field]:
        return carrier_cells("total", _("total of the town, MWh"))

    def suggested(self, facts: Facts) -> dict[str, Any]:
        return {f"total.{carrier}": mwh for carrier, mwh in facts.stated_mwh.items()}

    def tables(self, form: forms.Form, facts: Facts) -> list[InputTable]:
        known = {
            carrier: sum(
                parts.get(carrier, 0.0) for sector, parts in facts.known_mwh.items() if sector != facts.sector
            )
            for carrier in codes.table("carriers")
        }
        rows: list[tuple[str, list[Any]]] = [
            (carrier_name(carrier), [form[f"total.{carrier}"], locale.number(known[carrier], lang(), 1)])
            for carrier in codes.table("carriers")
        ]
        columns = [_("Total of the town, MWh"), _("Known sectors, MWh")]
        intro = _(
            "Stated totals of this inventory are filled in. Fill in only the carriers whose total you know."
        )
        return [InputTable(_("Totals"), _("Energy carrier"), columns, rows, intro)]

    def estimate(self, inputs: Inputs, *, level: str, overrides: Mapping[str, float], known: Known, year: int,
                 sector: str) -> Estimate:  # fmt: skip
        totals = by_carrier(inputs, "total")
        others = {
            part: {carrier: mwh for carrier, mwh in figures.items() if carrier in totals}
            for part, figures in known.items()
            if part != sector
        }
        others = {part: figures for part, figures in others.items() if figures}
        return by_difference(totals, others, sector=codes.code("sectors", sector), level=level)


class Scaled(Method):
    code = "scaled"
    title = gettext_lazy("Statistics of a region or country, scaled")
    when = gettext_lazy("Only the region's or the country's consumption is known. The last resort.")
    needs = gettext_lazy("Consumption of the larger area, and population, jobs or floor area of both.")
    levels = ("regional", "national")

    def sectors(self) -> list[str]:
        return energy_sectors()

    def fields(self, facts: Facts, given: Inputs) -> dict[str, forms.Field]:
        town, area = number(_("Its value in the town")), number(_("Its value in the larger area"))
        for cell in (town, area):
            cell.required = True
            cell.widget.attrs.pop("aria-label")
        town.help_text = self._hint(facts)
        return {
            "driver": forms.ChoiceField(label=_("Scaled by"), choices=driver_choices()),
            "local": town,
            "reference": area,
            **carrier_cells("area", _("consumption of the larger area, MWh")),
        }

    def _hint(self, facts: Facts) -> str:
        told = []
        for driver, label in driver_choices():
            value = driver_value(facts, driver, facts.year)
            if value is not None:
                told.append(f"{label.lower()} {locale.number(value, lang())}")
        if not told:
            return ""
        return _("From the baseline profile of %(year)s: %(values)s.") % {
            "year": facts.year,
            "values": "; ".join(told),
        }

    def suggested(self, facts: Facts) -> dict[str, Any]:
        return {"driver": "population", "local": driver_value(facts, "population", facts.year)}

    def tables(self, form: forms.Form, facts: Facts) -> list[InputTable]:
        rows = [(carrier_name(carrier), [form[f"area.{carrier}"]]) for carrier in codes.table("carriers")]
        column = _("Consumption of this sector in the larger area, MWh")
        return [InputTable(_("Statistics of the larger area"), _("Energy carrier"), [column], rows)]

    def problems(self, cleaned: Inputs) -> dict[str, str]:
        if by_carrier(cleaned, "area"):
            return {}
        return {
            f"area.{next(iter(codes.table('carriers')))}": _("Enter the consumption of at least one carrier.")
        }

    def estimate(self, inputs: Inputs, *, level: str, overrides: Mapping[str, float], known: Known, year: int,
                 sector: str) -> Estimate:  # fmt: skip
        return scaled(
            by_carrier(inputs, "area"),
            driver=inputs["driver"],
            local=inputs["local"],
            reference=inputs["reference"],
            level=level,
        )


def driver_unit(driver: str) -> str:
    return driver_units()[driver]
