"""Texts of a page that must not grow."""

from __future__ import annotations

LONGEST = 90


def short(text: str, longest: int = LONGEST) -> str:
    """Return the text in one line, cut at a word where it is too long."""
    plain = " ".join(text.split())
    if len(plain) <= longest:
        return plain
    cut = plain[: longest - 1]
    head, space, _tail = cut.rpartition(" ")
    return (head if space and len(head) > longest // 2 else cut).rstrip(" ,;:.") + "…"
