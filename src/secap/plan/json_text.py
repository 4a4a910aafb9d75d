"""Reading JSON that a person may have edited: every mistake is told with its place, none brings the reader
down."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from secap.method.basis.errors import InvalidInput, UnreadableFile
from secap.method.basis.messages import Message

MAX_BYTES = 50 * 1024 * 1024
# Controls but tab and line ends, and halves of surrogate pairs: no database or document can hold them.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def parsed(text: str | bytes, format: str, version: int) -> dict[str, Any]:
    """Return the JSON object of a file whose `format` and `format_version` this workbench reads.

    Raises: UnreadableFile where it is too large, no JSON, of another format or of a later version;
        InvalidInput where a field stands twice
    """
    if len(text) > MAX_BYTES:
        raise UnreadableFile(
            Message("The plan file is larger than {limit} MB.", limit=MAX_BYTES // 1024**2),
            hint=Message("Check that it is the file that the workbench saved."),
        )
    document = _json(text)
    if not isinstance(document, dict) or document.get("format") != format:
        raise UnreadableFile(
            Message("This is no plan file: it lacks “format”: “{format}”.", format=format),
            hint=Message("Choose a plan file that the workbench saved."),
        )
    theirs = document.get("format_version")
    if type(theirs) is not int or not 1 <= theirs <= version:
        raise UnreadableFile(
            Message(
                "The plan file has format version {theirs}; this workbench reads up to {ours}.",
                theirs=str(theirs)[:20],
                ours=version,
            ),
            hint=Message("Update the workbench, then open the file again."),
        )
    return document


def _json(text: str | bytes) -> Any:
    try:
        return json.loads(
            text.decode("utf-8-sig") if isinstance(text, bytes) else text, object_pairs_hook=_once
        )
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            Message("The plan file is not UTF-8 text (byte {at}).", at=error.start),
            hint=Message("Save it as UTF-8, or export it again."),
        ) from None
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            Message(
                "This is not readable JSON: line {line}, column {column}.",
                line=error.lineno,
                column=error.colno,
            ),
            hint=Message("Choose a plan file that the workbench saved, or mend that line."),
        ) from None
    except RecursionError:
        raise UnreadableFile(Message("The file is nested too deeply to be a plan file.")) from None
    except ValueError:  # Python refuses to read a number of thousands of digits
        raise UnreadableFile(Message("The file holds a number with too many digits.")) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of a field that stands twice JSON silently keeps the last; a typed figure would be lost."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise InvalidInput(
                Message("The field “{name}” stands twice in one object.", name=name[:60]),
                hint=Message("Remove one of them."),
            )
        found[name] = value
    return found


def refuse_unwritable(value: Any, where: tuple[object, ...]) -> None:
    """Raise InvalidInput where a text, at any depth, holds what no database or document can, or a number is
    none."""
    if isinstance(value, str):
        if UNWRITABLE.search(value):
            raise InvalidInput(
                Message("The text holds a character that cannot be written."),
                where=where,
                hint=Message("Type the text anew."),
            )
    elif isinstance(value, float) and not math.isfinite(value):
        raise InvalidInput(Message("“{value}” is not a finite number.", value=str(value)), where=where)
    elif isinstance(value, list):
        for item in value:
            refuse_unwritable(item, where)
    elif isinstance(value, dict):
        for name, item in value.items():
            refuse_unwritable(name, where)
            refuse_unwritable(item, where)
