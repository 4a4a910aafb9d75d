"""Real tasks, from beginning to end, the way people do them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from secap.desk.inventory.models import EnergyUse
from tests.browser.conftest import PASSWORD, violations
from tests.exchange import files

pytestmark = pytest.mark.browser
YEAR = "/upesciems/baseline/2022/"
OpenPage = Callable[..., Page]


def cell(page: Page, sector: str, carrier: str):  # type: ignore[no-untyped-def]
    return page.locator(f'input[name="cell-{sector}:{carrier}"]')


def amount(sector: str, carrier: str) -> float | None:
    use = EnergyUse.objects.filter(
        inventory__year=2022, municipality__slug="upesciems", sector=sector, carrier=carrier, purpose="final"
    ).first()
    return use.amount if use else None


def paste(page: Page, text: str) -> None:
    """Paste from the clipboard into the focused cell, as Ctrl+V does."""
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def test_signing_in_by_keyboard_and_out_again(open_page: OpenPage) -> None:
    page = open_page(None)
    page.goto("/account/login/")
    page.locator("input[name=login]").focus()
    page.keyboard.type("ada@example.org")
    page.keyboard.press("Tab")
    page.locator("input[name=password]").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Upesciems")
    page.locator("summary", has_text="Ada").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/upesciems/")
    expect(page).to_have_url(re.compile("/account/login/"))


def test_a_wrong_password_says_so(open_page: OpenPage) -> None:
    page = open_page(None)
    page.goto("/account/login/")
    page.fill("input[name=login]", "ada@example.org")
    page.fill("input[name=password]", "not the password")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("not correct")


def test_switching_the_language_keeps_the_page(open_page: OpenPage) -> None:
    page = open_page("ada", "en")
    page.goto(f"{YEAR}findings/")
    page.get_by_role("button", name="LV").click()
    expect(page).to_have_url(re.compile("/2022/findings/$"))
    expect(page.locator("html")).to_have_attribute("lang", "lv")
    expect(page.locator("h1")).to_contain_text("konstatējumi")


def test_pasting_a_block_shows_how_it_was_read_before_it_is_saved(open_page: OpenPage) -> None:
    page = open_page("ada", "lv")
    page.goto(f"{YEAR}energy/")
    first = cell(page, "public_lighting", "natural_gas")
    first.focus()
    paste(page, "1.234,5\t7\n2 000,25\t")
    expect(first).to_have_value("1.234,5")
    page.locator(".grid-tools button.btn-primary").click()
    expect(page.locator("#check")).to_contain_text("1 234,5".replace(" ", "\u00a0"))
    assert amount("public_lighting", "natural_gas") is None, "nothing is saved before it was looked at"
    page.locator('button[name="apply"]').click()
    expect(page.locator(".messages, [role=status]").first).to_be_visible()
    assert amount("public_lighting", "natural_gas") == 1234.5
    assert amount("buildings_unallocated", "natural_gas") == 2000.25


def test_a_mistake_in_the_grid_is_named_and_nothing_is_lost(open_page: OpenPage) -> None:
    page = open_page("ada")
    page.goto(f"{YEAR}energy/")
    cell(page, "public_lighting", "electricity").fill("395 MWh")
    cell(page, "buildings_unallocated", "electricity").fill("12")
    page.locator(".grid-tools button.btn-primary").click()
    expect(page.locator("#check")).to_contain_text("395 MWh")
    expect(page.locator('button[name="apply"]')).to_have_count(0)
    expect(cell(page, "buildings_unallocated", "electricity")).to_have_value("12")
    cell(page, "public_lighting", "electricity").fill("396")
    page.locator(".grid-tools button.btn-primary").click()
    page.locator('button[name="apply"]').click()
    page.wait_for_load_state()
    assert amount("public_lighting", "electricity") == 396
    assert amount("buildings_unallocated", "electricity") == 12


def test_moving_in_the_grid_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("ada")
    page.goto(f"{YEAR}energy/")
    cell(page, "public_lighting", "electricity").focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.name") == "cell-public_lighting:heat_cold"
    page.keyboard.type("77")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "cell-buildings_unallocated:heat_cold"
    cell(page, "public_lighting", "heat_cold").focus()
    page.keyboard.press("Escape")
    expect(cell(page, "public_lighting", "heat_cold")).to_have_value("")


def test_two_people_in_one_cell(open_page: OpenPage) -> None:
    ada, bo = open_page("ada"), open_page("bo")
    for page in (ada, bo):
        page.goto(f"{YEAR}energy/")
    for page, value in ((ada, "400"), (bo, "410")):
        cell(page, "public_lighting", "electricity").fill(value)
        page.locator(".grid-tools button.btn-primary").click()
        page.wait_for_load_state()
    ada.locator('button[name="apply"]').click()
    ada.wait_for_load_state()
    bo.locator('button[name="apply"]').click()
    bo.wait_for_load_state()
    assert amount("public_lighting", "electricity") == 400, "nothing is silently overwritten"
    expect(bo.locator("#check")).to_contain_text("400")
    expect(bo.locator("#check")).to_contain_text("410")


def test_a_figure_explains_itself(open_page: OpenPage) -> None:
    page = open_page("ada")
    page.goto(YEAR)
    page.locator(".headline a").first.click()
    expect(page.locator("h1")).to_contain_text("where the figure comes from")
    main = page.locator("main")
    for said in ("MWh[s,c]", "EFE =", "2024 edition", "Table2_EU_IPCC_GHG", "History", "Ada"):
        expect(main).to_contain_text(said)


def test_charts_are_drawn_and_downloaded(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("ada", "lv")
    page.goto(YEAR)
    chart = page.locator("figure.chart").first
    expect(chart.locator("svg")).to_be_visible()
    for kind, begins in (("csv", None), ("svg", b"<svg"), ("png", b"\x89PNG")):
        with page.expect_download() as download:
            chart.locator(f'[data-chart-download="{kind}"]').click()
        saved = tmp_path / f"chart.{kind}"
        download.value.save_as(saved)
        content = saved.read_bytes()
        assert len(content) > 100
        assert begins is None or content.lstrip().startswith(begins)


def test_deleting_is_undone_by_a_button(open_page: OpenPage) -> None:
    page = open_page("ada")
    page.goto("/upesciems/baseline/profile/barriers/")
    rows = page.locator("table.data tbody tr")
    before = rows.count()
    rows.first.get_by_role("link").first.click()
    page.get_by_role("button", name="Delete").click()
    expect(rows).to_have_count(before - 1)
    page.get_by_role("button", name="Undo").click()
    expect(rows).to_have_count(before)


def test_a_contributors_figure_waits_until_the_co_ordinator_accepts_it(open_page: OpenPage) -> None:
    bo = open_page("bo")
    bo.goto("/upesciems/baseline/profile/barriers/new/")
    bo.fill("#id_title", "Too few engineers")
    bo.select_option("#id_kind", "institutional")
    bo.locator("main form button[type=submit], main form .form-actions button").first.click()
    expect(bo.locator("main")).to_contain_text("awaiting acceptance")
    ada = open_page("ada")
    ada.goto("/upesciems/to-accept/")
    expect(ada.locator("main")).to_contain_text("Too few engineers")


def test_building_the_document(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("ada", "lv")
    page.goto("/upesciems/documents/")
    page.locator("main form .form-actions button").click()
    page.wait_for_load_state()
    page.goto("/upesciems/documents/")
    link = page.locator("table.data tbody a", has_text=".pdf").first
    with page.expect_download() as download:
        link.click()
    saved = tmp_path / "plan.pdf"
    download.value.save_as(saved)
    assert saved.read_bytes().startswith(b"%PDF")


def test_a_spreadsheet_with_a_mistake_is_imported_corrected_and_taken_back(
    open_page: OpenPage, tmp_path: Path
) -> None:
    table = tmp_path / "dati.xlsx"
    table.write_bytes(
        files.xlsx(
            ["Nozare", "Enerģijas nesējs", "Daudzums", "Mērvienība", "Avots"],
            ["Publiskais apgaismojums", "Dabasgāze", "1.234,5", "MWh", "Rēķini"],
            ["Publiskais apgaismojums", "Petroleja", "12 kWh", "kWh", "Rēķini"],
        )
    )
    page = open_page("ada", "en")
    page.goto("/upesciems/exchange/?year=2022")
    page.set_input_files("#file", table)
    page.get_by_role("button", name="Upload and look at it").click()
    expect(page.locator("h1")).to_contain_text("What the columns are")
    assert violations(page) == []
    page.get_by_role("button", name="Check the table").click()
    page.select_option('select[name="word:carriers:Petroleja"]', "heating_oil")
    page.get_by_role("button", name="Check the table").click()
    expect(page.locator("#problems-heading")).to_contain_text("Please correct")
    expect(page.locator("main")).to_contain_text("12 kWh")
    assert violations(page) == []
    assert amount("public_lighting", "natural_gas") is None
    page.fill('input[name="correct-C3"]', "12")
    page.get_by_role("button", name="Check again").click()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Imported")
    assert violations(page) == []
    assert amount("public_lighting", "natural_gas") == 1234.5
    page.get_by_role("button", name="Take the import back").click()
    expect(page.locator("h1")).to_contain_text("taken back")
    assert amount("public_lighting", "natural_gas") is None
