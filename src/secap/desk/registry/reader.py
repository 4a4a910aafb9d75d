"""Who reads a page, in which language, and what they are told after saving."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from secap.desk.registry.language import lang
from secap.desk.registry.models import Person
from secap.method.basis import codes

__all__ = ["lang", "name", "person_of", "waiting_note"]


def name(table: str, code: str) -> str:
    """Return the name of a code; an empty text for none, the code itself where the table lacks it."""
    row = codes.table(table).get(code) if code else None
    return row.label(lang()) if row else code


def person_of(request: HttpRequest) -> Person:
    """Return who is signed in; only behind the door of `member`."""
    assert isinstance(request.user, Person)
    return request.user


def waiting_note(request: HttpRequest) -> str:
    """Return what a contributor is told after saving; nothing for the co-ordinator."""
    if request.role == "coordinator":  # type: ignore[attr-defined]
        return ""
    return " " + _("What you entered counts at once and is marked until the co-ordinator accepts it.")
