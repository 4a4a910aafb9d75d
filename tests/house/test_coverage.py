"""docs/method/coverage.md keeps its word: each row of the method names a page and a test that exist."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/method/coverage.md"
LINE = re.compile(r"^\| (1\.\d-\d\d[a-f]?) \| (.+?) \| (.+?) \| (.+?) \|$")
# Rows that must be there: the process, the vision's people, engagement, the administrative structure.
ASKED = [
    *("1.1-14", "1.1-15"),
    *(f"1.2-{row}" for row in range(10, 13)),
    *(f"1.3-{row:02d}" for row in range(1, 26)),
    *(f"1.4-{row:02d}" for row in range(1, 13)),
]


@dataclass(frozen=True)
class Row:
    """A line of the table: what the method asks, where it is, which tests show it."""

    number: str
    pages: tuple[str, ...]
    tests: tuple[str, ...]


def rows() -> dict[str, Row]:
    found: dict[str, Row] = {}
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if match := LINE.match(line):
            number, _what, pages, tests = match.groups()
            assert number not in found, f"{number} stands twice"
            found[number] = Row(number, *(tuple(re.findall(r"`([^`]+)`", cell)) for cell in (pages, tests)))
    return found


def test_every_row_of_the_method_is_covered() -> None:
    missing = [number for number in ASKED if number not in rows()]
    assert missing == [], "add to docs/method/coverage.md, with page and test"


@pytest.mark.parametrize("row", rows().values(), ids=lambda row: row.number)
def test_pages_and_tests_of_a_row_exist(row: Row) -> None:
    assert row.pages and row.tests, "a row needs a page and a test"
    for page in row.pages:
        try:
            resolve(page.replace("<town>", "upesciems").partition("?")[0])
        except Resolver404:
            pytest.fail(f"no page at {page}")
    for test in row.tests:
        file, _colons, name = test.partition("::")
        path = ROOT / file
        assert path.is_file(), f"no file {file}"
        assert name and re.search(rf"^ *def {re.escape(name)}\(", path.read_text("utf-8"), re.M), test
