"""Risk and vulnerability in real Chromium: every page whole and accessible, rated and pasted by keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from secap.desk.risk.models import District, Hazard, IndicatorValue
from tests.browser.conftest import FRAMES, NARROW, WIDE, scrolls_sideways, violations

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
RISK = "/upesciems/risk/"
PAGES = (
    "", "rate/", "sectors/", "chains/", "vulnerability/", "district-map/", "findings/", "choose/", "hazards/",
    "hazards/new/", "past-events/", "impacts/", "impacts/new/?hazard=drought&sector=water", "impact-chains/",
    "vulnerabilities/", "groups/", "capacity/", "districts/", "indicators/", "values/", "frame/new/",
)  # fmt: skip


def wrong(page: Page, path: str) -> list[str]:
    """Return what is wrong with a page: its status, sideways scrolling, what axe finds."""
    answer = page.goto(path)
    assert answer is not None
    if answer.status >= 400:
        return [f"{path}: status {answer.status}"]
    found = violations(page)
    if scrolls_sideways(page):
        found.append("scrolls sideways")
    return [f"{path}: {what}" for what in found]


@pytest.mark.parametrize(("lang", "viewport"), FRAMES, ids=["lv-390", "en-1280"])
def test_every_page_is_whole(open_page: OpenPage, lang: str, viewport: dict[str, int]) -> None:
    page = open_page("ada", lang, viewport)
    heat = Hazard.objects.get(municipality__slug="upesciems", hazard="heat_wave")
    paths = [*PAGES, f"hazard/{heat.uid}/", f"hazards/{heat.uid}/"]
    assert [one for path in paths for one in wrong(page, RISK + path)] == []


def test_the_council_reads_everything(open_page: OpenPage) -> None:
    page = open_page("cy", "lv", NARROW)
    paths = ["", "sectors/", "chains/", "vulnerability/", "findings/"]
    assert [one for path in paths for one in wrong(page, RISK + path)] == []


def test_a_town_without_hazards_begins_and_takes_it_back(open_page: OpenPage) -> None:
    Hazard.objects.filter(municipality__slug="upesciems").delete()
    page = open_page("ada", "en", NARROW)
    assert wrong(page, RISK) == []
    page.get_by_label("Heat wave").check()
    page.get_by_label("Storms").check()
    page.get_by_role("button", name="Add the ticked hazards").click()
    expect(page.locator("#messages")).to_contain_text("2 hazards are in the list.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).to_contain_text("2 hazards taken back.")
    assert not Hazard.objects.filter(municipality__slug="upesciems").exists()


def test_hazards_are_rated_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("ada", "en", WIDE)
    page.goto(f"{RISK}rate/")
    select = page.get_by_label("Probability: Forest fire")
    select.focus()
    page.keyboard.type("Mod")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Impact: Forest fire")).to_be_focused()
    page.keyboard.type("High")
    page.get_by_role("button", name="Save the ratings").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("1 hazard rated.")
    field = page.locator(".risk-matrix td", has_text="6 · High").filter(has_text="Forest fire")
    expect(field).to_have_count(1)
    fire = Hazard.objects.get(municipality__slug="upesciems", hazard="forest_fire")
    assert (fire.probability, fire.impact) == ("moderate", "high")


def test_the_phone_names_each_select(open_page: OpenPage) -> None:
    page = open_page("ada", "en", NARROW)
    page.goto(f"{RISK}rate/")
    labels = page.locator(".rate-label").filter(has_text="Probability")
    expect(labels.first).to_be_visible()


def test_the_matrix_and_the_map_are_drawn(open_page: OpenPage) -> None:
    page = open_page("ada", "lv", NARROW)
    page.goto(RISK)
    expect(page.locator("#chart-risk-matrix svg")).to_be_visible()
    page.goto(f"{RISK}vulnerability/")
    drawing = page.locator("#chart-district-map svg")
    expect(drawing).to_be_visible()
    areas = drawing.locator("g.mark-shape path")
    assert areas.count() == District.objects.filter(municipality__slug="upesciems").count()
    boxes = [area.bounding_box() for area in areas.all()]
    assert all(box and 5 < box["width"] < 300 and box["height"] > 5 for box in boxes), "none fills the map"


def test_a_block_is_pasted_into_the_values(open_page: OpenPage) -> None:
    page = open_page("ada", "lv", WIDE)
    page.goto(f"{RISK}vulnerability/")
    first = page.locator("table.grid tbody tr").first.locator("input[data-entry]").first
    first.focus()
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "12,5\\t3\\n14,25\\t4\\n");
            const about = { clipboardData: data, bubbles: true, cancelable: true };
            const event = new ClipboardEvent("paste", about);
            document.activeElement.dispatchEvent(event);
        }"""
    )
    expect(page.locator("[data-changed-count]")).to_have_text("4")
    page.locator("#value-grid button.btn-primary").click()
    expect(page.locator("#check")).to_be_visible()
    assert violations(page) == []
    page.locator("#check button.btn-primary").click()
    expect(page.locator("#check")).to_have_count(0)
    values = IndicatorValue.objects.filter(municipality__slug="upesciems").values_list("value", flat=True)
    assert {12.5, 14.25} <= set(values)


def test_a_map_file_is_looked_at_before_it_is_taken_over(open_page: OpenPage) -> None:
    square = [[[24.9, 57.0], [25.0, 57.0], [25.0, 57.1], [24.9, 57.1], [24.9, 57.0]]]
    file = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": "Jaunais rajons"},
                "geometry": {"type": "Polygon", "coordinates": square},
            }
        ],
    }
    page = open_page("ada", "en", NARROW)
    page.goto(f"{RISK}district-map/")
    content = json.dumps(file).encode()
    page.locator("input[type=file]").set_input_files(
        {"name": "rajoni.geojson", "mimeType": "application/geo+json", "buffer": content}
    )
    page.get_by_role("button", name="Look what it does").click()
    expect(page.locator("main")).to_contain_text("New: 1")
    assert violations(page) == []
    page.get_by_role("button", name="Take over the districts").click()
    expect(page.locator("#messages")).to_contain_text("1 district saved.")
    made = District.objects.get(municipality__slug="upesciems", name="Jaunais rajons")
    assert made.boundary["coordinates"] == square


def test_a_proposal_is_taken_over_with_a_button(open_page: OpenPage) -> None:
    heat = Hazard.objects.get(municipality__slug="upesciems", hazard="heat_wave")
    heat.probability, heat.proposed = "low", {"probability": "high", "reason": {"en": "Ever more hot days."}}
    heat.keep(None, accepted=True)
    page = open_page("ada", "en", WIDE)
    page.goto(f"{RISK}hazard/{heat.uid}/")
    expect(page.locator("main")).to_contain_text("Ever more hot days.")
    page.get_by_role("button", name=re.compile("Take over.*Probability")).click()
    expect(page.locator("#messages")).to_contain_text("1 level taken over.")
    assert Hazard.objects.get(pk=heat.pk).probability == "high"
