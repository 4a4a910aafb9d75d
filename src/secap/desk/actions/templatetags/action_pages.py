"""The ways of looking at the actions, as tabs that keep the filters; names of pages that may be missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.actions.views.shared import kept_query

register = template.Library()

# Code, name and address of each way of looking at the actions, in the order of the tabs.
VIEWS: tuple[tuple[str, Promise, str], ...] = (
    ("table", _("Table"), "actions:actions"),
    ("board", _("Board"), "actions:board"),
    ("schedule", _("Schedule"), "actions:schedule"),
    ("workload", _("Workload and budget"), "actions:workload"),
    ("priorities", _("Priorities"), "actions:priorities"),
    ("coverage", _("Coverage"), "actions:coverage"),
    ("finance", _("Finance"), "actions:finance"),
    ("findings", _("Checks"), "actions:findings"),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: where it leads, and whether it is the page shown."""

    label: Promise
    url: str
    is_current: bool


@register.simple_tag(takes_context=True)
def action_tabs(context: Context, current: str = "") -> list[Tab]:
    """Return the tabs whose pages exist; each keeps the filters of the present page."""
    query = kept_query(context["request"].GET)
    slug = context["municipality"].slug
    found = []
    for code, label, name in VIEWS:
        if url := url_or_none(name, slug):
            found.append(Tab(label, f"{url}?{query}" if query else url, code == current))
    return found


@register.simple_tag
def url_or_none(name: str, *args: Any) -> str:
    """Return an address, an empty text where the page is not installed."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.filter
def at(items: Any, place: int) -> Any:
    """Return the entry of a list at a place: `{{ parts|at:forloop.counter0 }}`."""
    return items[place]
