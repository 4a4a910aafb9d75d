"""A scenario under uncertainty as data to be stored: fan, chances, what matters, what each action adds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from secap.desk.scenarios.chapter import ScenarioRecords
from secap.locale import LANGUAGES
from secap.method.basis.messages import Message
from secap.method.scenarios.sensitivity import sensitivity
from secap.method.scenarios.uncertainty import drop, simulate
from secap.plan.chances import uncertain_inputs
from secap.plan.plan import Plan

SHOWN_INPUTS = 15
Report = Callable[[float, Message], None]


def chances(
    plan: Plan, records: ScenarioRecords, *, draws: int, seed: int, report: Report | None = None
) -> dict[str, Any]:
    """Return everything that the page of the uncertainty shows, ready for JSON.

    report : told the share done (0-1) and what is being done; what it raises ends the work.
    Raises: InvalidInput like the model
    """
    tell = report or (lambda _share, _message: None)
    model = plan.scenario_model(records)
    frame = model.frame
    targets = {year: t for year, t in plan.allowed_t.items() if frame.years[0] < year <= frame.years[-1]}
    uncertain = uncertain_inputs(plan, model, records)
    drawing = Message("Drawing the scenario {count} times", count=draws)
    outcome = simulate(
        model,
        uncertain,
        n=draws,
        generator=np.random.default_rng(seed),
        targets=targets,
        progress=_part(tell, 0.0, 0.5, drawing),
    )
    records_of = [line.records.action for line in plan.portfolio.lines]
    found: dict[str, Any] = outcome.as_dict("en")
    found.pop("inputs")
    found |= {"inputs": len(uncertain), "seed": seed, "tornado": {}, "dropped": {}}
    for place, year in enumerate(sorted(targets)):
        begin, width = 0.5 + 0.5 * place / len(targets), 0.5 / len(targets)
        leaving = Message("Leaving out each action in turn: target of {year}", year=year)
        dropped = drop(model, outcome, year, progress=_part(tell, begin, width, leaving))
        matters = sensitivity(model, outcome, year)
        found["tornado"][str(year)] = {
            "central_t": matters.central_t,
            "noise": matters.noise,
            "inputs": [
                {
                    "name": {lang: one.uncertain.name.text(lang) for lang in LANGUAGES},
                    "low_t": one.low_t,
                    "high_t": one.high_t,
                    "correlation": one.correlation,
                    "first_order": one.first_order,
                }
                for one in matters.influences[:SHOWN_INPUTS]
            ],
        }
        found["dropped"][str(year)] = [
            {
                "uid": records_of[one.action].uid,
                "title": str(records_of[one.action]),
                "chance": one.chance,
                "without": one.without,
                "error": one.error,
                "more_t": one.more_t,
            }
            for one in dropped
        ]
    tell(1.0, Message("Done"))
    return found


def _part(tell: Report, begin: float, width: float, text: Message) -> Callable[[float], None]:
    """Return who tells of a part of the whole work."""
    return lambda share: tell(begin + width * share, text)
