"""The figures of the inventory: their data are the account's, and they say their message in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from secap.desk.inventory import charts
from secap.desk.registry.figures import Figure
from secap.plan.plan import Plan
from secap.reports.figures import pngs, svg

Example = Callable[[str], Plan]


def column(figure: Figure, place: int) -> list[float]:
    return [value for row in figure.rows if isinstance(value := row[place], int | float)]


def test_the_table_of_a_figure_adds_up_to_the_result(example: Example) -> None:
    account = example("upesciems").accounts[0]
    for figure, total in (
        (charts.energy_by_sector(account, "en"), account.result.energy_mwh),
        (charts.emissions_by_sector(account, "en"), account.result.energy_t),
        (charts.emissions_by_scope(account, "en"), account.result.total_t),
    ):
        assert figure is not None
        assert sum(column(figure, -1)) == pytest.approx(total)
        assert [sum(v for v in row[1:-1] if isinstance(v, float)) for row in figure.rows] == pytest.approx(
            column(figure, -1)
        )
    shares = charts.emission_shares(account, "en", by="sector")
    assert shares is not None and sum(column(shares, 2)) == pytest.approx(100)


def test_bars_stand_largest_first_and_years_in_their_order(example: Example) -> None:
    plan = example("upesciems")
    figure = charts.energy_by_sector(plan.accounts[0], "en")
    assert figure is not None
    assert column(figure, -1) == sorted(column(figure, -1), reverse=True)
    series = charts.emission_series(plan.accounts, "en")
    assert series is not None
    assert [row[0] for row in series.rows] == [charts.inventory_name(account) for account in plan.accounts]


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_every_figure_draws_in_its_language(example: Example, lang: str) -> None:
    plan = example("upesciems")
    figures = [*charts.account_figures(plan.accounts[0], lang), *charts.series_figures(plan.accounts, lang)]
    assert len({figure.code for figure in figures}) == len(figures) == 8
    for figure in figures:
        drawing = svg(figure.spec)
        assert drawing.startswith("<svg") and "NaN" not in drawing and "undefined" not in drawing
        first = figure.rows[0][0]
        assert isinstance(first, str) and first[:20] in drawing.replace("&amp;", "&")
        assert figure.alt and figure.spec["description"] == figure.alt
    thousands = {"lv": "20\u00a0000", "en": "20,000"}[lang]
    assert thousands in svg(figures[0].spec)


def test_a_picture_is_a_png(example: Example) -> None:
    figure = charts.energy_shares(example("ozolmuiza").accounts[0], "lv")
    assert pngs([]) == []
    assert figure is not None and pngs([figure.spec])[0].startswith(b"\x89PNG")


def test_nothing_to_show_is_no_figure(example: Example) -> None:
    plan = example("upesciems")
    year = plan.inventories[0]
    for part in (year.energy_uses, year.non_energy, year.plants, year.plant_inputs, year.green_electricity):
        part.clear()
    year.heat_exchanges.clear()
    assert charts.account_figures(plan.accounts[0], "en") == []
    assert charts.series_figures(plan.accounts[:1], "en") == []
