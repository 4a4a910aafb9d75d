"""A model field that holds a code of the book's tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.language import lang as spoken
from secap.method.basis import codes

_UID = re.compile(r"[0-9a-zA-Z_-]{1,24}")


def code_choices(table: str) -> list[tuple[str, str]]:
    """Return (code, name in the reader's language) of a table, without retired codes."""
    lang = spoken()
    return [
        (row.code, row.label(lang)) for row in codes.table(table).values() if not getattr(row, "retired", "")
    ]


class CodeField(models.CharField):
    """A code of `table`. The table is the one list: choices, names and validation all come from it,
    so a new row needs no migration."""

    def __init__(self, *args: Any, table: str = "", **kwargs: Any) -> None:
        self.table = table
        kwargs.setdefault("max_length", 60)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "table": self.table}

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value and value not in codes.table(self.table):
            raise ValidationError(_("“%(value)s” is not in the list."), params={"value": value})

    def formfield(self, **kwargs: Any) -> forms.Field:
        def choices() -> list[tuple[str, str]]:
            return [("", "—"), *code_choices(self.table)]

        made = forms.ChoiceField(
            choices=choices, required=not self.blank, label=self.verbose_name, help_text=self.help_text,
            initial=self.get_default() if self.has_default() else None,
        )  # fmt: skip
        made.codes_of = self.table  # type: ignore[attr-defined]
        return made

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)

        def display(record: models.Model) -> str:
            value = getattr(record, self.attname)
            row = codes.table(self.table).get(value) if value else None
            return row.label(spoken()) if row else value

        setattr(cls, f"get_{name}_display", display)


class CodesField(models.TextField):
    """Several codes of one table, kept as text with spaces between: readable in a plan file, a spreadsheet
    and the history alike."""

    def __init__(self, *args: Any, codes_table: str = "", **kwargs: Any) -> None:
        self.codes_table = codes_table
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "blank": self.blank, "codes_table": self.codes_table}

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        known = codes.table(self.codes_table)
        for code in codes_in(value):
            if code not in known:
                raise ValidationError(_("“%(value)s” is not in the list."), params={"value": code})

    def formfield(self, **kwargs: Any) -> forms.Field:
        made = CodesFormField(
            choices=lambda: code_choices(self.codes_table),
            required=not self.blank, label=self.verbose_name, help_text=self.help_text,
            initial=self.get_default() if self.has_default() else None,
        )  # fmt: skip
        made.codes_of = self.codes_table  # type: ignore[attr-defined]
        return made

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)

        def display(record: models.Model) -> str:
            return code_names(self.codes_table, getattr(record, self.attname))

        setattr(cls, f"get_{name}_display", display)


class CheckedJSONField(models.JSONField):
    """JSON of a known shape, for what a plan file may bring: an empty value is checked, too.

    shape : raises ValidationError where a value is not as the code that reads it expects. It is no part of
    the database, so a migration sees a plain JSONField.
    """

    def __init__(self, *args: Any, shape: Callable[[Any], None] | None = None, **kwargs: Any) -> None:
        self.shape = shape
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if self.shape is not None:
            self.shape(value)


class RecordsField(models.TextField):
    """Several records of one kind of the same town, kept as their uids with spaces between: a plan file and
    the history carry them as they are. What was deleted meanwhile is skipped by whoever reads.

    records_model : the label of the kind, such as `stakeholders.Stakeholder`.
    """

    def __init__(self, *args: Any, records_model: str = "", **kwargs: Any) -> None:
        self.records_model = records_model
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "blank": self.blank, "records_model": self.records_model}

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        for uid in codes_in(value):
            if not _UID.fullmatch(uid):
                raise ValidationError(_("“%(value)s” is not in the list."), params={"value": uid})

    def formfield(self, **kwargs: Any) -> forms.Field:
        made = RecordsFormField(required=not self.blank, label=self.verbose_name, help_text=self.help_text)
        made.kind = apps.get_model(self.records_model)
        return made


class CodesFormField(forms.MultipleChoiceField):
    """Boxes to tick; the value is the text that `CodesField` keeps."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        return codes_in(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return " ".join(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(codes_in(initial)) != set(data or [])


class RecordsFormField(CodesFormField):
    """Boxes to tick, one per living record of the town (`RecordForm` says which town)."""

    kind: Any = None

    def of_town(self, municipality: models.Model) -> None:
        """Offer the records of a town."""
        self.choices = [(one.uid, str(one)) for one in self.kind.objects.filter(municipality=municipality)]


def codes_in(value: Any) -> list[str]:
    """Return the codes that a `CodesField` holds."""
    return value.split() if isinstance(value, str) else []


def code_names(table: str, value: Any) -> str:
    """Return the names of the codes in the reader's language, a semicolon between them."""
    lang = spoken()
    rows = codes.table(table)
    return "; ".join(rows[code].label(lang) if code in rows else code for code in codes_in(value))


def record_names(kind: str, value: Any) -> str:
    """Return the names of the records that a `RecordsField` holds, a semicolon between them; what was deleted
    keeps its name here."""
    uids = codes_in(value)
    there = {one.uid: str(one) for one in apps.get_model(kind)._base_manager.filter(uid__in=uids)}
    return "; ".join(there.get(uid, uid) for uid in uids)
