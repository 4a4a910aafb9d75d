"""Tables to take out, edit and bring in again: XLSX and CSV. What nobody edited reads as no difference."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import TYPE_CHECKING, Any

from babel.numbers import get_decimal_symbol
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from secap.desk.registry.fields import CodeField, CodesField, codes_in
from secap.desk.registry.language import lang
from secap.desk.registry.numbers import plain_number
from secap.desk.registry.records import Record
from secap.exchange import places
from secap.exchange.code_lists import divides
from secap.exchange.kind import CARRIER, Kind
from secap.exchange.kinds import KINDS
from secap.method.basis import codes
from secap.method.basis.numbers import is_ambiguous

if TYPE_CHECKING:
    from openpyxl import Workbook

UID = "uid"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # how a workbook begins a character written as its number
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # no XML document may hold them
SPARE_ROWS = 1000  # rows below the last one that also offer the lists
NARROWEST, WIDEST = 10, 44
MEASURED_ROWS = 200
Value = str | float | None
Sheet = Any  # the published types lack half of a write-only sheet


@dataclass(frozen=True, slots=True)
class Column:
    """heading : as the import finds it again;  field : None for the uid;  table : of codes, or empty;
    words : {code: its word} in the language of the heading;
    texts : {record's uid: what the cell says} where that is known beforehand: names, results.
    """

    heading: str
    field: models.Field[Any, Any] | None
    table: str = ""
    words: dict[str, str] = with_default(default_factory=dict)
    texts: Mapping[str, Value] | None = None

    @property
    def target(self) -> str:
        """What the import takes the column for; "" where it is only to read."""
        if self.field is not None:
            return self.field.name
        return UID if self.texts is None else ""

    def value(self, record: Record) -> Value:
        """Return what the cell says: a number, a text, the name of a code; None where nothing is known."""
        if self.texts is not None:
            return self.texts.get(record.uid)
        if self.field is None:
            return record.uid
        value = getattr(record, self.field.attname)
        if value is None or value == "":
            return None
        if isinstance(self.field, CodesField):
            return "; ".join(self.words.get(code, code) for code in codes_in(value))
        if self.table:
            return self.words.get(value, value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        return value if isinstance(value, int | float) else UNWRITABLE.sub("", str(value))


def columns(kind: Kind, records: Sequence[Record] = ()) -> list[Column]:
    """Return the columns of a kind's table, with headings in the present language; the uid comes last."""
    found = []
    for one in (*kind.fields, *kind.links):
        if one in kind.links:
            texts = {record.uid: str(other) for record in records if (other := getattr(record, one.name))}
            found.append(Column(_heading_of(kind, one), one, texts=texts))
            continue
        table = one.table if isinstance(one, CodeField) else getattr(one, "codes_table", "")
        words = {code: word(table, code) for code in codes.table(table)} if table else {}
        if isinstance(one, CodesField):
            words = {code: code if divides(name) else name for code, name in words.items()}
        found.append(Column(_heading_of(kind, one), one, table, words))
    if kind.wide and kind.links:
        found.sort(key=lambda column: column.field not in kind.links)  # what it is about comes first
    if kind.extension is not None:
        results = kind.extension.results(records)
        found += [Column(heading, None, texts=texts) for heading, texts in results]
    return [*found, Column(UID, None)]


def _heading_of(kind: Kind, one: models.Field[Any, Any]) -> str:
    label = str(one.verbose_name)
    return label if kind.target_of(label) == one.name else one.name


def word(table: str, code: str) -> str:
    """Return a code's name in the present language, or the code where the name would not lead back to it."""
    row = codes.table(table).get(code)
    name = row.label(lang()) if row else code
    return name if codes.match(table, name) == code else code


def csv_table(kind: Kind, records: Iterable[Record], lang: str) -> bytes:
    """Return the records as CSV the way spreadsheets of `lang` open it.

    Semicolons, the language's decimal sign, UTF-8 with BOM. Text that a spreadsheet would take for a formula
    begins with an apostrophe, which the import strips again.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    with translation.override(lang):
        records = list(records)
        layout = columns(kind, records)
        writer.writerow([_plain(column.heading, lang) for column in layout])
        for record in records:
            writer.writerow([_plain(column.value(record), lang) for column in layout])
    return stream.getvalue().encode("utf-8-sig")


def _plain(value: Value, lang: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" ").startswith((*FORMULA_SIGNS, "'")) else value
    if isinstance(value, int):
        return str(value)
    text = plain_number(value, lang)
    # 42.178 alone might be thousands; one more digit tells that the sign is a decimal one.
    return text + "0" if is_ambiguous(text) and get_decimal_symbol(lang) in text else text


def xlsx_table(kind: Kind, records: Sequence[Record], lang: str) -> bytes:
    """Return the records as a workbook: lists to choose codes from, the uid in a hidden last column."""
    from openpyxl import Workbook

    with translation.override(lang):
        layout = columns(kind, records)
        rows = [[column.value(record) for column in layout] for record in records]
        book = Workbook(write_only=True)
        sheet = book.create_sheet(sheet_name(str(kind.model._meta.verbose_name_plural)))
        lay_out(sheet, [column.heading for column in layout], rows)
        sheet.freeze_panes = "A2"
        sheet.column_dimensions[places.letters(len(layout))].hidden = True
        offer_lists(book, sheet, layout, len(rows))
        sheet.append([heading_cell(sheet, column.heading) for column in layout])
        for row in rows:
            sheet.append([plain_cell(sheet, value) for value in row])
    return saved(book)


def blank_grid(lang: str) -> bytes:
    """Return a workbook of sectors by carriers with nothing filled in, for a town without a table."""
    from openpyxl import Workbook

    kind = KINDS["energy"]
    with translation.override(lang):
        sector = next(column for column in columns(kind) if column.field and column.field.name == "sector")
        headings = [sector.heading]
        for code in living_codes("carriers"):
            name = word("carriers", code)
            headings.append(name if kind.target_of(name) == CARRIER + code else code)
        book = Workbook(write_only=True)
        sheet = book.create_sheet(sheet_name(_("Energy, MWh")))
        sectors = [word(sector.table, code) for code in living_codes(sector.table)]
        lay_out(sheet, [""] * len(headings), [[name] for name in sectors])
        sheet.freeze_panes = "B3"
        sheet.append([heading_cell(sheet, _("Final energy consumption by sector and carrier, MWh"))])
        sheet.append([heading_cell(sheet, heading, wraps=True) for heading in headings])
        for name in sectors:
            sheet.append([plain_cell(sheet, name)])
    return saved(book)


def living_codes(table: str) -> list[str]:
    return [code for code, row in codes.table(table).items() if not getattr(row, "retired", "")]


def sheet_name(text: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", text)[:31].strip() or "1"


def lay_out(sheet: Sheet, headings: list[str], rows: list[list[Value]]) -> None:
    """Make each column as wide as what stands in it, within reason."""
    for at, heading in enumerate(headings):
        texts = [
            heading,
            *(str(row[at]) for row in rows[:MEASURED_ROWS] if at < len(row) and row[at] is not None),
        ]
        longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
        sheet.column_dimensions[places.letters(at + 1)].width = min(max(longest + 2, NARROWEST), WIDEST)


def heading_cell(sheet: Sheet, text: str, *, wraps: bool = False) -> Any:
    from openpyxl.styles import Alignment, Font

    cell = _text_cell(sheet, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top", wrap_text=wraps)
    return cell


def plain_cell(sheet: Sheet, value: Value) -> Any:
    """Return what to append: numbers and harmless text as they are, other text as a cell that stays text."""
    if isinstance(value, str) and value.startswith((*FORMULA_SIGNS, "#", "'", " ")):
        return _text_cell(sheet, value)
    return ESCAPE.sub("_x005F_", value) if isinstance(value, str) else value


def _text_cell(sheet: Sheet, text: str) -> Any:
    """No spreadsheet takes the text for a formula, whatever it begins with, even when somebody edits it."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, ESCAPE.sub("_x005F_", text))
    cell.data_type = "s"
    cell.quotePrefix = text.lstrip(" ").startswith(FORMULA_SIGNS)
    return cell


def offer_lists(book: Workbook, sheet: Sheet, layout: list[Column], rows: int) -> None:
    """Let cells of codes be chosen from lists, which stand in a hidden sheet."""
    from openpyxl.worksheet.datavalidation import DataValidation

    single = [column for column in layout if not isinstance(column.field, CodesField)]
    tables = list(dict.fromkeys(column.table for column in single if column.table))
    words = {table: [word(table, code) for code in living_codes(table)] for table in tables}
    hidden = book.create_sheet(sheet_name(_("codes")))
    hidden.sheet_state = "hidden"
    for at in range(max(map(len, words.values()), default=0)):
        hidden.append([plain_cell(hidden, words[t][at]) if at < len(words[t]) else None for t in tables])
    for at, column in enumerate(layout, 1):
        choices = dict(column.field.flatchoices) if column.field is not None else {}
        if words.get(column.table) and column in single:
            letter, last = places.letters(tables.index(column.table) + 1), len(words[column.table])
            source = f"'{hidden.title}'!${letter}$1:${letter}${last}"
        elif choices:
            source = '"{}"'.format(",".join(map(str, choices)))
        else:
            continue
        # A warning, not a wall: other names that the import knows may be typed as well.
        offer = DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="warning")
        offer.add(f"{places.cell(2, at)}:{places.cell(rows + 1 + SPARE_ROWS, at)}")
        sheet.data_validations.append(offer)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
