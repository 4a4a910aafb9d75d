"""Road transport: from the vehicle registry, from traffic counts, from fuel sales."""

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
    carrier_name,
    choice,
    energy_sectors,
    name_of,
    number,
    rows_given,
    share_intro,
    shares,
    text,
)
from secap.desk.registry.language import lang
from secap.method.basis import codes
from secap.method.inventory.estimates import (
    Estimate,
    FuelSale,
    RoadSegment,
    VehicleGroup,
    road_transport_from_counts,
    road_transport_from_fuel_sales,
    road_transport_from_registry,
)
from secap.method.inventory.estimates.defaults import names, transport_defaults

BLENDED = ("diesel", "gasoline")  # road fuels that are sold with biofuel in them
LIKELY = "private_commercial_transport"


def vehicle_types() -> list[str]:
    return list(names("vehicle_types"))


def carriers_of(quantity: str) -> dict[str, list[str]]:
    """Return {vehicle type: carriers} for which the book has a default of `quantity`."""
    found: dict[str, list[str]] = {}
    for kind, vehicle, carrier in transport_defaults():
        if kind == quantity:
            found.setdefault(vehicle, []).append(carrier)
    return found


def road_carriers() -> list[str]:
    """Return the carriers that drive on roads, in the order of the table."""
    used = {carrier for _kind, _vehicle, carrier in transport_defaults()}
    return [carrier for carrier in codes.table("carriers") if carrier in used]


class Road(Method):
    """What the three have in common: sectors of transport, and biofuel in the fuel."""

    def sectors(self) -> list[str]:
        found = energy_sectors("transport")
        return [LIKELY, *(sector for sector in found if sector != LIKELY)] if LIKELY in found else found

    def biofuel_cells(self) -> dict[str, forms.Field]:
        what = _("share of biofuel")
        return {f"biofuel.{carrier}": number(f"{carrier_name(carrier)}, {what}") for carrier in BLENDED}

    def biofuel_table(self, form: forms.Form) -> InputTable:
        return InputTable(
            _("Biofuel in the fuel"),
            _("Energy carrier"),
            [_("Share of the energy")],
            [(carrier_name(carrier), [form[f"biofuel.{carrier}"]]) for carrier in BLENDED],
            _(
                "The blended part becomes biofuel, whose CO₂ is shown apart. "
                "Leave it empty where it isn't known."
            )
            + " "
            + share_intro(),
        )


class VehicleRegistry(Road):
    code = "vehicle_registry"
    title = gettext_lazy("Road transport from the vehicle registry")
    when = gettext_lazy("The registry tells how many vehicles of each kind and fuel belong to the town.")
    needs = gettext_lazy("Number of vehicles by kind and fuel; better with odometer readings of inspections.")

    def fields(self, facts: Facts, given: Inputs) -> dict[str, forms.Field]:
        cells: dict[str, forms.Field] = {
            f"count.{vehicle}.{carrier}": number(
                f"{name_of('vehicle_types', vehicle)}, {carrier_name(carrier)}: " + _("vehicles")
            )
            for vehicle, carriers in carriers_of("distance").items()
            for carrier in carriers
        }
        return cells | self.biofuel_cells()

    def tables(self, form: forms.Form, facts: Facts) -> list[InputTable]:
        carriers = road_carriers()
        rows = [
            (
                name_of("vehicle_types", vehicle),
                [
                    form[cell] if (cell := f"count.{vehicle}.{carrier}") in form.fields else None
                    for carrier in carriers
                ],
            )
            for vehicle in vehicle_types()
        ]
        columns = [carrier_name(carrier) for carrier in carriers]
        return [
            InputTable(_("Registered vehicles"), _("Kind of vehicle"), columns, rows, self._hint(facts)),
            self.biofuel_table(form),
        ]

    def _hint(self, facts: Facts) -> str:
        told = [
            f"{row.label(lang()).lower()}: {locale.number(facts.profile[code, facts.year], lang())}"
            for code, row in codes.table("profile_indicators").items()
            if code
            in {
                "passenger_cars",
                "light_goods_vehicles",
                "heavy_goods_vehicles",
                "buses",
                "motorcycles",
                "vehicles",
            }
            and (code, facts.year) in facts.profile
        ]
        if not told:
            return ""
        return _("The baseline profile of %(year)s holds: %(values)s.") % {
            "year": facts.year,
            "values": "; ".join(told),
        }

    def estimate(self, inputs: Inputs, *, level: str, overrides: Mapping[str, float], known: Known, year: int,
                 sector: str) -> Estimate:  # fmt: skip
        groups = [
            VehicleGroup(vehicle, carrier, inputs[f"count.{vehicle}.{carrier}"])
            for vehicle, carriers in carriers_of("distance").items()
            for carrier in carriers
            if inputs.get(f"count.{vehicle}.{carrier}")
        ]
        return road_transport_from_registry(
            groups, biofuel_shares=shares(inputs, "biofuel", BLENDED), overrides=overrides, level=level
        )


