"""Local electricity, local heat, CHP and degree days: bounds, guards, derivations line by line."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from secap.method.basis.errors import InvalidInput
from secap.method.inventory.chp import chp_split, heat_share
from secap.method.inventory.degree_days import (
    HeatingUse,
    cooling_degree_days,
    corrected,
    corrected_heating_mwh,
    heating_degree_days,
    reference,
)
from secap.method.inventory.factors import EmissionFactor
from secap.method.inventory.local_electricity import (
    GreenElectricity,
    LocalElectricity,
    local_electricity,
    local_electricity_factor,
)
from secap.method.inventory.local_heat import HeatExchange, HeatPlant, local_heat, local_heat_factor
from secap.method.inventory.plants import FuelInput

energy = st.floats(0, 1e7, allow_nan=False).map(lambda value: round(value, 3))
some_energy = st.floats(1, 1e7, allow_nan=False).map(lambda value: round(value, 3))
factor = st.floats(0, 1.5, allow_nan=False).map(lambda value: round(value, 6))
efficiency = st.floats(0.1, 1.0, allow_nan=False)


def labels(derivation) -> list[str]:
    return [str(step.label) for step in derivation.steps]


def value(derivation, label: str) -> float | None:
    return next(step.value for step in derivation.steps if str(step.label).startswith(label))


@given(some_energy, energy, energy, factor, factor, factor)
def test_efe_lies_between_the_factors_of_its_parts(tce, lpe, gep, national, local, green) -> None:
    efe = local_electricity_factor(
        consumption_mwh=tce, local_mwh=lpe, green_mwh=gep, national_t_per_mwh=national,
        local_t=lpe * local, green_t=gep * green,
    )  # fmt: skip
    parts = [part for mwh, part in ((lpe, local), (gep, green), (tce - lpe - gep, national)) if mwh > 0]
    assert min(parts) - 1e-9 <= efe <= max(parts) + 1e-9


@given(some_energy, factor)
def test_without_local_electricity_efe_is_the_national_factor(tce, national) -> None:
    efe = local_electricity_factor(consumption_mwh=tce, local_mwh=0, green_mwh=0, national_t_per_mwh=national)
    assert efe == pytest.approx(national)


@given(some_energy, st.lists(st.tuples(energy, factor), max_size=5), factor)
def test_the_derivation_ends_at_the_same_factor(tce, plants, national) -> None:
    made = local_electricity(
        consumption_mwh=tce,
        national=national,
        plants=[LocalElectricity(f"p{n}", mwh, mwh * part) for n, (mwh, part) in enumerate(plants)],
    )
    plain = local_electricity_factor(
        consumption_mwh=tce,
        local_mwh=sum(mwh for mwh, _ in plants),
        green_mwh=0,
        national_t_per_mwh=national,
        local_t=sum(mwh * part for mwh, part in plants),
    )
    assert made.t_per_mwh == pytest.approx(plain)
    assert made.derivation.result == made.t_per_mwh


def test_every_plant_purchase_and_sale_has_its_line_and_the_national_row_its_place() -> None:
    row = EmissionFactor("electricity", 2019, "jrc_2024", 0.3, source="jrc_ef_2024", place="table 1, LV 2019")
    made = local_electricity(
        consumption_mwh=1000,
        national=row,
        plants=[LocalElectricity("wind", 100), LocalElectricity("engine", 50, 20, 4)],
        green=[GreenElectricity("town hall", 60), GreenElectricity("wind", 20, is_sale=True)],
    )
    told = labels(made.derivation)
    for label in (
        "wind: electricity produced",
        "engine: emissions",
        "Certified green electricity bought: town hall",
    ):
        assert label in told
    assert value(made.derivation, "Guarantees of origin sold: wind") == -20
    assert value(made.derivation, "Certified green electricity, net") == 40
    assert value(made.derivation, "Electricity from the national grid") == 810
    national = next(step for step in made.derivation.steps if step.source == "jrc_ef_2024")
    assert national.place == "jrc_2024, 2019, table 1, LV 2019"
    assert made.biogenic_t_per_mwh == pytest.approx(0.004)


def test_a_net_exporter_uses_its_own_formula_and_says_by_how_much() -> None:
    made = local_electricity(consumption_mwh=100, national=0.4, plants=[LocalElectricity("hydro", 150, 15)])
    assert made.t_per_mwh == pytest.approx(0.1)
    assert made.derivation.formula == "EFE = (CO2LPE + CO2GEP) / (LPE + GEP)"
    assert value(made.derivation, "Net exporter") == 50


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"consumption_mwh": 0}, "must be greater than 0. Enter the electricity consumed"),
        ({"consumption_mwh": math.nan}, "which is no number"),
        ({"local_mwh": -1}, r"Local electricity production \(LPE\) is -1 MWh"),
        ({"national_t_per_mwh": -0.1}, r"National electricity factor \(NEEFE\) is -0.1 t/MWh"),
        ({"local_t": -5}, "Emissions of local production"),
        ({"green_mwh": math.inf}, r"\(GEP\) is inf, which is no number"),
        ({"green_mwh": -20}, "sold .*20 MWh.* than is made locally .*10 MWh.*Correct the sales"),
        ({"green_t": -9}, "which is negative"),
    ],
)
def test_efe_refuses_what_cannot_be(change: dict[str, float], told: str) -> None:
    given = {"consumption_mwh": 100, "local_mwh": 10, "green_mwh": 0, "national_t_per_mwh": 0.4}
    with pytest.raises(InvalidInput, match=told):
        local_electricity_factor(**{**given, **change})


def test_a_plants_own_mistake_names_the_plant() -> None:
    with pytest.raises(InvalidInput, match="engine: Electricity produced is -5 MWh"):
        local_electricity(consumption_mwh=1, national=0.1, plants=[LocalElectricity("engine", -5)])
    with pytest.raises(InvalidInput, match="tram: Emission factor is -1 t/MWh"):
        local_electricity(consumption_mwh=1, national=0.1, green=[GreenElectricity("tram", 5, -1)])


def test_a_local_factor_enters_the_inventory_with_its_derivation() -> None:
    made = local_electricity(consumption_mwh=100, national=0.4, plants=[LocalElectricity("wind", 50)])
    row = made.as_factor("electricity", 2020)
    assert (row.edition, row.co2_t_per_mwh, row.unsplit_t_co2eq_per_mwh) == ("local", 0.2, 0.0)
    assert row.derivation is made.derivation
    in_co2eq = made.as_factor("electricity", 2020, gas_basis="co2eq")
    assert (in_co2eq.co2_t_per_mwh, in_co2eq.unsplit_t_co2eq_per_mwh) == (0.0, 0.2)


@given(some_energy, st.floats(0, 0.5), factor)
def test_network_losses_raise_the_heat_factor(consumed, loss, fuel_factor) -> None:
    produced = consumed / (1 - loss)
    made = local_heat(
        consumption_mwh=consumed,
        plants=[HeatPlant("boiler", produced, (FuelInput("natural gas", produced, fuel_factor),))],
    )
    assert made.loss_share == pytest.approx(loss, abs=1e-9)
    assert made.t_per_mwh == pytest.approx(fuel_factor / (1 - loss))
    assert made.t_per_mwh >= fuel_factor - 1e-12


def test_heat_shows_plants_fuels_exchanges_and_losses() -> None:
    made = local_heat(
        consumption_mwh=9000,
        plants=[
            HeatPlant("North", 5500, (FuelInput("gas", 6000, 0.2), FuelInput("oil", 100, 0.27))),
            HeatPlant("CHP", 4000, stated_t=400, biogenic_t=900),
        ],
        exchanges=[HeatExchange("next town", 1000, 0.1), HeatExchange("works", 300, 0.2, is_export=True)],
    )
    told = labels(made.derivation)
    for label in ("North: gas burnt", "Emission factor: oil", "CHP: emissions", "Heat imported: next town"):
        assert label in told
    assert value(made.derivation, "Emissions of exported heat") == pytest.approx(60)
    assert value(made.derivation, "Network losses") == pytest.approx(1200)
    assert made.loss_share == pytest.approx(1200 / 10200)
    assert made.t_per_mwh == pytest.approx((1227 + 400 + 100 - 60) / 9000)
    assert made.biogenic_t_per_mwh == pytest.approx(0.1)


def test_losses_are_unknown_where_a_plants_heat_is() -> None:
    made = local_heat(consumption_mwh=100, plants=[HeatPlant("A", None, stated_t=20)])
    assert made.loss_share is None
    assert made.t_per_mwh == pytest.approx(0.2)
    assert value(made.derivation, "Network losses: unknown") is None


@pytest.mark.parametrize(
    ("consumed", "plants", "exchanges", "told"),
    [
        (0, [HeatPlant("A", 10, stated_t=1)], [], "must be greater than 0. Enter the district heat"),
        (10, [HeatPlant("A", 10)], [], "A: Neither fuel nor emissions"),
        (10, [HeatPlant("A", -1, stated_t=1)], [], "A: Heat delivered is -1 MWh"),
        (10, [HeatPlant("A", 10, (FuelInput("gas", -4, 0.2),))], [], "A / gas: Fuel burnt is -4 MWh"),
        (120, [HeatPlant("A", 100, stated_t=1)], [], r"consumed \(120 MWh\) than supplied \(100 MWh\)"),
        (
            10,
            [HeatPlant("A", 20, stated_t=1)],
            [HeatExchange("B", 9, 0.9, is_export=True)],
            "exceed those of all heat",
        ),
        (10, [], [HeatExchange("B", 10, -0.1)], "B: Emission factor is -0.1"),
    ],
)
def test_heat_refuses_what_cannot_be(consumed, plants, exchanges, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        local_heat(consumption_mwh=consumed, plants=plants, exchanges=exchanges)


def test_meters_may_differ_a_little() -> None:
    made = local_heat(consumption_mwh=100.5, plants=[HeatPlant("A", 100, stated_t=20)])
    assert made.loss_share == pytest.approx(-0.005)
    assert local_heat_factor(consumption_mwh=100.5, local_t=20) == pytest.approx(made.t_per_mwh)


@given(energy, energy, energy, efficiency, efficiency)
def test_chp_shares_add_up_to_the_whole(fuel_t, heat_mwh, power_mwh, of_heat, of_power) -> None:
    assume(heat_mwh + power_mwh > 0)
    split = chp_split(
        fuel_t=fuel_t, heat_mwh=heat_mwh, electricity_mwh=power_mwh,
        heat_efficiency=of_heat, electricity_efficiency=of_power,
    )  # fmt: skip
    assert split.heat_share + split.electricity_share == pytest.approx(1)
    assert split.heat_t + split.electricity_t == pytest.approx(fuel_t)
    assert 0 <= split.heat_share <= 1
    assert (split.heat_t_per_mwh is None) == (heat_mwh == 0)
    assert (split.electricity_t_per_mwh is None) == (power_mwh == 0)


@given(some_energy, some_energy, efficiency, efficiency)
def test_more_heat_bears_more(heat_mwh, power_mwh, of_heat, of_power) -> None:
    known = {"electricity_mwh": power_mwh, "heat_efficiency": of_heat, "electricity_efficiency": of_power}
    assert heat_share(heat_mwh=2 * heat_mwh, **known) >= heat_share(heat_mwh=heat_mwh, **known)


def test_chp_takes_its_fuels_and_keeps_biogenic_apart() -> None:
    split = chp_split(
        heat_mwh=900, electricity_mwh=400, heat_efficiency=0.9, electricity_efficiency=0.4, plant="Station",
        fuels=[FuelInput("gas", 1000, 0.2), FuelInput("wood", 1000, 0.0, 0.4)],
    )  # fmt: skip
    assert (split.heat_t, split.electricity_t) == pytest.approx((100, 100))
    assert (split.heat_biogenic_t, split.electricity_biogenic_t) == pytest.approx((200, 200))
    assert "Station: wood burnt" in labels(split.derivation)
    assert value(split.derivation, "Share of heat") == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"heat_efficiency": 0}, "Reference efficiency of heat .* must be greater than 0"),
        ({"heat_efficiency": 90}, "Write 90 % as 0.9"),
        ({"electricity_efficiency": 1.1}, "can't exceed 1"),
        ({"heat_mwh": 0, "electricity_mwh": 0}, "neither heat nor electricity"),
        ({"heat_mwh": -1}, "Heat produced"),
        ({"fuel_t": -1}, "Emissions of the plant"),
        ({"fuel_t": None}, "emissions of the CHP plant are missing"),
    ],
)
def test_chp_refuses_what_cannot_be(change: dict[str, float | None], told: str) -> None:
    given = {
        "fuel_t": 10,
        "heat_mwh": 9,
        "electricity_mwh": 4,
        "heat_efficiency": 0.9,
        "electricity_efficiency": 0.4,
    }
    with pytest.raises(InvalidInput, match=told):
        chp_split(**{**given, **change})


def test_degree_days_from_daily_means() -> None:
    assert heating_degree_days([15, 16, 14, -5], base_c=15) == pytest.approx(21)
    assert heating_degree_days(np.full(365, 20.0)) == 0
    assert cooling_degree_days([24, 20, 27], base_c=22) == pytest.approx(7)


def test_a_missing_day_is_not_a_warm_one() -> None:
    with pytest.raises(InvalidInput, match="2 daily mean temperatures are missing, the first on day 2"):
        heating_degree_days([1, math.nan, 3, math.nan])
    with pytest.raises(InvalidInput, match="missing"):
        heating_degree_days([])


@given(energy, st.floats(500, 6000), st.floats(500, 6000))
def test_correction_to_the_mean_and_back(heating, year, mean) -> None:
    there = corrected_heating_mwh(heating_mwh=heating, degree_days=year, reference_degree_days=mean)
    back = corrected_heating_mwh(heating_mwh=there, degree_days=mean, reference_degree_days=year)
    assert back == pytest.approx(heating)
    assert (there >= heating) == (mean >= year) or there == pytest.approx(heating)


def test_without_a_mean_the_bei_stays_and_an_mei_goes_to_the_base_year() -> None:
    by_year = {2005: 4100.0, 2019: 3500.0}
    assert reference(year=2005, base_year=2005, average=None, by_year=by_year) is None
    to = reference(year=2019, base_year=2005, average=None, by_year=by_year)
    assert to is not None
    assert (to.degree_days, to.kind, to.year) == (4100, "base_year", 2005)
    assert reference(year=2019, base_year=None, average=None, by_year=by_year) is None
    assert reference(year=2019, base_year=1990, average=None, by_year=by_year) is None
    mean = reference(year=2005, base_year=2005, average=4000, by_year=by_year)
    assert mean is not None
    assert (mean.degree_days, mean.kind) == (4000, "average")


def test_only_the_heating_part_is_corrected_and_both_stand_side_by_side() -> None:
    to = reference(year=2019, base_year=2005, average=None, by_year={2005: 4000})
    assert to is not None
    heating = [
        HeatingUse("residential_buildings", "heat_cold", 600, 120),
        HeatingUse("residential_buildings", "natural_gas", 200, 40),
        HeatingUse("municipal_buildings", "heat_cold", 100, 20),
    ]
    found = corrected(heating, energy_mwh=2000, total_t=500, degree_days=3200, to=to)
    assert found.ratio == pytest.approx(1.25)
    assert (found.energy_mwh, found.corrected_energy_mwh) == pytest.approx((2000, 2225))
    assert (found.total_t, found.corrected_total_t) == pytest.approx((500, 545))
    assert found.by_sector_mwh == pytest.approx({"residential_buildings": 200, "municipal_buildings": 25})
    assert found.by_carrier_mwh == pytest.approx({"heat_cold": 175, "natural_gas": 50})
    assert any("base year 2005" in label for label in labels(found.derivation))


def test_emissions_stay_unknown_where_a_factor_is_missing() -> None:
    to = reference(year=2019, base_year=2005, average=4000, by_year={})
    assert to is not None
    heating = [HeatingUse("residential_buildings", "heat_cold", 600, None)]
    found = corrected(heating, energy_mwh=2000, total_t=500, degree_days=3200, to=to)
    assert found.corrected_energy_mwh == pytest.approx(2150)
    assert found.corrected_total_t is None


@pytest.mark.parametrize("degree_days", [0, -1, math.nan])
def test_a_year_without_degree_days_cannot_be_corrected(degree_days: float) -> None:
    with pytest.raises(InvalidInput, match="Enter the degree days of the year"):
        corrected_heating_mwh(heating_mwh=1, degree_days=degree_days, reference_degree_days=4000)
