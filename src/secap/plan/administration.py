"""Who carries the plan: structure, duties, posts, approaches, skills, and what is missing.

The only place where the administration's records meet the town's size and its partners.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from secap.desk.governance.models import Setup
from secap.method.basis.findings import Finding
from secap.method.governance.approaches import Advice, Facts, advice
from secap.method.governance.checks import AdministrationData, check_administration
from secap.method.governance.coordination import TopicRow, idle_departments, topic_rows
from secap.method.governance.posts import Post, StaffView, posts_today
from secap.method.governance.raci import DutyRow, Spread, duty_rows, role_spread
from secap.method.governance.skills import Holder, Skill, TrainingProposal, skills, training_proposals
from secap.method.governance.structure import DepartmentView, Structure, Total, structure_of, total
from secap.plan import administration_views as views

if TYPE_CHECKING:
    from secap.plan.plan import Plan


class Administration:
    """What the book makes of a plan's administration. Computed when asked for, once."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    @property
    def is_begun(self) -> bool:
        """Whether anything of the administration is entered."""
        plan = self.plan
        return bool(
            plan.departments or plan.staff_members or plan.duties or plan.appointments or plan.coordination
        )

    @property
    def setup(self) -> Setup | None:
        return self.plan.setups[0] if self.plan.setups else None

    @cached_property
    def departments(self) -> list[DepartmentView]:
        """In the order of the plan; each with its record as `reference`."""
        return [views.department_view(one) for one in self.plan.departments]

    @cached_property
    def staff(self) -> list[StaffView]:
        return [views.staff_view(one) for one in self.plan.staff_members]

    @cached_property
    def structure(self) -> Structure:
        """Type of the structure with why."""
        return structure_of(self.departments)

    @cached_property
    def fte(self) -> Total:
        """Full-time equivalents for the plan, as the departments say."""
        return total([one.fte for one in self.departments])

    @cached_property
    def people_fte(self) -> Total:
        """Full-time equivalents for the plan, as entered of each person; beside `fte`, never added to it."""
        return total([one.fte for one in self.staff])

    @cached_property
    def budget_eur(self) -> Total:
        """Budget for the plan, EUR a year, as the departments say."""
        return total([one.budget_eur for one in self.departments])

    @cached_property
    def duties(self) -> list[DutyRow]:
        """The four blocks of duties with their parts and gaps."""
        return duty_rows([views.part_view(one) for one in self.plan.duties], len(self.departments))

    @cached_property
    def spread(self) -> Spread:
        """How widely responsible roles are spread."""
        return role_spread(
            self.duties, [one.uid for one in self.departments], [one.department for one in self.staff]
        )

    @cached_property
    def topics(self) -> list[TopicRow]:
        """The topics of the plan with the departments that lead or take part."""
        return topic_rows([views.topic_view(one) for one in self.plan.coordination])

    @cached_property
    def idle(self) -> list[DepartmentView]:
        """Departments without a part in any topic."""
        found = idle_departments(self.topics, [one.uid for one in self.departments])
        return [one for one in self.departments if one.uid in found]

    @cached_property
    def posts(self) -> list[Post]:
        """Co-ordinator, energy manager and environmental specialist as of today."""
        acts = [views.appointment_view(one) for one in self.plan.appointments]
        return posts_today(acts, self.staff, self.plan.today)

    @cached_property
    def skills(self) -> list[Skill]:
        """Every competence with who has it: people first, then departments."""
        holders = [Holder(one.name, one.competences) for one in self.staff]
        holders += [Holder(one.name, one.competences) for one in self.departments]
        return skills(holders, [views.training_view(one) for one in self.plan.trainings])

    @cached_property
    def training_proposals(self) -> list[TrainingProposal]:
        return training_proposals(self.skills) if any(one.who for one in self.skills) else []

    @cached_property
    def facts(self) -> Facts:
        """What the decision aid knows of the town; None: nobody has said."""
        plan, setup = self.plan, self.setup
        told = [one for one in plan.profile if one.indicator == "population" and one.value is not None]
        latest = max(told, key=lambda one: one.year, default=None)
        known = next((one for one in (self.fte, self.people_fte) if one.is_complete), None)
        return Facts(
            population=latest.value if latest else None,
            staff_count=setup.staff_count if setup else None,
            fte=known.value if known else None,
            partners=len({one.partner for one in plan.cooperation}) or None,
            has_energy_agency=setup.has_energy_agency if setup else None,
            has_supporter=bool(plan.municipality.coordinator_organisation) or None,
        )

    @cached_property
    def approaches(self) -> list[Advice]:
        """The six approaches, the most advised first."""
        return advice(self.facts)

    @property
    def chosen_approaches(self) -> list[str]:
        return self.setup.approaches.split() if self.setup else []

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong or missing, the gravest first."""
        return check_administration(
            AdministrationData(
                today=self.plan.today,
                is_begun=self.is_begun,
                departments=self.departments,
                structure=self.structure,
                duties=self.duties,
                spread=self.spread,
                topics=self.topics,
                posts=self.posts,
                skills=self.skills,
                fte=self.fte,
                budget=self.budget_eur,
            )
        )


def administration_of(plan: Plan) -> Administration:
    """Return the administration of a plan."""
    return Administration(plan)
