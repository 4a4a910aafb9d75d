"""XLS files made in memory, record by record."""

from __future__ import annotations

import struct

SECTOR = 512
FREE, END, OF_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def number(row: int, column: int, value: float) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def shared_text(row: int, column: int, at: int) -> bytes:
    return record(0xFD, struct.pack("<HHHI", row, column, 0, at))


def error(row: int, column: int, code: int) -> bytes:
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def texts(count: int, *bodies: bytes) -> bytes:
    """The table of shared texts; the second and further bodies are continuations."""
    first, *more = bodies
    return record(0xFC, struct.pack("<II", count, count) + first) + b"".join(
        record(0x3C, body) for body in more
    )


def text(words: str) -> bytes:
    return struct.pack("<HB", len(words), 1) + words.encode("utf-16-le")


def xls(cells: bytes, shared: bytes = b"") -> bytes:
    """A workbook with the one sheet S of these cells."""
    begin, end = struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 6), record(0x0A, b"")
    head = record(0x0809, begin) + record(0x42, struct.pack("<H", 1200))
    about = b"\0\0\x01\0S"
    start = len(head) + 4 + 4 + len(about) + len(shared) + len(end)
    book = head + record(0x85, struct.pack("<I", start) + about) + shared + end
    sheet = struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 6)
    return _container(book + record(0x0809, sheet) + cells + end)


def _container(stream: bytes) -> bytes:
    stream = stream.ljust(4096, b"\0")
    sectors = -(-len(stream) // SECTOR)
    tables = -(-(sectors + 1) // (SECTOR // 4 - 1))
    chain = [*range(1, sectors), END, END, *[OF_FAT] * tables]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * SECTOR, b"\xff")
    places = [sectors + 1 + at for at in range(tables)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIIII", 0, tables, sectors, 0, 4096, END, 0, END, 0, *places[:1])
    header += struct.pack("<108I", *places[1:], *[FREE] * (109 - len(places)))
    entries = _entry("Root Entry", 5, END, 0, child=1) + _entry("Workbook", 2, 0, len(stream))
    return header + stream.ljust(sectors * SECTOR, b"\0") + entries.ljust(SECTOR, b"\0") + fat


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    words = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", FREE, FREE, child)
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBB", len(words), kind, 1)
        + links
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )
