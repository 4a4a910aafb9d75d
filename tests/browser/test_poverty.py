"""Energy poverty and the adaptation scoreboard in real Chromium: by keyboard, narrow and wide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from secap.desk.poverty.models import HouseholdStudy, PovertyIndicator
from secap.desk.risk.models import ScoreboardRating
from tests.browser.conftest import NARROW, WIDE, violations

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
TOWN = "/upesciems/"
# A town that has entered nothing of energy poverty stands for all empty states.
PAGES = ["poverty/", "poverty/choose/", "poverty/households/", "household-data/", "risk/scoreboard/",
         "risk/scoreboard/rate/"]  # fmt: skip


def whole(page: Page) -> None:
    """Nothing that axe finds, and nothing that has to be scrolled sideways."""
    assert violations(page) == []
    sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
    assert not page.evaluate(sideways), page.url


@pytest.mark.parametrize(("lang", "viewport"), [("lv", NARROW), ("en", WIDE)])
def test_every_page_is_whole_filled_and_empty(
    open_page: OpenPage, lang: str, viewport: dict[str, int]
) -> None:
    page = open_page("ada", lang, viewport)
    for address in PAGES:
        page.goto(TOWN + address)
        if page.locator("[data-chart]").count():
            expect(page.locator("[data-chart-drawing] svg").first).to_be_visible()
        whole(page)
    for model in (PovertyIndicator, HouseholdStudy, ScoreboardRating):
        model.everything.all().delete()
    for address in ["poverty/", "poverty/households/", "risk/scoreboard/"]:
        page.goto(TOWN + address)
        whole(page)


def test_typing_a_value_ticks_its_row_and_all_rows_are_saved_at_once(open_page: OpenPage) -> None:
    PovertyIndicator.everything.all().delete()
    page = open_page("ada", "en", NARROW)
    page.goto(f"{TOWN}poverty/choose/")
    row = page.locator("#row-ep38")
    expect(row.get_by_label("Value: Population unable to keep home adequately warm")).to_be_hidden()
    row.locator("input[type=checkbox]").focus()
    page.keyboard.press("Space")
    value = row.get_by_label("Value: Population unable to keep home adequately warm")
    value.fill("9,5")
    row.get_by_label("Source: Population unable to keep home adequately warm").fill("CSP")
    expect(page.locator("[data-unsaved]")).to_be_visible()
    expect(page.locator("[data-count]")).to_have_text("1/69")
    page.get_by_role("button", name="Save all rows").first.click()
    page.wait_for_load_state()
    expect(page.locator("#messages")).to_contain_text("1 value saved.")
    assert PovertyIndicator.objects.get().value == 9.5


def test_typed_into_a_wide_row_the_tick_follows(open_page: OpenPage) -> None:
    PovertyIndicator.everything.all().delete()
    page = open_page("ada", "en", WIDE)
    page.goto(f"{TOWN}poverty/choose/")
    row = page.locator("#row-ep62")
    row.get_by_label("Answer: One-stop shop/advice point exists").select_option("no")
    expect(row.locator("input[type=checkbox]")).to_be_checked()


def test_a_wrong_value_is_named_and_leads_to_its_row(open_page: OpenPage) -> None:
    page = open_page("ada", "en", WIDE)
    page.goto(f"{TOWN}poverty/choose/")
    page.locator("#row-ep38 input[name=ep38-value]").fill("much")
    with page.expect_navigation():
        page.get_by_role("button", name="Save all rows").first.click()
    notice = page.locator(".notice-error")
    expect(notice).to_be_focused()
    expect(notice).to_contain_text("“much” is not a number")
    notice.get_by_role("link").first.click()
    expect(page.locator("#row-ep38")).to_be_in_viewport()
    whole(page)


@pytest.mark.parametrize(("lang", "viewport"), [("lv", NARROW), ("en", WIDE)])
def test_a_household_table_is_summed_up_and_its_shares_become_indicators(
    open_page: OpenPage, tmp_path: Path, lang: str, viewport: dict[str, int]
) -> None:
    page = open_page("ada", lang, viewport)
    page.goto(f"{TOWN}household-data/")
    with page.expect_download() as download:
        page.locator("a[href$='sample.xlsx']").click()
    sample = tmp_path / "households.xlsx"
    download.value.save_as(sample)
    page.locator("input[type=file]").set_input_files(sample)
    page.locator("main form button.btn-primary").click()
    page.wait_for_load_state()
    expect(page.locator(".hidden-cell")).to_have_count(2)
    whole(page)
    page.locator("input[name=title]").fill("Aptauja")
    page.locator("input[name=source]").fill("Sociālais dienests")
    page.locator("button[name=save]").click()
    page.wait_for_load_state()
    expect(page.locator("figure.chart svg").first).to_be_visible()
    whole(page)
    page.locator("#take-title ~ form button").click()
    page.wait_for_load_state()
    year = HouseholdStudy.objects.get(title="Aptauja").year
    assert PovertyIndicator.objects.filter(indicator__in=["ep40", "ep41"], year=year).count() == 2


def test_a_table_with_names_is_refused_in_words(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("ada", "en", WIDE)
    page.goto(f"{TOWN}household-data/")
    file = tmp_path / "names.csv"
    file.write_text("Vārds, uzvārds;Ienākumi gadā;Enerģija gadā\nAnna Bērziņa;9000;900\n", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main form button.btn-primary").click()
    page.wait_for_load_state()
    expect(page.locator(".notice-error")).to_be_focused()
    expect(page.locator(".notice-error")).to_contain_text("names of people")
    expect(page.locator("main")).not_to_contain_text("Bērziņa")
    whole(page)


def test_a_round_of_the_scoreboard_is_rated_by_keyboard_alone(open_page: OpenPage) -> None:
    before = dict(ScoreboardRating.objects.values_list("uid", "grade"))
    page = open_page("ada", "en", WIDE)
    page.goto(f"{TOWN}risk/scoreboard/rate/")
    page.locator("#id_grade-s1_1_0").focus()
    for _step in range(2):  # not rated, A, B
        page.keyboard.press("ArrowRight")
    expect(page.locator("#id_grade-s1_1_2")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("Komanda darbojas")
    page.get_by_role("button", name="Save the round").click()
    page.wait_for_load_state()
    expect(page.locator("#messages")).to_contain_text("1 item rated.")
    expect(page.locator("#chart-scoreboard svg")).to_be_visible()
    made = ScoreboardRating.objects.exclude(uid__in=before).get()
    assert (made.item, made.grade, made.comment) == ("s1_1", "b", "Komanda darbojas")
    assert before == dict(ScoreboardRating.objects.filter(uid__in=before).values_list("uid", "grade"))


@pytest.mark.parametrize("viewport", [NARROW, WIDE])
def test_the_radar_stays_round_and_within_its_frame(open_page: OpenPage, viewport: dict[str, int]) -> None:
    page = open_page("cy", "lv", viewport)
    page.goto(f"{TOWN}risk/scoreboard/")
    figure = page.locator("#chart-scoreboard")
    drawing = figure.locator("[data-chart-drawing] svg")
    expect(drawing).to_be_visible()
    frame = drawing.bounding_box()
    outer = page.evaluate(
        """() => {
          const rings = [...document.querySelectorAll('#chart-scoreboard svg .mark-line path')];
          const boxes = rings.map(ring => ring.getBoundingClientRect());
          const widest = boxes.reduce((a, b) => (b.width > a.width ? b : a));
          return [widest.x, widest.y, widest.width, widest.height];
        }"""
    )
    assert frame is not None
    # Of a regular pentagon: 2 sin 72 wide, 1 + cos 36 high, in radii of its circle.
    assert outer[2] / outer[3] == pytest.approx(1.902 / 1.809, rel=0.03)
    words = page.evaluate(
        """() => [...document.querySelectorAll('#chart-scoreboard svg text')].map(
          text => { const box = text.getBoundingClientRect(); return [box.left, box.right]; })"""
    )
    assert all(frame["x"] - 1 <= left and right <= frame["x"] + frame["width"] + 1 for left, right in words)
