"""Shapes of what is kept with a climate series, as its pages and the document read it."""

from __future__ import annotations

from typing import Any

from secap.desk.climate.words import REFERENCE, SETTINGS
from secap.desk.registry.shapes import listed, mapping, number, refuse, said, text, whole

FIRST_YEAR, LAST_YEAR = 1600, 2500
LEVEL = ("return_years", "value", "low", "high")


def _year(value: Any, where: str) -> None:
    whole(value, where, low=FIRST_YEAR, high=LAST_YEAR)


def years(value: Any) -> None:
    """Refuse what is not {year: number or None}."""
    for year, amount in mapping(value, "{}").items():
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            refuse(year)
        _year(int(year), year)
        if amount is not None:
            number(amount, year)


def settings(value: Any) -> None:
    """Refuse settings that are no numbers, and a reference that is no period."""
    given = mapping(value, "{}")
    for name, _label, _unit in SETTINGS:
        if given.get(name) is not None:
            number(given[name], name)
    reference = given.get(REFERENCE)
    if reference is None:
        return
    if len(listed(reference, REFERENCE)) != 2:
        refuse(REFERENCE)
    for year in reference:
        _year(year, REFERENCE)
    if reference[0] > reference[1]:
        refuse(REFERENCE)


def return_levels(value: Any) -> None:
    """Refuse what is not {indicator: levels, reason and notes}."""
    for code, one in mapping(value, "{}").items():
        kept = mapping(one, code)
        for level in listed(kept.get("levels") or [], code):
            for name in LEVEL:
                number(mapping(level, code).get(name), f"{code}.{name}")
        said(kept.get("reason"), f"{code}.reason")
        notes = kept.get("notes") or {}
        for sentences in [notes] if isinstance(notes, list) else mapping(notes, f"{code}.notes").values():
            for sentence in listed(sentences, f"{code}.notes"):
                text(sentence, f"{code}.notes")


def findings(value: Any) -> None:
    """Refuse what is not a list of findings, each with what it says by language."""
    for one in listed(value, "[]"):
        kept = mapping(one, "[]")
        for name in ("id", "severity"):
            text(kept.get(name, ""), name)
        for name in ("where", "message", "hint"):
            said(kept.get(name), name)
