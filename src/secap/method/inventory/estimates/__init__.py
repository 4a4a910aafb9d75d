"""Estimates for what no bill shows: pure functions, each with derivation, editable assumptions and a "
"lower grade."""

from secap.method.inventory.estimates.balance import by_difference, scaled
from secap.method.inventory.estimates.buildings import BuildingGroup, building_heat
from secap.method.inventory.estimates.result import Assumption, Estimate
from secap.method.inventory.estimates.transport import (
    FuelSale,
    RoadSegment,
    VehicleGroup,
    road_transport_from_counts,
    road_transport_from_fuel_sales,
    road_transport_from_registry,
)
from secap.method.inventory.estimates.years import Driver, YearFigures, between, carried

__all__ = [
    "Assumption",
    "BuildingGroup",
    "Driver",
    "Estimate",
    "FuelSale",
    "RoadSegment",
    "VehicleGroup",
    "YearFigures",
    "between",
    "building_heat",
    "by_difference",
    "carried",
    "road_transport_from_counts",
    "road_transport_from_fuel_sales",
    "road_transport_from_registry",
    "scaled",
]
