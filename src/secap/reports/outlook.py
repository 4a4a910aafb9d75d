"""What scenarios and chances a document tells of, computed once for all its formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from secap.desk.scenarios.models import ScenarioSettings
from secap.desk.scenarios.names import BAU, PLAN
from secap.desk.scenarios.standing import Standing, standings
from secap.method.basis.errors import InvalidInput
from secap.outlook.chances import chances
from secap.plan.plan import Plan

MOST_DRAWS = 1000  # of a document: a chance known to about 1.6 points, in well below a second


@dataclass(frozen=True)
class Outlook:
    """standings : the usual scenarios, then the plan's own;  problem : why there are none;
    with_plan, without : `outlook.chances` of the plan and of business as usual, None where not computable;
    draws, seed : behind both."""

    standings: tuple[Standing, ...]
    problem: InvalidInput | None
    with_plan: dict[str, Any] | None
    without: dict[str, Any] | None
    draws: int
    seed: int

    def of(self, uid: str) -> Standing | None:
        """Return one scenario, None where it is not there or can't be computed."""
        return next((one for one in self.standings if one.uid == uid and one.results is not None), None)

    @property
    def plan(self) -> Standing | None:
        return self.of(PLAN)

    @property
    def business_as_usual(self) -> Standing | None:
        return self.of(BAU)

    @property
    def target_years(self) -> list[int]:
        """Return the years of the targets that the chances were computed for."""
        return [one["year"] for one in self.with_plan["targets"]] if self.with_plan else []

    def chance(self, year: int, *, with_plan: bool = True) -> dict[str, Any] | None:
        """Return {chance, standard_error, max_t, expected_t ...} of a target year."""
        found = self.with_plan if with_plan else self.without
        return next((one for one in found["targets"] if one["year"] == year), None) if found else None

    def main_year(self, plan: Plan) -> int | None:
        """Return the year of the plan's main target, else of the first one in reach."""
        main, years = plan.course.main, self.target_years
        if main is not None and main.target.target_year in years:
            return int(main.target.target_year)
        return years[0] if years else None

    def as_dict(self, lang: str) -> dict[str, Any]:
        """Return everything JSON-ready."""
        return {
            "scenarios": [
                {"scenario": one.uid, "title": one.name} | one.results.as_dict(lang)
                for one in self.standings
                if one.results is not None
            ],
            "chances": {
                "draws": self.draws,
                "seed": self.seed,
                "with_plan": self.with_plan,
                "business_as_usual": self.without,
            },
        }


def outlook_of(plan: Plan, lang: str, *, with_chances: bool = True) -> Outlook:
    """Return the scenarios of a plan and the chances of its targets.

    The draws are as many as the plan's settings say, but at most `MOST_DRAWS`, with the settings' seed.
    """
    settings = plan.scenario_settings[0] if plan.scenario_settings else ScenarioSettings()
    draws, seed = min(settings.draws, MOST_DRAWS), settings.seed
    try:
        found = tuple(standings(plan, lang))
    except InvalidInput as error:
        return Outlook((), error, None, None, draws, seed)
    of = {one.uid: one for one in found if one.is_usual}

    def drawn(uid: str) -> dict[str, Any] | None:
        one = of.get(uid)
        if not with_chances or one is None or one.results is None:
            return None
        return _tried(lambda: chances(plan, one.records, draws=draws, seed=seed))

    return Outlook(found, None, drawn(PLAN), drawn(BAU), draws, seed)


def _tried(compute: Callable[[], dict[str, Any]]) -> dict[str, Any] | None:
    try:
        return compute()
    except InvalidInput:  # a range that contradicts itself: its page says which
        return None
