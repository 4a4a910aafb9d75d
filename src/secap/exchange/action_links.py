"""What an action's row names: priority area, programme, goal, and the direction above a new area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from secap.desk.actions.models import Action, Direction, Goal, PriorityArea, Programme
from secap.desk.registry.bulk import create_many
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.records import Record, kind_of
from secap.exchange.action_sections import split_number
from secap.exchange.action_targets import DIRECTION
from secap.exchange.extension import NEW, NONE, NewLink
from secap.exchange.understanding import Row
from secap.method.basis import codes

LINKS: dict[str, type[Record]] = {"priority_area": PriorityArea, "programme": Programme, "goal": Goal}
NAMED: dict[str, type[Record]] = {DIRECTION: Direction, **LINKS}


class Links:
    """The records of one town that a row may name, and those that are to be created."""

    def __init__(self, municipality: Municipality, words: Mapping[str, Mapping[str, str]]) -> None:
        self.municipality, self.words = municipality, words
        self.there = {
            field: list(model.objects.filter(municipality=municipality)) for field, model in NAMED.items()
        }
        self.asked: Counter[tuple[str, str]] = Counter()
        self.new: dict[tuple[str, str], NewLink] = {}
        self._known: dict[tuple[str, str], int | None] = {}
        self._rows: dict[tuple[str, str], Row] = {}  # where each new name stands first

    def settle(self, row: Row) -> None:
        """Put the key of the record that each name means into the row, or what is to be created."""
        above = self._means(DIRECTION, row.names.get(DIRECTION, ""), row, None)
        for field in LINKS:
            if field in row.names:
                row.values[field] = self._means(field, row.names[field], row, above)

    def _means(self, field: str, text: str, row: Row, above: Any) -> Any:
        """Return the key of the record, a NewLink, or None where the name is left out."""
        folded = codes.folded(text)
        if not folded:
            return None
        key = (field, folded)
        if key not in self._known:
            self._known[key] = self._match(field, text)
        found = self._known[key]
        if isinstance(found, int):
            return found
        if field == DIRECTION and "priority_area" not in row.names:
            return None  # a direction stands above an area; without one nothing would hold it
        self.asked[field, " ".join(text.split())] += 1
        said = self.words.get(f"link:{field}", {}).get(folded, NEW)
        if said == NONE:
            return None
        chosen = next((record.pk for record in self.there[field] if record.uid == said), None)
        if chosen is not None:
            return chosen
        if key not in self.new:
            number, title = split_number(text)
            parent = above if field == "priority_area" and above is not None else None
            self.new[key] = NewLink(field, number[:20], (title or text)[:200], parent)
            self._rows[key] = row
        return self.new[key]

    def _match(self, field: str, text: str) -> int | None:
        number, title = split_number(text)
        whole, alone = codes.folded(text), codes.folded(title)
        records: list[Any] = self.there[field]
        for is_it in (
            lambda one: codes.folded(str(one)) == whole,
            lambda one: bool(alone) and codes.folded(one.title) == alone and one.number.rstrip(".") == number,
            lambda one: bool(alone) and codes.folded(one.title) in {alone, whole},
            lambda one: not alone and bool(number) and one.number.rstrip(".") == number,
        ):
            found = [record for record in records if is_it(record)]
            if len(found) == 1:
                return int(found[0].pk)
        return None

    def questions(self) -> list[dict[str, Any]]:
        """Return the names that are not there yet, with what each could mean."""
        return [
            {
                "field": field,
                "word": text,
                "rows": rows,
                "chosen": self.words.get(f"link:{field}", {}).get(codes.folded(text), NEW),
                "choices": [(record.uid, str(record)) for record in self.there[field]],
            }
            for (field, text), rows in self.asked.most_common()
        ]

    def write(
        self, rows: Iterable[Row], person: Person, accepted: bool, reason: Callable[[Row], str]
    ) -> dict[str, list[str]]:
        """Create the records that rows name, the directions first; the rows hold their keys afterwards."""
        rows = list(rows)
        wanted = {id(value) for row in rows for value in row.values.values() if isinstance(value, NewLink)}
        wanted |= {id(link.above) for link in self.new.values() if id(link) in wanted and link.above}
        keys: dict[int, int] = {}
        written: dict[str, list[str]] = {}
        for field, model in NAMED.items():
            links = {key: link for key, link in self.new.items() if key[0] == field and id(link) in wanted}
            if not links:
                continue
            values = [self._values(link, keys, self._rows[key]) for key, link in links.items()]
            reasons = [reason(self._rows[key]) for key in links]
            uids = create_many(
                model,
                values,
                municipality=self.municipality,
                person=person,
                accepted=accepted,
                reasons=reasons,
            )
            pks = dict(
                model.objects.filter(municipality=self.municipality, uid__in=uids).values_list("uid", "pk")
            )
            keys |= {id(link): pks[uid] for link, uid in zip(links.values(), uids, strict=True)}
            written[kind_of(model)] = uids
        for row in rows:
            for name, value in row.values.items():
                if isinstance(value, NewLink):
                    row.values[name] = keys[id(value)]
        return written

    @staticmethod
    def _values(link: NewLink, keys: Mapping[int, int], row: Row) -> dict[str, Any]:
        values: dict[str, Any] = {"number": link.number, "title": link.title}
        if link.field == "priority_area" and link.above is not None:
            values["direction"] = keys.get(id(link.above), link.above)
        if link.field == "goal":
            values["kind"] = (row.values.get("kinds") or "mitigation").split()[0]
        return values


def is_still_used(record: Record) -> bool:
    """Whether something living in the plan points to a record that an import had created."""
    if isinstance(record, PriorityArea):
        return (
            Action.objects.filter(priority_area=record).exists()
            or Programme.objects.filter(area=record).exists()
        )
    if isinstance(record, Programme):
        return Action.objects.filter(programme=record).exists()
    if isinstance(record, Goal):
        return Action.objects.filter(goal=record).exists()
    if isinstance(record, Direction):
        areas = PriorityArea.objects.filter(direction=record).exists()
        return areas or Goal.objects.filter(direction=record).exists()
    return False
