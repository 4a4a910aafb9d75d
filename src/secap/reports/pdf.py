"""Documents as tagged PDF/UA-1, typeset by Typst from a template that gets all its texts as data."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from secap.reports.blocks import Block, Document, Formula, Heading, Items, Note, Paragraph, Picture, Table
from secap.reports.breaks import breakable
from secap.reports.figures import font_folder, svg


def pdf(document: Document) -> bytes:
    """Return the document as PDF/UA-1. Typst refuses to compile a picture without alt text."""
    import typst

    house = Path(str(files("secap.reports")))
    drawn = typst.compile(
        str(house / document.code / f"{document.code}.typ"),
        root=str(house),
        format="pdf",
        font_paths=[str(font_folder())],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(as_data(document), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        # The document's own date, so that the same inputs give the same file.
        timestamp=datetime(document.day.year, document.day.month, document.day.day, tzinfo=UTC),
    )
    assert isinstance(drawn, bytes)
    return drawn


def as_data(document: Document) -> dict[str, Any]:
    """Return what the template reads: plain values; figures as SVG text."""
    return {
        "lang": document.lang,
        "title": document.title,
        "place": document.place,
        "status": document.status,
        "summary": document.summary,
        "day": document.day_text,
        "version": document.version,
        "keywords": ["SECAP", f"secap {document.version}", f"fingerprint {document.fingerprint}"],
        "facts": [list(fact) for fact in document.facts],
        "words": document.words,
        "blocks": [_block(block, document.lang) for block in document.blocks],
    }


def _block(block: Block, lang: str) -> dict[str, Any]:
    match block:
        case Picture(figure):
            return {"kind": "picture", "svg": svg(figure.spec), "alt": figure.alt, "caption": figure.caption}
        case Table():
            return asdict(block) | {
                "kind": "table",
                "breaks": block.breaks,
                "header": [breakable(cell, lang) for cell in block.header],
                "numeric": sorted(block.numeric),
                "widths": block.widths or [1.0] * len(block.header),
            }
        case Note():
            return {"kind": "note", "level": block.kind, "title": block.title, "text": block.text}
        case Heading() | Paragraph() | Items() | Formula():
            return asdict(block) | {"kind": type(block).__name__.lower()}
