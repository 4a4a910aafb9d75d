"""Estimates: worked cases, and what must hold whatever the figures are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from secap.method.basis.errors import InvalidInput
from secap.method.inventory import estimates as e
from secap.method.inventory.estimates.defaults import (
    building_defaults,
    general_defaults,
    heating_systems,
    transport_defaults,
)

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "estimates.yaml").read_text(encoding="utf-8"))
PARTS = {
    "vehicles": e.VehicleGroup,
    "segments": e.RoadSegment,
    "sales": e.FuelSale,
    "buildings": e.BuildingGroup,
    "drivers": e.Driver,
}
amounts = st.floats(0, 1e7, allow_nan=False)
carriers = st.sampled_from(["electricity", "natural_gas", "heat_cold", "other_biomass"])


def arguments(case: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
    """Return a case's `given` as the function takes it: its data first, the rest by name."""
    named: dict[str, Any] = {}
    for name, value in case["given"].items():
        if name in PARTS:
            value = [PARTS[name](**part) for part in value]
        elif name in ("before", "after", "known"):
            value = e.YearFigures(**value)
        named[name] = value
    first = ("vehicles", "segments", "sales", "buildings", "total_mwh", "reference_mwh", "before", "known")
    second = ("carrier_shares", "known_mwh", "after")
    positional = [named.pop(name) for name in (*first, *second) if name in named]
    return positional, named


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_worked_case(case: dict[str, Any]) -> None:
    positional, named = arguments(case)
    estimate = getattr(e, case["function"])(*positional, **named)
    assert dict(estimate.mwh) == pytest.approx(case["expect"], abs=case["tolerance"])
    assert estimate.quality == case["quality"]
    assert [finding.id for finding in estimate.findings] == case.get("findings", [])
    assert estimate.derivation.result == pytest.approx(
        sum(case["expect"].values()), abs=10 * case["tolerance"]
    )
    assert estimate.derivation.steps


class TestAssumptions:
    """Every value an estimate rests on is shown, and can be changed by its key."""

    def test_a_changed_assumption_changes_the_result_and_is_marked(self) -> None:
        cars = [e.VehicleGroup("passenger_car", "diesel", 100)]
        usual = e.road_transport_from_registry(cars)
        key = "distance.passenger_car.diesel"
        changed = e.road_transport_from_registry(cars, overrides={key: 2 * usual.assumptions[key].value})
        assert changed.total_mwh == pytest.approx(2 * usual.total_mwh)
        assert changed.assumptions[key].changed and not usual.assumptions[key].changed

    def test_all_shown_assumptions_can_be_sent_back_unchanged(self) -> None:
        houses = [e.BuildingGroup("single_family_old", 900, {"pellet_boiler": 0.5, "heat_pump": 0.5})]
        first = e.building_heat(houses, heating_electricity="separate")
        values = {key: assumption.value for key, assumption in first.assumptions.items()}
        second = e.building_heat(houses, heating_electricity="separate", overrides=values)
        assert second.mwh == pytest.approx(first.mwh)

    def test_a_value_outside_the_usual_range_is_marked(self) -> None:
        cars = [e.VehicleGroup("passenger_car", "diesel", 100, kwh_per_km=6.0)]
        assert (
            e.road_transport_from_registry(cars)
            .assumptions["specific_use.passenger_car.diesel"]
            .outside_range
        )

    def test_a_misspelt_key_is_refused_with_the_near_one(self) -> None:
        cars = [e.VehicleGroup("passenger_car", "diesel", 100)]
        with pytest.raises(InvalidInput, match=r"distance\.passenger_car\.diesel"):
            e.road_transport_from_registry(cars, overrides={"distance.passenger_car.disel": 1})

    def test_a_vehicle_without_default_asks_for_a_value(self) -> None:
        with pytest.raises(InvalidInput, match="no default") as refused:
            e.road_transport_from_registry([e.VehicleGroup("motorcycle", "diesel", 5)])
        assert "Enter a value of your own" in refused.value.text()

    def test_defaults_say_unit_range_source_and_quality(self) -> None:
        everything = [
            *transport_defaults().values(),
            *building_defaults().values(),
            *general_defaults().values(),
            *(default for _, default in heating_systems().values()),
        ]
        for default in everything:
            assert default.unit and default.source and default.quality == "assumed"
            assert default.low is not None and default.high is not None
            assert default.low <= default.value <= default.high


