"""`Plan`: the chapters' records of one municipality, from the database, a plan file or an adopted version."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models

from secap.desk.actions.chapter import PARTS as ACTION_PARTS
from secap.desk.actions.chapter import ActionRecords, load_actions
from secap.desk.actions.models import (
    Action,
    AmbitionReview,
    Appraisal,
    Direction,
    FundingProgramme,
    Goal,
    PriorityArea,
    Programme,
    SectorChoice,
)
from secap.desk.actions.portfolio import Portfolio
from secap.desk.climate.chapter import PARTS as CLIMATE_PARTS
from secap.desk.climate.chapter import SeriesRecords, load_series
from secap.desk.climate.models import ClimateSeries
from secap.desk.governance import models as governance
from secap.desk.inventory.account import Account, accounts
from secap.desk.inventory.models import Barrier, DataSet, Inventory, PolicyOption, Potential, ProfileValue
from secap.desk.inventory.year import PARTS as INVENTORY_PARTS
from secap.desk.inventory.year import InventoryYear, load_years
from secap.desk.poverty.chapter import PARTS as POVERTY_PARTS
from secap.desk.poverty.chapter import StudyRecords, load_studies
from secap.desk.poverty.models import HouseholdStudy, PovertyAssessment, PovertyIndicator
from secap.desk.registry.models import Attachment, Municipality, Organisation, Wording
from secap.desk.registry.records import Record
from secap.desk.risk import models as dangers
from secap.desk.scenarios.chapter import PARTS as SCENARIO_PARTS
from secap.desk.scenarios.chapter import ScenarioRecords, load_scenarios
from secap.desk.scenarios.models import Scenario, ScenarioSettings
from secap.desk.stakeholders import models as people
from secap.desk.targets import models as promises
from secap.method.basis.findings import Finding
from secap.method.scenarios.setup import Model
from secap.plan import administration, dialogue, engagement, hardship, pathways, process, resilience, steering

# The records that hang on the municipality itself, in the order of the plan file. Those pointed at come
# first.
PARTS: dict[str, type[Record]] = {
    "organisations": Organisation,
    "attachments": Attachment,
    "wordings": Wording,
    "profile": ProfileValue,
    "potentials": Potential,
    "barriers": Barrier,
    "policy_options": PolicyOption,
    "data_sets": DataSet,
    "strategies": promises.Strategy,
    "commitments": promises.Commitment,
    "cooperation": promises.Cooperation,
    "vision_team": promises.TeamMember,
    "entry_points": promises.EntryPoint,
    "vision_scenarios": promises.VisionScenario,
    "workshops": promises.Workshop,
    "feedback": promises.Feedback,
    "consensus": promises.Consensus,
    "statements": promises.Statement,
    "vision_examples": promises.VisionExample,
    "targets": promises.Target,
    "staff": promises.StaffResource,
    "budget": promises.BudgetLine,
    "regional_priorities": promises.RegionalPriority,
    "directions": Direction,
    "priority_areas": PriorityArea,
    "goals": Goal,
    "programmes": Programme,
    "funding_programmes": FundingProgramme,
    "appraisals": Appraisal,
    "sector_choices": SectorChoice,
    "ambition_reviews": AmbitionReview,
    "scenario_settings": ScenarioSettings,
    "risk_assessments": dangers.RiskAssessment,
    "hazards": dangers.Hazard,
    "past_events": dangers.PastEvent,
    "sector_impacts": dangers.SectorImpact,
    "impact_chains": dangers.ImpactChain,
    "vulnerabilities": dangers.Vulnerability,
    "vulnerable_groups": dangers.VulnerableGroup,
    "adaptive_capacity": dangers.AdaptiveCapacity,
    "districts": dangers.District,
    "vulnerability_indicators": dangers.VulnerabilityIndicator,
    "indicator_values": dangers.IndicatorValue,
    "scoreboard": dangers.ScoreboardRating,
    "poverty_assessments": PovertyAssessment,
    "poverty_indicators": PovertyIndicator,
    "step_states": governance.StepState,
    "tasks": governance.Task,
    "approvals": governance.Approval,
    "submissions": governance.Submission,
    "departments": governance.Department,
    "staff_members": governance.StaffMember,
    "duties": governance.Duty,
    "coordination": governance.Coordination,
    "appointments": governance.Appointment,
    "setups": governance.Setup,
    "self_assessments": governance.Assessment,
    "trainings": governance.Training,
    "groups": governance.Group,
    "proposals": governance.Proposal,
    "rounds": governance.Round,
    "hearings": governance.Hearing,
    "stakeholders": people.Stakeholder,
    "contacts": people.Contact,
    "mapping_snapshots": people.MappingSnapshot,
    "engagement_objectives": people.EngagementObjective,
    "events": people.Event,
    "contact_log": people.ContactEntry,
    "issues": people.Issue,
    "data_requests": people.DataRequest,
    "polls": people.Poll,
    "poll_questions": people.PollQuestion,
    "consultations": people.Consultation,
}


@dataclass(frozen=True, slots=True)
class Nest:
    """Records that hold others: the holder, its parts by name, and the object that keeps them together."""

    holder: type[Record]
    parts: dict[str, Any]
    make: Callable[[Any], Any]
    name: str  # of the holder in that object and in its parts

    def holder_of(self, item: Any) -> Record:
        return getattr(item, self.name)


# What follows in the plan file, each with its parts inside.
NESTS: dict[str, Nest] = {
    "inventories": Nest(Inventory, INVENTORY_PARTS, InventoryYear, "inventory"),
    "actions": Nest(Action, ACTION_PARTS, ActionRecords, "action"),
    "scenarios": Nest(Scenario, SCENARIO_PARTS, ScenarioRecords, "scenario"),
    "climate_series": Nest(ClimateSeries, CLIMATE_PARTS, SeriesRecords, "series"),
    "household_studies": Nest(HouseholdStudy, POVERTY_PARTS, StudyRecords, "study"),
}


@dataclass
class Plan:
    """Model instances, saved or not, and what the book makes of them. Results are computed once when asked
    for.

    today : decides what lies in the past; given by whoever opens the plan.
    """

    municipality: Municipality
    organisations: list[Organisation] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    wordings: list[Wording] = field(default_factory=list)
    profile: list[ProfileValue] = field(default_factory=list)
    potentials: list[Potential] = field(default_factory=list)
    barriers: list[Barrier] = field(default_factory=list)
    policy_options: list[PolicyOption] = field(default_factory=list)
    data_sets: list[DataSet] = field(default_factory=list)
    strategies: list[promises.Strategy] = field(default_factory=list)
    commitments: list[promises.Commitment] = field(default_factory=list)
    cooperation: list[promises.Cooperation] = field(default_factory=list)
    vision_team: list[promises.TeamMember] = field(default_factory=list)
    entry_points: list[promises.EntryPoint] = field(default_factory=list)
    vision_scenarios: list[promises.VisionScenario] = field(default_factory=list)
    workshops: list[promises.Workshop] = field(default_factory=list)
    feedback: list[promises.Feedback] = field(default_factory=list)
    consensus: list[promises.Consensus] = field(default_factory=list)
    statements: list[promises.Statement] = field(default_factory=list)
    vision_examples: list[promises.VisionExample] = field(default_factory=list)
    targets: list[promises.Target] = field(default_factory=list)
    staff: list[promises.StaffResource] = field(default_factory=list)
    budget: list[promises.BudgetLine] = field(default_factory=list)
    regional_priorities: list[promises.RegionalPriority] = field(default_factory=list)
    directions: list[Direction] = field(default_factory=list)
    priority_areas: list[PriorityArea] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    funding_programmes: list[FundingProgramme] = field(default_factory=list)
    appraisals: list[Appraisal] = field(default_factory=list)
    sector_choices: list[SectorChoice] = field(default_factory=list)
    ambition_reviews: list[AmbitionReview] = field(default_factory=list)
    scenario_settings: list[ScenarioSettings] = field(default_factory=list)
    risk_assessments: list[dangers.RiskAssessment] = field(default_factory=list)
    hazards: list[dangers.Hazard] = field(default_factory=list)
    past_events: list[dangers.PastEvent] = field(default_factory=list)
    sector_impacts: list[dangers.SectorImpact] = field(default_factory=list)
    impact_chains: list[dangers.ImpactChain] = field(default_factory=list)
    vulnerabilities: list[dangers.Vulnerability] = field(default_factory=list)
    vulnerable_groups: list[dangers.VulnerableGroup] = field(default_factory=list)
    adaptive_capacity: list[dangers.AdaptiveCapacity] = field(default_factory=list)
    districts: list[dangers.District] = field(default_factory=list)
    vulnerability_indicators: list[dangers.VulnerabilityIndicator] = field(default_factory=list)
    indicator_values: list[dangers.IndicatorValue] = field(default_factory=list)
    scoreboard: list[dangers.ScoreboardRating] = field(default_factory=list)
    poverty_assessments: list[PovertyAssessment] = field(default_factory=list)
    poverty_indicators: list[PovertyIndicator] = field(default_factory=list)
    step_states: list[governance.StepState] = field(default_factory=list)
    tasks: list[governance.Task] = field(default_factory=list)
    approvals: list[governance.Approval] = field(default_factory=list)
    submissions: list[governance.Submission] = field(default_factory=list)
    departments: list[governance.Department] = field(default_factory=list)
    staff_members: list[governance.StaffMember] = field(default_factory=list)
    duties: list[governance.Duty] = field(default_factory=list)
    coordination: list[governance.Coordination] = field(default_factory=list)
    appointments: list[governance.Appointment] = field(default_factory=list)
    setups: list[governance.Setup] = field(default_factory=list)
    self_assessments: list[governance.Assessment] = field(default_factory=list)
    trainings: list[governance.Training] = field(default_factory=list)
    groups: list[governance.Group] = field(default_factory=list)
    proposals: list[governance.Proposal] = field(default_factory=list)
    rounds: list[governance.Round] = field(default_factory=list)
    hearings: list[governance.Hearing] = field(default_factory=list)
    stakeholders: list[people.Stakeholder] = field(default_factory=list)
    contacts: list[people.Contact] = field(default_factory=list)
    mapping_snapshots: list[people.MappingSnapshot] = field(default_factory=list)
    engagement_objectives: list[people.EngagementObjective] = field(default_factory=list)
    events: list[people.Event] = field(default_factory=list)
    contact_log: list[people.ContactEntry] = field(default_factory=list)
    issues: list[people.Issue] = field(default_factory=list)
    data_requests: list[people.DataRequest] = field(default_factory=list)
    polls: list[people.Poll] = field(default_factory=list)
    poll_questions: list[people.PollQuestion] = field(default_factory=list)
    consultations: list[people.Consultation] = field(default_factory=list)
    inventories: list[InventoryYear] = field(default_factory=list)
    actions: list[ActionRecords] = field(default_factory=list)
    scenarios: list[ScenarioRecords] = field(default_factory=list)
    climate_series: list[SeriesRecords] = field(default_factory=list)
    household_studies: list[StudyRecords] = field(default_factory=list)
    ticked_notes: list[people.PrivateNote] = field(default_factory=list)  # of no file; for documents only
    today: date = field(default_factory=date.today)

    @cached_property
    def accounts(self) -> list[Account]:
        """One account per inventory, oldest first."""
        return accounts(self.municipality, self.inventories, self.profile, current_year=self.today.year)

    @property
    def bei(self) -> Account | None:
        return next((account for account in self.accounts if account.inventory.is_bei), None)

    @property
    def latest(self) -> Account | None:
        return self.accounts[-1] if self.accounts else None

    def account(self, year: int) -> Account | None:
        return next((account for account in self.accounts if account.year == year), None)

    @property
    def strategy(self) -> promises.Strategy:
        """The plan's strategy; one with the usual settings where none is written yet."""
        return self.strategies[0] if self.strategies else promises.Strategy(municipality=self.municipality)

    @property
    def appraisal(self) -> Appraisal:
        """How actions are judged; the usual settings where none are given yet."""
        return self.appraisals[0] if self.appraisals else Appraisal(municipality=self.municipality)

    @cached_property
    def portfolio(self) -> Portfolio:
        """The actions with their effects."""
        return steering.portfolio_of(self)

    @cached_property
    def course(self) -> steering.Course:
        """Targets, path and gap: where the plan leads."""
        return steering.course_of(self)

    @cached_property
    def action_findings(self) -> list[Finding]:
        """What is wrong or missing in the actions and in the way from the vision to them."""
        return steering.action_findings(self)

    @cached_property
    def resilience(self) -> resilience.Resilience:
        """Hazards, what meets the high ones, vulnerability, scoreboard."""
        return resilience.resilience_of(self)

    @cached_property
    def hardship(self) -> hardship.Hardship:
        """Energy poverty: indicators by macro-area, what is asked, goals and actions."""
        return hardship.hardship_of(self)

    @cached_property
    def process(self) -> process.Process:
        """The ten steps: what proves them, their state, tasks and gates."""
        return process.process_of(self)

    @cached_property
    def administration(self) -> administration.Administration:
        """Who carries the plan: structure, duties, gaps, skills, the action group's rounds."""
        return administration.administration_of(self)

    @cached_property
    def engagement(self) -> engagement.Engagement:
        """Stakeholders and where they stand: matrices, coverage, movement."""
        return engagement.engagement_of(self)

    @cached_property
    def dialogue(self) -> dialogue.Dialogue:
        """The talk with stakeholders: objectives, events, contacts, issues, results."""
        return dialogue.dialogue_of(self)

    def scenario_model(self, scenario: ScenarioRecords | None = None) -> Model:
        """Return a scenario, ready to compute; see `pathways.model_of`."""
        return pathways.model_of(self, scenario)

    @cached_property
    def usual_scenarios(self) -> list[ScenarioRecords]:
        """Scenarios that every plan has: nothing changes, business as usual, the plan."""
        return pathways.usual_scenarios(self)

    @cached_property
    def allowed_t(self) -> dict[int, float]:
        """{target year: emissions allowed, t}."""
        return pathways.targets_of(self)

    def scenario_points(self, archetype: str) -> list[dict[str, object]]:
        """Return the points of paths that an archetype begins with."""
        return pathways.points_of_archetype(archetype, pathways.start_of_plan(self))


