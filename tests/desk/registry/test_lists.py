"""A list of records: empty, searched, filtered, long; entering and changing a record."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from secap.desk.inventory.models import Barrier, DataSet, Potential, ProfileValue
from secap.desk.registry.models import Organisation
from tests.cast import Cast

SignIn = Callable[..., Client]
LIST = "/upesciems/organisations/"


def test_an_empty_list_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.bo).get(LIST).content.decode()
    assert "Begin with those who hold energy data" in page
    assert f'href="{LIST}new/"' in page
    reader = sign_in(cast.cy).get(LIST).content.decode()
    assert f'href="{LIST}new/"' not in reader


def test_search_stays_in_the_address_and_finds(cast: Cast, sign_in: SignIn) -> None:
    for name in ("Sadales tīkls", "Gaso", "Upes siltums"):
        cast.keep(cast.ada, Organisation(name=name))
    page = sign_in(cast.cy).get(LIST, {"q": "siltums"}).content.decode()
    assert "Upes siltums" in page and "Gaso" not in page
    assert 'value="siltums"' in page
    nothing = sign_in(cast.cy).get(LIST, {"q": "zzz"}).content.decode()
    assert "Nothing matches" in nothing and f'href="{LIST}"' in nothing


def test_filters_by_code_and_by_what_waits(cast: Cast, sign_in: SignIn) -> None:
    cast.keep(cast.ada, Barrier(title="Kredīti", kind="financial"))
    cast.keep(cast.bo, Barrier(title="Likumi", kind="legal"))
    client = sign_in(cast.cy)
    url = "/upesciems/baseline/profile/barriers/"
    page = client.get(url, {"kind": "legal"}).content.decode()
    assert "Likumi" in page and "Kredīti" not in page
    page = client.get(url, {"acceptance": "waiting"}).content.decode()
    assert "Likumi" in page and "Kredīti" not in page and "awaiting acceptance" in page
    assert client.get(url, {"kind": "no such code", "acceptance": "'"}).status_code == 200


def test_filters_by_another_record(cast: Cast, sign_in: SignIn) -> None:
    owner = cast.keep(cast.ada, Organisation(name="Gaso"))
    cast.keep(cast.ada, DataSet(title="Gāze", owner=owner))
    cast.keep(cast.ada, DataSet(title="Malka"))
    page = (
        sign_in(cast.cy).get("/upesciems/baseline/profile/data-sets/", {"owner": owner.pk}).content.decode()
    )
    assert "Gāze" in page and "Malka" not in page


def test_a_long_list_has_pages_that_keep_the_search(cast: Cast, sign_in: SignIn) -> None:
    for number in range(105):
        cast.keep(cast.ada, Organisation(name=f"Iestāde {number:03}"))
    page = sign_in(cast.cy).get(LIST, {"q": "Iestāde"}).content.decode()
    assert "105 entries" in page and "Page 1 of 2" in page
    assert "?q=Iest%C4%81de&amp;state=&amp;page=2" in page or "?q=Iest%C4%81de&amp;page=2" in page
    assert "Iestāde 104" in sign_in(cast.cy).get(LIST, {"q": "Iestāde", "page": "2"}).content.decode()


def test_a_contributors_entry_is_marked_and_a_coordinators_is_not(cast: Cast, sign_in: SignIn) -> None:
    for person, name in ((cast.bo, "No Bo"), (cast.ada, "No Ada"), (cast.di, "No Di")):
        answer = sign_in(person).post(f"{LIST}new/", {"name": name, "contact": "", "note": ""})
        assert answer.status_code == 302
    accepted = dict(Organisation.objects.values_list("name", "accepted"))
    assert accepted == {"No Bo": False, "No Ada": True, "No Di": False}
    assert Organisation.objects.get(name="No Bo").entered_by == cast.bo


def test_save_and_enter_another_stays_at_the_form(cast: Cast, sign_in: SignIn) -> None:
    answer = sign_in(cast.bo).post(f"{LIST}new/", {"name": "Viens", "another": "1"})
    assert answer.headers["Location"] == f"{LIST}new/"


def test_a_decimal_comma_is_understood_and_shown_again(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.ada)
    client.cookies["django_language"] = "lv"
    url = "/upesciems/baseline/profile/potentials/"
    kind = next(code for code, _name in Potential._meta.get_field("kind").formfield().choices if code)  # type: ignore[union-attr]
    answer = client.post(f"{url}new/", {"title": "Jumti", "kind": kind, "potential_mwh": "1 420,5"})
    assert answer.status_code == 302
    potential = Potential.objects.get()
    assert potential.potential_mwh == 1420.5
    assert 'value="1420,5"' in client.get(f"{url}{potential.uid}/").content.decode()


def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(cast: Cast, sign_in: SignIn) -> None:
    url = "/upesciems/baseline/profile/potentials/new/"
    answer = sign_in(cast.ada).post(url, {"title": "Jumti", "kind": "zzz", "potential_mwh": "12 MWh"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="12 MWh"' in page and 'value="Jumti"' in page
    assert 'aria-invalid="true"' in page and 'href="#id_potential_mwh"' in page
    assert not Potential.objects.exists()


def test_a_second_value_for_the_same_year_is_refused_in_words(cast: Cast, sign_in: SignIn) -> None:
    cast.keep(cast.ada, ProfileValue(indicator="population", year=2019, value=9876))
    answer = sign_in(cast.ada).post(
        "/upesciems/baseline/profile/profile-values/new/",
        {"indicator": "population", "year": "2019", "value": "9900"},
    )
    assert answer.status_code == 422
    assert "already a value of this indicator for this year" in answer.content.decode()


def test_only_the_towns_own_organisations_are_offered(cast: Cast, sign_in: SignIn) -> None:
    foreign = cast.keep(cast.eve, Organisation(name="Svešais", municipality=cast.elsewhere))
    url = "/upesciems/baseline/profile/data-sets/new/"
    assert "Svešais" not in sign_in(cast.ada).get(url).content.decode()
    answer = sign_in(cast.ada).post(url, {"title": "Dati", "owner": foreign.pk, "status": "planned"})
    assert answer.status_code == 422 and not DataSet.objects.exists()


def test_user_text_is_never_markup(cast: Cast, sign_in: SignIn) -> None:
    cast.keep(cast.bo, Organisation(name="<script>alert(1)</script>"))
    for url in (LIST, "/upesciems/", "/upesciems/to-accept/", "/upesciems/changes/"):
        assert "<script>alert(1)" not in sign_in(cast.ada).get(url).content.decode()
