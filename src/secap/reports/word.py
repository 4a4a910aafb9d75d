"""Documents as DOCX: a Word template that the town may restyle, filled with the same blocks as the PDF.

The template's own texts in double braces are filled by docxtpl. The chapters are set below as paragraphs and
tables in the template's styles, without passing through the template language, so that no user text is taken
for a command.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph
from docxtpl import DocxTemplate
from jinja2.exceptions import TemplateError

from secap.method.basis.errors import InvalidInput, UnreadableFile
from secap.method.basis.messages import Message
from secap.reports import word_xml
from secap.reports.blocks import Block, Document, Formula, Heading, Items, Note, Paragraph, Picture, Table
from secap.reports.figures import pngs

BODY, CONTENTS = "[[body]]", "[[contents]]"
LANGUAGES = {"lv": "lv-LV", "en": "en-GB"}
NOTE_STYLES = {
    "missing": "SECAP Missing",
    "error": "SECAP Error",
    "warning": "SECAP Warning",
    "info": "SECAP Info",
}
STYLES = (
    *("Normal", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet", "TOC 1", "TOC 2"),
    *("SECAP Heading Unnumbered", "SECAP Formula", "SECAP Table", "SECAP Table Text", "SECAP Table Number"),
    *("SECAP Table Header", "SECAP Table Header Number", "SECAP Table Total", "SECAP Table Total Number"),
    *NOTE_STYLES.values(),
)
PICTURE_WIDTH = Cm(16.6)


def docx(document: Document, template: Path | None = None) -> bytes:
    """Return the document as DOCX.  template : a restyled copy of the document's own Word template.

    Raises UnreadableFile or InvalidInput where a town's template is no Word file, has a mistake or lacks a
    style.
    """
    own = Path(str(files("secap.reports").joinpath(document.code, f"{document.code}.docx")))
    filled = _opened(template or own)
    _refuse_incomplete(filled.docx, template)
    _fill(filled, document, template)
    _Writer(filled.docx, document).write()
    _describe(filled.docx, document)
    target = io.BytesIO()
    filled.docx.save(target)
    return target.getvalue()


def _opened(path: Path) -> DocxTemplate:
    try:
        template = DocxTemplate(str(path))
        template.init_docx()
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError):
        raise UnreadableFile(
            Message("The Word template can't be opened as DOCX."),
            where=(str(path),),
            hint=Message("Copy the shipped template and restyle the copy in Word."),
        ) from None
    return template


def _refuse_incomplete(word: Any, template: Path | None) -> None:
    there = {style.name for style in word.styles}
    if lacking := [name for name in STYLES if name not in there]:
        raise InvalidInput(
            Message("The Word template lacks styles: {styles}.", styles=lacking),
            where=(str(template),),
            hint=Message("Copy the shipped template again and restyle the copy without renaming its styles."),
        )


def _fill(filled: DocxTemplate, document: Document, template: Path | None) -> None:
    """Fill in the template's own texts in double braces."""
    try:
        filled.render(_fields(document), autoescape=True)
    except TemplateError as error:
        raise InvalidInput(
            Message("The Word template has a mistake in its double braces: {problem}.", problem=str(error)),
            where=(str(template),),
            hint=Message("Compare it with the shipped template."),
        ) from None


def _fields(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "place": document.place,
        "status": document.status,
        "summary": document.summary,
        "day": document.day_text,
        "version": document.version,
        "facts": document.facts,
        "words": document.words,
        "body": BODY,
        "contents": CONTENTS,
    }


