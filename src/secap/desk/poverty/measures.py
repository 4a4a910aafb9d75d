"""How each measure of a household table is defined, in words and as a formula with its limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from secap.method.basis import tables
from secap.method.basis.messages import Amount, Message
from secap.method.poverty.households import (
    GIVEN,
    NOT_EQUIVALISED,
    OECD_MODIFIED,
    PERSONS_ONLY,
)
from secap.method.poverty.measures import MEASURES

WORDS = {
    "2m": Message(
        "A household is energy poor when energy takes a share of its income more than twice as large as in "
        "the usual (median) household."
    ),
    "m2": Message(
        "A household is energy poor when it spends less than half of the usual (median) amount on energy: it "
        "may be doing without warmth. A well renovated home can be counted by mistake."
    ),
    "lihc": Message(
        "A household is energy poor when its energy costs more than usual and what is left of its income, "
        "after housing and energy, lies below 60 % of the median income. What was spent is taken, not what "
        "would be needed."
    ),
    "ten": Message("A household is energy poor when energy takes more than a tenth of its income."),
}
SCALES = {
    OECD_MODIFIED: Message(
        "Amounts are per equivalent adult: the first adult counts 1, each further person from 14 on 0.5, "
        "each child 0.3 (OECD-modified scale)."
    ),
    PERSONS_ONLY: Message(
        "Amounts are per equivalent adult: the first person counts 1, each further one 0.5; children were "
        "not told apart."
    ),
    GIVEN: Message("Amounts are per equivalent adult, as the table gives them."),
    NOT_EQUIVALISED: Message("The size of households was not told: amounts are per household."),
}
SYMBOLS = Message(
    "s: share of energy in income; e: energy cost, y: income less housing cost, both a year and per "
    "equivalent adult; m: median."
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A measure for the page.  source : who proposed it."""

    name: str
    words: str
    formula: SafeString
    source: str


def definitions(lang: str) -> list[Definition]:
    """Return the measures in the order of the tables."""
    sources = tables.sources()
    return [
        Definition(
            one.name.text(lang),
            WORDS[code].text(lang),
            _typeset(one.formula, lang),
            sources[one.source].title if one.source in sources else one.source,
        )
        for code, one in MEASURES.items()
    ]


def _typeset(formula: str, lang: str) -> SafeString:
    """Return a formula of the book as it is printed: m for median below, signs of print."""
    also = escape(Message("and").text(lang))
    printed = escape(formula).replace("_median", "<sub>m</sub>").replace(" - ", " \u2212 ")
    printed = printed.replace(" and ", f" {also} ")
    return mark_safe(re.sub(r"(\d) (?=[sey])", "\\1\u00a0", printed))


def thresholds(study: Any, lang: str) -> list[tuple[str, str, str]]:
    """Return (what, value, where it comes from) of the limits that a study was held against."""
    kept = study.thresholds or {}
    medians, given = kept.get("medians", {}), set(kept.get("given", ()))
    lines = [
        ("energy_share", Message("Median share of energy cost in income"), "%", 100, 1),
        ("energy_eur", Message("Median energy cost"), "EUR", 1, 0),
        ("income_eur", Message("Median income less housing cost"), "EUR", 1, 0),
    ]
    return [
        (
            label.text(lang),
            Amount(medians[name] * factor, unit, digits).label(lang),
            (Message("given") if name in given else Message("of the table itself")).text(lang),
        )
        for name, label, unit, factor, digits in lines
        if name in medians
    ]


def scale(study: Any, lang: str) -> str:
    """Return in words how the size of households was taken into account; empty where that is not kept."""
    found = SCALES.get((study.thresholds or {}).get("scale", ""))
    return found.text(lang) if found else ""
