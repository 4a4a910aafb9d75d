"""How scenarios are called: a person's own title, or the name of one that every plan has."""

from __future__ import annotations

from secap.desk.scenarios.models import Scenario
from secap.method.basis.messages import Message

FROZEN, BAU, PLAN = "frozen", "bau", "plan"
USUAL = (FROZEN, BAU, PLAN)


def name(scenario: Scenario, lang: str) -> str:
    """Return the scenario's name in the reader's language."""
    usual = {
        FROZEN: Message("Nothing changes"),
        BAU: Message("Business as usual"),
        PLAN: Message("The plan"),
    }
    if not scenario.title and scenario.uid in usual:
        return usual[scenario.uid].text(lang)
    return scenario.title or Message("Scenario").text(lang)


def story(scenario: Scenario, lang: str) -> str:
    """Return what happens in the scenario."""
    usual = {
        FROZEN: Message("Everything stays as in the latest inventory: the reference of all wedges."),
        BAU: Message("The world goes on as it does today, without the plan's actions."),
        PLAN: Message("Business as usual, and all actions of the plan in their years."),
    }
    if not scenario.description and scenario.uid in usual:
        return usual[scenario.uid].text(lang)
    return scenario.description
