"""Sentences of the book as they are kept with a series: once in every language, printed in the reader's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from secap.locale import LANGUAGES
from secap.method.basis.findings import Finding
from secap.method.basis.messages import Message
from secap.method.climate.extremes import Extremes

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A finding in the reader's language.  severity : error | warning | info."""

    id: str
    severity: str
    place: str
    message: str
    hint: str


def in_languages(said: Message) -> dict[str, str]:
    """Return {language: text}."""
    return {lang: said.text(lang) for lang in LANGUAGES}


def told(stored: Any, lang: str) -> Any:
    """Return what was kept by language, in `lang`; a text without languages stays as it is."""
    if isinstance(stored, Mapping):
        return stored.get(lang) or stored.get(ENGLISH) or next(iter(stored.values()), "")
    return stored or ""


def findings_to_store(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings JSON-ready: id and severity, and place, message and hint by language."""
    return [
        {
            "id": one.id,
            "severity": one.severity.value,
            "where": {lang: one.place(lang) for lang in LANGUAGES},
            "message": in_languages(one.message),
            "hint": in_languages(one.hint),
        }
        for one in findings
    ]


def stored_findings(stored: Iterable[Mapping[str, Any]], lang: str) -> list[StoredFinding]:
    """Return kept findings in `lang`, the gravest first."""
    order = ["error", "warning", "info"]
    found = [
        StoredFinding(
            str(one.get("id", "")),
            str(one.get("severity", "info")),
            str(told(one.get("where"), lang)),
            str(told(one.get("message"), lang)),
            str(told(one.get("hint"), lang)),
        )
        for one in stored
    ]
    return sorted(found, key=lambda one: order.index(one.severity) if one.severity in order else len(order))


def levels_to_store(levels: Mapping[str, Extremes]) -> dict[str, Any]:
    """Return return levels JSON-ready: the book's figures, reason and notes by language."""
    return {
        code: {
            **one.as_dict(ENGLISH),
            "reason": in_languages(one.reason) if one.reason else None,
            "notes": {lang: [note.text(lang) for note in one.notes] for lang in LANGUAGES},
        }
        for code, one in levels.items()
    }
