"""Models are compared with themselves; proposals give their reasons."""

from __future__ import annotations

import numpy as np
import pytest

from secap.method.basis import codes
from secap.method.climate.comparison import changes_by_indicator
from secap.method.climate.periods import Projection, changes, period_mean, reference_of
from secap.method.climate.proposals import proposals, rules
from secap.method.climate.results import IndicatorSeries, from_yearly, indicator_series


def steps(code: str, first: int, last: int, *, before: float, after: float, turn: int) -> IndicatorSeries:
    years = range(first, last + 1)
    return indicator_series(code, years, [before if year < turn else after for year in years])


def rising(
    code: str, first: int, last: int, start: float, per_year: float, noise: float = 0.3
) -> IndicatorSeries:
    random = np.random.default_rng(3)
    years = range(first, last + 1)
    return indicator_series(
        code, years, [start + per_year * (year - first) + noise * float(random.normal()) for year in years]
    )


def test_a_models_bias_falls_out() -> None:
    observed = steps("tm", 1971, 2020, before=6.0, after=6.0, turn=2100)
    warm_model = steps("tm", 1971, 2100, before=9.0, after=11.0, turn=2041)
    cold_model = steps("tm", 1971, 2100, before=2.0, after=5.0, turn=2041)
    found = changes(
        observed, [Projection("Warm", "RCP4.5", warm_model), Projection("Cold", "RCP4.5", cold_model)]
    )
    middle = next(one for one in found if one.period == (2041, 2070))
    assert middle.reference == (1991, 2020)
    assert (middle.low, middle.middle, middle.high) == (2.0, 2.5, 3.0)
    assert middle.expected() == (8.0, 9.0)
    assert middle.agreed == 1
    told = str(middle.words())
    assert "Warm, Cold" in told
    assert "RCP4.5" in told
    assert "+2.00 °C to +3.00 °C" in told
    assert [one.period for one in found] == [(2021, 2050), (2041, 2070), (2071, 2100)]


def test_the_past_of_a_model_may_be_a_run_of_its_own() -> None:
    past = steps("tm", 1951, 2005, before=5.0, after=5.0, turn=2100)
    future = steps("tm", 2006, 2100, before=6.0, after=8.0, turn=2071)
    found = changes(
        None, [Projection("M", "historical", past), Projection("M", "rcp85", future)], (1971, 2000)
    )
    assert [(one.period, one.middle) for one in found] == [
        ((2021, 2050), 1.0),
        ((2041, 2070), 1.0),
        ((2071, 2100), 3.0),
    ]
    assert found[0].observed is None
    assert found[0].expected() is None


def test_a_model_without_the_reference_period_is_left_out() -> None:
    future = steps("tm", 2021, 2100, before=6.0, after=8.0, turn=2071)
    assert changes(None, [Projection("M", "rcp85", future)]) == []
    with_past = steps("tm", 1971, 2100, before=6.0, after=8.0, turn=2071)
    found = changes(None, [Projection("M", "rcp85", future), Projection("N", "rcp85", with_past)])
    assert {one.models[0].model for one in found} == {"N"}


def test_a_period_needs_most_of_its_years() -> None:
    years = range(1991, 2021)
    enough = indicator_series("tm", years, [None] * 6 + [1.0] * 24)
    assert period_mean(enough, (1991, 2020)) == 1.0
    assert period_mean(indicator_series("tm", years, [None] * 7 + [1.0] * 23), (1991, 2020)) is None
    assert reference_of([enough]) == (1991, 2020)
    assert reference_of([steps("tm", 1951, 1985, before=1, after=1, turn=2000)]) == (1961, 1990)
    assert reference_of([]) is None
    assert reference_of([], (1981, 2010)) == (1981, 2010)


def test_scenarios_and_indicators_are_kept_apart() -> None:
    runs = [
        ("M", name, {"tm": steps("tm", 1971, 2100, before=6.0, after=after, turn=2041)})
        for name, after in (("rcp45", 7.0), ("rcp85", 8.0))
    ]
    found = changes_by_indicator(None, runs)
    assert set(found) == {"tm"}
    ends = {one.experiment: one.middle for one in found["tm"] if one.period == (2071, 2100)}
    assert ends == {"rcp45": 1.0, "rcp85": 2.0}


