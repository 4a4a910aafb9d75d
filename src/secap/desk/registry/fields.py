"""A model field that holds a code of the book's tables."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from secap.method.basis import codes


def code_choices(table: str) -> list[tuple[str, str]]:
    """Return (code, name in the reader's language) of a table, without retired codes."""
    lang = (get_language() or "en")[:2]
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

        return forms.ChoiceField(
            choices=choices, required=not self.blank, label=self.verbose_name, help_text=self.help_text,
            initial=self.get_default() if self.has_default() else None,
        )  # fmt: skip

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)

        def display(record: models.Model) -> str:
            value = getattr(record, self.attname)
            row = codes.table(self.table).get(value) if value else None
            return row.label((get_language() or "en")[:2]) if row else value

        setattr(cls, f"get_{name}_display", display)
