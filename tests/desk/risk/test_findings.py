"""The checks of the assessment on their page, each with the way to where it is mended."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from secap.desk.risk.models import (
    District,
    Hazard,
    ImpactChain,
    IndicatorValue,
    PastEvent,
    SectorImpact,
    VulnerabilityIndicator,
)
from secap.method.basis import codes
from tests.cast import Cast
from tests.desk.risk.conftest import RISK, action, add, text_of

URL = f"{RISK}findings/"


def ways(client: Client) -> dict[str, list[str]]:
    """Return {check: addresses of its remedies}, of all its findings together."""
    page = client.get(URL).content.decode()
    found: dict[str, list[str]] = {}
    for item in re.findall(r'<li class="finding.*?</li>', page, re.DOTALL):
        name = re.search(r"<code>(.*?)</code>", item)
        assert name
        found.setdefault(name[1], []).extend(re.findall(r'href="([^"]+)"', item))
    return found


def test_an_empty_plan_is_led_to_choosing_hazards(ada: Client, cast: Cast) -> None:
    assert ways(ada)["risk.none"] == [f"{RISK}choose/"]


def test_a_finding_leads_to_the_record_that_it_names(
    ada: Client, cast: Cast, hazards: dict[str, Hazard]
) -> None:
    impact = add(cast, SectorImpact(hazard="drought", sector="water"))
    event = add(cast, PastEvent(hazard="drought", title="Sausums 2018"))
    add(cast, ImpactChain(hazard="drought"))
    found = ways(ada)
    assert f"{RISK}hazard/{hazards['river_flood'].uid}/" in found["risk.high_unmet"]
    assert found["risk.impact_incomplete"] == [f"{RISK}impacts/{impact.uid}/"]
    assert found["risk.event_source"] == [f"{RISK}past-events/{event.uid}/"]
    assert found["risk.chain_incomplete"] == [f"{RISK}chains/"]
    assert found["risk.no_group"] == [f"{RISK}groups/new/"]
    for urls in found.values():
        for url in urls:
            assert ada.get(url).status_code == 200, url


def test_those_who_read_are_led_only_where_they_may_go(
    cy: Client, cast: Cast, hazards: dict[str, Hazard]
) -> None:
    add(cast, SectorImpact(hazard="drought", sector="water"))
    found = ways(cy)
    assert found["risk.impact_incomplete"] == [] and found["risk.unverified"] == []
    assert all(cy.get(url).status_code == 200 for urls in found.values() for url in urls)


def test_the_glance_counts_what_failed(ada: Client, hazards: dict[str, Hazard]) -> None:
    assert "2 checks failed" in text_of(ada.get(RISK)), "two high risks are open"


@pytest.mark.parametrize("page", ["", "rate/", "sectors/", "chains/", "vulnerability/", "findings/"])
def test_more_records_ask_no_more_queries(
    cast: Cast, sign_in: Callable[..., Client], districts: list[District], page: str
) -> None:
    def asked() -> int:
        client = sign_in(cast.ada)
        client.get(RISK + page)  # what a process remembers is remembered by now
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(RISK + page).status_code == 200
        return len(queries)

    several(cast, 2)
    few = asked()
    several(cast, 12)
    assert asked() == few


def several(cast: Cast, count: int) -> None:
    """Add hazards, impacts, chains, events, actions and districts with their values."""
    there = Hazard.objects.count()
    for code in list(codes.table("hazards"))[there : there + count]:
        add(cast, Hazard(hazard=code, probability="high", impact="moderate"))
        add(cast, PastEvent(hazard=code, title=f"Notikums {code}"))
        add(cast, ImpactChain(hazard=code, sector="water"))
        for sector in ("water", "health"):
            add(cast, SectorImpact(hazard=code, sector=sector, likelihood="likely", impact="high"))
        action(cast, code, number=f"4.{code}")
        district = add(cast, District(name=f"Rajons {code}"))
        for indicator in VulnerabilityIndicator.objects.all():
            add(cast, IndicatorValue(indicator=indicator, district=district, value=float(len(code))))
