"""What a spreadsheet file must be before its reader may open it: no bomb, no trap, not damaged.

XLSX and ODS are a zip of XML. Both can be made so that a small file fills the memory: the sizes that the
archive declares are added up before anything is unpacked, and XML that declares a document type is refused
(no spreadsheet program writes any).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import TypeVar

from secap.method.basis.errors import UnreadableFile
from secap.method.basis.messages import Amount, Message

MAX_UNPACKED_BYTES = 400_000_000
MAX_RATIO = 250  # unpacked to packed; a table of many equal rows stays below 100
RATIO_FROM_BYTES = 10_000_000  # a small sheet of equal rows may well be packed tighter
MAX_PARTS = 2_000
CHUNK = 1 << 20

_DECLARATION = re.compile(rb"<(\x00?)!\1\s*(?:D\1O\1C\1T|E\1N\1T\1I)", re.IGNORECASE)
_NO_TABLE = (
    (re.compile(rb"%PDF"), "PDF"),
    (
        re.compile(rb"\s*<(?:\?xml|!doctype|!--|html|head|body|table|meta|style)\b", re.IGNORECASE),
        "HTML or XML",
    ),
    (re.compile(rb"\{\\rtf"), "RTF"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*"), "a picture"),
    (re.compile(rb"\x1f\x8b|Rar!|7z\xbc\xaf|BZh|\xfd7zXZ"), "an archive"),
)
SAVE_ANEW = Message("Open it in a spreadsheet program and save it anew.")
AS_TABLE = Message("Save the table as CSV or XLSX.")

_T = TypeVar("_T")


def damaged(name: str) -> UnreadableFile:
    """Return the error of a workbook that is broken."""
    return UnreadableFile(Message("The workbook is damaged."), where=(name,), hint=SAVE_ANEW)


def refuse_disguise(name: str, content: bytes) -> None:
    """Refuse what is no table whatever its name says, such as a page or a document called .xls or .csv."""
    start = content[:400].removeprefix(b"\xef\xbb\xbf")
    for pattern, what in _NO_TABLE:
        if pattern.match(start):
            raise UnreadableFile(
                Message("The file is neither text nor a spreadsheet: it holds {what}.", what=what),
                where=(name,),
                hint=AS_TABLE,
            )


def open_archive(name: str, content: bytes) -> zipfile.ZipFile:
    """Return the archive of a workbook. Raises UnreadableFile where it is damaged"""
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise damaged(name) from None


def check_archive(name: str, archive: zipfile.ZipFile, packed_bytes: int, max_unpacked_bytes: int) -> None:
    """Refuse what would unpack to far more than it is by its declared sizes; `parts` holds it to them."""
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    tight = unpacked > RATIO_FROM_BYTES and unpacked > MAX_RATIO * packed_bytes
    if unpacked > max_unpacked_bytes or tight:
        raise UnreadableFile(
            Message(
                "The workbook unpacks to {size}, which is too much.", size=Amount(unpacked / 1e6, "MB", 0)
            ),
            where=(name,),
            hint=Message("Copy the table alone into a new workbook."),
        )
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile(
            Message("The workbook is locked with a password."),
            where=(name,),
            hint=Message("Save it without a password."),
        )
    # Of two parts of one name two programs may read two different ones.
    if len(members) > MAX_PARTS or len({path_of(member.filename) for member in members}) < len(members):
        raise damaged(name)


def path_of(part: str) -> str:
    """Return the name of a part as readers compare it."""
    return part.replace("\\", "/").lstrip("/").lower()


def parts(name: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part of the archive piece by piece.

    Raises: UnreadableFile where it declares a document type or entities (as UTF-8 or UTF-16), is damaged, or
        is not as large as declared (zipfile compares size and checksum)
    """
    tail = b""
    try:
        with archive.open(part) as file:
            while chunk := file.read(CHUNK):
                if (b"!" in chunk or tail) and _DECLARATION.search(tail + chunk):
                    raise UnreadableFile(
                        Message("The workbook holds XML entities, which no spreadsheet program writes."),
                        where=(name, part.filename),
                        hint=Message("Copy the table into a new workbook and save that."),
                    )
                tail = chunk[-64:]
                yield chunk
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        raise damaged(name) from None


def guarded(name: str, read: Callable[[], _T]) -> _T:
    """Call the reader of a workbook: whatever it stumbles over is told as a file that can't be opened."""
    try:
        return read()
    except (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError, UnreadableFile):
        raise
    except BaseException as error:  # a panic of the reader stands outside Exception
        if type(error).__name__ == "PasswordError":
            raise UnreadableFile(
                Message("The workbook is locked with a password."),
                where=(name,),
                hint=Message("Save it without a password."),
            ) from None
        if not isinstance(error, Exception):
            raise damaged(name) from None
        reason = str(error).partition("\n")[0][:200]
        raise UnreadableFile(
            Message("The workbook can't be opened: {reason}.", reason=reason), where=(name,), hint=SAVE_ANEW
        ) from None
