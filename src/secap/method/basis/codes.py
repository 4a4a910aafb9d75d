"""The lists of codes: sectors, carriers, fuels, units ... Each is one table; a new row is all that a new code
needs."""

from __future__ import annotations

import difflib
import unicodedata
from functools import cache
from typing import Any

from secap import locale
from secap.method.basis import tables
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Code, Message

# Tables that are a part of another one: (table, column, value).
PARTS = {
    "energy_sectors": ("sectors", "kind", "energy"),
    "non_energy_sectors": ("sectors", "kind", "non_energy"),
}
EDITIONS = {"editions_fuels": "fuels", "editions_electricity": "electricity"}


class Row:
    """One row of a table: `code`, `name` (English) and the table's other columns as attributes.

    `yes`/`no` are True/False, numbers are floats, an empty cell is "".
    """

    code: str
    name: str

    def __init__(self, table: str, values: dict[str, str]) -> None:
        self.table = table
        self.__dict__.update({column: _typed(value) for column, value in values.items()})
        self.code, self.name = values["code"], values["name"]

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"table {self.__dict__.get('table')} has no column {name}")

    def label(self, lang: str) -> str:
        """Return the name in `lang`."""
        return locale.label(self.table, self.code, lang, self.name)

    def __repr__(self) -> str:
        return f"<{self.table} {self.code}>"


def _typed(value: str) -> Any:
    if value in {"yes", "no"}:
        return value == "yes"
    try:
        return float(value)
    except ValueError:
        return value


@cache
def table(name: str) -> dict[str, Row]:
    """Return {code: row} in the table's order. KeyError where there is no such table."""
    if name in PARTS:
        whole, column, value = PARTS[name]
        return {code: row for code, row in table(whole).items() if getattr(row, column) == value}
    if name in EDITIONS:
        return _editions(EDITIONS[name])
    try:
        found = tables.rows(f"codes/{name}.csv")
    except FileNotFoundError:
        raise KeyError(name) from None
    return {row["code"]: Row(name, row) for row in found}


def _editions(kind: str) -> dict[str, Row]:
    """Factor editions are folders, so that adding one is adding a folder; here they are a list to choose
    from."""
    from secap.method.basis.editions import editions

    return {
        edition.code: Row("editions", {"code": edition.code, "name": edition.title})
        for edition in editions(kind)
    }


def get(name: str, code: str) -> Row:
    """Return one row. Raises InvalidInput that names the table and the nearest codes."""
    found = table(name).get(code)
    if found is not None:
        return found
    near = difflib.get_close_matches(code, table(name), 3, 0.5)
    hint = (
        Message("Did you mean {codes}?", codes=near)
        if near
        else Message("Choose one of: {codes}.", codes=list(table(name)))
    )
    raise InvalidInput(Message("“{code}” is not in the table {table}.", code=code, table=name), hint=hint)


def code(name: str, id: str) -> Code:
    """Return a code for a sentence; one that the table does not know is said as it is."""
    row = table(name).get(id)
    return Code(row.table, id, row.name) if row else Code(name, id)


def folded(text: str) -> str:
    """Return `text` without case, diacritics and punctuation, for comparing what people write."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join(letters.split())


@cache
def spellings(name: str) -> dict[str, str]:
    """Return {folded spelling: code}: codes, names in every language, aliases. The first to claim a spelling
    has it."""
    found: dict[str, str] = {}
    rows = table(name)
    known = [(code, code) for code in rows]
    for lang in locale.LANGUAGES:
        known += [
            (locale.published_label(row.table, code, lang, row.name), code) for code, row in rows.items()
        ]
    whole = PARTS[name][0] if name in PARTS else name
    aliases = tables.rows("codes/aliases.csv")
    known += [(row["alias"], row["code"]) for row in aliases if row["table"] == whole]
    for spelling, code in known:
        if code in rows:
            found.setdefault(folded(spelling), code)
    return found


def match(name: str, text: str) -> str | None:
    """Return the code that people mean by `text` (a code, a name in any language, an alias), or None."""
    wanted = folded(text)
    for own, code in locale.own_codes(PARTS[name][0] if name in PARTS else name):
        if folded(own) == wanted:
            return code
    return spellings(name).get(wanted)
