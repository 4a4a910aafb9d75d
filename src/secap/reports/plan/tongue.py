"""Saying things in the document's language: sentences, numbers, names of codes and fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models

from secap import locale
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.reports.blocks import Note
from secap.reports.breaks import breakable


@dataclass(frozen=True, slots=True)
class Tongue:
    """The document's language. Called with a message it returns the sentence."""

    lang: str

    def __call__(self, message: Message) -> str:
        return message.text(self.lang)

    def number(self, value: float | None, digits: int | None = None) -> str:
        return locale.number(value, self.lang, digits)

    def whole(self, value: float | None) -> str:
        """Return an amount of MWh or t without decimals, but never a small one as 0."""
        return locale.number(value, self.lang, 0 if value is None or abs(value) >= 100 or value == 0 else 1)

    def signed(self, value: float | None, digits: int | None = None, *, plus: bool = True) -> str:
        """Return an amount with its sign: +120, −45.

        digits : None as `whole`;  plus : whether rises show it.
        """
        if value is None:
            return "–"
        text = self.whole(abs(value)) if digits is None else self.number(abs(value), digits)
        return f"−{text}" if value < 0 else f"+{text}" if plus and value > 0 else text

    def percent(self, part: float, whole: float) -> str:
        return f"{locale.number(100 * part / whole, self.lang, 1)}\u00a0%" if whole else "–"

    def day(self, value: date | None) -> str:
        return locale.day(value, self.lang)

    def code(self, table: str, code: str) -> str:
        """Return the name of a code; an empty code is a dash."""
        return codes.code(table, code).label(self.lang) if code else "–"

    def name(self, table: str, code: str) -> str:
        """Return the name of a code for a narrow column: it may break within long words."""
        return breakable(self.code(table, code), self.lang)

    def names(self, table: str, listed: str | Iterable[str]) -> str:
        """Return the names of several codes (text with spaces between, or a list), in their table's order."""
        given = listed.split() if isinstance(listed, str) else list(listed)
        return ", ".join(self.code(table, code) for code in in_order(table, given)) or "–"

    def share(self, value: float | None, digits: int | None = 1) -> str:
        """Return a fraction 0-1 as a percentage.  digits : None for one decimal only where it is needed."""
        if value is None:
            return "–"
        if digits is None:
            digits = 0 if abs(100 * value - round(100 * value)) < 1e-6 else 1
        return f"{locale.number(100 * value, self.lang, digits)}\u00a0%"

    def eur(self, value: float | None) -> str:
        """Return money without cents."""
        return locale.number(value, self.lang, 0)

    def years(self, first: date | None, last: date | None) -> str:
        """Return the years between two days: 2026–2029."""
        found = [str(day.year) for day in (first, last) if day is not None]
        return "–".join(dict.fromkeys(found)) or "–"

    def fields(self, model: type[models.Model], *names: str) -> tuple[str, ...]:
        """Return the names of a model's fields, as its forms show them."""
        labels = {field.name: str(field.verbose_name) for field in model._meta.concrete_fields}
        return tuple(labels[name] for name in names)

    def part(self, caption: str, part: int, parts: int) -> str:
        """Return the caption of a table that goes on in further columns."""
        return self(Message("{caption} (part {part} of {parts})", caption=caption, part=part, parts=parts))

    def missing(self, what: Message, *, remedy: Message) -> Note:
        """Return the note that says what is not there yet and where to enter it."""
        return Note("missing", self(what), self(remedy))


def in_order(table: str, present: Iterable[str]) -> list[str]:
    """Return the codes in the order of their table, unknown ones last."""
    rank = {code: place for place, code in enumerate(codes.table(table))}
    return sorted(set(present), key=lambda code: (rank.get(code, len(rank)), code))


def largest(values: Mapping[str, float]) -> str | None:
    """Return the key of the largest value, None of an empty mapping."""
    return max(values, key=lambda key: values[key], default=None)
