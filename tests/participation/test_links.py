"""Links at the desk: made, mailed, listed, revoked."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from secap.desk.stakeholders.models import Contact, DataRequest, Stakeholder
from secap.participation.models import PersonalLink
from tests.cast import Cast
from tests.participation.outside import Ask, thing

NEW = "/upesciems/participation/links/new/"


@pytest.fixture
def ada(cast: Cast, sign_in) -> Client:  # type: ignore[no-untyped-def]
    return sign_in(cast.ada)


def test_a_link_is_made_for_a_contact_mailed_and_shown_once(cast: Cast, ada: Client, visitor: Client) -> None:
    request = thing(cast, "data_request")
    heat = cast.keep(cast.ada, Stakeholder(name="SIA Siltums"))
    janis = cast.keep(cast.ada, Contact(stakeholder=heat, name="Jānis", email="janis@siltums.example"))
    said = {
        "what": f"data_request:{request.uid}", "contact": janis.pk, "language": "lv", "days": "30",
        "send": "on",
    }  # fmt: skip
    page = ada.post(NEW, said)
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    key = page.context["address"].split("/")[-2]
    [letter] = mail.outbox
    assert letter.to == ["janis@siltums.example"] and letter.reply_to == ["ada@example.org"]
    assert f"/answer/{key}/" in letter.body and "Siltuma patēriņš" in letter.subject
    link = PersonalLink.objects.get()
    assert link.sent_at is not None and link.contact == janis.uid and str(link) == "Jānis, SIA Siltums"
    assert DataRequest.objects.get().state == "sent"
    assert visitor.get(f"/answer/{key}/").status_code == 200
    later = ada.get("/upesciems/participation/links/").content.decode()
    assert key not in later and "Jānis, SIA Siltums" in later


def test_without_a_mail_server_nothing_is_sent_and_it_says_so(cast: Cast, ada: Client, settings) -> None:  # type: ignore[no-untyped-def]
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    request = thing(cast, "data_request")
    said = {
        "what": f"data_request:{request.uid}",
        "email": "x@y.example",
        "language": "en",
        "days": "5",
        "send": "on",
    }
    page = ada.post(NEW, said)
    assert b"no mail server" in page.content
    assert PersonalLink.objects.get().sent_at is None


@pytest.mark.parametrize(
    ("purpose", "said", "word"),
    [
        ("data_request", {"is_shared": "on"}, "many people"),
        ("data_request", {}, "for whom"),
        ("poll", {"title": "J", "send": "on"}, "no address"),
        ("poll", {"title": "J", "days": "0"}, "1"),
        ("poll", {"title": "J", "days": "9999"}, "366"),
    ],
)
def test_a_form_that_makes_no_sense_is_explained(
    purpose: str, said: dict[str, str], word: str, cast: Cast, ada: Client
) -> None:
    target = thing(cast, purpose)
    page = ada.post(NEW, {"what": f"{purpose}:{target.uid}", "language": "en", "days": "60", **said})
    assert page.status_code == 422 and word in page.content.decode()
    assert not PersonalLink.objects.exists()


def test_what_is_not_of_the_town_cannot_be_opened(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    poll = thing(cast, "poll")
    said = {"what": f"poll:{poll.uid}", "title": "J", "language": "en", "days": "60"}
    page = sign_in(cast.eve).post("/citur/participation/links/new/", said)
    assert page.status_code == 422 and not PersonalLink.objects.exists()


def test_a_revoked_link_opens_no_more(ask: Ask, ada: Client, visitor: Client) -> None:
    link, path = ask("poll")
    ada.post(f"/upesciems/participation/links/{link.pk}/revoke/")
    assert visitor.get(path).status_code == 410
    assert "revoked" in ada.get("/upesciems/participation/links/").content.decode()


def test_the_overview_counts_what_is_open(ask: Ask, ada: Client, visitor: Client) -> None:
    _link, path = ask("consultation")
    ask("poll")
    visitor.post(path, {"text": "Labs plāns"})
    page = ada.get("/upesciems/participation/")
    assert page.context["states"]["answered"] == 1
    assert page.context["unanswered"] == 1
    assert page.context["waiting_texts"] == 1
