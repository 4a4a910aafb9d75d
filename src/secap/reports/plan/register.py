"""A section that is one table of records, or the note that none are entered yet."""

from __future__ import annotations

from collections.abc import Sequence

from secap.method.basis.messages import Message
from secap.reports.blocks import Block, Heading, Table
from secap.reports.plan.tongue import Tongue


def register(
    say: Tongue,
    title: Message,
    header: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    *,
    missing: Message,
    remedy: Message,
    widths: tuple[float, ...] = (),
    numeric: frozenset[int] = frozenset(),
    level: int = 2,
    total: bool = False,
) -> list[Block]:
    """Return heading and table; without rows what is missing and where to enter it."""
    heading = Heading(level, say(title))
    if not rows:
        return [heading, say.missing(missing, remedy=remedy)]
    return [heading, Table(say(title), header, tuple(rows), numeric, widths, total)]
