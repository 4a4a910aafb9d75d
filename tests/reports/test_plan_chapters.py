"""Vision, targets, actions and finance in the plan document: there, in both languages, and adding up."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from pypdf import PdfReader

from secap import locale
from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.models import Action, Effect, Financing, Goal
from secap.desk.registry.models import Municipality
from secap.desk.targets.models import Target
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Document, Heading, Items, Note, Paragraph, Table
from secap.reports.build import figures
from secap.reports.pdf import pdf
from secap.reports.plan.content import document
from tests.reports.conftest import TODAY

Example = Callable[[str], Plan]
CHAPTERS = (
    "Policy context", "Commitments and the three pillars", "Vision", "Targets", "Goals", "Staff for the plan",
    "Budget of the plan", "Overview", "Coverage by sector", "From the vision to the actions", "All actions",
    "Schedule", "Key actions", "Adaptation actions", "Actions against energy poverty", "Ambitious measures",
    "Order of priority", "Cost and financing",
)  # fmt: skip


def made(plan: Plan, lang: str = "en") -> Document:
    return document(plan, lang=lang, today=TODAY, fingerprint="abc")


def headings(content: Document) -> list[str]:
    return [block.text for block in content.blocks if isinstance(block, Heading)]


def said(block: Block) -> str:
    match block:
        case Heading() | Paragraph():
            return block.text
        case Note():
            return f"{block.title} {block.text}"
        case Items():
            return " ".join(block.items)
        case Table():
            return " ".join([block.caption, *block.header, *(cell for row in block.rows for cell in row)])
    return ""


def text(content: Document) -> str:
    return "\n".join(said(block) for block in content.blocks)


def table(content: Document, caption: str) -> Table:
    return next(
        block for block in content.blocks if isinstance(block, Table) and block.caption.startswith(caption)
    )


def small_plan(example: Example, t: float, *, percent: float = 50) -> Plan:
    """Return the village with one target and one action that avoids `t` tonnes a year from 2026 on."""
    plan = example("ozolmuiza")
    for name in ("targets", "actions", "goals", "directions", "priority_areas", "strategies"):
        getattr(plan, name).clear()
    plan.targets = [Target(kind="emissions_absolute", target_year=2030, reduction_percent=percent)]
    action = Action(
        uid="a" * 12, number="7", title="Skolas siltināšana", sector="municipal_buildings", is_key=True,
        start=date(2025, 1, 1), end=date(2025, 12, 31), investment_eur=90_000, responsible="Pagasts",
    )  # fmt: skip
    stated = Effect(action=action, calculator="stated", inputs={"avoided_t": t, "reason": "Audits"})
    paid = [Financing(action=action, source="own", eur=30_000, is_secured=True)]
    plan.actions = [ActionRecords(action, effects=[stated], financing=paid)]
    return plan


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_the_chapters_are_there_in_both_languages(example: Example, lang: str) -> None:
    plan = example("upesciems")
    found = headings(made(plan, lang))
    for chapter in CHAPTERS:
        assert locale.translate(chapter, lang) in found, chapter
    for line in plan.portfolio.lines:
        if line.action.is_key:
            assert any(line.action.title in heading for heading in found)


def test_the_document_says_by_how_much_the_target_is_missed_or_reached(example: Example) -> None:
    plan = small_plan(example, t=1.0)
    gap = plan.course.gap
    assert gap is not None and gap.gap_t > 1
    told = f"The plan misses its target by {gap.gap_t:,.0f} t"
    content = made(plan)
    assert told in text(content) and told in content.summary
    plan = small_plan(example, t=gap.needed_t + 250)
    told = "The plan reaches its target, with 250 t"
    content = made(plan)
    assert told in text(content) and told in content.summary


def test_a_plan_whose_effects_are_unknown_does_not_claim_to_reach_anything(example: Example) -> None:
    plan = small_plan(example, t=1.0)
    plan.actions[0].effects.clear()
    content = made(plan)
    assert "reaches its target" not in text(content) and "misses its target" not in text(content)
    assert "Whether the actions reach it is not known yet" in text(content)
    assert "Without a known effect, adding nothing: 7." in text(content)


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_wedge_gantt_and_path_are_pictures_that_tell_their_message(example: Example, lang: str) -> None:
    content = made(example("upesciems"), lang)
    by_code = {figure.code: figure for figure in content.figures}
    gantts = [figure for code, figure in by_code.items() if code.startswith("gantt")]
    assert {"wedge", "path"} <= set(by_code) and gantts
    assert all(len(figure.alt) > 60 for figure in (by_code["wedge"], by_code["path"], *gantts))
    assert sum(len(figure.rows) for figure in gantts) == len(example("upesciems").actions)
    # A page holds a picture of 3 to 2 upright.
    assert all(figure.spec["height"] <= 1.3 * figure.spec["width"] for figure in gantts)


def test_every_action_stands_in_the_tables_and_they_add_up(example: Example) -> None:
    plan = example("upesciems")
    content = made(plan)
    rows = table(content, "Actions: effect and cost").rows
    assert len(rows) == len(plan.actions) + 1
    whole = sum(one.t or 0 for one in plan.portfolio.actions if one.is_active)
    assert rows[-1][2] == f"{whole:,.0f}"
    cost = sum(one.cost_eur or 0 for one in plan.portfolio.actions if one.is_active)
    assert rows[-1][4] == f"{cost:,.0f}"
    assert table(content, "Cost of the actions by sector and year").rows[-1][-1] == f"{cost:,.0f}"


def test_money_that_nobody_pays_yet_is_told(example: Example) -> None:
    content = made(small_plan(example, t=5.0))
    assert "Nobody pays yet for 60,000 EUR of the 90,000 EUR" in text(content)
    sources = table(content, "Financing by source")
    assert sources.rows[0][1:] == ("30,000", "33\u00a0%", "30,000", "100\u00a0%")
    assert sources.rows[1][0] == "Not covered yet"


def test_names_of_persons_are_not_published(example: Example) -> None:
    plan = small_plan(example, t=5.0)
    plan.actions[0].action.person = "Zinta Slepenā"
    assert "Slepenā" not in text(made(plan))


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_an_empty_plan_says_what_is_missing_and_is_accessible(lang: str) -> None:
    content = made(Plan(Municipality(slug="tukss", name="Tukšs"), today=TODAY), lang)
    notes = [block.title for block in content.blocks if isinstance(block, Note) and block.kind == "missing"]
    for message in (
        "The vision is not written yet.",
        "No target is set yet, so nothing can be said of how far the plan leads.",
        "No goal is set yet: mitigation, adaptation and energy poverty need one each.",
        "No commitment is recorded yet.",
        "No budget for the plan is entered yet.",
        "The plan has no actions yet.",
    ):
        assert locale.translate(message, lang) in notes, message
    assert len(PdfReader(io.BytesIO(pdf(content))).pages) > 3  # compiles as PDF/UA-1


def test_what_the_document_lacks_follows_the_plan(example: Example) -> None:
    plan = small_plan(example, t=5.0)
    lacks = next(block for block in made(plan).blocks if isinstance(block, Items)).items
    assert "1 Strategy: vision" in lacks and "1 Strategy: goals" in lacks
    assert "1 Strategy: a target for emissions" not in lacks
    assert not any(item.startswith("4 ") for item in lacks)
    plan = small_plan(example, t=5.0)
    plan.goals = [Goal(title="Mazāk siltuma")]
    plan.actions[0].action.investment_eur = None
    lacks = next(block for block in made(plan).blocks if isinstance(block, Items)).items
    assert "1 Strategy: goals" not in lacks
    assert "4 Mitigation and adaptation actions: actions without a known cost" in lacks


def test_the_figures_for_other_programs_hold_targets_gap_actions_and_money(example: Example) -> None:
    plan = small_plan(example, t=5.0)
    data = figures(plan, made(plan))
    assert data["gap"]["actions_t"] == 5.0
    assert data["gap"]["gap_t"] == pytest.approx(data["targets"][0]["needed"] - 5.0)
    [action] = data["actions"]["actions"]
    assert (action["id"], action["t"], action["eur_per_t"], action["rank"]) == ("7", 5.0, 18_000, 1)
    assert data["actions"]["by_sector_t"] == {"municipal_buildings": 5.0}
    assert data["finance"]["uncovered_eur"] == 60_000
    assert data["finance"]["cost_by_sector_and_year_eur"] == {"municipal_buildings": {"2025": 90_000}}
