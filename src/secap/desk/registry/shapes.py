"""Shapes of the JSON in records: what a plan file brings there is checked before anything reads it.

Every check raises ValidationError that says what is wrong, and where in the value.
"""

from __future__ import annotations

import math
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST = 1e12  # a larger number is a mistake, and sums of squares would overflow


def refuse(where: str) -> None:
    """Raise for the part of a value that is named."""
    raise ValidationError(
        _("“%(part)s” is not as the workbench writes it. Remove this field, or save the plan file again."),
        params={"part": where[:60]},
    )


def mapping(value: Any, where: str) -> dict[str, Any]:
    """Return the value where it is an object of JSON."""
    if not isinstance(value, dict):
        refuse(where)
    found: dict[str, Any] = value
    return found


def listed(value: Any, where: str) -> list[Any]:
    """Return the value where it is a list."""
    if not isinstance(value, list):
        refuse(where)
    found: list[Any] = value
    return found


def number(value: Any, where: str, *, low: float = -MOST, high: float = MOST) -> None:
    """Refuse what is no finite number within bounds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        refuse(where)
    if not (low <= value <= high) or (isinstance(value, float) and not math.isfinite(value)):
        refuse(where)


def whole(value: Any, where: str, *, low: int = 0, high: int = 2**31 - 1) -> None:
    """Refuse what is no whole number within bounds."""
    if type(value) is not int or not low <= value <= high:
        refuse(where)


def text(value: Any, where: str) -> None:
    if not isinstance(value, str):
        refuse(where)


def said(value: Any, where: str) -> None:
    """Refuse what is neither a text nor {language: text}; None is nothing said."""
    if isinstance(value, dict):
        for lang, sentence in value.items():
            text(sentence, f"{where}.{lang}")
    elif value is not None:
        text(value, where)


def counts(value: Any) -> None:
    """Refuse what is not {name: how many}."""
    for name, count in mapping(value, "{}").items():
        whole(count, name)
