"""What a document consists of, in the reader's language and before any format: the same for PDF and DOCX.

All texts are plain: no renderer reads markup from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from secap.desk.registry.figures import Figure

KEPT_TOGETHER = 18  # rows of a table that does not break over pages
KEPT_CHARACTERS = 1400  # and characters: fewer rows of long texts may fill a page too
COLUMNS_PER_TABLE = 6  # columns of numbers that stay readable on an upright page


@dataclass(frozen=True, slots=True)
class Heading:
    """level : 1 chapter, 2 section, 3 part;  numbered : False for front and back matter and
    in documents whose headings carry no numbers;
    new_page : whether a chapter begins one."""

    level: int
    text: str
    numbered: bool = True
    new_page: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list with bullets."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in the guidebook's symbols."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A marked paragraph.  kind : missing | error | warning | info;  title : first, in bold."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row and, in its first column, the names of the rows. A cell may hold several
    lines.

    numeric : places of the columns of numbers, set to the right;  widths : relative, one per column;
    total : the last row is a sum.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    widths: tuple[float, ...] = ()
    total: bool = False

    def __post_init__(self) -> None:
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError(f"Table “{self.caption}”: a row has not {len(self.header)} cells.")

    @property
    def breaks(self) -> bool:
        """Return whether the table may go on on the next page."""
        characters = sum(len(cell) for row in self.rows for cell in row)
        return len(self.rows) > KEPT_TOGETHER or characters > KEPT_CHARACTERS


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure; its data stand in a table beside it."""

    figure: Figure


Block = Heading | Paragraph | Items | Formula | Note | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """One document in one language.

    facts : (name, value) of the front page;  contents, table, figure : words that the format's own numbering
    needs;
    fingerprint : of the inputs and the software, see `build.fingerprint`.
    """

    code: str
    lang: str
    title: str
    place: str
    status: str
    day: date
    day_text: str
    version: str
    fingerprint: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    words: dict[str, str]
    blocks: tuple[Block, ...] = field(default=())

    @property
    def figures(self) -> list[Figure]:
        return [block.figure for block in self.blocks if isinstance(block, Picture)]


def split_columns(
    table: Table, name: Callable[[str, int, int], str], largest: int = COLUMNS_PER_TABLE
) -> Iterator[Table]:
    """Yield the table in parts of at most `largest` columns beside the first one.

    name : makes the caption of a part from caption, part and number of parts.
    """
    columns = range(1, len(table.header))
    groups = even_groups(columns, largest)
    for place, group in enumerate(groups, 1):
        chosen = [0, *group]
        caption = table.caption
        if len(groups) > 1:
            caption = name(table.caption, place, len(groups))
        yield Table(
            caption,
            tuple(table.header[column] for column in chosen),
            tuple(tuple(row[column] for column in chosen) for row in table.rows),
            frozenset(range(1, len(chosen))),
            (2.6, *([1.0] * len(group))),
            table.total,
        )


def even_groups(items: Sequence[int], largest: int) -> list[list[int]]:
    """Return the items in as few groups as `largest` allows, of nearly equal size."""
    count = max(1, -(-len(items) // largest))
    size, rest = divmod(len(items), count)
    groups, start = [], 0
    for place in range(count):
        end = start + size + (place < rest)
        groups.append(list(items[start:end]))
        start = end
    return groups


def paragraphs(text: str) -> list[Paragraph]:
    """Return what people typed as paragraphs, one per line that holds something."""
    return [Paragraph(line.strip()) for line in text.splitlines() if line.strip()]