class TrafficCounts(Road):
    code = "traffic_counts"
    title = gettext_lazy("Road transport from traffic counts")
    when = gettext_lazy("The roads of the territory are counted: what drives here counts, whoever owns it.")
    needs = gettext_lazy(
        "Length of each counted road, vehicles a day, share of each kind of vehicle and of each fuel."
    )

    def fields(self, facts: Facts, given: Inputs) -> dict[str, forms.Field]:
        cells: dict[str, forms.Field] = {}
        for row in range(rows_given(given, "road")):
            where = _("Road %(number)s") % {"number": row + 1}
            cells[f"road.{row}.name"] = text(f"{where}, " + _("name"))
            cells[f"road.{row}.length_km"] = number(f"{where}, " + _("length in km"))
            cells[f"road.{row}.vehicles_per_day"] = number(f"{where}, " + _("vehicles a day"))
            cells |= self._mix_cells(f"road.{row}", where)
        cells |= self._mix_cells("mix", _("All roads"))
        for vehicle, carriers in carriers_of("specific_use").items():
            for carrier in carriers:
                what = f"{name_of('vehicle_types', vehicle)}, {carrier_name(carrier)}"
                cells[f"driven.{vehicle}.{carrier}"] = number(f"{what}: " + _("share of the distance"))
        return cells | self.biofuel_cells()

    def _mix_cells(self, prefix: str, where: str) -> dict[str, forms.Field]:
        share = _("share")
        return {
            f"{prefix}.{vehicle}": number(f"{where}, {name_of('vehicle_types', vehicle)}: {share}")
            for vehicle in vehicle_types()
        }

    def tables(self, form: forms.Form, facts: Facts) -> list[InputTable]:
        vehicles, carriers = vehicle_types(), road_carriers()
        kinds = [name_of("vehicle_types", vehicle) for vehicle in vehicles]
        count = sum(name.endswith(".length_km") for name in form.fields)
        columns = [_("Name"), _("Length, km"), _("Vehicles a day"), *kinds]
        roads: list[tuple[str, list[Any]]] = [
            (
                _("All roads without shares of their own"),
                [None, None, None, *(form[f"mix.{vehicle}"] for vehicle in vehicles)],
            )
        ]
        for row in range(count):
            own = [
                form[f"road.{row}.{name}"] for name in ("name", "length_km", "vehicles_per_day", *vehicles)
            ]
            roads.append((_("Road %(number)s") % {"number": row + 1}, own))
        driven = [
            (
                name_of("vehicle_types", vehicle),
                [
                    form[cell] if (cell := f"driven.{vehicle}.{carrier}") in form.fields else None
                    for carrier in carriers
                ],
            )
            for vehicle in vehicles
        ]
        more = _("Empty rows are added whenever you calculate.")
        return [
            InputTable(
                _("Counted roads and the mix of vehicles"),
                _("Road"),
                columns,
                roads,
                f"{share_intro()} {more}",
            ),
            InputTable(
                _("What they drive with"),
                _("Kind of vehicle"),
                [carrier_name(carrier) for carrier in carriers],
                driven,
                _("Each row adds up to 1."),
            ),
            self.biofuel_table(form),
        ]

    def problems(self, cleaned: Inputs) -> dict[str, str]:
        found = {}
        for name, value in cleaned.items():
            if not name.endswith(".length_km"):
                continue
            daily = name.replace("length_km", "vehicles_per_day")
            if (value is None) != (cleaned.get(daily) is None):
                missing = name if value is None else daily
                found[missing] = _("A road needs both its length and its vehicles a day.")
        return found

    def estimate(self, inputs: Inputs, *, level: str, overrides: Mapping[str, float], known: Known, year: int,
                 sector: str) -> Estimate:  # fmt: skip
        common = shares(inputs, "mix", vehicle_types())
        segments = []
        for name in inputs:
            if not name.endswith(".length_km") or inputs[name] is None:
                continue
            row = name.removesuffix(".length_km")
            road = inputs.get(f"{row}.name") or _("Road %(number)s") % {"number": int(row.split(".")[1]) + 1}
            own = shares(inputs, row, vehicle_types())
            segments.append(RoadSegment(road, inputs[name], inputs[f"{row}.vehicles_per_day"], own or common))
        driven = {
            vehicle: shares(inputs, f"driven.{vehicle}", road_carriers()) for vehicle in vehicle_types()
        }
        return road_transport_from_counts(
            segments,
            {vehicle: parts for vehicle, parts in driven.items() if parts},
            biofuel_shares=shares(inputs, "biofuel", BLENDED),
            overrides=overrides,
            level=level,
        )