def load_plan(municipality: Municipality) -> Plan:
    """Return the plan as it stands in the database: living records only."""
    plan = Plan(
        municipality=municipality,
        inventories=load_years(municipality),
        actions=load_actions(municipality),
        scenarios=load_scenarios(municipality),
        climate_series=load_series(municipality),
        household_studies=load_studies(municipality),
    )
    for name, model in PARTS.items():
        getattr(plan, name).extend(model.objects.filter(municipality=municipality))
    plan.ticked_notes.extend(people.PrivateNote.objects.filter(municipality=municipality, in_documents=True))
    _tie(plan)
    return plan


def _tie(plan: Plan) -> None:
    """Let records point at the plan's own instances; what points at a deleted record points at nothing."""
    there: dict[tuple[type[models.Model], Any], Record] = {}
    everything = [record for name in PARTS for record in getattr(plan, name)]
    for item in plan.actions:
        everything += [item.action, *item.financing]
    everything += [item.series for item in plan.climate_series]
    for record in everything:
        there[type(record), record.pk] = record
    for record in everything:
        for one in _pointers(type(record)):
            if key := getattr(record, one.attname):
                setattr(record, one.name, there.get((one.related_model, key)))
    for name, model in PARTS.items():  # what cannot stand without something that was deleted goes with it
        required = [one.attname for one in _pointers(model) if not one.null]
        if required:
            kept = [one for one in getattr(plan, name) if all(getattr(one, key) for key in required)]
            getattr(plan, name)[:] = kept


def _pointers(model: type[models.Model]) -> Iterable[models.ForeignKey[Any, Any]]:
    return [
        one
        for one in model._meta.concrete_fields
        if isinstance(one, models.ForeignKey)
        and issubclass(one.related_model, Record)
        and not getattr(one, "is_parent", False)
    ]
