"""Every page of the chapter that links lead to opens, in both languages, without inline style or script."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from secap.desk.registry.models import Municipality
from tests.cast import Cast

SHAPE = re.compile(r"/(records/[a-z.]+|uses|plants|plant-inputs|[a-z-]+)/[a-z0-9-]{4,}/(?=history/|$)")


@pytest.mark.parametrize("lang", ["en", "lv"])
def test_pages_of_the_example_open(lang: str, example: Municipality, cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client: Client = sign_in(cast.ada)
    start = f"/{example.slug}/baseline/"
    seen: set[str] = set()
    queue = [start]
    while queue:
        url = queue.pop()
        shape = SHAPE.sub(r"/\1/x/", re.sub(r"\?.*", "?", url))
        if shape in seen:
            continue
        seen.add(shape)
        answer = client.get(url, headers={"accept-language": lang})
        assert answer.status_code in {200, 302}, url
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        text = answer.content.decode()
        assert not re.search(r'\sstyle="', text), url
        assert not re.search(r"<script(?![^>]*(?:src=|application/json))[^>]*>", text), url
        links = (link.replace("&amp;", "&").split("#")[0] for link in re.findall(r'href="(/[^"]*)"', text))
        queue.extend(link for link in links if link.startswith(start))
    assert len(seen) > 60
