"""One inventory with everything that belongs to it, from the database or from a file."""

from __future__ import annotations

from dataclasses import dataclass, field

from secap.desk.inventory.models import (
    EnergyUse,
    GreenElectricity,
    HeatExchange,
    Inventory,
    NonEnergyEmission,
    NotationKey,
    OwnFactor,
    Plant,
    PlantInput,
    StatedTotal,
)
from secap.desk.inventory.models.inventory import InventoryRecord
from secap.desk.registry.models import Municipality

# What belongs to an inventory, in the order of the plan file. Plants stand before their inputs.
PARTS: dict[str, type[InventoryRecord]] = {
    "energy_uses": EnergyUse,
    "notation_keys": NotationKey,
    "non_energy": NonEnergyEmission,
    "plants": Plant,
    "plant_inputs": PlantInput,
    "green_electricity": GreenElectricity,
    "heat_exchanges": HeatExchange,
    "own_factors": OwnFactor,
    "stated_totals": StatedTotal,
}


@dataclass(slots=True)
class InventoryYear:
    """Model instances, saved or not: nothing here needs a database."""

    inventory: Inventory
    energy_uses: list[EnergyUse] = field(default_factory=list)
    notation_keys: list[NotationKey] = field(default_factory=list)
    non_energy: list[NonEnergyEmission] = field(default_factory=list)
    plants: list[Plant] = field(default_factory=list)
    plant_inputs: list[PlantInput] = field(default_factory=list)
    green_electricity: list[GreenElectricity] = field(default_factory=list)
    heat_exchanges: list[HeatExchange] = field(default_factory=list)
    own_factors: list[OwnFactor] = field(default_factory=list)
    stated_totals: list[StatedTotal] = field(default_factory=list)

    @property
    def year(self) -> int:
        return self.inventory.year


def load_years(municipality: Municipality) -> list[InventoryYear]:
    """Return the municipality's inventories with their parts, oldest first, in one query per kind of
    record."""
    inventories = Inventory.objects.filter(municipality=municipality)
    years = {inventory.pk: InventoryYear(inventory) for inventory in inventories}
    for name, model in PARTS.items():
        for record in model.objects.filter(municipality=municipality, inventory__in=years):
            inventory = years[record.inventory_id].inventory
            record.inventory = inventory
            getattr(years[inventory.pk], name).append(record)
    for year in years.values():
        plants = {plant.pk: plant for plant in year.plants}
        year.plant_inputs = [part for part in year.plant_inputs if part.plant_id in plants]
        for part in year.plant_inputs:
            part.plant = plants[part.plant_id]
    return sorted(years.values(), key=lambda year: year.year)