class _Writer:
    """Sets the blocks before the template's body paragraph."""

    def __init__(self, word: Any, document: Document) -> None:
        self.word, self.document = word, document
        marked = _marked(word, BODY)
        self.place = word.add_paragraph()._p if marked is None else marked
        self.numbers = {"table": 0, "figure": 0}
        self.outline: list[tuple[int, str, str]] = []  # level, text, bookmark
        self.chapters = [0, 0, 0]
        self.waiting: list[tuple[WordParagraph, Picture]] = []  # pictures, set once all are drawn
        # Word's own look-up of a style reads them all, for every paragraph anew.
        self.style_ids = {style.name: style.style_id for style in word.styles}

    def write(self) -> None:
        for block in self.document.blocks:
            self._set(block)
        self._set_pictures()
        self.place.getparent().remove(self.place)
        if (contents := _marked(self.word, CONTENTS)) is not None:
            self._set_contents(contents)

    def _set(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph(text):
                self._paragraph("Normal", text)
            case Formula(text):
                self._paragraph("SECAP Formula", text).paragraph_format.keep_with_next = True
            case Items(items):
                for item in items:
                    self._paragraph("List Bullet", item)
            case Note(kind, title, text):
                paragraph = self._paragraph(NOTE_STYLES[kind], "")
                if title:
                    paragraph._p.append(word_xml.text_run(title, bold=True))
                    paragraph.add_run().add_break()
                paragraph._p.append(word_xml.text_run(text))
            case Table():
                self._caption("table", block.caption).paragraph_format.keep_with_next = True
                self.place.addprevious(word_xml.table(block, self.document.lang))
                after = self._paragraph("Normal", "")  # two tables in a row would melt into one
                if self.document.code == "decision":  # every line counts on a single page
                    after.paragraph_format.line_spacing = Pt(4)
            case Picture():
                self._picture(block)

    def _paragraph(self, style: str, text: str) -> WordParagraph:
        element: Any = OxmlElement("w:p")
        element.style = self.style_ids[style]
        self.place.addprevious(element)
        paragraph = WordParagraph(element, self.word._body)
        if text:
            paragraph._p.append(word_xml.text_run(text))
        return paragraph

    def _heading(self, block: Heading) -> None:
        is_plain = not block.numbered and block.level == 1
        style = "SECAP Heading Unnumbered" if is_plain else f"Heading {block.level}"
        paragraph = self._paragraph(style, "")
        if block.level == 1 and not block.new_page:
            paragraph.paragraph_format.page_break_before = False
            paragraph.paragraph_format.space_before = Pt(36)
        name, number = f"_Toc{len(self.outline) + 1:06}", len(self.outline) + 1
        for element in (
            f'<w:bookmarkStart {word_xml.W} w:id="{number}" w:name="{name}"/>',
            None,
            f'<w:bookmarkEnd {word_xml.W} w:id="{number}"/>',
        ):
            paragraph._p.append(parse_xml(element) if element else word_xml.text_run(block.text))
        self.outline.append((block.level, f"{self._number(block)}{block.text}", name))

    def _number(self, block: Heading) -> str:
        """Return the number that the template's heading styles will show, for the table of contents."""
        if not block.numbered:
            return ""
        self.chapters[block.level - 1] += 1
        self.chapters[block.level :] = [0] * (3 - block.level)
        return ".".join(str(number) for number in self.chapters[: block.level]) + " "

    def _caption(self, kind: str, text: str) -> WordParagraph:
        self.numbers[kind] += 1
        paragraph = self._paragraph("Caption", "")
        before, _number, after = self.document.words[kind].partition("{number}")
        paragraph._p.append(word_xml.text_run(before))
        for run in word_xml.field_runs(f"SEQ {kind} \\* ARABIC", str(self.numbers[kind])):
            paragraph._p.append(run)
        paragraph._p.append(word_xml.text_run(f"{after}. {text}"))
        return paragraph

    def _picture(self, block: Picture) -> None:
        paragraph = self._paragraph("Normal", "")
        paragraph.paragraph_format.keep_with_next = True
        self.waiting.append((paragraph, block))
        self._caption("figure", block.figure.caption)

    def _set_pictures(self) -> None:
        """Set the pictures at their places; texts and tables are written while they are drawn."""
        drawn = {figure.code: figure.spec for figure in self.document.figures}
        painted = dict(zip(drawn, pngs(list(drawn.values())), strict=True))
        for paragraph, block in self.waiting:
            image = io.BytesIO(painted[block.figure.code])
            shape = paragraph.add_run().add_picture(image, width=PICTURE_WIDTH)
            properties = shape._inline.docPr
            properties.set("descr", block.figure.alt)
            properties.set("title", block.figure.title)

    def _set_contents(self, marker: Any) -> None:
        """Set the table of contents: a field that Word works out anew, showing the headings until then."""
        entries = [entry for entry in self.outline if entry[0] <= 2]
        begin, instruction, middle, _shown, end = word_xml.field_runs(
            'TOC \\o "1-2" \\h \\z \\u', "", dirty=True
        )
        paragraph: WordParagraph | None = None
        self.place = marker
        for level, text, bookmark in entries:
            first, paragraph = paragraph is None, self._paragraph(f"TOC {level}", "")
            if first:
                for run in (begin, instruction, middle):
                    paragraph._p.append(run)
            link = parse_xml(f'<w:hyperlink {word_xml.W} w:anchor="{bookmark}" w:history="1"/>')
            link.append(word_xml.text_run(text))
            paragraph._p.append(link)
        if paragraph is not None:
            paragraph._p.append(end)
        marker.getparent().remove(marker)


def _marked(word: Any, marker: str) -> Any | None:
    return next((paragraph._p for paragraph in word.paragraphs if paragraph.text.strip() == marker), None)


def _describe(word: Any, document: Document) -> None:
    """Set language and properties of the whole file."""
    tag = LANGUAGES[document.lang]
    language = f'<w:lang {word_xml.W} w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>'
    for run in word.styles.element.findall("/".join(map(qn, ("w:docDefaults", "w:rPrDefault", "w:rPr")))):
        for old in run.findall(qn("w:lang")):
            run.remove(old)
        run.append(parse_xml(language))
    properties = word.core_properties
    moment = datetime(document.day.year, document.day.month, document.day.day, tzinfo=UTC).replace(
        tzinfo=None
    )
    properties.title = f"{document.title} – {document.place}"
    properties.author = properties.last_modified_by = document.place[:255]
    properties.subject, properties.language = document.status[:255], tag
    properties.comments = document.summary[:255]
    properties.keywords = f"SECAP; secap {document.version}; fingerprint {document.fingerprint}"
    properties.created = properties.modified = moment
