"""What can be imported and taken out as a table. A kind is a model and a few words; its columns are its
model's own fields, so a new field is importable at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap import locale
from secap.desk.inventory.models import EnergyUse, Inventory, ProfileValue
from secap.desk.registry.fields import CodeField
from secap.desk.registry.models import Municipality
from secap.desk.registry.records import Record
from secap.method.basis import codes

CARRIER = "carrier:"  # a column of a wide table: the carrier stands in the heading, the amount in the cell
SKIP = ""
YEAR = "year"  # a column that says which inventory a row belongs to
YEAR_WORDS = ("year", "gads", "inventory year", "inventarizācijas gads", "uzskaites gads")


@dataclass(frozen=True)
class Kind:
    """One kind of table.

    identity : fields that tell which record a row without uid means;
    spellings : further headings people use, {field: words};
    wide : (field of the heading, field of the cell) of the layout sector by carrier, if the kind has it;
    has_years : whether a table may hold rows of several years, of which the chosen inventory takes its own.
    """

    code: str
    title: str | Promise
    intro: str | Promise
    model: type[Record]
    identity: tuple[str, ...]
    spellings: dict[str, tuple[str, ...]]
    wide: tuple[str, str] | None = None
    has_years: bool = False

    @cached_property
    def fields(self) -> list[models.Field[Any, Any]]:
        """The fields that a table may hold, in the model's order."""
        return [
            field
            for field in self.model.own_fields()
            if field.editable
            and not isinstance(field, models.ForeignKey | models.FileField | models.JSONField)
        ]

    @property
    def has_parent(self) -> bool:
        return self.model.parent_name() is not None

    def field(self, name: str) -> models.Field[Any, Any]:
        return next(field for field in self.fields if field.name == name)

    def required(self) -> list[models.Field[Any, Any]]:
        return [
            field for field in self.fields if not field.blank and not field.null and not field.has_default()
        ]

    def records(self, municipality: Municipality, inventory: Inventory | None) -> list[Record]:
        """Return what is there now."""
        found = self.model.objects.filter(municipality=municipality)
        return list(found.filter(inventory=inventory) if self.has_parent else found)

    def target_of(self, heading: str) -> str:
        """Return the column that a heading means: a field, `carrier:<code>`, `uid`, or SKIP."""
        return self._headings.get(codes.folded(heading), SKIP)

    @cached_property
    def _headings(self) -> dict[str, str]:
        found = {"uid": "uid", "id": "uid"}
        if self.has_years:
            found |= {codes.folded(word): YEAR for word in YEAR_WORDS}
        # Every field's own names first: what one field is called must not be another's loose spelling.
        for field in self.fields:
            found.setdefault(codes.folded(field.name), field.name)
            for lang in locale.LANGUAGES:
                with translation.override(lang):
                    found.setdefault(codes.folded(str(field.verbose_name)), field.name)
        for field in self.fields:
            for word in self.spellings.get(field.name, ()):
                found.setdefault(codes.folded(word), field.name)
        if self.wide:
            for spelling, code in codes.spellings("carriers").items():
                found.setdefault(spelling, CARRIER + code)
        return found

    def targets(self) -> Sequence[tuple[str, str]]:
        """Return (target, label) of everything a column can be."""
        found = [(field.name, str(field.verbose_name)) for field in self.fields]
        if self.has_years:
            found.append((YEAR, str(_("Year of the inventory"))))
        if self.wide:
            lang = (translation.get_language() or "en")[:2]
            found += [(CARRIER + code, row.label(lang)) for code, row in codes.table("carriers").items()]
        return found

    def is_code(self, name: str) -> bool:
        return isinstance(self.field(name), CodeField)


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "energy",
            _("Energy amounts of an inventory"),
            _("Sector by carrier as a grid, or one row per amount with unit, source and quality."),
            EnergyUse,
            ("sector", "carrier", "fuel", "purpose", "source"),
            {
                "sector": ("nozare", "sektors", "sector"),
                "carrier": ("fuel type", "kurināmais", "enerģijas nesējs", "energy source", "energoresurss"),
                "amount": (
                    "value",
                    "quantity",
                    "daudzums",
                    "patēriņš",
                    "consumption",
                    "mwh",
                    "vērtība",
                    "apjoms",
                ),
                "unit": ("mērvienība", "vienība", "units"),
                "source": ("avots", "data source", "datu avots"),
                "note": ("piezīmes", "comment", "comments", "notes", "komentārs"),
                "data_quality": ("quality", "kvalitāte", "datu kvalitāte"),
                "ncv_mwh_per_unit": ("ncv", "calorific value", "siltumspēja"),
            },
            wide=("carrier", "amount"),
            has_years=True,
        ),
        Kind(
            "profile",
            _("Baseline profile"),
            _("One row per indicator and year: population, households, floor area, degree days."),
            ProfileValue,
            ("indicator", "year"),
            {
                "indicator": ("rādītājs", "indicator name"),
                "year": ("gads",),
                "value": ("vērtība", "amount", "skaits"),
                "source": ("avots", "data source"),
                "note": ("piezīmes", "comment"),
            },
        ),
    )
}
