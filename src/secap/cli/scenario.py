"""`secap scenario PLAN`: energy and emissions of every year, in each scenario of a plan."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secap.cli import output
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.desk.scenarios.chapter import ScenarioRecords
    from secap.plan.plan import Plan

ABOUT = """\
Every plan has three scenarios without writing one: frozen (nothing changes), bau (business as usual) and plan
(business as usual with all actions of the plan). Scenarios written in the plan come after them.
"""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "scenario",
        help="compute the scenarios of a plan year by year",
        description="Compute the scenarios of a plan year by year.",
        epilog=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("plan", type=Path, help="plan file (JSON)")
    add_choice(command, "only this one; may be repeated (default: all)", many=True)
    command.add_argument("--iamc", type=Path, metavar="CSV", help="also write a table in IAMC format")
    output.add_common(command)
    command.set_defaults(work=scenario)


def add_choice(command: argparse.ArgumentParser, words: str, *, many: bool = False) -> None:
    """Add the option that names a scenario by its key or title."""
    action = "append" if many else "store"
    command.add_argument("--scenario", action=action, metavar="NAME", help=words)


def chosen(plan: Plan, name: str | None) -> ScenarioRecords:
    """Return the scenario with a key or title, by default the plan's. Raises InvalidInput naming all."""
    everything = [*plan.usual_scenarios, *plan.scenarios]
    wanted = name or "plan"
    for one in everything:
        if wanted in (one.scenario.uid, one.scenario.title):
            return one
    raise InvalidInput(
        Message("There is no scenario “{name}”.", name=wanted),
        hint=Message(
            "Choose one of: {names}.", names=[one.scenario.title or one.scenario.uid for one in everything]
        ),
    )


def scenario(arguments: argparse.Namespace) -> int:
    """Carry out the command."""
    from secap.cli.planfile import open_plan

    plan = open_plan(arguments.plan)
    from secap.desk.scenarios.names import name
    from secap.method.scenarios.checks import check_model
    from secap.method.scenarios.iamc import iamc_table
    from secap.method.scenarios.results import results

    names = arguments.scenario or [None]
    wanted = (
        [*plan.usual_scenarios, *plan.scenarios] if names == [None] else [chosen(plan, one) for one in names]
    )
    shown: list[dict[str, Any]] = []
    table: list[list[Any]] = []
    errors = False
    for records in wanted:
        model = plan.scenario_model(records)
        rate = plan.appraisal.discount_rate_percent / 100
        year = plan.appraisal.price_year or model.start.year
        found = results(model, rate=rate, price_year=year, targets=plan.allowed_t)
        findings = check_model(model, targets=plan.allowed_t if records.scenario.actions != "none" else {})
        errors = errors or any(finding.severity == "error" for finding in findings)
        key = records.scenario.uid
        shown.append(
            {"scenario": key, "title": name(records.scenario, arguments.lang)}
            | found.as_dict(arguments.lang)
            | {"findings": [finding.as_dict(arguments.lang) for finding in findings]}
        )
        rows = iamc_table(found, model="SECAP workbench", scenario=name(records.scenario, "en"),
                          region=plan.municipality.name)  # fmt: skip
        table += rows if not table else rows[1:]
    if arguments.iamc:
        _write(arguments.iamc, table)
    if arguments.json:
        output.print_json({"plan": plan.municipality.name, "scenarios": shown})
    else:
        _print(plan, wanted, arguments.lang)
    return 1 if errors else 0


def _write(path: Path, rows: list[list[Any]]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    except OSError as error:
        raise InvalidInput(
            Message("The file can't be written: {reason}.", reason=error.strerror or ""),
            where=(str(path),),
            hint=Message("Choose another folder."),
        ) from None


def _print(plan: Plan, wanted: list[ScenarioRecords], lang: str) -> None:
    from secap.desk.scenarios.names import name
    from secap.locale import number

    targets = plan.allowed_t
    pathways = {one.scenario.uid: plan.scenario_model(one) for one in wanted}
    frame = next(iter(pathways.values())).frame
    years = sorted({frame.years[0], *(year for year in targets if year in frame.years), *frame.years[-1:]})
    header = [Message("Scenario").text(lang), *(str(year) for year in years)]
    rows = []
    for one in wanted:
        total = pathways[one.scenario.uid].pathway().total_t[0]
        own = pathways[one.scenario.uid].frame
        cells = [number(total[own.year(year)], lang, 0) if year in own.years else "–" for year in years]
        rows.append([name(one.scenario, lang), *cells])
    rows.append([Message("Target").text(lang), *(number(targets.get(year), lang, 0) for year in years)])
    print(Message("Emissions, {unit} a year", unit=next(iter(pathways.values())).start.gas_unit).text(lang))
    print(output.table(header, rows))
