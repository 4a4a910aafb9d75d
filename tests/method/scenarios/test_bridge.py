"""Why emissions changed: every tonne of the change has a reason, and what is unknown is said, not guessed."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from secap.method.actions.action import Action
from secap.method.basis.errors import InvalidInput
from secap.method.scenarios.bridge import bridge
from secap.method.scenarios.bridge_cells import Side, Use
from secap.method.scenarios.bridge_claims import claims_between
from secap.method.scenarios.bridge_result import Bridge
from secap.method.scenarios.bridge_terms import log_mean, split_change

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/bridge.yaml").read_text(encoding="utf-8"))
HOMES, OFFICES, CARS = "residential_buildings", "tertiary_buildings", "private_commercial_transport"
DRIVERS = {HOMES: "floor_area_residential", CARS: "vehicles"}

amount = st.one_of(st.just(0.0), st.floats(1e-6, 1e7))
factor = st.one_of(st.just(0.0), st.floats(1e-4, 2.0))
share = st.one_of(st.none(), st.floats(0, 1))
known = st.one_of(st.none(), st.floats(1, 1e6))


@st.composite
def uses(draw: st.DrawFn) -> tuple[Use, ...]:
    cells = st.tuples(
        st.sampled_from([HOMES, OFFICES, CARS]),
        st.sampled_from(["electricity", "heat_cold", "natural_gas", "other_biomass"]),
    )
    found = []
    for sector, carrier in draw(st.lists(cells, max_size=10)):
        mwh, per, part = draw(amount), draw(factor), draw(share)
        again = draw(st.one_of(st.none(), factor))
        found.append(
            Use(
                sector,
                carrier,
                mwh,
                draw(st.sampled_from([mwh * per, mwh * per, mwh * per, None])),
                None if part is None else mwh * part,
                restated_t=None if again is None else mwh * again,
            )
        )
    return tuple(found)


def sides(year: int) -> st.SearchStrategy[Side]:
    return st.builds(
        Side,
        st.just(year),
        uses(),
        st.dictionaries(st.sampled_from(["waste_solid_disposal", "wastewater"]), amount),
        known,
        st.dictionaries(st.sampled_from([HOMES, CARS]), st.floats(0, 1e6)),
        st.one_of(st.none(), st.floats(500, 8000)),
        st.one_of(st.none(), factor),
        st.one_of(st.none(), factor),
    )


def side(year: int, *those: Use, **more: Any) -> Side:
    return Side(year, those, **{"population": 1000.0, "degree_days": 4000.0, **more})


def gas(mwh: float, t: float | None, **more: Any) -> Use:
    return Use(HOMES, "natural_gas", mwh, t, **more)


def ids(found: Bridge) -> list[str]:
    return [finding.id for finding in found.findings]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_case_worked_by_hand(case: dict[str, Any]) -> None:
    given_, expect = case["given"], case["expect"]
    before, after = (
        Side(**{**given_[name], "uses": tuple(Use(**use) for use in given_[name]["uses"])})
        for name in ("before", "after")
    )
    found = bridge(
        before,
        after,
        drivers=given_["drivers"],
        reference_degree_days=given_["reference_degree_days"],
    )
    close = {"abs": case["tolerance"]}
    assert found.start_t == pytest.approx(expect["start_t"], **close)
    assert found.end_t == pytest.approx(expect["end_t"], **close)
    assert found.change_t == pytest.approx(expect["change_t"], **close)
    assert dict(found.terms) == pytest.approx(expect["terms"], **close)
    sectors = {one.sector: dict(one.terms) for one in found.sectors}
    assert sectors.keys() == expect["sectors"].keys()
    for sector, terms in expect["sectors"].items():
        assert sectors[sector] == pytest.approx(terms, **close)
    assert not found.findings


@given(sides(2010), sides(2020), st.one_of(st.none(), st.floats(500, 8000)), st.booleans())
def test_terms_add_up_to_the_change_whatever_is_zero_or_unknown(
    before: Side, after: Side, reference: float | None, weather: bool
) -> None:
    found = bridge(before, after, drivers=DRIVERS, reference_degree_days=reference, weather=weather)
    scale = found.start_t + found.end_t + 1e-6
    assert math.fsum(t or 0.0 for t in found.terms.values()) == pytest.approx(
        found.change_t, abs=1e-9 * scale
    )
    for one in found.sectors:
        assert math.fsum(one.terms.values()) == pytest.approx(
            one.end_t - one.start_t, abs=1e-9 * (one.start_t + one.end_t + 1e-6)
        )
        assert all(math.isfinite(t) for t in one.terms.values())


@given(st.floats(1e-9, 1e9), st.floats(1e-9, 1e9))
def test_the_logarithmic_mean_lies_between_and_has_no_order(a: float, b: float) -> None:
    mean = log_mean(a, b)
    assert min(a, b) * (1 - 1e-12) <= mean <= max(a, b) * (1 + 1e-12)
    assert mean == pytest.approx(log_mean(b, a))
    assert log_mean(a, a) == a
    assert log_mean(a, 0) == log_mean(0, b) == 0


def test_the_logarithmic_mean_of_nearly_equal_values_keeps_its_digits() -> None:
    assert log_mean(1.0, 1.0 + 1e-13) == pytest.approx(1.0 + 0.5e-13, rel=1e-15)


def test_a_zero_is_the_limit_of_a_small_number() -> None:
    """The smaller δ in the place of the zero, the closer is the ordinary formula to the limit used."""

    def with_small(delta: float) -> dict[str, float]:
        return split_change(
            8 * delta, 6.0, [("intensity", 4.0, 2.0), ("mix", delta, 0.5), ("fuels", 2.0, 6.0)]
        )

    limit = split_change(0.0, 6.0, [("intensity", 4.0, 2.0), ("mix", 0.0, 0.5), ("fuels", 2.0, 6.0)])
    assert limit == {"intensity": 0.0, "mix": 6.0, "fuels": 0.0}
    far, near = (with_small(delta) for delta in (1e-20, 1e-300))
    assert all(abs(near[term] - limit[term]) < abs(far[term] - limit[term]) < 0.3 for term in limit)


def test_a_carrier_that_appears_or_disappears_is_fuel_mix() -> None:
    coal = Use(HOMES, "coal", 500.0, 175.0)
    found = bridge(side(2010, gas(500, 100), coal), side(2020, gas(1000, 200)), reference_degree_days=4000)
    assert found.terms["mix"] == pytest.approx(-175 + 100)
    assert found.terms["intensity"] == pytest.approx(0)
    back = bridge(side(2010, gas(1000, 200)), side(2020, gas(500, 100), coal), reference_degree_days=4000)
    assert back.terms["mix"] == pytest.approx(75)


def test_changing_to_wood_is_fuel_mix_though_wood_emits_nothing() -> None:
    wood = Use(HOMES, "other_biomass", 500.0, 0.0)
    found = bridge(side(2010, gas(1000, 200)), side(2020, gas(500, 100), wood))
    assert found.terms["mix"] == pytest.approx(-100)
    assert found.terms["intensity"] == pytest.approx(0)


def test_a_sector_that_appears_is_energy_intensity() -> None:
    found = bridge(
        side(2010, gas(100, 20)), side(2020, gas(100, 20), Use(OFFICES, "natural_gas", 50.0, 10.0))
    )
    assert found.terms["intensity"] == pytest.approx(10)
    assert found.terms["mix"] == 0


def test_the_way_back_has_the_opposite_sign() -> None:
    first, second = side(2010, gas(1000, 200)), side(2020, gas(700, 150), population=1300.0)
    there = bridge(first, second)
    back = bridge(replace(second, year=2010), replace(first, year=2020))
    assert {term: -(t or 0.0) for term, t in back.terms.items()} == pytest.approx(dict(there.terms))


def test_a_warm_winter_is_told_apart_from_saving() -> None:
    cold, warm = side(2010, gas(1000, 200, heating_mwh=1000)), side(2020, gas(500, 100, heating_mwh=500))
    warm = replace(warm, degree_days=2000.0)
    found = bridge(cold, warm, reference_degree_days=4000)
    assert found.terms["weather"] == pytest.approx(-100)
    assert found.terms["intensity"] == pytest.approx(0)
    without = bridge(cold, warm, reference_degree_days=4000, weather=False)
    assert "weather" not in without.terms
    assert without.terms["intensity"] == pytest.approx(-100)
    assert not without.findings


def test_unknown_degree_days_are_named_and_stay_in_the_intensity() -> None:
    found = bridge(
        side(2010, gas(1000, 200, heating_mwh=800)),
        side(2020, gas(500, 100, heating_mwh=400), degree_days=None),
        reference_degree_days=4000,
    )
    assert found.terms["weather"] is None
    assert found.terms["intensity"] == pytest.approx(-100)
    assert ids(found) == ["scenarios.bridge_weather"]
    assert "2020" in found.findings[0].message.text() and "2010" not in found.findings[0].message.text()


def test_heating_known_in_one_year_only_is_not_corrected() -> None:
    found = bridge(
        side(2010, gas(1000, 200, heating_mwh=800)),
        side(2020, gas(1000, 200), degree_days=3000.0),
        reference_degree_days=4000,
    )
    assert found.terms["weather"] is None
    assert found.terms["intensity"] == pytest.approx(0)
    assert ids(found) == ["scenarios.bridge_heating"]


def test_unknown_population_and_activity_are_named() -> None:
    found = bridge(
        side(2010, gas(1000, 200), population=None, activity={HOMES: 5000.0}),
        side(2020, gas(800, 160), population=None),
        drivers=DRIVERS,
        weather=False,
    )
    assert found.terms["population"] is None and found.terms["activity"] is None
    assert found.terms["intensity"] == pytest.approx(-40)
    assert ids(found) == ["scenarios.bridge_population", "scenarios.bridge_activity"]
    assert found.sectors[0].unknown == ("population", "activity")


def test_another_edition_stands_apart_from_a_better_factor() -> None:
    before = gas(1000, 200, restated_t=220)
    found = bridge(side(2010, before), side(2020, gas(1000, 220)), weather=False)
    assert found.terms["settings"] == pytest.approx(20)
    assert found.terms["fuels"] == pytest.approx(0)


def test_a_factor_that_the_later_edition_lacks_is_said() -> None:
    coal = Use(HOMES, "coal", 10.0, 3.0)
    found = bridge(
        side(2010, gas(1000, 200, restated_t=220), coal), side(2020, gas(1000, 220), coal), weather=False
    )
    assert ids(found) == ["scenarios.bridge_settings"]


def test_local_electricity_stands_apart_from_the_national_factor() -> None:
    """0.4 -> 0.2 t/MWh: half of it the grid (0.4 -> 0.283), half of it the town's own (by 0.707)."""
    root = math.sqrt(0.5)
    found = bridge(
        side(2010, Use(HOMES, "electricity", 100.0, 40.0), national_t_per_mwh=0.4),
        side(2020, Use(HOMES, "electricity", 100.0, 20.0), national_t_per_mwh=0.4 * root),
        weather=False,
    )
    assert found.terms["grid"] == pytest.approx(-10)
    assert found.terms["local_electricity"] == pytest.approx(-10)
    assert found.outside_t == pytest.approx(-10)


