"""The PDF: tagged, in its language, with alt texts, and with the user's texts as they are."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from secap.reports.blocks import Document
from secap.reports.pdf import pdf
from tests.reports.conftest import HOSTILE


@pytest.fixture
def reader(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(document)))


def elements(node: Any) -> Iterator[DictionaryObject]:
    """Walk the structure tree."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, ArrayObject):
        for part in node:
            yield from elements(part)
    elif isinstance(node, DictionaryObject):
        yield node
        if "/K" in node:
            yield from elements(node["/K"])


def squeezed(text: str) -> str:
    """Return text without white space and hyphens: where lines break is not the point."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", text)


def test_says_language_title_and_that_it_is_tagged(reader: PdfReader, document: Document) -> None:
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "lv"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/Outlines" in root
    assert reader.metadata and reader.metadata.title == f"{document.title} – {document.place}"


def test_claims_pdf_ua(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part>?=?\"?1", metadata)


def test_every_figure_has_its_alt_text(reader: PdfReader, document: Document) -> None:
    root: Any = reader.trailer["/Root"]
    alts = [
        str(node.get("/Alt")) for node in elements(root["/StructTreeRoot"]) if node.get("/S") == "/Figure"
    ]
    assert sorted(alts) == sorted(figure.alt for figure in document.figures)


def test_tables_have_header_cells(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    kinds = [str(node.get("/S")) for node in elements(root["/StructTreeRoot"])]
    assert kinds.count("/Table") == 1
    assert kinds.count("/TH") == 2
    assert {"/H1", "/H2", "/H3", "/L", "/Caption"} <= set(kinds)


def test_user_text_is_set_literally(reader: PdfReader) -> None:
    text = squeezed("".join(page.extract_text() for page in reader.pages))
    # front page (place, summary, fact), paragraph, heading, note, caption, cell, item, formula
    assert text.count(squeezed(HOSTILE)) >= 9
    assert "49" not in text.replace(squeezed("42 178,5"), "").replace(squeezed("42 179,5"), "")


def test_carries_the_fingerprint(reader: PdfReader) -> None:
    assert reader.metadata and "fingerprint abc123" in str(reader.metadata.get("/Keywords"))


def test_the_same_document_gives_the_same_file(document: Document) -> None:
    assert pdf(document) == pdf(document)
