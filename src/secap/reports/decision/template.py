"""How the Word template of the decision sheet differs from the others: all of it has to fit on one page."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

FACTS = 5  # side by side


def single_page(document: Any, *, quiet: RGBColor, accent: RGBColor) -> None:
    """A sheet set closer: five facts side by side, the footnote at the end."""
    _close_styles(document)
    document.add_paragraph("{{ place }} · {{ status }}", style="SECAP Status")
    document.add_paragraph("{{ title }}", style="Heading 1")
    table = document.add_table(rows=2, cols=FACTS)
    for place in range(FACTS):
        for row, size, colour in ((0, 7.5, quiet), (1, 11, accent)):
            run = table.rows[row].cells[place].paragraphs[0].add_run(f"{{{{ facts[{place}][{row}] }}}}")
            run.font.size, run.font.color.rgb, run.font.bold = Pt(size), colour, row == 1
    document.add_paragraph("{{ body }}")
    document.add_paragraph("{{ words.footnote }}", style="Caption")


def _close_styles(document: Any) -> None:
    section, styles = document.sections[0], document.styles
    section.top_margin, section.bottom_margin = Cm(1.1), Cm(1.2)
    section.header_distance = section.footer_distance = Cm(0.5)
    for name, size in (
        ("Normal", 8), ("SECAP Status", 8), ("SECAP Table Text", 7.8), ("SECAP Table Header", 7.4),
        ("SECAP Table Header Number", 7.4), ("Heading 1", 15), ("Heading 2", 9.5), ("Caption", 7.5),
    ):  # fmt: skip
        styles[name].font.size = Pt(size)
    for name, before, after in (
        ("Heading 1", 0, 2), ("Heading 2", 4, 1), ("Caption", 1, 1), ("Normal", 0, 0), ("List Bullet", 0, 0),
        ("SECAP Status", 0, 0), ("SECAP Table Text", 0, 0), ("SECAP Missing", 1, 1), ("SECAP Info", 1, 1),
        ("SECAP Warning", 1, 1), ("SECAP Error", 1, 1),
    ):  # fmt: skip
        spacing = styles[name].paragraph_format
        spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.0
    styles["Heading 1"].paragraph_format.page_break_before = False
    for margin in styles["SECAP Table"].element.iter(qn("w:tblCellMar")):
        for side in ("top", "bottom"):
            margin.find(qn(f"w:{side}")).set(qn("w:w"), "6")
