"""Effects of actions: worked cases, refusals that help, and what must hold whatever the figures are."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from secap.method.actions.baseline import Baseline, Factor
from secap.method.actions.effects import (
    CALCULATORS,
    Effect,
    Input,
    calculate,
    implied_factor_t_per_mwh,
)
from secap.method.basis import codes, tables
from secap.method.basis.errors import InvalidInput

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "effects.yaml").read_text(encoding="utf-8"))
FACTORS = {
    "electricity": 0.1, "heat_cold": 0.2, "natural_gas": 0.202, "diesel": 0.267, "gasoline": 0.249,
    "coal": 0.354, "other_biomass": 0.0, "heating_oil": 0.279,
}  # fmt: skip
TOWN = Baseline(
    2019,
    {
        carrier: Factor(carrier, value, "com_technical_annex_2010", "table 1", 2019)
        for carrier, value in FACTORS.items()
    },
    {"residential_buildings": {"heat_cold": 1000.0}},
    gas_unit="t CO₂",
)
# The first worked case of each calculator stands for it.
EXAMPLES: dict[str, dict[str, Any]] = {}
for _case in CASES:
    EXAMPLES.setdefault(_case["calculator"], _case["given"])
# What scales an effect: twice as much of it saves twice as much.
ACTIVITY = {
    "energy_saving": "saving_mwh", "fuel_switch": "replaced_mwh", "renewable_electricity": "production_mwh",
    "renewable_heat": "heat_mwh", "heat_mix": "heat_mwh", "heat_connection": "heat_mwh",
    "modal_shift": "passenger_km", "vehicle_replacement": "vehicles", "electric_vehicles": "vehicles",
    "street_lighting": "lamps", "biogas": "methane_m3", "waste": "waste_t", "sinks": "area_ha",
    "behaviour": "reach", "stated": "avoided_t",
}  # fmt: skip
EACH = pytest.mark.parametrize("code", list(CALCULATORS))
amounts = st.floats(0, 1e6, allow_nan=False)


def effect(code: str, inputs: dict[str, Any] | None = None, **changed: Any) -> Effect:
    given_inputs = {**(EXAMPLES[code] if inputs is None else inputs), **changed}
    return calculate(code, given_inputs, TOWN, sector="residential_buildings")


def refused(code: str, inputs: dict[str, Any]) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        effect(code, inputs)
    assert caught.value.hint is not None
    return caught.value


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_case(case: dict[str, Any]) -> None:
    found, expect = effect(case["calculator"], case["given"]), case["expect"]
    central, within = found.central, case["tolerance"]
    assert central.t == pytest.approx(expect["t"], abs=within)
    assert found.low.t == pytest.approx(expect.get("t_low", expect["t"]), abs=within)
    assert found.high.t == pytest.approx(expect.get("t_high", expect["t"]), abs=within)
    assert dict(central.saved_mwh) == pytest.approx(expect.get("saved_mwh", {}), abs=within)
    assert central.renewable_mwh == pytest.approx(expect.get("renewable_mwh", 0), abs=within)
    removals = expect.get("removals_t", 0)
    assert central.removals_t == pytest.approx(removals)
    assert found.low.removals_t == pytest.approx(expect.get("removals_low_t", removals))
    assert found.high.removals_t == pytest.approx(expect.get("removals_high_t", removals))
    assert central.derivation.result == pytest.approx(removals or expect["t"], abs=within)


@EACH
def test_every_calculator_has_worked_cases_and_says_what_it_is(code: str) -> None:
    calculator = CALCULATORS[code]
    assert sum(case["calculator"] == code for case in CASES) >= 2
    assert calculator.code == code and str(calculator.when) and calculator.formula
    assert str(calculator.name) == codes.get("effect_calculators", code).name
    assert calculator.source in tables.sources()
    assert len({item.name for item in calculator.inputs}) == len(calculator.inputs)


class TestDerivation:
    @EACH
    def test_it_names_every_input_used(self, code: str) -> None:
        found = effect(code)
        said = {str(step.label) for step in found.central.derivation.steps}
        for name in found.inputs:
            if not name.startswith("factor"):
                label = str(CALCULATORS[code].input(name).label)
                assert any(line == label or line.startswith(label + ": ") for line in said), name

    def test_a_factor_line_shows_value_source_place_and_year(self) -> None:
        steps = effect("energy_saving").central.derivation.steps
        line = next(step for step in steps if "Emission factor" in str(step.label))
        assert (line.value, line.unit) == (0.1, "t CO₂/MWh")
        assert (line.source, line.place) == ("com_technical_annex_2010", "table 1")
        assert "2019" in str(line.how)

    def test_an_own_factor_shows_its_source_and_without_one_is_unverified(self) -> None:
        own = {"carrier": "electricity", "saving_mwh": 10, "factor.electricity": 0.3}
        assert effect("energy_saving", own).central.derivation.quality == "unverified"
        sourced = effect("energy_saving", own, factor_source="Supplier, 2023").central
        assert sourced.t == pytest.approx(3)
        assert sourced.derivation.quality == "derived"
        assert "Supplier, 2023" in {step.source for step in sourced.derivation.steps}

    def test_an_own_factor_stands_in_where_the_inventory_has_none(self) -> None:
        found = effect("energy_saving", {"carrier": "lignite", "saving_mwh": 10, "factor.lignite": 0.4})
        assert found.central.t == pytest.approx(4)

    def test_a_default_makes_the_result_assumed_and_shows_its_range(self) -> None:
        derivation = effect("renewable_electricity", {"capacity_kw": 100}).central.derivation
        assert derivation.quality == "assumed"
        hours = next(step for step in derivation.steps if str(step.label) == "Full-load hours")
        assert (hours.value, hours.source) == (950, "design")
        assert "850" in str(hours.how)

    def test_methane_in_an_inventory_of_co2_alone_is_said(self) -> None:
        steps = effect("biogas", released_percent=10).central.derivation.steps
        assert any("CO₂ alone" in str(step.label) for step in steps)

    @EACH
    def test_it_ends_with_the_result(self, code: str) -> None:
        derivation = effect(code).central.derivation
        assert derivation.steps[-1].value == derivation.result
        assert derivation.steps[-1].how and derivation.unit == derivation.steps[-1].unit


class TestRefusals:
    @EACH
    def test_a_missing_required_input_is_named_by_its_label(self, code: str) -> None:
        for item in CALCULATORS[code].inputs:
            if item.required and item.default is None:
                for empty in (None, "", "  "):
                    error = refused(code, {**EXAMPLES[code], item.name: empty})
                    assert str(item.label) in str(error.message) and str(item.label) in str(error.hint)
                    assert error.where == (item.name,)

    @EACH
    @pytest.mark.parametrize("value", [-1, math.nan, math.inf, 10**400, "12", True, [1], {"central": "12"}])
    def test_what_is_no_usable_number_is_refused(self, code: str, value: Any) -> None:
        for item in CALCULATORS[code].inputs:
            if item.is_number and (item.minimum is not None or value != -1):
                if isinstance(value, dict) and not item.is_key:
                    continue
                error = refused(code, {**EXAMPLES[code], item.name: value})
                assert str(item.label) in str(error.message) and error.where == (item.name,)

    @EACH
    def test_a_share_above_100_percent_is_refused(self, code: str) -> None:
        for item in CALCULATORS[code].inputs:
            if item.kind == "share":
                assert "100" in refused(code, {**EXAMPLES[code], item.name: 100.5}).text()

    @EACH
    def test_a_misspelt_input_is_refused_with_the_near_one(self, code: str) -> None:
        name = CALCULATORS[code].inputs[0].name
        assert name in str(refused(code, {**EXAMPLES[code], name + "x": 1}).hint)

    @pytest.mark.parametrize(
        "ends",
        [
            {"low": 12, "central": 10, "high": 15},
            {"low": 5, "central": 10, "high": 8},
            {"low": 9, "high": 8, "central": 8.5},
        ],
    )
    def test_a_range_must_hold_its_central_value(self, ends: dict[str, float]) -> None:
        assert "does not lie between" in refused("waste", {"waste_t": ends, "avoided_t_per_t": 1}).text()

    def test_a_range_needs_a_central_value_and_no_other_names(self) -> None:
        assert "missing" in refused("waste", {"waste_t": {"low": 1, "high": 2}, "avoided_t_per_t": 1}).text()
        assert "middle" in refused("waste", {"waste_t": {"middle": 1}, "avoided_t_per_t": 1}).text()

    def test_a_code_takes_no_range(self) -> None:
        error = refused("energy_saving", {"carrier": {"central": "electricity"}, "saving_mwh": 1})
        assert "takes one value" in error.text()

    def test_a_carrier_without_factor_is_refused_with_carrier_and_year(self) -> None:
        error = refused("energy_saving", {"carrier": "lignite", "saving_mwh": 1})
        assert "Lignite" in error.text() and "2019" in error.text()

    def test_an_unknown_carrier_choice_or_calculator_is_refused_with_the_near_one(self) -> None:
        error = refused("energy_saving", {"carrier": "electricty", "saving_mwh": 1})
        assert "electricity" in str(error.hint) and "Energy carrier saved" in str(error.message)
        assert "wind" in str(refused("renewable_electricity", {"capacity_kw": 1, "technology": "wnd"}).hint)
        with pytest.raises(InvalidInput, match="fuel_switch"):
            calculate("fuel_swich", {}, TOWN, sector="")

    def test_two_ways_at_once_or_none_are_refused(self) -> None:
        both = {"carrier": "heat_cold", "saving_mwh": 5, "saving_percent": 5}
        assert "both given" in refused("energy_saving", both).text()
        assert "Enter one of them" in refused("energy_saving", {"carrier": "heat_cold"}).text()
        assert "Enter one of them" in refused("renewable_electricity", {}).text()

    def test_a_share_of_energy_that_the_sector_does_not_use_is_refused(self) -> None:
        error = refused("energy_saving", {"carrier": "coal", "saving_percent": 5})
        assert "Coal" in error.text() and "Residential buildings" in error.text()

    def test_a_share_without_a_sector_is_refused(self) -> None:
        with pytest.raises(InvalidInput, match="sector"):
            calculate("energy_saving", {"carrier": "heat_cold", "saving_percent": 5}, TOWN, sector="")

    def test_an_own_factor_that_nothing_uses_is_refused(self) -> None:
        assert "Coal" in refused("energy_saving", {**EXAMPLES["energy_saving"], "factor.coal": 0.3}).text()
        assert (
            "elektrib" in refused("energy_saving", {**EXAMPLES["energy_saving"], "factor.elektrib": 1}).text()
        )

    def test_an_efficiency_typed_in_percent_is_refused(self) -> None:
        error = refused("fuel_switch", {**EXAMPLES["fuel_switch"], "efficiency_before": 92})
        assert "10" in error.text()

    def test_a_carrier_with_several_heating_systems_has_no_silent_efficiency(self) -> None:
        inputs = {"from_carrier": "natural_gas", "to_carrier": "electricity", "replaced_mwh": 10}
        error = refused("fuel_switch", inputs)
        assert "Heat pump 3" in error.text() and error.where == ("efficiency_after",)

    def test_a_vehicle_without_usual_values_asks_for_them(self) -> None:
        inputs = {
            "vehicle_type": "motorcycle", "vehicles": 5, "from_carrier": "diesel",
            "to_carrier": "electricity", "km_per_year": 1000,
        }  # fmt: skip
        assert refused("vehicle_replacement", inputs).where == ("use_before_kwh_per_km",)

    def test_a_new_mode_with_a_use_needs_its_carrier(self) -> None:
        inputs = {"passenger_km": 10, "carrier": "diesel", "new_use_kwh_per_pkm": 0.1}
        assert refused("modal_shift", inputs).where == ("to_carrier",)

    def test_values_beyond_all_measure_are_refused(self) -> None:
        assert "too large" in refused("waste", {"waste_t": 1e300, "avoided_t_per_t": 1e300}).text()


class TestProperties:
    @EACH
    def test_the_inputs_as_used_give_the_same_effect_again(self, code: str) -> None:
        for case in CASES:
            if case["calculator"] == code:
                first = effect(code, case["given"])
                again = effect(code, dict(first.inputs))
                assert again.inputs == first.inputs
                for name in ("low", "central", "high"):
                    assert getattr(again, name).t == getattr(first, name).t

    @given(st.sampled_from(sorted(ACTIVITY)), amounts, st.floats(0, 100))
    def test_twice_the_activity_avoids_twice_as_much(self, code: str, amount: float, times: float) -> None:
        once = effect(code, {**EXAMPLES[code], ACTIVITY[code]: amount}).central
        more = effect(code, {**EXAMPLES[code], ACTIVITY[code]: amount * times}).central
        assert more.t == pytest.approx(once.t * times, rel=1e-6, abs=1e-6)
        assert more.removals_t == pytest.approx(once.removals_t * times, rel=1e-6, abs=1e-6)

    @given(st.sampled_from(sorted(ACTIVITY)), st.data())
    def test_low_central_and_high_are_in_order(self, code: str, data: st.DataObject) -> None:
        inputs = dict(EXAMPLES[code])
        for item in CALCULATORS[code].inputs:
            if item.is_key and item.name in inputs:
                ends = sorted(data.draw(st.lists(_typed(item), min_size=3, max_size=3), label=item.name))
                inputs[item.name] = dict(zip(("low", "central", "high"), ends, strict=True))
        found = effect(code, inputs)
        assert found.low.t <= found.central.t <= found.high.t
        assert found.low.removals_t <= found.central.removals_t <= found.high.removals_t

    @given(st.sampled_from(sorted(FACTORS)), amounts, st.floats(0.01, 10))
    def test_the_same_carrier_with_the_same_efficiency_saves_nothing(
        self, carrier: str, mwh: float, efficiency: float
    ) -> None:
        found = effect(
            "fuel_switch",
            {
                "from_carrier": carrier, "to_carrier": carrier, "replaced_mwh": mwh,
                "efficiency_before": efficiency, "efficiency_after": efficiency,
            },
        ).central  # fmt: skip
        assert found.t == 0 and dict(found.saved_mwh) == {carrier: 0}

    @given(amounts, st.floats(0, 1))
    def test_a_plain_saving_implies_the_factor_it_was_counted_with(self, mwh: float, factor: float) -> None:
        assume(mwh > 1e-6)
        inputs = {"carrier": "electricity", "saving_mwh": mwh, "factor.electricity": factor}
        assert implied_factor_t_per_mwh(effect("energy_saving", inputs).central) == pytest.approx(factor)

    def test_without_energy_there_is_no_implied_factor(self) -> None:
        assert implied_factor_t_per_mwh(effect("waste").central) is None


def _typed(item: Input) -> st.SearchStrategy[float]:
    """Return values that an input takes, in the unit typed."""
    most = 100.0 if item.kind == "share" else item.maximum or 1e6
    return st.floats(0.01 if item.above_minimum else 0.0, most)
