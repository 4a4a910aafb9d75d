"""The frame of every page: language, headings, navigation in the plan's order, nothing inline, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import translation

from secap.desk.site.templatetags import frame
from secap.method.basis.messages import Amount, Code, Message
from tests.cast import Cast
from tests.desk.addresses import ADDRESSES, make_world
from tests.desk.test_permissions import all_names, url_of

SignIn = Callable[..., Client]
INLINE = re.compile(
    r"<[^>]+\s(?:style|on[a-z]+)\s*=|<style|<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.I
)


@pytest.mark.parametrize("language", ["en", "lv"])
def test_every_page_is_whole(language: str, cast: Cast, sign_in: SignIn) -> None:
    world = make_world(cast)
    wrong = []
    for name in all_names():
        client = sign_in(None if ADDRESSES[name].right == "public" else cast.ada)
        client.cookies["django_language"] = language
        client.raise_request_exception = False  # a page that breaks is the permission test's finding
        url = url_of(name, world)
        answer = client.get(url)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        for what, is_right in {
            # a personal link speaks the language it was made in
            "language": f'<html lang="{language}">' in page or name == "participation:answer",
            "one h1": len(re.findall(r"<h1\b", page)) == 1 and re.search(r"<h1[^>]*>\s*<", page) is None,
            "title": bool(re.search(r"<title>\s*[^\s–]", page)),
            "nothing inline": INLINE.search(page) is None,
            "main": page.count('id="content"') == 1,
            "a policy for scripts": "script-src 'self'" in answer.headers.get("Content-Security-Policy", ""),
            "no ids twice": len(ids := re.findall(r'\sid="([^"]+)"', page)) == len(set(ids)),
        }.items():
            if not is_right:
                wrong.append(f"{url} ({language}): {what}")
    assert wrong == []


def test_navigation_keeps_the_order_of_the_plan(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.ada).get("/upesciems/").content.decode()
    nav = page[page.index('<nav id="plan-nav"') : page.index("</nav>", page.index('<nav id="plan-nav"'))]
    sections = [
        "Strategy",
        "Baseline emission inventory",
        "Risk and vulnerability",
        "Actions",
        "Energy poverty",
    ]
    places = [nav.index(section) for section in sections]
    assert places == sorted(places)


def test_the_menu_is_open_where_one_is(cast: Cast, sign_in: SignIn) -> None:
    """Five sections of many pages: only the one that the page lies in is unfolded."""
    ada = sign_in(cast.ada)
    assert "<details open>" not in ada.get("/upesciems/").content.decode()
    page = ada.get("/upesciems/strategy/").content.decode()
    unfolded = page[page.index("<details open>") :]
    assert page.count("<details open>") == 1 and unfolded.index("Strategy") < unfolded.index("Baseline")


def test_the_menu_offers_only_what_the_role_may_open(cast: Cast, sign_in: SignIn) -> None:
    assert 'href="/upesciems/to-accept/"' in sign_in(cast.ada).get("/upesciems/members/").content.decode()
    assert 'href="/upesciems/to-accept/"' not in sign_in(cast.bo).get("/upesciems/members/").content.decode()


def test_an_error_page_still_speaks_to_people(cast: Cast, sign_in: SignIn) -> None:
    missing = sign_in(cast.eve).get("/upesciems/")
    assert missing.status_code == 404 and "This page is not there" in missing.content.decode()
    refused = sign_in(cast.cy).get("/upesciems/to-accept/")
    assert refused.status_code == 403 and "Ask the co-ordinator" in refused.content.decode()


@pytest.mark.parametrize(
    ("language", "tenths", "whole"), [("lv", "42\u00a0178,3", "42\u00a0178"), ("en", "42,178.3", "42,178")]
)
def test_numbers_and_dates_are_written_as_the_reader_does(language: str, tenths: str, whole: str) -> None:
    with translation.override(language):
        assert frame.amount(42178.3, 1) == tenths
        assert frame.amount(42178.3, 0) == whole
        assert frame.amount(None) == "–"
        assert frame.amount(-0.0001, 1) == frame.amount(0, 1)
        assert "2026" in frame.day(date(2026, 5, 4))


def test_a_share_is_a_percentage_and_a_missing_one_is_not_zero() -> None:
    with translation.override("en"):
        assert frame.share(-0.335, 1) == "−33.5\u00a0%"
        assert frame.share(None) == "–"


def test_messages_and_codes_speak_the_readers_language() -> None:
    text = Message(
        "No factor for {carrier}: {energy}.",
        carrier=Code("carriers", "coal", "Coal"),
        energy=Amount(2.5, "MWh"),
    )
    with translation.override("en"):
        assert frame.message(text) == "No factor for Coal: 2.5 MWh."
        assert frame.label("no_such_code", "carriers") == "no_such_code"
        assert frame.label("", "carriers") == ""
