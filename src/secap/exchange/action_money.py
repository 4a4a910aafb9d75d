"""Who pays an action: sources of money in words, or in columns of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secap.exchange.action_targets import FINANCING, SOURCES, TARGETS
from secap.exchange.action_wording import Cells
from secap.exchange.amounts import EUR, PERCENT
from secap.exchange.extension import Part
from secap.exchange.financing_words import Source, UnknownSource, read_financing
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Amount as Shown
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.exchange.understanding import Row, Understanding


class MoneyReader:
    """Makes parts of what the cells of one table say about money."""

    def __init__(self, table: Understanding, cells: Cells) -> None:
        self.table, self.cells = table, cells

    def read(self, row: Row, at: int, text: str) -> None:
        try:
            found = read_financing(
                text,
                self.table.decimal,
                lambda word: self.table.meaning(SOURCES, word),
                scale=self.cells.scale(at, EUR),
            )
        except InvalidInput as problem:
            raise self.table.wrong(row.number, at, problem.message, text, problem.hint) from None
        except UnknownSource as unknown:
            label = str(TARGETS[FINANCING].label)
            raise self.table.not_known(row.number, at, SOURCES, unknown.word, label, text) from None
        self._keep(row, at, text, found)

    def _keep(self, row: Row, at: int, text: str, found: list[Source]) -> None:
        """Make parts of sources whose share is known; one alone pays all of it."""
        names = [codes.code(SOURCES, source.code) for source in found]
        bare = [source for source in found if source.percent is None and source.eur is None]
        if len(found) > 1 and bare:
            self.cells.keep(row, at, text)
            message = Message("Sources without a share, kept as a comment: {names}.", names=names)
            hint = Message("Write the shares into the cell, such as: EU 85 %; municipality 15 %.")
            self.table.warn(row.number, at, message, hint, text)
            found = [source for source in found if source not in bare]
        shown = []
        for source in found:
            percent = 100.0 if source in bare else source.percent
            name = codes.code(SOURCES, source.code)
            note = (
                ""
                if codes.match(SOURCES, source.words) == source.code and len(source.words) < 4
                else source.words
            )
            if note and codes.folded(note) in {codes.folded(name.label(lang)) for lang in ("en", "lv")}:
                note = ""
            values = {"source": source.code, "percent": percent, "eur": source.eur, "note": note[:300]}
            row.parts.append(Part("financing", values))
            share = Shown(source.eur, "EUR") if source.eur is not None else Shown(percent, "%")
            shown.append(Message("{source} {share}", source=name, share=share))
            if percent is not None and percent > 100:
                raise self.table.wrong(row.number, at, Message("A share is more than 100 %."), text)
        if shown:
            self.table.tell(row.number, at, text, Message("Read as {sources}.", sources=shown))

    def read_source(self, row: Row, at: int, source: str, what: str, cell: Any) -> None:
        """Read what one source pays, from a column of its own."""
        units, name = (PERCENT, "%") if what == "percent" else (EUR, "EUR")
        found = self.cells.amount(row, at, cell, units, name)
        if found is not None and found.value is not None:
            if found.value < 0 or (what == "percent" and found.value > 100):
                raise self.table.wrong(
                    row.number,
                    at,
                    Message("A share lies between 0 and 100 %, an amount is never negative."),
                    cell,
                )
            row.loose[f"financing.{source}.{what}"] = (at, found.value)
