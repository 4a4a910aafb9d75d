"""Where a long word in a narrow table header may break."""

from __future__ import annotations

import re

SOFT_HYPHEN, BREAK = "\u00ad", "\u200b"
# Languages for which neither Typst nor most installations of Word bring hyphenation patterns.
WITHOUT_PATTERNS = {"lv"}
LONG = 11
_VOWELS = "aāeēiīoōuū"
# Latvian syllables are open: a word breaks before a consonant that a vowel follows, never beside its ends.
_SYLLABLE = re.compile(rf"(?<=[{_VOWELS}])(?=[^\W\d_{_VOWELS}][{_VOWELS}])", re.IGNORECASE)

# The second halves of compounds: there the word breaks rather than at a syllable.
_COMPOUND = re.compile(r"(?<=\w{3})(?=enerģij|degviel|transport|saimniec|apgād|efektivit)", re.IGNORECASE)


def breakable(text: str, lang: str) -> str:
    """Return the text with invisible marks where it may break: after a slash, and within long words."""
    marked = text.replace("/", f"/{BREAK}")
    if lang not in WITHOUT_PATTERNS:
        return marked
    return re.sub(rf"[^\W\d_]{{{LONG + 1},}}", lambda word: _hyphenated(word.group()), marked)


def _hyphenated(word: str) -> str:
    places = [match.start() for match in _COMPOUND.finditer(word)]
    if not places:
        places = [match.start() for match in _SYLLABLE.finditer(word) if 4 <= match.start() <= len(word) - 3]
    for place in reversed(places):
        word = word[:place] + SOFT_HYPHEN + word[place:]
    return word
