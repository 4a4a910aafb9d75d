"""`Plan`: the chapters' records of one municipality, from the database, a plan file or an adopted version."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from secap.desk.inventory.account import Account, accounts
from secap.desk.inventory.models import Barrier, DataSet, PolicyOption, Potential, ProfileValue
from secap.desk.inventory.year import InventoryYear, load_years
from secap.desk.registry.models import Attachment, Municipality, Organisation
from secap.desk.registry.records import Record

# The records that hang on the municipality itself, in the order of the plan file. Those pointed at come
# first.
PARTS: dict[str, type[Record]] = {
    "organisations": Organisation,
    "attachments": Attachment,
    "profile": ProfileValue,
    "potentials": Potential,
    "barriers": Barrier,
    "policy_options": PolicyOption,
    "data_sets": DataSet,
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
    profile: list[ProfileValue] = field(default_factory=list)
    potentials: list[Potential] = field(default_factory=list)
    barriers: list[Barrier] = field(default_factory=list)
    policy_options: list[PolicyOption] = field(default_factory=list)
    data_sets: list[DataSet] = field(default_factory=list)
    inventories: list[InventoryYear] = field(default_factory=list)
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


def load_plan(municipality: Municipality) -> Plan:
    """Return the plan as it stands in the database: living records only."""
    plan = Plan(municipality=municipality, inventories=load_years(municipality))
    for name, model in PARTS.items():
        getattr(plan, name).extend(model.objects.filter(municipality=municipality))
    return plan
