"""A kind of table that can be imported and taken out: a model and a few words. Its columns are its model's
own fields, so a new field is importable at once; an extension adds what is more than a field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from secap import locale
from secap.desk.inventory.models import Inventory
from secap.desk.registry.fields import CodeField, CodesField, RecordsField
from secap.desk.registry.models import Municipality
from secap.desk.registry.records import Record
from secap.exchange.extension import Extension
from secap.method.basis import codes

CARRIER = (
    "carrier:"  # a column of the grid of energy: the carrier stands in the heading, the amount in the cell
)
SKIP = ""
YEAR = "year"  # a column that says which inventory a row belongs to
YEAR_WORDS = ("year", "gads", "inventory year", "inventarizācijas gads", "uzskaites gads")


@dataclass(frozen=True)
class Kind:
    """One kind of table.

    identity : fields that tell which record a row without uid means;
    spellings : further headings people use, {field: words};
    wide : (field of the heading, field of the cell) of a layout such as sector by carrier, where it has one;
    has_years : whether a table may hold rows of several years, of which the chosen inventory takes its own;
    extension : what the kind can do beyond its model's fields;
    group : the chapter under which lists of kinds show it;
    is_unique : whether only one record may have an identity;
    asked : fields that can be said once, for rows that do not say them;
    shown_at : address of the page that shows the records.
    """

    code: str
    title: str | Promise
    intro: str | Promise
    model: type[Record]
    identity: tuple[str, ...]
    spellings: dict[str, tuple[str, ...]]
    wide: tuple[str, str] | None = None
    has_years: bool = False
    extension: Extension | None = None
    group: str | Promise = ""
    is_unique: bool = False
    asked: tuple[str, ...] = ()
    shown_at: str = ""

    def in_town(self, municipality: Municipality) -> Kind:
        """Return the kind as one town sees it: some have columns named by the town's own records."""
        if self.extension is None or (extension := self.extension.in_town(municipality)) is self.extension:
            return self
        return replace(self, extension=extension)

    @property
    def prefix(self) -> str:
        """What the target of a column of the wide layout begins with; "" where there is no such layout."""
        return f"{self.wide[0]}:" if self.wide else ""

    def is_wide_column(self, target: str) -> bool:
        return bool(self.wide) and target.startswith(self.prefix)

    @cached_property
    def fields(self) -> list[models.Field[Any, Any]]:
        """The fields that a table may hold, in the model's order."""
        return [
            field
            for field in self.model.own_fields()
            if field.editable
            and not isinstance(field, models.ForeignKey | models.FileField | models.JSONField | RecordsField)
        ]

    @property
    def has_parent(self) -> bool:
        return self.model.parent_name() is not None

    @cached_property
    def links(self) -> list[models.Field[Any, Any]]:
        """The fields that point to other records, which a table holds by name."""
        names = self.extension.links if self.extension else ()
        return [field for field in self.model.own_fields() if field.name in names]

    @cached_property
    def _by_name(self) -> dict[str, models.Field[Any, Any]]:
        return {field.name: field for field in (*self.fields, *self.links)}

    def field(self, name: str) -> models.Field[Any, Any]:
        """Return a field that a table may hold. KeyError where there is none."""
        return self._by_name[name]

    def has_field(self, name: str) -> bool:
        return any(field.name == name for field in self.fields)

    def held(self, record: Record, name: str) -> Any:
        """Return what a record holds in a field: of a link, the key of the other record."""
        return getattr(record, self.field(name).attname)

    def identity_of(self, record: Record) -> dict[str, Any]:
        """Return what tells which record it is."""
        return {name: self.held(record, name) for name in self.identity}

    def name_of(self, values: Mapping[str, Any]) -> str:
        """Return what a record with these values would be called."""
        known = {}
        for name in self.identity:
            one = self.field(name)
            is_text = isinstance(one, models.CharField | models.TextField)
            known[one.attname] = values.get(name) or ("" if is_text else values.get(name))
        return str(self.model(**known))

    def tables(self) -> set[str]:
        """Return the tables of codes that a table's words are looked up in."""
        found = {one.table for one in self.fields if isinstance(one, CodeField)}
        found |= {one.codes_table for one in self.fields if isinstance(one, CodesField)}
        return found | (self.extension.tables() if self.extension else set())

    def leaves_rows_out(self, table: str) -> bool:
        """Whether a word of the table stands for the whole row, so that leaving it out leaves the row out."""
        return any(isinstance(one, CodeField) and one.table == table for one in self.fields)

    def may_be_empty(self, table: str) -> bool:
        """Whether a cell with a word of the table may be left empty."""
        of_table = [one for one in self.fields if isinstance(one, CodeField) and one.table == table]
        return self.extension is not None and bool(of_table) and all(one.blank for one in of_table)

    def required(self) -> list[models.Field[Any, Any]]:
        return [
            field
            for field in (*self.fields, *self.links)
            if not field.blank and not field.null and not field.has_default()
        ]

    def records(self, municipality: Municipality, inventory: Inventory | None) -> list[Record]:
        """Return what is there now."""
        found = self.model.objects.filter(municipality=municipality)
        if self.links:
            found = found.select_related(*(one.name for one in self.links))
        return list(found.filter(inventory=inventory) if self.has_parent else found)

    def target_of(self, heading: str) -> str:
        """Return the column that a heading means: a field, `carrier:<code>`, `uid`, or SKIP."""
        known = self._headings.get(codes.folded(heading))
        if known is None and self.extension is not None:
            known = self.extension.target_of(heading)
        return known or SKIP

    @cached_property
    def _headings(self) -> dict[str, str]:
        found = {"uid": "uid", "id": "uid"}
        if self.has_years:
            found |= {codes.folded(word): YEAR for word in YEAR_WORDS}
        # Every field's own names first: what one field is called must not be another's loose spelling.
        for field in (*self.fields, *self.links):
            found.setdefault(codes.folded(field.name), field.name)
            for lang in locale.LANGUAGES:
                with translation.override(lang):
                    found.setdefault(codes.folded(str(field.verbose_name)), field.name)
        for field in self.fields:
            for word in self.spellings.get(field.name, ()):
                found.setdefault(codes.folded(word), field.name)
        for spelling, code in codes.spellings(self._wide_table).items() if self._wide_table else ():
            found.setdefault(spelling, self.prefix + code)
        return found

    @property
    def _wide_table(self) -> str:
        """The table of codes that the headings of the wide layout come from, "" where they are no codes."""
        one = self.field(self.wide[0]) if self.wide else None
        return one.table if isinstance(one, CodeField) else ""

    def targets(self) -> Sequence[tuple[str, str]]:
        """Return (target, label) of everything a column can be."""
        found = [(field.name, str(field.verbose_name)) for field in (*self.fields, *self.links)]
        if self.extension is not None:
            found += self.extension.columns()
        if self.has_years:
            found.append((YEAR, str(_("Year of the inventory"))))
        if self._wide_table:
            lang = (translation.get_language() or "en")[:2]
            rows = codes.table(self._wide_table)
            found += [(self.prefix + code, row.label(lang)) for code, row in rows.items()]
        return found
