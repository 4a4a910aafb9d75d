"""The form of an action: questions in sections, lists that follow the sector, a start from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secap.desk.actions.models import Action, Effect
from secap.desk.actions.models.action import SECTIONS
from secap.desk.registry.forms import RecordForm, record_form
from secap.desk.registry.language import lang as spoken
from secap.desk.registry.models import Person
from secap.desk.registry.saving import keep_as
from secap.method.actions import measures
from secap.method.basis import codes

TITLES: dict[str, tuple[Promise, Promise]] = {
    "what": (gettext_lazy("What"), gettext_lazy("What is done, in which sector, and to which end.")),
    "who": (gettext_lazy("Who"), gettext_lazy("Who answers for it and who takes part.")),
    "how": (gettext_lazy("How"), gettext_lazy("How it is done, what may go wrong, what estimates rest on.")),
    "when": (gettext_lazy("When"), gettext_lazy("The work, the full effect, how far it is.")),
    "money": (
        gettext_lazy("Money"),
        gettext_lazy(
            "An unknown amount stays empty; 0 says that there is none. Who pays stands on the action's page."
        ),
    ),
    "effects": (
        gettext_lazy("Effects"),
        gettext_lazy("Tonnes and MWh are calculated on the action's page; here stands what comes with them."),
    ),
    "adaptation": (
        gettext_lazy("Adaptation"),
        gettext_lazy("Hazards that it meets, sectors that it adapts."),
    ),
    "poverty": (
        gettext_lazy("Energy poverty"),
        gettext_lazy("Macro-areas of energy poverty that it serves."),
    ),
    "outcome": (gettext_lazy("Outcome"), gettext_lazy("Once something is reached.")),
    "printed": (
        gettext_lazy("Printed values"),
        gettext_lazy("What an older document prints; it is compared with its own parts."),
    ),
}
KIND_OF_SECTION = {"adaptation": "adaptation", "poverty": "energy_poverty"}
CLOSED_WHILE_EMPTY = frozenset({"outcome", "printed"})
BY_SECTOR = {"area": "action_areas", "instrument": "action_instruments"}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the form.

    is_open : shown unfolded; a folded part can be opened without scripts;  kind : of the actions it is for,
    empty: of all.
    """

    code: str
    title: str | Promise
    intro: str | Promise
    fields: tuple[BoundField, ...]
    is_open: bool
    kind: str


class SectorSelect(forms.Select):
    """Each entry tells the sectors that it belongs to, so that a script can bring those of the sector up."""

    def __init__(self, table: str) -> None:
        super().__init__(attrs={"data-usual": _("Usual in this sector"), "data-others": _("Others")})
        self.table = table

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if row := codes.table(self.table).get(str(value)):
            option["attrs"]["data-sectors"] = row.sectors
        return option


class ActionFormBase(RecordForm):
    """See `ActionForm`."""

    def __init__(self, *args: Any, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        self.measure = _measure((initial or {}).get("measure", ""))
        given = {**(from_measure(self.measure) if self.measure else {}), **(initial or {})}
        super().__init__(*args, initial=given or None, **kwargs)
        for name, table in BY_SECTOR.items():
            if name not in self.fields:
                continue
            field = self.fields[name]
            field.widget = SectorSelect(table)
            field.choices = grouped_choices(table, self._present("sector"))  # type: ignore[attr-defined]

    def _present(self, name: str) -> str:
        """Return what stands in a field now: as typed, prefilled, or saved."""
        value = self[name].value() if name in self.fields else getattr(self.instance, name)
        return " ".join(value) if isinstance(value, list) else str(value or "")

    @property
    def sections(self) -> list[Section]:
        """Return the parts of the form; those of kinds that are not chosen are folded, unless something is
        in them."""
        kinds = self._present("kinds").split()
        found = []
        for code, names in SECTIONS.items():
            bound = tuple(self[name] for name in names if name in self.fields)
            kind = KIND_OF_SECTION.get(code)
            folded = (kind is not None and kind not in kinds) or code in CLOSED_WHILE_EMPTY
            is_open = not folded or any(field.errors or field.value() for field in bound)
            if bound:
                found.append(Section(code, *TITLES[code], bound, is_open, kind or ""))
        return found

    def _save(self, person: Person) -> None:
        is_new = self.instance.pk is None
        if is_new and self.measure:
            self.instance.measure = self.measure.code
        super()._save(person)
        if is_new and self.measure and self.measure.calculator:
            effect = Effect(
                municipality=self.instance.municipality, action=self.instance,
                calculator=self.measure.calculator, inputs=dict(self.measure.inputs),
            )  # fmt: skip
            keep_as(person, effect, "form")


ActionForm = record_form(Action, base=ActionFormBase)


def _measure(code: str) -> measures.Measure | None:
    return measures.measures().get(code)


def from_measure(measure: measures.Measure) -> dict[str, Any]:
    """Return what a measure of the catalogue fills in, in the reader's language."""
    lang = spoken()
    return {
        "title": measure.label(lang),
        "description": measure.description_label(lang),
        "kinds": " ".join(kind for kind in codes.table("action_kinds") if kind in measure.kinds),
        "sector": measure.sector,
        "area": measure.area,
        "instrument": measure.instrument,
        "hazards": " ".join(measure.hazards),
        "adaptation_sectors": " ".join(measure.adaptation_sectors),
        "co_benefits": " ".join(measure.co_benefits),
        "lifetime_years": measure.lifetime_years,
    }


def grouped_choices(table: str, sector: str) -> list[tuple[str, Any]]:
    """Return the choices of areas or instruments: those of the sector first, then the others."""
    lang = spoken()
    rows = [row for row in codes.table(table).values() if not getattr(row, "retired", "")]
    own = [(row.code, row.label(lang)) for row in rows if sector and sector in str(row.sectors).split()]
    if not own:
        return [("", "—"), *((row.code, row.label(lang)) for row in rows)]
    known = {code for code, _label in own}
    others = [(row.code, row.label(lang)) for row in rows if row.code not in known]
    return [("", "—"), (_("Usual in this sector"), own), *([(_("Others"), others)] if others else [])]


# What an action must answer before it can be adopted; none of it keeps a draft from being saved.
REQUIRED: dict[str, tuple[str, ...]] = {
    "what": ("sector", "area", "instrument", "description"),
    "who": ("responsible",),
    "how": ("how",),
    "when": ("start", "end"),
}


@dataclass(frozen=True, slots=True)
class Lack:
    """A field that is not filled in yet: the section it stands in, its name and label."""

    section: str | Promise
    name: str
    label: str


def lacking(action: Action) -> list[Lack]:
    """Return what an action lacks of what, who, how, when; area and instrument of mitigation only."""
    return [
        Lack(TITLES[section][0], name, str(Action._meta.get_field(name).verbose_name))  # type: ignore[union-attr]
        for section, name in _required(action)
        if not getattr(action, name)
    ]


def _required(action: Action) -> Iterable[tuple[str, str]]:
    for section, names in REQUIRED.items():
        for name in names:
            if name not in BY_SECTOR or action.is_mitigation:
                yield section, name
