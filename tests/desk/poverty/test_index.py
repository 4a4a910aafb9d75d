"""Energy poverty at a glance: what is asked, what is there, what is a gap, what to do next."""

from __future__ import annotations

import pytest
from django.test import Client

from secap.desk.actions.models import Action, Goal
from secap.desk.poverty import charts
from secap.desk.poverty.models import PovertyAssessment
from secap.desk.registry.whole import whole
from tests.cast import Cast
from tests.desk.poverty.conftest import POVERTY, indicator, study, text_of

NEW_GOAL = 'href="/upesciems/strategy/goals/new/?kind=energy_poverty"'
NEW_ACTION = "?kinds=energy_poverty"


def test_an_empty_section_says_that_it_is_asked_and_where_to_begin(latvian: Cast, ada: Client) -> None:
    text = text_of(ada, POVERTY)
    assert "Since 01/01/2025 plans and monitoring reports must cover energy poverty (Europe)." in text
    assert "Choose indicators" in text and "Sum up a household table" in text


def test_elsewhere_no_day_is_invented(cast: Cast, ada: Client) -> None:
    cast.town.country = "BR"
    cast.town.save()
    text = text_of(ada, POVERTY)
    assert "no day is known from which plans must cover it" in text
    assert "Variant: Access to energy" in text and "unverified" in text


def test_a_value_shows_year_unit_source_and_concern(latvian: Cast, ada: Client) -> None:
    indicator(latvian, "ep38", 2020, value=14.0, source="CSP")
    indicator(latvian, "ep38", 2024, value=9.5, source="CSP", concern="high")
    text = text_of(ada, POVERTY)
    assert "Population unable to keep home adequately warm" in text
    assert "9.5" in text and "2024 · CSP" in text and "2020: 14" in text
    assert '<span class="mark mark-error">High concern</span>' in text


def test_a_macro_area_without_indicators_is_a_gap_and_not_good_news(latvian: Cast, ada: Client) -> None:
    indicator(latvian, value=9.5, source="CSP", concern="low")
    text = text_of(ada, POVERTY)
    assert text.count("No indicator chosen: a gap, not a good sign.") == 5
    assert "Cover the other macro-areas" in text


def test_what_has_no_source_or_no_value_is_marked(latvian: Cast, ada: Client) -> None:
    indicator(latvian, "ep38", value=9.5)
    indicator(latvian, "ep37")
    text = text_of(ada, POVERTY)
    assert "no source" in text and "value missing" in text
    assert "This indicator has no source." in text
    assert 'href="/upesciems/poverty/choose/#row-ep38"' in text, "the way leads to the very row"


def test_goals_and_actions_are_named_with_ways_to_add(latvian: Cast, ada: Client) -> None:
    indicator(latvian, value=9.5, source="CSP", concern="high")
    text = text_of(ada, POVERTY)
    assert NEW_GOAL in text and NEW_ACTION in text
    latvian.keep(latvian.ada, Goal(title="Silti mājokļi", kind="energy_poverty", indicator="Mājokļi",
                                   target_value=200, target_year=2030))  # fmt: skip
    latvian.keep(latvian.ada, Action(title="Konsultācijas", kinds="energy_poverty", macro_areas="mobility",
                                     vulnerable_groups="low_income"))  # fmt: skip
    text = text_of(ada, POVERTY)
    assert "Mājokļi: 200 (2030)" in text and "Konsultācijas" in text
    assert "Low-income households" in text


def test_the_links_to_add_open_a_form_that_is_filled_in(latvian: Cast, ada: Client) -> None:
    goal = text_of(ada, "/upesciems/strategy/goals/new/?kind=energy_poverty")
    assert '<option value="energy_poverty" selected>' in goal
    content = ada.get("/upesciems/actions/new/?kinds=energy_poverty").content.decode()
    box = next(
        part for part in content.split("<input") if 'name="kinds"' in part and "energy_poverty" in part
    )
    assert "checked" in box.partition(">")[0]


def test_the_person_who_judged_the_whole_stands_before_the_mean(latvian: Cast, ada: Client) -> None:
    indicator(latvian, value=9.5, source="CSP", concern="high")
    assert "from the indicators" in text_of(ada, POVERTY)
    latvian.keep(latvian.ada, PovertyAssessment(concern="moderate", definition="Desmitā daļa", summary="Maz"))
    text = text_of(ada, POVERTY)
    assert "as judged" in text and "Desmitā daļa" in text


@pytest.mark.parametrize("page", ["", "households/"])
def test_the_council_reads_and_has_no_buttons_to_enter(latvian: Cast, cy: Client, page: str) -> None:
    indicator(latvian, value=9.5, source="CSP")
    study(latvian)
    text = text_of(cy, POVERTY + page)
    for address in ("/new/", "poverty/choose/", "household-data/", "/delete/"):
        assert address not in text


def test_only_the_co_ordinator_is_sent_to_the_wording_of_lists(
    latvian: Cast, ada: Client, cy: Client
) -> None:
    indicator(latvian, value=9.5, source="CSP")
    assert "?list=poverty_indicators" in text_of(ada, POVERTY)
    assert "?list=poverty_indicators" not in text_of(cy, POVERTY)


def test_the_tiles_show_every_area_and_tell_gaps_apart(latvian: Cast) -> None:
    indicator(latvian, "ep38", value=9.5, concern="high")
    indicator(latvian, "ep37", value=7.0, concern="not_known")
    indicator(latvian, "ep31", value=7.0)
    areas = whole(latvian.town).hardship.areas
    figure = charts.concerns(areas, "en")
    assert figure is not None
    by_name = {row[0]: row[1:] for row in figure.rows}
    assert by_name["Socio-economic aspects"] == (1.0, 0.0, 0.0, 1.0, 0.0)
    assert by_name["Mobility"] == (0.0, 0.0, 0.0, 0.0, 1.0)
    assert "Climate: no indicator chosen" in figure.alt
    assert charts.courses(areas, "en") is None, "one year is no course"


def test_the_course_needs_two_years_with_a_value(latvian: Cast) -> None:
    indicator(latvian, "ep38", 2020, value=14.0)
    indicator(latvian, "ep38", 2022)
    indicator(latvian, "ep38", 2024, value=9.5)
    indicator(latvian, "ep49", 2020, value=0.2)
    indicator(latvian, "ep49", 2024, value=0.3)
    figure = charts.courses(whole(latvian.town).hardship.areas, "en")
    assert figure is not None
    assert figure.rows == (("2020", 14.0), ("2024", 9.5)), "shares only, and no year without a value"


def test_all_values_stand_under_the_same_tabs(latvian: Cast, ada: Client) -> None:
    indicator(latvian, value=9.5, source="CSP")
    text = text_of(ada, POVERTY + "indicators/")
    assert 'href="/upesciems/poverty/choose/"' in text and "9.5" in text


def test_a_household_table_begins_with_a_file_and_is_edited_in_place(latvian: Cast, ada: Client) -> None:
    record = study(latvian)
    assert ada.get(POVERTY + "studies/new/").headers["Location"] == "/upesciems/household-data/"
    assert ada.get(POVERTY + "studies/").headers["Location"] == POVERTY + "households/"
    page = POVERTY + f"studies/{record.uid}/"
    sent = {"title": "Aptauja II", "year": "2024", "source": "Dome", "note": "", "revision": "1"}
    assert ada.post(page, sent).headers["Location"] == f"{POVERTY}households/{record.uid}/"
    assert "Aptauja II" in text_of(ada, POVERTY + "households/")
