"""What a person says in the steps of an import: columns, words, names; kept for the town's next file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from secap.exchange import importing
from secap.exchange.extension import EMPTY, NEW, NONE
from secap.exchange.kinds import KINDS
from secap.exchange.models import ImportRun
from secap.exchange.tables import Table
from secap.method.basis import codes

LINK = "link:"


def take_columns(request: HttpRequest, run: ImportRun, table: Table) -> None:
    """Store what the form says, and remember it for the town's next file."""
    kind = importing.kind_of(run)
    targets = {target for target, _label in kind.targets()} | {"uid"}
    options = {option.name for option in kind.extension.options()} if kind.extension else set()
    header = request.POST.get("header_row", "")
    if header.isdigit():
        run.header_row = int(header)
    headings = cells_of(table, run.header_row)
    run.columns = {
        str(at): target
        for at in range(width(table))
        if (target := request.POST.get(f"column-{at}", "")) in targets
    }
    run.defaults = {
        name.removeprefix("default-"): value
        for name, value in request.POST.items()
        if name.startswith("default-") and value and name.removeprefix("default-") in targets | options
    }
    run.decimal = request.POST.get("decimal", "auto") if request.POST.get("decimal") in {",", "."} else "auto"
    words: dict[str, dict[str, str]] = dict(run.words)
    tables = {table for table in kind.tables() if not table.startswith(LINK)}
    for name, meaning in request.POST.items():
        _prefix, _colon, rest = name.partition("word:")
        table_name, _colon, word = rest.partition(":")
        if (
            name.startswith("word:")
            and table_name in tables
            and (meaning in {"skip", EMPTY} or meaning in codes.table(table_name))
        ):
            words.setdefault(table_name, {})[codes.folded(word)] = "" if meaning == "skip" else meaning
    run.words, run.report = words, {}
    run.save(update_fields=["header_row", "columns", "defaults", "decimal", "words", "report"])
    known = {
        codes.folded(str(cell)): run.columns.get(str(at), "")
        for at, cell in enumerate(headings)
        if cell is not None
    }
    importing.remember(run, importing.COLUMNS, known)
    for table_name, meanings in words.items():
        if not table_name.startswith(LINK):
            importing.remember(run, table_name, meanings)


def unknown_words(run: ImportRun, lang: str) -> list[dict[str, Any]]:
    """Return the words that no table knows, with the choices for each."""
    kind = KINDS[run.kind]
    reading, _found = importing.check(run)
    return [
        {
            "table": table,
            "word": word,
            "count": count,
            "leaves_rows": kind.leaves_rows_out(table),
            "may_be_empty": kind.may_be_empty(table),
            "choices": [(row.code, row.label(lang)) for row in codes.table(table).values()],
        }
        for (table, word), count in reading.unknown.most_common(200)
    ]


def take_links(request: HttpRequest, run: ImportRun) -> bool:
    """Store what names mean that the plan does not hold yet; return whether that is another than before."""
    changed: dict[str, dict[str, str]] = {}
    for link in (run.report or {}).get("links", []):
        said = request.POST.get(f"{LINK}{link['field']}:{link['word']}", link["chosen"])
        if said != link["chosen"] and said in {NEW, NONE, *(uid for uid, _name in link["choices"])}:
            changed.setdefault(f"{LINK}{link['field']}", {})[codes.folded(link["word"])] = said
    for table, meanings in changed.items():
        run.words = {**run.words, table: {**run.words.get(table, {}), **meanings}}
        importing.remember(run, table, meanings)
    return bool(changed)


def cells_of(table: Table, row: int) -> list[Any]:
    return next((cells for number, cells in table.rows if number == row), [])


def width(table: Table) -> int:
    return max(len(cells) for _number, cells in table.rows)
