"""The chapter's figures say what they show, in the language asked for, and draw no gap as a value."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from secap.desk.registry.models import Municipality
from secap.desk.risk.charts import district_scores, sector_ranking
from secap.desk.risk.map_chart import district_map
from secap.desk.risk.matrix_chart import matrix
from secap.desk.risk.models import District, Hazard, SectorImpact
from secap.plan.plan import Plan
from secap.plan.resilience import Resilience


def resilience(**parts: Any) -> Resilience:
    return Plan(Municipality(slug="x", name="X"), today=date(2026, 11, 24), **parts).resilience


def district(name: str, score: float | None, boundary: dict[str, Any] | None, rank: int = 1) -> Any:
    record = District(name=name, boundary=boundary or {})
    place = SimpleNamespace(uid=record.uid, name=name, reference=record)
    return SimpleNamespace(
        district=place, score=score, rank=rank if score is not None else None, coverage_share=1
    )


def square(east: float, north: float = 57.0, size: float = 0.1) -> dict[str, Any]:
    ring = [
        [east, north],
        [east + size, north],
        [east + size, north + size],
        [east, north + size],
        [east, north],
    ]
    return {"type": "Polygon", "coordinates": [ring]}


def test_the_matrix_names_hazards_in_the_language_asked_for() -> None:
    found = resilience(
        hazards=[
            Hazard(hazard="heat_wave", probability="high", impact="high", change_frequency="increase"),
            Hazard(hazard="drought", probability="not_known", impact="high"),
        ]
    )
    figures = {lang: matrix(found.lines, found.gaps, lang) for lang in ("en", "lv")}
    english, latvian = figures["en"], figures["lv"]
    assert english and latvian
    assert english.rows == (("Heat wave", "High", "High", "9", "High", "grows"),)
    assert latvian.rows[0][0] == "Karstuma vilnis"
    assert "High: Heat wave" in english.alt and "Not rated: 1." in english.alt
    drawn = {line for value in english.spec["data"]["values"] for line in value["text"]}
    assert "Drought" not in drawn


def test_a_crowded_field_says_how_many_more_there_are() -> None:
    codes = ("heat_wave", "drought", "hail", "fog", "tornado", "avalanche", "rockfall", "landslide")
    found = resilience(hazards=[Hazard(hazard=code, probability="low", impact="low") for code in codes])
    figure = matrix(found.lines, found.gaps, "en")
    assert figure and len(figure.rows) == 8
    assert any("and 2 more" in value["text"] for value in figure.spec["data"]["values"])


def test_without_a_rated_hazard_there_is_no_matrix() -> None:
    assert matrix([], resilience(hazards=[Hazard(hazard="drought")]).gaps, "en") is None


def test_sectors_without_a_score_are_not_drawn() -> None:
    found = resilience(
        sector_impacts=[
            SectorImpact(hazard="drought", sector="water", likelihood="likely", impact="high"),
            SectorImpact(hazard="drought", sector="health", likelihood="not_known", impact="high"),
        ]
    )
    figure = sector_ranking(found.sectors, "en")
    assert figure and figure.rows == (("Water", "9", "High", "9"),)
    assert sector_ranking(found.sectors[1:], "en") is None


def test_districts_without_a_score_have_no_bar_and_a_grey_area() -> None:
    rows = [district("Krasts", 80.0, square(24.0)), district("Mala", None, square(24.2))]
    bars, map_ = district_scores(rows, "en"), district_map(rows, "en")
    assert bars and [row[0] for row in bars.rows] == ["Krasts"]
    assert map_ and [value["score"] for value in map_.spec["data"]["values"]] == [80.0, None]
    assert "Without a score: 1." in map_.alt
    assert map_.rows == (("Krasts", 80.0, 1), ("Mala", None, None))


def test_no_map_without_every_scored_boundary() -> None:
    rows = [district("Krasts", 80.0, square(24.0)), district("Kalns", 20.0, None)]
    assert district_map(rows, "en") is None
    assert district_map([district("Mala", None, square(24.0))], "en") is None


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_map_does_not_depend_on_the_direction_of_a_boundary(is_reversed: bool) -> None:
    shape = square(24.0)
    if is_reversed:
        shape["coordinates"][0].reverse()
    figure = district_map([district("Krasts", 80.0, shape)], "en")
    assert figure and figure.spec["projection"]["type"] == "identity"
    value = figure.spec["data"]["values"][0]
    east, north = zip(*value["geometry"]["coordinates"][0], strict=True)
    assert min(east) < value["x"] < max(east) and min(north) < value["y"] < max(north)


def test_a_district_too_small_for_its_name_bears_its_score() -> None:
    rows = [district("Lauki", 20.0, square(24.0, size=1.0)), district("Sala", 90.0, square(24.4, 57.4, 0.05))]
    figure = district_map(rows, "en")
    assert figure
    labels = {value["name"]: value["label"] for value in figure.spec["data"]["values"]}
    assert labels == {"Lauki": ["Lauki", "20"], "Sala": ["90"]}
