"""What uploads leave for a while between two steps: under random names, in a folder a town."""

from __future__ import annotations

import re
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from secap.desk.registry.models import Municipality

TOKEN = re.compile(r"[0-9a-f]{32}")


def place_of(folder: str, municipality: Municipality, token: str) -> str:
    """Return where a town's file of that name lies in the storage."""
    return f"{folder}/{municipality.pk}/{token}"


def is_older(place: str, kept: timedelta) -> bool:
    """Whether a file lies there longer than it is kept. Raises: FileNotFoundError"""
    return default_storage.get_modified_time(place) < timezone.now() - kept


def sweep(folder: str, kept: timedelta) -> None:
    """Delete every town's files of a folder that nobody came back for."""
    for town in names_in(folder)[0]:
        for name in names_in(f"{folder}/{town}")[1]:
            place = f"{folder}/{town}/{name}"
            if is_older(place, kept):
                default_storage.delete(place)


def names_in(folder: str) -> tuple[list[str], list[str]]:
    """Return the folders and the files in a folder; nothing where there is none."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []
    return folders, names
