"""A town builds its register of thirty stakeholders from the spreadsheet it has, in real Chromium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from secap.desk.stakeholders.models import Contact, Stakeholder
from tests.browser.conftest import NARROW, violations
from tests.exchange.people_records import workbook

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EXCHANGE = "/upesciems/exchange/"


def test_a_register_of_thirty_from_a_spreadsheet(open_page: Callable[..., Page], tmp_path: Path) -> None:
    table = tmp_path / "saraksts.xlsx"
    table.write_bytes(workbook())
    here = Stakeholder.objects.filter(municipality__slug="upesciems")
    before = set(here.values_list("pk", flat=True))
    contacts = Contact.objects.count()
    page = open_page("ada", "lv", NARROW)
    page.goto(f"{EXCHANGE}?kind=stakeholders")
    page.check("#kind-stakeholders")
    page.set_input_files("#file", table)
    page.locator("form[enctype] button").click()
    page.wait_for_url("**/columns/")
    assert violations(page) == []
    page.locator("main form .btn-primary").click()
    page.wait_for_url("**/check/")
    expect(page.locator("main")).to_contain_text("Kokzāģētava")
    assert violations(page) == []
    page.locator("[name=apply]").click()
    page.wait_for_url("**/result/")
    assert violations(page) == []
    brought = here.exclude(pk__in=before)
    # The school was in the register already: its row changed it, and no second school came.
    assert (brought.count(), Contact.objects.count() - contacts) == (29, 8)
    assert here.get(name="Upesciema vidusskola").support == "supportive"
    heat = brought.get(name="SIA Upesciema siltums")
    assert (heat.support, heat.power) == ("strongly_opposed", "very_high")

    page.goto("/upesciems/stakeholders/register/")
    expect(page.locator("main")).to_contain_text("Attīstības nodaļa")
