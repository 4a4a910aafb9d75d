"""Comparing inventories: what forbids it, what common settings change, and the table of years."""

from __future__ import annotations

from dataclasses import replace

import pytest

from secap.method.basis.findings import Severity
from secap.method.inventory.comparison import Compared, comparability, comparability_of_all, recalculated
from secap.method.inventory.emissions import emissions
from secap.method.inventory.energy import EnergyUse, NonEnergyEmission
from secap.method.inventory.factors import EmissionFactor, FactorChoice
from secap.method.inventory.series import series

ELECTRICITY = EnergyUse("residential_buildings", "electricity", 1000, scope=2)
GAS = EnergyUse("residential_buildings", "natural_gas", 500)
WOOD = EnergyUse("residential_buildings", "other_biomass", 500)
BEI = FactorChoice(year=2008, country="LV", electricity_edition="jrc_2022")
MEI = replace(BEI, year=2020)
# Latvia, IPCC CO2, t/MWh: the two JRC editions for 2008
EDITIONS = {"jrc_2022": 0.089, "jrc_2024": 0.371}


def factors_for(choice: FactorChoice) -> dict[tuple[str, str | None], EmissionFactor]:
    return {
        ("electricity", None): EmissionFactor(
            "electricity", choice.year, choice.electricity_edition, EDITIONS[choice.electricity_edition]
        ),
        ("natural_gas", None): EmissionFactor("natural_gas", choice.year, choice.fuel_edition, 0.202),
    }


def ids(first: Compared, second: Compared) -> list[tuple[str, Severity]]:
    return [(finding.id, finding.severity) for finding in comparability(first, second)]


class TestComparability:
    def test_same_settings_compare(self) -> None:
        assert ids(Compared(BEI, [ELECTRICITY]), Compared(MEI, [ELECTRICITY])) == []

    @pytest.mark.parametrize(
        ("changed", "id", "severity"),
        [
            ({"gas_basis": "co2eq"}, "inventory.compared_gases", "error"),
            ({"approach": "lca"}, "inventory.compared_approach", "error"),
            ({"electricity_edition": "jrc_2024"}, "inventory.compared_electricity_edition", "error"),
            ({"fuel_edition": "com_2017"}, "inventory.compared_fuel_edition", "warning"),
        ],
    )
    def test_what_decides_the_result_is_loud(self, changed: dict[str, str], id: str, severity: str) -> None:
        other = replace(MEI, **changed)  # type: ignore[arg-type]
        assert ids(Compared(BEI, [ELECTRICITY]), Compared(other, [ELECTRICITY])) == [(id, severity)]

    def test_both_editions_are_named_in_the_reader_s_language(self) -> None:
        other = Compared(replace(MEI, electricity_edition="jrc_2024"), [ELECTRICITY])
        (finding,) = comparability(Compared(BEI, [ELECTRICITY]), other)
        assert "2008" in finding.message.text() and "2020" in finding.message.text()
        assert "Recalculate" in finding.hint.text()
        assert finding.message.text("lv")

    def test_what_has_no_effect_is_not_reported(self) -> None:
        other = Compared(
            replace(MEI, electricity_edition="jrc_2024", gwp="ar6", biomass_sustainable=False), [GAS]
        )
        assert ids(Compared(BEI, [GAS]), other) == []

    def test_gwp_matters_once_other_gases_count(self) -> None:
        first = replace(BEI, gas_basis="co2eq")
        second = replace(MEI, gas_basis="co2eq", gwp="ar6")
        assert ids(Compared(first, [GAS]), Compared(second, [GAS])) == [("inventory.compared_gwp", "error")]

    def test_biomass_matters_where_it_is_burnt(self) -> None:
        other = Compared(replace(MEI, biomass_sustainable=False), [WOOD])
        assert ids(Compared(BEI, [GAS]), other) == [("inventory.compared_biomass", "warning")]

    def test_an_own_factor_in_one_of_them_is_said(self) -> None:
        own = {("natural_gas", None): EmissionFactor("natural_gas", 2020, "own", 0.21, reason="supplier")}
        first, second = Compared(BEI, [GAS], factors_for(BEI)), Compared(MEI, [GAS], own)
        assert ids(first, second) == [("inventory.compared_own_factor", "warning")]

    def test_all_are_held_against_the_first(self) -> None:
        later = [Compared(replace(MEI, year=year, approach="lca"), [GAS]) for year in (2012, 2016)]
        found = comparability_of_all([Compared(BEI, [GAS]), *later])
        assert [finding.where for finding in found] == [(2008, 2012), (2008, 2016)]


class TestRecalculation:
    def test_the_edition_decides_the_result(self) -> None:
        uses = [ELECTRICITY, GAS]
        before = emissions(uses, factors_for(BEI), population=100)
        common = replace(MEI, electricity_edition="jrc_2024")
        change = recalculated(uses, before, common, year=2008, factors_for=factors_for, population=100)
        assert change.choice.year == 2008
        assert change.before is before
        assert change.after.total_t == pytest.approx(371 + 101)
        assert change.difference_t == pytest.approx(282)
        assert change.difference_share == pytest.approx(282 / 190)
        assert change.difference_by_carrier_t == pytest.approx({"electricity": 282, "natural_gas": 0})
        assert "472 t instead of 190 t" in change.findings[0].message.text()


class TestSeries:
    RESULTS = {
        2020: emissions(
            [GAS, WOOD], {("natural_gas", None): EmissionFactor("natural_gas", 2020, "own", 0.2)}
        ),
        2008: emissions(
            [ELECTRICITY, EnergyUse("rail", "natural_gas", 1000)],
            {
                ("electricity", None): EmissionFactor("electricity", 2008, "own", 0.4),
                ("natural_gas", None): EmissionFactor("natural_gas", 2008, "own", 0.2),
            },
            non_energy=[NonEnergyEmission("wastewater", 50.0)],
        ),
    }

    def test_years_ascend_and_the_total_is_last(self) -> None:
        table = series(self.RESULTS, population={2008: 100})
        assert table.years == (2008, 2020)
        assert table.total.key == "total"
        assert table.total.values == pytest.approx((650.0, 100.0))
        assert table.total.per_capita == (pytest.approx(6.5), None)
        assert table.total.change_since_first == (None, pytest.approx(-550 / 650))

    def test_what_a_year_does_not_report_is_none_and_not_zero(self) -> None:
        rail = series(self.RESULTS).row("rail")
        assert rail is not None
        assert rail.values == (pytest.approx(200.0), None)
        assert rail.change == (None, None)

    def test_energy_by_carrier(self) -> None:
        table = series(self.RESULTS, by="carrier", quantity="mwh")
        gas = table.row("natural_gas")
        assert table.unit == "MWh" and gas is not None
        assert gas.values == (1000, 500)
        assert gas.change == (None, -0.5)

    def test_parts_make_up_the_total(self) -> None:
        for by in ("sector", "scope"):
            table = series(self.RESULTS, by=by)  # type: ignore[arg-type]
            for place in range(2):
                parts = sum(row.values[place] or 0 for row in table.rows[:-1])
                assert parts == pytest.approx(table.total.values[place])
