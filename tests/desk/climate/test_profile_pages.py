"""The climate profile as a reader sees it: in words, in tables, with gaps left open."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from secap.desk.climate import charts
from secap.desk.climate.chapter import load_series
from secap.desk.climate.profile import SeriesProfile, group_of, profiles
from secap.method.basis import codes
from tests.cast import Cast
from tests.desk.climate.series import keep_series, yearly_values

PAGE = "/upesciems/climate/"
SignIn = Callable[..., Client]


def profile_of(cast: Cast, title: str = "Upesciems") -> SeriesProfile:
    return next(one for one in profiles(load_series(cast.town)) if one.series.title == title)


def test_a_town_without_series_is_told_where_to_get_one(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.ada).get(PAGE).content.decode()
    assert "No daily series has been read yet" in page
    assert "ECA&amp;D" in page and "LVĢMC" in page
    assert 'href="/upesciems/climate-data/"' in page
    assert 'href="/upesciems/climate-data/"' not in sign_in(cast.cy).get(PAGE).content.decode()


def test_the_profile_says_in_words_what_happened(cast: Cast, sign_in: SignIn) -> None:
    keep_series(cast)
    answer = sign_in(cast.cy).get(PAGE)
    page = answer.content.decode()
    line = answer.context["profile"].lines["tm"]
    assert f"Rising by {line.trend.sen_per_decade:.2f} °C per decade, very likely no chance." in page
    assert "1981–2000" in page and "2001–2020" in page
    assert "Izdomāta stacija" in page


def test_a_year_without_a_value_is_left_out_and_named(cast: Cast, sign_in: SignIn) -> None:
    series = keep_series(cast)
    line = profile_of(cast).lines["tm"]
    assert line.used == 39 and line.left_out == [1985]
    page = sign_in(cast.cy).get(f"{PAGE}series/{series.uid}/tm/").content.decode()
    assert "left out: too many days are missing" in page
    figure = charts.trend_figure(line, "en")
    assert figure is not None
    assert {row[0]: row[1] for row in figure.rows}["1985"] is None
    runs = {one["run"] for one in figure.spec["data"]["values"]}
    assert len(runs) == 2, "the line is broken where the year is missing"


def test_halves_are_compared_where_thirty_years_would_overlap(cast: Cast) -> None:
    keep_series(cast)
    before, recent = profile_of(cast).compared
    assert (str(before), str(recent)) == ("1981–2000", "2001–2020")
    keep_series(cast, title="Gara", codes={"tm": yearly_values(5.0, 0.02, first=1921)})
    before, recent = profile_of(cast, "Gara").compared
    assert (str(before), str(recent)) == ("1921–1950", "1991–2020")


def test_ten_values_are_the_least_for_a_comparison(cast: Cast, sign_in: SignIn) -> None:
    keep_series(cast, codes={"tm": {str(year): 6.0 + year % 3 for year in range(2010, 2019)}})
    profile = profile_of(cast)
    assert profile.compared == (None, None)
    assert profile.lines["tm"].trend is None
    assert "No trend: fewer than 10 years" in sign_in(cast.cy).get(PAGE).content.decode()


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_stripes_stand_beside_the_same_numbers_as_a_table(cast: Cast, lang: str) -> None:
    keep_series(cast)
    profile = profile_of(cast)
    with translation.override(lang):
        figure = charts.stripes(profile.lines["tm"], lang, profile.compared[0])
    assert figure is not None
    assert len(figure.rows) == 40 and len(figure.spec["data"]["values"]) == 39
    apart = [row[2] for row in figure.rows[:20] if row[2] is not None]
    assert sum(apart) == pytest.approx(0, abs=1e-9), "apart from the mean of the reference years"
    gaps = figure.spec["layer"][1]["data"]["values"]
    assert [one["from"] for one in gaps] == [1985]


def test_an_indicator_explains_its_trend_and_gives_its_years(cast: Cast, sign_in: SignIn) -> None:
    series = keep_series(cast)
    ada = sign_in(cast.ada)
    url = f"{PAGE}series/{series.uid}/hdd/"
    page = ada.get(url)
    text = page.content.decode()
    assert "lie below 15 °C" in text and "Σ max(0, T_base − TG)" in text
    sen, kendall, squares = page.context["derivations"]
    trend = page.context["line"].trend
    assert (sen.result, kendall.result, squares.result) == (
        trend.sen_per_decade, trend.mk_p, trend.ols_per_decade,
    )  # fmt: skip
    answer = ada.get(f"{url}values.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][0] == "Year" and len(rows) == 41
    assert {row[0]: row[1] for row in rows}["1985"] == ""
    with translation.override("lv"):
        answer = ada.get(f"{url}values.csv", headers={"accept-language": "lv"})
    assert ";" in answer.content.decode("utf-8-sig").splitlines()[1]


def test_models_are_named_with_their_range(cast: Cast, sign_in: SignIn) -> None:
    keep_series(cast)
    for name, warming in (("ALPHA", 0.02), ("BETA", 0.05)):
        keep_series(
            cast, title=name, kind="projected", model=name, experiment="RCP4.5",
            codes={"tm": yearly_values(5.0, warming, first=1981, last=2100)},
        )  # fmt: skip
    answer = sign_in(cast.cy).get(PAGE)
    row = next(one for one in answer.context["projected"] if one.code == "tm")
    assert row.models == "ALPHA, BETA" and row.experiment == "RCP4.5"
    last = row.cells[-1]
    assert last is not None and last.low < last.middle < last.high
    page = answer.content.decode()
    assert "ALPHA, BETA" in page and "What climate models expect" in page


def test_other_settings_of_a_model_run_are_told(cast: Cast, sign_in: SignIn) -> None:
    series = keep_series(cast)
    keep_series(
        cast, title="GAMMA", kind="projected", model="GAMMA",
        settings={**series.settings, "hdd_base_c": 18.0},
        codes={"hdd": yearly_values(4000.0, -8.0, last=2100)},
    )  # fmt: skip
    page = sign_in(cast.cy).get(PAGE).content.decode()
    assert "other thresholds or base temperatures" in page


def test_every_indicator_stands_under_a_heading() -> None:
    found = {code: group_of(code) for code in codes.table("climate_indicators")}
    assert found["cdd"] == found["spi12"] == "precipitation"
    assert found["hdd"] == found["cooling_degree_days"] == "degree_days"
    assert found["fd"] == found["cold_wave_days"] == "cold"
    assert found["su"] == found["heat_wave_number"] == "heat"
    assert found["windy_days"] == found["fxx"] == "wind"
    assert found["txx"] == found["gsl"] == "temperature"


def test_a_deleted_series_is_gone_from_the_profile_and_comes_back(cast: Cast, sign_in: SignIn) -> None:
    series = keep_series(cast)
    ada = sign_in(cast.ada)
    kind = "climate.climateseries"
    answer = ada.post(f"/upesciems/records/{kind}/{series.uid}/delete/", {"next": PAGE}, follow=True)
    assert "No daily series has been read yet" in answer.content.decode()
    answer = ada.post(f"/upesciems/records/{kind}/{series.uid}/restore/", {"next": PAGE}, follow=True)
    assert len(answer.context["profile"].lines) == 9


def test_another_towns_series_is_not_there(cast: Cast, sign_in: SignIn) -> None:
    series = keep_series(cast)
    eve = sign_in(cast.eve)
    assert eve.get(f"/citur/climate/series/{series.uid}/").status_code == 404
    assert eve.get(f"/citur/climate/?series={series.uid}").status_code == 404
