"""`secap factors`: editions of emission factors, their rows with sources, the import of a later workbook."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from secap.cli.output import add_common


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "factors", help="list the factor editions and their rows with sources; import a later JRC workbook"
    )
    command.add_argument("edition", nargs="?", help="an edition's code; without it the editions are listed")
    command.add_argument("--kind", choices=["fuels", "electricity", "heat"], help="only what is of this kind")
    command.add_argument("--country", help="only this country (two letters)")
    command.add_argument("--carrier", help="only this energy carrier")
    command.add_argument("--year", type=int, help="only this year")
    command.add_argument(
        "--import", dest="workbook", type=Path, metavar="XLSX", help="read a JRC workbook as EDITION"
    )
    command.add_argument("--title", help="title of the imported edition")
    command.add_argument(
        "--published", type=int, metavar="YEAR", help="when the imported edition was published"
    )
    command.add_argument(
        "--gwp", choices=["ar4", "ar5", "ar6"], default="ar6", help="its potentials (default ar6)"
    )
    add_common(command)
    command.set_defaults(work=work)


def own_editions() -> Path:
    """Return the folder of the installation's own editions."""
    return Path(os.environ.get("SECAP_DATA", "data")).resolve() / "factors"


def work(arguments: argparse.Namespace) -> int:
    from secap.method.basis import tables

    if own_editions().is_dir():
        tables.set_extra_folder(own_editions().parent)
    if arguments.workbook:
        return _import(arguments)
    return _rows(arguments) if arguments.edition else _editions(arguments)


def _editions(arguments: argparse.Namespace) -> int:
    from secap.cli.output import print_json, table
    from secap.method.basis.editions import editions
    from secap.method.basis.tables import sources

    found: list[dict[str, Any]] = [
        {
            "edition": edition.code,
            "title": edition.as_code().label(arguments.lang),
            "published": edition.year_published,
            "kinds": list(edition.kinds),
            "gwp": edition.gwp,
            "source": sources()[edition.source].title if edition.source in sources() else edition.source,
            "note": edition.note,
        }
        for edition in editions(arguments.kind)
    ]
    if arguments.json:
        print_json(found)
    else:
        rows = [
            (row["edition"], row["title"], ", ".join(row["kinds"]), str(row["published"])) for row in found
        ]
        print(table(("edition", "title", "kinds", "published"), rows, left=3))
        print("\nRows: secap factors EDITION [--country LV] [--carrier natural_gas] [--year 2020]")
    return 0


def _rows(arguments: argparse.Namespace) -> int:
    from secap.cli.output import print_json, table
    from secap.method.basis.editions import edition, fuel_rows, supply_rows

    chosen = edition(arguments.edition)
    found: list[dict[str, Any]] = []
    if "fuels" in chosen.kinds and arguments.kind in {None, "fuels"} and not arguments.country:
        found += [
            {"kind": "fuels", **row}
            for row in fuel_rows(chosen.code)
            if arguments.carrier in {None, row["carrier"]}
        ]
    for kind in ("electricity", "heat"):
        carrier = {"electricity": "electricity", "heat": "heat_cold"}[kind]
        if (
            kind not in chosen.kinds
            or arguments.kind not in {None, kind}
            or arguments.carrier not in {None, carrier}
        ):
            continue
        for by_year in supply_rows(chosen.code, kind).values():
            found += [
                {
                    "kind": kind, "country": row.country, "year": row.year, "approach": row.approach,
                    "gas_basis": row.gas_basis, "t_per_mwh": row.value, "source": chosen.source,
                    "place": row.place, "quality": row.quality,
                }
                for row in by_year.values()
                if arguments.country in {None, row.country} and arguments.year in {None, row.year}
            ]  # fmt: skip
    if arguments.json:
        print_json(found)
        return 0
    for shown in dict.fromkeys(row["kind"] for row in found):
        of_kind = [row for row in found if row["kind"] == shown]
        header = [name for name in of_kind[0] if name not in {"kind", "note", "gases_quality"}]
        print(
            table(header, [[str(row.get(name, "")) for name in header] for row in of_kind], left=len(header))
        )
        print()
    if not found:
        print("No row of this edition fits. Leave an option out to see more.", file=sys.stderr)
    return 0


def _import(arguments: argparse.Namespace) -> int:
    from secap.cli.planfile import content
    from secap.exchange.workbooks import grids
    from secap.method.basis.errors import InvalidInput
    from secap.method.basis.messages import Message
    from secap.method.inventory.workbook import read_workbook, write_edition

    if not arguments.edition or not arguments.published:
        raise InvalidInput(
            Message("An import needs a code for the new edition and the year it was published."),
            hint=Message("For example: secap factors jrc_2026 --import FILE.xlsx --published 2026"),
        )
    sheets = grids(arguments.workbook.name, content(arguments.workbook))
    rows = read_workbook([(sheet.name, [cells for _number, cells in sheet.rows]) for sheet in sheets])
    place = write_edition(
        rows,
        own_editions() / arguments.edition,
        title=arguments.title or f"JRC national electricity factors, {arguments.published} edition",
        year=arguments.published,
        source="jrc_ef_later",
        gwp=arguments.gwp,
    )
    countries = {row.country for row in rows}
    print(
        f"{len(rows)} rows of {len(countries)} countries are now the edition {arguments.edition} in {place}"
    )
    return 0
