"""The pages that steer the action plan: accessible, whole at both widths; the board by hand and keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from secap.desk.actions.models import Action, StageMove
from tests.browser.conftest import FRAMES, NARROW
from tests.browser.test_pages import check

BASE = "/upesciems/actions/"
PAGES = [
    BASE + name
    for name in (
        "four-steps/?step=1", "four-steps/?step=2", "four-steps/?step=3", "four-steps/?step=4",
        "four-steps/?step=5", "board/", "schedule/", "schedule/?group=sector", "workload/", "priorities/",
        "coverage/", "finance/", "catalogue/", "catalogue/?ambitious=any", "ambition/", "checks/",
    )
]  # fmt: skip


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "viewport"), FRAMES, ids=["lv-390", "en-1280"])
def test_every_page(open_page: Callable[..., Page], lang: str, viewport: dict[str, int]) -> None:
    page = open_page("ada", lang, viewport)
    assert [wrong for path in PAGES for wrong in check(page, path, lang)] == []


@pytest.mark.browser
def test_readers_see_the_pages_without_forms(open_page: Callable[..., Page]) -> None:
    page = open_page("cy", "en")
    assert [wrong for path in PAGES for wrong in check(page, path, "en")] == []


@pytest.mark.browser
def test_a_card_is_dragged_and_moved_back_by_undo(open_page: Callable[..., Page]) -> None:
    page = open_page("ada", "en")
    page.goto(BASE + "board/")
    card = page.locator("[data-stage=''] [data-card]").first
    uid = (card.get_attribute("id") or "").removeprefix("action-")
    card.drag_to(page.locator("[data-stage='commitment']"), source_position={"x": 8, "y": 8})
    expect(page.locator(f"[data-stage='commitment'] #action-{uid}")).to_be_visible()
    assert StageMove.objects.filter(action__uid=uid, stage="commitment", who="Ada").exists()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"[data-stage=''] #action-{uid}")).to_be_visible()


@pytest.mark.browser
def test_a_card_is_moved_by_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("bo", "en", NARROW)
    page.goto(BASE + "board/")
    select = page.locator("[data-stage=''] [data-card] select").first
    uid = (select.get_attribute("id") or "").removeprefix("move-")
    select.focus()
    select.select_option("approval")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-stage='approval'] #action-{uid}")).to_be_visible()


@pytest.mark.browser
def test_the_gap_follows_while_actions_are_added(open_page: Callable[..., Page]) -> None:
    page = open_page("ada", "en")
    page.goto(BASE + "four-steps/?step=3")
    planned = page.locator("#gap dd").nth(1)
    before = planned.inner_text()
    form = page.locator("#sector-local_heat_cold form.add-action")
    form.get_by_label("Title").fill("Heat from the sewage works")
    form.get_by_label("or tonnes avoided a year").fill("300")
    form.get_by_label("Where the estimate comes from").fill("Study of the utility")
    form.get_by_role("button", name="Add").click()
    expect(page.locator("#sector-local_heat_cold")).to_contain_text("Heat from the sewage works")
    expect(planned).not_to_have_text(before)
    expect(page.locator("#messages")).to_contain_text("Added: Heat from the sewage works")
    assert Action.objects.filter(title="Heat from the sewage works").exists()
