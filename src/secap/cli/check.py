"""`secap check PLAN`: the findings of a plan file, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "check", help="check a plan file: what is wrong or missing, where, and what to do"
    )
    command.add_argument("plan", type=Path, help="plan file (JSON)")
    command.add_argument("--json", action="store_true", help="print JSON")
    command.add_argument("--lang", choices=["lv", "en"], default="en", help="language of the messages")
    command.set_defaults(work=check)


def check(arguments: argparse.Namespace) -> int:
    from secap.cli.planfile import open_plan

    plan = open_plan(arguments.plan)  # loads the models, which the next line needs
    from secap.method.basis.messages import Message
    from secap.plan.checks import findings

    found = findings(plan)
    if arguments.json:
        rows = [finding.as_dict(arguments.lang) for finding in found]
        json.dump(
            {"plan": plan.municipality.name, "findings": rows}, sys.stdout, ensure_ascii=False, indent=1
        )
        print()
    else:
        for finding in found:
            print(f"{finding.severity.value:<8}{finding.place(arguments.lang)}  [{finding.id}]")
            print(f"        {finding.message.text(arguments.lang)}")
            print(f"        -> {finding.hint.text(arguments.lang)}")
        errors = sum(finding.severity == "error" for finding in found)
        summary = Message("{town}: {errors} errors, {others} other findings", town=plan.municipality.name,
                          errors=errors, others=len(found) - errors)  # fmt: skip
        print(summary.text(arguments.lang))
    return 1 if any(finding.severity == "error" for finding in found) else 0
