"""Section 1, "Organisation": the latest yearly round of the action group."""

from __future__ import annotations

from secap.desk.governance.models import Proposal
from secap.method.basis.messages import Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Paragraph, Table
from secap.reports.plan.tongue import Tongue


def latest_round(plan: Plan, say: Tongue) -> list[Block]:
    """Return the proposals of the latest year with appraisals, decision and money, then what its meeting
    said."""
    years = [one.year for one in plan.proposals] + [one.year for one in plan.rounds]
    if not years:
        return []
    year = max(years)
    found = [one for one in plan.proposals if one.year == year]
    title = say(Message("Action group: round of {year}", year=year))
    blocks: list[Block] = [Heading(3, title)]
    if found:
        header = (
            say(Message("Project")), say(Message("Cost, EUR")), say(Message("Financial appraisal")),
            say(Message("Technical appraisal")), say(Message("Decision")), say(Message("Budget, EUR")),
        )  # fmt: skip
        rows = tuple(_proposal(one, say) for one in found)
        caption = say(Message("Project proposals of {year}", year=year))
        blocks.append(Table(caption, header, rows, frozenset({1, 5}), (2.6, 1.1, 1.4, 1.4, 1.7, 1.3)))
    for one in sorted(plan.rounds, key=lambda one: one.year, reverse=True)[:1]:
        told = [
            (Message("Round of {year}: {text}", year=one.year, text=one.evaluation), one.evaluation),
            (Message("Proposed for the plan: {text}", text=one.update_proposal), one.update_proposal),
        ]
        blocks += [Paragraph(say(message)) for message, text in told if text]
    return blocks


def _proposal(one: Proposal, say: Tongue) -> tuple[str, ...]:
    name = f"{one.title} ({one.action_number})" if one.action_number else one.title
    decision = say.code("proposal_decisions", one.decision) if one.decision else say(Message("open"))
    if one.votes_for is not None:
        votes = Message(
            "{votes_for} for, {votes_against} against, {abstained} abstained",
            votes_for=one.votes_for, votes_against=one.votes_against or 0, abstained=one.abstained or 0,
        )  # fmt: skip
        decision = f"{decision}\n{say(votes)}"
    budget = say.eur(one.budget_eur)
    if one.budget_year:
        budget = f"{budget} ({one.budget_year})"
    return (
        name, say.eur(one.cost_eur), say.name("appraisal_results", one.financial_result),
        say.name("appraisal_results", one.technical_result), decision, budget,
    )  # fmt: skip
