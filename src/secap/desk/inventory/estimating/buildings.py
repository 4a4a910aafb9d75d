"""Heat of buildings from floor area, heating structure and specific use."""

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
    name_of,
    number,
    share_intro,
    shares,
)
from secap.desk.registry.language import lang
from secap.method.basis import tables
from secap.method.inventory.estimates import BuildingGroup, Estimate, building_heat
from secap.method.inventory.estimates.defaults import heating_systems

AREAS = {
    "residential_buildings": "floor_area_residential",
    "tertiary_buildings": "floor_area_tertiary",
    "municipal_buildings": "floor_area_municipal",
}


def building_types(sector: str) -> list[str]:
    """Return the types of buildings that a sector holds."""
    use = "residential" if sector == "residential_buildings" else "tertiary"
    return [row["code"] for row in tables.rows("estimation/building_types.csv") if row["use"] == use]


class FloorArea(Method):
    code = "floor_area"
    title = gettext_lazy("Heat of buildings from floor area")
    when = gettext_lazy(
        "Firewood, pellets and other fuels that no supplier bills; homes and services without meters."
    )
    needs = gettext_lazy(
        "Floor area by type of building, and which share of the heat each heating system gives."
    )

    def sectors(self) -> list[str]:
        return list(AREAS)

    def fields(self, facts: Facts, given: Inputs) -> dict[str, forms.Field]:
        cells: dict[str, forms.Field] = {
            "heating_electricity": forms.ChoiceField(
                label=_("Electricity used for heating"),
                choices=[
                    (
                        "in_bills",
                        _("Electricity of this sector comes from bills: they hold it already, so deduct it"),
                    ),
                    ("separate", _("No other figure holds it: count it here")),
                ],
                widget=forms.RadioSelect,
            ),
            "billed_electricity_mwh": number(_("Electricity of this sector from bills, MWh")),
        }
        for kind in building_types(facts.sector):
            cells[f"area.{kind}"] = number(f"{name_of('building_types', kind)}, " + _("floor area in m²"))
            cells |= self._share_cells(kind, name_of("building_types", kind))
        return cells | self._share_cells("all", _("All buildings"))

    def _share_cells(self, kind: str, where: str) -> dict[str, forms.Field]:
        share = _("share of the heat")
        return {
            f"heat.{kind}.{system}": number(f"{where}, {name_of('heating_systems', system)}: {share}")
            for system in heating_systems()
        }

    def suggested(self, facts: Facts) -> dict[str, Any]:
        billed = facts.known_mwh.get(facts.sector, {}).get("electricity")
        return {"heating_electricity": "in_bills", "billed_electricity_mwh": billed}

    def tables(self, form: forms.Form, facts: Facts) -> list[InputTable]:
        systems = list(heating_systems())
        first = _("All types without shares of their own")
        rows: list[tuple[str, list[Any]]] = [
            (first, [None, *(form[f"heat.all.{system}"] for system in systems)])
        ]
        for kind in building_types(facts.sector):
            own = [form[f"area.{kind}"], *(form[f"heat.{kind}.{system}"] for system in systems)]
            rows.append((name_of("building_types", kind), own))
        columns = [_("Floor area, m²"), *(name_of("heating_systems", system) for system in systems)]
        title = _("Floor area, and the share of the heat that each heating system gives")
        return [
            InputTable(
                title, _("Type of building"), columns, rows, f"{share_intro()} {self._hint(facts)}".strip()
            )
        ]

    def _hint(self, facts: Facts) -> str:
        area = facts.profile.get((AREAS.get(facts.sector, ""), facts.year))
        if area is None:
            return ""
        return _("The baseline profile holds %(area)s m² for %(year)s.") % {
            "area": locale.number(area, lang()),
            "year": facts.year,
        }

    def estimate(self, inputs: Inputs, *, level: str, overrides: Mapping[str, float], known: Known, year: int,
                 sector: str) -> Estimate:  # fmt: skip
        systems = list(heating_systems())
        common = shares(inputs, "heat.all", systems)
        groups = [
            BuildingGroup(kind, area, shares(inputs, f"heat.{kind}", systems) or common)
            for kind in building_types(sector)
            if (area := inputs.get(f"area.{kind}"))
        ]
        return building_heat(
            groups,
            heating_electricity=inputs.get("heating_electricity") or "in_bills",
            billed_electricity_mwh=inputs.get("billed_electricity_mwh"),
            overrides=overrides,
            level=level,
        )
