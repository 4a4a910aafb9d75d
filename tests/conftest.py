"""What every test may ask for, and what to do where a part of the machine is absent.

Tests marked `browser` need Chromium, tests marked `postgres` need SECAP_TEST_POSTGRES_URL. Without them they
are skipped with the reason; with SECAP_REQUIRE_ALL=1 (as in .ci/run) they fail instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

# The same examples at every run, so that a failure is the change's and not the day's;
# HYPOTHESIS_PROFILE=default draws new ones.
settings.register_profile("suite", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Return the path of the machine's Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def absent(marker: str) -> str | None:
    """Return why tests with `marker` cannot run here, or None where they can."""
    if marker == "browser" and chromium() is None:
        return "Chromium is not installed (Debian: apt install chromium)"
    if marker == "postgres" and not os.environ.get("SECAP_TEST_POSTGRES_URL"):
        return "SECAP_TEST_POSTGRES_URL is not set (postgresql://user@host:port/name)"
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in ("browser", "postgres"):
        if item.get_closest_marker(marker) and (reason := absent(marker)):
            if os.environ.get("SECAP_REQUIRE_ALL") == "1":
                pytest.fail(f"Nothing may be skipped here, but {reason}", pytrace=False)
            pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium for playwright's `executable_path`; only for tests marked `browser`."""
    path = chromium()
    assert path is not None, "mark the test with @pytest.mark.browser"
    return path


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for all tests of a process: playwright can be started only once in it.

    Its loop stays in this thread; the database is used from it outside of any coroutine.
    """
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """The address of a PostgreSQL database that tests may empty; only for tests marked `postgres`."""
    return os.environ["SECAP_TEST_POSTGRES_URL"]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Begin every test in English: a page opened by the test before may have left another language behind."""
    from django.utils import translation

    with translation.override("en"):
        yield
