"""The register and its matrices in real Chromium: moved by keyboard, by dragging, by a click."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.saving import keep_as
from secap.desk.stakeholders.models import Stakeholder
from tests.browser.conftest import FRAMES, WIDE, scrolls_sideways, violations

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
BASE = "/upesciems/stakeholders/"
PAGES = ["", "register/", "matrix/", "movement/", "understanding/", "register/new/", "kept-too-long/",
         "contacts/"]  # fmt: skip
NAME = "SIA Pārbaude"


def heat(**values: str) -> Stakeholder:
    """Return a stakeholder of the example town that Ada entered."""
    record = Stakeholder(name=NAME, municipality=Municipality.objects.get(slug="upesciems"), **values)
    keep_as(Person.objects.get(email="ada@example.org"), record, "form")
    return record


def place(record: Stakeholder) -> tuple[str, str]:
    record.refresh_from_db()
    return record.power, record.interest


@pytest.mark.parametrize(("lang", "viewport"), FRAMES)
def test_every_page_is_whole(open_page: OpenPage, lang: str, viewport: dict[str, int]) -> None:
    record = heat(power="high", interest="low", support="opposed", affectedness="high")
    page = open_page("ada", lang, viewport)
    for address in [*PAGES, f"who/{record.uid}/"]:
        page.goto(BASE + address)
        assert violations(page) == [], address
        assert not scrolls_sideways(page), address


def test_moved_by_keyboard_given_up_saved_and_taken_back(open_page: OpenPage) -> None:
    record = heat(power="medium", interest="medium")
    page = open_page("ada", "en", WIDE)
    page.goto(f"{BASE}matrix/")
    matrix = page.locator("[data-matrix=power]")
    dot, said = matrix.get_by_role("button", name=NAME), page.locator("[data-status]")
    dot.focus()
    page.keyboard.press("Enter")
    expect(dot).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowUp")
    expect(said).to_have_text(f"{NAME}: High (4), Medium (3). Context setters: keep satisfied.")
    page.keyboard.press("Escape")
    expect(said).to_have_text(f"{NAME} stays where it was.")
    assert place(record) == ("medium", "medium")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(said).to_have_text(f"Saved. {NAME}: Key players: manage closely.")
    expect(dot).to_be_focused()
    assert place(record) == ("high", "high")
    assert violations(page) == []
    page.get_by_role("button", name="Undo").click()
    expect(said).to_have_text(f"{NAME} stands where it stood.")
    expect(matrix.locator("[data-at-down=medium][data-at-across=medium]")).to_contain_text(NAME)
    assert place(record) == ("medium", "medium")


def test_placed_with_the_mouse_by_dragging_and_by_clicking(open_page: OpenPage) -> None:
    record = heat()
    page = open_page("ada", "en", WIDE)
    page.goto(f"{BASE}matrix/")
    matrix, said = page.locator("[data-matrix=power]"), page.locator("[data-status]")
    dot = matrix.locator("[data-tray]").get_by_role("button", name=NAME)
    dot.drag_to(matrix.locator("[data-at-down=high][data-at-across=very_low]"))
    expect(said).to_contain_text("Context setters")
    assert place(record) == ("high", "very_low")
    matrix.get_by_role("button", name=NAME).click()
    matrix.locator("[data-at-down=very_low][data-at-across=very_low]").click()
    expect(said).to_contain_text("Crowd")
    assert place(record) == ("very_low", "very_low")
    # the same stakeholder in the other matrix knows the new revision: it is placed there, too
    other = page.locator("[data-matrix=support]")
    other.get_by_role("button", name=NAME).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    expect(said).to_contain_text("Neutral (0). Bystander.")
    expect(said).to_contain_text("Saved.", timeout=6_000)  # a pause saves as well
    record.refresh_from_db()
    assert (record.support, record.affectedness) == ("neutral", "medium")


def test_what_somebody_else_changed_meanwhile_is_told(open_page: OpenPage) -> None:
    record = heat(power="low", interest="low")
    page = open_page("ada", "en", WIDE)
    page.goto(f"{BASE}matrix/")
    record.power = "very_high"
    keep_as(Person.objects.get(email="bo@example.org"), record, "form")
    page.locator("[data-matrix=power]").get_by_role("button", name=NAME).focus()
    for key in ("Enter", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("[data-status]")).to_contain_text("nothing was saved")
    assert place(record) == ("very_high", "low")
