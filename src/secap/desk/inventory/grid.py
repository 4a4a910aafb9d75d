"""The entry grid of table A: sectors by carriers, read as people type, shown before it is applied."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from babel.numbers import get_decimal_symbol
from django.db import transaction
from django.utils.translation import gettext as _

from secap.desk.inventory.models import EnergyUse, Inventory, NotationKey
from secap.desk.registry.models import Person
from secap.desk.registry.numbers import plain_number
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as, remove_as
from secap.method.basis import codes, numbers
from secap.method.basis.errors import SecapError
from secap.method.inventory.estimates.result import default_scope as default_scope

FINAL = "final"


@dataclass(slots=True)
class Cell:
    """One sector and carrier. A cell made of one plain MWh record, or of none, is typed in the grid; others
    are opened as a list.

    text : what stands in it, as the reader writes it;  key : the notation key that stands instead of a
    number;
    record : what is typed over, None where the cell is empty;  unreadable : amounts that can't become MWh;
    typed : what stands in the input after a check.
    """

    sector: str
    carrier: str
    mwh: float | None = None
    records: int = 0
    is_editable: bool = True
    is_accepted: bool = True
    is_estimate: bool = False
    key: str = ""
    text: str = ""
    record: EnergyUse | NotationKey | None = None
    unreadable: int = 0
    typed: str | None = None

    @property
    def name(self) -> str:
        return f"{self.sector}:{self.carrier}"

    @property
    def revision(self) -> str:
        """Name what stands in the cell, so that a form opened on something else is noticed."""
        if not self.is_editable:
            return "several"
        return f"{self.record.uid}.{self.record.revision}" if self.record else "0"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that would change.

    text : as typed;  opened : what stood there when the page was opened;  before, after : MWh or a notation
    key, None for empty;  problem : why the text can't be taken;  other_reading : the number it could also
    be;
    is_stale : somebody changed the cell since the page was opened.
    """

    cell: Cell
    text: str
    opened: str
    before: float | str | None
    after: float | str | None
    problem: str = ""
    other_reading: float | None = None
    is_stale: bool = False


def cells(
    uses: Iterable[EnergyUse], keys: Iterable[NotationKey], mwh: Mapping[str, float], lang: str
) -> dict[str, Cell]:
    """Return every cell of the grid by name.

    mwh : energy in MWh by the record's uid; records that can't be converted are absent and counted as
    unreadable.
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
        if use.uid in mwh:
            cell.mwh = (cell.mwh or 0.0) + mwh[use.uid]
        else:
            cell.unreadable += 1
        cell.is_accepted &= use.accepted
        cell.is_estimate |= bool(use.estimate)
        cell.is_editable = cell.records == 1 and use.unit == "mwh" and not use.fuel
        cell.record = use if cell.is_editable else None
        cell.text = plain_number(use.amount, lang) if cell.is_editable else ""
    for key in keys:
        cell = grid.get(f"{key.sector}:{key.carrier}")
        if cell is not None and cell.records == 0:
            cell.key = cell.text = key.key
            cell.record, cell.is_accepted = key, key.accepted
    return grid


def sector_keys(keys: Iterable[NotationKey]) -> dict[str, NotationKey]:
    """Return {sector: key} of the keys that explain a whole sector."""
    return {key.sector: key for key in keys if not key.carrier}


def read_changes(grid: dict[str, Cell], posted: Mapping[str, str], decimal: str, lang: str) -> list[Change]:
    """Return what the posted texts would change.

    posted : `cell-<name>` typed text, `before-<name>` what stood there when the page was made,
    `revision-<name>` which record that was;  decimal : "auto", "," or "."; "auto" looks at all changed cells
    together, and at the reader's language where they do not tell.
    """
    changed = {
        name: text
        for name, cell in grid.items()
        if (text := posted.get(f"cell-{name}", "").strip()) != posted.get(f"before-{name}", "").strip()
        and f"cell-{name}" in posted
    }
    figures = [text for text in changed.values() if text and text.upper() not in codes.table("notation_keys")]
    sign, is_guess = decimal, False
    if decimal == "auto":
        style = numbers.detect_decimal(figures, default=get_decimal_symbol(lang))
        sign, is_guess = style.decimal, not style.certain or style.contradictory
    changes = []
    for name, text in changed.items():
        cell = grid[name]
        cell.typed = text
        opened = posted.get(f"before-{name}", "").strip()
        is_stale = cell.revision != posted.get(f"revision-{name}", "0")
        change = _change(cell, text, opened, sign, is_guess, is_stale, lang)
        if change.is_stale or change.problem or change.before != change.after:
            changes.append(change)
    return changes


def _change(
    cell: Cell, text: str, opened: str, sign: str, is_guess: bool, is_stale: bool, lang: str
) -> Change:
    before: float | str | None = cell.key or cell.mwh
    after: float | str | None = None
    problem, other = "", None
    if not cell.is_editable:
        problem = _(
            "Meanwhile this cell is made of several amounts, or of another unit: change it in their list."
        )
    elif text.upper() in codes.table("notation_keys"):
        after = text.upper()
    elif text:
        try:
            after = numbers.read_number(text, decimal=sign)
        except SecapError as error:
            problem = error.text(lang)
        if isinstance(after, float) and after < 0:
            problem = _("Energy can't be negative.")
        elif isinstance(after, float) and is_guess and numbers.is_ambiguous(text):
            other = numbers.read_number(text, decimal="." if sign == "," else ",")
    return Change(cell, text, opened, before, after, problem, other, is_stale)


@transaction.atomic
def apply_changes(
    inventory: Inventory,
    changes: Iterable[Change],
    person: Person,
    *,
    source: str = "",
    data_quality: str = "",
) -> int:
    """Save the changes, all or none; return how many.

    source, data_quality : of the new figures; empty: those that stand there stay.
    Raises: StaleRecord when a cell was changed meanwhile; ValueError for a change that has a problem.
    """
    Inventory.objects.select_for_update().get(
        pk=inventory.pk
    )  # one after the other, also for cells still empty
    done = 0
    for change in changes:
        if change.problem:
            raise ValueError("a change with a problem can't be applied")
        if change.is_stale:
            raise StaleRecord
        _apply(inventory, change, person, source, data_quality)
        done += 1
    return done


def _apply(inventory: Inventory, change: Change, person: Person, source: str, data_quality: str) -> None:
    cell = change.cell
    mine: dict[str, Any] = {"inventory": inventory, "sector": cell.sector, "carrier": cell.carrier}
    uses = list(EnergyUse.objects.filter(**mine, purpose=FINAL))
    key = NotationKey.objects.filter(**mine).first()
    use = uses[0] if uses else None
    standing = use or key
    now = f"{standing.uid}.{standing.revision}" if standing else "0"
    if len(uses) > 1 or now != cell.revision:
        raise StaleRecord
    if isinstance(change.after, float):
        if key:
            remove_as(person, key)
        if use is None:
            use = EnergyUse(
                municipality=inventory.municipality, **mine, scope=default_scope(cell.carrier), unit="mwh"
            )
        use.amount, use.estimate = change.after, None  # what is typed over an estimate is none any more
        use.source = source or use.source
        use.data_quality = data_quality or use.data_quality
        keep_as(person, use, "grid")
        return
    if use:
        remove_as(person, use)
    if isinstance(change.after, str):
        key = key or NotationKey(municipality=inventory.municipality, **mine)
        key.key = change.after
        keep_as(person, key, "grid")
    elif key:
        remove_as(person, key)
