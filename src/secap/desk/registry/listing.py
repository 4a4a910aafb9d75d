"""Lists of records: columns, filters and search, all kept in the query string."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from secap.desk.registry.fields import CodeField, CodesField, code_choices
from secap.desk.registry.history import in_words
from secap.desk.registry.models import Municipality
from secap.desk.registry.records import Record

ACCEPTANCE = "acceptance"  # the query's name for it: records have fields called `state`


@dataclass(frozen=True)
class Column:
    """One column of a list.

    value : a field name, or a function of the record;  digits : decimals of a number; None: up to three.
    """

    value: str | Callable[[Any], Any]
    label: str | Promise = ""
    digits: int | None = None
    is_number: bool = False

    def of(self, record: Record) -> Any:
        """Return what to print: a number stays one, so that the page aligns and writes it."""
        if callable(self.value):
            return self.value(record)
        field = record._meta.get_field(self.value)
        raw = getattr(record, field.attname)  # type: ignore[union-attr]
        if isinstance(field, models.ForeignKey):
            return getattr(record, field.name)
        if self.is_number or isinstance(raw, float):
            return raw
        text = in_words(field, raw)  # type: ignore[arg-type]
        return text.replace(" ", "\u00a0") if isinstance(field, models.DateField) else text


@dataclass(frozen=True, slots=True)
class FilterBox:
    """A select above the list: the query-string name, its label, choices and the present value."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]
    value: str


def columns_of(model: type[Record], columns: Sequence[str | Column]) -> list[Column]:
    """Fill in labels and alignment of columns that are named after fields."""
    found = []
    for column in columns:
        given = column if isinstance(column, Column) else Column(column)
        if isinstance(given.value, str):
            field = model._meta.get_field(given.value)
            is_number = isinstance(field, models.FloatField)
            label = given.label or field.verbose_name  # type: ignore[union-attr]
            given = Column(given.value, label, given.digits, given.is_number or is_number)
        found.append(given)
    return found


def filter_boxes(
    model: type[Record],
    names: Sequence[str],
    query: Mapping[str, str],
    municipality: Municipality,
    parent: Record | None = None,
) -> list[FilterBox]:
    """Return the selects for fields with codes, choices, yes/no or another record of the same town, and one
    for what awaits acceptance."""
    boxes = []
    for name in names:
        field = model._meta.get_field(name)
        if isinstance(field, CodeField):
            choices = code_choices(field.table)
        elif isinstance(field, CodesField):
            choices = code_choices(field.codes_table)
        elif isinstance(field, models.BooleanField):
            choices = [("1", _("yes")), ("0", _("no"))]
        elif isinstance(field, models.ForeignKey):
            within = selectable(field.related_model, municipality, parent)
            choices = [(str(record.pk), str(record)) for record in within]
        else:
            choices = [(str(value), str(text)) for value, text in field.flatchoices]  # type: ignore[union-attr]
        value = query.get(name, "")
        known = {code for code, _label in choices}
        label = str(field.verbose_name)  # type: ignore[union-attr]
        boxes.append(FilterBox(name, label, tuple(choices), value if value in known else ""))
    state = [("waiting", _("Awaiting acceptance")), ("accepted", _("Accepted"))]
    value = query.get(ACCEPTANCE, "")
    boxes.append(
        FilterBox(
            ACCEPTANCE, _("Acceptance"), tuple(state), value if value in {"waiting", "accepted"} else ""
        )
    )
    return boxes


def selectable(
    model: type[models.Model], municipality: Municipality, parent: Record | None
) -> models.QuerySet[Any]:
    """Return what a field may point at: living records of the same town (and, where there is one, parent)."""
    if not issubclass(model, Record):
        return model._default_manager.none()
    found: models.QuerySet[Any] = model.objects.filter(municipality=municipality)
    name = model.parent_name()
    return found.filter(**{name: parent}) if name and parent is not None else found


def narrowed(
    records: models.QuerySet[Any], query: Mapping[str, str], boxes: Sequence[FilterBox], search: Sequence[str]
) -> models.QuerySet[Any]:
    """Return the records that the query string asks for."""
    for box in boxes:
        if not box.value:
            continue
        if box.name == ACCEPTANCE:
            records = records.filter(accepted=box.value == "accepted")
        elif isinstance(records.model._meta.get_field(box.name), models.BooleanField):
            records = records.filter(**{box.name: box.value == "1"})
        elif isinstance(records.model._meta.get_field(box.name), CodesField):
            # whole codes only: `flood` must not find `river_flood`
            records = records.filter(**{f"{box.name}__regex": rf"(^| ){re.escape(box.value)}( |$)"})
        else:
            records = records.filter(**{box.name: box.value})
    if text := query.get("q", "").strip():
        wanted = models.Q()
        for name in search:
            wanted |= models.Q(**{f"{name}__icontains": text})
        records = records.filter(wanted)
    return records
