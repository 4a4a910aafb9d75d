"""Reading a later JRC workbook of national electricity factors into a new edition.

The workbooks hold one table per approach and gas basis, such as `Table1_EU_IPCC_CO2` or `Table
8_ROW_IPCC_GHG_FAR`:
a row with years, and below it one row per country. Sheet names say what a table is; everything else is found
by
looking for the row of years.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from secap.method.basis.editions import SupplyRow
from secap.method.basis.errors import InvalidInput, UnreadableFile
from secap.method.basis.messages import Message

EARLIEST, LATEST = 1980, 2100
HIGHEST_T_PER_MWH = 5.0
SKIPPED_GWP = ("SAR",)  # an older potential beside a newer one: only the newer is taken
COUNTRY_FIXES = {"EL": "GR", "UK": "GB"}
CODE = re.compile(r"^[A-Z]{2}(\d{2})?$")
EDITION = re.compile(r"^[a-z][a-z0-9_]{2,30}$")
Cell = Any


@dataclass(frozen=True, slots=True)
class Table:
    """What a sheet's name says: approach (ipcc | lca) and gas basis (co2 | co2eq)."""

    sheet: str
    approach: str
    gas_basis: str


def table_of(sheet: str) -> Table | None:
    """Return what a sheet holds, or None for a read-me or an older GWP set."""
    words = re.split(r"[^A-Z0-9]+", sheet.upper())
    if not any(word.startswith("TABLE") for word in words) or any(gwp in words for gwp in SKIPPED_GWP):
        return None
    if "LC" in words or "LCA" in words:
        return Table(sheet, "lca", "co2eq")
    if "IPCC" not in words:
        return None
    return Table(sheet, "ipcc", "co2" if "CO2" in words else "co2eq")


def read_workbook(sheets: Sequence[tuple[str, Sequence[Sequence[Cell]]]]) -> list[SupplyRow]:
    """Return the factors of all tables, t/MWh.

    sheets : (name, rows of cells) as a spreadsheet reader gives them.
    Raises: UnreadableFile where no table is found, InvalidInput naming sheet, row and column of a bad value
    """
    found: dict[tuple[str, str, str, int], SupplyRow] = {}
    for name, rows in sheets:
        table = table_of(name)
        if table is None:
            continue
        for row in _table_rows(table, rows):
            # A country may stand in a European table and in one of the rest of the world: the first one
            # counts.
            found.setdefault((row.country, row.approach, row.gas_basis, row.year), row)
    if not found:
        raise UnreadableFile(
            Message("The workbook holds no table of national electricity factors."),
            hint=Message("Choose the JRC workbook whose sheets are named Table 1, Table 2 and so on."),
        )
    return list(found.values())


def _table_rows(table: Table, rows: Sequence[Sequence[Cell]]) -> list[SupplyRow]:
    top = next((at for at, row in enumerate(rows) if len(_years(row)) >= 5), None)
    if top is None:
        raise InvalidInput(
            Message("No row of years was found."),
            where=(table.sheet,),
            hint=Message("The table needs a row with at least five years."),
        )
    years = _years(rows[top])
    first = min(years)
    found = []
    for at, row in enumerate(rows[top + 1 :], top + 2):
        country = next((code for cell in row[:first] if (code := _country(cell))), None)
        if country is None:
            continue
        for column, year in years.items():
            value = _value(row[column] if column < len(row) else None, table.sheet, at, column)
            if value is not None:
                place = f"{table.sheet}, row {at}"
                found.append(
                    SupplyRow(country, year, table.approach, table.gas_basis, value, place, "published")
                )
    return found


def _years(row: Sequence[Cell]) -> dict[int, int]:
    """Return {column: year} of the cells that are years."""
    found = {}
    for column, cell in enumerate(row):
        text = str(cell.year if isinstance(cell, date | datetime) else cell).strip().removesuffix(".0")
        if text.isdigit() and EARLIEST <= int(text) <= LATEST:
            found[column] = int(text)
    return found


def _country(cell: Cell) -> str | None:
    text = str(cell or "").strip().upper()
    return COUNTRY_FIXES.get(text, text) if CODE.match(text) else None


def _value(cell: Cell, sheet: str, row: int, column: int) -> float | None:
    """Return a factor; None for an empty cell or a dash."""
    if cell is None or str(cell).strip() in {"", "-", "–", ":", "n/a", "N/A", "NA"}:
        return None
    try:
        value = float(str(cell).replace(",", "."))
    except ValueError:
        value = float("nan")
    if 0 <= value <= HIGHEST_T_PER_MWH:
        return value
    raise InvalidInput(
        Message(
            "“{value}” is no factor in t/MWh (0 to {highest}).",
            value=str(cell)[:40],
            highest=HIGHEST_T_PER_MWH,
        ),
        where=(sheet, f"row {row}", f"column {column + 1}"),
        hint=Message("Check the unit: the workbench expects t/MWh."),
    )


def write_edition(
    rows: Sequence[SupplyRow], folder: Path, *, title: str, year: int, source: str, gwp: str
) -> Path:
    """Write a new edition below `folder` and return its place. An edition that exists is never overwritten.

    Raises: InvalidInput where the name is taken or no name for a folder
    """
    if not EDITION.match(folder.name):
        raise InvalidInput(
            Message("“{name}” is no code for an edition.", name=folder.name[:40]),
            hint=Message("Use small letters, digits and underscores, such as jrc_2026."),
        )
    if folder.exists():
        raise InvalidInput(
            Message("The edition “{name}” exists already.", name=folder.name),
            hint=Message("A released edition is never changed: choose another code."),
        )
    folder.mkdir(parents=True)
    with (folder / "electricity.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["country", "year", "approach", "gas_basis", "value", "place", "quality"])
        for row in rows:
            writer.writerow(
                [row.country, row.year, row.approach, row.gas_basis, row.value, row.place, row.quality]
            )
    import yaml

    about = {"title": title, "year_published": year, "kinds": ["electricity"], "source": source, "gwp": gwp}
    about["note"] = "Imported on this installation."
    (folder / "edition.yaml").write_text(
        yaml.safe_dump(about, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return folder
