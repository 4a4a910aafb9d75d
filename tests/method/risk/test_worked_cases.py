"""The worked cases of risk and vulnerability that an energy officer can follow with a pencil."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from secap.method.basis import tables
from secap.method.risk.hazards import HazardView, matrix, ranking
from secap.method.risk.scoreboard import Rating, course
from secap.method.risk.sectors import SectorView, heat_table, sector_ranking
from secap.method.risk.vulnerability import DistrictView, IndicatorView, vulnerability

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "risk.yaml").read_text(encoding="utf-8"))


def cases(about: str) -> Any:
    found = [case for case in CASES if case["about"] == about]
    assert found
    return pytest.mark.parametrize("case", found, ids=[case["name"] for case in found])


def test_every_case_has_a_source_and_is_tried() -> None:
    assert all(case["source"] in tables.sources() for case in CASES)
    assert {case["about"] for case in CASES} == {"hazards", "sectors", "vulnerability", "scoreboard"}


@cases("hazards")
def test_ranking_and_matrix_of_hazards(case: dict[str, Any]) -> None:
    hazards = [HazardView(*row) for row in case["given"]]
    found = [[one.rank, one.hazard.hazard, one.score, one.rating, one.future] for one in ranking(hazards)]
    assert found == case["expect"]
    drawn = matrix(hazards)
    assert len(drawn.cells) == 9
    if "matrix" in case:
        cells = {"/".join(cell): [one.hazard for one in inside] for cell, inside in drawn.cells.items()}
        assert cells == case["matrix"]
    if "gaps" in case:
        assert {one.hazard: one.gaps for one in drawn.gaps} == case["gaps"]


@cases("sectors")
def test_ranking_of_sectors_and_heat_table(case: dict[str, Any]) -> None:
    impacts = [SectorView(*row) for row in case["given"]]
    found = sector_ranking(impacts)
    assert [
        [one.rank, one.sector, one.highest, one.total, one.rating, len(one.unknown)] for one in found
    ] == case["expect"]
    heat = heat_table(impacts)
    assert list(heat.sectors) == [one.sector for one in found]
    assert list(heat.hazards) == case["heat"]["hazards"]
    for cell, score in case["heat"]["cells"].items():
        assert heat.cells[tuple(cell.split("/"))].score == score
    assert len(heat.unknown) == sum(len(one.unknown) for one in found)


@cases("vulnerability")
def test_vulnerability_score(case: dict[str, Any]) -> None:
    given, expect = case["given"], case["expect"]
    indicators = [IndicatorView(title=one["uid"], **one) for one in given["indicators"]]
    found = vulnerability(indicators, [DistrictView(name, name) for name in given["districts"]])
    scores = {row.district.uid: row.score for row in found.rows}
    assert scores == pytest.approx(expect["scores"])
    assert list(scores) == list(expect["scores"])  # the most vulnerable first
    coverage = {row.district.uid: row.coverage_share for row in found.rows}
    assert coverage == pytest.approx(expect.get("coverage", {}))
    assert found.excluded == expect["excluded"]
    if "town" in expect:
        assert found.town is not None
        assert found.town.score == pytest.approx(expect["town"])
    else:
        assert found.town is None


@cases("scoreboard")
def test_scoreboard_and_its_course(case: dict[str, Any]) -> None:
    ratings = [
        Rating(item, day, grade) for day, graded in case["given"].items() for item, grade in graded.items()
    ]
    rounds = {one.date: one for one in course(ratings)}
    assert list(rounds) == sorted(case["given"])
    assert all(isinstance(day, date) for day in rounds)
    for day, expect in case["expect"].items():
        results: dict[str, Any] = {one.step: one for one in rounds[day].steps} | {"all": rounds[day]}
        for name, (score, grade, rated, items) in expect.items():
            one = results[name]
            assert one.score == (None if score is None else pytest.approx(score))
            assert (one.grade, one.rated, one.items) == (grade, rated, items)
            assert one.rated_share == pytest.approx(rated / items)
