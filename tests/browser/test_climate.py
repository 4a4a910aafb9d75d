"""The climate profile in real Chromium: from a file to charts, proposals and degree days, by keyboard too."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from secap.desk.inventory.models import ProfileValue
from secap.desk.risk.models import Hazard
from tests.browser.conftest import FRAMES, NARROW, scrolls_sideways, violations
from tests.desk.climate.series import daily_csv

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
TOWN = "/upesciems/"
SERIES = "klim-nov"  # of the example town
PAGES = [
    "climate/", "climate/?indicator=prcptot", "climate/proposals/", f"climate/series/{SERIES}/",
    f"climate/series/{SERIES}/heat_wave_days/", "climate/records/", "climate-data/",
    "climate-data/degree-days/", f"climate-data/again/{SERIES}/",
]  # fmt: skip


@pytest.fixture
def file() -> Iterator[Path]:
    """Forty invented years on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stacija.csv"
        path.write_bytes(daily_csv())
        yield path


def whole(page: Page) -> None:
    assert violations(page) == []
    assert not scrolls_sideways(page)


@pytest.mark.parametrize(("lang", "viewport"), FRAMES, ids=["lv-390", "en-1280"])
def test_every_page_is_whole(open_page: OpenPage, lang: str, viewport: dict[str, int]) -> None:
    page = open_page("ada", lang, viewport)
    for path in PAGES:
        answer = page.goto(TOWN + path)
        assert answer is not None and answer.status == 200, path
        for details in page.locator("main details").all():
            details.evaluate("one => { one.open = true }")
        for chart in page.locator("[data-chart-drawing]").all():
            expect(chart.locator("svg")).to_be_visible()
        whole(page)


def test_a_file_becomes_a_profile(open_page: OpenPage, file: Path) -> None:
    page = open_page("ada", "en")
    page.goto(TOWN + "climate/")
    page.get_by_role("link", name="Read a file of daily values").click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_label("Station or place").fill("Jaunā stacija")
    page.get_by_role("button", name="Read and compute").click(
        timeout=60_000
    )  # computed within the request here
    page.get_by_role("link", name="Open the result").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Jaunā stacija")
    page.get_by_role("link", name="Open the profile").click()
    expect(page.locator(".climate-headline")).to_contain_text("very likely no chance")
    expect(page.locator("#chart-stripes-tm svg")).to_be_visible()


def test_what_was_typed_survives_a_file_that_cannot_be_read(open_page: OpenPage, file: Path) -> None:
    file.write_bytes(b"%PDF-1.7")
    page = open_page("ada", "en", NARROW)
    page.goto(TOWN + "climate-data/")
    page.get_by_label("File").set_input_files(file)
    page.get_by_label("Station or place").fill("Jaunā stacija")
    page.get_by_role("button", name="Read and compute").click(
        timeout=60_000
    )  # computed within the request here
    expect(page.locator("#job-status")).to_contain_text("stacija.csv")
    page.goto(TOWN + "climate-data/")
    expect(page.get_by_role("alert")).to_contain_text("could not be taken")
    expect(page.get_by_label("Station or place")).to_have_value("Jaunā stacija")
    whole(page)


def test_proposals_are_taken_over_and_taken_back_by_keyboard(open_page: OpenPage) -> None:
    before = set(Hazard.objects.filter(municipality__slug="upesciems").values_list("hazard", "revision"))
    page = open_page("ada", "en")
    page.goto(TOWN + "climate/proposals/")
    page.get_by_role("button", name="Take over all open answers").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Taken over into the risk assessment")
    there = Hazard.objects.filter(municipality__slug="upesciems")
    assert set(there.values_list("hazard", "revision")) != before
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Taken back")
    assert {hazard for hazard, _revision in before} == set(there.values_list("hazard", flat=True))


def test_degree_days_are_carried_into_the_profile(open_page: OpenPage) -> None:
    page = open_page("ada", "lv", NARROW)
    page.goto(TOWN + "climate-data/degree-days/")
    box = page.locator("input[name=value][id^='v-heating_degree_days-2025']")
    box.check()
    page.locator("form[action$='/carry/'] button.btn-primary").click()
    expect(page.locator("#messages form")).to_be_visible()
    kept = ProfileValue.objects.get(
        municipality__slug="upesciems", indicator="heating_degree_days", year=2025
    )
    assert "18" in kept.note
    page.locator("#messages form button").click()
    page.wait_for_load_state()
    assert not ProfileValue.objects.filter(
        municipality__slug="upesciems", indicator="heating_degree_days", year=2025
    ).exists()
    whole(page)
