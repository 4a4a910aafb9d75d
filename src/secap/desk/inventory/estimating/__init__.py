"""Estimation helpers at the desk: forms for the book's estimates, and energy uses that remember how they
came about."""

from secap.desk.inventory.estimating.balance import Difference, Scaled
from secap.desk.inventory.estimating.buildings import FloorArea
from secap.desk.inventory.estimating.method import Facts, Method
from secap.desk.inventory.estimating.transport import FuelSales, TrafficCounts, VehicleRegistry
from secap.desk.inventory.estimating.years import Between, Carried

METHODS: dict[str, Method] = {
    method.code: method
    for method in (
        VehicleRegistry(),
        TrafficCounts(),
        FuelSales(),
        FloorArea(),
        Difference(),
        Scaled(),
        Between(),
        Carried(),
    )
}

__all__ = ["METHODS", "Facts", "Method"]
