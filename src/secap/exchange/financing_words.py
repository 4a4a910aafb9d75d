"""Who pays, as people write it: "ES 85 %, pašvaldība 15 %",
"ERAF 120 000; pašvaldības budžets 30 000 EUR"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from secap.exchange.amounts import EUR, NUMBER, SCALES, Amount, read_amount
from secap.exchange.wording import plain
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.basis.numbers import detect_decimal, read_number

TABLE = "financing_sources"
PERCENT, MONEY = "percent", "eur"
SEPARATORS = re.compile(
    r"[;\n•|]|,(?!\d)|(?<=%)\s*[/+]|\s[/+]\s|(?<=[^\W\d])/(?=[^\W\d])|\b(?:un|and|vai|or)\b"
)
SHARE = re.compile(r"(?P<share>\d+(?:[.,]\d+)?)\s*(?:%|procenti|percent)")
MONEY_WORDS = "|".join(sorted({*EUR, *SCALES} - {"€", "m", "k"}, key=len, reverse=True))
SUM = re.compile(
    rf"(?:(?:eur|€)\s*)?(?:~|ap\.?\s|lidz\s)?\s*(?:{NUMBER})(?:,-)?(?:\s*(?:[mk](?=\s?€)|(?:{MONEY_WORDS})\b\.?|€))*"
)
# Beginnings of words that tell the source where no spelling of the table does, in this order.
ROOTS = (
    ("esco", "esco"), ("esko", "esco"), ("energopakalpojum", "esco"), ("ppp", "ppp"), ("aizdevum", "loan"),
    ("kredit", "loan"), ("aiznemum", "loan"), ("loan", "loan"), ("eraf", "eu"), ("kohezij", "eu"), ("es",
     "eu"),
    ("eiropas", "eu"), ("eu", "eu"), ("european", "eu"), ("interreg", "eu"), ("life", "eu"), ("anm", "eu"),
    ("valsts", "national"), ("state", "national"), ("ekii", "national"), ("kpfi", "national"),
    ("altum", "national"), ("pasvaldib", "own"), ("domes", "own"), ("municipal", "own"),
    ("regional", "regional"), ("privat", "private"), ("iedzivotaj", "private"), ("ipasniek", "private"),
    ("uznemum", "private"), ("uznemej", "private"), ("komersant", "private"), ("private", "private"),
    ("tarif", "utility_fees"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """One source of money: a code, the words it was told from, and its share or amount (or neither)."""

    code: str
    words: str
    percent: float | None = None
    eur: float | None = None
    is_exact: bool = True


def read_financing(
    text: str, decimal: str, meaning: Callable[[str], str | None], *, scale: float = 1.0
) -> list[Source]:
    """Return the sources that a text names.

    meaning : the code that a word stands for as the person said, "" to leave it out, None where they did not;
    scale : of the heading, for amounts in EUR.
    Raises: InvalidInput where a share or an amount has no source, UnknownSource where a source is not known
    """
    found = []
    for piece in SEPARATORS.split(text):
        if not (piece and piece.strip(" .:-–—")):
            continue
        words, percent, eur = _figures(piece, decimal, scale)
        if not words:
            raise InvalidInput(
                Message("“{text}” names no source of the money.", text=piece.strip()[:60]),
                hint=Message("Write the source and its share, such as: EU 85 %; municipality 15 %."),
            )
        code, is_exact = _code(words, meaning)
        if code:
            found.append(Source(code, words, percent, eur, is_exact))
    return found


class UnknownSource(Exception):
    """A word that no table and no person gave a meaning."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def _figures(piece: str, decimal: str, scale: float) -> tuple[str, float | None, float | None]:
    """Return (words, percent, EUR) of one piece."""
    words = " ".join(piece.split())
    percent = eur = None
    if hit := SHARE.search(plain(words)):
        percent = read_number(hit["share"], detect_decimal([hit["share"]], decimal).decimal)
        words = _without(words, hit.start(), hit.end())
    sums = (hit for hit in SUM.finditer(plain(words)) if _is_money(hit.group(), plain(words)))
    if hit := next(sums, None):
        amount: Amount = read_amount(hit.group(), EUR, decimal, scale=scale)
        eur = amount.value
        words = _without(words, hit.start(), hit.end())
    return words, percent, eur


def _is_money(number: str, whole: str) -> bool:
    """A number is money where a unit says so or it has four digits; "SAM 2.2.1" and "LIFE 2027" are names."""
    if re.search(rf"€|(?<![^\W\d_])(?:{MONEY_WORDS})\b", number):
        return True
    digits = re.sub(r"\D", "", number)
    is_year = bool(re.fullmatch(r"(?:19|20)\d\d", digits))
    return len(digits) >= 4 and not is_year and not re.search(r"\d\.\d{1,2}\.\d", whole)


def _without(words: str, start: int, end: int) -> str:
    """Return the words without what was read of them; as they were written, where no sign was left off."""
    whole = words if len(plain(words)) == len(words) else plain(words)
    left = re.sub(r"[()\[\]{}=:]|\s[-–—]+(?=\s|$)|^[-–—]+\s|[-–—]+$", " ", f"{whole[:start]} {whole[end:]}")
    return " ".join(left.split()).strip(" .,:;-–—~")


def _code(words: str, meaning: Callable[[str], str | None]) -> tuple[str, bool]:
    said = meaning(words)
    if said is not None:
        return said, True
    if (code := codes.match(TABLE, words)) is not None:
        return code, True
    folded = codes.folded(words)
    inside = [
        spelling for spelling in codes.spellings(TABLE)
        if len(spelling) > 2 and re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", folded)
    ]  # fmt: skip
    if inside:
        return codes.spellings(TABLE)[max(inside, key=len)], False
    for word in folded.split():
        for root, code in ROOTS:
            if word == root or (len(root) > 3 and word.startswith(root)):
                return code, False
    raise UnknownSource(words)
