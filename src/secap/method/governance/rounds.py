"""The action group's yearly round: which stage a proposal is at, what comes next, what a decision needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from secap.method.basis import codes
from secap.method.basis.messages import Message

STAGES = "proposal_stages"
PROPOSED, FINANCIAL, TECHNICAL, DECIDED, BUDGETED, EVALUATED = (
    "proposed", "financial", "technical", "decided", "budgeted", "evaluated",
)  # fmt: skip
APPROVED, POSTPONED, REJECTED = "approved", "postponed", "rejected"
NOT_FEASIBLE = "not_feasible"

NOT_APPRAISED, INFEASIBLE, VOTES = "not_appraised", "infeasible", "votes"
PROBLEMS = {
    NOT_APPRAISED: Message("decided without both appraisals, and the minutes do not say why"),
    INFEASIBLE: Message("approved although an appraisal says “not feasible”, and the minutes do not say why"),
    VOTES: Message("the votes do not carry the decision"),
}


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A project proposal.

    year : of its round;  financial, technical : codes of `appraisal_results`, empty: not appraised;
    decision : code of `proposal_decisions`;  votes_for, votes_against : None: not counted;
    budget_eur : in the budget of `budget_year`, None: no line yet.
    """

    title: str
    year: int
    cost_eur: float | None = None
    financial: str = ""
    technical: str = ""
    decision: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    minutes: str = ""
    budget_year: int | None = None
    budget_eur: float | None = None
    evaluation: str = ""
    update_proposal: str = ""
    uid: str = ""
    reference: Any = None


def is_budgeted(proposal: ProposalView) -> bool:
    """Return True where an approved proposal has its line in a budget."""
    return proposal.decision == APPROVED and proposal.budget_eur is not None


def proposal_stage(proposal: ProposalView) -> str:
    """Return the last stage that a proposal has passed, a code of `proposal_stages`.

    The technical appraisal comes after the financial one: alone it does not move the proposal.

    Source: seed, row 1.4-08; design (what proves a stage)
    """
    if proposal.decision:
        if proposal.evaluation.strip() and proposal.decision == APPROVED:
            return EVALUATED
        return BUDGETED if is_budgeted(proposal) else DECIDED
    if proposal.financial:
        return TECHNICAL if proposal.technical else FINANCIAL
    return PROPOSED


def next_stage(proposal: ProposalView) -> str | None:
    """Return the stage that a proposal waits for; None where nothing is left to do.

    A postponed proposal waits for its decision again; a rejected one waits for nothing; one that was
    evaluated before it had money still waits for its budget line.
    """
    if proposal.decision == REJECTED:
        return None
    if proposal.decision == APPROVED:
        if proposal.budget_eur is None:
            return BUDGETED
        return None if proposal.evaluation.strip() else EVALUATED
    if not proposal.financial:
        return FINANCIAL
    return DECIDED if proposal.technical else TECHNICAL


def problems(proposal: ProposalView) -> tuple[str, ...]:
    """Return codes of `PROBLEMS`: what does not hold in a decision that was taken.

    Votes that nobody counted are unknown, not wrong. More votes for than against carry an approval; they do
    not go with a rejection.

    Source: design, after seed row 1.4-08; worked case tests/cases/rounds.yaml
    """
    if not proposal.decision:
        return ()
    found = []
    is_explained = bool(proposal.minutes.strip())
    if not (proposal.financial and proposal.technical) and not is_explained:
        found.append(NOT_APPRAISED)
    is_doubted = NOT_FEASIBLE in (proposal.financial, proposal.technical)
    if proposal.decision == APPROVED and is_doubted and not is_explained:
        found.append(INFEASIBLE)
    if not _carried(proposal):
        found.append(VOTES)
    return tuple(found)


def _carried(proposal: ProposalView) -> bool:
    if proposal.votes_for is None or proposal.votes_against is None or proposal.decision == POSTPONED:
        return True
    is_majority = proposal.votes_for > proposal.votes_against
    return is_majority == (proposal.decision == APPROVED)


@dataclass(frozen=True, slots=True)
class Round:
    """The round of one year.  proposals : of that year;  others : of earlier years with money in the budget
    of the year after this one."""

    year: int
    proposals: tuple[ProposalView, ...]
    others: tuple[ProposalView, ...] = ()

    @property
    def budget_year(self) -> int:
        """The budget that this round decides on: next year's."""
        return self.year + 1

    @property
    def stages(self) -> dict[str, int]:
        """{stage: how many of the year's proposals stand there}, every stage of the table."""
        found = [proposal_stage(one) for one in self.proposals]
        return {stage: found.count(stage) for stage in codes.table(STAGES)}

    @property
    def approved(self) -> list[ProposalView]:
        return [one for one in self.proposals if one.decision == APPROVED]

    @property
    def without_budget(self) -> list[ProposalView]:
        """Approved, but in no budget."""
        return [one for one in self.approved if one.budget_eur is None]

    @property
    def lines(self) -> list[ProposalView]:
        """What stands in next year's budget, from this round and earlier ones."""
        return [
            one
            for one in (*self.proposals, *self.others)
            if is_budgeted(one) and (one.budget_year or one.year + 1) == self.budget_year
        ]

    @property
    def budget_eur(self) -> float | None:
        """Sum of next year's lines; None where there are none."""
        sums = [one.budget_eur for one in self.lines if one.budget_eur is not None]
        return sum(sums) if sums else None

    @property
    def evaluated(self) -> int:
        """How many approved proposals are evaluated."""
        return sum(bool(one.evaluation.strip()) for one in self.approved)

    @property
    def evaluated_share(self) -> float | None:
        """Share of the approved proposals that are evaluated; None where nothing is approved."""
        return self.evaluated / len(self.approved) if self.approved else None

    @property
    def problems(self) -> list[tuple[ProposalView, tuple[str, ...]]]:
        """Proposals with what does not hold in their decision."""
        return [(one, found) for one in self.proposals if (found := problems(one))]


def round_of(year: int, proposals: Iterable[ProposalView]) -> Round:
    """Return the round of a year out of all proposals.

    Source: seed, row 1.4-08 (proposals are decided for next year's budget)
    """
    known = list(proposals)
    return Round(
        year,
        tuple(one for one in known if one.year == year),
        tuple(one for one in known if one.year < year),
    )


def years(proposals: Iterable[ProposalView], meetings: Sequence[int], today_year: int) -> list[int]:
    """Return the years that have a round, and this year, the latest first.

    meetings : years of the yearly meetings that were entered
    """
    return sorted({one.year for one in proposals} | set(meetings) | {today_year}, reverse=True)
