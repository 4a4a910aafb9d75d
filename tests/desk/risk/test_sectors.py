"""Sectors by hazards, and impact chains: each field opens its record, what is missing is shown as a gap."""

from __future__ import annotations

import html
import re

from django.test import Client

from secap.desk.risk.models import Hazard, ImpactChain, SectorImpact
from tests.cast import Cast
from tests.desk.risk.conftest import RISK, action, add, text_of


def bare(client: Client, url: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text_of(client.get(url))))


def test_a_field_opens_its_impact_and_an_empty_one_a_new_one_filled_in(
    ada: Client, cast: Cast, hazards: dict[str, Hazard]
) -> None:
    one = add(cast, SectorImpact(hazard="drought", sector="water", likelihood="likely", impact="moderate"))
    page = ada.get(f"{RISK}sectors/").content.decode()
    assert f"{RISK}impacts/{one.uid}/" in page
    new = html.unescape(next(url for url in re.findall(r'href="([^"]+)"', page) if "sector=health" in url))
    form = ada.get(new).content.decode()
    hazard = re.search(r"hazard=(\w+)", new)
    assert hazard and f'value="{hazard[1]}" selected' in form and 'value="health" selected' in form


def test_the_score_is_likelihood_times_impact(ada: Client, cast: Cast, hazards: dict[str, Hazard]) -> None:
    add(cast, SectorImpact(hazard="drought", sector="water", likelihood="likely", impact="moderate"))
    assert "6 High : Water, Drought" in bare(ada, f"{RISK}sectors/")


def test_an_impact_that_is_not_known_is_a_gap_and_ranks_no_sector(
    ada: Client, cast: Cast, hazards: dict[str, Hazard]
) -> None:
    add(cast, SectorImpact(hazard="drought", sector="water", likelihood="not_known", impact="high"))
    page = bare(ada, f"{RISK}sectors/")
    assert "Water, Drought: not scored" in page and "likelihood not known" in page
    ranking = ada.get(f"{RISK}sectors/").context["ranking"]
    assert [(row["rank"], row["score"], row["unknown"]) for row in ranking] == [(None, None, 1)]


def test_a_high_risk_in_a_sector_needs_an_action_in_that_sector(
    ada: Client, cast: Cast, hazards: dict[str, Hazard]
) -> None:
    add(cast, SectorImpact(hazard="drought", sector="water", likelihood="likely", impact="high"))
    action(cast, "drought", adaptation_sectors="health")
    assert "unmet" in bare(ada, f"{RISK}sectors/")
    action(cast, "drought", number="4.2", adaptation_sectors="water health")
    fields = [field for _name, row in ada.get(f"{RISK}sectors/").context["rows"] for field in row]
    assert [field["line"].state for field in fields if "line" in field] == ["met"]


def test_those_who_read_get_no_empty_forms(cy: Client, cast: Cast, hazards: dict[str, Hazard]) -> None:
    one = add(cast, SectorImpact(hazard="drought", sector="water", likelihood="likely", impact="high"))
    page = cy.get(f"{RISK}sectors/").content.decode()
    assert "impacts/new/" not in page
    assert f"/records/risk.sectorimpact/{one.uid}/history/" in page


def test_a_chain_shows_its_gaps_and_the_action_that_breaks_it(
    ada: Client, cast: Cast, hazards: dict[str, Hazard]
) -> None:
    add(cast, ImpactChain(hazard="heat_wave", exposure="Pansionāts", impact="Karstuma dūriens"))
    page = bare(ada, f"{RISK}chains/")
    assert "missing: why does it harm them?" in page and "missing: no action meets it" in page
    assert "sector missing" in page and "Pansionāts" in page
    action(cast, "extreme_heat", title="Ēna")
    page = bare(ada, f"{RISK}chains/")
    assert "4.1 Ēna" in page and "missing: no action meets it" not in page


def test_a_chain_of_a_hazard_that_the_town_has_not_is_told(ada: Client, cast: Cast) -> None:
    add(cast, ImpactChain(hazard="hail", exposure="Jumti"))
    assert "not among the hazards" in bare(ada, f"{RISK}chains/")


def test_pages_without_anything_say_how_to_begin(ada: Client, cast: Cast) -> None:
    assert "choose them first" in text_of(ada.get(f"{RISK}sectors/"))
    assert "No impact chain yet" in text_of(ada.get(f"{RISK}chains/"))
