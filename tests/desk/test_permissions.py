"""Everybody at every door: each address, opened and posted to by each member of the cast and by nobody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.cast import Cast
from tests.desk.addresses import ADDRESSES, World, make_world

PASSES = {
    "ada": {"public", "signed_in", "view", "contribute", "coordinate"},
    "bo": {"public", "signed_in", "view", "contribute"},
    "di": {"public", "signed_in", "view", "contribute"},
    "cy": {"public", "signed_in", "view"},
    "eve": {"public", "signed_in"},
    "nobody": {"public"},
}


def names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    """Yield the name of every address."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = ":".join(filter(None, [namespace, pattern.namespace or ""]))
            yield from names(pattern.url_patterns, inner)
        else:
            yield ":".join(filter(None, [namespace, pattern.name or f"(nameless) {pattern.pattern}"]))


def all_names() -> list[str]:
    return sorted(set(names(get_resolver().url_patterns)))


def test_every_address_has_an_entry() -> None:
    assert [name for name in all_names() if name not in ADDRESSES] == []


def url_of(name: str, world: World) -> str:
    address = ADDRESSES[name]
    kwargs = address.example(world)
    if address.right in {"view", "contribute", "coordinate"}:
        kwargs = {"slug": world.cast.town.slug, **kwargs}
    return reverse(name, kwargs=kwargs)


@pytest.mark.parametrize("who", PASSES)
def test_doors(who: str, cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    world = make_world(cast)
    person = getattr(cast, who, None)
    wrong = []
    for name in all_names():
        right = ADDRESSES[name].right
        client: Client = sign_in(person)  # a new one each time: signing out is one of the addresses
        client.raise_request_exception = False  # a page that breaks is told with the others
        url = url_of(name, world)
        answers = {"GET": client.get(url)}
        if right not in PASSES[who]:
            answers["POST"] = client.post(url)
        for method, answer in answers.items():
            expected = expectation(right, who)
            if not expected(answer.status_code, answer.headers.get("Location", "")):
                wrong.append(f"{who} {method} {url} ({name}, {right}): {answer.status_code}")
    assert wrong == []


def expectation(right: str, who: str):  # type: ignore[no-untyped-def]
    """Return what an answer must be: let in, sent to sign in, refused, or told that there is nothing."""
    if right in PASSES[who]:
        # 405: the door is open, but the address only takes POST.
        return lambda status, to: status in {200, 405} or (status == 302 and "/login/" not in to)
    if who == "nobody":
        return lambda status, to: status == 302 and "/login/" in to
    if who == "eve":
        return lambda status, to: status == 404
    return lambda status, to: status == 403


def test_a_record_of_another_town_is_not_there(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    """Eve co-ordinates a town of her own; the town's records must not open through her address."""
    world = make_world(cast)
    client: Client = sign_in(cast.eve)
    for name in all_names():
        address = ADDRESSES[name]
        kwargs = address.example(world)
        if address.right in {"view", "contribute", "coordinate"} and kwargs and not address.is_common:
            url = reverse(name, kwargs={"slug": cast.elsewhere.slug, **kwargs})
            assert client.get(url).status_code in {404, 405}, url
            assert client.post(url).status_code == 404, url
