"""How the pages of the scenarios print."""

from __future__ import annotations

from django import template
from django.forms import BoundField, Select
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def in_row(field: BoundField) -> SafeString:
    """Print a control in a row of a table: the column's heading is its label."""
    widget = field.field.widget
    attrs: dict[str, str | bool] = {
        "class": ("form-select" if isinstance(widget, Select) else "form-control")
        + (" is-invalid" if field.errors else ""),
        "aria-label": str(field.label),
    }
    if field.errors:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{field.id_for_label}_error"}
    return field.as_widget(attrs=attrs)
