"""Choosing indicators: all in one form, saved at once or not at all, nobody's work lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from secap.desk.climate.models import ClimateIndicator, ClimateSeries
from secap.desk.poverty.models import PovertyIndicator
from secap.method.basis import codes
from tests.cast import Cast
from tests.desk.poverty.conftest import CHOOSE, POVERTY, indicator, plain, text_of


def form_of(client: Client) -> dict[str, Any]:
    """Return what a browser would send back of the page as it stands."""
    content = client.get(CHOOSE).context
    sent: dict[str, Any] = {}
    for area in content["areas"]:
        for row in area["rows"]:
            sent[f"{row.code}-opened"] = row.opened
            for field in row.form:
                value = field.value()
                if field.name == "use":
                    sent |= {f"{row.code}-use": "on"} if value else {}
                elif value is not None:
                    sent[field.html_name] = str(value)
    return sent


def values(code: str) -> dict[int, float | bool | None]:
    found = PovertyIndicator.objects.filter(indicator=code)
    return {one.year: one.value if one.answer is None else one.answer for one in found}


def test_all_indicators_stand_there_by_macro_area(cast: Cast, ada: Client) -> None:
    areas = ada.get(CHOOSE).context["areas"]
    assert [area["code"] for area in areas] == list(codes.table("poverty_macro_areas"))
    assert sum(len(area["rows"]) for area in areas) == len(codes.table("poverty_indicators"))


def test_many_rows_are_saved_at_once(cast: Cast, ada: Client) -> None:
    sent = form_of(ada) | {
        "ep38-use": "on", "ep38-year": "2024", "ep38-value": "9,5", "ep38-source": "CSP",
        "ep38-concern": "high",
        "ep62-year": "2025", "ep62-answer": "no", "ep62-source": "Dome",
        "ep37-use": "on", "ep37-year": "2024",
    }  # fmt: skip
    answer = ada.post(CHOOSE, sent, follow=True)
    assert "3 values saved." in plain(answer.content)
    assert values("ep38") == {2024: 9.5}
    assert values("ep62") == {2025: False}, "what was typed is meant, ticked or not"
    assert values("ep37") == {2024: None}, "ticked without a value: still to be found, not zero"
    assert PovertyIndicator.objects.count() == 3


def test_saving_what_stands_there_changes_nothing(cast: Cast, ada: Client) -> None:
    record = indicator(cast, value=9.5, source="CSP", concern="low")
    indicator(cast, "ep62", answer=True)
    answer = ada.post(CHOOSE, form_of(ada), follow=True)
    assert "Nothing was changed." in plain(answer.content)
    record.refresh_from_db()
    assert record.revision == 1


def test_another_year_is_a_new_value_and_the_older_one_stays(cast: Cast, ada: Client) -> None:
    indicator(cast, year=2020, value=14.0, source="CSP")
    ada.post(CHOOSE, form_of(ada) | {"ep38-year": "2024", "ep38-value": "9.5"})
    assert values("ep38") == {2020: 14.0, 2024: 9.5}


def test_a_year_that_is_there_already_is_not_entered_twice(cast: Cast, ada: Client) -> None:
    indicator(cast, year=2020, value=14.0)
    indicator(cast, year=2024, value=9.5)
    answer = ada.post(CHOOSE, form_of(ada) | {"ep38-year": "2020"})
    assert answer.status_code == 422 and "There is a value of 2020 already" in plain(answer.content)
    assert values("ep38") == {2020: 14.0, 2024: 9.5}


def test_an_unticked_row_loses_its_latest_value_which_can_be_brought_back(cast: Cast, ada: Client) -> None:
    indicator(cast, year=2020, value=14.0)
    record = indicator(cast, year=2024, value=9.5)
    sent = form_of(ada)
    del sent["ep38-use"]
    ada.post(CHOOSE, sent)
    assert values("ep38") == {2020: 14.0}
    assert PovertyIndicator.everything.get(uid=record.uid).value == 9.5


@pytest.mark.parametrize(("typed", "said"), [
    ({"ep38-value": "daudz"}, "Population unable to keep home adequately warm: “daudz” is not a number."),
    ({"ep38-value": "9.5", "ep38-year": ""}, "A value needs a year."),
    ({"ep38-value": "9.5", "ep38-year": "24"}, "greater than or equal to 1950"),
])  # fmt: skip
def test_a_wrong_row_is_named_and_nothing_is_saved(
    cast: Cast, ada: Client, typed: dict[str, str], said: str
) -> None:
    good = {"ep37-value": "7", "ep37-year": "2024"}
    answer = ada.post(CHOOSE, form_of(ada) | good | typed)
    assert answer.status_code == 422 and said in plain(answer.content)
    assert not PovertyIndicator.objects.exists()
    assert 'value="7"' in plain(answer.content), "what was typed is still there"


def test_two_people_in_the_same_row_do_not_overwrite_each_other_silently(cast: Cast, ada: Client) -> None:
    record = indicator(cast, value=9.5, source="CSP")
    other = indicator(cast, "ep37", value=5.0, source="CSP")
    sent = form_of(ada) | {"ep38-value": "8"}
    for one, value in ((record, 11.0), (other, 6.0)):
        one.value = value
        cast.keep(cast.bo, one)
    answer = ada.post(CHOOSE, sent)
    assert answer.status_code == 409 and values("ep38") == {2024: 11.0}
    text = plain(answer.content)
    assert "changed meanwhile" in text and text.count("changed meanwhile") == 1, "ep37 is Bo's alone"
    again = {f"{row.code}-opened": row.opened for area in answer.context["areas"] for row in area["rows"]} | {
        "ep37-value": "6"
    }
    ada.post(CHOOSE, sent | again)
    assert values("ep38") == {2024: 8.0} and values("ep37") == {2024: 6.0}


def test_a_row_that_only_somebody_else_changed_stays_theirs(cast: Cast, ada: Client) -> None:
    record = indicator(cast, value=9.5, source="CSP")
    sent = form_of(ada) | {"ep37-value": "7", "ep37-year": "2024"}
    record.value = 11.0
    cast.keep(cast.bo, record)
    assert ada.post(CHOOSE, sent).status_code == 302
    assert values("ep38") == {2024: 11.0} and values("ep37") == {2024: 7.0}


def climate(cast: Cast, kind: str, years: dict[str, float | None]) -> None:
    series = cast.keep(cast.ada, ClimateSeries(title="Stacija", kind=kind, source="LVĢMC"))
    cast.keep(cast.ada, ClimateIndicator(series=series, code="hdd", years=years))


def test_a_climate_value_is_taken_with_its_year_and_source(cast: Cast, ada: Client) -> None:
    climate(cast, "observed", {"2023": 3900.0, "2024": 3712.5, "2025": None})
    assert "From the climate profile: 3,712.5 (2024)" in text_of(ada, CHOOSE)
    answer = ada.post(CHOOSE, form_of(ada) | {"take": "ep01"})
    assert answer.headers["Location"].endswith("#row-ep01")
    record = PovertyIndicator.objects.get()
    assert (record.indicator, record.year, record.value) == ("ep01", 2024, 3712.5)
    assert record.source == "Climate profile, Stacija, LVĢMC"


def test_a_projection_is_no_value_of_today(cast: Cast, ada: Client) -> None:
    climate(cast, "projected", {"2090": 2500.0})
    assert "From the climate profile" not in text_of(ada, CHOOSE)


def test_the_page_leads_back_to_the_glance(cast: Cast, ada: Client) -> None:
    answer = ada.post(CHOOSE, form_of(ada) | {"ep38-value": "9", "ep38-year": "2024"})
    assert answer.headers["Location"] == POVERTY
