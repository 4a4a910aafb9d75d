"""Scenarios, chances and the bridge in the plan document: in both languages, adding up, reproducible."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from secap import locale
from secap.desk.registry.models import Municipality
from secap.plan.plan import Plan
from secap.reports.blocks import Note, Table
from secap.reports.build import figures
from secap.reports.outlook import outlook_of
from tests.reports.conftest import TODAY
from tests.reports.test_plan_chapters import headings, made, small_plan, table, text

Example = Callable[[str], Plan]
PARTS = (
    "Why emissions changed", "Scenarios", "What the actions avoid year by year", "What each action brings",
    "Scenarios weighed against each other", "How sure the plan is to meet its targets",
    "What the scenarios assume",
)  # fmt: skip


def number(cell: str) -> float:
    return float(cell.replace(",", "").replace("−", "-").replace("+", ""))


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_all_parts_are_there_in_both_languages(example: Example, lang: str) -> None:
    content = made(example("upesciems"), lang)
    found = headings(content)
    assert {locale.translate(part, lang) for part in PARTS} <= set(found)
    codes = {figure.code for figure in content.figures}
    assert {"scenarios", "wedges", "fan", "tornado-2030", "bridge"} <= codes
    assert all(len(figure.alt) > 60 for figure in content.figures)


def test_usual_and_own_scenarios_stand_side_by_side(example: Example) -> None:
    plan = example("upesciems")
    names = [row[0] for row in table(made(plan), "Scenarios in 2030").rows]
    assert names[:3] == ["Nothing changes", "Business as usual", "The plan"]
    assert names[3:] == [one.scenario.title for one in plan.scenarios]


def test_the_wedges_add_up_to_the_level_without_actions(example: Example) -> None:
    rows = table(made(example("upesciems")), "What the actions avoid by sector").rows
    for column in (1, 2):
        *sectors, together, left, level = [number(row[column]) for row in rows]
        assert sum(sectors) == pytest.approx(together, abs=len(sectors))
        assert together + left == pytest.approx(level, abs=2)


def test_fair_shares_add_up_to_what_all_avoid(example: Example) -> None:
    content = made(example("upesciems"))
    sums = table(content, "What the largest actions bring").rows[-1]
    together = table(content, "What the actions avoid by sector").rows[-3][1]
    assert sums[3] == sums[4] == together


def test_the_bridge_adds_up_with_and_without_degree_days(example: Example) -> None:
    rows = table(made(example("upesciems")), "Why emissions changed, 2008 to 2022").rows
    for column in (1, 2):
        first, *terms, last = [
            number(row[column]) for row in rows if row[column] not in {"–"} and row[column]
        ]
        assert first + sum(terms) == pytest.approx(last, abs=len(terms))


def test_the_bridge_needs_two_inventories(example: Example) -> None:
    plan = example("upesciems")
    del plan.inventories[1:]
    assert "Why emissions changed" not in headings(made(plan))


def test_dropping_an_action_lowers_the_chance(example: Example) -> None:
    content = made(example("upesciems"))
    rows = table(content, "If an action is dropped").rows
    assert len(rows) == 10 and rows[0][1] != rows[0][2]
    assert "the chance of meeting the target for 2030 falls from" in text(content)
    assert "drawn 1,000 times" in text(content) and "seed 1" in text(content)


def test_assumptions_carry_source_and_quality(example: Example) -> None:
    rows = table(made(example("upesciems")), "Paths of drivers").rows
    assert rows[0][0] == "Business as usual; The plan" and rows[0][4] == "assumed"
    assert rows[0][3].startswith("[")
    assert all(row[3] and row[4] for row in rows)
    assert any(row[3] == "Tarifs 2025" and row[4] == "as entered" for row in rows)


def test_the_same_seed_gives_the_same_chapter(example: Example) -> None:
    assert text(made(example("upesciems"))) == text(made(example("upesciems")))


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_an_empty_plan_says_why_there_are_no_scenarios(lang: str) -> None:
    content = made(Plan(Municipality(slug="tukss", name="Tukšs"), today=TODAY), lang)
    wanted = locale.translate("A scenario starts from a complete inventory, and the plan has none.", lang)
    assert wanted in [block.title for block in content.blocks if isinstance(block, Note)]


def test_without_a_target_there_are_scenarios_but_no_chance(example: Example) -> None:
    plan = small_plan(example, t=5.0)
    plan.targets = []
    content = made(plan)
    assert "Without a target for emissions there is no chance to tell." in text(content)
    captions = [block.caption for block in content.blocks if isinstance(block, Table)]
    assert "Scenarios in 2030" in captions and "Scenarios in 2050" in captions


def test_the_figures_for_other_programs_hold_scenarios_and_chances(example: Example) -> None:
    plan = example("upesciems")
    data = figures(plan, made(plan))
    assert [one["scenario"] for one in data["scenarios"]][:3] == ["frozen", "bau", "plan"]
    planned = data["scenarios"][2]
    found = next(one for one in data["chances"]["with_plan"]["targets"] if one["year"] == 2030)
    assert planned["emissions_t"]["total"][planned["years"].index(2030)] == pytest.approx(found["expected_t"])
    assert (data["chances"]["draws"], data["chances"]["seed"]) == (1000, 1)
    again = outlook_of(plan, "en").as_dict("en")
    assert data["chances"] == again["chances"]
