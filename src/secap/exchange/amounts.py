"""Amounts as people write them in a plan: "1,2 milj. EUR", "~50 000 €", "100-150 tūkst.", "nav nosakāms"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from secap.exchange.wording import plain
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.basis.numbers import detect_decimal, read_number

# What a unit is worth in the field's own unit, by words without diacritics.
EUR = {"eur": 1.0, "euro": 1.0, "euros": 1.0, "eiro": 1.0, "€": 1.0, "teur": 1e3, "keur": 1e3, "meur": 1e6}
MWH = {"mwh": 1.0, "kwh": 1e-3, "gwh": 1e3}
TONNES = {
    "t": 1.0,
    "tco2": 1.0,
    "tco": 1.0,
    "tonnas": 1.0,
    "tonnes": 1.0,
    "tonnu": 1.0,
    "tons": 1.0,
    "kg": 1e-3,
    "kt": 1e3,
}
YEARS = {"gadi": 1.0, "gads": 1.0, "gadu": 1.0, "g": 1.0, "years": 1.0, "year": 1.0}
FTE = {"fte": 1.0, "slodze": 1.0, "slodzes": 1.0, "pse": 1.0}
PERCENT = {"%": 1.0, "procenti": 1.0, "percent": 1.0}
UNKNOWN_UNITS = frozenset({"usd", "gbp", "ls", "lvl", "$", "£"})

SCALES = {
    "milj": 1e6, "miljons": 1e6, "miljoni": 1e6, "miljonu": 1e6, "mln": 1e6, "mlj": 1e6, "million": 1e6,
    "millions": 1e6, "m": 1e6, "tukst": 1e3, "tukstosi": 1e3, "tukstosu": 1e3, "tukstotis": 1e3, "tk": 1e3,
    "thousand": 1e3, "thousands": 1e3, "k": 1e3, "mljrd": 1e9, "miljardi": 1e9, "billion": 1e9,
}  # fmt: skip
ABOUT = frozenset(
    ("~", "≈", "±", "ap", "apm", "aptuveni", "apmeram", "ca", "circa", "approx", "approximately", "about",
     "around", "orientejosi", "indikativi", "provizoriski")
)  # fmt: skip
AT_MOST = frozenset(("<", "≤", "lidz", "max", "maks", "maksimali", "maximum", "upto"))
AT_LEAST = frozenset((">", "≥", "no", "from", "min", "vismaz", "minimums", "minimum", "sakot", "virs", "over",
                      "atleast"))  # fmt: skip
YEARLY_BEFORE = frozenset(("ik", "katru", "ikgadu", "ikgadeji", "yearly"))
YEARLY = YEARLY_BEFORE | {"gada", "gadu", "year", "annum", "annually", "a", "per"}
FILLERS = frozenset(
    ("/", ".", ",", ";", ":", "kopa", "kopuma", "total", "summa", "ar", "bez", "pvn", "vat", "incl", "excl",
     "with", "without", "of", "un", "ekv", "eq", "ekvivalents")
)  # fmt: skip
RANGE = frozenset(("-", "–", "—", "−", "÷", "lidz", "to"))
NOTHING = frozenset({"", "-", "–", "—", "--", "---", "?", "x", "n/a", "na", "n.a.", "nd"})
# Beginnings of texts that say that an amount is not known, or that it is not told apart.
NOT_KNOWN = (
    "nav", "netiek", "tiks", "tikt", "jaaprekina", "janosaka", "japreciz", "atbilstosi", "saskana",
    "pasvaldibas budzeta ietvaros", "budzeta ietvaros", "esosa", "esoso", "budzets", "pec", "atkarib",
    "atkarigs", "administrativ", "darbinieku", "tbd", "tbc", "not ", "unknown", "to be", "within", "depends",
    "none", "as budgeted", "according",
)  # fmt: skip
FREE = frozenset({"bez izmaksam", "bez maksas", "bezmaksas", "izmaksu nav", "no cost", "no costs", "free",
                  "free of charge", "cost free"})  # fmt: skip
NUMBER = r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?|\d[\d.,]*\d|\d"
TOKEN = re.compile(rf"(?P<number>{NUMBER})|(?P<word>[^\W\d_]+)|(?P<sign>[^\w\s])", re.UNICODE)
PHRASES = {
    "up to": "upto", "ne vairak ka": "upto", "ne vairak par": "upto", "not more than": "upto",
    "at least": "atleast", "vairak neka": "atleast", "vairak ka": "atleast", "ne mazak ka": "atleast",
    "more than": "atleast",
    "t co2eq": "tonnes", "t co2e": "tonnes", "t co2": "tonnes", "tco2eq": "tonnes", "tco2e": "tonnes",
    "tco2": "tonnes", "co2": "",
}  # fmt: skip
TOO_LARGE = 1e15


@dataclass(frozen=True, slots=True)
class Amount:
    """What a text says, in the unit of the field.

    value : None where the text says that it is not known;  low, high : of a range, whose middle is `value`;
    is_about, is_at_most, is_at_least : how it is hedged;  is_yearly : "a year" is added;
    has_unit : a unit or a scale stands in the text itself;  is_plain : nothing but a number;
    numbers : the numbers as they stand in the text.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    is_about: bool = False
    is_at_most: bool = False
    is_at_least: bool = False
    is_yearly: bool = False
    has_unit: bool = False
    has_scale: bool = False
    is_plain: bool = False
    numbers: tuple[str, ...] = ()

    @property
    def is_range(self) -> bool:
        return self.low is not None


