"""The ten steps in real Chromium: taking tasks, ticking them off by keyboard, a gate that refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from secap.desk.actions.models import Action
from secap.desk.governance.models import Approval, StepState, Task
from tests.browser.conftest import FRAMES, NARROW, scrolls_sideways, violations

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
STEPS = "/upesciems/steps/"
PAGES = ["", "support/", "approval/", "roles/", "for/administration/"]


@pytest.mark.parametrize(("lang", "viewport"), FRAMES)
def test_every_page_is_whole_filled_and_empty(
    open_page: OpenPage, lang: str, viewport: dict[str, int]
) -> None:
    page = open_page("ada", lang, viewport)
    for address in PAGES:
        page.goto(STEPS + address)
        assert violations(page) == [], address
        assert not scrolls_sideways(page), address
    for model in (StepState, Task, Action):
        model.everything.all().delete()
    for address in ["", "for/council/"]:
        page.goto(STEPS + address)
        assert violations(page) == [], address


def test_the_tasks_of_a_step_are_taken_and_one_is_ticked_off_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("ada", "en", NARROW)
    page.goto(f"{STEPS}support/")
    title = "List the relevant stakeholders; decide on channels"
    box = page.get_by_role("checkbox", name=title)
    row = page.locator(".take-list li", has=box)
    box.focus()
    page.keyboard.press("Space")
    row.get_by_label("Responsible person or body").fill("Anna Ozola")
    row.get_by_label("E-mail for reminders").fill("bo@example.org")
    row.get_by_label("Due").fill("2027-01-15")
    page.get_by_role("button", name="Take the ticked tasks").press("Enter")
    expect(page.locator("#messages")).to_contain_text("1 task taken.")
    task = page.locator(".task", has_text=title)
    expect(task).to_contain_text("Anna Ozola")
    task.get_by_role("button", name="Tick off").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Done: List the relevant stakeholders")
    expect(page.locator(".task", has_text=title)).to_contain_text("done ")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator("#messages")).to_contain_text("Open again")
    assert Task.objects.get(template="support_administration").state == "open"


def test_the_gate_refuses_an_approval_before_there_are_actions(open_page: OpenPage) -> None:
    Action.everything.all().delete()
    Approval.everything.all().delete()
    page = open_page("ada", "en")
    page.goto(f"{STEPS}approvals/new/")
    page.get_by_label("Council").fill("Upesciema dome")
    page.get_by_label("Number of the decision").fill("12/3")
    page.get_by_label("Date").fill("2026-05-20")
    page.get_by_role("button", name="Save", exact=True).click()
    notice = page.get_by_role("alert")
    expect(notice).to_contain_text("The plan can't be approved yet.")
    expect(notice).to_contain_text("There is no adaptation action.")
    page.goto(f"{STEPS}approval/")
    page.get_by_role("link", name="Plan one: Actions > New action, kind adaptation.").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Actions")
    assert not Approval.objects.exists()
