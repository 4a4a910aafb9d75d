"""What the rows of a table would change in the records that are there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from secap.desk.registry.records import Record
from secap.exchange.extension import Around
from secap.exchange.kind import Kind
from secap.exchange.problems import Problem, error
from secap.exchange.understanding import Row
from secap.method.basis.messages import Message


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that differs from its record, {field: (before, after)}, or whose parts do."""

    row: Row
    record: Record
    fields: dict[str, tuple[Any, Any]]


@dataclass(slots=True)
class Differences:
    """new : rows without a record;  same : how many rows change nothing;  missing : records without a row;
    left_out : rows that count for nothing because a name of theirs is left out;
    around : what stands around them, for kinds that have it."""

    new: list[Row] = field(default_factory=list)
    changed: list[RowChange] = field(default_factory=list)
    same: int = 0
    left_out: int = 0
    missing: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    around: Around | None = None


def compare(
    kind: Kind, rows: Sequence[Row], records: Iterable[Record], around: Around | None = None
) -> Differences:
    """Match rows with records by uid, else by the kind's identity, or as its extension says.

    Where several have one identity (two sellers' amounts of one fuel), equal ones are paired first, the rest
    in order: the same table again changes nothing.
    """
    there = list(records)
    found = Differences(around=around)
    pairs, doubled = _by_uid(rows, there, found.problems)
    taken = {id(record) for record in pairs.values()}
    without = [row for row in rows if not row.uid]
    left = [record for record in there if id(record) not in taken]
    found_around = around.pairs(without, left) if around is not None else None
    pairs |= _by_identity(kind, without, left) if found_around is None else found_around
    if around is not None:
        found.problems += around.twins(without)
    settled = []
    for row in rows:
        if id(row) in doubled:
            continue
        record = pairs.get(id(row))
        problems = around.settle(row, record) if around is not None else []
        found.problems += problems
        if row.is_left_out:
            found.left_out += 1
            pairs.pop(id(row), None)
            continue
        if any(problem.is_error for problem in problems):
            continue
        settled.append(row)
        if record is None:
            found.new.append(row)
            continue
        different = {
            name: (kind.held(record, name), value)
            for name, value in row.values.items()
            if not same(kind.held(record, name), value)
        }
        if different or row.changes:
            found.changed.append(RowChange(row, record, different))
        else:
            found.same += 1
    if kind.is_unique:
        found.problems += _twins(kind, settled, pairs, there)
    met = {id(record) for record in pairs.values()}
    found.missing = [record for record in there if id(record) not in met]
    return found


def _by_uid(
    rows: Sequence[Row], records: Sequence[Record], problems: list[Problem]
) -> tuple[dict[int, Record], set[int]]:
    """Return {id of the row: record} and the ids of rows whose uid another row has, which is a problem."""
    by_uid = {record.uid: record for record in records}
    found: dict[int, Record] = {}
    first: dict[str, int] = {}
    doubled: set[int] = set()
    for row in rows:
        if not row.uid or row.uid not in by_uid:
            continue
        if row.uid in first:
            problems.append(_twice(row, first[row.uid]))
            doubled.add(id(row))
            continue
        first[row.uid] = row.number
        found[id(row)] = by_uid[row.uid]
    return found, doubled


def _by_identity(kind: Kind, rows: Sequence[Row], records: Sequence[Record]) -> dict[int, Record]:
    """Return {id of the row: record} of rows without a uid."""
    waiting: dict[tuple[Any, ...], list[Row]] = {}
    defaults = _defaults(kind)
    for row in rows:
        waiting.setdefault(_identity({**defaults, **row.values}, kind), []).append(row)
    there: dict[tuple[Any, ...], list[Record]] = {}
    for record in records:
        there.setdefault(_identity(kind.identity_of(record), kind), []).append(record)
    found: dict[int, Record] = {}
    for identity, candidates in there.items():
        alike = waiting.get(identity, [])
        equal = _equal(kind, alike, candidates) if len(alike) > 1 or len(candidates) > 1 else {}
        taken = {id(record) for record in equal.values()}
        left = [record for record in candidates if id(record) not in taken]
        rest = [row for row in alike if id(row) not in equal]
        found |= equal | {id(row): record for row, record in zip(rest, left, strict=False)}
    return found


def _equal(kind: Kind, rows: Sequence[Row], records: Sequence[Record]) -> dict[int, Record]:
    """Return {id of the row: record} of those that hold the same."""
    found: dict[int, Record] = {}
    by_values: dict[tuple[str, ...], dict[tuple[Any, ...], list[Record]]] = {}
    taken: set[int] = set()
    for row in rows:
        names = tuple(row.values)
        if names not in by_values:
            of_names = by_values.setdefault(names, {})
            for record in reversed(records):
                held = tuple(_rounded(kind.held(record, name)) for name in names)
                of_names.setdefault(held, []).append(record)
        equal = by_values[names].get(tuple(map(_rounded, row.values.values())), [])
        while equal and id(equal[-1]) in taken:
            equal.pop()
        if equal:
            found[id(row)] = equal.pop()
            taken.add(id(found[id(row)]))
    return found


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.12g}")
    return None if value == "" else value


def _twins(
    kind: Kind, rows: Sequence[Row], pairs: dict[int, Record], records: Sequence[Record]
) -> Iterable[Problem]:
    """Tell of rows about what another row or another record is about, where only one may be."""
    held = {_identity(kind.identity_of(record), kind) for record in records}
    by_identity: dict[tuple[Any, ...], list[tuple[Row, dict[str, Any], bool]]] = {}
    for row in rows:
        record = pairs.get(id(row))
        present = kind.identity_of(record) if record is not None else _defaults(kind)
        values = {**present, **row.values}
        identity = _identity(values, kind)
        keeps = record is not None and identity == _identity(present, kind)
        by_identity.setdefault(identity, []).append((row, values, keeps))
    for identity, alike in by_identity.items():
        if all(keeps for _row, _values, keeps in alike):
            continue
        first, values, _keeps = alike[0]
        name = kind.name_of(values)
        for row, _values, _keeps in alike[1:]:
            message = Message(
                "This row describes the same record as row {first}: {name}.", first=first.number, name=name
            )
            yield error(row.number, 0, message, Message("Keep one of them."))
        if len(alike) == 1 and id(first) in pairs and identity in held:
            message = Message("“{name}” is what another record is about already.", name=name)
            hint = Message(
                "If rows were sorted without their last column, uid, empty that column; else change the "
                "other record first."
            )
            yield error(first.number, 0, message, hint)


def _defaults(kind: Kind) -> dict[str, Any]:
    return {name: kind.field(name).get_default() for name in kind.identity}


def _twice(row: Row, first: int) -> Problem:
    return error(
        row.number,
        0,
        Message("This row describes the same record as row {first}.", first=first),
        Message("Keep one of them."),
    )


def _identity(values: Mapping[str, Any], kind: Kind) -> tuple[Any, ...]:
    """Capitals make no other record."""
    found = (values.get(name) or "" for name in kind.identity)
    return tuple(value.casefold() if isinstance(value, str) else value for value in found)


def same(before: Any, after: Any) -> bool:
    """Empty is empty, however it is written; numbers are the same to the twelfth digit (sheets keep 15)."""
    if before in (None, "") and after in (None, ""):
        return True
    if isinstance(before, float) and isinstance(after, float):
        return abs(before - after) <= 1e-12 * max(abs(before), abs(after))
    if isinstance(before, str) and isinstance(after, str):
        return before.replace("\r\n", "\n") == after.replace("\r\n", "\n")
    return bool(before == after)
