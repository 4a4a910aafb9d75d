"""Tables with nothing filled in, one for each kind: the headings, lists to choose from, and a sheet that says
what each column holds."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from secap.desk.registry.fields import CodesField
from secap.desk.registry.models import Municipality
from secap.desk.risk.models import District
from secap.exchange.indicator_values import DISTRICT, ValueExtension
from secap.exchange.kind import Kind
from secap.exchange.tables_out import (
    Column,
    columns,
    heading_cell,
    lay_out,
    living_codes,
    offer_lists,
    plain_cell,
    saved,
    sheet_name,
)


def blank_table(kind: Kind, municipality: Municipality, lang: str) -> bytes:
    """Return the workbook.

    Values of indicators get a row for each district and a column for each indicator.
    """
    from openpyxl import Workbook

    with translation.override(lang):
        layout = [column for column in columns(kind) if column.target not in {"", "uid"}]
        headings, first = [column.heading for column in layout], list[list[Any]]()
        indicators = kind.extension.indicators if isinstance(kind.extension, ValueExtension) else []
        if indicators:
            district = next(column.heading for column in layout if column.target == DISTRICT)
            headings = [district, *(_heading(kind, one.title, one.unit) for one in indicators)]
            names = District.objects.filter(municipality=municipality).values_list("name", flat=True)
            first = [[name] for name in names]
        book = Workbook(write_only=True)
        sheet = book.create_sheet(sheet_name(str(kind.model._meta.verbose_name_plural)))
        lay_out(sheet, headings, first)
        sheet.freeze_panes = "B2" if indicators else "A2"
        if not indicators:
            offer_lists(book, sheet, layout, 0)
        sheet.append([heading_cell(sheet, text) for text in headings])
        for row in first:
            sheet.append([plain_cell(sheet, value) for value in row])
        _explain(book, kind, layout)
    return saved(book)


def _heading(kind: Kind, title: str, unit: str) -> str:
    """Return an indicator's title with its unit, where the import still knows it by that."""
    text = f"{title}, {unit}"
    return text if unit and kind.target_of(text) == kind.target_of(title) else title


def _explain(book: Any, kind: Kind, layout: list[Column]) -> None:
    """Add the sheet that says of each column what it holds and whether it must be filled in."""
    required = {one.name for one in kind.required()}
    rows: list[list[Any]] = [
        [
            column.heading,
            _("yes") if column.target in required else "",
            str(column.field.help_text) if column.field is not None else "",
            _form(column),
        ]
        for column in layout
    ]
    headings = [_("Heading"), _("Must be filled in"), _("What it means"), _("How to write it")]
    sheet = book.create_sheet(sheet_name(_("What the columns hold")))
    lay_out(sheet, headings, rows)
    sheet.append([heading_cell(sheet, text) for text in headings])
    for row in rows:
        sheet.append([plain_cell(sheet, value or None) for value in row])


def _form(column: Column) -> str:
    one = column.field
    if isinstance(one, CodesField):
        known = "; ".join(column.words[code] for code in living_codes(column.table))
        return _("one or several of, with a semicolon between: %(words)s") % {"words": known}
    if column.table:
        known = "; ".join(column.words[code] for code in living_codes(column.table))
        return _("one of: %(words)s") % {"words": known}
    if isinstance(one, models.ForeignKey):
        return _("the name as in the plan")
    if isinstance(one, models.BooleanField):
        return _("yes or no")
    if isinstance(one, models.DateField):
        return _("a day such as 2023-08-07 or 07.08.2023")
    if isinstance(one, models.FloatField | models.IntegerField):
        return _("a number without its unit")
    return _("text")
