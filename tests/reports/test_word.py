"""The DOCX: real styles, alt texts, language, and the user's texts as they are."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from secap.method.basis.errors import InvalidInput, UnreadableFile
from secap.reports import word
from secap.reports.blocks import Document
from tests.reports.conftest import HOSTILE

SHIPPED = Path(word.__file__).with_name("plan") / "plan.docx"


@pytest.fixture
def data(document: Document) -> bytes:
    return word.docx(document)


@pytest.fixture
def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def test_headings_have_words_own_styles(opened: Any) -> None:
    found = [(p.style.name, p.text) for p in opened.paragraphs if "Heading" in p.style.name]
    assert found == [
        ("SECAP Heading Unnumbered", "Kopsavilkums"),
        ("Heading 1", "Stratēģija"),
        ("Heading 2", f"Par {HOSTILE}"),
        ("Heading 3", "Daļas"),
    ]


def test_every_picture_has_its_alt_text(opened: Any, document: Document) -> None:
    alts = [shape._inline.docPr.get("descr") for shape in opened.inline_shapes]
    assert alts == [figure.alt for figure in document.figures]


def test_the_language_is_set(opened: Any) -> None:
    languages = {node.get(qn("w:val")) for node in opened.styles.element.iter(qn("w:lang"))}
    assert languages == {"lv-LV"}
    assert opened.core_properties.language == "lv-LV"


def test_table_repeats_its_header_row(opened: Any) -> None:
    table = opened.tables[-1]
    assert table.style.name == "SECAP Table"
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[1].cells] == ["Dzīvojamās ēkas", "42\u00a0178,5"]


def test_contents_list_the_headings_and_link_to_them(opened: Any) -> None:
    body = opened.element.body
    links = [
        (link.get(qn("w:anchor")), "".join(text.text for text in link.iter(qn("w:t"))))
        for link in body.iter(qn("w:hyperlink"))
    ]
    bookmarks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    assert [text for _anchor, text in links] == ["Kopsavilkums", "1 Stratēģija", f"1.1 Par {HOSTILE}"]
    assert {anchor for anchor, _text in links} <= bookmarks


def test_user_text_is_set_literally(opened: Any, document: Document) -> None:
    texts = [paragraph.text for paragraph in opened.paragraphs]
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    assert HOSTILE in texts  # the paragraph
    assert f"Upesciems {HOSTILE}" in texts and f"Kopsavilkums {HOSTILE}" in " ".join(texts)
    assert cells.count(HOSTILE) == 2  # front page and table


def test_nothing_of_the_template_language_is_left(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.endswith(".xml"):
                text = parts.read(name).decode()
                for mark in ("{{ title", "{{ place", "{{ body", "{%tr", "[[body]]", "[[contents]]"):
                    assert mark not in text, f"{mark} in {name}"


def test_control_characters_do_not_break_the_file(document: Document) -> None:
    object.__setattr__(document, "blocks", (*document.blocks, word.Paragraph("bell\x07 null\x00 end")))
    opened = docx.Document(io.BytesIO(word.docx(document)))
    assert "bell null end" in [paragraph.text for paragraph in opened.paragraphs]


def test_a_restyled_template_is_used(document: Document, tmp_path: Path) -> None:
    own = docx.Document(str(SHIPPED))
    own.styles["Heading 1"].font.name = "Georgia"
    own.save(str(tmp_path / "own.docx"))
    opened = docx.Document(io.BytesIO(word.docx(document, tmp_path / "own.docx")))
    assert opened.styles["Heading 1"].font.name == "Georgia"


def test_a_template_without_a_style_is_refused_by_name(document: Document, tmp_path: Path) -> None:
    own = docx.Document(str(SHIPPED))
    own.styles["SECAP Formula"].delete()
    own.save(str(tmp_path / "own.docx"))
    with pytest.raises(InvalidInput, match="SECAP Formula"):
        word.docx(document, tmp_path / "own.docx")


def test_a_template_that_is_no_word_file_is_refused(document: Document, tmp_path: Path) -> None:
    (tmp_path / "own.docx").write_text("not a Word file")
    with pytest.raises(UnreadableFile, match="can't be opened"):
        word.docx(document, tmp_path / "own.docx")


def test_a_mistake_in_the_templates_braces_is_told(document: Document, tmp_path: Path) -> None:
    own = docx.Document(str(SHIPPED))
    own.add_paragraph("{{ place ")
    own.save(str(tmp_path / "own.docx"))
    with pytest.raises(InvalidInput, match="double braces"):
        word.docx(document, tmp_path / "own.docx")


@pytest.mark.parametrize("name", ["plan", "action"])
def test_the_shipped_template_is_what_its_script_makes(tmp_path: Path, name: str) -> None:
    from secap.reports.plan.make_template import make

    make(tmp_path / "made.docx", is_sheet=name == "action")
    shipped = SHIPPED.parent.with_name(name) / f"{name}.docx"
    with zipfile.ZipFile(shipped) as ours, zipfile.ZipFile(tmp_path / "made.docx") as made:
        for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footer1.xml"):
            assert ours.read(part) == made.read(part), part