def test_energy_without_a_factor_is_an_error_not_a_saving() -> None:
    found = bridge(side(2010, gas(1000, 200)), side(2020, gas(1000, None)), weather=False)
    assert ids(found) == ["scenarios.bridge_factor"]
    assert dict(found.sectors[0].terms) == {"intensity": -200}


@pytest.mark.parametrize("wrong", [gas(-1, 1), gas(1, -1), gas(math.nan, 1), gas(1, math.inf)])
def test_a_negative_amount_is_refused_with_its_place(wrong: Use) -> None:
    with pytest.raises(InvalidInput) as refused:
        bridge(side(2010, gas(1, 1)), side(2020, wrong))
    assert "2020" in refused.value.text() and "Natural gas" in refused.value.text()


def test_the_earlier_inventory_comes_first() -> None:
    with pytest.raises(InvalidInput, match="not before"):
        bridge(side(2020, gas(1, 1)), side(2010, gas(1, 1)))


def test_completed_actions_stand_beside_the_sum() -> None:
    done = Action("A1", t=30.0, status="completed", start=date(2012, 1, 1), full_effect_year=2014)
    older = Action("A2", t=50.0, status="completed", full_effect_year=2008)
    running = Action("A3", t=70.0, status="ongoing", full_effect_year=2014)
    dateless = Action("A4", t=5.0, status="completed")
    unknown = Action("A5", status="completed", full_effect_year=2015)
    dike = Action("A6", status="completed", full_effect_year=2015, kinds=frozenset({"adaptation"}))
    claims = claims_between([done, older, running, dateless, unknown, dike], 2010, 2020)
    assert claims.by_action_t == {"A1": 30, "A2": 0}
    assert claims.unknown == ("A4", "A5")
    found = bridge(side(2010, gas(1000, 200)), side(2020, gas(500, 100)), weather=False, claims=claims)
    assert found.within_t == pytest.approx(-100)
    assert found.unexplained_t == pytest.approx(-70)
    assert ids(found) == ["scenarios.bridge_claims"]


def test_the_derivation_leads_from_start_to_end() -> None:
    way = bridge(side(2010, gas(1000, 200)), side(2020, gas(500, 100))).derivation
    values = [step.value or 0.0 for step in way.steps]
    assert values[0] + math.fsum(values[1:-1]) == pytest.approx(values[-1])
    assert way.result == pytest.approx(-100)
