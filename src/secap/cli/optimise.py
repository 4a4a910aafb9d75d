"""`secap optimise PLAN --confidence 0.8`: which actions from which year meet the target at the least cost."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secap.cli import output
from secap.cli.scenario import add_choice, chosen
from secap.method.basis.messages import Amount, Message

if TYPE_CHECKING:
    from secap.method.scenarios.portfolio.result import Result

TITLE_WIDTH = 48
FOUND, NOT_FOUND = 0, 1


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "optimise",
        help="choose the actions that meet the target at the least cost",
        description="Choose actions and start years: the least cost that meets the target, judged in the "
        "full yearly model. Exits with 1 where there is no such choice, and says why.",
    )
    command.add_argument("plan", type=Path, help="plan file (JSON)")
    command.add_argument("--year", type=int, help="target year (default: the first target)")
    command.add_argument(
        "--confidence",
        type=float,
        metavar="SHARE",
        help="share of the draws that meet the target, such as 0.8 (default: the central value decides)",
    )
    command.add_argument("--draws", type=int, default=1000, help="draws of the confidence (default: 1000)")
    command.add_argument(
        "--seed", type=int, default=1, help="the same seed gives the same choice (default: 1)"
    )
    command.add_argument(
        "--most", action="store_true", help="avoid most within the limits, whatever the target"
    )
    limits = command.add_argument_group("limits")
    limits.add_argument("--budget", type=float, metavar="EUR", help="cost once of all years together")
    limits.add_argument("--budget-per-year", type=float, metavar="EUR", help="cost once of each year")
    limits.add_argument("--staff-per-year", type=float, metavar="FTE", help="staff of each year")
    limits.add_argument("--must", action="append", default=[], metavar="ID", help="action that is chosen")
    limits.add_argument(
        "--must-not", action="append", default=[], metavar="ID", help="action that is not chosen"
    )
    limits.add_argument(
        "--one-of", action="append", default=[], metavar="ID,ID", help="of these at most one is chosen"
    )
    limits.add_argument(
        "--requires", action="append", default=[], metavar="ID,ID", help="the first needs the others"
    )
    limits.add_argument(
        "--hazard", action="append", default=[], metavar="CODE", help="at least one action against it"
    )
    limits.add_argument(
        "--high-risks", action="store_true",
        help="at least one action against every high risk of the plan's risk assessment",
    )  # fmt: skip
    limits.add_argument(
        "--vulnerable", type=float, metavar="SHARE", help="least share of the cost for vulnerable groups"
    )
    limits.add_argument("--all-free", action="store_true", help="what has begun may be left out too")
    command.add_argument(
        "--curves", action="store_true", help="also the cost of each tonne, and of each step to the target"
    )
    command.add_argument(
        "--time-limit", type=float, default=30.0, metavar="S", help="seconds of the search (default: 30)"
    )
    add_choice(command, "scenario by its key or title (default: plan)")
    output.add_common(command)
    command.set_defaults(work=optimise)


def optimise(arguments: argparse.Namespace) -> int:
    """Carry out the command."""
    from secap.cli.planfile import open_plan

    plan = open_plan(arguments.plan)
    from secap.method.scenarios.portfolio.curves import abatement_curve, frontier
    from secap.method.scenarios.portfolio.iterate import optimise as search
    from secap.plan.choosing import Wish, judge_for, problem_of

    groups = [tuple(one.strip() for one in text.split(",")) for text in arguments.requires]
    wish = Wish(
        year=arguments.year,
        confidence=arguments.confidence,
        draws=arguments.draws,
        seed=arguments.seed,
        most_tonnes=arguments.most,
        budget_eur=arguments.budget,
        budget_per_year_eur=arguments.budget_per_year,
        staff_per_year_fte=arguments.staff_per_year,
        must=tuple(arguments.must),
        must_not=tuple(arguments.must_not),
        at_most_one=tuple(tuple(one.strip() for one in text.split(",")) for text in arguments.one_of),
        requires={
            first: tuple(other for group in groups if group[0] == first for other in group[1:])
            for first in dict.fromkeys(group[0] for group in groups)
        },
        hazards=tuple(arguments.hazard),
        high_risks=arguments.high_risks,
        vulnerable_share=arguments.vulnerable,
        keeps_begun=not arguments.all_free,
    )
    records = chosen(plan, arguments.scenario)
    model = plan.scenario_model(records)
    problem = problem_of(plan, model, wish)
    judge = judge_for(plan, model, problem, wish, records)
    result = search(problem, judge, clock=time.perf_counter, time_limit_s=arguments.time_limit)
    shown: dict[str, Any] = {"plan": plan.municipality.name, "seed": arguments.seed}
    shown |= result.as_dict(arguments.lang)
    year = problem.years[0]
    if arguments.curves:
        steps = abatement_curve(problem, judge, result.selection, year) if result.is_found else []
        points = frontier(
            problem, judge, year=year, clock=time.perf_counter, time_limit_s=arguments.time_limit
        )
        shown["abatement_curve"] = [step.as_dict() for step in steps]
        shown["frontier"] = [point.as_dict() for point in points]
    if arguments.json:
        output.print_json(shown)
    else:
        _print(result, year, arguments.lang)
        if arguments.curves:
            _print_curves(shown, arguments.lang)
    return FOUND if result.is_found else NOT_FOUND


def _print(result: Result, year: int, lang: str) -> None:
    from secap.locale import number

    if not result.is_found:
        print(Message("There is no such choice.").text(lang))
    if result.chosen:
        words = [Message("Action"), Message("Title"), Message("Start")]
        header = [*(word.text(lang) for word in words), "EUR", Message("Cost once, EUR").text(lang), "t"]
        rows = [
            [
                one.option.id,
                one.option.title[:TITLE_WIDTH],
                str(one.begin.year or "–"),
                number(one.begin.cost_eur, lang, 0),
                number(one.begin.once_eur if one.begin.cost_eur is not None else None, lang, 0),
                number(one.last_in_t.get(year), lang, 1),
            ]
            for one in result.chosen
        ]
        print(output.table(header, rows, left=2))
        print()
    for line in _lines(result, year):
        print(line.text(lang))
    if result.left_out:
        print(Message("Left out:").text(lang))
        for out in result.left_out:
            print(f"  {out.option.id}  {out.option.title[:TITLE_WIDTH]}: {out.why.text(lang)}")


def _lines(result: Result, year: int) -> list[Message]:
    found = list(result.reasons)
    if result.is_found:
        found.append(
            Message("Cost discounted, savings deducted: {cost}; cost once: {once}.",
                    cost=Amount(result.cost_eur, "EUR", 0), once=Amount(result.once_eur, "EUR", 0))
        )  # fmt: skip
        found.append(
            Message("Emissions of {year}: {real} in the full model, {model} in the linear one.", year=year,
                    real=Amount(result.real_t[year], "t", 1), model=Amount(result.model_t[year], "t", 1))
        )  # fmt: skip
        if (most := result.targets.get(year)) is not None:
            found.append(Message("The target allows {most}.", most=Amount(most, "t", 1)))
        if result.gap is not None:
            gap = Amount(result.gap * 100, "%", 2)
            if result.is_bound_proven:
                found.append(Message("Proven: no choice is better by more than {gap}.", gap=gap))
            else:
                found.append(Message("Estimated distance to the best choice: {gap} at most.", gap=gap))
        if result.binding:
            found.append(Message("Limits that bind: {names}.", names=[one.name for one in result.binding]))
    rounds = Message("{rounds} rounds in {seconds}.", rounds=len(result.rounds),
                     seconds=Amount(result.seconds, "s", 2))  # fmt: skip
    return [*found, rounds, *result.notes]


def _print_curves(shown: dict[str, Any], lang: str) -> None:
    from secap.locale import number

    header = [Message("Action").text(lang), "EUR/t", "t", Message("t so far").text(lang)]
    rows = [
        [
            one["id"],
            number(one["eur_per_t"], lang, 0),
            number(one["t"], lang, 1),
            number(one["until_t"], lang, 1),
        ]
        for one in shown["abatement_curve"]
    ]
    print()
    print(output.table(header, rows))
    header = [
        Message("Most t").text(lang),
        Message("t avoided").text(lang),
        "EUR",
        Message("Actions").text(lang),
    ]
    rows = [
        [number(one[name], lang, 0) for name in ("most_t", "reduction_t", "cost_eur")]
        + [str(len(one["actions"]))]
        for one in shown["frontier"]
    ]
    print()
    print(output.table(header, rows, left=0))
