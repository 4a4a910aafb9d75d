"""What the reader of an XLSX file does not tell: how far a sheet reaches, formulas without value, errors.

Each part of the file is read once, before the reader opens it. Sheets as spreadsheet programs write them are
looked over by patterns, which is quick; whatever is written otherwise (other quotation marks, prefixes, an
encoding, cells without address) is parsed.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from secap.exchange import places, safety
from secap.method.basis.errors import UnreadableFile
from secap.method.basis.messages import Amount, Message

# The reader holds a sheet as a full rectangle: one cell far out would take all memory and end the process.
MAX_CELLS = 5_000_000
MAX_TEXT_BYTES = 100_000_000
PIECE = 4 * safety.CHUNK
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin")

_TAG = re.compile(rb"<c[\s/>]")
_PREFIXED = re.compile(rb":c[\s/>]")
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"')
_WHOLE_CELL = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"([^<>]*)>\s*(<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?\s*(?:<v[^<>]*>([^<]*)</v>)?'
)
_FORMULA = re.compile(rb"<f[\s/>]")
_ITEM = re.compile(rb"<si[\s/>]")
_RELATIONS = re.compile(r"(.*/)?_rels/[^/]+\.rels")


@dataclass(slots=True)
class SheetFacts:
    """What stands in a sheet beside its values.

    rows, columns : of the rectangle that the used cells span;  cells : used cells;
    unvalued : cells whose formula has no stored value;  errors : {cell: error such as #REF!};
    merged : ranges such as A1:B2, where the reader does not tell them;  text_bytes : of repeated texts.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    unvalued: set[str] = field(default_factory=set)
    errors: dict[str, str] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    text_bytes: int = 0


def check_extent(name: str, cells: int) -> None:
    """Refuse a sheet that takes too much memory when it is laid out."""
    if cells > MAX_CELLS:
        raise UnreadableFile(
            Message("A sheet reaches over {cells} cells, which is too much.", cells=cells),
            where=(name,),
            hint=Message(
                "Copy the table alone into a new workbook: a cell far below or beside it is in use."
            ),
        )


def check_texts(name: str, text_bytes: int) -> None:
    """Refuse a sheet whose texts take too much memory once each cell has its own."""
    if text_bytes > MAX_TEXT_BYTES:
        size = Amount(text_bytes / 1e6, "MB", 0)
        raise UnreadableFile(
            Message("The texts of a sheet come to {size}, which is too much.", size=size),
            where=(name,),
            hint=Message("Copy the columns that are needed into a new workbook."),
        )


def xlsx_facts(name: str, archive: zipfile.ZipFile) -> dict[str, SheetFacts]:
    """Return {sheet: facts} of an XLSX file, and look through every other part of it.

    Raises: UnreadableFile where the file is damaged, a trap, or would take too much memory
    """
    targets = _targets(name, archive)
    sheets = _names(name, archive, targets)
    found: dict[str, SheetFacts] = {}
    read: list[zipfile.ZipInfo] = []
    texts: list[zipfile.ZipInfo] = []
    longest = total = 0
    for member in archive.infolist():
        path = safety.path_of(member.filename)
        if path.endswith(PICTURES) and path not in sheets:
            continue
        head, stream = _peek(safety.parts(name, archive, member))
        if path in sheets or "worksheets/" in path or b"worksheet" in head:
            found[path] = _facts(name, archive, member, stream)
            read.append(member)
        elif path.endswith("sharedstrings.xml"):
            of_part, size = _longest_text(stream)
            longest, total = max(longest, of_part), total + size
            texts.append(member)
        else:
            for _chunk in stream:  # looks for entities
                pass
    check_extent(name, sum(facts.rows * facts.columns for facts in found.values()))
    check_texts(name, total)
    if longest * sum(facts.cells for facts in found.values()) > MAX_TEXT_BYTES:
        check_texts(name, _text_bytes(name, archive, texts, read))
    return {sheet: found.get(path, SheetFacts()) for path, sheet in sheets.items()}


def _peek(stream: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    first = next(stream, b"")

    def whole() -> Iterator[bytes]:
        yield first
        yield from stream

    return first[:4096], whole()


def _targets(name: str, archive: zipfile.ZipFile) -> dict[str, str]:
    """Return {id of a relation: path of the part} of the workbook."""
    found: dict[str, str] = {}
    for member in archive.infolist():
        path = safety.path_of(member.filename)
        if not _RELATIONS.fullmatch(path) or "workbook" not in path:
            continue
        folder = path.partition("_rels/")[0]

        def start(tag: str, given: dict[str, str], folder: str = folder) -> None:
            target = given.get("Target", "").replace("\\", "/")
            if target and given.get("Id"):
                whole = target if target.startswith("/") else posixpath.normpath(folder + target)
                found[given["Id"]] = safety.path_of(whole)

        parse(name, safety.parts(name, archive, member), start)
    return found


def _names(name: str, archive: zipfile.ZipFile, targets: dict[str, str]) -> dict[str, str]:
    """Return {path of the part: name of the sheet}."""
    found: dict[str, str] = {}

    def start(tag: str, given: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            relation = next((value for key, value in given.items() if key.endswith(":id")), "")
            if relation in targets:
                found[targets[relation]] = given.get("name", "")

    for member in archive.infolist():
        if re.fullmatch(r"xl/workbook\w*\.xml", safety.path_of(member.filename)):
            parse(name, safety.parts(name, archive, member), start)
    return found


def parse(
    name: str,
    stream: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Parse a part with the given handlers."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        for chunk in stream:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise safety.damaged(name) from None


def _pieces(stream: Iterable[bytes], before: bytes) -> Iterator[bytes]:
    """Yield the stream in pieces that are cut only before the given sign: no pattern is cut in two."""
    rest = b""
    for chunk in stream:
        rest += chunk
        cut = rest.rfind(before)
        if cut <= 0 and len(rest) > PIECE:
            cut = rest.rfind(b"<")
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def _facts(
    name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, stream: Iterator[bytes]
) -> SheetFacts:
    facts = _looked_over(stream)
    if facts is not None and facts.rows * facts.columns <= MAX_CELLS and facts.cells <= MAX_CELLS:
        return facts
    walk = _Walk(
        name
    )  # written in an unusual way, or reaching far: empty cells with a format do not count then
    parse(name, safety.parts(name, archive, member), walk.start, walk.end, walk.text)
    return walk.facts


def _looked_over(stream: Iterator[bytes]) -> SheetFacts | None:
    """Return the facts of a sheet in the usual way of writing, None for any other."""
    facts, letters = SheetFacts(), set[bytes]()
    for piece in _pieces(stream, b"<c "):
        cells = _CELL.findall(piece)
        if len(cells) != len(_TAG.findall(piece)) or _PREFIXED.search(piece):
            return None
        if not cells:
            continue
        facts.cells += len(cells)
        letters.update([column for column, _row in cells])
        facts.rows = max(facts.rows, *map(int, {row for _column, row in cells}))
        if (b"<f" in piece or b't="e"' in piece or b"='" in piece) and not _note_flaws(piece, facts):
            return None
    facts.columns = max((places.number(column.decode()) for column in letters), default=0)
    return facts


def _note_flaws(piece: bytes, facts: SheetFacts) -> bool:
    """Add formulas without value and errors; False where the piece is written in another way."""
    formulas = errors = 0
    for cell, about, formula, value in _WHOLE_CELL.findall(piece):
        formulas += bool(formula)
        if b't="e"' in about:
            errors += 1
            facts.errors[cell.decode()] = value.decode("utf-8", "replace")[:40] or "#"
        elif formula and not value.strip() and b't="str"' not in about:
            facts.unvalued.add(cell.decode())
    return formulas == len(_FORMULA.findall(piece)) and errors == piece.count(b't="e"') and b"='" not in piece


class _Walk:
    """Follows the cells of a sheet, however it is written."""

    def __init__(self, name: str) -> None:
        self.name, self.facts = name, SheetFacts()
        self.row = self.column = 0
        self.kind, self.inside = "", ""
        self.has: set[str] = set()
        self.value = ""
        self.texts: Counter[int] = Counter()  # {number of a shared text: cells that point at it}

    def start(self, tag: str, given: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "row":
            self.row, self.column = int(given["r"]) if given.get("r", "").isdecimal() else self.row + 1, 0
        elif tag == "c":
            self.column += 1
            if place := re.fullmatch(r"([A-Za-z]{1,5})(\d{1,9})", given.get("r", "").replace("$", "")):
                self.column, self.row = places.number(place[1]), int(place[2])
            self.kind, self.has, self.value = given.get("t", ""), set(), ""
        else:
            self.has.add(tag)
            self.inside = tag

    def text(self, data: str) -> None:
        if self.inside == "v" and len(self.value) < 40:
            self.value += data

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        self.inside = ""
        if tag != "c" or not self.has:
            return
        facts, cell = self.facts, places.cell(self.row, self.column)
        facts.cells += 1
        facts.rows, facts.columns = max(facts.rows, self.row), max(facts.columns, self.column)
        if self.kind == "s" and self.value.strip().isdecimal():
            self.texts[int(self.value)] += 1
        if self.kind == "e":
            facts.errors[cell] = self.value.strip()[:40] or "#"
        elif "f" in self.has and not self.value.strip() and not (self.kind == "str" and "v" in self.has):
            facts.unvalued.add(cell)
        if facts.cells > MAX_CELLS:
            check_extent(self.name, facts.cells)


def _longest_text(stream: Iterable[bytes]) -> tuple[int, int]:
    """Return the length of the longest shared text and of all of them, in bytes with their markup."""
    longest = total = 0
    for piece in _pieces(stream, b"<si"):
        total += len(piece)
        if len(piece) > longest:
            items = [piece] if b"CDATA" in piece else _ITEM.split(piece)
            longest = max(longest, *map(len, items))
    return longest, total


def _text_bytes(
    name: str, archive: zipfile.ZipFile, shared: list[zipfile.ZipInfo], sheets: list[zipfile.ZipInfo]
) -> int:
    """Return the bytes of all shared texts, each as often as a cell points at it."""
    lengths: list[int] = []

    def start(tag: str, given: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "si":
            lengths.append(0)

    def text(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)

    for member in shared:
        parse(name, safety.parts(name, archive, member), start, None, text)
    total = 0
    for member in sheets:
        walk = _Walk(name)
        parse(name, safety.parts(name, archive, member), walk.start, walk.end, walk.text)
        total += sum(lengths[at] * times for at, times in walk.texts.items() if at < len(lengths))
    return total