class FuelSales(Road):
    code = "fuel_sales"
    title = gettext_lazy("Road transport from fuel sales")
    when = gettext_lazy("Filling stations or statistics tell how much was sold in the territory.")
    needs = gettext_lazy(
        "Amounts sold by fuel, in litres, tonnes or energy, and the share that is used here."
    )

    def sold(self) -> list[str]:
        return [carrier for carrier in codes.table("carriers") if carrier in {*road_carriers(), "biofuel"}]

    def fields(self, facts: Facts, given: Inputs) -> dict[str, forms.Field]:
        units = [(code, str(row.symbol)) for code, row in codes.table("units").items()]
        cells: dict[str, forms.Field] = {}
        for carrier in self.sold():
            name = carrier_name(carrier)
            cells[f"sold.{carrier}"] = number(f"{name}, " + _("amount sold"))
            cells[f"unit.{carrier}"] = choice(f"{name}, " + _("unit"), units)
            cells[f"ncv.{carrier}"] = number(f"{name}, " + _("net calorific value, MWh per unit"))
        return cells | self.biofuel_cells()

    def suggested(self, facts: Facts) -> dict[str, Any]:
        return {f"unit.{carrier}": "mwh" if carrier == "electricity" else "t" for carrier in self.sold()}

    def tables(self, form: forms.Form, facts: Facts) -> list[InputTable]:
        rows = [
            (
                carrier_name(carrier),
                [form[f"sold.{carrier}"], form[f"unit.{carrier}"], form[f"ncv.{carrier}"]],
            )
            for carrier in self.sold()
        ]
        columns = [_("Amount sold"), _("Unit"), _("Net calorific value, MWh per unit")]
        intro = _("Leave the calorific value empty to take the fuel table's.")
        return [
            InputTable(_("Fuel sold"), _("Energy carrier"), columns, rows, intro),
            self.biofuel_table(form),
        ]

    def estimate(self, inputs: Inputs, *, level: str, overrides: Mapping[str, float], known: Known, year: int,
                 sector: str) -> Estimate:  # fmt: skip
        sales = [
            FuelSale(carrier, amount, inputs.get(f"unit.{carrier}") or "t", ncv=inputs.get(f"ncv.{carrier}"))
            for carrier in self.sold()
            if (amount := inputs.get(f"sold.{carrier}")) is not None
        ]
        return road_transport_from_fuel_sales(
            sales, biofuel_shares=shares(inputs, "biofuel", BLENDED), overrides=overrides, level=level
        )
