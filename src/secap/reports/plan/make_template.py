"""Make the Word templates `plan.docx`, `action.docx` and `decision.docx`:

    python -m secap.reports.plan.make_template

A town restyles the template in Word: its styles, page, header, footer and front page are free; the texts in
double braces are filled in, and the paragraph {{ body }} makes way for the chapters. docs/guides/documents.md
tells how.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from secap.reports.decision.template import single_page
from secap.reports.word_xml import field_runs

FONT = "Calibri"
INK, QUIET, ACCENT = RGBColor(0x17, 0x28, 0x2B), RGBColor(0x4D, 0x60, 0x65), RGBColor(0x0B, 0x55, 0x59)
HEADINGS = {1: (19, 0, 12), 2: (14, 18, 6), 3: (11.5, 14, 4)}  # size, space before and after in points
NOTES = {"Missing": "4D6065", "Info": "0B5559", "Warning": "7A4D00", "Error": "9F1F28"}


def make(path: Path, *, is_sheet: bool = False, is_page: bool = False) -> None:
    """Write the template.

    is_sheet : without front page and numbers of headings;  is_page : such a sheet, set so close that a
    decision fits on one page.
    """
    document = Document()
    _page(document)
    _text_styles(document)
    _cell_styles(document)
    _heading_styles(document, is_numbered=not is_sheet)
    _note_styles(document)
    _table_style(document)
    if is_page:
        single_page(document, quiet=QUIET, accent=ACCENT)
    else:
        (_sheet if is_sheet else _front_page)(document)
    _footer(document)
    document.core_properties.title = "{{ title }} – {{ place }}"
    document.core_properties.author = "{{ place }}"
    document.core_properties.comments = ""
    document.save(str(path))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.4)
    section.different_first_page_header_footer = True
    settings = document.settings.element
    after = settings.find(qn("w:defaultTabStop"))
    after.addnext(parse_xml(f"<w:autoHyphenation {nsdecls('w')}/>"))


def _text_styles(document: Any) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _font(normal, 10.5, INK)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.12
    for name, size, bold, colour, after in (
        ("Title", 30, True, ACCENT, 6),
        ("Subtitle", 19, False, ACCENT, 30),
        ("Caption", 9, False, QUIET, 4),
    ):
        style = styles[name]
        _font(style, size, colour, bold=bold)
        style.font.italic = False
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(10), Pt(after)
        for unwanted in (
            *style.element.iter(qn("w:pBdr")),
            *style.element.findall("w:rPr/w:spacing", style.element.nsmap),
        ):
            unwanted.getparent().remove(unwanted)
    own: dict[str, tuple[float, RGBColor]] = {
        "SECAP Status": (11, QUIET),
        "SECAP Formula": (9.5, INK),
        "SECAP Table Text": (8.8, INK),
        "SECAP Contents Title": (19, ACCENT),
        "TOC 1": (10.5, INK),
        "TOC 2": (10.5, INK),
    }
    for name, (points, colour) in own.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _font(style, points, colour)
    styles["SECAP Contents Title"].font.bold = True
    styles["SECAP Table Text"].paragraph_format.space_after = Pt(0)
    styles["SECAP Table Text"].paragraph_format.line_spacing = 1.0
    styles["SECAP Status"].paragraph_format.space_before = Pt(96)
    styles["TOC 1"].paragraph_format.space_before, styles["TOC 1"].paragraph_format.space_after = Pt(6), Pt(0)
    styles["TOC 1"].font.bold = True
    styles["TOC 2"].paragraph_format.left_indent = Cm(0.6)
    styles["TOC 2"].paragraph_format.space_after = Pt(0)
    _shade(styles["SECAP Formula"], "F0F5F4")


def _cell_styles(document: Any) -> None:
    """Texts and numbers of tables, of their header rows and of their sums."""
    for name, base in (
        ("SECAP Table Number", "SECAP Table Text"),
        ("SECAP Table Header", "SECAP Table Text"),
        ("SECAP Table Header Number", "SECAP Table Header"),
        ("SECAP Table Total", "SECAP Table Text"),
        ("SECAP Table Total Number", "SECAP Table Total"),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[base]
        if "Header" in name or "Total" in name:
            style.font.bold = True
        if "Header" in name:
            style.font.size = Pt(8)
        if name.endswith("Number"):
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _heading_styles(document: Any, *, is_numbered: bool) -> None:
    """Numbered headings of three levels, and a first level without number for front and back matter."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{level}"/><w:suff w:val="space"/>'
        f'<w:lvlText w:val="{".".join(f"%{place}" for place in range(1, level + 1))}"/>'
        f'<w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for level in HEADINGS
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{levels}'
        "</w:abstractNum>"
    )
    numbering.insert(0, abstract)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for level, (size, before, after) in HEADINGS.items():
        style = document.styles[f"Heading {level}"]
        _font(style, size, ACCENT, bold=True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.page_break_before = level == 1
        if is_numbered:
            _number(style, 90, level - 1)
    plain = document.styles.add_style("SECAP Heading Unnumbered", WD_STYLE_TYPE.PARAGRAPH)
    plain.base_style = document.styles["Heading 1"]
    plain.next_paragraph_style = document.styles["Normal"]
    _number(plain, 0, 0)


def _number(style: Any, number: int, level: int) -> None:
    properties = style.element.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )
    _in_order(properties)