class TestElectricHeating:
    """Electricity used for heating is never counted twice."""

    HOUSES = [e.BuildingGroup("single_family_old", 5000, {"electric_heater": 0.5, "gas_boiler": 0.5})]

    def test_what_the_bills_hold_is_deducted_and_shown(self) -> None:
        estimate = e.building_heat(self.HOUSES, heating_electricity="in_bills", billed_electricity_mwh=2000)
        assert set(estimate.mwh) == {"natural_gas"}
        deducted = [line for line in estimate.derivation.steps if line.value is not None and line.value < 0]
        assert [line.value for line in deducted] == [pytest.approx(-480.0)]
        assert estimate.derivation.steps[-1].value == pytest.approx(1520.0)

    def test_more_electric_heating_than_bills_is_said(self) -> None:
        estimate = e.building_heat(self.HOUSES, heating_electricity="in_bills", billed_electricity_mwh=300)
        assert [finding.id for finding in estimate.findings] == ["inventory.estimate_electric_heating"]

    def test_the_choice_has_no_default(self) -> None:
        with pytest.raises(TypeError):
            e.building_heat(self.HOUSES)  # type: ignore[call-arg]
        with pytest.raises(InvalidInput, match="in_bills or separate"):
            e.building_heat(self.HOUSES, heating_electricity="")  # type: ignore[arg-type]

    def test_fuels_are_the_same_either_way(self) -> None:
        billed = e.building_heat(self.HOUSES, heating_electricity="in_bills")
        apart = e.building_heat(self.HOUSES, heating_electricity="separate")
        assert {**billed.mwh, "electricity": pytest.approx(480.0)} == apart.mwh


class TestShares:
    """Shares make 1, or the person learns what to do."""

    @given(st.lists(st.floats(0.01, 1), min_size=2, max_size=5))
    def test_shares_that_do_not_make_one_are_refused(self, parts: list[float]) -> None:
        systems = ["gas_boiler", "oil_boiler", "coal_boiler", "pellet_boiler", "heat_pump"]
        group = e.BuildingGroup("office", 1000, dict(zip(systems, parts, strict=False)))
        if abs(sum(parts) - 1) > 1e-6:
            with pytest.raises(InvalidInput) as refused:
                e.building_heat([group], heating_electricity="separate")
            assert "not to 1" in refused.value.text() and refused.value.hint is not None

    @given(st.lists(st.floats(0.01, 1), min_size=1, max_size=5), st.floats(1, 1e6))
    def test_normalised_shares_give_all_the_heat(self, parts: list[float], area: float) -> None:
        systems = ["gas_boiler", "oil_boiler", "coal_boiler", "pellet_boiler", "district_heating"]
        shares = {system: part / sum(parts) for system, part in zip(systems, parts, strict=False)}
        ones = {f"efficiency.{system}": 1.0 for system in shares}
        group = e.BuildingGroup("office", area, shares)
        estimate = e.building_heat([group], heating_electricity="separate", overrides=ones)
        assert estimate.total_mwh == pytest.approx(area * (110 + 6) / 1000, rel=1e-9)

    def test_percentages_are_recognised(self) -> None:
        segment = e.RoadSegment("Ring", 1, 1000, {"passenger_car": 90, "bus": 10})
        with pytest.raises(InvalidInput, match="divide each of them by 100"):
            e.road_transport_from_counts([segment], {})

    def test_a_vehicle_type_without_carriers_is_named(self) -> None:
        segment = e.RoadSegment("Ring", 1, 1000, {"passenger_car": 1})
        with pytest.raises(InvalidInput, match="Passenger car"):
            e.road_transport_from_counts([segment], {"bus": {"diesel": 1}})


