"""Stakeholders in the plan: who they are, where they stand, who is missing, who moved."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from secap.desk.stakeholders.models import Contact, MappingSnapshot, Stakeholder
from secap.desk.stakeholders.standing import position_of, positions_of, view_of
from secap.method.basis.findings import Finding
from secap.method.basis.messages import Message
from secap.method.stakeholders import checks
from secap.method.stakeholders.coverage import Covered, coverage
from secap.method.stakeholders.register import Movement, StakeholderView, movements

if TYPE_CHECKING:
    from secap.plan.plan import Plan

Cells = dict[tuple[int, int], list[StakeholderView]]


@dataclass(frozen=True, slots=True)
class Engaged:
    """A stakeholder with its people and what is missing at it."""

    record: Stakeholder
    view: StakeholderView
    contacts: tuple[Contact, ...]
    warnings: tuple[Message, ...]


class Engagement:
    """What the book makes of a plan's stakeholders. Computed when asked for, once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @cached_property
    def stakeholders(self) -> tuple[Engaged, ...]:
        """Every stakeholder, by name."""
        people: dict[str, list[Contact]] = defaultdict(list)
        for contact in self.plan.contacts:
            people[contact.stakeholder.uid].append(contact)
        last: dict[str, date] = {}
        for entry in self.plan.contact_log:
            uid = entry.stakeholder.uid
            last[uid] = max(last.get(uid, entry.date), entry.date)
        found = []
        for record in sorted(self.plan.stakeholders, key=lambda one: one.name.casefold()):
            contacts = tuple(sorted(people[record.uid], key=lambda one: not one.is_main))
            view = view_of(record, len(contacts), last.get(record.uid))
            found.append(Engaged(record, view, contacts, tuple(checks.warnings(view, self.plan.today))))
        return tuple(found)

    @cached_property
    def views(self) -> tuple[StakeholderView, ...]:
        """The same as the book sees them; `reference` is the record."""
        return tuple(one.view for one in self.stakeholders)

    def view(self, uid: str) -> StakeholderView | None:
        return next((one for one in self.views if one.uid == uid), None)

    @property
    def types(self) -> list[Covered]:
        """The 18 types with how many stand for each."""
        return coverage("stakeholder_types", (one.type for one in self.views))

    @property
    def vision_groups(self) -> list[Covered]:
        """The five groups of the vision: members of the team and stakeholders named for one."""
        members = [one.group for one in self.plan.vision_team]
        return coverage("vision_groups", [*members, *(one.vision_group for one in self.views)])

    @property
    def value_chain(self) -> list[Covered]:
        """The energy value chain with how many stand at each place."""
        return coverage("energy_value_chain", (code for one in self.views for code in one.value_chain))

    @property
    def power_interest(self) -> Cells:
        """{(power, interest): stakeholders}; who is not placed is in no cell."""
        cells: Cells = defaultdict(list)
        for one in self.views:
            if one.position.power is not None and one.position.interest is not None:
                cells[int(one.position.power), int(one.position.interest)].append(one)
        return dict(cells)

    @property
    def support_affectedness(self) -> Cells:
        """{(affectedness, support): stakeholders}; who is not placed is in no cell."""
        cells: Cells = defaultdict(list)
        for one in self.views:
            if one.position.affectedness is not None and one.position.support is not None:
                cells[int(one.position.affectedness), int(one.position.support)].append(one)
        return dict(cells)

    @property
    def quadrants(self) -> dict[str, list[StakeholderView]]:
        """{code of `power_interest_quadrants`: stakeholders}."""
        found: dict[str, list[StakeholderView]] = defaultdict(list)
        for one in self.views:
            if one.quadrant:
                found[one.quadrant.code].append(one)
        return dict(found)

    @property
    def unplaced(self) -> list[StakeholderView]:
        """Those who stand in one of the matrices or in none."""
        return [one for one in self.views if not one.is_placed]

    @property
    def reviews_due(self) -> list[StakeholderView]:
        return [one for one in self.views if checks.is_overdue(one, self.plan.today)]

    @property
    def snapshots(self) -> list[MappingSnapshot]:
        """The snapshots of the mapping, the latest first."""
        return sorted(self.plan.mapping_snapshots, key=lambda one: one.date, reverse=True)

    def movements(self, since: MappingSnapshot, until: MappingSnapshot | None = None) -> list[Movement]:
        """Return who moved, joined or left since a snapshot; up to another one, or now."""
        now = positions_of(until) if until else [position_of(one) for one in self.plan.stakeholders]
        return movements(positions_of(since), now)

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong or missing in the register."""
        today = self.plan.today
        outdated = sum(one.keep_until is not None and one.keep_until < today for one in self.plan.contacts)
        return checks.check_register(checks.RegisterData(today, self.views, outdated))


def engagement_of(plan: Plan) -> Engagement:
    """Return the engagement of a plan."""
    return Engagement(plan)
