"""What people write, made comparable."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Return a text without case and diacritics, its punctuation kept and its spaces ordinary single ones.

    >>> plain(" 100–150\\u00a0TŪKST. EUR ")
    '100–150 tukst. eur'
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in folded if not unicodedata.combining(sign)).split())
