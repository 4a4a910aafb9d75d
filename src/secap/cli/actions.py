"""`secap actions FILE`: what a list of actions, or a plan's, adds up to, and what contradicts itself."""

from __future__ import annotations

import argparse
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secap.cli import output
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.method.actions.totals import Line, Totals
    from secap.method.basis.findings import Finding

FILES = """\
FILE is a plan file (JSON), or a list of actions (CSV, XLSX, ODS) with the columns
  id or title             who the action is; at least one of the two
  sector                  such as municipal_buildings, residential_buildings, transport
  tco2_per_year           emissions avoided a year, t (tco2_low, tco2_high: their range)
  mwh_per_year            energy saved and renewable energy a year, MWh
  renewable_mwh           renewable energy a year where it has its own column, MWh
  removals_tco2           removed by sinks a year, t
  cost_eur                cost once, EUR
  published_eur_per_tco2  EUR per tonne as printed, held against cost and tonnes
  published_share_pct     share of all tonnes as printed, %, held against the sum
in any order, at least one figure among them. Other spellings and Latvian headings (Nr., Nosaukums, Sektors,
tCO2/gadā, MWh/gadā, Izmaksas, EUR/tCO2, Daļa, %) are known. An empty cell is unknown and never counts as
zero. A printed value is wrong where it is more than one unit of its last printed place away.
"""
TITLE_WIDTH = 48  # of the text table; longer titles are cut


@dataclass(frozen=True, slots=True)
class _Result:
    """What is printed.  sectors : {code: as the file writes it}, empty for a plan."""

    totals: Totals
    findings: Sequence[Finding]
    sectors: Mapping[str, str] = field(default_factory=dict)
    needed_t: float | None = None

    def sector(self, code: str) -> str:
        return self.sectors.get(code, code)


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "actions",
        help="add up a list of actions, or a plan's, and check it",
        description="Add up the actions of a list or a plan: tonnes, energy, money, order of merit, checks.",
        epilog=FILES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("file", type=Path, help="list of actions (CSV, XLSX, ODS) or plan file (JSON)")
    of_list = command.add_argument_group("for a list of actions")
    of_list.add_argument(
        "--decimal", choices=["comma", "point"], help="decimal sign, where the file doesn't tell"
    )
    of_list.add_argument("--bei-t", type=_tonnes, metavar="T", help="emissions of the inventory, t a year")
    of_list.add_argument(
        "--needed-t", type=_tonnes, metavar="T", help="reduction that the target needs, t a year"
    )
    output.add_common(command)
    command.set_defaults(work=actions)


