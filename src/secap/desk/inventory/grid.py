"""The entry grid of table A: sectors by carriers, read as people type, shown before it is applied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from secap.desk.inventory.models import EnergyUse, Inventory, NotationKey
from secap.desk.registry.models import Person
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as
from secap.method.basis import codes, numbers
from secap.method.basis.errors import SecapError

FINAL = "final"


@dataclass(slots=True)
class Cell:
    """One sector and carrier. A cell made of one plain MWh record, or of none, is typed in the grid; others are
    opened as a list.

    revision : of the record, 0 where there is none yet;  key : the notation key that stands instead of a number.
    """

    sector: str
    carrier: str
    mwh: float | None = None
    records: int = 0
    revision: int = 0
    is_editable: bool = True
    is_accepted: bool = True
    key: str = ""
    typed: str | None = None  # what stands in the input after a failed check

    @property
    def name(self) -> str:
        return f"{self.sector}:{self.carrier}"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that would change.

    before, after : MWh or a notation key, None for empty;  problem : why the text can't be taken;
    is_ambiguous : the text could be read as another number.
    """

    cell: Cell
    text: str
    before: float | str | None
    after: float | str | None
    problem: str = ""
    is_ambiguous: bool = False
    is_stale: bool = False


def default_scope(carrier: str) -> int:
    """Return 2 for what a grid supplies, 1 for what is burnt where it is used."""
    return 2 if codes.get("carriers", carrier).group in {"electricity", "heat_cold"} else 1


def cells(uses: list[EnergyUse], keys: list[NotationKey], mwh: Mapping[str, float]) -> dict[str, Cell]:
    """Return every cell of the grid by name.

    mwh : energy in MWh by the record's uid (records that can't be converted are absent).
    """
    grid = {
        f"{sector}:{carrier}": Cell(sector, carrier)
        for sector in codes.table("energy_sectors")
        for carrier in codes.table("carriers")
    }
    for use in uses:
        cell = grid.get(f"{use.sector}:{use.carrier}")
        if cell is None or use.purpose != FINAL:
            continue
        cell.records += 1
        cell.mwh = (cell.mwh or 0.0) + mwh.get(use.uid, 0.0)
        cell.is_accepted &= use.accepted
        plain = cell.records == 1 and use.unit == "mwh" and not use.fuel
        cell.is_editable, cell.revision = plain, use.revision if plain else 0
    for key in keys:
        cell = grid.get(f"{key.sector}:{key.carrier}")
        if cell is not None and cell.records == 0:
            cell.key, cell.revision = key.key, key.revision
    return grid


def read_changes(grid: dict[str, Cell], posted: Mapping[str, str], decimal: str) -> list[Change]:
    """Return what the posted texts would change.

    posted : `cell-<name>` typed text, `revision-<name>` the revision the page was made from;
    decimal : "auto", "," or ".": "auto" looks at all changed cells together.
    """
    typed = {
        name: posted[f"cell-{name}"].strip()
        for name, cell in grid.items()
        if cell.is_editable and f"cell-{name}" in posted
    }
    changed = {name: text for name, text in typed.items() if text != posted.get(f"before-{name}", "").strip()}
    figures = [text for text in changed.values() if text and text.upper() not in codes.table("notation_keys")]
    style = numbers.detect_decimal(figures)
    sign = style.decimal if decimal == "auto" else decimal
    changes = []
    for name, text in changed.items():
        cell = grid[name]
        cell.typed = text
        stale = str(cell.revision) != posted.get(f"revision-{name}", "0")
        changes.append(_change(cell, text, sign, decimal == "auto", stale))
    return changes


def _change(cell: Cell, text: str, sign: str, guessed: bool, stale: bool) -> Change:
    before: float | str | None = cell.key or cell.mwh
    if not text:
        return Change(cell, text, before, None, is_stale=stale)
    if text.upper() in codes.table("notation_keys"):
        return Change(cell, text, before, text.upper(), is_stale=stale)
    try:
        value = numbers.read_number(text, decimal=sign)
    except SecapError as error:
        return Change(cell, text, before, None, problem=error.text(_lang()))
    if value is None:
        return Change(cell, text, before, None, problem=_("This is no number and no notation key."))
    if value < 0:
        return Change(cell, text, before, value, problem=_("Energy can't be negative."))
    return Change(cell, text, before, value, is_ambiguous=guessed and numbers.is_ambiguous(text), is_stale=stale)


def _lang() -> str:
    from django.utils.translation import get_language

    return (get_language() or "en")[:2]


@transaction.atomic
def apply_changes(inventory: Inventory, changes: list[Change], person: Person, source: str = "") -> int:
    """Save the changes, all or none; return how many. Raises StaleRecord when a cell was changed meanwhile."""
    done = 0
    for change in changes:
        if change.problem:
            raise ValueError("a change with a problem can't be applied")
        if change.is_stale:
            raise StaleRecord
        done += _apply(inventory, change, person, source)
    return done


def _apply(inventory: Inventory, change: Change, person: Person, source: str) -> int:
    cell = change.cell
    mine: dict[str, Any] = {"inventory": inventory, "sector": cell.sector, "carrier": cell.carrier}
    use = EnergyUse.objects.filter(**mine, purpose=FINAL).first()
    key = NotationKey.objects.filter(**mine).first()
    if isinstance(change.after, float):
        if key:
            key.remove(person)
        if use is None:
            use = EnergyUse(municipality=inventory.municipality, **mine, scope=default_scope(cell.carrier), unit="mwh")
            use.source = source
        use.amount, use.estimate = change.after, None
        keep_as(person, use, _("entered in the grid"))
        return 1
    if use:
        use.remove(person)
    if isinstance(change.after, str):
        if key is None:
            key = NotationKey(municipality=inventory.municipality, **mine)
        key.key = change.after
        keep_as(person, key, _("entered in the grid"))
    elif key:
        key.remove(person)
    return 1
