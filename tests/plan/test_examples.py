"""The three example towns: they open, come back unchanged, and their figures are those of Latvian towns."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from secap.method.basis.findings import Severity
from secap.plan.changes import create
from secap.plan.checks import findings
from secap.plan.example import TOWNS
from secap.plan.file import as_document, dumps, loads
from secap.plan.plan import Plan, load_plan


def content(slug: str) -> str:
    return files("secap.examples").joinpath(f"{slug}.json").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    return {slug: loads(content(slug)) for slug in TOWNS}


@pytest.mark.parametrize("slug", TOWNS)
def test_the_file_is_what_the_workbench_would_write(slug: str):
    plan = loads(content(slug))
    assert plan.municipality.slug == slug
    assert dumps(plan) == content(slug)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", TOWNS)
def test_the_plan_comes_back_from_the_database(slug: str):
    """Only the order inside the lists may differ: the database has its own."""
    plan = loads(content(slug))
    before = in_order_of_uid(as_document(plan))
    municipality = create(plan, None, reason="example")
    assert in_order_of_uid(as_document(load_plan(municipality))) == before


def in_order_of_uid(value):
    if isinstance(value, dict):
        return {name: in_order_of_uid(part) for name, part in value.items()}
    if isinstance(value, list):
        items = [in_order_of_uid(item) for item in value]
        # lists without uids, such as the corners of a boundary, have their order from the file
        are_records = all(isinstance(item, dict) and "uid" in item for item in items)
        return sorted(items, key=lambda item: item["uid"]) if are_records else items
    return value


# The city shows what a high risk looks like that no action meets yet.
OPEN_ON_PURPOSE = {"lielkalns": {"risk.high_unmet"}}


@pytest.mark.parametrize("slug", TOWNS)
def test_no_finding_is_an_error(plans: dict[str, Plan], slug: str):
    left_open = OPEN_ON_PURPOSE.get(slug, set())
    errors = [
        finding
        for finding in findings(plans[slug])
        if finding.severity is Severity.ERROR and finding.id not in left_open
    ]
    assert not errors, [f"{finding.place()}: {finding.message}" for finding in errors]


@pytest.mark.parametrize("slug", TOWNS)
def test_energy_and_emissions_per_inhabitant_are_plausible(plans: dict[str, Plan], slug: str):
    for account in plans[slug].accounts:
        assert account.population
        assert 13 < account.result.energy_mwh / account.population < 23, account.year
        assert account.result.per_capita_t is not None
        assert 2.0 < account.result.per_capita_t < 5.0, account.year
        assert account.result.complete


@pytest.mark.parametrize("slug", ["upesciems", "lielkalns"])
def test_emissions_fell_since_the_baseline(plans: dict[str, Plan], slug: str):
    bei, latest = plans[slug].bei, plans[slug].latest
    assert bei is not None
    assert latest is not None
    assert 0.15 < 1 - latest.result.total_t / bei.result.total_t < 0.55


@pytest.mark.parametrize("slug", TOWNS)
def test_all_inventories_of_a_town_chose_alike(plans: dict[str, Plan], slug: str):
    choices = {
        (year.inventory.fuel_edition, year.inventory.electricity_edition, year.inventory.approach,
         year.inventory.gas_basis, year.inventory.gwp)
        for year in plans[slug].inventories
    }  # fmt: skip
    assert len(choices) == 1


@pytest.mark.parametrize("slug", TOWNS)
def test_networks_lose_a_plausible_share_of_the_heat(plans: dict[str, Plan], slug: str):
    for year in plans[slug].inventories:
        made = sum(plant.heat_mwh or 0 for plant in year.plants)
        made += sum(-exchange.mwh if exchange.is_export else exchange.mwh for exchange in year.heat_exchanges)
        sold = sum(use.amount for use in year.energy_uses if use.carrier == "heat_cold")
        assert 0.06 < 1 - sold / made < 0.22, year.year


@pytest.mark.parametrize("slug", TOWNS)
def test_every_empty_key_is_explained(plans: dict[str, Plan], slug: str):
    for year in plans[slug].inventories:
        assert all(key.explanation for key in year.notation_keys)


def test_the_town_shows_what_the_documentation_tells(plans: dict[str, Plan]):
    """The tutorial and the demo rely on these: carry-forward, an unassigned remainder, figures to accept."""
    plan = plans["upesciems"]
    found = {finding.id for finding in findings(plan)}
    assert "plan.awaiting_acceptance" in found
    latest = plan.latest
    assert latest is not None
    assert latest.year == 2022
    assert any("unassigned" in str(finding.message) for finding in latest.findings)
    assert latest.corrected is not None
    assert latest.pending == 2


def test_the_tutorial_quotes_the_towns_figures(plans: dict[str, Plan]):
    tutorial = Path(__file__).parents[2] / "docs" / "tutorial" / "first-inventory.md"
    page = tutorial.read_text(encoding="utf-8")
    bei, latest = plans["upesciems"].bei, plans["upesciems"].latest
    assert bei is not None
    assert latest is not None
    for figure in (bei.result.total_t, latest.result.total_t):
        assert f"{figure:,.0f} t" in " ".join(page.split())
    assert f"{(1 - latest.result.total_t / bei.result.total_t) * 100:.1f} %" in page
