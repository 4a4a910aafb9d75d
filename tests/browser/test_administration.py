"""The administration in real Chromium: duties by keyboard, a city's structure added and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from secap.desk.governance import models, starting
from secap.desk.registry.models import Municipality
from tests.browser.conftest import NARROW, WIDE, violations

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
TOWN = "/upesciems/administration/"
PAGES = ["", "raci/", "coordination/", "approaches/", "skills/", "examples/", "examples/kranj/"]


def empty() -> None:
    """Let the towns have no administration."""
    for kind in reversed(starting.KINDS):
        kind.everything.all().delete()


def whole(page: Page) -> None:
    """Nothing that axe finds, and nothing that has to be scrolled sideways."""
    assert violations(page) == [], page.url
    sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
    assert not page.evaluate(sideways), page.url


@pytest.mark.parametrize(("lang", "viewport"), [("lv", NARROW), ("en", WIDE)])
def test_every_page_is_whole_filled_and_empty(
    open_page: OpenPage, lang: str, viewport: dict[str, int]
) -> None:
    page = open_page("ada", lang, viewport)
    empty()
    for address in ["", "raci/", "skills/"]:
        page.goto(TOWN + address)
        whole(page)
    page.goto(f"{TOWN}examples/weiz/")
    page.locator("main form .btn-primary").click()
    page.wait_for_url(f"**{TOWN}")
    for address in PAGES:
        page.goto(TOWN + address)
        whole(page)


def test_duties_are_shared_out_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page("ada", "en", WIDE)
    empty()
    town = Municipality.objects.get(slug="upesciems")
    models.Department.objects.create(municipality=town, name="Attīstības nodaļa")
    models.Department.objects.create(municipality=town, name="Komunālā nodaļa")
    page.goto(f"{TOWN}raci/")
    page.get_by_label("Baseline emission inventory (BEI): Attīstības nodaļa").focus()
    page.keyboard.type("A")  # each letter is the first sign of its choice
    page.keyboard.press("Tab")
    page.keyboard.type("C")
    page.get_by_label("Baseline emission inventory (BEI): Komunālā nodaļa").focus()
    page.keyboard.type("R")
    page.get_by_role("button", name="Save the matrix").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{TOWN}raci/")
    expect(page.locator("#messages")).to_contain_text("3 cells saved.")
    roles = {(one.department.name, one.duty): one.role for one in models.Duty.objects.all()}
    assert roles == {
        ("Attīstības nodaļa", "bei"): "accountable",
        ("Attīstības nodaļa", "rva"): "consulted",
        ("Komunālā nodaļa", "bei"): "responsible",
    }
    expect(page.locator("tfoot td").first).to_contain_text("none")
    page.emulate_media(media="print")
    letters = page.locator("tbody tr").first.locator(".matrix-letter:visible")
    assert [one.strip() for one in letters.all_inner_texts()] == ["A", "C", "–", "–"]


def test_the_structure_of_kranj_is_added_and_taken_back(open_page: OpenPage) -> None:
    page = open_page("ada", "en", WIDE)
    empty()
    page.goto(TOWN)
    page.get_by_role("link", name="Start from the example of a city").click()
    page.wait_for_url("**/examples/")
    page.locator("#kranj").get_by_role("link").click()
    page.wait_for_url("**/examples/kranj/")
    expect(page.locator("main")).to_contain_text("Strategic action group")
    page.get_by_role("button", name="Add all this").click()
    page.wait_for_url(f"**{TOWN}")
    expect(page.locator("#messages")).to_contain_text("added from the example of Kranj")
    expect(page.locator(".post-list")).to_contain_text("act without a date")
    assert models.Group.objects.get().kind == "action_group"
    page.locator("#messages").get_by_role("button", name="Undo").click()
    page.wait_for_url("**/examples/")
    expect(page.locator("#messages")).to_contain_text("taken back")
    assert not any(kind.objects.exists() for kind in starting.KINDS)
