"""What stands around the actions of a town: the records they point to, and their parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from secap.desk.actions.chapter import PARTS
from secap.desk.registry.bulk import create_many
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.records import Record, kind_of
from secap.desk.registry.saving import keep_as
from secap.exchange.action_links import Links
from secap.exchange.extension import Part, PartChange, Written
from secap.exchange.problems import Problem, warning
from secap.exchange.understanding import Row
from secap.method.basis import codes
from secap.method.basis.messages import Message

IMPORTED = ("effects", "financing", "bodies", "indicators")
COMPARED = {
    "effects": ("inputs",), "financing": ("percent", "eur"), "bodies": (),
    "indicators": ("unit", "base_value", "target_value"),
}  # fmt: skip
TAKEN_OVER = frozenset({"stated", "energy_saving"})  # calculators that an import itself writes


class ActionAround:
    """See `extension.Around`."""

    def __init__(self, municipality: Municipality, words: Mapping[str, Mapping[str, str]]) -> None:
        self.municipality = municipality
        self.links_there = Links(municipality, words)
        self.parts: dict[str, dict[int, list[Any]]] = {}
        for name in IMPORTED:
            of_action = self.parts[name] = defaultdict(list)
            for part in PARTS[name].objects.filter(municipality=municipality):
                of_action[part.action_id].append(part)

    def revisions(self) -> dict[str, int]:
        found = {one.uid: one.revision for records in self.links_there.there.values() for one in records}
        for of_action in self.parts.values():
            found |= {one.uid: one.revision for records in of_action.values() for one in records}
        return found

    def pairs(self, rows: Sequence[Row], records: Sequence[Record]) -> dict[int, Record]:
        """By number and title, else by a number that is there once, else by title where a number lacks."""
        found: dict[int, Record] = {}
        for key, may_differ in ((_both, False), (_number, False), (_title, True)):
            waiting: dict[str, list[Row]] = defaultdict(list)
            for row in rows:
                if key(row.values.get) and (id(row) not in found or key is _number):
                    waiting[key(row.values.get)].append(row)
            there: dict[str, list[Record]] = defaultdict(list)
            taken = {id(record) for record in found.values()}
            for record in records:
                if id(record) not in taken:
                    there[key(record.__dict__.get)].append(record)
            for words, alike in waiting.items():
                others = there.get(words, [])
                if key is not _both and (len(alike) > 1 or len(others) > 1):
                    continue  # numbers that begin anew in each section tell nothing
                for row, record in zip(alike, others, strict=False):
                    is_free = not may_differ or not (_number(row.values.get) and _number(record.__dict__.get))
                    if is_free and id(row) not in found:
                        found[id(row)] = record
        return found

    def twins(self, rows: Sequence[Row]) -> list[Problem]:
        """Tell of rows with the same number or, without numbers, the same title."""
        first: dict[str, int] = {}
        problems = []
        for row in rows:
            key = _number(row.values.get) or _title(row.values.get)
            if key in first:
                message = Message("Row {first} has the same number or title.", first=first[key])
                hint = Message("If both are one action, keep one of them; else both are imported.")
                problems.append(warning(row.number, 0, message, hint))
            first.setdefault(key, row.number)
        return problems

    def settle(self, row: Row, record: Record | None) -> list[Problem]:
        self.links_there.settle(row)
        self._comment(row, record)
        problems: list[Problem] = []
        row.changes = []
        wanted: dict[str, list[Part]] = defaultdict(list)
        for part in row.parts:
            wanted[part.name].append(part)
        for name, parts in wanted.items():
            there = list(self.parts[name].get(record.pk, ())) if record is not None else []
            if name == "effects" and any(one.calculator not in TAKEN_OVER for one in there):
                message = Message("The action has effects of its own; those of the table are left out.")
                hint = Message("Change the effects at the action itself.")
                problems.append(warning(row.number, 0, message, hint))
                continue
            row.changes += self._compared(name, parts, there)
        return problems

    @staticmethod
    def _comment(row: Row, record: Record | None) -> None:
        """Add the row's remarks to the comment, once."""
        if not row.notes:
            return
        text = row.values.get("comment") or getattr(record, "comment", "") or ""
        for note in dict.fromkeys(row.notes):
            if note not in text:
                text = f"{text}\n{note}".strip()
        row.values["comment"] = text

    @staticmethod
    def _compared(name: str, parts: Sequence[Part], there: list[Any]) -> list[PartChange]:
        found = []
        for part in parts:
            record = _like(name, part, there)
            if record is None:
                found.append(PartChange(part, None, {}))
                continue
            there.remove(record)
            fields = {}
            if name == "effects" and record.calculator != part.values["calculator"]:
                fields["calculator"] = (record.calculator, part.values["calculator"])
            for field in COMPARED[name]:
                before, after = getattr(record, field), part.values.get(field)
                if after not in (None, "") and not _same(before, after):
                    fields[field] = (before, after)
            if fields:
                found.append(PartChange(part, record, fields))
        return found

    def links(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        return self.links_there.questions()

    def write_links(
        self, rows: Sequence[Row], person: Person, accepted: bool, reason: Callable[[Row], str]
    ) -> Written:
        return Written(created=self.links_there.write(rows, person, accepted, reason))

    def write_parts(
        self,
        rows: Sequence[tuple[Row, int]],
        person: Person,
        accepted: bool,
        reason: Callable[[Row], str],
        written: Written,
    ) -> None:
        """Write the parts of rows, {row: key of its action}."""
        new: dict[str, list[tuple[Row, dict[str, Any]]]] = defaultdict(list)
        for row, action in rows:
            for change in row.changes:
                values = {**change.part.values, "action": action}
                if change.part.name == "effects":
                    values |= _with_reason(change.part.values, reason(row))
                if change.record is None:
                    new[change.part.name].append((row, values))
                    continue
                before = change.record.history.first()
                for name in change.fields:
                    setattr(change.record, name, values[name])
                if change.part.name == "effects":
                    change.record.note = values["note"]  # type: ignore[attr-defined]
                keep_as(person, change.record, reason(row))
                kept = written.changed.setdefault(kind_of(change.record), {})
                kept[change.record.uid] = before.history_id if before else None
        for name, made in new.items():
            written.created[kind_of(PARTS[name])] = create_many(
                PARTS[name],
                [values for _row, values in made],
                municipality=self.municipality,
                person=person,
                accepted=accepted,
                reasons=[reason(row) for row, _values in made],
            )


def _with_reason(values: Mapping[str, Any], why: str) -> dict[str, Any]:
    """Say in a stated effect where it comes from."""
    inputs = dict(values["inputs"])
    if values["calculator"] == "stated":
        inputs["reason"] = why
    return {"inputs": inputs, "note": why}


def _number(get: Callable[[str], Any]) -> str:
    return codes.folded(str(get("number") or "").replace(".", "·")).replace(" ", ".") if get("number") else ""


def _title(get: Callable[[str], Any]) -> str:
    return codes.folded(str(get("title") or ""))


def _both(get: Callable[[str], Any]) -> str:
    return f"{_number(get)}|{_title(get)}"


def _like(name: str, part: Part, there: Sequence[Any]) -> Any:
    """Return the record that a part of a row means, None where there is none."""
    if name == "effects":
        alike = [one for one in there if one.calculator == part.values["calculator"]]
        return next(iter(alike or there), None)
    if name == "financing":
        alike = [one for one in there if one.source == part.values["source"]]
        same = [one for one in alike if one.note == part.values["note"]]
        return next(iter(same or alike), None)
    word = codes.folded(part.values["name"])
    return next((one for one in there if codes.folded(one.name) == word), None)


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, dict) and isinstance(after, dict):
        return all(_same(before.get(name), value) for name, value in after.items()) and not (
            set(before)
            - set(after)
            - {"reason", "factor_source"}
            - {name for name in before if name.startswith("factor.")}
        )
    if isinstance(before, int | float) and isinstance(after, int | float):
        return abs(before - after) <= 1e-12 * max(abs(before), abs(after))
    return bool(before == after)
