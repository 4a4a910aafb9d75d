"""`secap inventory ACTIVITY`: emissions from a table of energy, by the factors of a file or of an edition."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secap.cli import output
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.exchange.activity import Activity, ActivityFile
    from secap.method.basis.findings import Finding
    from secap.method.inventory.emissions import InventoryResult
    from secap.method.inventory.factors import EmissionFactor, FactorChoice

    Factors = dict[tuple[str, str | None], EmissionFactor]

FILES = """\
The activity table (CSV, XLSX, ODS) has the columns sector, carrier and mwh (or value and unit), and may have
scope and year. The factor table has carrier and tco2_per_mwh, or carrier, gas (co2, ch4, n2o), value, unit
and biogenic; it may have year. With a year in either, there is one result for each year.
"""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "inventory",
        help="compute an emission inventory from a table of energy use",
        description="Compute an emission inventory from a table of energy use.",
        epilog=FILES,
    )
    command.add_argument("activity", type=Path, help="table of energy use (CSV, XLSX, ODS)")
    command.add_argument("--factors", type=Path, metavar="FILE", help="table of emission factors")
    command.add_argument(
        "--decimal", choices=["comma", "point"], help="decimal sign, where the files don't tell"
    )
    command.add_argument(
        "--gwp", choices=["ar4", "ar5", "ar6"], help="global warming potentials (default: ar4)"
    )
    built_in = command.add_argument_group(
        "without --factors: editions of the workbench (see `secap factors`)"
    )
    built_in.add_argument("--year", type=int, help="year of the inventory, where the table has none")
    built_in.add_argument("--country", default="LV", help="of the electricity factor (default: LV)")
    built_in.add_argument("--edition", default="ipcc_2006", help="of the fuel factors (default: ipcc_2006)")
    built_in.add_argument("--electricity-edition", default="jrc_2024", help="(default: jrc_2024)")
    built_in.add_argument("--approach", choices=["ipcc", "lca"], default="ipcc", help="(default: ipcc)")
    built_in.add_argument("--gases", choices=["co2", "co2eq"], help="(default: co2, with --gwp co2eq)")
    output.add_common(command)
    command.set_defaults(work=inventory)


def inventory(arguments: argparse.Namespace) -> int:
    """Carry out the command."""
    from secap.cli.matching import negative_energy, unknown_names
    from secap.exchange.activity import read_activity

    decimal = {"comma": ",", "point": ".", None: None}[arguments.decimal]
    activity = read_activity(arguments.activity, decimal=decimal)
    if arguments.factors:
        read, results = _by_file(arguments, activity, decimal)
    else:
        read, results = [], _by_edition(arguments, activity)
    names = unknown_names(activity, carriers=bool(arguments.factors))
    found = [*activity.findings, *read, *negative_energy(activity), *names]
    if arguments.json:
        output.print_json(_as_dict(results, found, arguments.lang))
    else:
        _print(results, found, arguments.lang)
    told = [*found, *(finding for result, _ in results.values() for finding in result.findings)]
    return 1 if any(finding.severity == "error" for finding in told) else 0


def _by_file(
    arguments: argparse.Namespace, activity: ActivityFile, decimal: str | None
) -> tuple[list[Finding], dict[int | None, tuple[InventoryResult, Factors]]]:
    """Return what the factor file's reader assumed, and {year: (result, factors)}."""
    from secap.cli.matching import FactorBook, result_of_year
    from secap.exchange.activity import read_factors

    factors = read_factors(arguments.factors, decimal=decimal)
    book = FactorBook(factors)
    known = {row.year for row in activity.rows if row.year is not None} or book.years()
    years: list[int | None] = [*sorted(known)] or [None]
    if arguments.year:
        years = [arguments.year]
    gwp = arguments.gwp or "ar4"
    return list(factors.findings), {
        year: result_of_year(_of_year(activity, year), book, year=year, gwp=gwp) for year in years
    }


def _of_year(activity: ActivityFile, year: int | None) -> list[Activity]:
    """Return the rows of a year; a file without years belongs to any."""

    found = [row for row in activity.rows if row.year is None or row.year == year]
    if not found:
        raise InvalidInput(
            Message("There are no rows of {year}.", year=year),
            where=(activity.file,),
            hint=Message("Its years are {years}.", years=sorted({row.year or 0 for row in activity.rows})),
        )
    return found


def _by_edition(
    arguments: argparse.Namespace, activity: ActivityFile
) -> dict[int | None, tuple[InventoryResult, Factors]]:
    from secap.method.inventory.factors import FactorChoice

    _check_edition(arguments.edition, "fuels")
    _check_edition(arguments.electricity_edition, "electricity")
    years = sorted({row.year for row in activity.rows if row.year is not None})
    if arguments.year:
        years = [arguments.year]
    if not years:
        raise InvalidInput(
            Message("The year of the inventory is not known."),
            where=(activity.file,),
            hint=Message("Add --year, or a column year; or give your own factors with --factors."),
        )
    found: dict[int | None, tuple[InventoryResult, Factors]] = {}
    for year in years:
        choice = FactorChoice(
            year=year,
            country=arguments.country.upper(),
            fuel_edition=arguments.edition,
            electricity_edition=arguments.electricity_edition,
            approach=arguments.approach,
            gas_basis=arguments.gases or ("co2eq" if arguments.gwp else "co2"),
            gwp=arguments.gwp or "ar4",
        )
        found[year] = _of_choice(_of_year(activity, year), choice)
    return found


