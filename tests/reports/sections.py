"""One section of the plan document in one language, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils import translation

from secap.plan.plan import Plan
from secap.reports.blocks import Block, Formula, Heading, Items, Note, Paragraph, Picture, Table
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.tongue import Tongue

Example = Callable[[str], Plan]
Section = Callable[[Plan, Tongue, Bibliography], list[Block]]


def written(section: Section, plan: Plan, lang: str = "en") -> list[Block]:
    """Return a section's blocks, as the document asks for them."""
    with translation.override(lang):
        return section(plan, Tongue(lang), Bibliography())


def texts(blocks: list[Block]) -> Iterator[str]:
    """Yield everything that a reader or a screen reader meets."""
    for block in blocks:
        match block:
            case Heading() | Paragraph() | Formula():
                yield block.text
            case Note():
                yield from (block.title, block.text)
            case Items():
                yield from block.items
            case Table():
                yield from (block.caption, *block.header, *(cell for row in block.rows for cell in row))
            case Picture(figure):
                yield from (figure.title, figure.caption, figure.alt, *figure.header)
                yield from (cell for row in figure.rows for cell in row if isinstance(cell, str))


def headings(blocks: list[Block]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading)]


def notes(blocks: list[Block]) -> dict[str, str]:
    """Return {title: text} of the marked paragraphs."""
    return {block.title: block.text for block in blocks if isinstance(block, Note)}


def table(blocks: list[Block], caption: str) -> Table:
    """Return the first table whose caption begins so."""
    return next(block for block in blocks if isinstance(block, Table) and block.caption.startswith(caption))


def figures(blocks: list[Block]) -> dict[str, Picture]:
    return {block.figure.code: block for block in blocks if isinstance(block, Picture)}
