"""Opening a plan file for a command: Django's models without a database."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from secap.method.basis.errors import UnreadableFile
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.plan.plan import Plan


def set_up_models() -> None:
    """Load the models. Nothing is written: no data folder, no key."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secap.desk.site.settings")
    os.environ.setdefault("SECAP_SECRET_KEY", "not-used-without-a-site")
    os.environ.setdefault("SECAP_DATA", tempfile.gettempdir())
    django.setup()


def content(path: Path) -> bytes:
    """Return a file's bytes. Raises UnreadableFile."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            Message("The file can't be read: {reason}.", reason=error.strerror or ""),
            where=(str(path),),
            hint=Message("Check the name and whether you may read it."),
        ) from None


def open_plan(path: Path) -> Plan:
    """Return the plan that the file holds. Raises UnreadableFile or InvalidInput that name the place."""
    text = content(path)
    set_up_models()
    from secap.plan.file import loads

    return loads(text)
