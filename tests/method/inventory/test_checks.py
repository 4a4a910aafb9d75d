"""Checks: worked cases, the table behind them, and how a check without data differs from a passed one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from secap.method.inventory.checks import (
    REGISTRY,
    FactorReference,
    InventoryData,
    LocalProduction,
    Notation,
    OtherInventory,
    References,
    StatedTotal,
    TransformationInput,
    check_inventory,
    outcomes,
)
from secap.method.inventory.checks.references import published_reference
from secap.method.inventory.choosing import factor_set
from secap.method.inventory.emissions import emissions
from secap.method.inventory.energy import EnergyUse, NonEnergyEmission
from secap.method.inventory.factors import EmissionFactor, FactorChoice
from secap.method.inventory.thresholds import check_rows

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "checks.yaml").read_text(encoding="utf-8"))
CURRENT_YEAR = 2026
LISTS = {
    "uses": EnergyUse,
    "non_energy": NonEnergyEmission,
    "production": LocalProduction,
    "transformation": TransformationInput,
    "stated_totals": StatedTotal,
    "others": OtherInventory,
}


def inventory(given: dict[str, Any]) -> InventoryData:
    """Return the inventory of a case; the year is 2015 and it is the BEI unless the case says otherwise."""
    fields: dict[str, Any] = {"year": 2015, "is_bei": True} | given
    for name, kind in LISTS.items():
        if name in fields:
            fields[name] = tuple(kind(**part) for part in fields[name])
    if "notation" in fields:
        fields["notation"] = {
            (part["sector"], part.get("carrier")): Notation(part["key"], part["explanation"])
            for part in fields["notation"]
        }
    if "factors" in fields:
        fields["factors"] = {
            (part["carrier"], None): EmissionFactor(year=2015, **part) for part in fields["factors"]
        }
    if "references" in fields:
        references = dict(fields["references"])
        factors = {name: FactorReference(**part) for name, part in references.pop("factors", {}).items()}
        fields["references"] = References(factors=factors, **references)
    return InventoryData(**fields)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_case(case: dict[str, Any]) -> None:
    found = check_inventory(inventory(case["given"]), current_year=CURRENT_YEAR)
    about = case.get("about")
    found = [finding for finding in found if about is None or finding.id in about]
    said = [finding.as_dict() for finding in found]
    wanted = case["expect"]
    assert [(one["id"], one["severity"], one["where"]) for one in said] == [
        (one["id"], one["severity"], one["where"]) for one in wanted
    ]
    for one, want in zip(said, wanted, strict=True):
        for words in want.get("says", []):
            assert words in one["message"]
        assert one["hint"]


class TestTable:
    """The table and the functions belong together."""

    def test_every_check_has_its_row_and_number(self) -> None:
        rows = check_rows()
        for one in REGISTRY.values():
            assert rows[one.id].no == one.no

    def test_every_row_about_an_inventory_has_its_function(self) -> None:
        ours = {id for id, row in check_rows().items() if row.applies in ("inventory", "no data")}
        elsewhere = {id for id in ours if id.startswith("compared_")}  # in comparison.py
        assert ours - elsewhere == set(REGISTRY)

    def test_published_rows_1_to_35_are_all_there(self) -> None:
        assert [row.no for row in check_rows().values()][:35] == list(range(1, 36))

    def test_every_row_says_its_rule_and_source(self) -> None:
        for row in check_rows().values():
            assert (
                row.name and row.test and row.source and row.quality in ("published", "assumed", "unverified")
            )


def test_the_method_page_names_every_check_and_default() -> None:
    page = (Path(__file__).parents[3] / "docs" / "method" / "inventory.md").read_text(encoding="utf-8")
    for id, row in check_rows().items():
        if row.applies in ("inventory", "no data"):
            assert f"| {row.no} | `{id}` |" in page
            limits = [("low", row.low), ("high", row.high), ("extreme", row.extreme)]
            for name, value in limits:
                assert value is None or f"{name} {value:g}" in page


class TestOutcomes:
    """A check that can't be made is not a passed check."""

    def test_without_reference_values_the_outlier_checks_are_not_evaluated(self) -> None:
        uses = (EnergyUse("residential_buildings", "electricity", 20000, scope=2),)
        data = InventoryData(year=2015, is_bei=True, uses=uses, population=10000)
        states = {one.row.id: one.state for one in outcomes(data, current_year=CURRENT_YEAR)}
        assert states["electricity_high"] == "no_data"
        assert states["electricity_low"] == "passed"
        assert states["thermal_low"] == "no_data"
        assert states["key_sectors"] == "found"

    def test_the_reason_is_said(self) -> None:
        data = InventoryData(year=2015, is_bei=True)
        reasons = {
            one.row.id: one.not_evaluated.text()
            for one in outcomes(data, current_year=CURRENT_YEAR)
            if one.not_evaluated
        }
        assert "population of 2015" in reasons["unit_slip"]
        assert "no earlier inventory" in reasons["change"]

    def test_every_check_is_among_the_outcomes(self) -> None:
        found = outcomes(InventoryData(year=2015, is_bei=True), current_year=CURRENT_YEAR)
        assert {one.row.id for one in found} == set(REGISTRY)