def _tonnes(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of tonnes greater than 0")
    return value


def actions(arguments: argparse.Namespace) -> int:
    """Carry out the command."""
    from secap.cli.planfile import content

    is_plan = content(arguments.file).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    result = _of_plan(arguments) if is_plan else _of_list(arguments)
    if arguments.json:
        output.print_json(_as_dict(result, arguments.lang))
    else:
        _print(result, arguments.lang)
    return 1 if any(finding.severity == "error" for finding in result.findings) else 0


def _of_list(arguments: argparse.Namespace) -> _Result:
    from secap.exchange.action_list import read_actions
    from secap.method.actions.checks import LIST_CHECKS, PlanActions, check_actions
    from secap.method.basis.findings import Severity

    decimal = {"comma": ",", "point": ".", None: None}[arguments.decimal]
    read = read_actions(arguments.file, decimal=decimal)
    data = PlanActions(read.actions, needed_t=arguments.needed_t, bei_t=arguments.bei_t)
    order = list(Severity)
    found = [*read.findings, *check_actions(data, LIST_CHECKS)]
    found.sort(key=lambda finding: order.index(finding.severity))
    return _Result(data.totals, found, read.sectors, arguments.needed_t)


def _of_plan(arguments: argparse.Namespace) -> _Result:
    from secap.cli.planfile import open_plan

    plan = open_plan(arguments.file)
    from secap.method.actions.totals import totals

    gap = plan.course.gap
    return _Result(
        totals(plan.portfolio.actions), plan.action_findings, needed_t=gap.needed_t if gap else None
    )


def _as_dict(result: _Result, lang: str) -> dict[str, Any]:
    """Return the result ready for JSON; sectors are named as the file writes them."""
    whole = result.totals
    return {
        "total_t": whole.total_t,
        "low_t": whole.low_t,
        "high_t": whole.high_t,
        "removals_t": whole.removals_t,
        "needed_t": result.needed_t,
        "total_mwh": whole.energy_mwh,
        "saved_mwh": whole.saved_mwh,
        "renewable_mwh": whole.renewable_mwh,
        "cost_eur": whole.cost_eur,
        "unknown": list(whole.unknown),
        "by_sector_t": {result.sector(code): t for code, t in whole.by_sector_t.items()},
        "by_sector_mwh": {result.sector(code): mwh for code, mwh in whole.by_sector_mwh.items()},
        "by_sector_eur": {result.sector(code): eur for code, eur in whole.by_sector_eur.items()},
        "actions": [_action(line, result) for line in whole.lines],
        "findings": [finding.as_dict(lang) for finding in result.findings],
    }


def _action(line: Line, result: _Result) -> dict[str, Any]:
    one = line.action
    return {
        "id": one.id,
        "title": one.title,
        "sector": result.sector(one.sector),
        "t": one.t,
        "mwh": one.energy_mwh,
        "cost_eur": one.cost_eur,
        "eur_per_t": line.eur_per_t,
        "share": line.share,
        "rank": line.rank,
        "rank_by_t": line.rank_by_t,
    }


def _print(result: _Result, lang: str) -> None:
    from secap.locale import number

    whole = result.totals
    if whole.lines:
        print(_lines(result, lang))
        print()
        print(_sectors(result, lang))
        print()
    if whole.unknown:
        print(Message("Effect unknown: {ids}.", ids=list(whole.unknown)).text(lang))
    if (whole.low_t, whole.high_t) != (whole.total_t, whole.total_t):
        low, high = number(whole.low_t, lang, 1), number(whole.high_t, lang, 1)
        print(
            Message("With the ranges of the actions: {low} to {high} t a year.", low=low, high=high).text(
                lang
            )
        )
    if whole.removals_t:
        removed = number(whole.removals_t, lang, 1)
        print(Message("Removed by sinks: {removed} t a year.", removed=removed).text(lang))
    output.print_findings(result.findings, lang)


def _lines(result: _Result, lang: str) -> str:
    """Return the table of actions: the cheapest tonne first, then those without a cost, largest first."""
    from secap.locale import number

    header = [Message("Action").text(lang), Message("Title").text(lang), "t", "%", "MWh", "EUR", "EUR/t"]
    header.append(Message("Rank").text(lang))
    last = math.inf
    lines = sorted(result.totals.lines, key=lambda one: (one.rank or last, one.rank_by_t or last))
    rows = []
    for line in lines:
        one = line.action
        share = None if line.share is None else line.share * 100
        title = one.title if len(one.title) <= TITLE_WIDTH else one.title[: TITLE_WIDTH - 1] + "…"
        row = [one.id, title if one.title != one.id else "", number(one.t, lang, 1), number(share, lang, 1)]
        row += [number(one.energy_mwh, lang, 1), number(one.cost_eur, lang, 0)]
        rows.append([*row, number(line.eur_per_t, lang, 1), "–" if line.rank is None else str(line.rank)])
    return output.table(header, rows, left=2)


def _sectors(result: _Result, lang: str) -> str:
    from secap.locale import number
    from secap.method.actions.checks.data import sector_code

    whole = result.totals
    header = [Message("Sector").text(lang), "t", "%", "MWh", "EUR"]
    rows = []
    for code in dict.fromkeys(line.action.sector for line in whole.lines):
        t = whole.by_sector_t.get(code)
        share = t / whole.total_t * 100 if t is not None and whole.total_t else None
        name = sector_code(code).label(lang) if code else Message("No sector given").text(lang)
        row = [name, number(t, lang, 1), number(share, lang, 1)]
        row += [
            number(whole.by_sector_mwh.get(code), lang, 1),
            number(whole.by_sector_eur.get(code), lang, 0),
        ]
        rows.append(row)
    total = [Message("Total").text(lang), number(whole.total_t, lang, 1), ""]
    rows.append([*total, number(whole.energy_mwh, lang, 1), number(whole.cost_eur, lang, 0)])
    return output.table(header, rows)
