"""Spreadsheet files made in memory, good and bad."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook


def xlsx(*rows: Sequence[Any], sheet: str = "Dati", merge: str = "") -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    if merge:
        page.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\n".join(lines).encode(encoding)


def with_part(book: bytes, name: str, content: bytes) -> bytes:
    """Return a workbook with one member of its archive replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            new.writestr(item, content if item == name else old.read(item))
    return stream.getvalue()


def bomb() -> bytes:
    """A workbook of a few kilobytes whose sheet unpacks to hundreds of megabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(600):
                part.write(b" " * 1_000_000)
    return stream.getvalue()


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATION = f'<Relationship Id="{{}}" Type="{OFFICE}/{{}}" Target="{{}}"/>'
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def raw_xlsx(
    rows: str, *, shared: Sequence[str] = (), path: str = "xl/worksheets/sheet1.xml", whole: str = ""
) -> bytes:
    """A workbook with the XML of its rows (or of the whole sheet) as given, at any path of the archive."""
    package = "http://schemas.openxmlformats.org/package/2006"
    texts = "".join(f"<si><t>{text}</t></si>" for text in shared)
    book = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = RELATION.format("r1", "worksheet", f"/{path}") + RELATION.format(
        "r2", "sharedStrings", "sharedStrings.xml"
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f"{RELATION.format('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{book}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f"{relations}</Relationships>",
        "xl/sharedStrings.xml": f'<sst xmlns="{book}">{texts}</sst>',
        path: whole or SHEET.format(rows),
    }
    return _archive(parts)


def raw_ods(rows: str, *, start: str = "") -> bytes:
    """An OpenDocument spreadsheet with the XML of its rows as given."""
    content = (
        f"{start}<office:document-content {NAMESPACES}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return _archive({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def _archive(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()
