"""The first page and the overview: where the plan stands, what to do next, and who sees what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.test import Client

from secap.desk.inventory.models import DataSet, EnergyUse, Inventory, ProfileValue
from secap.desk.inventory.year import InventoryYear
from secap.desk.registry.models import Membership, Municipality, Role
from secap.plan import progress, section_points
from secap.plan.plan import Plan
from tests.cast import Cast, cast, sign_in

__all__ = ["cast", "sign_in"]

SignIn = Callable[..., Client]
TODAY = date(2026, 5, 4)
TOWN = Municipality(slug="upesciems", name="Upesciems", country="LV")
CELLS = [
    ("municipal_buildings", "electricity", 1200.0),
    ("tertiary_buildings", "electricity", 5400.0),
    ("residential_buildings", "natural_gas", 42000.0),
    ("private_commercial_transport", "diesel", 61000.0),
]


def inventory_year(year: int, *, is_bei: bool = False, share: float = 1.0) -> InventoryYear:
    """An inventory that was never saved: progress needs no database."""
    inventory = Inventory(municipality=TOWN, year=year, is_bei=is_bei)
    uses = [
        EnergyUse(
            municipality=TOWN,
            inventory=inventory,
            sector=sector,
            carrier=carrier,
            amount=amount * share,
            scope=2 if carrier == "electricity" else 1,
        )
        for sector, carrier, amount in CELLS
    ]
    return InventoryYear(inventory, energy_uses=uses)


def population(*years: int) -> list[ProfileValue]:
    return [
        ProfileValue(municipality=TOWN, indicator="population", year=year, value=10000.0) for year in years
    ]


def titles(plan: Plan, today: date = TODAY) -> list[str]:
    return [step.title for step in progress.next_steps(plan, today)]


def test_an_empty_plan_begins_with_the_inventory() -> None:
    plan = Plan(TOWN)
    assert titles(plan)[0] == "Begin the baseline emission inventory"
    assert progress.headline(plan) is None
    by_code = {section.code: section for section in progress.sections(plan, TODAY)}
    assert list(by_code) == ["strategy", "inventory", "risk", "actions", "poverty"]
    assert by_code["inventory"].done == 0
    assert all(
        section.points and not section.done for code, section in by_code.items() if code != "inventory"
    )


def test_without_a_bei_one_has_to_be_marked() -> None:
    plan = Plan(TOWN, inventories=[inventory_year(2019)], profile=population(2019))
    assert "Mark one inventory as the BEI" in titles(plan)


def test_an_inventory_without_energy_asks_for_it() -> None:
    plan = Plan(TOWN, inventories=[InventoryYear(Inventory(municipality=TOWN, year=2019, is_bei=True))])
    assert "Enter the energy of BEI 2019" in titles(plan)


def test_what_waits_is_for_the_coordinator() -> None:
    year = inventory_year(2019, is_bei=True)
    year.energy_uses[0].accepted = False
    plan = Plan(TOWN, inventories=[year], profile=population(2019))
    step = next(step for step in progress.next_steps(plan, TODAY) if step.url_name == "registry:inbox")
    assert step.title == "Accept or send back 1 entry" and step.right == "coordinate"


def test_overdue_data_are_those_still_waited_for() -> None:
    late, early = TODAY - timedelta(1), TODAY + timedelta(1)
    sets = [
        DataSet(title="Gāze", due_date=late, status="requested"),
        DataSet(title="Elektrība", due_date=late, status="received"),
        DataSet(title="Siltums", due_date=early, status="planned"),
        DataSet(title="Malka", status="planned"),
        DataSet(title="Dīzelis", due_date=TODAY, status="planned"),
    ]
    plan = Plan(TOWN, data_sets=sets)
    assert [data.title for data in section_points.overdue(plan, TODAY)] == ["Gāze"]
    assert "Ask for 1 overdue data set" in titles(plan)


def test_after_four_years_a_monitoring_inventory_is_due() -> None:
    plan = Plan(TOWN, inventories=[inventory_year(2022, is_bei=True)], profile=population(2022))
    assert "Begin a monitoring emission inventory" in titles(plan, date(2026, 1, 1))
    assert "Begin a monitoring emission inventory" not in titles(plan, date(2025, 12, 31))


def test_headline_compares_the_latest_with_the_bei() -> None:
    plan = Plan(
        TOWN,
        inventories=[inventory_year(2023, share=0.5), inventory_year(2019, is_bei=True)],
        profile=population(2019, 2023),
    )
    headline = progress.headline(plan)
    assert headline is not None
    assert (headline.bei.year, headline.latest.year) == (2019, 2023)
    assert headline.latest.result.energy_mwh * 2 == headline.bei.result.energy_mwh
    assert headline.change_share is not None and -0.7 < headline.change_share < -0.3
    assert headline.bei.result.per_capita_t == headline.bei.result.total_t / 10000
    assert headline.is_like_for_like


def test_other_gases_are_not_like_for_like() -> None:
    later = inventory_year(2023)
    later.inventory.gas_basis = "co2eq"
    plan = Plan(TOWN, inventories=[inventory_year(2019, is_bei=True), later])
    headline = progress.headline(plan)
    assert headline is not None and not headline.is_like_for_like


def test_a_single_inventory_has_no_change() -> None:
    headline = progress.headline(Plan(TOWN, inventories=[inventory_year(2019, is_bei=True)]))
    assert headline is not None and headline.change_share is None
    assert headline.bei.result.per_capita_t is None  # no population: not zero


def test_strangers_learn_what_this_is(db: None, sign_in: SignIn) -> None:
    page = sign_in(None).get("/")
    assert page.status_code == 200 and "Sign in" in page.content.decode()


def test_one_plan_opens_at_once_and_several_are_a_table(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.ada).get("/").headers["Location"] == "/upesciems/"
    cast.keep(cast.ada, Inventory(year=2019, is_bei=True))
    page = sign_in(cast.di).get("/").content.decode()
    assert "Upesciems" in page and "Ozolmuiža" in page and "Citur" not in page
    assert ">2019<" in page


def test_somebody_without_a_plan_is_told_whom_to_ask(cast: Cast, sign_in: SignIn) -> None:
    Membership.objects.filter(person=cast.eve).delete()
    assert "Ask the co-ordinator" in sign_in(cast.eve).get("/").content.decode()


def test_the_overview_shows_five_sections_steps_and_changes(cast: Cast, sign_in: SignIn) -> None:
    year = cast.keep(cast.ada, Inventory(year=2019, is_bei=True))
    cast.keep(
        cast.bo,
        EnergyUse(inventory=year, sector="residential_buildings", carrier="natural_gas", amount=42000.0),
    )
    page = sign_in(cast.ada).get("/upesciems/").content.decode()
    for text in (
        "Strategy",
        "Risk and vulnerability",
        "Energy poverty",
        "Hazards with probability and impact",
        "BEI 2019",
        "Bo",
    ):
        assert text in page
    assert "Accept or send back 1 entry" in page or "Mend" in page
    assert page.count('<ol class="next">') == 1


def test_readers_are_not_sent_where_they_may_not_go(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.cy).get("/upesciems/").content.decode()
    assert 'href="/upesciems/to-accept/"' not in page
    assert "Begin the baseline emission inventory" not in page


def test_the_agencys_table_counts_what_waits(cast: Cast, sign_in: SignIn) -> None:
    cast.keep(cast.di, DataSet(title="Gāze", municipality=cast.village))
    Membership.objects.filter(person=cast.di, municipality=cast.village).update(role=Role.VIEWER)
    page = sign_in(cast.di).get("/").content.decode()
    assert "mark-waiting" in page and "Viewer" in page
