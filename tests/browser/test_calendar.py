"""The calendar in real Chromium: month and list, by keyboard, narrow and wide, the feed's address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import icalendar
import pytest
from playwright.sync_api import Page, expect

from secap.agenda.models import Feed, Reminders
from secap.desk.governance.models import Task
from secap.desk.registry.models import Municipality
from tests.browser.conftest import FRAMES, NARROW, WIDE, scrolls_sideways, violations

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
PAGE = "/upesciems/calendar/"


def add(title: str, due: date) -> None:
    town = Municipality.objects.get(slug="upesciems")
    Task.objects.create(municipality=town, step="vision", title=title, actors="administration", due=due)


@pytest.mark.parametrize(("lang", "viewport"), FRAMES)
def test_every_page_is_whole(open_page: OpenPage, lang: str, viewport: dict[str, int]) -> None:
    key = Reminders.objects.create(
        municipality=Municipality.objects.get(slug="upesciems"), email="juris@example.org"
    ).key
    page = open_page("ada", lang, viewport)
    page.goto(PAGE)
    page.locator("#subscribe form button.btn-primary").click()
    page.wait_for_load_state()
    for address in [PAGE, f"{PAGE}?view=list&past=1", f"{PAGE}?month=2031-09", f"/feed/unsubscribe/{key}/"]:
        page.goto(address)
        for closed in page.locator("main details").all():
            closed.evaluate("one => one.open = true")
        assert violations(page) == [], address
        assert not scrolls_sideways(page), address


def test_the_month_by_keyboard(open_page: OpenPage) -> None:
    add("Pirmais", date(2031, 3, 4))
    add("Otrais", date(2031, 3, 5))
    add("Nedēļu vēlāk", date(2031, 3, 12))
    page = open_page("ada", "en", WIDE)
    page.goto(f"{PAGE}?month=2031-03")
    grid = page.locator("[data-calendar]")
    grid.get_by_role("link", name="Pirmais").focus()
    page.keyboard.press("ArrowRight")
    expect(grid.get_by_role("link", name="Otrais")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(grid.get_by_role("link", name="Nedēļu vēlāk")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(grid.get_by_role("link", name="Otrais")).to_be_focused()
    page.keyboard.press("PageDown")
    expect(page.locator("#month-title")).to_have_text("April 2031")
    expect(page.locator("#month-title")).to_be_focused()
    page.keyboard.press("PageUp")
    expect(page.locator("#month-title")).to_have_text("March 2031")
    grid.get_by_role("link", name="Otrais").press("Enter")
    expect(page.locator("#id_title")).to_have_value("Otrais")


def test_on_a_phone_the_month_is_a_list_and_the_list_filters(open_page: OpenPage) -> None:
    add("Pirmais", date(2031, 3, 4))
    page = open_page("ada", "en", NARROW)
    page.goto(f"{PAGE}?month=2031-03")
    expect(page.get_by_text("04/03/2031")).to_be_visible()
    expect(page.locator(".month td:visible")).to_have_count(1)  # days without dates are left out
    page.get_by_role("link", name="List", exact=True).click()
    page.get_by_label("Kind").select_option("task")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_role("link", name="Pirmais", exact=True)).to_be_visible()
    assert set(page.locator("table.dates tbody td:nth-child(3)").all_inner_texts()) == {"Task"}


def test_a_person_subscribes_and_changes_the_address(open_page: OpenPage) -> None:
    page = open_page("ada", "en", WIDE)
    page.goto(PAGE)
    page.get_by_role("button", name="Make my secret address").click()
    address = page.get_by_label("Your secret address").input_value()
    feed = icalendar.Calendar.from_ical(page.request.get(address).body())
    assert len(feed.walk("VEVENT")) > 5
    page.get_by_text("Change the address").click()
    page.get_by_role("button", name="Make a new address").click()
    expect(page.locator("#messages")).to_contain_text("The old one is dead from now on.")
    assert page.request.get(address).status == 404
    assert Feed.objects.get().key in page.get_by_label("Your secret address").input_value()
