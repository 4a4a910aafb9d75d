"""A household table between upload and saving: under a random name, for an hour at most, then deleted.

Only the rows of the sheet that was understood are kept, so nothing else of the file outlives the upload.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from secap.desk.registry.models import Municipality
from secap.exchange import staging
from secap.exchange.staging import TOKEN
from secap.exchange.tables import Table

KEPT = timedelta(hours=1)
FOLDER = "staging-households"


@dataclass(frozen=True, slots=True)
class Staged:
    """name : of the file;  table : the sheet that is read."""

    token: str
    name: str
    table: Table


def stage(municipality: Municipality, name: str, table: Table) -> str:
    """Keep a table until somebody decides; return the name under which it is found again."""
    sweep()
    token = secrets.token_hex(16)
    content = json.dumps(
        {"name": name[-200:], "sheet": table.sheet, "rows": table.rows, "errors": table.errors},
        ensure_ascii=False,
    )
    default_storage.save(_place(municipality, token), ContentFile(content.encode()))
    return token


def staged(municipality: Municipality, token: str) -> Staged | None:
    """Return the town's table of that name, None where there is none (any more)."""
    if not TOKEN.fullmatch(token):
        return None
    place = _place(municipality, token)
    try:
        if staging.is_older(place, KEPT):
            default_storage.delete(place)
            return None
        with default_storage.open(place) as file:
            kept = json.loads(file.read())
    except FileNotFoundError:
        return None
    rows = [(number, cells) for number, cells in kept["rows"]]
    return Staged(token, kept["name"], Table(kept["sheet"], rows, errors=kept["errors"]))


def discard(municipality: Municipality, token: str) -> None:
    """Delete a table; nothing happens where there is none."""
    if TOKEN.fullmatch(token):
        default_storage.delete(_place(municipality, token))


def sweep() -> None:
    """Delete every town's tables that nobody decided on in time."""
    staging.sweep(FOLDER, KEPT)


def _place(municipality: Municipality, token: str) -> str:
    return staging.place_of(FOLDER, municipality, f"{token}.json")
