"""How the pages of the chapter print."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, Select
from django.utils.safestring import SafeString

from secap.desk.poverty.words import unit_in_words, value_in_words

register = template.Library()

MARKS = {"low": "mark-ok", "moderate": "mark-warning", "high": "mark-error"}


@register.filter
def in_row(field: BoundField, row: str) -> SafeString:
    """Print a control in a row: its name is that of the row and of the column."""
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return field.as_widget(attrs={"class": "form-check-input"})
    attrs: dict[str, str | bool] = {
        "class": ("form-select" if isinstance(widget, Select) else "form-control")
        + (" is-invalid" if field.errors else ""),
        "aria-label": f"{field.label}: {row}",
    }
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)


@register.filter
def told_value(record: Any) -> str:
    """Print an indicator's value or answer."""
    return value_in_words(record)


@register.filter
def unit_word(unit: str) -> str:
    """Print a unit of the list."""
    return unit_in_words(unit)


@register.filter
def concern_mark(concern: str) -> str:
    """Return the class of the mark of a concern."""
    return MARKS.get(concern, "")