def test_rules_name_hazards_indicators_and_that_they_are_assumed() -> None:
    for hazard, own in rules().items():
        codes.get("hazards", hazard)
        assert {one.aspect for one in own} <= {"frequency", "intensity"}
        assert all(one.quality == "assumed" for one in own)
        for one in own:
            codes.get("climate_indicators", one.indicator)
            if one.moderate_from is not None and one.high_from is not None:
                assert one.direction * one.moderate_from < one.direction * one.high_from


def proposal(indicators, hazard: str, **more):
    return next(one for one in proposals(indicators, **more) if one.hazard == hazard)


@pytest.mark.parametrize(("hot_days", "probability"), [(0.0, "low"), (2.9, "low"), (3.0, "moderate"),
                                                       (9.9, "moderate"), (10.0, "high")])  # fmt: skip
def test_the_probability_follows_the_last_thirty_years(hot_days: float, probability: str) -> None:
    series = steps("hot_days", 1951, 2020, before=50.0, after=hot_days, turn=1991)
    found = proposal({"hot_days": series}, "extreme_heat")
    assert found.probability == probability
    assert "1991–2020" in str(found.reason)
    assert "assumed" in str(found.reason)


def test_changes_follow_the_trend_and_its_direction() -> None:
    indicators = {
        "hot_days": rising("hot_days", 1971, 2020, 2.0, 0.2),
        "txx": rising("txx", 1971, 2020, 30.0, 0.0),
        "cold_wave_days": rising("cold_wave_days", 1971, 2020, 12.0, -0.2),
        "tnn": rising("tnn", 1971, 2020, -25.0, 0.2),
    }
    heat, cold = proposal(indicators, "extreme_heat"), proposal(indicators, "extreme_cold")
    assert (heat.change_frequency, heat.change_intensity) == ("increase", "no_change")
    assert (cold.change_frequency, cold.change_intensity) == ("decrease", "decrease")  # milder minima
    assert heat.indicators == ("hot_days", "txx")
    assert "Rising by" in str(heat.reason) and "No trend" in str(heat.reason)


def test_what_is_not_known_is_not_scored() -> None:
    short = indicator_series("hot_days", range(2012, 2021), [5.0] * 9)
    found = proposal({"hot_days": short}, "extreme_heat")
    assert (found.probability, found.change_frequency, found.change_intensity) == ("not_known",) * 3
    assert proposals({}) == []
    assert {one.hazard for one in proposals({"fxx": rising("fxx", 1971, 2020, 20.0, 0.0)})} == {"severe_wind"}
    only_spi = proposal({"spi12": rising("spi12", 1971, 2020, 0.0, -0.05)}, "drought")
    assert (only_spi.probability, only_spi.change_frequency) == ("not_known", "increase")


def test_models_that_agree_stand_before_the_trend() -> None:
    flat = {"hot_days": rising("hot_days", 1971, 2020, 5.0, 0.0)}
    runs = [
        (name, "rcp85", {"hot_days": steps("hot_days", 1971, 2100, before=3.0, after=after, turn=2041)})
        for name, after in (("A", 9.0), ("B", 12.0))
    ]
    agreed = proposal(flat, "extreme_heat", projected=changes_by_indicator(flat, runs))
    assert agreed.change_frequency == "increase"
    assert "Models expect" in str(agreed.reason)
    runs[1] = ("B", "rcp85", {"hot_days": steps("hot_days", 1971, 2100, before=3.0, after=2.0, turn=2041)})
    split = proposal(flat, "extreme_heat", projected=changes_by_indicator(flat, runs))
    assert split.change_frequency == "no_change"
    assert "do not agree" in str(split.reason)


def test_stored_values_give_the_same_indicators() -> None:
    series = rising("tm", 1971, 2020, 5.0, 0.03)
    again = from_yearly({"tm": {"years": list(series.years), "values": list(series.values)}})
    assert again == {"tm": series}
    assert again["tm"].as_dict("lv")["n_years"] == 50
