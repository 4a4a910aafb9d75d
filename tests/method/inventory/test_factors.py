"""Factor editions: the figures that others published, and what is said when a row is missing or carried."""

import pytest

from secap.method.basis.editions import editions, fuel_rows
from secap.method.basis.errors import MissingFactor
from secap.method.inventory.choosing import (
    OwnFactor,
    electricity_factor,
    factor_set,
    fuel_factor,
    heat_factor,
)
from secap.method.inventory.factors import FactorChoice

# Source: CoM default emission factors, version 2017 (JRC107518), IPCC t CO2 and t CO2eq per MWh.
PUBLISHED = [
    ("natural_gas", 0.202, 0.202),
    ("lpg", 0.227, 0.227),
    ("gas_diesel_oil", 0.267, 0.268),
    ("residual_fuel_oil", 0.279, 0.280),
    ("motor_gasoline", 0.249, 0.250),
    ("diesel", 0.267, 0.268),
    ("lignite", 0.364, 0.365),
    ("anthracite", 0.354, 0.356),
    ("other_bituminous_coal", 0.341, 0.342),
    ("sub_bituminous_coal", 0.346, 0.348),
    ("peat", 0.382, 0.383),
    ("municipal_waste_nonbio", 0.330, 0.337),
]


@pytest.mark.parametrize(("fuel", "co2", "co2eq"), PUBLISHED)
def test_ipcc_gases_give_what_the_covenant_published(fuel: str, co2: float, co2eq: float) -> None:
    carrier = next(row["carrier"] for row in fuel_rows("ipcc_2006") if row["fuel"] == fuel)
    in_co2 = fuel_factor(FactorChoice(2008, "LV"), carrier, fuel)
    in_co2eq = fuel_factor(FactorChoice(2008, "LV", gas_basis="co2eq", gwp="ar4"), carrier, fuel)
    assert in_co2.t_per_mwh == pytest.approx(co2, abs=6e-4)
    assert in_co2eq.t_per_mwh == pytest.approx(co2eq, abs=6e-4)


@pytest.mark.parametrize(
    ("edition", "year", "value"),
    [
        ("jrc_2022", 2008, 0.089),
        ("jrc_2024", 2008, 0.371),
        ("jrc_2022", 2010, 0.125),
        ("jrc_2024", 2010, 0.506),
        ("jrc_2024", 1990, 0.043),
        ("jrc_2024", 2020, 0.216),
    ],
)
def test_the_edition_decides_latvian_electricity(edition: str, year: int, value: float) -> None:
    factor = electricity_factor(FactorChoice(year, "LV", electricity_edition=edition))
    assert factor.t_per_mwh == pytest.approx(value, abs=5e-4)
    assert (factor.edition, factor.year, factor.note) == (edition, year, None)


def test_a_year_that_is_not_covered_is_carried_and_said() -> None:
    later = electricity_factor(FactorChoice(2023, "LV"))
    assert later.year == 2021
    assert str(later.note) == "2021 carried forward to 2023."
    earlier = electricity_factor(FactorChoice(2010, "LV", electricity_edition="lv_2022"))
    assert str(earlier.note) == "2016 carried back to 2010."


def test_sustainable_biomass_keeps_its_co2_apart_and_its_other_gases_in() -> None:
    wood = fuel_factor(FactorChoice(2020, "LV", gas_basis="co2eq"), "other_biomass", "wood")
    assert wood.biogenic_co2_t_per_mwh == pytest.approx(0.4032)
    assert 0 < wood.t_per_mwh < 0.01
    counted = fuel_factor(FactorChoice(2020, "LV", biomass_sustainable=False), "other_biomass", "wood")
    assert counted.t_per_mwh == pytest.approx(0.4032)


def test_the_gwp_set_changes_only_what_it_should() -> None:
    values = {
        gwp: fuel_factor(FactorChoice(2020, "LV", gas_basis="co2eq", gwp=gwp), "coal", "anthracite").t_per_mwh
        for gwp in ("ar4", "ar5", "ar6")
    }
    assert len(set(values.values())) == 3
    assert max(values.values()) - min(values.values()) < 0.001


def test_a_missing_factor_names_carrier_year_and_edition() -> None:
    with pytest.raises(MissingFactor) as missing:
        heat_factor(FactorChoice(2019, "LV"))
    text = str(missing.value)
    assert "2019" in text and "Heat/cold" in text and "2024 edition" in text and "Local supply" in text
    with pytest.raises(MissingFactor):
        fuel_factor(FactorChoice(2019, "LV", approach="lca"), "natural_gas")


def test_a_country_that_the_edition_lacks_is_missing_not_guessed() -> None:
    with pytest.raises(MissingFactor):
        electricity_factor(FactorChoice(2019, "ZZ"))


def test_own_before_local_before_national() -> None:
    choice = FactorChoice(2020, "LV")
    national, _ = factor_set(choice, [("electricity", None)])
    own, _ = factor_set(
        choice, [("electricity", None)], own=[OwnFactor("electricity", 0.05, reason="contract")]
    )
    assert national["electricity", None].edition == "jrc_2024"
    assert own["electricity", None].t_per_mwh == pytest.approx(0.05)
    assert own["electricity", None].reason == "contract"


def test_unverified_rows_and_foreign_potentials_are_said() -> None:
    choice = FactorChoice(2020, "LV", gas_basis="co2eq", gwp="ar5")
    _, findings = factor_set(choice, [("electricity", None), ("natural_gas", None)])
    assert {finding.id for finding in findings} == {"inventory.factor_unverified", "inventory.factor_gwp"}


def test_every_edition_can_be_listed() -> None:
    assert {edition.code for edition in editions()} >= {
        "ipcc_2006",
        "com_2017",
        "jrc_2022",
        "jrc_2024",
        "lv_2022",
    }
    assert all(edition.note and edition.source for edition in editions())