class TestByDifference:
    """A difference is never silently negative."""

    @given(
        st.dictionaries(carriers, amounts, min_size=1),
        st.dictionaries(st.sampled_from(["a", "b", "c"]), st.dictionaries(carriers, amounts)),
    )
    def test_never_negative_and_nothing_lost(
        self, total: dict[str, float], known: dict[str, dict[str, float]]
    ) -> None:
        estimate = e.by_difference(total, known)
        refused = {str(f.where[0].id) for f in estimate.findings if f.severity == "error"}  # type: ignore[attr-defined]
        assert set(estimate.mwh) | refused == set(total)
        assert not set(estimate.mwh) & refused
        for carrier, rest in estimate.mwh.items():
            assert rest >= 0
            parts = sum(figures.get(carrier, 0) for figures in known.values())
            assert rest + parts == pytest.approx(total[carrier], rel=1e-6, abs=1e-6)

    def test_rounding_is_no_contradiction(self) -> None:
        thirds = {"a": {"coal": 0.1}, "b": {"coal": 0.1}, "c": {"coal": 0.1}}
        assert e.by_difference({"coal": 0.3}, thirds).mwh == {"coal": 0.0}

    def test_a_negative_or_missing_figure_is_refused(self) -> None:
        with pytest.raises(InvalidInput, match="0 or greater"):
            e.by_difference({"coal": -1}, {})
        with pytest.raises(InvalidInput, match="0 or greater"):
            e.by_difference({"coal": float("nan")}, {})
        with pytest.raises(InvalidInput, match="no total"):
            e.by_difference({}, {"a": {"coal": 1}})


class TestScaledAndCarried:
    @given(st.floats(1, 1e6), st.floats(1, 1e6), amounts)
    def test_a_town_gets_at_most_the_whole(self, one: float, other: float, whole: float) -> None:
        small, large = sorted((one, other))
        mwh = e.scaled({"diesel": whole}, driver="jobs", local=small, reference=large).mwh["diesel"]
        assert 0 <= mwh <= whole * (1 + 1e-12)

    def test_swapped_values_are_recognised(self) -> None:
        with pytest.raises(InvalidInput, match="swapped"):
            e.scaled({"diesel": 1}, driver="population", local=1900000, reference=10000)

    @given(st.integers(1990, 2020), st.integers(2, 30), amounts, amounts, st.data())
    def test_a_year_between_lies_between(
        self, first: int, gap: int, before: float, after: float, data: st.DataObject
    ) -> None:
        year = data.draw(st.integers(first + 1, first + gap - 1))
        known = e.YearFigures(first, {"coal": before}), e.YearFigures(first + gap, {"coal": after})
        mwh = e.between(*known, year=year).mwh["coal"]
        slack = 1e-9 * max(before, after) + 1e-300  # below that a double has no digits left
        assert min(before, after) - slack <= mwh <= max(before, after) + slack

    def test_a_year_outside_is_refused(self) -> None:
        known = e.YearFigures(2010, {"coal": 1}), e.YearFigures(2015, {"coal": 1})
        with pytest.raises(InvalidInput, match="Carry the nearest known year"):
            e.between(*known, year=2015)

    @given(st.floats(0, 1), st.floats(0.1, 1e4), st.floats(0, 1e4), amounts)
    def test_carried_energy_is_never_negative(
        self, share: float, known: float, wanted: float, mwh: float
    ) -> None:
        driver = e.Driver("heating_degree_days", known, wanted, share)
        assert e.carried(e.YearFigures(2010, {"coal": mwh}), year=2012, drivers=[driver]).mwh["coal"] >= 0

    def test_the_same_driver_twice_is_refused(self) -> None:
        twice = [e.Driver("population", 10, 11), e.Driver("population", 10, 11)]
        with pytest.raises(InvalidInput, match="stands twice"):
            e.carried(e.YearFigures(2010, {"coal": 1}), year=2012, drivers=twice)


def test_cells_of_an_estimate_have_the_scope_of_their_carrier() -> None:
    cars = [e.VehicleGroup("passenger_car", name, 10) for name in ("diesel", "electricity")]
    uses = e.road_transport_from_registry(cars).uses("private_commercial_transport")
    assert {use.carrier: use.scope for use in uses} == {"diesel": 1, "electricity": 2}


def test_texts_speak_every_language() -> None:
    estimate = e.by_difference({"coal": 10}, {"residential_buildings": {"coal": 4}})
    for line in estimate.derivation.steps:
        assert line.label.text("lv") and line.label.text("en")
