"""What is open in a plan's rounds, hearings, self-assessments and its alignment with other plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from secap.desk.governance.bodies import STEERING_GROUP, Bodies, bodies_of
from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.governance import assessments, rounds
from secap.method.governance.alignment import LEVELS
from secap.method.governance.rounds import PROBLEMS, ProposalView

if TYPE_CHECKING:
    from secap.plan.plan import Plan

__all__ = ["Bodies", "bodies_of", "findings"]

CHAPTER = Message("Administration")
AT_ROUND = Message("Administration > Action group")
AT_BODIES = Message("Administration > Groups and hearings")
AT_ASSESSMENT = Message("Administration > Self-assessment")
AT_REGISTER = Message("Strategy > Regional and national priorities")
FRESH_DAYS = 730  # a self-assessment older than two years says little (design: the rhythm of reports)


def findings(plan: Plan) -> list[Finding]:
    """Return what is open, the gravest first; nothing for parts of which nothing is entered.

    Source: seed, rows 1.4-02, 1.4-08, 1.4-09, 1.4-12; design (severities)
    """
    bodies = bodies_of(plan)
    families = (_decisions, _money, _evaluations, _alignment, _numbers, _districts, _assessments)
    found = [finding for family in families for finding in family(bodies)]
    return sorted(found, key=lambda finding: list(Severity).index(finding.severity))


def _decisions(bodies: Bodies) -> Iterator[Finding]:
    """One finding for each thing that does not hold in decisions, with the proposals it concerns."""
    wrong: dict[str, list[ProposalView]] = {}
    for one in bodies.proposals:
        for problem in rounds.problems(one):
            wrong.setdefault(problem, []).append(one)
    for problem, proposals in wrong.items():
        yield _finding(
            f"round_{problem}",
            Severity.WARNING,
            AT_ROUND,
            Message("{proposals}: {problem}.", proposals=_titles(proposals), problem=PROBLEMS[problem]),
            Message("Complete the decision of the proposal: {place}.", place=AT_ROUND),
        )


def _money(bodies: Bodies) -> Iterator[Finding]:
    """Approved proposals whose budget year has begun without a line for them."""
    today = bodies.plan.today
    open_ones = [
        one
        for one in bodies.proposals
        if one.decision == rounds.APPROVED and one.budget_eur is None and one.year < today.year
    ]
    if open_ones:
        yield _finding(
            "round_no_budget",
            Severity.WARNING,
            AT_ROUND,
            Message("Approved for a budget year that has begun, but in no budget: {proposals}.",
                    proposals=_titles(open_ones)),
            Message("Enter the budget line, or postpone the proposal: {place}.", place=AT_ROUND),
        )  # fmt: skip


def _evaluations(bodies: Bodies) -> Iterator[Finding]:
    """Proposals whose budget year is over and that nobody has evaluated."""
    today = bodies.plan.today
    open_ones = [
        one
        for one in bodies.proposals
        if rounds.is_budgeted(one)
        and not one.evaluation.strip()
        and (one.budget_year or one.year + 1) < today.year
    ]
    if open_ones:
        yield _finding(
            "round_not_evaluated",
            Severity.INFO,
            AT_ROUND,
            Message("The budget year is over, but nothing is evaluated: {proposals}.",
                    proposals=_titles(open_ones)),
            Message("Write what came of it, and what it means for the plan: {place}.", place=AT_ROUND),
        )  # fmt: skip


def _alignment(bodies: Bodies) -> Iterator[Finding]:
    found = bodies.alignment
    if found.conflicts:
        yield _finding(
            "alignment_conflict",
            Severity.WARNING,
            AT_REGISTER,
            Message("In conflict with this plan: {plans}.", plans=[one.title for one in found.conflicts]),
            Message("Say how the conflict will be solved, with the authority concerned: {place}.",
                    place=AT_REGISTER),
        )  # fmt: skip
    if found.open:
        yield _finding(
            "alignment_open",
            Severity.INFO,
            AT_REGISTER,
            Message("Listed, but not compared with this plan yet: {plans}.",
                    plans=[one.title for one in found.open]),
            Message("Compare them and enter the state and the day: {place}.", place=AT_REGISTER),
        )  # fmt: skip
    if found.compared and found.levels_open:
        yield _finding(
            "alignment_levels",
            Severity.INFO,
            AT_REGISTER,
            Message("Levels of authority of which no plan was compared: {levels}.",
                    levels=[codes.code(LEVELS, level) for level in found.levels_open]),
            Message("A SECAP fits in with the plans of the municipality, the region and the state: {place}.",
                    place=AT_REGISTER),
        )  # fmt: skip


def _numbers(bodies: Bodies) -> Iterator[Finding]:
    """Numbers of actions that the plan does not have; nothing in a plan without numbered actions."""
    if not bodies.actions:
        return
    named = [one.action_number for one in (*bodies.plan.hearings, *bodies.plan.proposals)]
    lost = sorted({number.strip() for number in named if number.strip() and bodies.action(number) is None})
    if lost:
        yield _finding(
            "action_number",
            Severity.INFO,
            AT_BODIES,
            Message("Hearings or proposals name actions that the plan does not have: {numbers}.",
                    numbers=lost),
            Message("Correct the number in the hearing or the proposal: {place}.", place=AT_BODIES),
        )  # fmt: skip


def _districts(bodies: Bodies) -> Iterator[Finding]:
    loose = [one.name for one in bodies.groups[STEERING_GROUP] if not (one.district and one.programme)]
    if loose:
        yield _finding(
            "steering_group",
            Severity.INFO,
            AT_BODIES,
            Message("Steering groups without a district or a programme to oversee: {groups}.", groups=loose),
            Message("Enter both, so that everybody knows what the group answers for: {place}.",
                    place=AT_BODIES),
        )  # fmt: skip


def _assessments(bodies: Bodies) -> Iterator[Finding]:
    """Guarantees that are not given, and lists whose latest answer is old."""
    today = bodies.plan.today
    standing = bodies.standing("guarantees")
    missing = [item for item, one in standing.items() if one.answer == "no"]
    if missing:
        yield _finding(
            "guarantees_missing",
            Severity.INFO,
            AT_ASSESSMENT,
            Message("What the structure must guarantee, but by your own answer does not: {items}.",
                    items=[codes.code("admin_guarantees", item) for item in missing]),
            Message("Close the gap, then answer again: {place}.", place=AT_ASSESSMENT),
        )  # fmt: skip
    old = [
        codes.code(assessments.LISTS, kind)
        for kind in codes.table(assessments.LISTS)
        if (days := [one.date for one in bodies.answers(kind)])
        and max(days) < today - timedelta(days=FRESH_DAYS)
    ]
    if old:
        yield _finding(
            "assessment_old",
            Severity.INFO,
            AT_ASSESSMENT,
            Message("Self-assessments without a new answer for two years: {lists}.", lists=old),
            Message("Go through them again: {place}.", place=AT_ASSESSMENT),
        )


def _titles(proposals: Sequence[ProposalView]) -> list[str]:
    return [one.title for one in proposals]


def _finding(id: str, severity: Severity, at: Message, message: Message, hint: Message) -> Finding:
    return Finding(f"governance.{id}", severity, (CHAPTER, at), message, hint)
