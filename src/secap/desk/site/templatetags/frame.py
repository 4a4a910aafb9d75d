"""How numbers, dates, codes, messages and form fields are printed, everywhere alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message as Notice
from django.forms import BoundField, CheckboxInput, FileInput, RadioSelect, Select
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from secap import locale
from secap.desk.registry.language import lang
from secap.desk.registry.models import Role
from secap.desk.registry.notices import UNDO
from secap.desk.registry.record_views import edit_url_of
from secap.desk.registry.records import Record, kind_of
from secap.desk.registry.wording import is_unchecked
from secap.method.basis import codes
from secap.method.basis.messages import speak

register = template.Library()
MINUS = "\u2212"


@register.filter
def amount(value: Any, digits: int | None = None) -> str:
    """Print a number as the reader writes it; a missing one is a dash, never a zero."""
    if value is None or value == "":
        return "–"
    return locale.number(float(value), lang(), digits).replace("-", MINUS)


@register.filter
def share(value: Any, digits: int = 0) -> str:
    """Print a share between 0 and 1 as a percentage."""
    return "–" if value is None or value == "" else f"{amount(float(value) * 100, digits)}\u00a0%"


@register.filter
def day(value: date | datetime | None) -> str:
    """Print a date as the reader writes it."""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return locale.day(value, lang())


@register.filter
def moment(value: datetime | None) -> str:
    """Print a date with the time of day."""
    if value is None:
        return "–"
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{locale.day(local, lang())}\u00a0{local:%H:%M}"


@register.filter
def label(code: str | None, table: str) -> str:
    """Print the name of a code: `{{ use.sector|label:"sectors" }}`. What no table knows stays as it is."""
    if not code:
        return ""
    row = codes.table(table).get(code)
    return row.label(lang()) if row else str(code)


@register.filter
def message(value: Any) -> str:
    """Print a message, code or amount of the book in the reader's language."""
    return speak(value, lang()) if value not in (None, "") else ""


@register.filter
def place(finding: Any) -> str:
    """Print where a finding is."""
    return str(finding.place(lang()))


@register.filter
def severity_label(severity: Any) -> str:
    """Print a severity in words."""
    words = {"error": gettext("Error"), "warning": gettext("Warning"), "info": gettext("Note")}
    return words.get(str(severity), str(severity))


@register.filter
def role_label(role: str | None) -> str:
    """Print a role in words."""
    return str(Role(role).label) if role in Role.values else ""


@register.filter
def capital(value: Any) -> str:
    """Print with a capital first letter, the rest as it is."""
    text = str(value)
    return text[:1].upper() + text[1:]


@register.filter
def is_number(value: Any) -> bool:
    """Return True for what a table aligns to the right."""
    return isinstance(value, int | float) and not isinstance(value, bool)


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    """Return the entry of a mapping: `{{ totals|item:sector }}`; None where there is none."""
    return mapping.get(key)


@register.filter
def undo_url(notice: Notice) -> str:
    """Return the address that undoes what a notice tells, or an empty text."""
    tag = notice.extra_tags or ""
    return tag.removeprefix(UNDO) if tag.startswith(UNDO) else ""


@register.filter
def notice_level(notice: Notice) -> str:
    """Return the level of a notice as the style sheet names it."""
    return {"error": "error", "warning": "warning", "success": "success"}.get(notice.level_tag, "info")


@register.filter
def control(field: BoundField) -> SafeString:
    """Print the control of a form field with the classes of the style sheet."""
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)  # the label says it, and stays while one types
    if isinstance(widget, CheckboxInput):
        name = "form-check-input"
    elif isinstance(widget, RadioSelect):
        return field.as_widget()
    elif isinstance(widget, Select):
        name = "form-select"
    else:
        name = "form-control"
    wanted = " ".join(
        filter(None, [widget.attrs.get("class", ""), name, "is-invalid" if field.errors else ""])
    )
    return field.as_widget(attrs={"class": wanted})


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Return True for a field whose label stands behind its control."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_file(field: BoundField) -> bool:
    """Return True for a field that uploads."""
    return isinstance(field.field.widget, FileInput)


@register.filter
def cell(column: Any, record: Record) -> Any:
    """Return what a list's column prints for a record."""
    return column.of(record)


@register.filter
def kind_name(record: Record | type[Record]) -> str:
    """Print what kind of record this is, in the singular."""
    return str(record._meta.verbose_name)


@register.filter
def plural_name(record: Record | type[Record]) -> str:
    """Print the name of the list that a record belongs to."""
    return capital(record._meta.verbose_name_plural)


@register.filter
def edit_url(record: Record) -> str:
    """Return where a record is edited, an empty text where nothing edits it."""
    return edit_url_of(record)


@register.simple_tag
def record_url(page: str, record: Record) -> str:
    """Return an address that works for every kind of record: page is history, delete or restore."""
    return reverse(f"registry:{page}", args=[record.municipality.slug, kind_of(record), record.uid])


@register.simple_tag
def crumb(text: Any, name: str = "", *args: Any) -> SafeString:
    """Print one breadcrumb; without a URL name it is the page itself."""
    if not name:
        return format_html('<li><span aria-current="page">{}</span></li>', capital(text))
    url = name if name.startswith("/") else reverse(name, args=args)
    return format_html('<li><a href="{}">{}</a></li>', url, capital(text))


@register.inclusion_tag("frame/waiting.html")
def waiting_mark(record: Record) -> dict[str, Any]:
    """Print the mark of a record that waits for the co-ordinator's acceptance."""
    return {"record": record}


@register.simple_tag(takes_context=True)
def unchecked_list(context: Any, field: BoundField) -> str:
    """Return where a co-ordinator can give a field's list its official wording; empty where all of it was
    checked, or somebody else looks."""
    table = getattr(field.field, "codes_of", "")
    if not table or context.get("role") != Role.COORDINATOR or not is_unchecked(table, lang()):
        return ""
    return f"{reverse('registry:wordings', args=[context['municipality'].slug])}?list={table}"
