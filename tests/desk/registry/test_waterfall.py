"""The waterfall: levels follow one another, and words tell what the picture shows."""

from __future__ import annotations

from secap.desk.registry.figures import Figure
from secap.desk.registry.waterfall import Waterfall, WaterfallStep
from secap.method.basis.messages import Message


def figure(*steps: WaterfallStep, end: float, lang: str = "en") -> Figure | None:
    return Waterfall(
        "w", Message("Change"), ("2010", 100.0), steps, ("2020", end), Message("Reason"), "t"
    ).figure(lang)


def test_each_bar_starts_where_the_last_one_ended() -> None:
    found = figure(WaterfallStep("up", 20.0), WaterfallStep("down", -50.0), end=70.0)
    assert found is not None
    bars = found.spec["data"]["values"]
    assert [(bar["low"], bar["high"]) for bar in bars] == [(0, 100), (100, 120), (70, 120), (0, 70)]
    assert [bar["text"] for bar in bars] == ["100", "+20", "-50", "70"]
    assert [row[2] for row in found.rows] == [100, 120, 70, 70]


def test_the_words_name_both_levels_and_the_largest_steps() -> None:
    found = figure(WaterfallStep("up", 20.0), WaterfallStep("down", -50.0), end=70.0)
    assert found is not None
    assert found.alt == found.spec["description"]
    for said in ("100 t (2010)", "70 t (2020)", "Largest fall: down, -50 t", "Largest rise: up, 20 t"):
        assert said in found.alt
    only_fall = figure(WaterfallStep("down", -50.0), end=50.0)
    assert only_fall is not None and "Nothing rises" in only_fall.alt


def test_an_unknown_step_stands_in_the_table_and_is_not_drawn() -> None:
    found = figure(WaterfallStep("weather", None, "not known"), WaterfallStep("rest", -10.0), end=90.0)
    assert found is not None
    assert [bar["bar"] for bar in found.spec["data"]["values"]] == ["2010", "rest", "2020"]
    assert found.rows[1] == ("weather (not known)", None, None)
    assert figure(WaterfallStep("weather", None), end=100.0) is None
