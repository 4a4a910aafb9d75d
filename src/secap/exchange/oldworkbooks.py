"""What the reader of an XLS file does not tell: how far a sheet reaches, and errors.

An XLS file is a small file system (OLE) with one stream of records (BIFF). Only the records that name sheets,
place cells and hold shared texts are looked at; whether a formula was ever calculated is not in them.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator

from secap.exchange import places, safety
from secap.exchange.sheetparts import SheetFacts, check_extent, check_texts

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER_BYTES = 512
MAX_SHEET_CELLS = 65_536 * 256  # of the format
END_OF_CHAIN = 0xFFFFFFFA  # this and above are marks, not sectors

BOF = (0x0009, 0x0209, 0x0409, 0x0809)
SHEET, DIMENSIONS, SST, CONTINUE = 0x85, 0x0200, 0xFC, 0x3C
CELLS = (0x0203, 0x0204, 0x0205, 0x027E, 0xFD, 0xD6, 0x0006, 0x0206, 0x0406, 0xBD)
ROW_OF_NUMBERS, SHARED_TEXT, ERROR, FORMULAS = 0xBD, 0xFD, 0x0205, (0x0006, 0x0206, 0x0406)
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def xls_facts(name: str, content: bytes) -> dict[str, SheetFacts]:
    """Return {sheet: facts} of an XLS file; nothing where it is no such file (the reader says what it is).

    Raises: UnreadableFile where it is damaged or would take too much memory
    """
    if len(content) < HEADER_BYTES or not content.startswith(SIGNATURE):
        return {}
    try:
        return _Walk(name).follow(_workbook_stream(content))
    except (struct.error, IndexError, UnicodeDecodeError, ZeroDivisionError):
        raise safety.damaged(name) from None


def _workbook_stream(content: bytes) -> bytes:
    shift, mini_shift = struct.unpack_from("<HH", content, 0x1E)
    directory, cutoff, mini_start, difat = struct.unpack_from("<I4xIIxxxxI", content, 0x30)
    size = 1 << shift
    if shift not in {9, 12} or mini_shift != 6:
        raise IndexError

    def sector(number: int) -> bytes:
        start = HEADER_BYTES + number * size if shift == 9 else (number + 1) * size
        if start >= len(content):
            raise IndexError
        return content[start : start + size]

    tables = list(struct.unpack_from("<109I", content, 0x4C))
    most = len(content) // size + 1
    for _ in range(most):
        if difat >= END_OF_CHAIN:
            break
        *more, difat = struct.unpack(f"<{size // 4}I", sector(difat))
        tables += more
    fat: list[int] = []
    for number in tables[:most]:
        if number < END_OF_CHAIN:
            fat += struct.unpack(f"<{size // 4}I", sector(number).ljust(size, b"\xff"))

    def stream(start: int) -> bytes:
        return b"".join(map(sector, _chain(fat, start)))

    entries = stream(directory)
    root = mini = b""
    for at in range(0, len(entries) - 127, 128):
        entry = entries[at : at + 128]
        name = entry[: max(0, min(64, struct.unpack_from("<H", entry, 0x40)[0]) - 2)].decode("utf-16-le")
        first, length = struct.unpack_from("<II", entry, 0x74)
        if at == 0 and first < END_OF_CHAIN:
            root = stream(first)
        if name.lower() not in {"workbook", "book"}:
            continue
        if length >= cutoff:
            return stream(first)[:length]
        links = stream(mini_start) if mini_start < END_OF_CHAIN else b""
        mini_fat = list(struct.unpack(f"<{len(links) // 4}I", links))
        mini = b"".join(root[64 * number : 64 * number + 64] for number in _chain(mini_fat, first))
        return mini[:length]
    return b""


def _chain(links: list[int], start: int) -> Iterator[int]:
    for _ in range(len(links)):
        if start >= END_OF_CHAIN:
            return
        yield start
        start = links[start]


class _Walk:
    """Follows the records."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.starts: dict[int, str] = {}
        self.sheets: dict[str, SheetFacts] = {}
        self.facts = SheetFacts()
        self.texts: Counter[int] = Counter()
        self.shared: list[bytes] = []

    def follow(self, data: bytes) -> dict[str, SheetFacts]:
        at = before = 0
        while at + 4 <= len(data):
            kind, length = struct.unpack_from("<HH", data, at)
            body = data[at + 4 : at + 4 + length]
            if kind in BOF:
                self.facts = self.sheets.setdefault(self.starts.get(at, ""), SheetFacts())
            elif kind == SHEET:
                self._sheet(body)
            elif kind == SST or (kind == CONTINUE and before == SST):
                self.shared.append(body)
                kind = SST
            elif kind == DIMENSIONS and len(body) >= 12:
                top, bottom, left, right = struct.unpack_from("<IIHH", body)
                if (bottom - top + 1) * (right - left + 1) > 2 * MAX_SHEET_CELLS:
                    raise safety.damaged(self.name)
            elif kind in CELLS:
                self._cell(kind, body)
            at, before = at + 4 + length, kind
        check_extent(self.name, sum(facts.rows * facts.columns for facts in self.sheets.values()))
        if self.texts.total() * sum(map(len, self.shared)) > 0:
            lengths = list(_lengths(self.shared))
            total = sum(
                lengths[number] * times for number, times in self.texts.items() if number < len(lengths)
            )
            check_texts(self.name, total)
        return self.sheets

    def _sheet(self, body: bytes) -> None:
        start, _state, count, wide = struct.unpack_from("<IHBB", body)
        text = body[8 : 8 + count * (1 + (wide & 1))] if wide in {0, 1} else body[7 : 7 + count]
        self.starts[start] = text.decode("utf-16-le" if wide == 1 else "latin-1")

    def _cell(self, kind: int, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        facts = self.facts
        facts.cells += 1
        last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == ROW_OF_NUMBERS else column
        facts.rows, facts.columns = max(facts.rows, row + 1), max(facts.columns, last + 1)
        if kind == SHARED_TEXT:
            self.texts[struct.unpack_from("<I", body, 6)[0]] += 1
        code = None
        if kind == ERROR and body[7]:
            code = body[6]
        elif kind in FORMULAS and body[12:14] == b"\xff\xff" and body[6] == 2:
            code = body[8]
        if code is not None:
            facts.errors[places.cell(row + 1, column + 1)] = ERRORS.get(code, "#")


def _lengths(pieces: list[bytes]) -> Iterator[int]:
    """Yield the number of characters of each shared text.

    A text may go on in the next record, where its characters begin with a byte that says how wide they are.
    """
    piece, at = 0, 8

    def skip(count: int) -> None:
        nonlocal piece, at
        at += count
        while piece < len(pieces) and at > len(pieces[piece]):
            at -= len(pieces[piece])
            piece += 1

    while piece < len(pieces):
        if at + 3 > len(pieces[piece]):
            piece, at = piece + 1, 0
            continue
        count, flags = struct.unpack_from("<HB", pieces[piece], at)
        at += 3
        runs = extra = 0
        if flags & 8:
            runs = struct.unpack_from("<H", pieces[piece], at)[0]
            at += 2
        if flags & 4:
            extra = struct.unpack_from("<I", pieces[piece], at)[0]
            at += 4
        yield count
        left, width = count, 1 + (flags & 1)
        while left and piece < len(pieces):
            here = min(left, (len(pieces[piece]) - at) // width)
            at, left = at + here * width, left - here
            if left:
                piece, at = piece + 1, 0
                if piece < len(pieces) and pieces[piece]:
                    width, at = 1 + (pieces[piece][0] & 1), 1
        skip(4 * runs + extra)