class TestPublishedReferences:
    """Without references of the caller's own, factors are held against those of the chosen edition."""

    CHOICE = FactorChoice(year=2010, country="LV", electricity_edition="jrc_2022")

    def test_an_own_electricity_factor_of_another_edition_stands_out(self) -> None:
        highest = published_reference(self.CHOICE, "electricity")
        assert highest is not None and highest.highest_t_per_mwh < 0.4
        own = {("electricity", None): EmissionFactor("electricity", 2010, "own", 0.506)}
        uses = (EnergyUse("residential_buildings", "electricity", 100, scope=2),)
        data = InventoryData(2010, True, uses, factors=own, choice=self.CHOICE)
        assert "inventory.own_factor" in [f.id for f in check_inventory(data, current_year=CURRENT_YEAR)]

    def test_the_edition_s_own_factors_pass(self) -> None:
        uses = tuple(
            EnergyUse("residential_buildings", carrier, 100)
            for carrier in ("electricity", "natural_gas", "coal", "other_biomass", "other_fossil")
        )
        used, _ = factor_set(self.CHOICE, uses)
        data = InventoryData(2010, True, uses, factors=used, choice=self.CHOICE)
        states = {one.row.id: one.state for one in outcomes(data, current_year=CURRENT_YEAR)}
        assert states["national_factor"] == states["fossil_factor_low"] == "passed"
        assert states["local_factor"] == "no_data"

    def test_sustainable_biomass_has_no_reference(self) -> None:
        assert published_reference(self.CHOICE, "other_biomass") is None
        assert published_reference(self.CHOICE, "own_carrier") is None


class TestUnknownCodes:
    """A file may bring sectors and carriers of its own; the checks go on."""

    def test_codes_that_no_table_knows(self) -> None:
        uses = (EnergyUse("buildings", "stardust", 5000), EnergyUse("transport", "heat_cold", 10, scope=2))
        data = InventoryData(year=2018, is_bei=True, uses=uses, population=1000)
        found = check_inventory(data, current_year=CURRENT_YEAR)
        assert "inventory.transport_carrier" in [finding.id for finding in found]
        for finding in found:
            assert finding.message.text("lv") and finding.place("lv")


@given(
    st.lists(
        st.builds(
            EnergyUse,
            st.sampled_from(["municipal_buildings", "residential_buildings", "rail", "industry_ets", "own"]),
            st.sampled_from(["electricity", "heat_cold", "natural_gas", "solar_thermal", "own"]),
            st.floats(-1e9, 1e9),
        ),
        max_size=8,
    ),
    st.one_of(st.none(), st.floats(0, 1e6)),
)
def test_any_inventory_can_be_checked_in_any_language(
    uses: list[EnergyUse], population: float | None
) -> None:
    factors = {(use.carrier, None): EmissionFactor(use.carrier, 2015, "own", 0.2) for use in uses}
    result = emissions(uses, factors, population=population)
    data = InventoryData(2015, True, tuple(uses), population, factors=factors, result=result)
    negative = sum(use.mwh < 0 for use in uses)
    found = check_inventory(data, current_year=CURRENT_YEAR)
    assert sum(finding.id == "inventory.negative_energy" for finding in found) == negative
    for finding in found:
        assert finding.as_dict("lv")["message"] and finding.as_dict("en")["hint"]
