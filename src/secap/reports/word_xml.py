"""Pieces of WordprocessingML that python-docx has no words for: fields, tables with repeated headers."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from secap.reports.blocks import Table
from secap.reports.breaks import breakable

W = nsdecls("w")
TEXT_WIDTH_TWIPS = 9411  # 16.6 cm


def text_run(text: str, *, bold: bool = False) -> Any:
    """Return a run that holds `text` literally."""
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return parse_xml(f'<w:r {W}>{weight}<w:t xml:space="preserve">{clean(text)}</w:t></w:r>')


def field_runs(instruction: str, shown: str, *, dirty: bool = False) -> list[Any]:
    """Return the runs of a field that shows `shown` until Word works it out anew."""
    stale = ' w:dirty="true"' if dirty else ""
    return [
        parse_xml(f'<w:r {W}><w:fldChar w:fldCharType="begin"{stale}/></w:r>'),
        parse_xml(f'<w:r {W}><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'),
        parse_xml(f'<w:r {W}><w:fldChar w:fldCharType="separate"/></w:r>'),
        parse_xml(f"<w:r {W}><w:t>{clean(shown)}</w:t></w:r>"),
        parse_xml(f'<w:r {W}><w:fldChar w:fldCharType="end"/></w:r>'),
    ]


def table(block: Table, lang: str) -> Any:
    """Return a table in the template's style: header row repeated, rows unbroken, caption as alt text."""
    header = tuple(breakable(cell, lang) for cell in block.header)
    widths = block.widths or (1.0,) * len(block.header)
    twips = [round(TEXT_WIDTH_TWIPS * width / sum(widths)) for width in widths]
    last = len(block.rows) - 1
    keep = not block.breaks
    rows = [_row(block, header, twips, role="Header", keep=True)]
    for place, row in enumerate(block.rows):
        role = "Total" if block.total and place == last else ""
        rows.append(_row(block, row, twips, role=role, keep=keep and place < last))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    return parse_xml(
        f'<w:tbl {W}><w:tblPr><w:tblStyle w:val="SECAPTable"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000" w:firstRow="1" w:lastRow="{int(block.total)}" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={_attribute(block.caption)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )


def _row(block: Table, cells: tuple[str, ...], twips: list[int], *, role: str, keep: bool) -> str:
    """role : Header, Total or nothing; each has paragraph styles for texts and for numbers."""
    repeated = "<w:tblHeader/>" if role == "Header" else ""
    kept = "<w:keepNext/>" if keep else ""
    styles = (f"SECAPTable{role or 'Text'}", f"SECAPTable{role}Number")
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_bottom(role)}</w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="{styles[column in block.numeric]}"/>{kept}</w:pPr>'
        f"<w:r>{_lines(cell)}</w:r></w:p></w:tc>"
        for column, (cell, width) in enumerate(zip(cells, twips, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{drawn}</w:tr>"


def _lines(cell: str) -> str:
    """Return what a cell says, one line below the other."""
    return "<w:br/>".join(f'<w:t xml:space="preserve">{clean(line)}</w:t>' for line in cell.split("\n"))


def _bottom(role: str) -> str:
    return '<w:vAlign w:val="bottom"/>' if role == "Header" else ""


def clean(text: str) -> str:
    """Return text as XML holds it; control characters, which no XML may hold, are left out."""
    return escape("".join(char for char in text if char >= " " or char in "\t\n"))


def _attribute(text: str) -> str:
    return '"' + clean(text).replace('"', "&quot;").replace("\n", " ") + '"'
