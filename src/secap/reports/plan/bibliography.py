"""The sources that the document really used, numbered as they come up."""

from __future__ import annotations

from secap.method.basis import codes, tables
from secap.method.basis.messages import Message
from secap.reports.blocks import Block, Heading, Paragraph, Table
from secap.reports.plan.tongue import Tongue

EDITIONS = {
    "local": Message("local (computed here)"),
    "own": Message("the town's own"),
}


class Bibliography:
    """Gives each source a number when it is first cited."""

    def __init__(self) -> None:
        self.cited: dict[str, int] = {}

    def cite(self, key: str) -> str:
        """Return the number of a source of the tables, or the text itself where it is the town's own."""
        if key not in tables.sources():
            return key
        return f"[{self.cited.setdefault(key, len(self.cited) + 1)}]"

    def edition(self, code: str, say: Tongue) -> str:
        """Return the name of a factor edition."""
        if code in EDITIONS:
            return say(EDITIONS[code])
        for table in ("editions_fuels", "editions_electricity"):
            if code in codes.table(table):
                return codes.table(table)[code].label(say.lang)
        return code

    def short(self) -> list[str]:
        """Return one line per source cited so far, for a short document."""
        found = [(number, tables.sources()[key]) for key, number in self.cited.items()]
        return [
            f"[{number}] "
            + ". ".join(filter(None, [source.title, source.publisher, source.year, source.identifier]))
            for number, source in found
        ]

    def blocks(self, say: Tongue) -> list[Block]:
        """Return the chapter of sources; call it last."""
        blocks: list[Block] = [Heading(1, say(Message("Sources")), numbered=False)]
        if not self.cited:
            return [*blocks, Paragraph(say(Message("No factor and no method is used yet.")))]
        text = Message("Only sources whose factors or methods this document uses are listed.")
        header = (
            say(Message("No.")),
            say(Message("Source")),
            say(Message("Identifier")),
            say(Message("Licence")),
        )
        rows = tuple(_row(number, tables.sources()[key]) for key, number in self.cited.items())
        return [
            *blocks,
            Paragraph(say(text)),
            Table(say(Message("Sources of factors and methods")), header, rows, widths=(0.5, 4.4, 1.9, 1.4)),
        ]


def _row(number: int, source: tables.Source) -> tuple[str, ...]:
    about = ". ".join(filter(None, [source.title, source.publisher, source.year, source.note]))
    return f"[{number}]", about, source.identifier or "–", source.licence or "–"