def read_amount(
    text: str, units: Mapping[str, float], decimal: str = ",", *, scale: float = 1.0, name: str = "EUR"
) -> Amount:
    """Return the amount that a text states.

    units : {word: what it is worth in the field's unit};  decimal : sign of the table;
    scale : of the heading, which counts where the text has no scale or unit other than the field's own;
    name : the field's unit, for the hint.
    Raises: InvalidInput where the text says something else, or several things
    """
    wanted = plain(text)
    if wanted in NOTHING:
        return Amount(None)
    if " ".join(wanted.split()).strip(" .") in FREE:
        return Amount(0.0)
    try:
        number = read_number(text, decimal)
    except InvalidInput:
        number = None
    if number is not None:
        return Amount(number * scale, is_plain=True, numbers=(text.strip(),))
    if not any(sign.isdigit() for sign in wanted):
        if wanted.startswith(NOT_KNOWN):
            return Amount(None)
        raise _unreadable(text, name)
    return _Words(text, wanted, units, decimal, scale, name).amount()


class _Words:
    """The words of one text, taken one after the other."""

    def __init__(
        self, text: str, wanted: str, units: Mapping[str, float], decimal: str, scale: float, name: str
    ) -> None:
        self.text, self.units, self.decimal, self.scale, self.name = text, units, decimal, scale, name
        for phrase, word in PHRASES.items():
            if word not in units and word not in AT_LEAST | AT_MOST | {""}:
                continue
            wanted = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", f" {word} ", wanted)
        self.wanted = wanted.replace("<=", "≤").replace(">=", "≥")
        self.numbers: list[str] = []
        self.scales: list[float | None] = []
        self.factors: list[float | None] = []
        self.seen: set[str] = set()

    def amount(self) -> Amount:
        for found in TOKEN.finditer(self.wanted):
            token = found.group()
            if found.lastgroup == "number":
                self.numbers.append(token)
                self.scales.append(None)
                self.factors.append(None)
            else:
                self._word(token)
        count = len(self.numbers)
        is_range = "range" in self.seen and count == 2
        if count != 1 and not is_range:
            raise _unreadable(self.text, self.name)
        values = [_number(number, self.decimal) for number in self.numbers]
        worth = [self._worth(at) for at in range(count)]
        if is_range and self.scales[0] is None and self.factors[0] is None:
            shared = worth[1]  # "100-150 tūkst.": the scale stands once; "900 000 - 1 milj." : it doesn't
            worth[0] = shared if values[0] * shared <= values[1] * worth[1] else self._own_scale()
        values = [value * factor for value, factor in zip(values, worth, strict=True)]
        if any(value > TOO_LARGE for value in values) or (is_range and values[0] > values[1]):
            raise _unreadable(self.text, self.name)
        has_scale = any(scale is not None for scale in self.scales)
        has_unit = any(factor is not None for factor in self.factors)
        low, high = (values[0], values[1]) if is_range else (None, None)
        return Amount(
            sum(values) / count, low, high,
            is_about="about" in self.seen,
            is_at_most="most" in self.seen and not is_range,
            is_at_least="least" in self.seen and not is_range,
            is_yearly="yearly" in self.seen,
            has_unit=has_unit, has_scale=has_scale, numbers=tuple(self.numbers),
        )  # fmt: skip

    def _word(self, token: str) -> None:
        after_number = bool(self.numbers)
        if token in self.units:
            self._set(self.factors, self.units[token])
        elif token in SCALES and after_number and self.scales[-1] is None and self.factors[-1] is None:
            self.scales[-1] = SCALES[token]
        elif token in UNKNOWN_UNITS:
            raise _unreadable(self.text, self.name)
        elif token in RANGE and len(self.numbers) == 1:
            self.seen.add("range")
        elif token in ABOUT:
            self.seen.add("about")
        elif token in AT_MOST and not after_number:
            self.seen.add("most")
        elif token in AT_LEAST and not after_number:
            self.seen.add("least")
        elif token in YEARLY and (after_number or token in YEARLY_BEFORE):
            self.seen.add("yearly")
        elif token not in FILLERS and token not in RANGE and token not in "()[]\"'’“”„+*=":
            raise _unreadable(self.text, self.name)

    def _set(self, which: list[float | None], value: float) -> None:
        if which:
            which[-1] = value

    def _worth(self, at: int) -> float:
        scale, factor = self.scales[at], self.factors[at]
        if scale is None and factor is None:
            return self._own_scale()
        return (scale or 1.0) * (factor or 1.0)

    def _own_scale(self) -> float:
        return self.scale if not any(one is not None for one in (*self.scales, *self.factors)) else 1.0


def _number(text: str, decimal: str) -> float:
    """Return a number whose own signs tell how it is written (1.5 is no thousands), else as the table is."""
    return read_number(text, detect_decimal([text], decimal).decimal) or 0.0


def _unreadable(text: str, name: str) -> InvalidInput:
    return InvalidInput(
        Message("“{text}” can't be read as one amount.", text=text.strip()[:60]),
        hint=Message("Write the number alone, in {unit}; empty the cell if it is not known.", unit=name),
    )


def numbers_in(text: str) -> list[str]:
    """Return the numbers that stand in a text, as they are written."""
    return [found.group() for found in re.finditer(NUMBER, plain(text))]


def scale_of_heading(heading: str, units: Mapping[str, float]) -> float:
    """Return by what the numbers below a heading are multiplied to come to the field's unit.

    >>> scale_of_heading("Izmaksas, tūkst. EUR", EUR), scale_of_heading("Ietaupījums (kWh/gadā)", MWH)
    (1000.0, 0.001)
    """
    words = re.findall(r"[^\W\d_]+\d?|[€%]", plain(heading))
    scale = next((SCALES[word] for word in words if word in SCALES and word not in {"m", "k"}), 1.0)
    unit = next((units[word] for word in words if word in units), 1.0)
    return scale * unit
