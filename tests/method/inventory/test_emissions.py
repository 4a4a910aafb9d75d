"""The sum of an inventory: every grouping adds up, missing is not zero, biogenic CO2 and sinks stay apart."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis.errors import InvalidInput
from secap.method.inventory.emissions import GASES, emissions
from secap.method.inventory.energy import EnergyUse, NonEnergyEmission
from secap.method.inventory.factors import EmissionFactor, FactorChoice
from secap.method.inventory.gases import DirectEmission

SECTORS = ["residential_buildings", "tertiary_buildings", "municipal_fleet", "a sector of its own"]
CARRIERS = ["electricity", "natural_gas", "other_biomass", "a carrier of its own"]
amounts = st.floats(0, 1e7, allow_nan=False).map(lambda value: round(value, 3))
shares = st.floats(0, 2, allow_nan=False).map(lambda value: round(value, 6))
uses_lists = st.lists(
    st.builds(
        EnergyUse, st.sampled_from(SECTORS), st.sampled_from(CARRIERS), amounts, st.sampled_from([1, 2, 3])
    ),
    max_size=25,
)
factor_sets = st.fixed_dictionaries(
    {
        (carrier, None): st.builds(
            lambda co2, ch4, unsplit, biogenic, carrier=carrier: EmissionFactor(
                carrier,
                2020,
                "test",
                co2,
                ch4 / 1000,
                ch4 / 10_000,
                unsplit,
                biogenic,
                gwp_ch4=28,
                gwp_n2o=265,
            ),
            shares,
            shares,
            shares,
            shares,
        )
        for carrier in CARRIERS
    }
)
others = st.lists(st.builds(NonEnergyEmission, st.sampled_from(["wastewater", "afolu"]), amounts), max_size=4)


def close(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-6)


@given(uses_lists, factor_sets, others)
def test_every_grouping_adds_up_to_the_total(uses, factors, non_energy) -> None:
    result = emissions(uses, factors, non_energy=non_energy)
    for grouping in (result.by_sector_t, result.by_scope_t, result.by_gas_t):
        assert math.fsum(grouping.values()) == close(result.total_t)
    assert math.fsum(t for part in result.by_sector_scope_t.values() for t in part.values()) == close(
        result.total_t
    )
    assert math.fsum(result.by_carrier_t.values()) == close(result.energy_t)
    for grouping in (result.by_sector_mwh, result.by_carrier_mwh):
        assert math.fsum(grouping.values()) == close(result.energy_mwh)
    cells = [mwh for part in result.by_sector_carrier_mwh.values() for mwh in part.values()]
    assert math.fsum(cells) == close(math.fsum(use.mwh for use in uses))
    assert math.fsum(line.t for line in result.lines) == close(result.energy_t)
    assert result.total_t == close(result.energy_t + result.non_energy_t)


@given(uses_lists, factor_sets)
def test_each_line_is_energy_times_its_factor(uses, factors) -> None:
    result = emissions(uses, factors)
    assert len(result.lines) == len(uses)
    for use, line in zip(uses, result.lines, strict=True):
        assert line.use is use
        assert line.factor is factors[use.carrier, None]
        assert line.t == close(use.mwh * line.factor.t_per_mwh)
        assert line.biogenic_t == close(use.mwh * line.factor.biogenic_co2_t_per_mwh)


@given(uses_lists, factor_sets, st.floats(0, 100).map(lambda value: round(value, 3)))
def test_scaling_energy_scales_emissions(uses, factors, scale) -> None:
    scaled = [EnergyUse(use.sector, use.carrier, use.mwh * scale, use.scope) for use in uses]
    once, more = emissions(uses, factors), emissions(scaled, factors)
    assert more.total_t == close(once.total_t * scale)
    assert more.biogenic_t == close(once.biogenic_t * scale)
    for sector, t in once.by_sector_t.items():
        assert more.by_sector_t[sector] == close(t * scale)


@given(uses_lists, uses_lists, factor_sets)
def test_a_joint_inventory_is_the_sum_of_its_members(first, second, factors) -> None:
    one, other, both = (
        emissions(first, factors),
        emissions(second, factors),
        emissions(first + second, factors),
    )
    assert both.total_t == close(one.total_t + other.total_t)
    for carrier, mwh in both.by_carrier_mwh.items():
        assert mwh == close(one.by_carrier_mwh.get(carrier, 0) + other.by_carrier_mwh.get(carrier, 0))


COAL = EmissionFactor("coal", 2006, "ipcc_2006", co2_t_per_mwh=0.35)


def test_energy_without_a_factor_is_an_error_and_not_zero() -> None:
    uses = [
        EnergyUse("residential_buildings", "coal", 100),
        EnergyUse("residential_buildings", "heat_cold", 40, 2),
        EnergyUse("tertiary_buildings", "heat_cold", 60, 2),
    ]
    choice = FactorChoice(2019, "LV", fuel_edition="com_2017", electricity_edition="jrc_2024")
    result = emissions(uses, {("coal", None): COAL}, choice=choice)
    assert not result.complete
    assert [use.sector for use in result.missing] == ["residential_buildings", "tertiary_buildings"]
    assert result.energy_mwh == 200
    assert result.total_t == pytest.approx(35)
    (finding,) = result.findings
    assert (finding.id, finding.severity) == ("inventory.missing_factor", "error")
    assert str(finding.message).startswith("No 2019 factor for Heat/cold in edition ")
    assert "100 MWh" in str(finding.message)
    assert "Local supply" in str(finding.hint)


def test_a_fuel_of_its_own_does_not_borrow_the_carriers_factor() -> None:
    result = emissions([EnergyUse("residential_buildings", "coal", 100, fuel="peat")], {("coal", None): COAL})
    assert not result.complete
    assert "Peat" in str(result.findings[0].message)


def test_gases_biogenic_co2_and_published_equivalents_are_told_apart() -> None:
    wood = EmissionFactor(
        "other_biomass", 2006, "t", ch4_t_per_mwh=1e-4, n2o_t_per_mwh=1e-5, biogenic_co2_t_per_mwh=0.4,
        gwp_ch4=27, gwp_n2o=273,
    )  # fmt: skip
    grid = EmissionFactor("electricity", 2020, "t", unsplit_t_co2eq_per_mwh=0.3)
    uses = [
        EnergyUse("residential_buildings", "other_biomass", 1000),
        EnergyUse("rail", "electricity", 10, 2),
    ]
    result = emissions(uses, {("other_biomass", None): wood, ("electricity", None): grid})
    assert tuple(result.by_gas_t) == GASES
    assert result.by_gas_t == pytest.approx({"co2": 0, "ch4": 2.7, "n2o": 2.73, "co2eq_unsplit": 3.0})
    assert result.biogenic_t == pytest.approx(400)
    assert result.total_t == pytest.approx(8.43)
    assert result.renewable_share == pytest.approx(1000 / 1010)


def test_a_known_share_of_renewables_in_electricity_counts() -> None:
    uses = [EnergyUse("rail", "electricity", 80, 2), EnergyUse("rail", "diesel", 20)]
    assert emissions(uses, {}).renewable_share == 0
    assert emissions(uses, {}, renewable_shares={"electricity": 0.5}).renewable_share == pytest.approx(0.4)
    assert emissions([], {}).renewable_share is None


def test_sinks_are_not_deducted_from_the_total() -> None:
    non_energy = [NonEnergyEmission("wastewater", 30), NonEnergyEmission("afolu", -12, is_sink=True)]
    uses = [EnergyUse("residential_buildings", "coal", 100)]
    result = emissions(uses, {("coal", None): COAL}, non_energy=non_energy, population=20)
    assert result.total_t == pytest.approx(65)
    assert (result.energy_t, result.non_energy_t, result.sinks_t) == pytest.approx((35, 30, -12))
    assert result.net_t == pytest.approx(53)
    assert result.per_capita_t == pytest.approx(3.25)
    assert result.by_sector_t == pytest.approx({"residential_buildings": 35, "wastewater": 30})
    assert result.by_sector_scope_t["wastewater"] == {"1": 30}
    assert result.by_gas_t["co2eq_unsplit"] == 30
    assert "wastewater" not in result.by_sector_carrier_t


def test_direct_emissions_count_and_their_unknown_energy_is_said() -> None:
    known = DirectEmission("industry", "natural_gas", 1, 20, 1, 0.5, 0, 0, mwh=100)
    unknown = DirectEmission("industry", "bitumen", 1, 30, 0, 0, 0, 5)
    result = emissions([EnergyUse("industry", "coal", 100)], {("coal", None): COAL}, direct=[known, unknown])
    assert result.total_t == pytest.approx(35 + 21.5 + 30)
    assert result.energy_mwh == 200
    assert result.by_carrier_t["bitumen"] == 30
    assert result.biogenic_t == 5
    (finding,) = result.findings
    assert (finding.id, finding.severity) == ("inventory.energy_unknown", "warning")
    assert "bitumen" in str(finding.message)


def test_nothing_per_inhabitant_without_inhabitants() -> None:
    uses = [EnergyUse("residential_buildings", "coal", 1)]
    for population in (None, 0):
        assert emissions(uses, {("coal", None): COAL}, population=population).per_capita_t is None


@pytest.mark.parametrize("mwh", [math.nan, math.inf])
def test_energy_that_is_no_number_is_refused_with_its_place(mwh: float) -> None:
    with pytest.raises(InvalidInput, match=r"Rail .*/ Coal: Energy is"):
        emissions([EnergyUse("rail", "coal", mwh)], {})


@pytest.mark.parametrize(("t", "is_sink"), [(5.0, True), (-5.0, False), (math.nan, False)])
def test_a_wrong_sign_is_refused(t: float, is_sink: bool) -> None:
    with pytest.raises(InvalidInput, match="Correct the sign"):
        emissions([], {}, non_energy=[NonEnergyEmission("afolu", t, is_sink=is_sink)])


def test_the_result_is_ready_for_json_in_the_readers_language() -> None:
    result = emissions([EnergyUse("residential_buildings", "coal", 100)], {}, population=10)
    told = json.loads(json.dumps(result.as_dict("lv"), allow_nan=False))
    assert told["complete"] is False
    assert told["energy_mwh"] == 100
    assert told["by_sector_scope_t"] == {"residential_buildings": {"1": 0.0}}
    assert told["findings"][0]["where"] == "coal"
