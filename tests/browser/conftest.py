"""Real Chromium on the real pages, under the production content security policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from playwright.sync_api import Browser, BrowserContext, Page, expect

from secap.desk.registry.models import Person
from secap.plan.example import load_examples

PASSWORD = "a-long-password-1"
PATIENCE_MS = 15_000  # on a machine that does other things as well
expect.set_options(timeout=PATIENCE_MS)
AXE = (Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js").read_text(encoding="utf-8")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# Each language at one width: Latvian, the longer one, where there is least room (and then widened as well).
FRAMES = [("lv", NARROW), ("en", WIDE)]


Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]
_LOADED: Rows = {}  # what the example towns come to in the database: read once, written as rows afterwards


@pytest.fixture
def town(transactional_db: None) -> None:
    """The example towns and the cast."""
    if not _LOADED:
        load_examples(PASSWORD)
        _LOADED.update(_rows_of_the_database())
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in _LOADED.items():
            names, places = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)


def _rows_of_the_database() -> Rows:
    """Return every row of the workbench's own tables, with the names of the columns."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            if model.__module__.startswith("secap."):
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
                columns = [column[0] for column in cursor.description]
                if rows := cursor.fetchall():
                    found[model._meta.db_table] = (columns, rows)
    return found


@pytest.fixture
def open_page(browser: Browser, live_server: Any, town: None) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page for a person (None: nobody) in a language and a window size.

    Whatever the page reports as an error, a refusal by the content security policy among it, fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_as(who: str | None = "ada", lang: str = "en", viewport: dict[str, int] = WIDE) -> Page:
        context = browser.new_context(
            base_url=live_server.url, locale=lang, viewport=viewport, accept_downloads=True,
            extra_http_headers={"Accept-Language": lang},
        )  # fmt: skip
        contexts.append(context)
        if who:
            sign_in(context, live_server.url, f"{who}@example.org")
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said.text) else None)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert complaints == []


def _is_complaint(text: str) -> bool:
    return "Content Security Policy" in text or "Uncaught" in text


def sign_in(context: BrowserContext, url: str, email: str) -> None:
    """Put a session's cookie into the browser; signing in by hand has a test of its own."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    person = Person.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key or "", "url": url}]
    )


def violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA on the page, with the elements."""
    page.evaluate(AXE)  # by the debugger, which the content security policy does not concern
    found = page.evaluate(
        "async rules => (await axe.run({runOnly: rules})).violations",
        ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    )
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def scrolls_sideways(page: Page) -> bool:
    """Tell whether the page itself scrolls sideways: as it is, or widened. Wide tables have regions of their
    own that may."""
    sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
    if page.evaluate(sideways):
        return True
    size = page.viewport_size
    if size != NARROW:
        return False
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    found = bool(page.evaluate(sideways))
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    return found
