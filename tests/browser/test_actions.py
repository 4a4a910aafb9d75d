"""From the target to actions that add up: the real tasks, looked at in both languages and at both widths."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from secap.desk.actions.models import Action, Effect, Financing, Indicator, SectorChoice, StageMove
from secap.desk.targets.models import Target
from tests.browser.conftest import NARROW, WIDE, violations
from tests.exchange.messy_actions import ROWS, workbook

pytestmark = pytest.mark.browser
OpenPage = Callable[..., Page]
both_languages = pytest.mark.parametrize("lang", ["lv", "en"])

TOWN = "/upesciems/"
SCHOOLS, SCHOOL_HEAT = "a30097fb33dc", "2d19f40c0c70"  # an action of the town and its first effect
# The parish with a few small actions; the agency helps it. Its stoves have neither owner nor indicator.
PARISH, STOVES = "/ozolmuiza/", "c06ba60ec9cb"
STEPS = f"{PARISH}actions/four-steps/"


def look(page: Page) -> None:
    """Check the page as it stands at both widths: accessible, and never wider than the window."""
    page.evaluate("window.scrollTo(0, 0)")  # what the header covers in part would count as too small a target
    before, wrong = page.viewport_size, []
    for size in (NARROW, WIDE):
        page.set_viewport_size(size)
        if not _fits(page):
            wrong.append(f"scrolls sideways at {size['width']}")
        wrong += [f"{size['width']}: {what}" for what in violations(page)]
    assert before is not None
    page.set_viewport_size({"width": before["width"], "height": before["height"]})
    assert [f"{page.url}: {what}" for what in wrong] == []


def _fits(page: Page) -> bool:
    """Return whether the page is no wider than the window, once charts are drawn anew for its width."""
    for _ in range(20):
        if page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1"):
            return True
        page.wait_for_timeout(150)
    return False


def figure(page: Page, selector: str) -> float:
    """Return the first number that an element shows, in either language."""
    text = re.sub(r"(?<=\d)[\s,](?=\d{3}\b)", "", page.locator(selector).first.inner_text())
    found = re.search(r"\d+(?:[.,]\d+)?", text)
    assert found, f"no number in “{text}”"
    return float(found.group().replace(",", "."))


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def undo(page: Page) -> None:
    page.locator("#messages form button").click()


# The four steps.


@both_languages
def test_the_four_steps_end_to_end(open_page: OpenPage, lang: str) -> None:
    page = open_page("di", lang)
    page.goto(STEPS)
    assert page.locator("[aria-current=step]").get_attribute("href") == "?step=1", "where the plan is open"
    look(page)
    for sector, feasibility in (("residential_buildings", "high"), ("transport", "medium")):
        page.check(f"#chosen-{sector}")
        page.select_option(f"#feasibility-{sector}", feasibility)
    page.fill("#note-residential_buildings", "Vecas mājas")
    page.locator("button[name=continue]").click()
    expect(page).to_have_url(re.compile(r"step=2$"))
    assert {one.sector for one in SectorChoice.objects.filter(is_chosen=True, note="Vecas mājas")} == {
        "residential_buildings"
    }

    look(page)
    page.fill("#id_reduction_percent", "simts")
    page.locator("button[name=continue]").click()
    expect(page.locator("#id_reduction_percent")).to_have_attribute("aria-invalid", "true")
    look(page)
    page.fill("#id_reduction_percent", "80")
    page.locator("button[name=continue]").click()
    expect(page).to_have_url(re.compile(r"step=3$"))
    assert Target.objects.get(municipality__slug="ozolmuiza").reduction_percent == 80

    look(page)
    gap = "#gap .is-missing dd"
    missing, planned = figure(page, gap), figure(page, "#gap div:nth-child(2) dd")
    form = page.locator("#sector-residential_buildings form.add-action")
    page.locator("#sector-residential_buildings summary").click()
    form.locator("[name=measure]").select_option("res_efficient_appliances")
    form.locator("[name=amount]").fill("-5")
    form.get_by_role("button").click()
    expect(form.locator("[name=amount]")).to_have_attribute("aria-invalid", "true")
    look(page)
    form.locator("[name=amount]").fill("2000")
    form.get_by_role("button").click()
    expect(page.locator("#sector-residential_buildings tbody tr")).to_have_count(2)
    added = Action.objects.get(measure="res_efficient_appliances")
    assert added.investment_eur, "the catalogue's cost times the amount"
    look(page)
    assert figure(page, "#gap div:nth-child(2) dd") > planned
    assert figure(page, gap) < missing

    page.locator(".step a[href='?step=4']").click()
    duty = page.locator(f"#action-{STOVES}")
    duty.locator("summary").click()
    duty.locator("[name=name]").fill("")
    duty.locator("[name=unit]").fill("mājas")
    duty.get_by_role("button").click()
    expect(duty.locator("[name=name]")).to_have_attribute("aria-invalid", "true")
    look(page)
    for name, value in {
        "responsible": "Pagasta pārvalde", "name": "Nomainītas krāsnis", "unit": "mājas", "target": "25",
        "method": "pieņemšanas akti, reizi gadā",
    }.items():  # fmt: skip
        duty.locator(f"[name={name}]").fill(value)
    duty.get_by_role("button").click()
    page.wait_for_load_state()
    stoves = Action.objects.get(uid=STOVES)
    indicator = Indicator.objects.get(action=stoves)
    assert (stoves.responsible, indicator.target_value, indicator.target_year) == (
        "Pagasta pārvalde",
        25,
        2030,
    )
    look(page)

    page.locator(".step a[href='?step=5']").click()
    expect(page.locator(".checks .is-met")).not_to_have_count(0)
    expect(page.locator("figure.chart svg").first).to_be_visible()
    look(page)


# Several at once.


@both_languages
def test_several_actions_are_changed_and_taken_back_by_keyboard(open_page: OpenPage, lang: str) -> None:
    page = open_page("ada", lang)
    page.goto(f"{TOWN}actions/?sector=transport")
    transport = Action.objects.filter(municipality__slug="upesciems", sector="transport")
    before = dict(transport.values_list("uid", "responsible"))
    tab_to(page, "#bulk-field")
    for _ in range(20):
        if page.locator("#bulk-field").input_value() == "responsible":
            break
        page.keyboard.press("ArrowDown")
    tab_to(page, "input[name=row]")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")  # the link of the first row
    tab_to(page, "input[name=row]")
    page.keyboard.press("Space")
    expect(page.locator("[data-chosen-count]")).to_contain_text("2")
    look(page)
    page.locator("input[name=row]:checked").first.focus()
    page.keyboard.press("Enter")  # sends the form, as in any form

    page.wait_for_url("**/actions/several/")
    expect(page.locator(".chosen-list li")).to_have_count(2)
    look(page)
    tab_to(page, "#id_value")
    page.keyboard.type("Satiksmes birojs")
    page.keyboard.press("Enter")
    expect(page.locator("#preview")).to_be_focused()
    expect(page.locator("section table tbody strong")).to_have_text(["Satiksmes birojs"] * 2)
    assert dict(transport.values_list("uid", "responsible")) == before, "nothing is saved by looking"
    look(page)
    page.locator("#id_value").focus()
    tab_to(page, "button[name=apply]")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"actions/\?sector=transport"))
    assert transport.filter(responsible="Satiksmes birojs").count() == 2
    look(page)
    tab_to(page, "#messages form button")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.locator("#records")).not_to_contain_text("Satiksmes birojs")
    assert dict(transport.values_list("uid", "responsible")) == before


# Good enough to adopt?


@both_languages
def test_the_assistant_makes_a_poor_action_better(open_page: OpenPage, lang: str) -> None:
    page = open_page("di", lang)
    page.goto(f"{PARISH}action/{STOVES}/smart/")
    whole = page.locator(".smart-scores dd").first
    expect(whole).to_contain_text("–")  # nothing is answered yet: unknown, not zero
    missing = page.locator("#missing li")
    lacks = missing.count()
    assert lacks > 5
    page.locator("#missing summary").click()
    expect(missing.first).to_be_visible()
    if lang == "en":
        for said in ("responsible", "indicator", "cost"):
            expect(page.locator("#missing")).to_contain_text(re.compile(said, re.I))
    look(page)
    for question, answer in zip(page.locator(".smart-question").all(), ("yes", "yes", "no"), strict=False):
        question.locator(f"input[value={answer}]").check()
        question.locator("textarea").fill("Sarunāts ar katru māju")
    page.locator(".form-actions button").last.click()
    page.wait_for_load_state()
    expect(whole).to_contain_text(re.compile(r"6[67]\s?%"))
    assert missing.count() < lacks
    expect(page.locator(".smart-question textarea").first).to_have_value("Sarunāts ar katru māju")
    assert len(Action.objects.get(uid=STOVES).smart) == 3
    look(page)

    # What is missing leads to where it is entered.
    page.locator(f".pre-checks a[href$='actions/{STOVES}/#id_responsible']").first.click()
    expect(page.locator("#id_responsible")).to_be_focused()
    page.locator("#id_responsible").fill("Pagasta pārvalde")
    look(page)
    page.locator("form.record-form .btn-primary").click()
    expect(page).to_have_url(re.compile(f"/action/{STOVES}/(#|$)"))
    look(page)
    page.goto(f"{PARISH}action/{STOVES}/smart/")
    expect(page.locator(".pre-checks a[href$='#id_responsible']")).to_have_count(0)


# From somebody's spreadsheet.


@both_languages
def test_a_messy_list_is_imported_corrected_and_taken_back(
    open_page: OpenPage, lang: str, tmp_path: Path
) -> None:
    rows = [list(row) for row in ROWS]
    rows[1][5] = "1) 50; 2) 60"  # two costs in one cell
    rows[2][6] = "Mecenāts 20 %; pašvaldība 80 %"  # a source that nobody knows
    table = tmp_path / "rīcības plāns.xlsx"
    table.write_bytes(workbook(rows))
    before = Action.objects.count()

    page = open_page("ada", lang)
    page.goto(f"{TOWN}exchange/")
    page.check("#kind-actions")
    page.set_input_files("#file", table)
    page.locator("form[enctype] button").click()
    page.wait_for_url("**/columns/")
    expect(page.locator("select[name=column-1] option:checked")).not_to_have_attribute("value", "")
    look(page)
    word = page.locator("select[name='word:financing_sources:Mecenāts']")
    word.select_option("private")
    page.locator("main form .btn-primary").click()

    page.wait_for_url("**/check/")
    expect(page.locator("#problems-heading")).to_be_visible()
    expect(page.locator("[name=apply]")).to_have_count(0)
    expect(page.locator("main")).to_contain_text("~50 000 €")
    look(page)
    page.fill("[name=correct-F6]", "1,1 milj.")
    page.locator("main form .btn-outline-primary").click()
    page.locator("[name=apply]").click()

    page.wait_for_url("**/result/")
    look(page)
    page.locator("main .form-actions a.btn-primary").click()
    page.fill("#list-search", "Skolas siltināšana")
    shown = page.locator("tr", has_text="Skolas siltināšana")
    cost = "1 100 000".replace(" ", "\u00a0") if lang == "lv" else "1,100,000"
    expect(shown).to_contain_text(cost)
    look(page)
    school = Action.objects.get(title="Skolas siltināšana")
    sources = Financing.objects.filter(action=school).values_list("source", "percent")
    assert {percent for _source, percent in sources} == {85, 15}
    assert Action.objects.count() == before + 5

    page.goto(f"{TOWN}exchange/")
    page.locator("table.data a", has_text="rīcības plāns.xlsx").click()
    page.locator("form[action$='/undo/'] button").click()
    page.wait_for_load_state()
    assert Action.objects.count() == before
    look(page)


# The board.


@both_languages
def test_a_card_is_moved_on_the_board_by_keyboard(open_page: OpenPage, lang: str) -> None:
    page = open_page("ada", lang)
    page.goto(f"{TOWN}actions/board/")
    look(page)
    uid = "96052ec62598"  # not begun yet
    page.locator(f"#action-{uid} a").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == f"move-{uid}"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    wanted = page.locator(f"#move-{uid}").input_value()
    assert wanted
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-stage='{wanted}'] #action-{uid}")).to_be_visible()
    assert StageMove.objects.get(action__uid=uid).who == "Ada"
    look(page)
    undo(page)
    expect(page.locator(f"[data-stage=''] #action-{uid}")).to_be_visible()
    assert not StageMove.objects.filter(action__uid=uid).exists()


# What an action saves.


@both_languages
def test_an_effect_is_calculated_while_typing(open_page: OpenPage, lang: str) -> None:
    page = open_page("ada", lang)
    page.goto(f"{TOWN}action/{SCHOOLS}/effects/new/")
    look(page)
    page.locator("a[href='?calculator=energy_saving']").click()
    result = page.locator("#effect-result")
    expect(result.locator("dl")).to_have_count(0)
    look(page)
    page.select_option("#id_carrier", "natural_gas")
    page.fill("#id_saving_mwh", "100")
    expect(result.locator("dl.headline")).to_be_visible()
    central = figure(page, "#effect-result dd")
    assert 15 < central < 30, "100 MWh of gas at some 0.2 t/MWh"
    page.fill("#id_saving_mwh", "200")
    expect(result.locator("dd").first).not_to_contain_text(
        str(central).replace(".", "," if lang == "lv" else ".")
    )
    assert figure(page, "#effect-result dd") == pytest.approx(2 * central, abs=0.11)

    page.locator(".range-ends summary").first.click()
    page.fill("#id_saving_mwh__low", "150")
    page.fill("#id_saving_mwh__high", "320")
    expect(result.locator("dd").nth(1)).to_contain_text("–")
    assert figure(page, "#effect-result dd >> nth=1") == pytest.approx(1.5 * central, abs=0.11)
    look(page)
    count = Effect.objects.count()

    page.fill("#id_saving_mwh", "daudz")
    expect(result.locator(".field-error")).to_contain_text("daudz" if lang == "en" else re.compile("."))
    page.locator("button[name=save]").click()
    expect(page.locator("#id_saving_mwh")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_saving_mwh_error")).to_be_visible()
    expect(page.locator("#id_saving_mwh__low")).to_have_value("150")
    look(page)
    assert Effect.objects.count() == count, "nothing is saved with a mistake in it"
    page.fill("#id_saving_mwh", "200")
    page.locator("button[name=save]").click()
    expect(page).to_have_url(re.compile(f"/action/{SCHOOLS}/$"))
    effect = Effect.objects.latest("pk")
    assert effect.inputs["saving_mwh"] == {"low": 150, "central": 200, "high": 320}
    look(page)
    page.goto(f"{TOWN}action/{SCHOOLS}/effects/{SCHOOL_HEAT}/")
    expect(result.locator("dl.headline")).to_be_visible()
    look(page)


# Targets.

FIELDS_OF_KIND = {
    "emissions_absolute": {"reduction_percent", "sector"},
    "emissions_per_capita": {"reduction_percent", "sector", "population_in_target_year"},
    "emissions_bau": {"reduction_percent", "sector", "bau_coefficient"},
    "renewable_share": {"value_percent"},
    "energy_use": {"reduction_percent", "sector"},
}
SOMETIMES = {"sector", "reduction_percent", "value_percent", "population_in_target_year", "bau_coefficient"}


@both_languages
def test_a_target_asks_only_what_its_kind_needs(open_page: OpenPage, lang: str) -> None:
    page = open_page("ada", lang)
    page.goto(f"{TOWN}strategy/targets/new/")
    assert set(page.locator("#id_kind option").evaluate_all("all => all.map(one => one.value)")) - {
        ""
    } == set(FIELDS_OF_KIND)
    for kind, used in FIELDS_OF_KIND.items():
        page.select_option("#id_kind", kind)
        assert {name for name in SOMETIMES if page.locator(f"#id_{name}").is_visible()} == used, kind
        look(page)
    page.select_option("#id_kind", "emissions_absolute")
    expect(page.locator("#id_removals_t")).to_be_hidden()
    page.fill("#id_reduction_percent", "100")
    expect(page.locator("#id_removals_t")).to_be_visible()
    page.fill("#id_target_year", "2045")
    page.locator("form.record-form .btn-primary").click()
    page.wait_for_load_state()
    target = Target.objects.get(target_year=2045)
    assert (target.reduction_percent, target.municipality.slug) == (100, "upesciems")
    page.goto(f"{TOWN}strategy/targets/{target.uid}/explain/")
    look(page)
