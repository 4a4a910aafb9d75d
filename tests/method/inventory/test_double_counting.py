"""Double counting: the overlap's size, whether it is proven, and what lessens it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.method.inventory.double_counting import (
    StatedTotal,
    TransformationInput,
    fuel_possibly_counted_twice_mwh,
    overlaps,
)
from secap.method.inventory.energy import EnergyUse

HEAT = EnergyUse("residential_buildings", "heat_cold", 26000, scope=2)
GAS = EnergyUse("residential_buildings", "natural_gas", 64000)
BOILER = TransformationInput("natural_gas", 30000, plant="Boiler house")
amounts = st.floats(0, 1e6)


def test_heat_and_its_gas_overlap_by_at_most_the_plants_fuel() -> None:
    (overlap,) = overlaps([HEAT, GAS], [BOILER])
    assert overlap.mwh == 30000
    assert not overlap.certain
    assert overlap.share == pytest.approx(1 / 3)
    assert overlap.plants == ("Boiler house",)


def test_a_stated_total_proves_the_size() -> None:
    (overlap,) = overlaps([HEAT, GAS], [BOILER], [StatedTotal(50000, carrier="natural_gas")])
    assert overlap.certain and overlap.mwh == 14000
    assert overlap.derivation.result == 14000


def test_a_total_of_one_sector_proves_nothing() -> None:
    totals = [StatedTotal(64000, sector="residential_buildings", carrier="natural_gas")]
    (overlap,) = overlaps([HEAT, GAS], [BOILER], totals)
    assert not overlap.certain


def test_heat_that_nobody_uses_here_overlaps_with_nothing() -> None:
    assert overlaps([GAS], [BOILER]) == []


def test_fuel_of_vehicles_is_not_the_plants() -> None:
    uses = [HEAT, EnergyUse("private_commercial_transport", "diesel", 9000)]
    assert overlaps(uses, [TransformationInput("diesel", 500)]) == []


def test_a_chp_plant_overlaps_with_heat_or_electricity() -> None:
    power = EnergyUse("residential_buildings", "electricity", 9000, scope=2)
    (overlap,) = overlaps([power, GAS], [TransformationInput("natural_gas", 5000, "chp", "CHP")])
    assert overlap.mwh == 5000 and overlap.products == ("heat_cold", "electricity")


def test_fuel_marked_as_transformation_input_lessens_the_overlap() -> None:
    marked = TransformationInput("natural_gas", 20000, excluded=True)
    (overlap,) = overlaps([HEAT, GAS], [BOILER, marked])
    assert overlap.mwh == 10000


def test_a_stated_total_proves_it_whatever_was_marked() -> None:
    excluded = TransformationInput("natural_gas", 30000, plant="Boiler house", excluded=True)
    assert overlaps([HEAT, GAS], [excluded]) == []
    (overlap,) = overlaps([HEAT, GAS], [excluded], [StatedTotal(34000, carrier="natural_gas")])
    assert overlap.certain and overlap.mwh == 30000


def test_without_plants_the_heat_bounds_what_may_be_counted_twice() -> None:
    assert fuel_possibly_counted_twice_mwh([HEAT, GAS]) == (26000, ["natural_gas"])
    assert fuel_possibly_counted_twice_mwh([GAS]) == (0, ["natural_gas"])


@given(amounts, amounts, amounts, st.one_of(st.none(), amounts))
def test_the_overlap_never_exceeds_fuel_or_final_use(
    heat: float, gas: float, burnt: float, stated: float | None
) -> None:
    uses = [
        EnergyUse("tertiary_buildings", "heat_cold", heat, scope=2),
        EnergyUse("tertiary_buildings", "natural_gas", gas),
    ]
    totals = [] if stated is None else [StatedTotal(stated, carrier="natural_gas")]
    for overlap in overlaps(uses, [TransformationInput("natural_gas", burnt)], totals):
        assert 0 < overlap.mwh <= min(burnt, gas)
        assert overlap.certain == (stated is not None)
