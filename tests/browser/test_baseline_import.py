"""A town brings its tables of hazards and of vulnerability values, in real Chromium, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.saving import keep_as
from secap.desk.risk.models import District, Hazard, IndicatorValue, VulnerabilityIndicator
from tests.browser.conftest import violations
from tests.exchange import files

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OpenPage = Callable[..., Page]
EXCHANGE = "/upesciems/exchange/"
both_languages = pytest.mark.parametrize("lang", ["lv", "en"])


def send(page: Page, kind: str, table: Path) -> None:
    page.goto(f"{EXCHANGE}?kind={kind}")
    page.check(f"#kind-{kind}")
    page.set_input_files("#file", table)
    page.locator("form[enctype] button").click()
    page.wait_for_url("**/columns/")
    assert violations(page) == []


@both_languages
def test_a_table_of_hazards(open_page: OpenPage, tmp_path: Path, lang: str) -> None:
    table = tmp_path / "riski.xlsx"
    table.write_bytes(
        files.xlsx(
            ["Apdraudējums", "Varbūtība", "Ietekme", "Intensitāte"],
            ["Migla", "augsta", "vidēja", "pieaug"],
            ["Smogs", "zema", "", ""],
            ["migla", "zema", "", ""],
        )
    )
    before = Hazard.objects.count()
    page = open_page("ada", lang)
    page.goto(EXCHANGE)
    risk = page.locator("details", has=page.locator("#kind-hazards"))
    expect(page.locator("#kind-hazards")).to_be_hidden()
    risk.locator("summary").click()
    expect(page.locator("#kind-hazards")).to_be_visible()
    assert violations(page) == []
    send(page, "hazards", table)
    page.locator("main form .btn-primary").click()
    page.locator("select[name='word:hazards:Smogs']").select_option("other")
    page.locator("main form .btn-primary").click()
    page.wait_for_url("**/check/")
    expect(page.locator("#problems-heading")).to_be_visible()  # two rows of one hazard
    expect(page.locator("[name=apply]")).to_have_count(0)
    assert violations(page) == []
    assert Hazard.objects.count() == before


@both_languages
def test_names_of_districts_are_given_a_meaning(open_page: OpenPage, tmp_path: Path, lang: str) -> None:
    town, ada = Municipality.objects.get(slug="upesciems"), Person.objects.get(email="ada@example.org")
    keep_as(ada, District(municipality=town, name="Mežciems"), "form")
    title = "Mājas bez pagraba"
    keep_as(ada, VulnerabilityIndicator(municipality=town, title=title, kind="socio_economic"), "form")
    table = tmp_path / "vērtības.csv"
    table.write_bytes(files.csv(f"Apkaime;{title}", "Mežciems;0", "Meža ciems;7", "Lauki;"))
    page = open_page("ada", lang)
    send(page, "indicator_values", table)
    page.locator("main form .btn-primary").click()
    page.wait_for_url("**/check/")
    expect(page.locator("#links-heading")).to_be_visible()
    assert violations(page) == []
    page.locator("select[name='link:district:Meža ciems']").select_option("none")
    page.locator("main form .btn-outline-primary").click()
    page.locator("[name=apply]").click()
    page.wait_for_url("**/result/")
    assert violations(page) == []
    assert list(IndicatorValue.objects.filter(indicator__title=title).values_list("value", flat=True)) == [0]
    page.locator("main .form-actions a.btn-primary").click()
    expect(page.locator("main")).to_contain_text("Mežciems")
