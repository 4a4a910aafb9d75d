"""Outside and inside in a real browser: data sent by link without an account, a vote, every page with axe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page

from secap.desk.actions.models import Action
from secap.desk.inventory.models import Inventory
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.records import Record
from secap.desk.stakeholders import models
from secap.participation.links import make
from secap.participation.models import PollAnswer
from tests.browser.conftest import FRAMES, scrolls_sideways, violations

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]


def _town() -> Municipality:
    return Municipality.objects.get(slug="upesciems")


def _ada() -> Person:
    return Person.objects.get(email="ada@example.org")


def _kept(record: Any) -> Any:
    record.municipality = _town()
    record.keep(_ada(), accepted=True, reason="form")
    return record


def _link(purpose: str, target: Record, language: str = "en", **more: Any) -> str:
    later = timezone.localdate() + timedelta(days=30)
    said = {"title": "Jānis Bērziņš", **more}
    _made, key = make(
        _town(), purpose=purpose, target=target, made_by=_ada(), expires_on=later, language=language, **said
    )  # fmt: skip
    return f"/answer/{key}/"


def _poll() -> models.Poll:
    poll = _kept(models.Poll(title="Vīzija 2040"))
    for place, (kind, text, options) in enumerate(
        [
            ("single", "Kas vispirms?", "Skolas\nIelas"),
            ("ranking", "Sakārtojiet", "Saule\nVējš\nKoks"),
            ("budget", "Sadaliet punktus", "Skolas\nIelas\nMājas"),
            ("text", "Ko vēl?", ""),
        ],
        start=1,
    ):
        _kept(models.PollQuestion(poll=poll, place=place, text=text, kind=kind, options=options))
    return poll  # type: ignore[no-any-return]


@pytest.fixture(autouse=True)
def no_memory() -> None:
    """Rates are counted in the cache; no walk is refused because of another's."""
    cache.clear()


def test_a_typed_table_comes_by_link_into_the_inventorys_import(open_page: OpenPage) -> None:
    inventory = Inventory.objects.filter(municipality=_town()).first()
    assert inventory is not None
    request = _kept(models.DataRequest(title="Siltuma patēriņš", kind="energy", year=inventory.year))
    desk = open_page("ada")
    desk.goto(f"/upesciems/participation/requests/{request.uid}/")
    desk.get_by_role("link", name="Ask by link").click()
    desk.get_by_label("For whom").fill("SIA Siltums")
    desk.get_by_role("button", name="Make the link").click()
    address = desk.get_by_label("Link", exact=True).input_value()

    outside = open_page(None, viewport={"width": 390, "height": 844})
    outside.goto(address)
    assert outside.get_by_role("link", name="Sign in").count() == 0
    outside.get_by_label("Sector, row 1", exact=True).select_option("residential_buildings")
    outside.get_by_label("Energy carrier, row 1", exact=True).select_option("natural_gas")
    outside.get_by_label("Amount, row 1", exact=True).fill("1234,5")
    outside.get_by_role("button", name="Send the table").click()
    assert "Missing in this row" in outside.locator("main").inner_text()
    outside.get_by_label("Unit, row 1", exact=True).select_option("mwh")
    outside.get_by_role("button", name="Send the table").click()
    outside.get_by_text("Thank you, your table has arrived.").wait_for()

    desk.goto(f"/upesciems/participation/requests/{request.uid}/")
    desk.get_by_role("button", name="Take into the import").click()
    desk.wait_for_url("**/exchange/*/columns/")
    assert "1234.5" in desk.locator("main").inner_text()


def test_a_vote_by_link_with_the_points_counted_while_they_are_given(open_page: OpenPage) -> None:
    path = _link("poll", _poll())
    page = open_page(None)
    page.goto(path)
    page.get_by_label("Ielas").first.check()
    question = page.get_by_role("group", name="3. Sadaliet punktus")
    question.get_by_label("Skolas").fill("7")
    question.get_by_label("Mājas").fill("5")
    assert question.get_by_role("status").inner_text() == "Points left: −2"
    page.get_by_role("button", name="Send my answer").click()
    assert "You gave 12 points; there are 10" in page.locator("main").inner_text()
    question.get_by_label("Mājas").fill("3")
    page.get_by_role("button", name="Send my answer").click()
    page.get_by_text("Thank you, your answer is kept.").wait_for()
    assert {"Skolas": 7, "Mājas": 3} in PollAnswer.objects.get().values.values()


def test_every_page_is_accessible_and_fits(open_page: OpenPage) -> None:
    town, poll = _town(), _poll()
    request = _kept(models.DataRequest(title="Siltuma patēriņš", kind="energy", year=2019))
    draft = _kept(models.Consultation(title="Plāna projekts"))
    action = Action.objects.filter(municipality=town).first()
    assert action is not None
    base = "/upesciems/participation/"
    for lang, size in FRAMES:
        cache.clear()
        links = [
            _link(purpose, target, lang)
            for purpose, target in [
                ("data_request", request), ("poll", poll), ("consultation", draft), ("progress", action)
            ]
        ]  # fmt: skip
        outside = open_page(None, lang=lang, viewport=size)
        desk = open_page("ada", lang=lang, viewport=size)
        for page, paths in [
            (outside, [*links, "/answer/wrong/"]),
            (
                desk,
                [
                    base, f"{base}links/", f"{base}links/new/", f"{base}moderation/", f"{base}personal-data/",
                    f"{base}requests/{request.uid}/", f"{base}polls/{poll.uid}/",
                    f"{base}consultations/{draft.uid}/",
                ],
            ),
        ]:  # fmt: skip
            for path in paths:
                page.goto(path)
                assert violations(page) == [], (path, lang)
                assert not scrolls_sideways(page), (path, lang)
