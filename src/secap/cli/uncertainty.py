"""`secap uncertainty PLAN --draws 10000 --seed 1`: the chance of each target, and what it hangs on."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secap.cli import output
from secap.cli.scenario import add_choice, chosen
from secap.method.basis.messages import Amount, Message

if TYPE_CHECKING:
    from secap.method.scenarios.setup import Model
    from secap.method.scenarios.uncertainty import Dropped, Outcome

SHOWN = 10


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "uncertainty",
        help="tell the chance of meeting each target",
        description="Draw a scenario many times within the ranges of data, factors and effects.",
    )
    command.add_argument("plan", type=Path, help="plan file (JSON)")
    command.add_argument("--draws", type=int, default=2000, help="number of draws (default: 2000)")
    command.add_argument(
        "--seed", type=int, default=1, help="the same seed gives the same numbers (default: 1)"
    )
    add_choice(command, "scenario by its key or title (default: plan)")
    output.add_common(command)
    command.set_defaults(work=uncertainty)


def uncertainty(arguments: argparse.Namespace) -> int:
    """Carry out the command."""
    from secap.cli.planfile import open_plan

    plan = open_plan(arguments.plan)
    import numpy as np

    from secap.method.scenarios.sensitivity import sensitivity
    from secap.method.scenarios.uncertainty import drop, simulate
    from secap.plan.chances import uncertain_inputs

    records = chosen(plan, arguments.scenario)
    model = plan.scenario_model(records)
    targets = {year: t for year, t in plan.allowed_t.items() if year in model.frame.years}
    generator = np.random.default_rng(arguments.seed)
    uncertain = uncertain_inputs(plan, model, records)
    outcome = simulate(model, uncertain, n=arguments.draws, generator=generator, targets=targets)
    first = min(targets, default=None)
    dropped = drop(model, outcome, first) if first else []
    matters = sensitivity(model, outcome, first) if first else None
    if arguments.json:
        found: dict[str, Any] = {"plan": plan.municipality.name, "seed": arguments.seed}
        found |= outcome.as_dict(arguments.lang)
        found["without_action"] = [_dropped(model, one) for one in dropped]
        found["sensitivity"] = matters.as_dict(arguments.lang) if matters else None
        output.print_json(found)
    else:
        _print(model, outcome, dropped, arguments.lang)
    return 0


def _dropped(model: Model, one: Dropped) -> dict[str, Any]:
    action = model.actions[one.action]
    return {
        "id": action.id,
        "title": action.title,
        "chance": one.chance,
        "without": one.without,
        "error": one.error,
        "more_t": one.more_t,
    }


def _print(model: Model, outcome: Outcome, dropped: list[Dropped], lang: str) -> None:
    for chance in outcome.chances:
        text = Message(
            "{year}: in {count} of 100 draws at most {most}; as planned {expected}.",
            year=chance.year,
            count=Amount(100 * chance.share, "", 0),
            most=Amount(chance.max_t, model.start.gas_unit, 0),
            expected=Amount(chance.expected_t, model.start.gas_unit, 0),
        )
        print(text.text(lang))
    if not dropped:
        return
    print()
    print(Message("If an action is dropped, the chance falls:").text(lang))
    header = [Message("Action"), Message("From, %"), Message("To, %")]
    rows = [
        [
            f"{model.actions[one.action].id} {model.actions[one.action].title}"[:60],
            Amount(100 * one.chance, "", 0).label(lang),
            Amount(100 * one.without, "", 0).label(lang),
        ]
        for one in dropped[:SHOWN]
    ]
    print(output.table([word.text(lang) for word in header], rows))
