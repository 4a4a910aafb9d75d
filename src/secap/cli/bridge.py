"""`secap bridge PLAN --from 2010 --to 2022`: why emissions changed between two inventories."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from secap.cli import output
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.method.scenarios.bridge_result import Bridge

ABOUT = """\
The change is divided, without a rest, among weather, population, activity, factors, energy intensity, fuel
mix and emissions that are not energy's (additive log-mean Divisia index). What is not known, such as degree
days, is named and stays inside the energy intensity. What the plan's completed actions claim stands beside
the sum.
"""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "bridge",
        help="tell why emissions changed between two inventories",
        description="Tell why emissions changed between two inventories of a plan.",
        epilog=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("plan", type=Path, help="plan file (JSON)")
    command.add_argument(
        "--from", dest="start", type=int, required=True, metavar="YEAR", help="year of the earlier inventory"
    )
    command.add_argument(
        "--to", dest="end", type=int, required=True, metavar="YEAR", help="year of the later inventory"
    )
    command.add_argument(
        "--no-weather", action="store_true", help="without degree-day correction: weather is not told apart"
    )
    output.add_common(command)
    command.set_defaults(work=bridge)


def bridge(arguments: argparse.Namespace) -> int:
    """Carry out the command."""
    from secap.cli.planfile import open_plan

    plan = open_plan(arguments.plan)
    from secap.plan.bridging import bridge_of

    found = bridge_of(plan, arguments.start, arguments.end, weather=not arguments.no_weather)
    if arguments.json:
        output.print_json(found.as_dict(arguments.lang))
    else:
        _print(found, arguments.lang)
    return 1 if any(finding.severity == "error" for finding in found.findings) else 0


def _print(found: Bridge, lang: str) -> None:
    output.print_derivation(found.derivation, lang)
    print()
    print(_sectors(found, lang))
    print()
    print(_beside(found, lang))
    print()
    output.print_findings(found.findings, lang)


def _sectors(found: Bridge, lang: str) -> str:
    """Return the table of sectors by term, in t."""
    from secap.locale import number
    from secap.method.inventory.places import sector_code
    from secap.method.scenarios.bridge_terms import TERMS

    header = [Message("Reason").text(lang), *(sector_code(one.sector).label(lang) for one in found.sectors)]
    rows = [
        [TERMS[term].text(lang), *(number(one.terms.get(term), lang, 0) for one in found.sectors)]
        for term in found.terms
    ]
    change = (number(one.end_t - one.start_t, lang, 0) for one in found.sectors)
    rows.append([Message("Change").text(lang), *change])
    across = [list(row) for row in zip(header, *rows, strict=True)]  # a line for each sector
    return output.table(across[0], across[1:])


def _beside(found: Bridge, lang: str) -> str:
    """Return what stands beside the sum."""
    from secap.locale import number

    lines = [
        (Message("Weather, population, activity, grid and settings"), found.outside_t),
        (Message("What actions can bring about"), found.within_t),
        (Message("Claimed by completed actions"), -found.claims.t),
        (Message("Not explained by them"), found.unexplained_t),
    ]
    header = [Message("Beside the sum").text(lang), found.unit]
    return output.table(header, [[name.text(lang), number(t, lang, 0)] for name, t in lines])
