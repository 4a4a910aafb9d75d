"""What a plan's records say about the ten steps: the facts from which the book proves them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from secap.desk.actions.chapter import ActionRecords
from secap.desk.actions.models import Action
from secap.desk.actions.portfolio import INACTIVE
from secap.desk.governance.models import Approval
from secap.desk.risk.models import Hazard
from secap.method.governance.steps import ApprovalFact, Facts
from secap.method.risk.score import risk_score
from secap.method.targets.checks import EMISSIONS

if TYPE_CHECKING:
    from secap.plan.plan import Plan

BEGUN = frozenset({"ongoing", "completed"})
WAITING = frozenset({"", "not_started", "new"})  # of `action_statuses`: nothing has happened yet
OPEN_DATA = frozenset({"planned", "requested"})  # of `dataset_statuses`
REPORT_DAYS = 730  # a progress report is fresh for two years, the rhythm of the Covenant's reports


def facts_of(plan: Plan, *, since: date | None = None, is_renewed: bool = False) -> Facts:
    """Return the facts of a plan on its day.

    since : the day the present round began: approvals, submissions and presentations before it belong to an
    earlier one; None in the first round
    """
    approvals = [one for one in plan.approvals if since is None or one.date >= since]
    decided = min((one.date for one in approvals), default=None)
    adhesions = [one.adhesion_date for one in plan.commitments if one.adhesion_date]
    active = [one for one in plan.actions if one.action.status not in INACTIVE]
    under_way = [one for one in active if one.action.status in BEGUN]

    def count(holds: Callable[[Action], object]) -> int:
        return sum(bool(holds(one.action)) for one in active)

    return Facts(
        today=plan.today,
        adhesion=plan.municipality.adhesion_date or min(adhesions, default=None),
        has_evidence=any(one.evidence for one in plan.commitments),
        departments=sum(one.is_assigned for one in plan.departments),
        has_coordinator=_has_coordinator(plan),
        duties=frozenset(
            one.duty for one in plan.duties if one.role == "responsible" and one.state == "existing"
        ),
        stakeholders=len(plan.stakeholders),
        mapped=sum(bool(one.power and one.interest) for one in plan.stakeholders),
        events=sum(one.state == "held" for one in plan.events),
        has_bei=any(one.inventory.is_bei and one.energy_uses for one in plan.inventories),
        has_rva=any(map(_is_rated, plan.hazards)),
        data_sets=len(plan.data_sets),
        data_open=sum(one.status in OPEN_DATA for one in plan.data_sets),
        has_vision=bool(plan.strategy.vision.strip()),
        team=len(plan.vision_team),
        has_consensus=bool(plan.consensus),
        targets=sum(one.kind in EMISSIONS and not one.sector for one in plan.targets),
        adaptation_goals=sum(one.kind == "adaptation" for one in plan.goals),
        actions=len(active),
        mitigation=count(lambda one: one.is_mitigation),
        adaptation=count(lambda one: one.is_adaptation),
        responsible=count(lambda one: one.responsible),
        costed=count(_has_cost),
        dated=count(lambda one: one.start and one.end),
        approvals=tuple(_approval(one) for one in approvals),
        submissions=tuple(one.date for one in plan.submissions if since is None or one.date >= since),
        under_way=len(under_way),
        late=count(lambda one: one.status in WAITING and one.start and one.start < plan.today),
        exchanges=len(plan.cooperation),
        has_mei=_has_mei(plan),
        reported=_reported(under_way, plan.today - timedelta(days=REPORT_DAYS)),
        presented=sum(decided is not None and one.date > decided for one in plan.hearings),
        is_renewed=is_renewed,
    )


def _approval(record: Approval) -> ApprovalFact:
    return ApprovalFact(record.date, record.budget_eur, record.votes_for, record.votes_against)


def _has_coordinator(plan: Plan) -> bool:
    appointed = any(
        one.post == "coordinator"
        and (one.date is None or one.date <= plan.today)
        and (one.until is None or one.until >= plan.today)
        for one in plan.appointments
    )
    return appointed or any("coordinator" in one.posts.split() for one in plan.staff_members)


def _is_rated(hazard: Hazard) -> bool:
    return risk_score(hazard.probability, hazard.impact) is not None


def _has_cost(action: Action) -> bool:
    parts = (action.investment_eur, action.other_cost_eur, action.yearly_cost_eur)
    return any(part is not None for part in parts)


def _has_mei(plan: Plan) -> bool:
    bei = next((one.year for one in plan.inventories if one.inventory.is_bei), None)
    return bei is not None and any(one.year > bei and one.energy_uses for one in plan.inventories)


def _reported(actions: Iterable[ActionRecords], since: date) -> int:
    return sum(any(report.date >= since for report in one.progress_reports) for one in actions)
