"""Groups, rounds, hearings and self-assessments of a plan: the door between these records and the book.

Reach it by `bodies_of(plan)`, where `plan` is the whole plan as `registry.whole` gives it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from secap.desk.governance import models
from secap.method.basis import codes
from secap.method.governance import assessments, rounds
from secap.method.governance.alignment import Alignment, Comparison, alignment
from secap.method.governance.assessments import Answer, Move, Score
from secap.method.governance.rounds import ProposalView

ACTION_GROUP, STEERING_GROUP = "action_group", "steering_group"


class Bodies:
    """What the book makes of a plan's groups, rounds, hearings and self-assessments."""

    def __init__(self, plan: Any) -> None:
        self.plan = plan

    @cached_property
    def proposals(self) -> list[ProposalView]:
        """Every project proposal, with its record as `reference`."""
        return [proposal_view(one) for one in self.plan.proposals]

    def round(self, year: int) -> rounds.Round:
        """Return the round of a year."""
        return rounds.round_of(year, self.proposals)

    @cached_property
    def years(self) -> list[int]:
        """Years with a round, and this one, the latest first."""
        return rounds.years(self.proposals, [one.year for one in self.plan.rounds], self.plan.today.year)

    def meeting(self, year: int) -> models.Round | None:
        """Return the record of a year's meeting."""
        return next((one for one in self.plan.rounds if one.year == year), None)

    @cached_property
    def groups(self) -> dict[str, list[models.Group]]:
        """{kind: groups}, every kind of the table."""
        return _sorted_into("group_kinds", self.plan.groups, "kind")

    def hearings(self, number: str = "") -> dict[str, list[models.Hearing]]:
        """Return {kind of body: hearings}, the latest first; with `number` those of one action only.

        Kinds of bodies without a hearing are left out.
        """
        found = hearings_of(self.plan.hearings, number) if number else list(self.plan.hearings)
        found.sort(key=lambda one: one.date, reverse=True)
        return {body: there for body, there in _sorted_into("hearing_bodies", found, "body").items() if there}

    @cached_property
    def actions(self) -> dict[str, Any]:
        """{number: action} of the plan's actions that have one."""
        return {_number(one.action.number): one.action for one in self.plan.actions if one.action.number}

    def action(self, number: str) -> Any:
        """Return the action with a number, None where the plan has none."""
        return self.actions.get(_number(number)) if number else None

    def answers(self, kind: str) -> list[Answer]:
        """Return every answer of a self-assessment."""
        return [answer_view(one) for one in self.plan.self_assessments if one.list == kind]

    def standing(self, kind: str) -> dict[str, Answer]:
        """Return {item: its latest answer} as of today."""
        return assessments.standing(self.answers(kind), self.plan.today)

    def score(self, kind: str) -> Score:
        """Return where a self-assessment stands today."""
        return assessments.score(kind, self.answers(kind), self.plan.today)

    def course(self, kind: str) -> list[Score]:
        """Return its score of every day, the oldest first."""
        return assessments.course(kind, self.answers(kind))

    def moves(self, kind: str, since: date | None = None) -> list[Move]:
        """Return which answers changed after a day."""
        return assessments.moves(kind, self.answers(kind), since=since)

    @cached_property
    def alignment(self) -> Alignment:
        """The register of other plans and levels."""
        return alignment(
            Comparison(one.title, one.state, one.level, one.compared_on, one)
            for one in self.plan.regional_priorities
        )


def bodies_of(plan: Any) -> Bodies:
    """Return the groups, rounds, hearings and self-assessments of a plan."""
    return Bodies(plan)


def hearings_of(hearings: Iterable[models.Hearing], number: str) -> list[models.Hearing]:
    """Return the hearings of the action with a number; none where it has no number."""
    wanted = _number(number)
    return [one for one in hearings if wanted and _number(one.action_number) == wanted]


def answer_view(record: models.Assessment) -> Answer:
    return Answer(record.item, record.date, record.answer, record.evidence, record)


def proposal_view(record: models.Proposal) -> ProposalView:
    return ProposalView(
        title=record.title,
        year=record.year,
        cost_eur=record.cost_eur,
        financial=record.financial_result,
        technical=record.technical_result,
        decision=record.decision,
        votes_for=record.votes_for,
        votes_against=record.votes_against,
        minutes=record.minutes,
        budget_year=record.budget_year,
        budget_eur=record.budget_eur,
        evaluation=record.evaluation,
        update_proposal=record.update_proposal,
        uid=record.uid,
        reference=record,
    )


def _number(text: str) -> str:
    """People write the number of an action with a full stop at its end or without."""
    return text.strip().rstrip(".").casefold()


def _sorted_into(table: str, records: Iterable[Any], field: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {code: [] for code in codes.table(table)}
    for one in records:
        found.setdefault(getattr(one, field), []).append(one)
    return found
