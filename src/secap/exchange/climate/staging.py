"""Uploaded files between upload and reading: under a random name, for a day at most, then deleted.

A file that only lacks a choice (a station, a point) waits here, so that nobody has to send it twice.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from secap.desk.registry.models import Municipality
from secap.exchange import staging
from secap.exchange.staging import TOKEN

KEPT = timedelta(days=1)
FOLDER = "staging-climate"


@dataclass(frozen=True, slots=True)
class StagedFile:
    """token : where it lies;  name : as it was sent."""

    token: str
    name: str
    content_type: str
    size_bytes: int
    sha256: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def stage(municipality: Municipality, files: Sequence[Any]) -> list[StagedFile]:
    """Keep uploaded files until they are read.  files : Django's UploadedFile."""
    sweep()
    found = []
    for file in files:
        content = file.read()
        token = secrets.token_hex(16)
        default_storage.save(_place(municipality, token), ContentFile(content))
        name = PurePath(str(file.name or "data")).name[-120:]
        kind = str(getattr(file, "content_type", "") or "")[:100]
        found.append(StagedFile(token, name, kind, len(content), hashlib.sha256(content).hexdigest()))
    return found


def content_of(municipality: Municipality, file: StagedFile) -> bytes | None:
    """Return what a staged file holds, None where it was deleted meanwhile."""
    if not TOKEN.fullmatch(file.token):
        return None
    try:
        with default_storage.open(_place(municipality, file.token), "rb") as kept:
            return bytes(kept.read())
    except FileNotFoundError:
        return None


def is_there(municipality: Municipality, files: Sequence[StagedFile]) -> bool:
    """Whether all of the files still wait."""
    return bool(files) and all(
        TOKEN.fullmatch(one.token) and default_storage.exists(_place(municipality, one.token))
        for one in files
    )


def discard(municipality: Municipality, files: Sequence[StagedFile]) -> None:
    """Delete staged files; nothing happens where there is none."""
    for one in files:
        if TOKEN.fullmatch(one.token):
            default_storage.delete(_place(municipality, one.token))


def sweep() -> None:
    """Delete every town's files that nobody came back for."""
    staging.sweep(FOLDER, KEPT)


def _place(municipality: Municipality, token: str) -> str:
    return staging.place_of(FOLDER, municipality, token)
