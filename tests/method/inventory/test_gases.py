"""Gas by gas: units joined, potentials applied, biomass told from fossil fuel."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis.errors import InvalidInput
from secap.method.inventory.gases import (
    GasFactor,
    GasUnit,
    direct_emission,
    energy_factor,
    gas_unit,
    is_by_energy,
    per_unit_t,
    potentials,
)


@pytest.mark.parametrize(
    ("text", "tonnes", "per"),
    [
        ("t/MWh", 1, "mwh"), ("kg/MWh", 1e-3, "mwh"), ("g/kWh", 1e-6, "kwh"), ("kg/TJ", 1e-3, "tj"),
        ("t CO2/TJ", 1, "tj"), ("kgCO2e/MWh", 1e-3, "mwh"), ("tCO2-eq/MWh", 1, "mwh"),
        ("kg CO₂/m³", 1e-3, "m³"), ("kg CH4/kg", 1e-3, "kg"), ("t per MWh", 1, "mwh"),
        ("Mg/TJ", 1, "tj"), ("mg/MJ", 1e-9, "mj"),
    ],
)  # fmt: skip
def test_units_of_factors(text: str, tonnes: float, per: str) -> None:
    assert gas_unit(text) == GasUnit(tonnes, per)


@pytest.mark.parametrize("text", ["", "MWh", "kg", "lb/MWh", "t/", "0.2"])
def test_other_units_are_refused_with_a_list(text: str) -> None:
    with pytest.raises(InvalidInput, match="Use t/MWh"):
        gas_unit(text)


@pytest.mark.parametrize(
    ("value", "unit"),
    [(0.202, "t/MWh"), (202, "kg/MWh"), (202, "g/kWh"), (56.1111111111, "t/TJ"), (56111.1111111, "kg/TJ")],
)
def test_the_same_factor_in_five_units(value: float, unit: str) -> None:
    assert per_unit_t(GasFactor("co2", value, unit), "MWh") == pytest.approx(0.202)
    assert is_by_energy(unit)


def test_mass_and_volume_need_no_calorific_value_among_themselves() -> None:
    assert per_unit_t(GasFactor("co2", 3.3, "kg/kg"), "t") == pytest.approx(3.3)
    assert per_unit_t(GasFactor("co2", 2.4, "kg/l"), "m3") == pytest.approx(2.4)
    assert not is_by_energy("kg/m3")


def test_energy_and_mass_meet_through_the_fuel_or_the_suppliers_value() -> None:
    by_energy = GasFactor("co2", 0.25, "t/MWh")
    assert per_unit_t(by_energy, "t", fuel="diesel") == pytest.approx(0.25 * 43 / 3.6, rel=1e-4)
    assert per_unit_t(by_energy, "t", ncv_mwh_per_unit=12) == pytest.approx(3)
    assert per_unit_t(GasFactor("co2", 2.0, "kg/m3"), "mwh", fuel="natural_gas") == pytest.approx(
        0.002 / 0.00945
    )
    with pytest.raises(InvalidInput, match="needs a fuel"):
        per_unit_t(by_energy, "t")
    with pytest.raises(InvalidInput, match="not known"):
        per_unit_t(by_energy, "buckets")


def test_biogenic_methane_has_its_own_potential_and_biogenic_co2_is_apart() -> None:
    gwp = potentials("ar6")
    gases = [GasFactor("co2", 112_000, "kg/TJ", True), GasFactor("ch4", 30, "kg/TJ", True)]
    wood = energy_factor("wood", 2020, gases, gwp)
    assert (wood.co2_t_per_mwh, wood.gwp_ch4) == (0, 27.0)
    assert wood.biogenic_co2_t_per_mwh == pytest.approx(0.4032)
    assert wood.t_per_mwh == pytest.approx(30 * 3.6e-6 * 27)
    gas = energy_factor("gas", 2020, [GasFactor("co2", 0.2, "t/MWh"), GasFactor("ch4", 1, "kg/TJ")], gwp)
    assert gas.gwp_ch4 == 29.8
    direct = direct_emission(sector="s", carrier="wood", amount=2, unit="TJ", gases=gases, gwp=gwp, mwh=555.6)
    assert direct.biogenic_t == pytest.approx(224)
    assert direct.t == pytest.approx(0.06 * 27)


@given(st.floats(0, 1e6), st.floats(0, 5), st.floats(0, 1), st.floats(0, 1))
def test_direct_emission_is_the_sum_of_its_gases(amount, co2, ch4, n2o) -> None:
    gases = [GasFactor(gas, value, "kg/kg") for gas, value in (("co2", co2), ("ch4", ch4), ("n2o", n2o))]
    made = direct_emission(
        sector="s", carrier="c", amount=amount, unit="kg", gases=gases, gwp=potentials("ar5")
    )
    assert made.t == pytest.approx(amount * (co2 + 28 * ch4 + 265 * n2o) / 1000, rel=1e-9, abs=1e-9)


def test_potentials_of_the_three_sets() -> None:
    assert [potentials(name).n2o for name in ("ar4", "ar5", "ar6")] == [298, 265, 273]
    with pytest.raises(InvalidInput, match="ar4"):
        potentials("ar3")


def test_a_gas_twice_or_unknown_is_refused() -> None:
    co2 = GasFactor("co2", 1, "t/MWh")
    with pytest.raises(InvalidInput, match="given twice"):
        energy_factor("c", 2020, [co2, co2], potentials("ar5"))
    with pytest.raises(InvalidInput, match="no greenhouse gas"):
        energy_factor("c", 2020, [GasFactor("sf6", 1, "t/MWh")], potentials("ar5"))
    with pytest.raises(InvalidInput, match="no number"):
        direct_emission(
            sector="s", carrier="c", amount=float("nan"), unit="kg", gases=[co2], gwp=potentials("ar5")
        )