def _check_edition(code: str, kind: str) -> None:
    """Raise InvalidInput where there is no such edition, or it holds no factors of `kind`."""
    from secap.method.basis.editions import edition, editions

    if kind not in edition(code).kinds:
        raise InvalidInput(
            Message("The edition “{code}” holds no factors of {kind}.", code=code, kind=kind),
            hint=Message("Choose one of: {codes}.", codes=[one.code for one in editions(kind)]),
        )


def _of_choice(rows: list[Activity], choice: FactorChoice) -> tuple[InventoryResult, Factors]:
    """Return the emissions of one year's rows by the editions of `choice`, names as the tables' codes."""
    from secap.cli.matching import energy_mwh, use_of
    from secap.method.basis import codes
    from secap.method.inventory.choosing import factor_set
    from secap.method.inventory.emissions import emissions

    uses = []
    for row in rows:
        mwh = energy_mwh(row)
        if mwh is None:
            raise InvalidInput(
                Message(
                    "“{unit}” of “{carrier}” can't be turned into MWh.", unit=row.unit, carrier=row.carrier
                ),
                where=row.place,
                hint=Message("Give the energy in MWh."),
            )
        sector, carrier = codes.match("sectors", row.sector), codes.match("carriers", row.carrier)
        uses.append(use_of(row, mwh, sector=sector, carrier=carrier))
    factors, notes = factor_set(choice, uses)
    result = emissions(uses, factors, choice=choice)
    return replace(result, findings=(*notes, *result.findings)), factors


def _as_dict(
    results: dict[int | None, tuple[InventoryResult, Factors]], found: list[Finding], lang: str
) -> dict[str, Any]:
    """Return the results ready for JSON: at the top where there is one, in `years` where files have years."""
    told = [finding.as_dict(lang) for finding in found]
    shown = {year: _one(result, factors, lang) for year, (result, factors) in results.items()}
    whole: dict[str, Any] = {}
    if len(shown) == 1:
        whole = dict(next(iter(shown.values())))
        told += whole["findings"]
    if None not in shown:
        whole["years"] = {str(year): one for year, one in shown.items()}
    return {**whole, "findings": told}


def _one(result: InventoryResult, factors: Factors, lang: str) -> dict[str, Any]:
    used = [
        {
            "carrier": factor.carrier,
            "fuel": factor.fuel,
            "t_per_mwh": factor.t_per_mwh,
            "year": factor.year or None,
            "edition": factor.edition,
            "source": factor.source,
            "place": factor.place,
            "note": factor.note.text(lang) if factor.note else "",
        }
        for factor in factors.values()
    ]
    return {**result.as_dict(lang), "factors": used}


def _print(
    results: dict[int | None, tuple[InventoryResult, Factors]], found: list[Finding], lang: str
) -> None:
    for year, (result, factors) in results.items():
        if year is not None:
            print(year)
        print(_sectors(result, lang))
        print()
        print(_carriers(result, factors, lang))
        print()
    output.print_findings([*found, *(one for result, _ in results.values() for one in result.findings)], lang)


def _sectors(result: InventoryResult, lang: str) -> str:
    from secap.locale import number
    from secap.method.inventory import places

    digits = 0 if result.total_t >= 10_000 else 2
    scopes = sorted(result.by_scope_t)
    header = [Message("Sector").text(lang), "MWh"]
    header += [Message("scope {scope}, t", scope=scope).text(lang) for scope in scopes]
    header.append(Message("total, t").text(lang))
    rows = []
    for sector, by_scope in result.by_sector_scope_t.items():
        row = [places.sector_code(sector).label(lang), number(result.by_sector_mwh.get(sector), lang, digits)]
        row += [number(by_scope.get(scope), lang, digits) for scope in scopes]
        rows.append([*row, number(result.by_sector_t[sector], lang, digits)])
    total = [Message("Total").text(lang), number(result.energy_mwh, lang, digits)]
    total += [number(result.by_scope_t[scope], lang, digits) for scope in scopes]
    rows.append([*total, number(result.total_t, lang, digits)])
    return output.table(header, rows)


def _carriers(result: InventoryResult, factors: Factors, lang: str) -> str:
    from secap.locale import number
    from secap.method.inventory import places

    digits = 0 if result.total_t >= 10_000 else 2
    header = [Message("Energy carrier").text(lang), "MWh", "t", "t/MWh"]
    rows = []
    for carrier, t in result.by_carrier_t.items():
        factor = factors.get((carrier, None))
        rows.append(
            [
                places.carrier_code(carrier).label(lang),
                number(result.by_carrier_mwh[carrier], lang, digits),
                number(t, lang, digits),
                number(factor.t_per_mwh if factor else None, lang, 4),
            ]
        )
    return output.table(header, rows)
