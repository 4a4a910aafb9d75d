"""What a household table must not hold: whatever tells who somebody is. Such a file is refused whole.

No cell is repeated in a message: the place is enough to mend the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secap.exchange import places
from secap.exchange.households.columns import Layout
from secap.exchange.tables import Table
from secap.exchange.workbooks import Cell
from secap.method.basis import codes
from secap.method.basis.messages import Message

NAMES = Message("names of people")
PERSONAL_CODES = Message("personal codes")
ADDRESSES = Message("addresses")
E_MAILS = Message("e-mail addresses")
PHONES = Message("phone numbers")
BIRTH_DATES = Message("dates of birth")
ACCOUNTS = Message("numbers of accounts, contracts or meters")

# Compared with headings without case, diacritics and punctuation.
_HEADINGS: tuple[tuple[Message, re.Pattern[str]], ...] = (
    (E_MAILS, re.compile(r"\b(e ?mails?|e ?pasts|mail)\b")),
    (PHONES, re.compile(r"\b(phone|telephone|mobile|mobilais|talrun\w*|telefon\w*|tel)\b")),
    (
        PERSONAL_CODES,
        re.compile(
            r"\b(personas kods?|pers kods|pk|personal (code|id|number)|identity (code|number)|national id"
            r"|social security|passport|pases?)\b"
        ),
    ),
    (BIRTH_DATES, re.compile(r"\b(birth\w*|dzimsanas|dzimis|dzimusi)\b")),
    (
        ADDRESSES,
        re.compile(
            r"\b(adres\w*|address\w*|iela|street|dzivokla (nr|numurs)|(apartment|flat|house) (no|number)"
            r"|majas (nr|numurs|nosaukums)|kadastra\w*)\b|^(dzivoklis|apartment|flat)$"
        ),
    ),
    (
        ACCOUNTS,
        re.compile(
            r"\b(iban|bank account|konts|konta (nr|numurs)|(liguma|klienta|abonenta|skaititaja) (nr|numurs)"
            r"|(contract|customer|client|meter) (no|number|id))\b"
        ),
    ),
    (
        NAMES,
        re.compile(
            r"\b(vards|vardi|uzvards|uzvardi|surname|forename|(first|last|full|family|given) names?"
            r"|(respondent|owner|tenant|person|householder)s? names?)\b|^names?$|^(ipasnieks|respondents?)$"
        ),
    ),
)
_E_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.\w{2,}")
_PERSONAL_CODE = re.compile(r"(?<!\d)\d{6}\s?[-–]\s?\d{5}(?!\d)|^\d{11}$")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}(\s?[0-9A-Z]){10,}\b")
_PHONE = re.compile(r"(?<![\d.,])(\+|00)\d{1,3}[\s\-()]*\d([\s\-()]*\d){6,}|^\D{0,6}[26]\d(\s?\d){6}$")
_STREET = re.compile(
    r"\b(iel\w|gatve|prospekts|bulvaris|soseja|aleja|laukums|street|road|avenue|lane)\b.*\d|\bdz \d"
)
_NAME = re.compile(r"^[^\W\d_a-zāčēģīķļņšūž][^\W\d_]+([\s\-]+[^\W\d_a-zāčēģīķļņšūž][^\W\d_]*\.?){1,3}$")
_WORDS_ONLY = re.compile(r"^[^\W\d_]+([\s\-'.]+[^\W\d_]+)*\.?$")
_CODE_NUMBERS = range(10**9, 10**11)  # a personal code that a spreadsheet took for a number
MANY = 8  # texts below which a column of different ones says nothing
MOSTLY = 0.6


@dataclass(frozen=True, slots=True)
class Exposure:
    """A column that tells who somebody is.  row : of the first such cell, 0 for the heading."""

    column: int  # from 1
    row: int
    what: Message

    @property
    def message(self) -> Message:
        if self.row:
            return Message(
                "Column {column} seems to hold {what}: see row {row}.",
                column=places.letters(self.column), what=self.what, row=self.row,
            )  # fmt: skip
        return Message(
            "The heading of column {column} seems to announce {what}.",
            column=places.letters(self.column), what=self.what,
        )  # fmt: skip


def exposures(table: Table, layout: Layout) -> list[Exposure]:
    """Return the columns that tell who somebody is, by heading or by content; one entry a column."""
    found: dict[int, Exposure] = {}
    for number, cells in table.rows:
        for at, cell in enumerate(cells):
            if at in found or cell is None:
                continue
            if what := _of_heading(cell) if number == layout.header_row else None:
                found[at] = Exposure(at + 1, 0, what)
            elif what := _of_cell(cell):
                found[at] = Exposure(at + 1, number, what)
    below = [(number, cells) for number, cells in table.rows if number > layout.header_row]
    for at in layout.headings:
        if at not in found and (row := _first_name(below, at)):
            found[at] = Exposure(at + 1, row, NAMES)
    return [found[at] for at in sorted(found)]


def _of_heading(cell: Cell) -> Message | None:
    text = codes.folded(str(cell))
    return next((what for what, words in _HEADINGS if words.search(text)), None)


def _of_cell(cell: Cell) -> Message | None:
    if isinstance(cell, float):
        is_code = cell.is_integer() and int(cell) in _CODE_NUMBERS
        is_phone = cell.is_integer() and len(str(int(cell))) == 8 and str(int(cell))[0] in "26"
        return PERSONAL_CODES if is_code else PHONES if is_phone else None
    text = str(cell)
    if _E_MAIL.search(text):
        return E_MAILS
    if _PERSONAL_CODE.search(text):
        return PERSONAL_CODES
    if _IBAN.search(text):
        return ACCOUNTS
    if _PHONE.search(text):
        return PHONES
    return ADDRESSES if _STREET.search(codes.folded(text)) else None


def _first_name(rows: Sequence[tuple[int, list[Cell]]], at: int) -> int:
    """Return the row of the first name where a column's texts look like names, else 0: nearly all differ and
    are words alone. Names of groups come again and again."""
    texts = [(row, cells[at]) for row, cells in rows if at < len(cells) and isinstance(cells[at], str)]
    words = [(row, str(text)) for row, text in texts if _WORDS_ONLY.match(str(text))]
    if len(words) < MOSTLY * len(texts) or not words:
        return 0
    different = len({codes.folded(text) for _row, text in words}) / len(words)
    full = [row for row, text in words if _NAME.match(text)]
    if different >= MOSTLY and (len(words) >= MANY or (len(full) == len(words) and len(words) > 2)):
        return full[0] if full else words[0][0]
    return 0


def in_words(found: Iterable[Exposure], lang: str) -> list[str]:
    return [one.message.text(lang) for one in found]
