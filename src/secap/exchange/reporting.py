"""The check of an import, put into words once, so that the page shows it at once however large."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from secap.desk.registry.history import in_words
from secap.exchange.differences import Differences
from secap.exchange.kinds import KINDS
from secap.exchange.models import ImportRun
from secap.exchange.problems import Problem
from secap.exchange.understanding import Reading
from secap.method.basis.findings import Severity

SHOWN = 100


def report(run: ImportRun, reading: Reading, found: Differences) -> dict[str, Any]:
    """Return counts and the first problems, readings in doubt and differences, in the reader's language."""
    lang = (get_language() or "en")[:2]
    errors = [problem for problem in reading.problems if problem.is_error]
    ordered = errors + [problem for problem in reading.problems if not problem.is_error]
    return {
        "rows": len(reading.rows) + reading.skipped,
        "new": len(found.new),
        "changed": len(found.changed),
        "same": found.same,
        "missing": len(found.missing),
        "skipped": reading.skipped,
        "other_years": [
            {"year": year, "rows": rows} for year, rows in sorted(reading.other_years.items()) if rows
        ],
        "errors": len(errors),
        "warnings": len(ordered) - len(errors),
        "problems": [_problem(problem, lang) for problem in ordered[:SHOWN]],
        "ambiguous": [
            {"cell": cell, "text": text, "value": value} for cell, text, value in reading.ambiguous[:SHOWN]
        ],
        "ambiguous_count": len(reading.ambiguous),
        "decimal": reading.style.decimal if reading.style else ",",
        "is_certain": bool(reading.style and reading.style.certain),
        "differences": _differences(run, found),
        "missing_names": [str(record) for record in found.missing[:SHOWN]],
        "shown": SHOWN,
    }


def _problem(problem: Problem, lang: str) -> dict[str, Any]:
    return {
        "cell": problem.cell,
        "message": problem.message.text(lang),
        "hint": problem.hint.text(lang),
        "text": problem.text,
        "is_error": problem.severity is Severity.ERROR,
        "is_cell": bool(problem.row and problem.column),
    }


def _differences(run: ImportRun, found: Differences) -> list[dict[str, Any]]:
    kind = KINDS[run.kind]
    lines: list[dict[str, Any]] = []
    for change in found.changed[:SHOWN]:
        fields = [
            {
                "label": str(kind.field(name).verbose_name),
                "before": in_words(kind.field(name), before),
                "after": in_words(kind.field(name), after),
            }
            for name, (before, after) in change.fields.items()
        ]
        lines.append(
            {"row": change.row.number, "name": str(change.record), "kind": "changed", "fields": fields}
        )
    for row in found.new[: SHOWN - len(lines)]:
        fields = [
            {
                "label": str(kind.field(name).verbose_name),
                "before": "",
                "after": in_words(kind.field(name), value),
            }
            for name, value in row.values.items()
            if value not in (None, "") and name not in kind.identity[:2]
        ]
        name = str(kind.model(**{field: row.values.get(field) for field in kind.identity[:2]}))
        lines.append({"row": row.number, "name": name, "kind": "new", "fields": fields})
    return lines