def _note_styles(document: Any) -> None:
    for name, colour in NOTES.items():
        style = document.styles.add_style(f"SECAP {name}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.left_indent = Cm(0.3)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(6)
        style.paragraph_format.keep_together = True
        style.element.get_or_add_pPr().append(
            parse_xml(
                f"<w:pBdr {nsdecls('w')}>"
                f'<w:left w:val="single" w:sz="18" w:space="8" w:color="{colour}"/></w:pBdr>'
            )
        )
        _in_order(style.element.get_or_add_pPr())


def _table_style(document: Any) -> None:
    style = document.styles.add_style("SECAP Table", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    line = '<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
    accent = {"size": 8, "colour": "0B5559"}
    borders = "".join(
        (
            line.format(side="top", **accent),
            line.format(side="bottom", **accent),
            line.format(side="insideH", size=4, colour="C5D0CE"),
        )
    )
    margins = '<w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
    margins += '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
    for part in (
        f"<w:tblPr {nsdecls('w')}><w:tblBorders>{borders}</w:tblBorders>"
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>",
        f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:tcPr><w:tcBorders>'
        f"{line.format(side='bottom', **accent)}</w:tcBorders></w:tcPr></w:tblStylePr>",
        f'<w:tblStylePr {nsdecls("w")} w:type="lastRow"><w:tcPr>'
        '<w:shd w:val="clear" w:color="auto" w:fill="F0F5F4"/></w:tcPr></w:tblStylePr>',
    ):
        style.element.append(parse_xml(part))


def _front_page(document: Any) -> None:
    document.add_paragraph("{{ status }}", style="SECAP Status")
    document.add_paragraph("{{ place }}", style="Title")
    document.add_paragraph("{{ title }}", style="Subtitle")
    _facts(document)
    summary = document.add_paragraph("{{ summary }}")
    summary.paragraph_format.space_before = Pt(36)
    summary.add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("{{ words.contents }}", style="SECAP Contents Title")
    document.add_paragraph("{{ contents }}", style="TOC 1")
    document.add_paragraph("{{ body }}")


def _sheet(document: Any) -> None:
    """A title line instead of a front page; the sheet is short, so it has no contents."""
    document.sections[0].top_margin, document.sections[0].bottom_margin = Cm(1.6), Cm(1.8)
    normal, styles = document.styles["Normal"], document.styles
    normal.font.size, normal.paragraph_format.space_after = Pt(8.5), Pt(1)
    normal.paragraph_format.line_spacing = 1.0
    for style in (styles["Caption"], styles["Heading 2"]):
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(3), Pt(2)
    for margin in styles["SECAP Table"].element.iter(qn("w:tblCellMar")):
        margin.find(qn("w:top")).set(qn("w:w"), "10")
        margin.find(qn("w:bottom")).set(qn("w:w"), "10")
    styles["SECAP Status"].paragraph_format.space_before = Pt(0)
    styles["Heading 1"].paragraph_format.page_break_before = False
    document.add_paragraph("{{ place }} · {{ status }}", style="SECAP Status")
    document.add_paragraph("{{ title }}", style="Heading 1")
    _facts(document)
    document.add_paragraph("{{ body }}")


def _facts(document: Any) -> None:
    table = document.add_table(rows=3, cols=2)
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Cm(4.8), Cm(11.8)
    texts = (("{%tr for fact in facts %}", ""), ("{{ fact[0] }}", "{{ fact[1] }}"), ("{%tr endfor %}", ""))
    for row, cells in zip(table.rows, texts, strict=True):
        for cell, text, width in zip(row.cells, cells, (Cm(4.8), Cm(11.8)), strict=True):
            cell.width = width
            cell.paragraphs[0].add_run(text).font.color.rgb = QUIET if width == Cm(4.8) else INK


def _footer(document: Any) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles["Footer"]
    _font(document.styles["Footer"], 8.5, QUIET)
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(16.6), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("{{ place }} · {{ title }} · {{ status }}\t")
    for run in (
        *field_runs("PAGE", "2"),
        parse_xml(f"<w:r {nsdecls('w')}><w:t xml:space='preserve'> / </w:t></w:r>"),
    ):
        paragraph._p.append(run)
    for run in field_runs("NUMPAGES", "2"):
        paragraph._p.append(run)


def _font(style: Any, size: float, colour: RGBColor, *, bold: bool | None = None) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
    if bold is not None:
        style.font.bold = bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def _shade(style: Any, colour: str) -> None:
    properties = style.element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>'))
    _in_order(properties)


# The order that the file format prescribes for paragraph properties, as far as they are used here.
_ORDER = (
    "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "spacing", "ind", "jc",
    "outlineLvl",
)  # fmt: skip


def _in_order(properties: Any) -> None:
    rank = {qn(f"w:{name}"): place for place, name in enumerate(_ORDER)}
    for child in sorted(properties, key=lambda child: rank.get(child.tag, len(rank))):
        properties.append(child)


if __name__ == "__main__":
    make(Path(__file__).with_name("plan.docx"))
    make(Path(__file__).parent.with_name("action") / "action.docx", is_sheet=True)
    make(Path(__file__).parent.with_name("decision") / "decision.docx", is_sheet=True, is_page=True)
