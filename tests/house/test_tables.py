"""The tables hold together: every source resolves, released editions never change, every name has Latvian."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from secap import locale
from secap.method.basis import codes, tables
from secap.method.basis.editions import editions, supply_rows

TABLES = Path(str(tables.PACKAGED))
CSVS = sorted(TABLES.rglob("*.csv"))
CODE_TABLES = sorted(path.stem for path in (TABLES / "codes").glob("*.csv") if path.stem != "aliases")
QUALITIES = {"published", "derived", "assumed", "unverified", ""}


def edition_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


@pytest.mark.parametrize("path", CSVS, ids=lambda path: str(path.relative_to(TABLES)))
def test_every_source_key_resolves_and_every_quality_is_known(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            assert None not in row and None not in row.values(), (
                f"{path.name}, line {number}: wrong number of cells"
            )
            for column, value in row.items():
                if column == "source" or column.endswith("_source"):
                    assert not value or value in tables.sources(), (
                        f"{path.name}, line {number}: source {value}"
                    )
                if column == "quality" or column.endswith("_quality"):
                    assert value in QUALITIES or path.parent.name == "estimation", (
                        f"{path.name}, line {number}"
                    )


@pytest.mark.parametrize("name", CODE_TABLES)
def test_codes_are_unique_and_named_in_every_language(name: str) -> None:
    rows = tables.rows(f"codes/{name}.csv")
    assert len({row["code"] for row in rows}) == len(rows)
    missing = [
        f"{name},{row['code']}"
        for row in rows
        for lang in locale.LANGUAGES
        if lang != "en" and not locale._labels(lang).get((name, row["code"]))
    ]
    assert not missing, "add to locale/<language>/labels.csv: " + ", ".join(missing)


def test_every_alias_points_at_a_code_and_at_one_only() -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in tables.rows("codes/aliases.csv"):
        assert row["code"] in codes.table(row["table"]), row
        key = (row["table"], codes.folded(row["alias"]))
        assert seen.setdefault(key, row["code"]) == row["code"], row


def test_released_editions_have_not_changed() -> None:
    released = {row["edition"]: row["sha256"] for row in tables.rows("factors/released.csv")}
    present = {edition.code: edition_hash(Path(str(edition.folder))) for edition in editions()}
    assert present == released, (
        "a released edition is frozen: a correction is a new edition (see CONTRIBUTING)"
    )


@pytest.mark.parametrize("edition", ["jrc_2022", "jrc_2024", "com_2017", "lv_2022"])
def test_electricity_rows_are_plausible(edition: str) -> None:
    for key, by_year in supply_rows(edition, "electricity").items():
        for year, row in by_year.items():
            assert 1990 <= year <= 2021 + (edition == "lv_2022"), key
            assert 0 <= row.value < 5, (key, year, row.value)


def test_sources_say_what_and_who() -> None:
    for source in tables.sources().values():
        assert source.title and source.publisher and source.year, source.key
