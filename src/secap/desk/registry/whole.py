"""What a chapter's page may ask of the whole plan, without knowing it.

A page of actions needs the inventory's factors and the target, but chapters do not know each other. The plan
stands above them and answers: it hands its loader down once, when the site starts (`plan.apps`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from secap.desk.registry.models import Municipality

Loader = Callable[[Municipality], Any]
_loaders: list[Loader] = []


def answer_with(loader: Loader) -> None:
    """Let `loader` answer from now on."""
    _loaders[:] = [loader]


def whole(municipality: Municipality) -> Any:
    """Return the town's `Plan`: its chapters' records and what the book makes of them."""
    if not _loaders:
        raise ImproperlyConfigured("secap.plan is not among the installed apps.")
    return _loaders[0](municipality)


def whole_of(request: HttpRequest, municipality: Municipality) -> Any:
    """Return the town's `Plan`, loaded once per request. After saving, ask `whole` anew."""
    known: dict[int, Any] = request.__dict__.setdefault("_whole", {})
    if municipality.pk not in known:
        known[municipality.pk] = whole(municipality)
    return known[municipality.pk]
