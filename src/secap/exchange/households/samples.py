"""A household table to try out and to fill in: invented households with the headings that are understood."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.utils.translation import gettext as _

HOUSEHOLDS = 46
Row = list[Any]


def headings() -> list[str]:
    """Return the headings in the reader's language."""
    return [
        _("Group"),
        _("Adults"),
        _("Children under 14"),
        _("Income a month, EUR"),
        _("Energy cost a month, EUR"),
        _("Rent or mortgage a month, EUR"),
    ]


def rows() -> list[Row]:
    """Return invented households, the same ones always; one group is too small to be shown."""
    groups = [_("Own flat"), _("Rented flat"), _("House")]
    found: list[Row] = []
    for place in range(HOUSEHOLDS):
        group = _("Social housing") if place % 8 == 7 else groups[place % 3]
        adults, children = 1 + place % 2, (place * 5 % 7) // 3
        income = 640 + 420 * (adults - 1) + (place * 37 % 46) * 34
        energy = 30 if place % 15 == 4 else 48 + (place * 11 % 23) * 5 + 12 * (adults + children)
        housing = 0 if place % 3 != 1 else 110 + (place * 7 % 9) * 20
        found.append([group, adults, children, income, energy, housing])
    return found


def csv_sample() -> bytes:
    """Return the sample as CSV that a spreadsheet program opens: semicolons, UTF-8 with its mark."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows([headings(), *rows()])
    return ("\ufeff" + stream.getvalue()).encode()


def xlsx_sample() -> bytes:
    """Return the sample as a workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(_("Households"))
    for row in [headings(), *rows()]:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
