"""The administration's pages as people see and use them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client

from secap.desk.governance import models
from secap.desk.registry.records import Record
from tests.cast import Cast

BASE = "/upesciems/administration/"
PAGES = ["", "raci/", "coordination/", "approaches/", "skills/", "examples/"]


def text_of(answer: object) -> str:
    return " ".join(unescape(answer.content.decode()).split())  # type: ignore[attr-defined]


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


@pytest.fixture
def two_departments(cast: Cast) -> tuple[Record, Record]:
    return (
        cast.keep(cast.ada, models.Department(name="Attīstības nodaļa", fte=0.5, budget_eur=20_000)),
        cast.keep(cast.ada, models.Department(name="Enerģētikas aģentūra", level="region")),
    )


def test_an_empty_town_is_told_where_to_begin(ada: Client) -> None:
    page = text_of(ada.get(BASE))
    assert "Who carries the plan?" in page
    assert "Add a department" in page
    for address in PAGES:
        assert ada.get(BASE + address).status_code == 200, address


def test_the_glance_says_who_leads_what_type_and_that_missing_is_not_zero(
    cast: Cast, ada: Client, two_departments: tuple[Record, Record]
) -> None:
    cast.keep(cast.ada, models.Appointment(post="coordinator", person="Anna", date=date(2024, 1, 1)))
    page = text_of(ada.get(BASE))
    assert "Anna" in page
    assert "Multi-level" in page
    assert "2 levels of government work on the plan: Municipality, Region." in page
    assert "0.5 <span>1 of 2 departments say" in page
    assert "Nobody holds this post." in page  # energy manager, environmental specialist


def test_readers_see_letters_but_no_form(
    cast: Cast, sign_in: Callable[..., Client], two_departments: tuple[Record, Record]
) -> None:
    cast.keep(cast.ada, models.Duty(department=two_departments[0], duty="bei", role="accountable"))
    cy = sign_in(cast.cy)
    for address in PAGES:
        page = text_of(cy.get(BASE + address))
        main = page[page.index("<main") :]
        assert "<select" not in main and "<form" not in main, address
    assert "Accountable: answers for it" in text_of(cy.get(BASE + "raci/"))
    for address in ("raci/", "coordination/", "approaches/"):
        assert cy.post(BASE + address).status_code == 403


def test_the_choice_of_approaches_is_kept_in_the_one_setup(cast: Cast, ada: Client) -> None:
    sent = {"approaches": ["agency_support", "joint_plan"], "reasons": "Mazs ciems", "staff_count": "18",
            "has_energy_agency": "true", "providers": "", "revision": "0"}  # fmt: skip
    page = text_of(ada.post(BASE + "approaches/", sent, follow=True))
    setup = models.Setup.objects.get()
    assert (setup.approaches, setup.staff_count, setup.has_energy_agency) == (
        "agency_support joint_plan", 18, True,
    )  # fmt: skip
    assert "An energy agency works in the region." in page
    assert page.index("Support from an energy agency") < page.index("Own staff within existing")
    ada.post(BASE + "approaches/", sent | {"revision": str(setup.revision), "approaches": ["internal"]})
    assert models.Setup.objects.get().approaches == "internal"


def test_who_opened_the_approaches_before_somebody_saved_sees_the_difference(cast: Cast, ada: Client) -> None:
    cast.keep(cast.bo, models.Setup(approaches="internal", reasons="Bo"))
    sent = {"approaches": ["joint_plan"], "reasons": "Ada", "has_energy_agency": "unknown", "revision": "0"}
    answer = ada.post(BASE + "approaches/", sent)
    assert answer.status_code == 409
    assert models.Setup.objects.get().reasons == "Bo"


def test_a_training_is_planned_from_the_gap(cast: Cast, ada: Client) -> None:
    cast.keep(cast.ada, models.StaffMember(name="Anna", competences="inventory climate_risk efficiency data"))
    context = ada.get(BASE + "skills/").context
    technical = next(one for one in context["subjects"] if one["code"] == "technical")
    assert technical["proposal"]["names"] == "Renewable energy, Mobility"
    form = ada.get(technical["proposal"]["url"]).context["form"]
    assert form["subject"].value() == "technical"
    assert form["competences"].value() == ["renewables", "mobility"]
    cast.keep(
        cast.ada,
        models.Training(subject="technical", title="Kurss", competences="renewables mobility"),
    )
    again = ada.get(BASE + "skills/").context
    technical = next(one for one in again["subjects"] if one["code"] == "technical")
    assert technical["proposal"] is None
    assert [skill.is_planned for skill in technical["skills"] if skill.is_gap] == [True, True]
