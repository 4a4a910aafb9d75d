"""Local electricity and heat of one inventory: its plants, purchases and exchanges as the book takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from secap.desk.inventory.models import Plant, PlantInput
from secap.desk.inventory.year import InventoryYear
from secap.method.basis import codes, units
from secap.method.basis.errors import SecapError
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Code, Message
from secap.method.inventory import chp, factors, local_electricity, local_heat
from secap.method.inventory.checks import LocalProduction, TransformationInput
from secap.method.inventory.plants import FuelInput

RENEWABLE = "renewable_electricity"
CHP = "chp"
HEAT_ONLY = "heat_only"


@dataclass(slots=True)
class PlantAccount:
    """One plant: its fuels with factors, and for a CHP plant the split of its emissions."""

    record: Plant
    fuels: tuple[FuelInput, ...] = ()
    inputs: tuple[TransformationInput, ...] = ()
    split: chp.ChpSplit | None = None

    @property
    def makes_heat(self) -> bool:
        return self.record.kind in {CHP, HEAT_ONLY} and self.record.heat_mwh is not None

    @property
    def makes_electricity(self) -> bool:
        return self.record.kind != HEAT_ONLY and self.record.electricity_mwh is not None

    @property
    def fuel_t(self) -> float:
        return sum(fuel.mwh * fuel.t_per_mwh for fuel in self.fuels)

    @property
    def fuel_biogenic_t(self) -> float:
        return sum(fuel.mwh * fuel.biogenic_t_per_mwh for fuel in self.fuels)


@dataclass(slots=True)
class LocalSupply:
    """What local supply makes of the factors of electricity and heat.

    electricity, heat : the local factor, None where there is no local supply or no consumption to divide by;
    loss_share : network losses per heat put into the network, None where unknown.
    """

    electricity: factors.EmissionFactor | None = None
    heat: factors.EmissionFactor | None = None
    loss_share: float | None = None
    plants: list[PlantAccount] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def transformation(self) -> tuple[TransformationInput, ...]:
        return tuple(part for plant in self.plants for part in plant.inputs)

    @property
    def production(self) -> tuple[LocalProduction, ...]:
        return tuple(part for plant in self.plants for part in _production(plant))


def fuel_keys(records: InventoryYear) -> list[tuple[str, str | None]]:
    """Return (carrier, fuel) of everything the plants burn, so that their factors are collected too."""
    return [(part.carrier, part.fuel or None) for part in records.plant_inputs]


def local_supply(
    records: InventoryYear,
    known: Mapping[tuple[str, str | None], factors.EmissionFactor],
    national: factors.EmissionFactor | None,
    *,
    gas_basis: str,
    electricity_mwh: float,
    heat_mwh: float,
) -> LocalSupply:
    """Return the local factors.

    known : factors of the fuels;  national : the national electricity factor, None where none is at hand;
    electricity_mwh, heat_mwh : consumption in the territory (TCE, LHC), MWh/a.
    """
    supply = LocalSupply()
    for plant in records.plants:
        supply.plants.append(_plant(plant, records.plant_inputs, known, supply.findings))
    try:
        supply.electricity = _electricity(records, supply, national, gas_basis, electricity_mwh)
    except SecapError as error:
        supply.findings.append(_finding("inventory.local_electricity", error))
    try:
        supply.heat, supply.loss_share = _heat(records, supply, gas_basis, heat_mwh)
    except SecapError as error:
        supply.findings.append(_finding("inventory.local_heat", error))
    return supply


def _plant(
    plant: Plant,
    inputs: list[PlantInput],
    known: Mapping[tuple[str, str | None], factors.EmissionFactor],
    findings: list[Finding],
) -> PlantAccount:
    account = PlantAccount(plant)
    fuels, parts = [], []
    product = {CHP: "chp", HEAT_ONLY: "heat_cold"}.get(plant.kind, "electricity")
    for part in inputs:
        if part.plant.uid != plant.uid:
            continue
        factor = known.get((part.carrier, part.fuel or None))
        try:
            mwh = units.to_mwh(
                part.amount, part.unit, fuel=fuel_of(part.carrier, part.fuel), ncv=part.ncv_mwh_per_unit
            ).mwh
        except SecapError as error:
            findings.append(_finding("inventory.plant_fuel_unit", error, plant.name))
            continue
        parts.append(TransformationInput(part.carrier, mwh, product, plant.name))
        if factor is not None:
            name = codes.code("fuels", part.fuel) if part.fuel else codes.code("carriers", part.carrier)
            fuels.append(
                FuelInput(
                    name, mwh, factor.t_per_mwh, factor.biogenic_co2_t_per_mwh, factor.source, factor.place
                )
            )
    account.fuels, account.inputs = tuple(fuels), tuple(parts)
    if plant.kind == CHP:
        try:
            account.split = chp.chp_split(
                heat_mwh=plant.heat_mwh or 0.0,
                electricity_mwh=plant.electricity_mwh or 0.0,
                heat_efficiency=plant.heat_efficiency,
                electricity_efficiency=plant.electricity_efficiency,
                fuel_t=plant.stated_t,
                fuels=account.fuels,
                plant=plant.name,
            )
        except SecapError as error:
            findings.append(_finding("inventory.chp_split", error, plant.name))
    return account


def _no_factor(plant: Plant, fuel: Code) -> Finding:
    return Finding(
        "inventory.plant_fuel_factor",
        Severity.ERROR,
        (plant.inventory.year, plant.name, fuel),
        Message(
            "{fuel}: the fuel of this plant has no emission factor, so the local factor comes out too low.",
            fuel=fuel,
        ),
        Message(
            "Choose another edition in the inventory's settings, or enter an own factor with its reason."
        ),
    )


def fuel_of(carrier: str, fuel: str) -> str | None:
    """Return the fuel whose calorific value counts: the one named, else the carrier's default fuel."""
    return fuel or codes.get("carriers", carrier).default_fuel or None


