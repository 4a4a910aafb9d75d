"""A household table: read into numbers; rows that can't be used are left out and counted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.basis.numbers import detect_decimal, read_number

Array = NDArray[np.float64]

FURTHER_ADULT, CHILD = 0.5, 0.3  # of the first adult's needs; children are under 14 (OECD-modified scale)
NOT_STATED = "–"  # group of the households whose group is not told

# Why a row is left out.
REASONS = {
    "not_a_number": Message("a text or an impossible number where an amount belongs"),
    "negative": Message("a negative amount"),
    "no_income": Message("no income"),
    "zero_income": Message("an income of 0"),
    "no_energy": Message("no energy cost"),
    "no_housing": Message("no housing cost, though others have one"),
    "no_size": Message("no number of persons, though others have one"),
    "bad_size": Message("a number of persons that can't be: less than one adult"),
    "no_weight": Message("no weight above 0, though others have one"),
}
# How the size of households was taken into account.
OECD_MODIFIED, PERSONS_ONLY, GIVEN, NOT_EQUIVALISED = "oecd_modified", "persons_only", "given", "none"


@dataclass(frozen=True, slots=True)
class Households:
    """The households that can be used, one element each.

    income_eur, energy_eur, housing_eur : a year; housing (rent, mortgage) None where the table has none;
    equivalent_adults : 1 where sizes are not told;  scale : how they came about;
    weight : of the household in the survey, 1 where the table has none;  group : its name;
    has_groups : the table has groups;
    rows : read;  left_out : {why, of `REASONS`: rows};  zero_energy : kept rows whose energy cost is 0.
    """

    income_eur: Array
    energy_eur: Array
    housing_eur: Array | None
    equivalent_adults: Array
    scale: str
    weight: Array
    group: tuple[str, ...]
    has_groups: bool
    rows: int
    left_out: dict[str, int]
    zero_energy: int

    def __len__(self) -> int:
        return len(self.income_eur)


def equivalent_adults(adults: Array, children: Array | float = 0.0) -> Array:
    """Return how many single adults a household needs as much as.

    1 for the first adult, 0.5 for each further person from 14 on, 0.3 for each child under 14

    Source: oecd_modified_scale

    >>> float(equivalent_adults(np.array([2.0]), np.array([2.0]))[0])
    2.1
    """
    return np.asarray(1.0 + FURTHER_ADULT * (adults - 1.0) + CHILD * children, dtype=np.float64)


def households(
    *,
    income_eur: Sequence[object],
    energy_eur: Sequence[object],
    housing_eur: Sequence[object] | None = None,
    persons: Sequence[object] | None = None,
    adults: Sequence[object] | None = None,
    children: Sequence[object] | None = None,
    equivalent: Sequence[object] | None = None,
    weight: Sequence[object] | None = None,
    group: Sequence[object] | None = None,
) -> Households:
    """Return the households of a table's columns; what can't be used is left out and counted, never guessed.

    Cells are numbers, texts that hold a number (decimal sign found by looking at all of them), or None.

    Parameters: income_eur, energy_eur, housing_eur : EUR a year; a column that is given needs a value in
        every row, 0 where there is no rent or mortgage
        persons, adults (14 or older), children : two of them give the third; persons alone count as adults
        equivalent : equivalent adults, instead of these;  weight : above 0;  group : name, such as a district
    Raises: InvalidInput where columns differ in length
    """
    columns = {
        "income": income_eur,
        "energy": energy_eur,
        "housing": housing_eur,
        "persons": persons,
        "adults": adults,
        "children": children,
        "equivalent": equivalent,
        "weight": weight,
    }
    present = {name: column for name, column in columns.items() if column is not None}
    rows = len(income_eur)
    lengths = {len(column) for column in [*present.values(), *([group] if group is not None else [])]}
    if lengths != {rows}:
        raise InvalidInput(
            Message("The columns of the household table differ in length."),
            hint=Message("Give every household a cell in every column, an empty one where nothing is known."),
        )
    numbers, is_bad = _numbers(present)
    size, scale = _size(numbers)
    reasons = np.full(rows, "", dtype=object)
    for why, concerned in _faults(numbers, is_bad, size, scale):
        reasons[concerned & (reasons == "")] = why
    keep = reasons == ""
    names = [_group(cell) for cell in group] if group is not None else [NOT_STATED] * rows
    return Households(
        numbers["income"][keep],
        numbers["energy"][keep],
        numbers["housing"][keep] if "housing" in numbers else None,
        size[keep] if scale != NOT_EQUIVALISED else np.ones(int(keep.sum())),
        scale,
        numbers["weight"][keep] if "weight" in numbers else np.ones(int(keep.sum())),
        tuple(name for name, is_kept in zip(names, keep, strict=True) if is_kept),
        group is not None,
        rows,
        {why: int((reasons == why).sum()) for why in REASONS if (reasons == why).any()},
        int((numbers["energy"][keep] == 0).sum()),
    )


def _numbers(columns: dict[str, Sequence[object]]) -> tuple[dict[str, Array], NDArray[np.bool_]]:
    """Return the columns as numbers, NaN where nothing stands, and which rows hold something else."""
    texts = [cell for column in columns.values() for cell in column if isinstance(cell, str)]
    decimal = detect_decimal(texts).decimal
    found, is_bad = {}, np.zeros(len(columns["income"]), dtype=bool)
    for name, column in columns.items():
        values = np.full(len(column), math.nan)
        for at, cell in enumerate(column):
            try:
                values[at] = _number(cell, decimal)
            except (InvalidInput, TypeError, ValueError, OverflowError):
                is_bad[at] = True
        is_bad |= np.isinf(values)
        found[name] = values
    return found, is_bad


def _number(cell: object, decimal: str) -> float:
    """Raises: InvalidInput, TypeError ... where the cell is no number."""
    if cell is None:
        return math.nan
    if isinstance(cell, str):
        value = read_number(cell, decimal)
        return math.nan if value is None else value
    if isinstance(cell, bool | np.bool_):
        raise TypeError
    return float(cell)  # type: ignore[arg-type]


def _size(numbers: dict[str, Array]) -> tuple[Array, str]:
    """Return the equivalent adults, NaN where not known, negative where they can't be, and the scale."""
    if "equivalent" in numbers:
        return numbers["equivalent"], GIVEN
    persons, adults, children = (numbers.get(name) for name in ("persons", "adults", "children"))
    if adults is None and persons is None:
        return np.ones(len(numbers["income"])), NOT_EQUIVALISED
    scale = OECD_MODIFIED
    if adults is None and persons is not None:
        scale = OECD_MODIFIED if children is not None else PERSONS_ONLY
        adults = persons - (children if children is not None else 0.0)
    assert adults is not None
    if children is None:
        children = persons - adults if persons is not None else np.zeros(len(adults))
    is_impossible = (adults < 1) | (children < 0)
    return np.where(is_impossible, -1.0, equivalent_adults(adults, children)), scale


def _faults(
    numbers: dict[str, Array], is_bad: NDArray[np.bool_], size: Array, scale: str
) -> Iterable[tuple[str, NDArray[np.bool_]]]:
    """Yield (why, rows), the first that fits counts."""
    income, energy = numbers["income"], numbers["energy"]
    yield "not_a_number", is_bad
    yield "no_income", np.isnan(income)
    yield "no_energy", np.isnan(energy)
    money = [numbers[name] for name in ("income", "energy", "housing") if name in numbers]
    yield "negative", np.any([column < 0 for column in money], axis=0)
    yield "zero_income", income == 0
    if "housing" in numbers:
        yield "no_housing", np.isnan(numbers["housing"])
    if scale != NOT_EQUIVALISED:
        yield "no_size", np.isnan(size)
        yield "bad_size", size < 1
    if "weight" in numbers:
        yield "no_weight", ~(numbers["weight"] > 0)


def _group(cell: object) -> str:
    text = "" if cell is None else " ".join(str(cell).split())
    return text or NOT_STATED
