"""How the pages that steer the plan print measures, ranges and years."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from secap.desk.registry.language import lang
from secap.locale import number
from secap.method.actions.measures import Measure, Range

register = template.Library()


@register.filter
def opposite(value: float) -> float:
    """Return a number with the other sign."""
    return -value


@register.filter
def measure_name(measure: Measure) -> str:
    """Print the name of a measure."""
    return measure.label(lang())


@register.filter
def measure_unit(measure: Measure) -> str:
    """Print the unit that a measure is counted in."""
    return measure.unit_label(lang())


@register.filter
def span(value: Range | None) -> str:
    """Print a range as "low–high (central)"; a missing one is a dash, one without width is one number."""
    if value is None:
        return "–"
    low, central, high = (
        number(one, lang()).replace("-", "\u2212") for one in (value.low, value.central, value.high)
    )
    if low == high:
        return central
    return _("%(low)s to %(high)s, usually %(central)s") % {"low": low, "high": high, "central": central}


@register.filter
def year(value: Any) -> str:
    """Print a year without separators; None is what has no date."""
    return _("undated") if value is None else str(value)


@register.filter
def quality_word(code: str) -> str:
    """Print how sure a value is."""
    words = {
        "published": _("published"),
        "derived": _("derived"),
        "assumed": _("assumed"),
        "unverified": _("not verified"),
    }
    return words.get(code, code)
