"""What the rows of a table would change in the records that are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from secap.desk.registry.records import Record
from secap.exchange.kinds import Kind
from secap.exchange.problems import Problem, error
from secap.exchange.understanding import Row
from secap.method.basis.messages import Message


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that differs from its record, {field: (before, after)}."""

    row: Row
    record: Record
    fields: dict[str, tuple[Any, Any]]


@dataclass(slots=True)
class Differences:
    """new : rows without a record;  same : how many rows change nothing;  missing : records without a row."""

    new: list[Row] = field(default_factory=list)
    changed: list[RowChange] = field(default_factory=list)
    same: int = 0
    missing: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def compare(kind: Kind, rows: Sequence[Row], records: Iterable[Record]) -> Differences:
    """Match rows with records by uid, else by the kind's identity where only one record has it."""
    there = list(records)
    by_uid = {record.uid: record for record in there}
    by_identity: dict[tuple[Any, ...], list[Record]] = {}
    for record in there:
        by_identity.setdefault(_identity(kind, record.__dict__), []).append(record)
    found, met = Differences(), dict[int, int]()
    twins: dict[tuple[Any, ...], int] = {}
    defaults = {name: kind.field(name).get_default() for name in kind.identity}
    for row in rows:
        record = by_uid.get(row.uid) if row.uid else None
        identity = _identity(kind, {**defaults, **row.values})
        if record is None and not row.uid:
            candidates = by_identity.get(identity, [])
            record = candidates[0] if len(candidates) == 1 and id(candidates[0]) not in met else None
        if record is None:
            if kind.code == "profile" and identity in twins:
                found.problems.append(_twice(row, twins[identity]))
            twins.setdefault(identity, row.number)
            found.new.append(row)
            continue
        if id(record) in met:
            found.problems.append(_twice(row, met[id(record)]))
            continue
        met[id(record)] = row.number
        different = {
            name: (getattr(record, name), value)
            for name, value in row.values.items()
            if not _same(getattr(record, name), value)
        }
        if different:
            found.changed.append(RowChange(row, record, different))
        else:
            found.same += 1
    found.missing = [record for record in there if id(record) not in met]
    return found


def _twice(row: Row, first: int) -> Problem:
    return error(
        row.number,
        0,
        Message("This row describes the same record as row {first}.", first=first),
        Message("Keep one of them."),
    )


def _identity(kind: Kind, values: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(values.get(name) or "" for name in kind.identity)


def _same(before: Any, after: Any) -> bool:
    """Empty is empty, however it is written; numbers are the same to the twelfth digit (a spreadsheet keeps 15)."""
    if before in (None, "") and after in (None, ""):
        return True
    if isinstance(before, float) and isinstance(after, float):
        return abs(before - after) <= 1e-12 * max(abs(before), abs(after))
    return bool(before == after)
