"""The climate profile in section 3: trends of the stored yearly values, gaps left open, models named."""

from __future__ import annotations

import pytest

from secap.desk.climate.chapter import SeriesRecords
from secap.desk.climate.models import ClimateIndicator, ClimateSeries
from secap.reports.blocks import Block
from secap.reports.plan.climate import profile
from tests.reports.sections import figures, notes, table, texts, written
from tests.reports.test_risk_chapter import town

LEVELS = {
    "txx": {
        "n_years": 60,
        "levels": [
            {"return_years": 10, "value": 31.04, "low": 30.1, "high": 32.2},
            {"return_years": 100, "value": 34.26, "low": 32.9, "high": 36.1},
        ],
    },
    "rx1day": {"n_years": 12, "levels": [], "reason": {"en": "12 years have a value.", "lv": "12 gadi."}},
}


def series(kind: str, years: dict[str, dict[int, float | None]], **more: object) -> SeriesRecords:
    record = ClimateSeries(uid=f"{kind}-{more.get('model')}", title="Priekule", kind=kind, **more)
    parts = [
        ClimateIndicator(series=record, code=code, years={str(year): value for year, value in values.items()})
        for code, values in years.items()
    ]
    return SeriesRecords(record, parts)


def warming(first: int, last: int, *, gaps: tuple[int, ...] = ()) -> dict[int, float | None]:
    """0.3 °C a decade, with a wobble that has no trend of its own."""
    return {
        year: None if year in gaps else 6 + 0.03 * (year - 1961) + 0.1 * (-1) ** year
        for year in range(first, last + 1)
    }


def blocks(*records: SeriesRecords, lang: str = "en") -> list[Block]:
    return written(profile, town(climate_series=list(records)), lang)


def test_a_trend_is_told_with_interval_chance_and_words() -> None:
    station = series("observed", {"tm": warming(1961, 2020, gaps=(1975,))}, source="LVĢMC", licence="CC BY")
    found = blocks(station)
    [row] = table(found, "Climate indicators: Priekule").rows
    assert row[0] == "Mean temperature, °C\n1961–2020, years: 59"
    first, last = (6 + 0.03 * 14.5, 6 + 0.03 * 44.5)
    assert float(row[2]) == pytest.approx(first, abs=0.02) and float(row[3]) == pytest.approx(last, abs=0.02)
    assert row[4].startswith("+0.30\n(+0.") and row[5] == "<\u00a00.001"
    assert row[6] == "Rising by 0.30 °C per decade, very likely no chance."
    assert {"stripes-tm", "trend-tm"} <= set(figures(found))
    assert table(found, "Climate series").rows[0][4] == "LVĢMC\nCC BY"


def test_a_year_without_a_value_is_not_filled_in() -> None:
    known = warming(1961, 2020, gaps=(1975, 1976))
    found = figures(blocks(series("observed", {"tm": known})))["trend-tm"].figure
    by_year = {row[0]: row[1] for row in found.rows}
    assert by_year["1975"] is by_year["1976"] is None and by_year["1974"] == known[1974]


def test_ten_years_are_needed_for_a_trend() -> None:
    [row] = table(blocks(series("observed", {"tm": warming(2012, 2020)})), "Climate indicators").rows
    assert row[2:4] == ("–", "–")
    assert row[4] == "No trend: fewer than 10 years have a value."


def test_return_levels_carry_their_interval_or_their_reason() -> None:
    found = blocks(series("observed", {"tm": warming(1961, 2020)}, return_levels=LEVELS))
    [row] = table(found, "Return levels with intervals of 90 %").rows
    assert row[1:] == ("31.0\n(30.1–32.2)", "34.3\n(32.9–36.1)")
    assert "Highest precipitation of one day: 12 years have a value." in list(texts(found))


def test_projections_name_their_models_and_are_compared_with_themselves() -> None:
    station = series("observed", {"tm": warming(1961, 2020)})
    cold = {year: value - 3 for year, value in warming(1971, 2100).items() if value is not None}
    models = [
        series("projected", {"tm": dict(cold)}, model="KNMI-A", experiment="RCP4.5"),
        series("projected", {"tm": warming(1971, 2100)}, model="SMHI-B", experiment="RCP4.5"),
    ]
    found = blocks(station, *models)
    [row] = table(found, "Change against 1991–2020 and what to expect: RCP4.5").rows
    # 50 years at 0.03 °C a year, whichever model: one that is 3 °C too cold says the same
    assert row[3].startswith("+1.50\n→ 8.8")
    assert "Models of RCP4.5: KNMI-A, SMHI-B." in list(texts(found))


def test_without_projections_the_section_says_so() -> None:
    assert "No projection of a climate model is read yet." in notes(
        blocks(series("observed", {"tm": warming(1961, 2020)}))
    )


def test_missing_days_are_counted_by_variable() -> None:
    known = {"tm": warming(1961, 2020)}
    some = series("observed", known, missing={"tx": 12, "tn": 0})
    none = series("observed", known, missing={"tx": 0, "tn": 0}, model="b")
    rows = table(blocks(some, none), "Climate series").rows
    assert {row[3] for row in rows} == {"Daily maximum temperature: 12", "no day is missing"}
