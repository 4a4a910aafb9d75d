"""What an estimation helper is at the desk: cells to fill in, the call of the book, facts that are at hand
already.

A method's inputs are one flat dictionary {cell: value}, such as {"count.passenger_car.diesel": 1250.0}: the
form has a field for each, the saved estimate keeps those that were filled in, and the book is called from
them again.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secap.desk.registry.forms import AmountField
from secap.desk.registry.language import lang
from secap.method.basis import codes
from secap.method.basis.messages import speak
from secap.method.inventory.estimates import Estimate
from secap.method.inventory.estimates.defaults import named

Inputs = Mapping[str, Any]
Known = Mapping[str, Mapping[str, float]]
LEVELS = {
    "local": gettext_lazy("local data"),
    "regional": gettext_lazy("regional data"),
    "national": gettext_lazy("national data"),
}


@dataclass(frozen=True)
class Facts:
    """What the plan knows already.

    known_mwh : {sector: {carrier: MWh}} of this inventory;  by_year_mwh : {year: {carrier: MWh}} of the
    sector in every inventory;  stated_mwh : {carrier: MWh} stated for the whole town;  profile :
    {(indicator, year): value};
    from_years : years of other inventories that the person chose to take figures from.
    """

    year: int
    sector: str
    known_mwh: Known = field(default_factory=dict)
    by_year_mwh: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    stated_mwh: Mapping[str, float] = field(default_factory=dict)
    profile: Mapping[tuple[str, int], float] = field(default_factory=dict)
    from_years: tuple[int, ...] = ()


@dataclass(frozen=True)
class InputTable:
    """Cells laid out as a table; a cell is a form field, a text, or nothing."""

    title: str
    head: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[BoundField | str | None]]]
    intro: str = ""


class Method(ABC):
    """One way to estimate.

    code : part of the address and of the saved estimate;  when : when to use it;  needs : the data it asks
    for;
    years : how many other inventories figures can be taken from;  uses_known : needs the other sectors'
    figures.
    """

    code: ClassVar[str]
    title: ClassVar[Promise]
    when: ClassVar[Promise]
    needs: ClassVar[Promise]
    levels: ClassVar[tuple[str, ...]] = ("local", "regional", "national")
    years: ClassVar[int] = 0
    uses_known: ClassVar[bool] = False

    @abstractmethod
    def sectors(self) -> list[str]:
        """Return the sectors that the method can estimate, the likeliest first."""

    @abstractmethod
    def fields(self, facts: Facts, given: Inputs) -> dict[str, forms.Field]:
        """Return the form fields. given : what was typed or saved, which decides how many rows a table
        has."""

    @abstractmethod
    def tables(self, form: forms.Form, facts: Facts) -> list[InputTable]:
        """Return the fields laid out as tables; fields that are in none of them stand above."""

    @abstractmethod
    def estimate(self, inputs: Inputs, *, level: str, overrides: Mapping[str, float], known: Known, year: int,
                 sector: str) -> Estimate:  # fmt: skip
        """Call the book. Raises InvalidInput."""

    def suggested(self, facts: Facts) -> dict[str, Any]:
        """Return what the plan knows already, to stand in an empty form."""
        return {}

    def problems(self, cleaned: Inputs) -> dict[str, str]:
        """Return {field: what is wrong} of what only shows between fields."""
        return {}


def carrier_name(carrier: str) -> str:
    return codes.get("carriers", carrier).label(lang())


def name_of(table: str, code: str) -> str:
    """Return the name of a code of the estimates' own tables."""
    return speak(named(table, code), lang())


def number(label: str) -> AmountField:
    """Return an optional number for a table cell; its label is read out, the table shows it."""
    cell = AmountField(label=label, required=False, min_value=0)
    cell.widget.attrs["aria-label"] = label
    return cell


def text(label: str, max_length: int = 80) -> forms.CharField:
    """Return an optional text for a table cell."""
    cell = forms.CharField(label=label, required=False, max_length=max_length)
    cell.widget.attrs["aria-label"] = label
    return cell


def choice(label: str, choices: Sequence[tuple[str, str]]) -> forms.ChoiceField:
    """Return a choice for a table cell."""
    cell = forms.ChoiceField(label=label, required=False, choices=choices)
    cell.widget.attrs["aria-label"] = label
    return cell


def carrier_cells(prefix: str, what: str) -> dict[str, forms.Field]:
    """Return a number for every carrier, named `<prefix>.<carrier>`."""
    return {
        f"{prefix}.{code}": number(f"{row.label(lang())}, {what}")
        for code, row in codes.table("carriers").items()
    }


def by_carrier(inputs: Inputs, prefix: str) -> dict[str, float]:
    """Return {carrier: value} of the cells that were filled in."""
    return {
        carrier: inputs[f"{prefix}.{carrier}"]
        for carrier in codes.table("carriers")
        if inputs.get(f"{prefix}.{carrier}") is not None
    }


def shares(inputs: Inputs, prefix: str, names: Sequence[str]) -> dict[str, float]:
    """Return {name: share} of the cells that were filled in."""
    return {name: inputs[f"{prefix}.{name}"] for name in names if inputs.get(f"{prefix}.{name}") is not None}


def rows_given(given: Inputs, prefix: str, *, least: int = 3, spare: int = 2, most: int = 60) -> int:
    """Return how many rows a growing table shows: those filled in and some empty ones."""
    filled = [
        int(name.split(".")[1])
        for name, value in given.items()
        if name.startswith(f"{prefix}.") and name.split(".")[1].isdigit() and value not in (None, "", "0")
    ]
    return min(max([least, *(place + 1 + spare for place in filled)]), most)


def energy_sectors(group: str | None = None) -> list[str]:
    """Return the sectors with energy, all or those of a group."""
    return [
        code for code, row in codes.table("energy_sectors").items() if group is None or row.group == group
    ]


def share_intro() -> str:
    return _("Shares lie between 0 and 1: write 35 % as 0.35.")
