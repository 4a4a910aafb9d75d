"""Messages with a button that undoes what was just done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

UNDO = "undo:"


def say_undoable(request: HttpRequest, text: str, undo_url: str) -> None:
    """Tell that something was done; the frame shows an Undo button that posts to `undo_url`."""
    messages.success(request, text, extra_tags=UNDO + undo_url)
