"""Scenarios side by side: what is unknown is never scored, and weights decide."""

from __future__ import annotations

from datetime import date

import pytest

from secap.method.actions.action import Action
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.scenarios.comparison import Candidate, compare, default_weights, normalised, value
from secap.method.scenarios.paths import frozen
from secap.method.scenarios.results import Results, results
from secap.method.scenarios.setup import model
from tests.method.scenarios.builders import effect, start

YEAR = 2030


def scenario(saved_mwh: float, cost_eur: float | None, *, yearly_cost_eur: float | None = 0.0) -> Results:
    begin = start((2021, YEAR), {"residential_buildings": {"heat_cold": 1000.0}}, {"heat_cold": 0.2})
    action = Action(
        "A1", sector="residential_buildings", saved_mwh={"heat_cold": saved_mwh}, investment_eur=cost_eur,
        yearly_cost_eur=yearly_cost_eur, start=date(2021, 1, 1), end=date(2021, 12, 31),
    )  # fmt: skip
    built = model(begin, frozen(begin), [action], [[effect("energy_saving", action)]])
    return results(built, rate=0.0, price_year=2021)


LITTLE, MUCH = Candidate("little", scenario(100, 1000)), Candidate("much", scenario(500, 9000))


def test_values_are_those_of_the_results() -> None:
    assert value(MUCH, "emissions_t", year=YEAR) == pytest.approx(100)
    assert value(MUCH, "cumulative_t", year=YEAR) == pytest.approx(200 + 9 * 100)
    assert value(MUCH, "energy_mwh", year=YEAR) == pytest.approx(500)
    assert value(MUCH, "discounted_cost_eur", year=YEAR) == pytest.approx(9000)
    assert value(MUCH, "renewable_share", year=YEAR) == 0
    assert value(MUCH, "jobs", year=YEAR) is None


def test_weights_decide_which_scenario_is_first() -> None:
    for weights, first in (({"emissions_t": 3, "discounted_cost_eur": 1}, "much"),
                           ({"emissions_t": 1, "discounted_cost_eur": 3}, "little")):  # fmt: skip
        found = compare([LITTLE, MUCH], weights, year=YEAR)
        assert found.lines[0].candidate.name == first
        assert found.lines[0].score == pytest.approx(0.75)
        assert found.is_stable is False  # without the heavier weight the other one is first
        assert (found.lines[0].best, found.lines[0].worst) == (1, 2)


def test_a_scenario_that_is_better_in_everything_stays_first() -> None:
    found = compare([LITTLE, Candidate("best", scenario(500, 10))],
                    {"emissions_t": 1, "discounted_cost_eur": 1}, year=YEAR)  # fmt: skip
    assert found.is_stable is True
    assert [(line.candidate.name, line.best, line.worst) for line in found.lines] == [
        ("best", 1, 1),
        ("little", 2, 2),
    ]


@pytest.mark.parametrize("unknown", [scenario(100, None), scenario(100, 5, yearly_cost_eur=None)])
def test_a_cost_with_gaps_is_not_scored(unknown: Results) -> None:
    found = compare(
        [Candidate("gaps", unknown), MUCH], {"emissions_t": 1, "discounted_cost_eur": 1}, year=YEAR
    )
    gaps = next(line for line in found.lines if line.candidate.name == "gaps")
    assert gaps.values["discounted_cost_eur"] is None
    assert "discounted_cost_eur" not in gaps.parts
    assert gaps.known_share == 0.5
    assert gaps.score == 0  # of emissions alone


def test_investment_is_scored_where_only_operation_is_unknown() -> None:
    unknown = Candidate("a", scenario(100, 5, yearly_cost_eur=None))
    assert value(unknown, "investment_eur", year=YEAR) == pytest.approx(5)
    assert value(Candidate("b", scenario(100, None)), "investment_eur", year=YEAR) is None


def test_what_people_score_counts_where_they_did() -> None:
    scored = Candidate("little", LITTLE.results, {"resilience": 4, "jobs": 12})
    found = compare([scored, MUCH], {"resilience": 1, "jobs": 1}, year=YEAR)
    assert [(line.candidate.name, line.score, line.rank) for line in found.lines] == [
        ("little", 1, 1),
        ("much", None, None),
    ]


def test_equal_values_are_not_worse_than_another() -> None:
    assert normalised([2.0, None, 2.0], "less") == [1.0, None, 1.0]
    assert normalised([1.0, 3.0, 2.0], "less") == [1.0, 0.0, 0.5]
    assert normalised([None], "more") == [None]


def test_a_wrong_weight_is_named() -> None:
    with pytest.raises(InvalidInput, match="Resilience"):
        compare([LITTLE], {"resilience": -1}, year=YEAR)
    with pytest.raises(InvalidInput):
        compare([LITTLE], {"beauty": 1}, year=YEAR)


def test_every_criterion_has_a_weight_and_a_direction() -> None:
    assert set(default_weights()) == set(codes.table("scenario_criteria"))
    assert sum(default_weights().values()) == 100
    assert {row.direction for row in codes.table("scenario_criteria").values()} == {"more", "less"}
