"""Fan and tornado: what is drawn, what is said, and the same numbers as a table."""

from __future__ import annotations

from secap.desk.registry.fans import Band, Fan
from secap.desk.registry.tornadoes import Swing, Tornado
from secap.method.basis.messages import Message

FAN = Fan(
    "fan",
    Message("Emissions"),
    [2025, 2030],
    [Band([80, 50], [120, 90], Message("9 of 10 draws")), Band([95, 65], [105, 75], Message("Half of them"))],
    [100, 70],
    Message("Median"),
    "t CO₂",
    Message("The chance is 40 %."),
    line=[100, 68],
    marks={2030: 60, 2040: 20},
)
TORNADO = Tornado(
    "tornado",
    Message("Emissions in 2030"),
    [Swing("Gas", 68, 72), Swing("Diesel", 50, 95), Swing("Coal", 70, 70), Swing("Gas", 75, 69)],
    70,
    Message("Low"),
    Message("High"),
    Message("Input"),
    "t CO₂",
)


def test_a_fan_has_its_bands_lines_and_targets_as_chart_and_table() -> None:
    figure = FAN.figure("en")
    assert figure is not None
    assert "The chance is 40 %." in figure.alt
    assert figure.header[:5] == (
        "Year",
        "Median",
        "Without uncertainty",
        "9 of 10 draws: from",
        "9 of 10 draws: to",
    )
    assert figure.rows == (
        ("2025", 100, 100, 80, 120, 95, 105, None),
        ("2030", 70, 68, 50, 90, 65, 75, 60),
    )
    values = figure.spec["data"]["values"]
    assert {"year": 2030, "low": 50, "high": 90, "part": "9 of 10 draws"}.items() <= values[1].items()
    assert [item["year"] for item in values if item["part"] == "Target"] == [2030, 2040]
    assert figure.spec["encoding"]["x"]["scale"]["domain"] == [2025, 2040]
    assert figure.spec["encoding"]["y"]["scale"]["domain"][0] == 0


def test_a_tornado_starts_with_what_moves_most_and_leaves_out_what_moves_nothing() -> None:
    figure = TORNADO.figure("en")
    assert figure is not None
    assert [row[0] for row in figure.rows] == ["Diesel", "Gas", "Gas (2)"]
    assert "Diesel, from 50" in figure.alt


def test_without_anything_to_draw_there_is_no_chart() -> None:
    nothing = Fan("fan", Message("Emissions"), [], [], [], Message("Median"), "t", Message("None."))
    assert nothing.figure("lv") is None
    still = Tornado(
        "t", Message("T"), [Swing("Coal", 7, 7)], 7, Message("L"), Message("H"), Message("I"), "t"
    )
    assert still.figure("lv") is None
