"""Members, roles, first passwords, own profile and language."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.core import mail
from django.test import Client

from secap.desk.registry.models import Membership, Person, Role
from tests.cast import PASSWORD, Cast

SignIn = Callable[..., Client]
MEMBERS = "/upesciems/members/"


def membership(person: Person) -> Membership:
    return Membership.objects.get(person=person, municipality__slug="upesciems")


def invite(client: Client, email: str = "fa@example.org") -> str:
    """Add a new person and return the path of the link to hand over."""
    page = client.post(
        f"{MEMBERS}add/", {"email": email, "name": "Fa", "role": "contributor"}
    ).content.decode()
    found = re.search(r"http://testserver(/account/password/reset/key/[^\"]+)", page)
    assert found, page
    return found[1]


def test_a_new_person_gets_a_link_by_hand_and_no_mail(cast: Cast, sign_in: SignIn) -> None:
    path = invite(sign_in(cast.ada))
    person = Person.objects.get(email="fa@example.org")
    assert not person.has_usable_password() and mail.outbox == []
    browser = sign_in(None)
    form = browser.get(path, follow=True)
    action = form.redirect_chain[-1][0]
    done = browser.post(action, {"password1": "garš-vārds-123", "password2": "garš-vārds-123"}, follow=True)
    assert "Your password is set" in done.content.decode()
    assert browser.login(email="fa@example.org", password="garš-vārds-123")
    assert browser.get("/upesciems/").status_code == 200
    assert "already" in sign_in(None).get(path, follow=True).content.decode()  # it works once
    again = sign_in(cast.ada).post(f"{MEMBERS}{membership(person).pk}/link/", follow=True).content.decode()
    assert "has a password already" in again


def test_somebody_with_an_account_is_added_without_a_link(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.ada).post(
        f"{MEMBERS}add/", {"email": "EVE@example.org", "role": "viewer"}, follow=True
    )
    assert "Eve is a member now" in page.content.decode()
    assert "reset/key" not in page.content.decode()
    assert membership(cast.eve).role == Role.VIEWER


def test_a_link_of_one_plan_never_opens_another(cast: Cast, sign_in: SignIn) -> None:
    """Whoever holds a first link could take the account over; so it must not lead anywhere else meanwhile."""
    invite(sign_in(cast.ada))
    answer = sign_in(cast.eve).post("/citur/members/add/", {"email": "fa@example.org", "role": "viewer"})
    assert answer.status_code == 422 and "invited elsewhere" in answer.content.decode()


def test_a_name_is_asked_for_a_new_person_and_nobody_is_added_twice(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.ada)
    answer = client.post(f"{MEMBERS}add/", {"email": "new@example.org", "role": "viewer"})
    assert answer.status_code == 422 and "Give the person" in answer.content.decode()
    answer = client.post(f"{MEMBERS}add/", {"email": "bo@example.org", "role": "viewer"})
    assert answer.status_code == 422 and "member already" in answer.content.decode()


def test_a_plan_keeps_a_coordinator(cast: Cast, sign_in: SignIn) -> None:
    client, ada = sign_in(cast.ada), membership(cast.ada)
    for page, data in ((f"{MEMBERS}{ada.pk}/role/", {"role": "viewer"}), (f"{MEMBERS}{ada.pk}/remove/", {})):
        assert "needs a co-ordinator" in client.post(page, data, follow=True).content.decode()
    client.post(f"{MEMBERS}{membership(cast.bo).pk}/role/", {"role": "coordinator"})
    client.post(f"{MEMBERS}{ada.pk}/role/", {"role": "viewer"})
    assert membership(cast.ada).role == Role.VIEWER and membership(cast.bo).role == Role.COORDINATOR


def test_who_is_removed_sees_nothing_any_more(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.ada).post(f"{MEMBERS}{membership(cast.bo).pk}/remove/")
    assert sign_in(cast.bo).get("/upesciems/").status_code == 404
    assert Person.objects.filter(pk=cast.bo.pk).exists()


def test_members_of_other_towns_cannot_be_touched(cast: Cast, sign_in: SignIn) -> None:
    ada = membership(cast.ada)
    assert sign_in(cast.eve).post(f"/citur/members/{ada.pk}/remove/").status_code == 404
    assert membership(cast.ada)


def test_the_language_switch_keeps_the_page_and_is_remembered(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.ada)
    answer = client.post("/account/language/", {"language": "lv", "next": "/upesciems/members/?a=1"})
    assert answer.headers["Location"] == "/upesciems/members/?a=1"
    assert '<html lang="lv">' in client.get("/upesciems/members/").content.decode()
    cast.ada.refresh_from_db()
    assert cast.ada.language == "lv"
    away = client.post("/account/language/", {"language": "xx", "next": "https://example.com/"})
    assert away.headers["Location"] == "/"


def test_own_profile(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.bo)
    assert client.post("/account/profile/", {"name": "Bo Bērziņš", "language": "en"}).status_code == 302
    cast.bo.refresh_from_db()
    assert (cast.bo.name, cast.bo.language) == ("Bo Bērziņš", "en")
    assert client.post("/account/profile/", {"name": "", "language": "en"}).status_code == 422


def test_sign_in_by_e_mail_and_out(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(None)
    wrong = client.post("/account/login/", {"login": "ada@example.org", "password": "wrong"})
    assert wrong.status_code == 200 and "alert" in wrong.content.decode()
    page = client.post("/account/login/", {"login": "ada@example.org", "password": PASSWORD}, follow=True)
    assert "Upesciems" in page.content.decode()
    client.post("/account/logout/")
    assert client.get("/upesciems/").status_code == 302


def test_signing_in_leads_to_the_page_that_was_asked_for(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(None)
    asked = client.get("/upesciems/members/?a=1")
    page = client.get(asked.headers["Location"]).content.decode()
    assert page.count('name="next"') == 2  # the form's and the language switch's
    data = {"login": "ada@example.org", "password": PASSWORD, "next": "/upesciems/members/?a=1"}
    assert client.post("/account/login/", data).headers["Location"] == "/upesciems/members/?a=1"


def test_a_forgotten_password_tells_a_stranger_nothing(cast: Cast, sign_in: SignIn) -> None:
    pages = {
        sign_in(None).post("/account/password/reset/", {"email": email}).headers.get("Location")
        for email in ("ada@example.org", "nobody@example.org")
    }
    assert len(pages) == 1
    message = next(message for message in mail.outbox if message.to == ["ada@example.org"])
    assert "/account/password/reset/key/" in str(message.body)


def test_nobody_signs_up_alone(cast: Cast, sign_in: SignIn) -> None:
    data = {"email": "x@example.org", "password1": "garš-vārds-123", "password2": "garš-vārds-123"}
    page = sign_in(None).post("/account/signup/", data)
    assert "Nobody signs up alone" in page.content.decode()
    assert not Person.objects.filter(email="x@example.org").exists()
