"""Records of the inventory chapter: `profile` (the town) and `inventory` (one year of energy and
emissions)."""

from secap.desk.inventory.models.inventory import (
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
from secap.desk.inventory.models.profile import Barrier, DataSet, PolicyOption, Potential, ProfileValue

__all__ = [
    "Barrier",
    "DataSet",
    "EnergyUse",
    "GreenElectricity",
    "HeatExchange",
    "Inventory",
    "NonEnergyEmission",
    "NotationKey",
    "OwnFactor",
    "Plant",
    "PlantInput",
    "PolicyOption",
    "Potential",
    "ProfileValue",
    "StatedTotal",
]
