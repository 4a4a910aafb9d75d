"""Which column of an action list is which, whatever its heading: English or Latvian."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from secap.method.basis import codes

# {column: spellings}, without the words of NOISE, in any order. The first spelling is the one to recommend.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "nr", "no", "number", "numurs", "code", "kods", "action id", "nr p k", "pasākuma nr",
           "action no", "measure no", "action number", "action code"),
    "title": ("title", "name", "action", "actions", "measure", "measures", "nosaukums", "pasākums",
              "pasākumi", "pasākuma nosaukums", "darbība", "action title", "action name", "measure name"),
    "sector": ("sector", "sektors", "nozare", "action sector", "pasākuma sektors", "darbības sektors"),
    "t": ("tco2", "t", "co2", "co2 t", "co2 reduction", "tco2 reduction", "emission reduction",
          "emission reduction tco2", "emissions reduction tco2", "emission reduction t", "ghg reduction tco2",
          "ghg reduction", "tco2 saved", "tco2 avoided", "emissions avoided tco2", "co2 savings",
          "tco2 savings", "tco2 reductions", "co2 samazinājums", "tco2 samazinājums", "emisiju samazinājums",
          "emisiju samazinājums tco2", "emisiju samazinājums t", "co2 emisiju samazinājums",
          "co2 emisiju samazinājums t", "tco2 emisiju samazinājums", "tco2 ietaupījums", "co2 ietaupījums",
          "seg samazinājums tco2"),
    "t_low": ("tco2 low", "tco2 min", "t low", "t min", "tco2 minimum"),
    "t_high": ("tco2 high", "tco2 max", "t high", "t max", "tco2 maximum"),
    "removals_t": ("removals tco2", "removals t", "tco2 removed", "removals", "piesaiste tco2",
                   "co2 piesaiste", "piesaiste"),
    "mwh": ("mwh", "energy mwh", "energy savings mwh", "energy saving mwh", "energy saved mwh", "mwh saved",
            "saved mwh", "savings mwh", "energy savings", "energy saving", "energija mwh",
            "enerģijas ietaupījums mwh", "enerģijas ietaupījums", "ietaupījums mwh", "mwh ietaupījums",
            "enerģijas samazinājums mwh"),
    "renewable_mwh": ("renewable mwh", "renewable energy mwh", "renewable production mwh", "res mwh",
                      "renewables mwh", "res production mwh", "aer mwh", "atjaunojamā enerģija mwh",
                      "atjaunīgā enerģija mwh", "saražotā enerģija mwh"),
    "cost": ("cost eur", "cost", "costs", "costs eur", "eur", "investment", "investment eur", "investments",
             "investments eur", "investment cost", "investment cost eur", "budget", "budget eur", "izmaksas",
             "izmaksas eur", "investīcijas", "investīcijas eur", "budžets", "budžets eur", "finansējums",
             "finansējums eur", "capex", "capex eur"),
    "printed_eur_per_t": ("eur tco2", "eur t", "eur co2", "cost eur tco2", "costs eur tco2", "cost tco2",
                          "cost eur t", "specific cost eur tco2", "specific cost eur t",
                          "abatement cost eur tco2", "abatement cost", "cost effectiveness eur tco2",
                          "cost effectiveness", "izmaksas eur tco2", "izmaksas tco2", "izmaksas eur t",
                          "izmaksas eur co2",
                          "īpatnējās izmaksas", "īpatnējās izmaksas eur tco2", "īpatnējās izmaksas eur t",
                          "izmaksu efektivitāte eur tco2"),
    "printed_share": ("share pct", "share", "pct", "share percent", "percent", "tco2 share pct",
                      "tco2 pct", "co2 pct", "reduction share pct", "share reduction pct", "dala", "daļa pct",
                      "īpatsvars", "īpatsvars pct", "tco2 daļa pct", "procenti"),
}  # fmt: skip
NUMBERS = ("t", "t_low", "t_high", "removals_t", "mwh", "renewable_mwh", "cost", "printed_eur_per_t",
           "printed_share")  # fmt: skip
NOISE = frozenset(
    ("per", "a", "year", "yr", "y", "annum", "annual", "yearly", "pa", "p", "gadā", "gads", "gada", "the",
     "of", "in", "published", "printed", "stated", "claimed", "total", "estimated", "expected", "planned",
     "kopā", "kopējais", "kopējās", "kopējā", "kopējo", "plānotais", "plānotās", "plānotā", "uz", "from")
)  # fmt: skip
SIGNS = {"€": " eur ", "%": " pct ", "₂": "2"}
# "t CO2 eq", "tCO2e", "tonnes of CO2": all of them are tonnes here, in the gases of the inventory.
TONNES = re.compile(r"\b(?:t|tonnes?|tons?|tonnas|tonnu)(?: of)? ?co2(?: ?(?:eq|e|ekv|eqv))?\b")
GAS = re.compile(r"\bco2 ?(?:eq|e|ekv)\b")
NEAR_ENOUGH = 0.9  # of a spelling: one letter wrong in ten
SHORTEST = 8  # letters: in a shorter heading one other letter is another word
HEADER_ROWS = 30  # a title or a note may stand above the table


def bare(heading: str) -> str:
    """Return a heading's telling words, sorted, without case, diacritics, noise and ways of writing CO2.

    >>> bare("Published_EUR_per_tCO2") == bare("€ / t CO₂ eq")
    True
    """
    text = heading.casefold()
    for sign, word in SIGNS.items():
        text = text.replace(sign, word)
    text = GAS.sub("co2", TONNES.sub("tco2", codes.folded(text)))
    words = text.split()
    return " ".join(sorted({word for word in words if word not in _NOISE} or set(words)))


_NOISE = frozenset(codes.folded(word) for word in NOISE)
_SPELLINGS: dict[str, str] = {}
for _column, _written in COLUMNS.items():
    for _spelling in _written:
        _SPELLINGS.setdefault(bare(_spelling), _column)


def column_of(heading: object) -> str | None:
    """Return the column that a heading names, None for one that isn't needed."""
    if not isinstance(heading, str) or not (words := bare(heading)):
        return None
    if words in _SPELLINGS:
        return _SPELLINGS[words]
    if len(words) < SHORTEST:  # too short for a slip of the pen
        return None
    near = difflib.get_close_matches(words, _SPELLINGS, 1, NEAR_ENOUGH)
    return _SPELLINGS[near[0]] if near else None


def header(rows: Sequence[tuple[int, Sequence[object]]]) -> tuple[int, dict[str, int]] | None:
    """Return (place in `rows`, {column: its place}) of the row that names the columns, None where none does.

    It names the actions (by id or title) and at least one figure.
    """
    for place, (_, cells) in enumerate(rows[:HEADER_ROWS]):
        found: dict[str, int] = {}
        for at, cell in enumerate(cells):
            if code := column_of(cell):
                found.setdefault(code, at)
        if found.keys() & {"id", "title"} and found.keys() & set(NUMBERS):
            return place, found
    return None
