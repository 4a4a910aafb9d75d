"""Findings: gravest first, each with the page where it is mended."""

from __future__ import annotations

import html

from django.test import Client
from django.urls import reverse

from secap.desk.inventory.mending import WAYS, remedies
from secap.desk.inventory.models import Inventory
from secap.method.basis.findings import Severity
from secap.method.inventory.checks import REGISTRY
from tests.cast import Cast
from tests.desk.inventory.conftest import BASE, YEAR, add

URL = f"{BASE}{YEAR}/findings/"


def test_findings_come_gravest_first_with_their_remedies(
    inventory: Inventory, ada: Client, cast: Cast
) -> None:
    add(cast, inventory, sector="public_transport", carrier="heat_cold", amount=5.0)
    answer = ada.get(URL)
    rows = answer.context["findings"]
    order = list(Severity)
    severities = [order.index(finding.severity) for finding, _remedies in rows]
    assert severities == sorted(severities)
    text = html.unescape(answer.content.decode())
    assert "which is no transport energy" in text
    assert f"{BASE}{YEAR}/uses/?sector=public_transport&carrier=heat_cold" in text


def test_every_remedy_opens(inventory: Inventory, ada: Client, cast: Cast) -> None:
    add(cast, inventory, carrier="heat_cold", amount=5.0)
    rows = ada.get(URL).context["findings"]
    assert rows
    for finding, ways in rows:
        assert ways, finding.id
        for way in ways:
            assert ada.get(way.url).status_code == 200, (finding.id, way.url)


def test_every_check_has_a_way() -> None:
    assert sorted(set(REGISTRY) - set(WAYS)) == [
        # Sizes and units of many cells: the grid, which is the way of everything that has none of its own.
        "electricity_high",
        "electricity_low",
        "no_energy",
        "per_capita_range",
        "thermal_high",
        "thermal_low",
        "unit_slip",
    ]


def test_every_way_leads_somewhere() -> None:
    for way in {way for ways in WAYS.values() for way in ways}:
        args = ["town", YEAR] if way.with_year else ["town"]
        assert reverse(f"inventory:{way.name}", args=args)


def test_readers_get_only_ways_that_are_open_to_them(inventory: Inventory, cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    add(cast, inventory, carrier="heat_cold", amount=5.0)
    client = sign_in(cast.cy)
    for finding, _ways in client.get(URL).context["findings"]:
        for way in remedies(finding, "upesciems", YEAR, may_contribute=False):
            assert client.get(way.url).status_code == 200, way.url


def test_missing_population_leads_to_its_form_filled_in(
    inventory: Inventory, ada: Client, cast: Cast
) -> None:
    other = cast.keep(cast.ada, Inventory(year=2020))
    add(cast, other, carrier="natural_gas", amount=1.0)
    url = f"{BASE}profile/profile-values/new/?indicator=population&year=2020"
    assert url in html.unescape(ada.get(f"{BASE}2020/findings/").content.decode())
    form = ada.get(url).context["form"]
    assert (form["indicator"].value(), form["year"].value()) == ("population", "2020")
