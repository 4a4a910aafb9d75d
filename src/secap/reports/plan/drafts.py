"""Which lists of a section name things as drafts do, because their official wording could not be checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from secap import locale
from secap.desk.registry.fields import CodeField, CodesField, codes_in
from secap.desk.registry.records import Record
from secap.desk.registry.wording import UNVERIFIED
from secap.method.basis import codes, tables
from secap.method.basis.messages import Message
from secap.reports.blocks import Block, Paragraph
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.tongue import Tongue


def draft_names(records: Iterable[Record], say: Tongue, sources: Bibliography) -> list[Block]:
    """Return one paragraph that names the lists whose names the records use unchecked; nothing without any.

    A name that the town took over from the official text, in the document's language, counts as checked.
    """
    used = {(table, code) for record in records for table, code in _codes(record)}
    own = {(table, code) for table in {table for table, _code in used} for code in _own(table, say.lang)}
    rows = [
        (table, codes.table(table)[code]) for table, code in sorted(used - own) if code in codes.table(table)
    ]
    unchecked = [(table, row) for table, row in rows if row.__dict__.get("quality") == UNVERIFIED]
    if not unchecked:
        return []
    titles = {row["code"]: row["name"] for row in tables.rows("lists.csv")}
    lists = sorted(
        {
            locale.published_label("lists", table, say.lang, titles.get(table, table))
            for table, _row in unchecked
        }
    )
    cited = sorted({row.source for _table, row in unchecked if row.source})
    text = Message(
        "The names in these lists follow drafts and summaries {sources}; their wording was not checked "
        "against the official text: {lists}.",
        sources=", ".join(sources.cite(key) for key in cited),
        lists="; ".join(lists),
    )
    return [Paragraph(say(text))]


def _codes(record: Record) -> Iterator[tuple[str, str]]:
    """Yield (table, code) of everything that a record says by code."""
    for field in type(record).own_fields():
        if isinstance(field, CodeField):
            yield field.table, getattr(record, field.attname)
        elif isinstance(field, CodesField):
            for code in codes_in(getattr(record, field.attname)):
                yield field.codes_table, code


def _own(table: str, lang: str) -> list[str]:
    return [code for _name, code in locale.own_codes(table, lang)]
