"""Risk at a glance and the page of a hazard: the unknown is never scored, the high needs an answer."""

from __future__ import annotations

import re

from django.test import Client

from secap.desk.risk.models import AdaptiveCapacity, Hazard, PastEvent, RiskAssessment, VulnerableGroup
from tests.cast import Cast
from tests.desk.risk.conftest import RISK, action, add, text_of


def fields(page: str) -> list[str]:
    """Return the fields of the risk matrix, from high probability and low impact on."""
    matrix = re.search(r'<table class="risk-matrix">.*?</table>', page, re.DOTALL)
    assert matrix
    return re.findall(r"<td.*?</td>", matrix[0], re.DOTALL)


def test_a_town_without_hazards_can_begin_at_once(ada: Client) -> None:
    page = text_of(ada.get(RISK))
    assert "What threatens the town?" in page
    assert 'value="heat_wave"' in page and "Add the ticked hazards" in page


def test_the_council_is_not_offered_to_begin(cy: Client, cast: Cast) -> None:
    page = text_of(cy.get(RISK))
    assert "What threatens the town?" in page and "Add the ticked hazards" not in page


def test_each_rated_hazard_stands_in_its_field_with_its_future(
    ada: Client, hazards: dict[str, Hazard]
) -> None:
    found = fields(ada.get(RISK).content.decode())
    assert len(found) == 9
    assert "River flood" in found[2] and "9 · High" in found[2] and "(grows)" in found[2]
    assert "Heat wave" in found[1] and "6 · High" in found[1] and "(grows)" not in found[1]
    assert "Drought" in found[4] and "4 · Moderate" in found[4]
    assert f"{RISK}hazard/{hazards['river_flood'].uid}/" in found[2]


def test_what_is_not_known_stands_among_the_gaps_and_in_no_field(
    ada: Client, hazards: dict[str, Hazard]
) -> None:
    answer = ada.get(RISK)
    matrix = " ".join(fields(answer.content.decode()))
    assert "Severe wind" not in matrix and "Forest fire" not in matrix
    page = text_of(answer)
    gaps = page[page.index("Not rated: gaps, not zeros") :]
    assert "probability not known" in gaps and "probability not assessed, impact not assessed" in gaps
    assert "3 of 5" in re.sub(r"<[^>]+>", "", page), "the headline counts rated hazards"


def test_a_high_risk_is_open_until_an_action_meets_it(
    ada: Client, cast: Cast, hazards: dict[str, Hazard]
) -> None:
    assert ada.get(RISK).context["open"] == 2
    action(cast, "floods_sea_level")  # the group meets its sub-hazard
    answer = ada.get(RISK)
    assert answer.context["open"] == 1
    assert "4.1 Dambis" in text_of(answer)


def test_a_high_risk_is_closed_by_a_reason_too(ada: Client, cast: Cast, hazards: dict[str, Hazard]) -> None:
    heat = hazards["heat_wave"]
    heat.tolerated_reason = "Slimnīcai jau ir dzesēšana."
    cast.keep(cast.ada, heat)
    answer = ada.get(RISK)
    assert answer.context["open"] == 1
    assert "Slimnīcai jau ir dzesēšana." in text_of(answer)


def test_a_cancelled_action_meets_nothing(ada: Client, cast: Cast, hazards: dict[str, Hazard]) -> None:
    action(cast, "river_flood", status="cancelled")
    assert ada.get(RISK).context["open"] == 2


def test_damage_that_nobody_knows_is_not_zero(ada: Client, cast: Cast, hazards: dict[str, Hazard]) -> None:
    add(cast, PastEvent(hazard="river_flood", title="Pali 2010"))
    events = ada.get(RISK).context["events"]
    assert events == {"count": 1, "damage_eur": None, "unknown": 1}
    add(cast, PastEvent(hazard="river_flood", title="Pali 2013", damage_eur=120_000))
    page = text_of(ada.get(RISK))
    assert "120,000 EUR" in page and "1 without a sum" in page


def test_what_is_done_leaves_the_list_of_next_steps(
    ada: Client, cast: Cast, hazards: dict[str, Hazard]
) -> None:
    titles = [step.title for step in ada.get(RISK).context["steps"]]
    assert titles[0] == "Rate 2 hazards" and "Answer the high risk: River flood" in titles
    for record in (
        RiskAssessment(author="Birojs"), VulnerableGroup(group="elderly"),
        AdaptiveCapacity(factor="access_services", level="low"),
    ):  # fmt: skip
        add(cast, record)
    action(cast, "river_flood heat_wave")
    later = [step.title for step in ada.get(RISK).context["steps"]]
    assert "Write down how it was assessed" not in later and "Name the vulnerable groups" not in later
    assert not any("Answer" in title for title in later)


def test_a_hazards_page_explains_its_score(ada: Client, hazards: dict[str, Hazard]) -> None:
    page = re.sub(r"<[^>]+>", "", text_of(ada.get(f"{RISK}hazard/{hazards['heat_wave'].uid}/")))
    assert "3 × 2 = 6" in page and "will almost certainly happen" in page


def test_a_hazards_page_says_why_there_is_no_score(ada: Client, hazards: dict[str, Hazard]) -> None:
    page = text_of(ada.get(f"{RISK}hazard/{hazards['severe_wind'].uid}/"))
    assert "Not scored: probability not known" in re.sub(r"<[^>]+>", "", page)


def test_a_deleted_hazard_has_no_page(ada: Client, cast: Cast, hazards: dict[str, Hazard]) -> None:
    hazards["drought"].remove(cast.ada)
    assert ada.get(f"{RISK}hazard/{hazards['drought'].uid}/").status_code == 404


def test_the_list_of_hazards_shows_the_computed_risk(ada: Client, hazards: dict[str, Hazard]) -> None:
    page = text_of(ada.get(f"{RISK}hazards/"))
    assert "9 · High" in page and "grows" in page
