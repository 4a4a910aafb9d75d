"""What the engagement came to: how much there was of it, by type and by phase, and what came out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from secap.method.basis import codes
from secap.method.stakeholders.followup import ContactView
from secap.method.stakeholders.smart import ObjectiveView

ANSWERS = ("answered", "yes", "later", "no")


@dataclass(frozen=True, slots=True)
class EventView:
    """An event.  invited, attended : uids of stakeholders;  people : how many were present, None: not
    counted;  purpose_met : code of `smart_answers`, empty: not judged."""

    title: str
    state: str
    date: date | None = None
    step: str = ""
    invited: frozenset[str] = frozenset()
    attended: frozenset[str] = frozenset()
    people: int | None = None
    minutes: str = ""
    purpose_met: str = ""
    intended: frozenset[str] = frozenset()
    uid: str = ""
    reference: Any = None

    @property
    def is_held(self) -> bool:
        return self.state == "held"


@dataclass(frozen=True, slots=True)
class PartyView:
    """A stakeholder.  steps : when it is to be engaged;  reasons : why."""

    uid: str
    name: str
    type: str = ""
    steps: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()
    reference: Any = None


@dataclass(slots=True)
class Intensity:
    """How much engagement one type of stakeholder had.

    engaged : stakeholders with a contact or at an event;  attendances : stakeholders at events, each event
    counted;  asked : contacts whose response is known, answered : those that were not silent.
    """

    type: str
    stakeholders: int = 0
    engaged: int = 0
    contacts: int = 0
    asked: int = 0
    answered: int = 0
    attendances: int = 0

    @property
    def response_share(self) -> float | None:
        """Answered of asked, 0-1; None where no response is known."""
        return self.answered / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class PhaseIntensity:
    """One phase of the process.  stages : codes of `engagement_stages` that belong to it;  wanted :
    stakeholders to be engaged in it, reached : those of them at one of its events;  people : None where no
    event was counted."""

    phase: str
    stages: tuple[str, ...]
    events: int
    people: int | None
    wanted: int
    reached: int


@dataclass(frozen=True, slots=True)
class Benefit:
    """A reason to engage: how often it was intended, and of those how often it was obtained; beside: obtained
    without having been intended."""

    reason: str
    intended: int
    obtained: int
    beside: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The engagement as a whole; `objectives` counts {code of `smart_results` or "": objectives}."""

    types: tuple[Intensity, ...]
    phases: tuple[PhaseIntensity, ...]
    benefits: tuple[Benefit, ...]
    objectives: Mapping[str, int] = field(default_factory=dict)
    held: int = 0
    people: int | None = None
    purposes: Mapping[str, int] = field(default_factory=dict)
    total: Intensity = field(default_factory=lambda: Intensity(""))


def evaluate(
    parties: Sequence[PartyView],
    events: Iterable[EventView],
    contacts: Iterable[ContactView],
    objectives: Sequence[ObjectiveView],
) -> Evaluation:
    """Return how much engagement there was and what came out of it.

    What is not known is not counted: a contact without a response is no silence, an event without a count has
    no people, an objective without a result is open.

    Source: seed (evaluate the results of the engagement; four stages on the phases), design (indicators)
    """
    held = [event for event in events if event.is_held]
    contacts = list(contacts)
    counted = [event.people for event in held if event.people is not None]
    types = by_type(parties, held, contacts)
    return Evaluation(
        types=tuple(types),
        phases=tuple(by_phase(parties, held)),
        benefits=tuple(benefits(objectives)),
        objectives=_counted(objective.result for objective in objectives),
        held=len(held),
        people=sum(counted) if counted else None,
        purposes=_counted(event.purpose_met for event in held),
        total=_total(types),
    )


def by_type(
    parties: Iterable[PartyView], held: Iterable[EventView], contacts: Iterable[ContactView]
) -> list[Intensity]:
    """Return the intensity of each type that has a stakeholder, in the table's order; those without a type
    last.

    Source: design
    """
    found: dict[str, Intensity] = {}
    type_of: dict[str, str] = {}
    for party in parties:
        type_of[party.uid] = party.type
        found.setdefault(party.type, Intensity(party.type)).stakeholders += 1
    engaged: set[str] = set()
    for contact in contacts:
        if contact.stakeholder not in type_of:
            continue
        line = found[type_of[contact.stakeholder]]
        line.contacts += 1
        engaged.add(contact.stakeholder)
        if contact.response:
            line.asked += 1
            line.answered += contact.response in ANSWERS
    for event in held:
        for uid in event.attended:
            if uid in type_of:
                found[type_of[uid]].attendances += 1
                engaged.add(uid)
    for uid in engaged:
        found[type_of[uid]].engaged += 1
    order = {code: place for place, code in enumerate(codes.table("stakeholder_types"))}
    return sorted(found.values(), key=lambda line: order.get(line.type, len(order)))


def by_phase(parties: Sequence[PartyView], held: Sequence[EventView]) -> list[PhaseIntensity]:
    """Return the intensity of each of the four phases; an event counts in the phase of its step.

    Source: seed (stages of the engagement on the phases of the plan), design
    """
    steps = {code: row.phase for code, row in codes.table("process_steps").items()}
    stages = codes.table("engagement_stages")
    found = []
    for phase in codes.table("process_phases"):
        own = [event for event in held if steps.get(event.step) == phase]
        wanted = {party.uid for party in parties if any(steps.get(step) == phase for step in party.steps)}
        there = {uid for event in own for uid in event.attended}
        counted = [event.people for event in own if event.people is not None]
        found.append(
            PhaseIntensity(
                phase,
                tuple(code for code, row in stages.items() if phase in row.phases.split()),
                len(own),
                sum(counted) if counted else None,
                len(wanted),
                len(wanted & there),
            )
        )
    return found


def benefits(objectives: Sequence[ObjectiveView]) -> list[Benefit]:
    """Return the reasons that an objective intended or obtained, in the table's order.

    Source: seed (reasons to engage), design
    """
    found = []
    for reason in codes.table("engagement_reasons"):
        intended = sum(reason in one.intended for one in objectives)
        both = sum(reason in one.intended and reason in one.obtained for one in objectives)
        beside = sum(reason in one.obtained and reason not in one.intended for one in objectives)
        if intended or beside:
            found.append(Benefit(reason, intended, both, beside))
    return found


def _counted(values: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return found


def _total(types: Iterable[Intensity]) -> Intensity:
    whole = Intensity("")
    for line in types:
        for name in ("stakeholders", "engaged", "contacts", "asked", "answered", "attendances"):
            setattr(whole, name, getattr(whole, name) + getattr(line, name))
    return whole
