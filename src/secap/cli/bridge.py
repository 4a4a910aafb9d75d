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
    """Return the table of sectors with their change and its two largest reasons (--json has all)."""
    from secap.locale import number
    from secap.method.inventory.places import sector_code
    from secap.method.scenarios.bridge_terms import TERMS

    header = [Message("Sector"), Message("Largest reason"), Message("Next largest")]
    rows = []
    for one in found.sectors:
        largest = sorted((term for term, t in one.terms.items() if t), key=lambda term: -abs(one.terms[term]))
        names = [TERMS[term].text(lang) for term in largest[:2]]
        values = [number(one.terms[term], lang, 0) for term in largest[:2]]
        names, values = [*names, "–", "–"][:2], [*values, "–", "–"][:2]
        rows.append(
            [sector_code(one.sector).label(lang), *names, *values, number(one.end_t - one.start_t, lang, 0)]
        )
    words = [word.text(lang) for word in header]
    return output.table([*words, "t", "t", Message("Change").text(lang)], rows, left=3)


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
