"""Putting together what stands in several cells of an action's row: its effect, its money, its indicators."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from secap.exchange.action_sections import Section, split_number
from secap.exchange.action_targets import SAVED, of_source
from secap.exchange.amounts import Amount
from secap.exchange.extension import Part
from secap.exchange.problems import Problem, warning
from secap.method.actions.effects import CALCULATORS
from secap.method.basis import codes
from secap.method.basis.messages import Amount as Shown
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.exchange.understanding import Row, Understanding

LOOK = Message("Correct the cell if it means something else.")
LISTS = re.compile(r"[;\n•|]+")
ABOUT_HUNDRED = (98.5, 101.5)  # percent: shares rounded to whole percent


class Assembly:
    """Puts the rows of one table together."""

    def __init__(self, table: Understanding) -> None:
        self.table = table
        self.above: Row | None = None
        self._carrier_told = False

    def finish(self, row: Row, section: Section | None, *, is_complete: bool) -> bool:
        if not is_complete:
            self.above = None
            return True
        self._effect(row)
        self._financing(row)
        self._indicators(row)
        if self._goes_on(row):
            return False
        self._title(row)
        if section is not None and not row.uid:
            self._section(row, section)
        self.above = row
        return True

    def _goes_on(self, row: Row) -> bool:
        """A row without number and title, below an action, that brings only parts: they are that action's."""
        if self.above is None or row.uid or not row.parts:
            return False
        if row.names or row.notes or any(value not in (None, "") for value in row.values.values()):
            return False
        self.above.parts += row.parts
        message = Message("This row has no title: it goes on with row {above}.", above=self.above.number)
        self.table.tell(row.number, 0, row.number, message)
        return True

    def _title(self, row: Row) -> None:
        """A title longer than a title may be stands in full in the description."""
        if "title" not in row.loose:
            return
        at, text = row.loose["title"]
        described = row.values.get("description")
        row.values["description"] = f"{text}\n\n{described}" if described else text
        message = Message("The title is too long: it is cut, and stands in full in the description.")
        self.table.warn(row.number, at, message, LOOK, text)

    def _section(self, row: Row, section: Section) -> None:
        row.names.setdefault("priority_area", section.text)
        if row.values.get("sector"):
            return
        if code := codes.match("action_sectors", split_number(section.text)[1]):
            row.values["sector"] = code
            message = Message(
                "The sector of the rows below: {sector}.", sector=codes.code("action_sectors", code)
            )
            self.table.tell(section.row, 0, section.text, message)

    def _effect(self, row: Row) -> None:
        """Make the effects: tonnes as stated; energy of a known carrier alone as an energy saving."""
        avoided, renewable = self._found(row, "effect.avoided_t"), self._found(row, "effect.renewable_mwh")
        saved = {
            target.removeprefix(SAVED): found
            for target in row.loose
            if target.startswith(SAVED) and (found := self._found(row, target)) is not None
        }
        total = self._found(row, "effect.saved_mwh")
        if total is not None and not saved:
            carrier = row.loose.get("effect.carrier", (0, ""))[1] or self.table.mapping.options.get(
                "carrier", ""
            )
            if carrier:
                saved = {carrier: total}
            else:
                self._without_carrier(row, total)
        if avoided is None and renewable is None:
            row.parts += [
                Part("effects", _effect("energy_saving", {"carrier": carrier, "saving_mwh": found}))
                for carrier, found in saved.items()
            ]
            return
        inputs: dict[str, Any] = {f"saved_{carrier}_mwh": found for carrier, found in saved.items()}
        inputs |= {"avoided_t": avoided, "renewable_mwh": renewable}
        row.parts.append(Part("effects", _effect("stated", inputs)))
        if avoided is None:
            at = row.loose["effect.renewable_mwh"][0]
            message = Message(
                "The row says MWh but no tonnes: the effect stays unknown until they are given."
            )
            hint = Message("Give a column of tonnes, or use a calculator after the import.")
            self.table.warn(row.number, at, message, hint)

    @staticmethod
    def _found(row: Row, target: str) -> Amount | None:
        """Return an amount of the row that is known and says something."""
        _at, found = row.loose.get(target, (0, None))
        return found if isinstance(found, Amount) and found.value else None

    def _without_carrier(self, row: Row, total: Amount) -> None:
        """Energy of an unknown carrier is kept in words; the page tells of it once."""
        at = row.loose["effect.saved_mwh"][0]
        row.notes.append(f"{heading_of(self.table.headings, at)}: {total.value:.15g} MWh")
        if not self._carrier_told:
            self._carrier_told = True
            message = Message(
                "Rows do not say which energy carrier is saved: the MWh are kept as a comment only."
            )
            hint = Message(
                "Choose the carrier in step 2, or enter the energy with the action after the import."
            )
            self.table.warn(0, at, message, hint)

    def _financing(self, row: Row) -> None:
        """Make parts of the columns of single sources; shares that add up to 1 are fractions of 1."""
        found: dict[str, dict[str, float]] = {}
        places: dict[str, int] = {}
        for target, (at, value) in row.loose.items():
            if (source := of_source(target)) is not None:
                found.setdefault(source[0], {})[source[1]] = value
                places[source[0]] = at
        shares = [one["percent"] for one in found.values() if "percent" in one]
        if shares and 0.985 <= sum(shares) <= 1.015:
            for one in found.values():
                if "percent" in one:
                    one["percent"] = round(one["percent"] * 100, 10)
            texts = ", ".join(f"{share:g}" for share in shares)
            at = next(iter(places.values()))
            self.table.tell(row.number, at, texts, Message("Shares that add up to 1: taken times 100 %."))
        for code, one in found.items():
            if any(one.values()):  # a source that pays nothing is none
                values = {"source": code, "percent": one.get("percent"), "eur": one.get("eur"), "note": ""}
                row.parts.append(Part("financing", values))
        self._sum(row)

    def _sum(self, row: Row) -> None:
        money = [part.values for part in row.parts if part.name == "financing"]
        shares = [one["percent"] for one in money if one["percent"] is not None]
        if len(shares) == len(money) > 0 and not ABOUT_HUNDRED[0] <= sum(shares) <= ABOUT_HUNDRED[1]:
            total = Shown(sum(shares), "%")
            self.table.reading.problems.append(_row_warning(row.number, total))

    def _indicators(self, row: Row) -> None:
        if "indicator.name" not in row.loose:
            return
        at, text = row.loose["indicator.name"]
        pieces = (" ".join(piece.split()).strip(" -–—") for piece in LISTS.split(text))
        names = [name for name in dict.fromkeys(pieces) if name]
        if len(names) > 1:
            self.table.tell(row.number, at, text, Message("{count} indicators.", count=len(names)))
        for name in names:
            values: dict[str, Any] = {"name": name if len(name) <= 200 else name[:199] + "…"}
            if len(names) == 1:
                unit = row.loose.get("indicator.unit", (0, ""))[1]
                values["unit"] = unit[:40]
                for which in ("base_value", "target_value"):
                    values[which] = row.loose.get(f"indicator.{which}", (0, None))[1]
            row.parts.append(Part("indicators", values))
            if len(name) > 200:
                row.notes.append(name)


def _effect(calculator: str, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of an effect; a range goes in where the calculator takes one."""
    inputs: dict[str, Any] = {}
    for name, value in found.items():
        if isinstance(value, Amount):
            takes_range = CALCULATORS[calculator].input(name).is_key
            is_range = value.is_range and takes_range
            inputs[name] = (
                {"low": value.low, "central": value.value, "high": value.high} if is_range else value.value
            )
        elif value is not None:
            inputs[name] = value
    return {"calculator": calculator, "inputs": inputs}


def heading_of(headings: Sequence[Any], at: int) -> str:
    """Return what stands above a column, on one line."""
    return " ".join(str(headings[at]).split()) if at < len(headings) and headings[at] else ""


def _row_warning(number: int, total: Shown) -> Problem:
    return warning(
        number, 0,
        Message("The shares of the sources come to {total}, not to 100 %.", total=total),
        Message("Correct the cells, or the action after the import."),
    )  # fmt: skip
