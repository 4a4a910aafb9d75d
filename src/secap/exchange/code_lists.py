"""Cells that name several codes: "Bērni; vecāka gadagājuma cilvēki", "Ēkas, transports un veselība"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from secap.desk.registry.fields import CodesField
from secap.exchange.extension import EMPTY
from secap.exchange.understanding import NOT_SAID
from secap.method.basis import codes
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.exchange.understanding import Row, Understanding

# What divides, the surest first: a name's own comma or slash or "and" is tried before it divides.
BETWEEN = (
    re.compile(r"[;\n•|]+"),
    re.compile(r",+"),
    re.compile(r"[/+]+"),
    re.compile(r"\bun\b|\band\b|&", re.IGNORECASE),
)


def read_codes(table: Understanding, row: Row, at: int, one: CodesField, text: str) -> str:
    """Return the codes of a cell as the field holds them; each word as the person said, else as known.

    Raises: Wrong where a word means nothing yet; it is noted, so that the person is asked
    """
    found = list(_codes(table, row, at, one, text, text, 0))
    chosen = [code for code in dict.fromkeys(found) if code not in {"", EMPTY}]
    if len(chosen) > 1 and not row.uid:
        names = [codes.code(one.codes_table, code) for code in chosen]
        table.tell(row.number, at, text, Message("Read as {names}.", names=names))
    return " ".join(chosen)


def divides(name: str) -> bool:
    """Whether a name can't stand in such a cell, because it would be read as several."""
    return bool(BETWEEN[0].search(name))


def _codes(
    table: Understanding, row: Row, at: int, one: CodesField, text: str, cell: str, level: int
) -> Iterator[str]:
    for piece in _pieces(BETWEEN[level], text):
        said = table.meaning(one.codes_table, piece)
        code = codes.match(one.codes_table, piece) if said is None else said
        if code is not None:
            yield code
        elif codes.folded(piece) in NOT_SAID:
            continue
        elif level + 1 < len(BETWEEN) and any(sign.search(piece) for sign in BETWEEN[level + 1 :]):
            yield from _codes(table, row, at, one, piece, cell, level + 1)
        else:
            raise table.not_known(row.number, at, one.codes_table, piece, str(one.verbose_name), cell)


def _pieces(sign: re.Pattern[str], text: str) -> list[str]:
    found = [" ".join(piece.split()).strip(" -–—") for piece in sign.split(text)]
    return [piece for piece in dict.fromkeys(found) if piece]
