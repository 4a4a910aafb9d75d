"""The example towns' second half: risk and vulnerability, climate series, energy poverty, scoreboard."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from secap.cli.command import parser
from secap.desk.climate.profile import profiles
from secap.desk.climate.proposing import FIELDS, proposed
from secap.desk.risk.models import IndicatorValue
from secap.exchange.climate.reading import read
from secap.method.basis import codes
from secap.method.climate.results import IndicatorSeries, indicator_series
from secap.plan.example import TOWNS
from secap.plan.file import loads
from secap.plan.plan import Plan
from secap.plan.resilience import Resilience
from tests.plan import weather
from tests.plan.weather import Day

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
LARGEST_KB = 400
INVENTED = "izdom"  # the beginning of “izdomāts”, in all its endings
KM_PER_DEGREE = 111.2


def content(slug: str) -> str:
    return files("secap.examples").joinpath(f"{slug}.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    found = {slug: loads(content(slug)) for slug in TOWNS}
    for plan in found.values():
        plan.today = TODAY
    return found


@pytest.fixture(scope="module")
def town(plans: dict[str, Plan]) -> Plan:
    return plans["upesciems"]


@pytest.fixture(scope="module")
def days() -> list[Day]:
    return weather.observed()


@pytest.mark.parametrize("slug", TOWNS)
def test_the_files_stay_small(slug: str):
    assert len(content(slug).encode()) < LARGEST_KB * 1000


# Risk and vulnerability


def test_two_of_nine_hazards_are_gaps_and_never_scored(town: Plan):
    ranking = Resilience(town).ranking
    assert len(ranking) == 9
    gaps = {one.hazard.hazard: set(one.hazard.gaps.values()) for one in ranking if one.score is None}
    assert gaps == {"forest_fire": {"not_assessed"}, "vectorborne_disease": {"not_known"}}
    assert all(one.rank is None for one in ranking if one.score is None)


def test_every_high_risk_of_the_good_plan_is_met_or_accepted(town: Plan):
    risks = Resilience(town).data.high_risks
    states = {(one.hazard, one.sector): one.state for one in risks}
    assert Counter(states.values()) == {"met": 7, "accepted": 2}
    assert {hazard for (hazard, _), state in states.items() if state == "accepted"} == {"insect_infestation"}
    met_by = {(one.hazard, one.sector): {action.number for action in one.met_by} for one in risks}
    assert met_by["river_flood", "buildings"] == {"4.1.1"}
    assert {"4.1.2", "4.1.3"} <= met_by["heat_wave", "health"]


def test_the_good_plan_still_leaves_something_to_do(town: Plan):
    found = Resilience(town).findings
    assert not [one for one in found if one.severity.value == "error"]
    warnings = sorted(one.id for one in found if one.severity.value == "warning")
    assert warnings == ["risk.district_no_value", "risk.hazard_incomplete"]


def test_the_city_leaves_its_risk_of_wind_open(plans: dict[str, Plan]):
    risks = Resilience(plans["lielkalns"]).data.high_risks
    assert {one.hazard for one in risks if one.state == "open"} == {"severe_wind"}
    assert plans["lielkalns"].risk_assessments[0].timeframe_scale == "gcom_crf"
    assert not plans["lielkalns"].vulnerability_indicators


def test_the_village_has_just_begun(plans: dict[str, Plan]):
    plan = plans["ozolmuiza"]
    assert len(plan.hazards) == 3
    assert not plan.scoreboard
    assert not plan.sector_impacts
    assert len(plan.poverty_indicators) == 1
    assert not [one for one in Resilience(plan).findings if one.severity.value == "error"]


@pytest.mark.parametrize("slug", TOWNS)
def test_timeframes_keep_to_the_scale_of_the_plan(plans: dict[str, Plan], slug: str):
    plan = plans[slug]
    scale = plan.risk_assessments[0].timeframe_scale
    for record in [*plan.hazards, *plan.sector_impacts]:
        row = codes.table("timeframes").get(record.timeframe)
        assert row is None or row.scale in ("", scale), record


def test_a_round_of_the_scoreboard_stands_beside_the_next(town: Plan):
    rounds = Counter(record.date.year for record in town.scoreboard)
    assert set(rounds) == {2022, 2025}
    items = set(codes.table("scoreboard_items"))
    unrated = items - {record.item for record in town.scoreboard if record.date.year == 2025}
    assert len(unrated) == 1


# Districts


def edges(ring: list[list[float]]) -> Iterable[tuple[tuple[float, ...], tuple[float, ...]]]:
    return ((tuple(one), tuple(two)) for one, two in pairwise(ring))


def area_km2(ring: list[list[float]]) -> float:
    """Return the area by the shoelace formula, positive where the corners run anticlockwise."""
    wide = KM_PER_DEGREE * math.cos(math.radians(57))
    return sum(
        (x1 * wide) * (y2 * KM_PER_DEGREE) - (x2 * wide) * (y1 * KM_PER_DEGREE)
        for (x1, y1), (x2, y2) in edges([[x - 24.9, y - 57.0] for x, y in ring])
    ) / 2  # fmt: skip


def test_districts_fit_together_as_a_map(town: Plan):
    rings = {one.name: one.boundary["coordinates"][0] for one in town.districts}
    assert len(rings) == 6
    for record in town.districts:
        ring = rings[record.name]
        assert ring[0] == ring[-1]
        assert area_km2(ring) == pytest.approx(record.area_km2, abs=0.2), record.name
    every = [edge for ring in rings.values() for edge in edges(ring)]
    outer = [(one, two) for one, two in every if (two, one) not in every]
    assert len(every) == len(set(every))
    # walked once around, the outer edges enclose just what the districts cover: no hole, no overlap
    following = dict(outer)
    walk = [outer[0][0]]
    while len(walk) <= len(outer):
        walk.append(following[walk[-1]])
    assert walk[0] == walk[-1]
    assert area_km2([list(corner) for corner in walk]) == pytest.approx(town.municipality.area_km2, abs=0.3)


def test_districts_hold_the_towns_people_and_area(town: Plan):
    people = next(one for one in town.profile if one.indicator == "population" and one.year == 2023)
    assert sum(one.population for one in town.districts) == people.value
    assert sum(one.area_km2 for one in town.districts) == pytest.approx(town.municipality.area_km2, abs=0.05)


def test_every_district_has_a_score_though_one_value_is_missing(town: Plan):
    assert len(town.indicator_values) == len(town.districts) * len(town.vulnerability_indicators) - 1
    scores = Resilience(town).vulnerability.ranked
    assert len(scores) == 6
    assert all(one.score is not None and 0 <= one.score <= 100 for one in scores)
    assert min(one.coverage_share for one in scores) == pytest.approx(8 / 9)


# Climate


def stored(town: Plan, place: int) -> dict[str, IndicatorSeries]:
    return {
        one.code: indicator_series(one.code, [int(year) for year in one.years], list(one.years.values()))
        for one in town.climate_series[place].indicators
    }


def test_the_series_say_plainly_that_they_are_invented(town: Plan):
    assert [one.series.kind for one in town.climate_series] == ["observed", "projected", "projected"]
    for item in town.climate_series:
        for text in (item.series.title, item.series.source, item.series.licence, item.series.note):
            assert INVENTED in text.casefold()


YEARLY: dict[str, Callable[[list[Day]], float]] = {
    "tm": lambda year: sum(day.tm or 0 for day in year) / len(year),
    "txx": lambda year: max(day.tx or 0 for day in year),
    "su": lambda year: sum((day.tx or 0) > 25 for day in year),
    "fd": lambda year: sum((day.tn or 0) < 0 for day in year),
    "hdd": lambda year: sum(max(0.0, 18 - (day.tm or 0)) for day in year),
    "prcptot": lambda year: sum(day.pr or 0 for day in year if (day.pr or 0) >= 1),
    "rx1day": lambda year: max(day.pr or 0 for day in year),
}


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_stored_years_are_those_of_the_documented_days(town: Plan, days: list[Day], place: int):
    every = days if place == 0 else weather.projected(weather.MODELS[place - 1])
    by_year: dict[int, list[Day]] = {}
    for day in every:
        by_year.setdefault(day.date.year, []).append(day)
    indicators = stored(town, place)
    for code, formula in YEARLY.items():
        known = indicators[code].known
        assert len(known) >= len(by_year) - 2
        digits = int(codes.get("climate_indicators", code).decimals)
        for year, value in known.items():
            if all(None not in (day.tx, day.tn, day.tm, day.pr) for day in by_year[year]):
                assert value == pytest.approx(formula(by_year[year]), abs=0.51 * 10**-digits), (code, year)


def test_years_with_a_gap_have_no_value(town: Plan):
    indicators = stored(town, 0)
    assert 1993 not in indicators["tm"].known
    assert 1971 not in indicators["fd"].known
    assert 1971 in indicators["txx"].known


def test_the_warming_is_that_of_the_generator(town: Plan):
    trend = stored(town, 0)["tm"].trend
    assert trend is not None
    assert trend.ols_per_decade == pytest.approx(0.35, abs=0.04)
    assert trend.mk_p < 0.01


def test_degree_days_of_the_profile_are_those_of_the_series(town: Plan):
    assert town.climate_series[0].series.settings["hdd_base_c"] == 18
    known = stored(town, 0)["hdd"].known
    profile = {one.year: one.value for one in town.profile if one.indicator == "heating_degree_days"}
    assert len(profile) == 10
    for year, value in profile.items():
        assert known[year] == value
    norm = next(one.value for one in town.profile if one.indicator == "heating_degree_days_mean")
    recent = [value for year, value in known.items() if 1991 <= year <= 2020]
    assert sum(recent) / len(recent) == pytest.approx(norm, abs=1)


def test_what_the_series_proposed_is_kept_beside_what_people_decided(town: Plan):
    series = profiles(town.climate_series)
    rows = {one.hazard: one for one in proposed(series[0], series, town.hazards)}
    records = {one.hazard: one for one in town.hazards if one.proposed}
    assert set(records) == {"heat_wave", "heavy_rainfall"}
    for hazard, record in records.items():
        kept = record.proposed
        assert kept["series"] == series[0].series.uid
        assert {name: kept[name] for name in FIELDS} == {
            name: getattr(rows[hazard].proposal, name) for name in FIELDS
        }
        assert set(kept["reason"]) == {"en", "lv"}
        assert all("IZDOMA-1, IZDOMA-2" in said for said in kept["reason"].values())
    assert not rows["heavy_rainfall"].has_difference
    assert [name for name in FIELDS if rows["heat_wave"].differs(name)] == ["probability"]


def test_the_daily_table_of_the_documentation_is_the_end_of_the_series(days: list[Day]):
    table = (ROOT / "docs" / "reference" / "daily.csv").read_text(encoding="utf-8")
    assert table == weather.of_the_documentation()
    assert len(table.encode()) <= 150_000
    first, last = table.splitlines()[1], table.splitlines()[-1]
    assert (first[:10], last[:10]) == ("2014-01-01", "2025-12-31")


# Energy poverty


def test_all_six_macro_areas_are_covered_and_every_figure_has_a_source(town: Plan):
    areas = {codes.get("poverty_indicators", one.indicator).macro_area for one in town.poverty_indicators}
    assert areas == set(codes.table("poverty_macro_areas"))
    assert all(one.source and one.concern for one in town.poverty_indicators)
    years = Counter(one.indicator for one in town.poverty_indicators)
    assert {code for code, count in years.items() if count > 1} == {"ep37", "ep42", "ep63"}


def test_climate_figures_of_energy_poverty_are_those_of_the_profile(town: Plan):
    indicators = stored(town, 0)
    found = 0
    for one in town.poverty_indicators:
        code = codes.get("poverty_indicators", one.indicator).climate
        if code:
            assert indicators[code].known[one.year] == one.value
            found += 1
    assert found == 2


def test_small_groups_of_households_tell_nothing_and_cannot_be_worked_out(town: Plan):
    (study,) = town.household_studies
    whole, *groups = study.groups
    assert whole.name == ""
    assert whole.households + sum(study.study.left_out.values()) == study.study.rows
    hidden = [one for one in groups if one.is_suppressed]
    assert len(hidden) == 2
    for one in hidden:
        assert one.households is None
        assert one.median_income_eur is one.median_energy_eur is None
        assert one.share_2m_percent is one.share_m2_percent is one.share_lihc_percent is None
    assert whole.households - sum(one.households for one in groups if not one.is_suppressed) >= 10


def test_the_goal_on_energy_poverty_begins_where_the_households_are(town: Plan):
    goal = next(one for one in town.goals if one.kind == "energy_poverty")
    whole = town.household_studies[0].groups[0]
    assert whole.share_ten_percent == pytest.approx(goal.base_value, abs=0.5)
    by_code = {one.indicator: one.value for one in town.poverty_indicators}
    assert (by_code["ep40"], by_code["ep41"]) == (whole.share_2m_percent, whole.share_m2_percent)


# What the documentation says


def page(name: str) -> str:
    return " ".join((ROOT / "docs" / name).read_text(encoding="utf-8").split())


def test_the_tutorial_quotes_the_towns_scores():
    plan = loads(content("upesciems"))
    text = page("tutorial/first-risk-assessment.md")
    before = {row.district.name: row for row in Resilience(plan).vulnerability.ranked}
    first, kalnini = next(iter(before)), before["Kalniņi"]
    assert f"*{first}* comes first, with a score of {before[first].score:.0f}." in text
    assert f"*Kalniņi* rests on {kalnini.coverage_share:.0%}".replace("%", " %") in text
    alone = next(one for one in plan.vulnerability_indicators if one.indicator == "single_households_65")
    district = next(one for one in plan.districts if one.name == "Kalniņi")
    plan.indicator_values.append(
        IndicatorValue(municipality=plan.municipality, indicator=alone, district=district, value=9.4)
    )
    after = {row.district.name: row for row in Resilience(plan).vulnerability.ranked}
    assert f"from {kalnini.score:.0f} to {after['Kalniņi'].score:.0f}" in text


def test_the_tutorial_quotes_the_climate(town: Plan):
    indicators = stored(town, 0)
    trends = {code: indicators[code].trend for code in ("tm", "rx1day")}
    text = page("tutorial/first-risk-assessment.md")
    assert f"rises by {trends['tm'].sen_per_decade:.2f} °C per decade" in text
    assert trends["tm"].significance == "very_clear"
    assert trends["rx1day"].significance == "none"


def test_the_daily_table_is_read_as_it_is():
    table = ROOT / "docs" / "reference" / "daily.csv"
    found = read(table.name, table.read_bytes())
    (series,) = found.series
    assert series.missing == {"tx": 0, "tn": 0, "tm": 0, "pr": 3}
    assert (series.start.isoformat(), series.last_day.isoformat()) == ("2014-01-01", "2025-12-31")
    assert [one.id for one in found.findings] == ["climate.missing_days"]


def test_the_options_that_the_guide_names_exist():
    guide = page("guides/climate-data.md")
    parsers = next(iter(parser()._subparsers._group_actions)).choices
    known = {option for action in parsers["climate"]._actions for option in action.option_strings}
    assert set(re.findall(r"--[a-z][a-z-]+", guide)) <= known
