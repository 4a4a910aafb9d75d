"""Who gets in by a personal link: the right key, in time, to a thing of the link's own town; nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from secap.desk.stakeholders.models import DataRequest
from secap.participation.links import make, revoke
from secap.participation.models import PersonalLink
from tests.cast import Cast
from tests.participation.outside import PURPOSES, Ask, thing, today

WRONG = "/answer/" + "A" * 43 + "/"


def both(client: Client, path: str) -> tuple[int, int]:
    return client.get(path).status_code, client.post(path, {"text": "x"}).status_code


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_right_key_opens_and_tells_who_asks(purpose: str, ask: Ask, visitor: Client) -> None:
    link, path = ask(purpose)
    page = visitor.get(path)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Upesciems" in text and "ada@example.org" in text and "Your rights" in text
    assert "/upesciems/" not in text  # no way into the plan
    link.refresh_from_db()
    assert link.opened_at is not None


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_revoked_or_expired_link_says_whom_to_ask_and_nothing_else(
    purpose: str, ask: Ask, visitor: Client
) -> None:
    for days, is_revoked in ((60, True), (-1, False)):
        link, path = ask(purpose, days=days)
        if is_revoked:
            revoke(link)
        assert both(visitor, path) == (410, 410)
        text = visitor.get(path).content.decode()
        assert "ada@example.org" in text
        for told in ("Siltuma", "Vīzija", "projekts", "Skolas", "Jānis"):
            assert told not in text
        link.refresh_from_db()
        assert link.answered_at is None and link.opened_at is None


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_last_day_counts(purpose: str, ask: Ask, visitor: Client) -> None:
    assert visitor.get(ask(purpose, days=0)[1]).status_code == 200


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_wrong_key_a_deleted_thing_and_another_towns_look_alike(
    purpose: str, ask: Ask, cast: Cast, visitor: Client
) -> None:
    target = thing(cast, purpose)
    _link, deleted = ask(purpose, target)
    target.remove(cast.ada)
    elsewhere, key = make(
        cast.elsewhere, purpose=purpose, target=thing(cast, purpose), made_by=cast.eve,
        expires_on=today() + timedelta(days=9), language="en",
    )  # fmt: skip
    pages = {path: visitor.get(path) for path in (WRONG, deleted, f"/answer/{key}/")}
    assert {page.status_code for page in pages.values()} == {404}
    assert len({page.content for page in pages.values()}) == 1
    assert [visitor.post(path).status_code for path in pages] == [404, 404, 404]
    elsewhere.refresh_from_db()
    assert elsewhere.opened_at is None


def test_the_key_of_one_link_does_not_open_the_document_of_another_purpose(ask: Ask, visitor: Client) -> None:
    for purpose in PURPOSES:
        assert visitor.get(ask(purpose)[1] + "document/").status_code == 404


def test_every_answer_stays_out_of_caches_searches_and_other_sites(ask: Ask, visitor: Client) -> None:
    _link, path = ask("poll")
    revoked, shut = ask("poll")
    revoke(revoked)
    for address in (path, shut, WRONG):
        page = visitor.get(address)
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert page.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
        assert "sessionid" not in page.cookies


def test_a_form_without_its_token_is_refused(ask: Ask) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ask("consultation")[1], {"text": "x"}).status_code == 403


def test_the_database_does_not_hold_the_key(ask: Ask) -> None:
    link, path = ask("poll")
    key = path.split("/")[2]
    kept = PersonalLink.objects.filter(pk=link.pk).values()[0]
    assert key not in str(kept)
    assert len(key) >= 43  # 256 bits


def test_the_language_is_the_links_and_can_be_switched_without_a_cookie(ask: Ask, visitor: Client) -> None:
    _link, path = ask("poll", language="lv")
    page = visitor.get(path)
    assert b'<html lang="lv">' in page.content
    page = visitor.get(path + "?lang=en")
    assert b'<html lang="en">' in page.content
    assert page.headers["Content-Language"] == "en"
    assert "django_language" not in page.cookies


def test_too_many_guesses_and_too_many_answers_are_refused(ask: Ask, visitor: Client, settings) -> None:  # type: ignore[no-untyped-def]
    settings.PARTICIPATION_RATES = {"open": "3/m/ip", "answer": "", "answer_shared": ""}
    assert [visitor.get(WRONG).status_code for _ in range(4)] == [404, 404, 404, 429]
    cache.clear()
    settings.PARTICIPATION_RATES = {"open": "", "answer": "2/h/key", "answer_shared": "1/h/key"}
    _link, path = ask("consultation")
    assert [visitor.post(path, {"text": "x"}).status_code for _ in range(3)] == [302, 302, 429]
    assert visitor.get(path).status_code == 200  # reading is not answering
    _link, shared = ask("consultation", is_shared=True)
    assert [visitor.post(shared, {"text": "x"}).status_code for _ in range(2)] == [302, 429]


def test_the_usual_limits_hold_without_any_setting(ask: Ask, visitor: Client) -> None:
    assert [visitor.post(WRONG).status_code for _ in range(61)][-2:] == [404, 429]


def test_who_opens_a_link_at_the_desk_does_not_count_as_the_person_asked(
    ask: Ask, cast: Cast, sign_in
) -> None:  # type: ignore[no-untyped-def]
    link, path = ask("data_request")
    assert sign_in(cast.ada).get(path).status_code == 200
    link.refresh_from_db()
    assert link.opened_at is None


@pytest.mark.parametrize("key", ["x" * 5000, "..", "%00", "' OR 1=1 --", "<script>"])
def test_hostile_keys_find_nothing(key: str, visitor: Client, db: None) -> None:
    assert visitor.get(f"/answer/{key}/").status_code == 404


def test_a_town_may_not_take_the_addresss_name() -> None:
    from secap.desk.registry.models import RESERVED_SLUGS

    assert "answer" in RESERVED_SLUGS


def test_a_link_made_anew_shuts_the_old_one(ask: Ask, cast: Cast, sign_in, visitor: Client) -> None:  # type: ignore[no-untyped-def]
    link, path = ask("data_request")
    page = sign_in(cast.ada).post(f"/upesciems/participation/links/{link.pk}/renew/")
    new = page.context["address"].removeprefix("http://testserver")
    assert visitor.get(path).status_code == 410
    assert visitor.get(new).status_code == 200
    assert DataRequest.objects.get().state == "sent"
    assert PersonalLink.objects.count() == 2
    assert PersonalLink.objects.latest("pk").expires_on > timezone.localdate()
