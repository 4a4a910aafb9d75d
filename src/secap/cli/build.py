"""`secap build PLAN`: plan document, sheet of an action or decision sheet, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, datetime
from pathlib import Path

from secap.method.basis.messages import Message


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("build", help="build the plan document (DOCX, PDF, JSON) from a plan file")
    command.add_argument("plan", type=Path, help="plan file (JSON)")
    command.add_argument(
        "--out", type=Path, default=Path("."), metavar="DIR", help="folder for the files (default: here)"
    )
    command.add_argument(
        "--lang", choices=["lv", "en"], default="lv", help="language of the document (default: lv)"
    )
    command.add_argument(
        "--format",
        dest="formats",
        action="append",
        choices=["docx", "pdf", "json"],
        help="only this format; may be repeated (default: all)",
    )
    sheet = command.add_mutually_exclusive_group()
    sheet.add_argument(
        "--decision",
        action="store_true",
        help="the one-page decision sheet for the council (DOCX, PDF) instead of the whole plan",
    )
    sheet.add_argument(
        "--action", metavar="NUMBER", help="the sheet of this action (DOCX, PDF) instead of the whole plan"
    )
    command.add_argument(
        "--template", type=Path, metavar="DOCX", help="Word template in the town's own style"
    )
    command.add_argument(
        "--date", type=_day, default=None, metavar="YYYY-MM-DD", help="date on the document (default: today)"
    )
    command.add_argument("--json", action="store_true", help="print the list of files as JSON")
    command.set_defaults(work=build)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date such as 2026-11-24") from None


def build(arguments: argparse.Namespace) -> int:
    from secap.cli.planfile import open_plan

    plan = open_plan(arguments.plan)
    from secap.plan.checks import findings
    from secap.reports import build as reports

    plan.today = arguments.date or datetime.now().astimezone().date()
    wanted = {"lang": arguments.lang, "today": plan.today, "template": arguments.template}
    if arguments.decision:
        formats = tuple(arguments.formats or reports.SHEET_FORMATS)
        built = reports.build_decision(plan, arguments.out, formats=formats, **wanted)
    elif arguments.action is not None:
        formats = tuple(arguments.formats or reports.SHEET_FORMATS)
        built = reports.build_action(plan, arguments.action, arguments.out, formats=formats, **wanted)
    else:
        formats = tuple(arguments.formats or reports.FORMATS)
        built = reports.build(plan, arguments.out, formats=formats, progress=_progress, **wanted)
    errors = [finding for finding in findings(plan) if finding.severity == "error"]
    if arguments.json:
        files = [file.as_dict() for file in built]
        json.dump(
            {"plan": plan.municipality.name, "files": files, "errors": len(errors)},
            sys.stdout,
            ensure_ascii=False,
            indent=1,
        )
        print()
    else:
        for file in built:
            print(f"{file.path}  ({file.size_bytes / 1024:.0f} kB)")
    if errors:
        print(
            f"The checks found {len(errors)} errors; the document lists them. See also: secap check",
            file=sys.stderr,
        )
    return 1 if errors else 0


def _progress(share: float, message: Message) -> None:
    print(f"{share:4.0%}  {message}", file=sys.stderr, flush=True)
