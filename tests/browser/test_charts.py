"""Charts in the browser: drawn under the content security policy, to be taken away, data beside them."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from secap.plan.plan import load_plan
from tests.browser.conftest import NARROW

RESULTS = "/upesciems/baseline/2022/"


def downloaded(page: Page, kind: str, folder: Path) -> Path:
    with page.expect_download() as found:
        page.locator("[data-chart]").first.locator(f"[data-chart-download={kind}]").click()
    found.value.save_as(folder / found.value.suggested_filename)
    return folder / found.value.suggested_filename


@pytest.mark.browser
def test_every_chart_is_drawn_and_can_be_taken_away(open_page: Callable[..., Page], tmp_path: Path) -> None:
    from secap.desk.registry.models import Municipality

    page = open_page("cy", "lv", NARROW)
    page.goto(RESULTS)
    figures = page.locator("[data-chart]")
    expect(page.locator("[data-chart-drawing] svg")).to_have_count(figures.count())
    assert downloaded(page, "svg", tmp_path).read_text(encoding="utf-8").startswith("<svg")
    assert downloaded(page, "png", tmp_path).read_bytes().startswith(b"\x89PNG")
    table = downloaded(page, "csv", tmp_path)
    assert table.name == "energy_by_sector_2022.csv"
    rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    plan = load_plan(Municipality.objects.get(slug="upesciems"))
    assert plan.latest is not None
    total = sum(float(row[-1].replace(",", ".")) for row in rows[1:])
    assert total == pytest.approx(plan.latest.result.energy_mwh)


@pytest.mark.browser
def test_a_bar_tells_its_value(open_page: Callable[..., Page]) -> None:
    page = open_page("ada", "en")
    page.goto(RESULTS)
    figure = page.locator("[data-chart]").first
    figure.locator("path[aria-roledescription=bar]").first.hover()
    expect(figure.locator(".chart-tip")).to_contain_text("MWh")
    figure.locator("summary").click()
    expect(figure.locator("table.data")).to_be_visible()
