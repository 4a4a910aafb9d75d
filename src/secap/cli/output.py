"""What commands print: aligned tables, findings, derivations, JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from secap import locale
from secap.method.basis.derivations import Derivation
from secap.method.basis.findings import Finding
from secap.method.basis.messages import Message, speak

GAP = "  "


def add_common(command: argparse.ArgumentParser) -> None:
    """Add the options that every command which prints results has."""
    command.add_argument("--json", action="store_true", help="print JSON")
    command.add_argument(
        "--lang", choices=sorted(locale.LANGUAGES), default="en", help="language (default: en)"
    )


def print_json(data: Any) -> None:
    """Print JSON that keeps letters as they are."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=1, allow_nan=False)
    print()


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, left: int = 1) -> str:
    """Return rows as lines of aligned columns; the first `left` columns are text, the others numbers."""
    widths = [max(len(row[at]) for row in (header, *rows)) for at in range(len(header))]
    lines = [_line(header, widths, left), GAP.join("-" * width for width in widths)]
    return "\n".join(lines + [_line(row, widths, left) for row in rows])


def _line(cells: Sequence[str], widths: Sequence[int], left: int) -> str:
    aligned = (
        cell.ljust(width) if at < left else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return GAP.join(aligned).rstrip()


def print_findings(findings: Sequence[Finding], lang: str) -> None:
    """Print findings, the gravest first, with place and remedy."""
    order = ["error", "warning", "info"]
    for finding in sorted(findings, key=lambda one: order.index(one.severity.value)):
        place = finding.place(lang)
        print(f"{finding.severity.value:<8}{place}{': ' if place else ''}{finding.message.text(lang)}")
        print(f"{'':<8}-> {finding.hint.text(lang)}")


def print_derivation(derivation: Derivation, lang: str, digits: int = 5) -> None:
    """Print a derivation line by line, with its formula and result."""
    print(derivation.title.text(lang))
    print(derivation.formula)
    rows = [
        (
            step.label.text(lang),
            _amount(step.value, step.unit, lang, digits),
            step.unit,
            ", ".join(filter(None, [speak(step.how, lang), step.source, step.place])),
        )
        for step in derivation.steps
    ]
    words = (Message("Line"), Message("Value"), Message("Unit"), Message("How or from where"))
    print(_derivation_table([word.text(lang) for word in words], rows))
    source = Message("Source: {source}", source=derivation.method)
    print(source.text(lang))


def _derivation_table(header: Sequence[str], rows: Sequence[tuple[str, str, str, str]]) -> str:
    widths = [max(len(row[at]) for row in (header, *rows)) for at in range(4)]
    lines = [
        GAP.join([a.ljust(widths[0]), b.rjust(widths[1]), c.ljust(widths[2]), d]).rstrip()
        for a, b, c, d in (header, *rows)
    ]
    return "\n".join([lines[0], GAP.join("-" * width for width in widths), *lines[1:]])


def _amount(value: float | None, unit: str, lang: str, digits: int) -> str:
    return locale.number(value, lang, digits if "/" in unit or not unit else None)


def derivation_lines(derivation: Derivation, lang: str) -> list[dict[str, object]]:
    """Return a derivation's lines ready for JSON."""
    return [
        {
            "label": step.label.text(lang),
            "value": step.value,
            "unit": step.unit,
            "how": speak(step.how, lang),
            "source": step.source,
            "place": step.place,
        }
        for step in derivation.steps
    ]
