"""Values of vulnerability indicators by district: typed or pasted, shown as they were read, then saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from babel.numbers import get_decimal_symbol
from django.db import transaction
from django.utils.translation import gettext as _

from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.numbers import plain_number
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as, remove_as
from secap.desk.risk.models import District, IndicatorValue, VulnerabilityIndicator
from secap.desk.risk.models.vulnerability import QUALITATIVE
from secap.method.basis import numbers
from secap.method.basis.errors import SecapError

REASON = "grid"
TOWN = "town"  # stands for the whole town in a cell's name


@dataclass(slots=True)
class Cell:
    """One district (None: the whole town) and indicator.  typed : what stands in the input after a check."""

    district: District | None
    indicator: VulnerabilityIndicator
    record: IndicatorValue | None = None
    text: str = ""
    typed: str | None = None

    @property
    def name(self) -> str:
        return f"{self.district.uid if self.district else TOWN}:{self.indicator.uid}"

    @property
    def revision(self) -> str:
        return f"{self.record.uid}.{self.record.revision}" if self.record else "0"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that would change.  before, after : None for empty;  problem : why the text can't be taken;
    other_reading : the number it could also be;  is_stale : somebody changed the cell meanwhile."""

    cell: Cell
    text: str
    before: float | None
    after: float | None
    problem: str = ""
    other_reading: float | None = None
    is_stale: bool = False


def cells(
    districts: Sequence[District | None],
    indicators: Sequence[VulnerabilityIndicator],
    values: Iterable[IndicatorValue],
    lang: str,
) -> dict[str, Cell]:
    """Return every cell by name, district by district."""
    grid = {
        (district.pk if district else None, indicator.pk): Cell(district, indicator)
        for district in districts
        for indicator in indicators
    }
    for value in values:
        cell = grid.get((value.district_id, value.indicator_id))
        if cell is not None:
            cell.record, cell.text = value, plain_number(value.value, lang)
    return {cell.name: cell for cell in grid.values()}


def read_changes(
    grid: Mapping[str, Cell], posted: Mapping[str, str], decimal: str, lang: str
) -> list[Change]:
    """Return what the posted texts would change.

    posted : `cell-<name>` typed text, `before-<name>` and `revision-<name>` what stood there when the page
    was made;  decimal : "auto", "," or "."; "auto" looks at all changed cells together, and at the reader's
    language where they do not tell.
    """
    changed = {
        name: text
        for name in grid
        if f"cell-{name}" in posted
        and (text := posted[f"cell-{name}"].strip()) != posted.get(f"before-{name}", "").strip()
    }
    sign, is_guess = decimal, False
    if decimal == "auto":
        figures = [text for text in changed.values() if text]
        style = numbers.detect_decimal(figures, default=get_decimal_symbol(lang))
        sign, is_guess = style.decimal, not style.certain or style.contradictory
    found = []
    for name, text in changed.items():
        grid[name].typed = text
        is_stale = grid[name].revision != posted.get(f"revision-{name}", "0")
        change = _change(grid[name], text, sign, is_guess, is_stale, lang)
        if change.is_stale or change.problem or change.before != change.after:
            found.append(change)
    return found


def _change(cell: Cell, text: str, sign: str, is_guess: bool, is_stale: bool, lang: str) -> Change:
    before = cell.record.value if cell.record else None
    after, problem, other = None, "", None
    if text:
        try:
            after = numbers.read_number(text, decimal=sign)
        except SecapError as error:
            problem = error.text(lang)
        low, high = QUALITATIVE
        if after is not None and cell.indicator.is_qualitative and not low <= after <= high:
            problem = _("It is judged from 1 to 5.")
        elif after is not None and is_guess and numbers.is_ambiguous(text):
            other = numbers.read_number(text, decimal="." if sign == "," else ",")
    return Change(cell, text, before, after, problem, other, is_stale)


@transaction.atomic
def apply_changes(municipality: Municipality, changes: Iterable[Change], person: Person) -> int:
    """Save the changes, all or none; return how many.

    Raises: StaleRecord where a cell was changed meanwhile; ValueError for a change that has a problem
    """
    done = 0
    for change in changes:
        if change.problem:
            raise ValueError("a change with a problem can't be applied")
        if change.is_stale:
            raise StaleRecord
        _apply(municipality, change, person)
        done += 1
    return done


def _apply(municipality: Municipality, change: Change, person: Person) -> None:
    cell = change.cell
    record = cell.record
    if change.after is None:
        if record is not None:
            record.municipality = municipality
            remove_as(person, record)
        return
    record = record or IndicatorValue(indicator=cell.indicator, district=cell.district)
    record.municipality = municipality
    record.value = change.after
    keep_as(person, record, REASON)
