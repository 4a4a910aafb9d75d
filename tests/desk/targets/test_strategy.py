"""The strategy at a glance, staff and money, commitments: what an energy manager reads there."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from secap.desk.actions.models import Financing, Goal
from secap.desk.inventory.models import Barrier, Inventory
from secap.desk.targets.models import BudgetLine, Commitment, Cooperation, StaffResource, Strategy
from tests.cast import Cast
from tests.desk.targets.conftest import STRATEGY, action, inventory, joined, target, text_of


def test_an_empty_plan_says_what_to_do_in_every_part(cast: Cast, ada: Client) -> None:
    text = text_of(ada, STRATEGY)
    for button in ("Write the vision", "Add the target for 2030", "Record the commitment", "Add a direction"):
        assert button in text
    assert "The plan has no emission target for the whole territory." in text
    assert 'href="/upesciems/strategy/targets/new/?target_year=2030"' in text
    assert 'href="/upesciems/strategy/goals/new/?kind=adaptation"' in text


@pytest.mark.parametrize("page", ["", "vision/", "targets/", "commitments/", "frameworks/", "resources/",
                                  "directions-and-areas/"])  # fmt: skip
def test_every_page_of_an_empty_plan_opens_for_the_council_without_buttons_to_enter(
    cast: Cast, cy: Client, page: str
) -> None:
    assert "/new/" not in text_of(cy, STRATEGY + page)


def test_the_gap_is_told_in_words_and_as_a_meter(cast: Cast, ada: Client, bei: Inventory) -> None:
    target(cast, reduction_percent=50.0)
    action(cast, 60.0)
    text = text_of(ada, STRATEGY)
    assert "The actions bring 60 of the 101 t CO₂ a year that are needed by 2030." in text
    assert "41 t CO₂ are missing." in text
    assert 'max="100.980"' in text and 'value="60.000"' in text, "a decimal point, in any language"
    assert "Emissions of 2030 with the actions" in text and "142 t CO₂" in text


def test_actions_that_bring_more_than_needed_leave_a_surplus(cast: Cast, ada: Client, bei: Inventory) -> None:
    target(cast, reduction_percent=40.0)
    action(cast, 100.0)
    text = text_of(ada, STRATEGY)
    assert "That is 19 t CO₂ more than needed." in text and "Surplus" in text


def test_without_a_known_effect_no_gap_is_invented(cast: Cast, ada: Client, bei: Inventory) -> None:
    target(cast)
    action(cast, None)
    text = text_of(ada, STRATEGY)
    assert "No action has a known effect yet." in text and "<meter" not in text


def test_between_40_and_55_percent_the_minimum_is_met_and_the_ambition_named(
    cast: Cast, ada: Client, bei: Inventory
) -> None:
    joined(cast, date(2018, 5, 1))
    target(cast, reduction_percent=45.0)
    text = text_of(ada, STRATEGY)
    assert "At least 40 % by 2030" in text
    assert "met, but below the newer ambition: 45.0 %" in text
    assert "Newer commitments refer to 55 %" in text
    assert "unverified" not in text


def test_below_the_minimum_is_an_error_with_the_way_to_the_targets(
    cast: Cast, ada: Client, bei: Inventory
) -> None:
    joined(cast, date(2018, 5, 1))
    target(cast, reduction_percent=30.0)
    text = text_of(ada, STRATEGY)
    assert "not met: 30.0 %" in text
    assert "the Covenant asks for at least 40.0 %" in text and "Open the targets" in text


def test_what_newer_signatories_are_asked_for_is_marked_unverified(cast: Cast, ada: Client) -> None:
    joined(cast, date(2024, 5, 1))
    assert "unverified" in text_of(ada, STRATEGY)


def test_the_earliest_commitment_stands_for_the_day_of_adhesion(cast: Cast, ada: Client) -> None:
    joined(cast, None)  # type: ignore[arg-type]
    assert "the date of adhesion is not known" in text_of(ada, STRATEGY)
    cast.keep(cast.ada, Commitment(framework="com_2030", adhesion_date=date(2018, 5, 1)))
    assert "joined on 01/05/2018" in text_of(ada, STRATEGY)


def test_the_strategy_is_one_record_with_one_form(cast: Cast, ada: Client, cy: Client) -> None:
    assert ada.get(f"{STRATEGY}strategy/").headers["Location"] == f"{STRATEGY}strategy/new/"
    fields = {
        "vision": "Zaļa pilsēta", "themes": "koki, ēnas", "horizon_year": "2030", "effects_against": "bei",
        "rule_set": "com_faq",
    }  # fmt: skip
    answer = ada.post(f"{STRATEGY}strategy/new/", fields)
    assert answer.status_code == 302 and answer.headers["Location"] == STRATEGY
    made = Strategy.objects.get()
    assert ada.get(f"{STRATEGY}strategy/").headers["Location"] == f"{STRATEGY}strategy/{made.uid}/"
    assert ada.get(f"{STRATEGY}strategy/new/").headers["Location"] == f"{STRATEGY}strategy/{made.uid}/"
    assert "Save and enter another" not in text_of(ada, f"{STRATEGY}strategy/{made.uid}/")
    assert cy.get(f"{STRATEGY}strategy/").headers["Location"] == STRATEGY
    text = text_of(cy, STRATEGY)
    assert "Zaļa pilsēta" in text and "ēnas" in text


def test_each_pillar_names_what_serves_it(cast: Cast, ada: Client) -> None:
    text = text_of(ada, f"{STRATEGY}commitments/")
    assert "No target serves it yet." in text and "No goal for adaptation serves it yet." in text
    target(cast)
    cast.keep(cast.ada, Goal(title="Ēna pie skolām", kind="adaptation"))
    cast.keep(cast.ada, Cooperation(partner="Kaimiņu pilsēta"))
    text = text_of(ada, f"{STRATEGY}commitments/")
    for served in ("Reduction of emissions 2030", "Ēna pie skolām", "Kaimiņu pilsēta"):
        assert served in text


def test_frameworks_are_dated_rows_with_source_and_quality(cast: Cast, ada: Client) -> None:
    cast.keep(cast.ada, Commitment(framework="com_2030", adhesion_date=date(2018, 5, 1)))
    text = text_of(ada, f"{STRATEGY}frameworks/")
    row = text[text.index("Covenant of Mayors: CO₂ at least 40 % lower by 2030") :].split("</tr>")[0]
    assert "the plan refers to it" in row and "no longer" in row and "published" in row
    assert "15/10/2015 … 20/04/2021" in row and "40.0 %" in row
    neutral = text[text.index("Covenant of Mayors: climate neutrality by 2050") :].split("</tr>")[0]
    assert "in force" in neutral and "unverified" in neutral


def test_staff_and_money_stand_beside_what_the_actions_need(cast: Cast, ada: Client) -> None:
    cast.keep(cast.ada, StaffResource(role="coordinator", fte=0.5))
    cast.keep(cast.ada, StaffResource(role="engineer", fte=1.0, to_year=2020))
    cast.keep(cast.ada, StaffResource(role="finance"))
    cast.keep(cast.ada, BudgetLine(title="Audits", source="own", year=2027, eur=20_000.0))
    cast.keep(cast.ada, BudgetLine(title="Jumti", source="eu", year=2028, eur=30_000.0))
    cast.keep(cast.ada, Barrier(title="Trūkst iepirkuma prasmju", kind="financial"))
    action(cast, None, staff_fte=2.0, investment_eur=40_000.0)
    action(cast, None, title="Kampaņa")
    text = text_of(ada, f"{STRATEGY}resources/")
    assert "1.50 FTE are missing" in text, "who left in 2020 is not counted"
    assert "enough, 10,000 EUR left" in text
    assert "Where the money is expected from" in text
    assert "1 action does not say" in text
    assert "1 entry has no working time" in text
    assert "No line is for monitoring and evaluation." in text
    assert "Trūkst iepirkuma prasmju" in text


def test_a_monitoring_line_is_told(cast: Cast, ada: Client) -> None:
    cast.keep(cast.ada, BudgetLine(title="MEI", year=2027, eur=5_000.0, is_monitoring=True))
    text = text_of(ada, f"{STRATEGY}resources/")
    assert "Of this, 5,000 EUR are for monitoring and evaluation." in text


def test_pages_are_written_in_latvian_numbers(cast: Cast, ada: Client, bei: Inventory) -> None:
    inventory(cast, 2022, 900.0)
    target(cast, reduction_percent=50.0)
    action(cast, 60.5)
    answer = ada.get(STRATEGY, headers={"accept-language": "lv"})
    assert 'value="60.500"' in answer.content.decode(), "attributes keep the point"


def test_what_actions_expect_of_a_source_stands_beside_its_budget(cast: Cast, ada: Client) -> None:
    cast.keep(cast.ada, BudgetLine(title="Jumti", source="own", year=2028, eur=10_000.0))
    one = action(cast, None, investment_eur=50_000.0)
    cast.keep(cast.ada, Financing(action=one, source="own", percent=20))
    cast.keep(cast.ada, Financing(action=one, source="eu", eur=40_000.0))
    off = action(cast, None, title="Atcelta", investment_eur=1_000.0, status="cancelled")
    cast.keep(cast.ada, Financing(action=off, source="esco", percent=100))
    rows = ada.get(f"{STRATEGY}resources/").context["sources"]
    assert rows == [
        ("Local authority's own resources", 10_000.0, 10_000.0),
        ("EU funds and programmes", 40_000.0, None),
    ]
