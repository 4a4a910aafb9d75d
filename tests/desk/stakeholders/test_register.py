"""The register: list, page of a stakeholder, its form; organisations taken over; what only Ada sees."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from secap.desk.registry.models import Organisation
from secap.desk.stakeholders.models import Contact, ContactEntry, PrivateNote, Stakeholder
from tests.cast import Cast

BASE = "/upesciems/stakeholders/"
REGISTER = BASE + "register/"


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


def named(cast: Cast, name: str = "SIA Siltums", **values: object) -> Stakeholder:
    return cast.keep(cast.ada, Stakeholder(name=name, **values))  # type: ignore[return-value]


def person(cast: Cast, stakeholder: Stakeholder, name: str = "Jānis", **values: object) -> Contact:
    return cast.keep(cast.ada, Contact(stakeholder=stakeholder, name=name, **values))  # type: ignore[return-value]


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(html.unescape(answer.content.decode()).replace("\u00a0", " ").split())


def names(client: Client, query: str) -> list[str]:
    return [record.name for record, _view, _few in client.get(REGISTER + query).context["rows"]]


def test_the_list_tells_contacts_and_the_last_contact(cast: Cast, ada: Client) -> None:
    heat, bank = named(cast), named(cast, "Banka")
    person(cast, heat)
    person(cast, heat, "Anna")
    gone = person(cast, heat, "Ilze")
    gone.remove(cast.ada)
    for day in (date(2026, 3, 1), date(2026, 2, 1)):
        cast.keep(cast.ada, ContactEntry(stakeholder=heat, date=day, channel="phone"))
    rows = {record.name: (view, few) for record, view, few in ada.get(REGISTER).context["rows"]}
    view, few = rows["SIA Siltums"]
    assert (view.contacts, few, view.last_contact) == (2, False, date(2026, 3, 1))
    assert rows["Banka"][0].contacts == 0 and rows["Banka"][1]
    assert f"/who/{bank.uid}/" in text_of(ada, REGISTER)


def test_the_list_asks_the_database_the_same_few_questions_for_any_number(
    cast: Cast, ada: Client, django_assert_max_num_queries: Callable
) -> None:  # type: ignore[type-arg]
    for number in range(12):
        person(cast, named(cast, f"Nr {number}"))
    ada.get(REGISTER)
    with django_assert_max_num_queries(16):
        ada.get(REGISTER)


def test_search_finds_the_people_and_filters_are_kept_on_the_next_page(cast: Cast, ada: Client) -> None:
    person(cast, named(cast, "Banka", type="finance"), "Zane Ozola")
    named(cast, "SIA Siltums", type="energy_suppliers", note="ozols")
    assert names(ada, "?q=ozola") == ["Banka"]
    assert names(ada, "?q=ozol") == ["Banka", "SIA Siltums"]
    assert names(ada, "?q=ozol&type=finance") == ["Banka"]
    page = ada.get(REGISTER + "?q=ozol&type=finance&page=1")
    assert page.context["query"] == "q=ozol&type=finance"


def test_filters_by_quadrant_criteria_and_contacts(cast: Cast, ada: Client) -> None:
    key = named(cast, "Atslēga", power="high", interest="very_high", is_needed=True)
    named(cast, "Vidējs", power="medium", interest="high", is_affected=False)
    named(cast, "Nezināms", power="high")
    person(cast, key)
    person(cast, key, "Anna")
    assert names(ada, "?quadrant=key_players") == ["Atslēga"]
    assert names(ada, "?quadrant=subjects") == ["Vidējs"]
    assert names(ada, "?quadrant=unplaced") == ["Nezināms"]
    assert names(ada, "?criteria=met") == ["Atslēga"]
    assert names(ada, "?criteria=open") == ["Nezināms", "Vidējs"]
    assert names(ada, "?people=few") == ["Nezināms", "Vidējs"]


def test_a_stakeholders_page_answers_the_five_questions(cast: Cast, ada: Client) -> None:
    heat = named(
        cast, type="energy_suppliers", power="high", interest="low", support="opposed",
        affectedness="high", value_chain="generation", reasons="consensus", we_need="Dati",
        they_need="Skaidrība", is_affected=True, review_on=date(2026, 1, 1),
    )  # fmt: skip
    person(cast, heat, email="janis@example.org")
    text = text_of(ada, f"{BASE}who/{heat.uid}/")
    for part in (
        "Context setters: keep satisfied", "Critical opponent", "burn no bridges", "Energy generation",
        "Dati", "Skaidrība", "janis@example.org", "Fewer than two contact people",
        "The review of the mapping is overdue.", "as the quadrant proposes",
        f"contacts/new/?stakeholder={heat.pk}", f"log/new/?stakeholder={heat.pk}",
    ):  # fmt: skip
        assert part in text, part


def test_only_the_co_ordinator_sees_private_notes(cast: Cast, sign_in: Callable[..., Client]) -> None:
    heat = named(cast)
    cast.keep(cast.ada, PrivateNote(stakeholder=heat, text="Zvanīt pēc pusdienām"))
    page = f"{BASE}who/{heat.uid}/"
    assert "Zvanīt pēc pusdienām" in text_of(sign_in(cast.ada), page)
    for who in (cast.bo, cast.cy, cast.di):
        assert "Zvanīt" not in text_of(sign_in(who), page)


def test_the_council_reads_without_forms(cast: Cast, sign_in: Callable[..., Client]) -> None:
    heat = named(cast, power="high", interest="high")
    client = sign_in(cast.cy)
    for page in ("", "register/", "matrix/", f"who/{heat.uid}/", "movement/", "understanding/"):
        text = text_of(client, BASE + page).partition('<main id="content"')[2]
        assert 'method="post"' not in text and "/new/" not in text, page
        assert "matrix.js" not in text


def test_the_form_asks_the_five_questions_in_order_and_leads_to_the_page(cast: Cast, ada: Client) -> None:
    text = text_of(ada, REGISTER + "new/")
    places = [text.index(f'id="section-{code}"') for code in ("place", "support", "interest", "power", "why")]
    assert places == sorted(places)
    sent = {"name": "Banka", "type": "finance", "support": "neutral", "revision": "0"}
    answer = ada.post(REGISTER + "new/", sent)
    made = Stakeholder.objects.get(name="Banka")
    assert answer.headers["Location"] == f"{BASE}who/{made.uid}/"
    assert (made.support, made.power, made.is_affected) == ("neutral", "", None)
    again = ada.post(REGISTER + "new/", sent)
    assert again.status_code == 422
    assert "There is already a stakeholder of this name." in html.unescape(again.content.decode())


def test_a_contact_person_is_added_from_the_page_and_leads_back(cast: Cast, ada: Client) -> None:
    heat = named(cast)
    form = ada.get(f"{BASE}contacts/new/?stakeholder={heat.pk}").content.decode()
    assert f'<option value="{heat.pk}" selected>' in form
    sent = {"stakeholder": heat.pk, "name": "Anna", "basis": "public_task", "revision": "0"}
    answer = ada.post(f"{BASE}contacts/new/", sent)
    assert answer.headers["Location"] == f"{BASE}who/{heat.uid}/"


def test_organisations_become_stakeholders_once(cast: Cast, ada: Client) -> None:
    for name in ("SIA Siltums", "Banka"):
        cast.keep(cast.ada, Organisation(name=name))
    named(cast)  # of the same name: tied, not doubled
    ada.post(f"{BASE}organisations/take/")
    ada.post(f"{BASE}organisations/take/")
    found = {one.name: one.organisation.name for one in Stakeholder.objects.select_related("organisation")}
    assert found == {"SIA Siltums": "SIA Siltums", "Banka": "Banka"}


def test_a_deleted_name_does_not_stand_in_the_way_of_taking_over(cast: Cast, ada: Client) -> None:
    cast.keep(cast.ada, Organisation(name="Banka"))
    named(cast, "Banka").remove(cast.ada)
    ada.post(f"{BASE}organisations/take/")
    assert Stakeholder.objects.get(name="Banka").organisation.name == "Banka"


def test_people_kept_too_long_are_listed(cast: Cast, ada: Client) -> None:
    heat, today = named(cast), timezone.localdate()
    person(cast, heat, "Vecais", keep_until=today - timedelta(days=1))
    person(cast, heat, "Jaunais", keep_until=today)
    text = text_of(ada, f"{BASE}kept-too-long/")
    assert "Vecais" in text and "Jaunais" not in text


def test_at_a_glance_names_who_is_missing_and_what_next(cast: Cast, ada: Client) -> None:
    assert "Who affects the plan, and whom does it affect?" in text_of(ada, BASE)
    named(cast, type="energy_suppliers", is_primary=True)
    text = text_of(ada, BASE)
    assert "Nobody stands for:" in text and "Mass media" in text
    missing = text.partition("Nobody stands for:")[2].partition("</p>")[0]
    assert "Tourists" not in missing and "Energy suppliers" not in missing
    assert "Find a second contact person" in text
    assert "Primary stakeholders with fewer than two contact people: 1." in text


def test_understanding_says_what_the_course_teaches(cast: Cast, ada: Client) -> None:
    text = text_of(ada, f"{BASE}understanding/")
    assert "Rivas" in text and "51 cities" in text
    assert "Engage constantly" in text and "Better governance" in text