def _electricity(
    records: InventoryYear,
    supply: LocalSupply,
    national: factors.EmissionFactor | None,
    gas_basis: str,
    consumption_mwh: float,
) -> factors.EmissionFactor | None:
    plants = [plant for plant in supply.plants if plant.makes_electricity]
    green = records.green_electricity
    if not (plants or green) or not consumption_mwh or national is None:
        return None
    made = []
    for plant in plants:
        t, biogenic_t = plant.record.stated_t, plant.fuel_biogenic_t
        if plant.split is not None:
            t, biogenic_t = plant.split.electricity_t, plant.split.electricity_biogenic_t
        elif t is None:
            t = plant.fuel_t
        made.append(
            local_electricity.LocalElectricity(
                plant.record.name, plant.record.electricity_mwh or 0.0, t, biogenic_t, plant.record.source
            )
        )
    bought = [
        local_electricity.GreenElectricity(item.source, item.mwh, item.t_per_mwh, item.is_sale)
        for item in green
    ]
    local = local_electricity.local_electricity(
        consumption_mwh=consumption_mwh, national=national, plants=made, green=bought
    )
    return local.as_factor("electricity", records.year, gas_basis=gas_basis)


def _heat(
    records: InventoryYear, supply: LocalSupply, gas_basis: str, consumption_mwh: float
) -> tuple[factors.EmissionFactor | None, float | None]:
    plants = [plant for plant in supply.plants if plant.makes_heat]
    if not (plants or records.heat_exchanges) or not consumption_mwh:
        return None, None
    heat = [
        local_heat.HeatPlant(
            plant.record.name,
            plant.record.heat_mwh,
            () if plant.split else plant.fuels,
            plant.split.heat_t if plant.split else plant.record.stated_t,
            plant.split.heat_biogenic_t if plant.split else None,
            plant.record.source,
        )
        for plant in plants
    ]
    exchanges = [
        local_heat.HeatExchange(str(item), item.mwh, item.t_per_mwh, item.is_export, item.source)
        for item in records.heat_exchanges
    ]
    local = local_heat.local_heat(consumption_mwh=consumption_mwh, plants=heat, exchanges=exchanges)
    return local.as_factor("heat_cold", records.year, gas_basis=gas_basis), local.loss_share


def _production(plant: PlantAccount) -> list[LocalProduction]:
    """Tell the checks what the plant made, divided by the energy content of renewable and fossil fuels."""
    fossil = sum(
        part.mwh for part in plant.inputs if codes.get("carriers", part.carrier).group != "renewable"
    )
    total = sum(part.mwh for part in plant.inputs)
    fossil_share = fossil / total if total else 0.0
    found = []
    for product, mwh, t in (
        ("electricity", plant.record.electricity_mwh, plant.split.electricity_t if plant.split else None),
        ("heat_cold", plant.record.heat_mwh, plant.split.heat_t if plant.split else None),
    ):
        if mwh is None or (product == "heat_cold" and not plant.makes_heat):
            continue
        emitted = (
            t
            if t is not None
            else plant.record.stated_t
            if plant.record.stated_t is not None
            else plant.fuel_t
        )
        found.append(
            LocalProduction(plant.record.name, product, mwh * (1 - fossil_share), mwh * fossil_share, emitted)
        )
    return found


def _finding(id: str, error: SecapError, *where: object) -> Finding:
    return Finding(
        id, Severity.ERROR, (*where, *error.where), error.message,
        error.hint or Message("Correct the figure on the page Local supply."),
    )  # fmt: skip
