"""Groups and hearings on their page, on the page of an action, and the register of other plans."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from secap.desk.actions.models import Action
from secap.desk.governance.models import Group, Hearing
from secap.desk.targets.models import RegionalPriority
from tests.cast import Cast

BODIES = "/upesciems/administration/bodies/"


@pytest.fixture
def ada(cast: Cast, sign_in) -> Client:  # type: ignore[no-untyped-def]
    return sign_in(cast.ada)


def hear(cast: Cast, subject: str, body: str = "council", number: str = "", comment: str = "") -> None:
    day = date(2026, 9, 30)
    cast.keep(cast.ada, Hearing(body=body, subject=subject, date=day, action_number=number, comment=comment))


def test_an_empty_page_says_what_to_do(cast: Cast, ada: Client, sign_in) -> None:  # type: ignore[no-untyped-def]
    text = ada.get(BODIES).content.decode()
    assert "Add the working group" in text and "Note the first hearing" in text
    assert "/new/" not in sign_in(cast.cy).get(BODIES).content.decode()


def test_steering_groups_stand_with_district_programme_and_members(cast: Cast, ada: Client) -> None:
    group = Group(name="Upmalas grupa", kind="steering_group", district="Upmala")
    group.programme, group.members = "Klusie pagalmi", "Iedzīvotāji\n\nSkolas padome"
    cast.keep(cast.ada, group)
    text = ada.get(BODIES).content.decode()
    for words in ("Upmala", "Klusie pagalmi", "<li>Iedzīvotāji</li><li>Skolas padome</li>"):
        assert words in text
    assert "?kind=steering_group" in text and "?kind=advisory_board" in text


def test_hearings_stand_by_body_and_can_be_narrowed_to_an_action(cast: Cast, ada: Client) -> None:
    action = cast.keep(cast.ada, Action(number="4.2", title="Krasta valnis"))
    hear(cast, "Valnis un parki", "advisory_board", "4.2", "Nenošķirt upi")
    hear(cast, "Plāna projekts", "public")
    text = ada.get(BODIES).content.decode()
    assert text.index("Advisory board") < text.index("Valnis un parki") and "2 hearings" in text
    text = ada.get(f"{BODIES}?action=4.2").content.decode()
    assert "1 hearing" in text and "Plāna projekts" not in text
    assert f"/upesciems/action/{action.uid}/" in text and "action_number=4.2" in text
    assert "not been heard anywhere yet" in ada.get(f"{BODIES}?action=7.7").content.decode()


def test_the_page_of_an_action_shows_what_was_said_of_it(cast: Cast, ada: Client) -> None:
    action = cast.keep(cast.ada, Action(number="4.2", title="Krasta valnis"))
    other = cast.keep(cast.ada, Action(number="4.3", title="Parki"))
    hear(cast, "Valnis", "advisory_board", "4.2.", "Nenošķirt upi")
    assert "Nenošķirt upi" in ada.get(f"/upesciems/action/{action.uid}/").content.decode()
    text = ada.get(f"/upesciems/action/{other.uid}/").content.decode()
    assert "Nenošķirt upi" not in text and "hearings/new/?action_number=4.3" in text


def test_the_register_shows_states_gaps_and_levels(cast: Cast, ada: Client) -> None:
    page = "/upesciems/strategy/regional-priorities/"
    assert "Does the plan agree" not in ada.get(page).content.decode()
    cast.keep(cast.ada, RegionalPriority(title="Reģiona programma", level="regional", state="conflict"))
    cast.keep(cast.ada, RegionalPriority(title="Valsts plāns"))
    text = ada.get(page).content.decode()
    assert "1 of 2" in text and "In conflict" in text and "Not compared yet" in text
    assert "Levels without a compared plan</dt><dd>Local</dd>" in text
    assert "1 of 2 other plans" in ada.get(BODIES).content.decode()
