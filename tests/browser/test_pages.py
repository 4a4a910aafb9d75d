"""Every page, in both languages and at both widths: whole, accessible, nothing cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import FRAMES, NARROW, scrolls_sideways, violations

TOWN = "/upesciems/"
YEAR = f"{TOWN}baseline/2022/"
ACTION, EFFECT = "a30097fb33dc", "2d19f40c0c70"  # of the example town: its schools, their heat
TARGET, GOAL = "02dfc801f779", "614191624a59"
STRANGERS = ["/", "/account/login/", "/account/password/reset/", "/nobody-knows-this/"]
PAGES = [
    "/",
    "/account/password/change/",
    "/account/profile/",
    TOWN,
    *(TOWN + name for name in (
        "baseline/", "baseline/new/", "baseline/compare/", "baseline/factors/", "baseline/profile/",
        "baseline/profile/profile-values/", "baseline/profile/profile-values/new/",
        "baseline/profile/potentials/",
        "baseline/profile/barriers/", "baseline/profile/barriers/new/", "baseline/profile/policy-options/",
        "baseline/profile/data-sets/", "baseline/profile/data-sets/new/",
        "baseline/factors/jrc_2024/", "exchange/", "exchange/plan/", "documents/", "members/", "to-accept/",
        "changes/", "deleted/", "organisations/",
        "attachments/",
        "signatory/", "signatory/edit/",
        "records/inventory.energyuse/use-ter-pellets-22/history/",
    )),
    *(f"{TOWN}strategy/{name}" for name in (
        "", "vision/", "commitments/", "commitments/new/", "frameworks/", "targets/", "targets/new/",
        "goals/", "goals/new/", "directions-and-areas/", "resources/", "strategy/new/", "vision-team/",
        "workshops/", "feedback/", "vision-examples/", "staff/", "budget/", "cooperation/",
        "regional-priorities/",
    )),
    *(f"{TOWN}actions/{name}" for name in (
        "", "?sector=transport&sort=-t", "new/", "four-steps/?step=1", "four-steps/?step=2",
        "four-steps/?step=3", "four-steps/?step=4", "board/", "schedule/", "workload/", "priorities/",
        "coverage/", "finance/", "checks/", "catalogue/", "ambition/", "programmes/", "funding/",
        "four-steps/?step=5", "?q=nothing-matches", "programmes/new/", "funding/new/", "sector-choices/",
        "ambition-reviews/", "appraisal/",
    )),
    *(f"{TOWN}strategy/{name}" for name in (
        f"targets/{TARGET}/explain/", f"targets/{TARGET}/", f"goals/{GOAL}/", f"goals/{GOAL}/smart/",
    )),
    *(f"{TOWN}action/{ACTION}/{name}" for name in (
        "", "smart/", "effects/", "effects/new/", "effects/new/?calculator=energy_saving",
        "effects/new/?calculator=stated", f"effects/{EFFECT}/", "financing/", "financing/new/", "bodies/",
        "indicators/", "indicators/new/", "activities/", "stage-moves/",
    )),
    f"{TOWN}actions/{ACTION}/",
    *(TOWN + name for name in (
        "scenarios/", "scenarios/new/?begin=blank", "scenarios/compare/", "scenario/plan/",
        "scenario/c844b291ffb3/", "scenario/c844b291ffb3/actions/",
        "outlook/uncertainty/plan/", "outlook/least-cost/", "outlook/why/",
    )),
    *(YEAR + name for name in (
        "", "energy/", "uses/", "uses/new/", "estimate/", "estimate/difference/", "estimate/scaled/",
        "estimate/floor_area/?sector=residential_buildings", "estimate/vehicle_registry/",
        "estimate/traffic_counts/",
        "estimate/fuel_sales/", "estimate/between/", "estimate/carried/", "supply/", "plants/",
        "plant-inputs/",
        "green-electricity/", "heat-exchanges/", "non-energy/", "non-energy/new/", "notation-keys/",
        "stated-totals/",
        "factors/", "own-factors/", "findings/", "settings/", "explain/total/", "quality/",
        "explain/sector/?sector=residential_buildings",
    )),
]  # fmt: skip


def check(page: Page, path: str, lang: str) -> list[str]:
    response = page.goto(path)
    assert response is not None
    wrong = []
    if response.status >= 400 and "nobody-knows" not in path:
        return [f"{path}: status {response.status}"]
    if page.locator("html").get_attribute("lang") != lang:
        wrong.append("language")
    if page.locator("h1").count() != 1:
        wrong.append("headings of the first level")
    if scrolls_sideways(page):
        wrong.append("scrolls sideways")
    wrong += violations(page)
    return [f"{path}: {what}" for what in wrong]


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "viewport"), FRAMES, ids=["lv-390", "en-1280"])
def test_every_page_of_the_co_ordinator(
    open_page: Callable[..., Page], lang: str, viewport: dict[str, int]
) -> None:
    page = open_page("ada", lang, viewport)
    assert [wrong for path in PAGES for wrong in check(page, path, lang)] == []


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["lv", "en"])
def test_pages_for_strangers(open_page: Callable[..., Page], lang: str) -> None:
    page = open_page(None, lang, NARROW)
    assert [wrong for path in STRANGERS for wrong in check(page, path, lang)] == []


@pytest.mark.browser
@pytest.mark.parametrize("who", ["bo", "cy", "di"])
def test_the_others_see_what_they_may(open_page: Callable[..., Page], who: str) -> None:
    page = open_page(who, "lv")
    paths = ["/", TOWN, f"{TOWN}baseline/", YEAR, f"{YEAR}explain/total/", f"{TOWN}documents/"]
    assert [wrong for path in paths for wrong in check(page, path, "lv")] == []
