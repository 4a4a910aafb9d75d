"""The check of an import, put into words once, so that the page shows it at once however large."""

from __future__ import annotations

from typing import Any

from secap.desk.registry.history import in_words
from secap.desk.registry.language import lang as spoken
from secap.exchange.differences import Differences
from secap.exchange.extension import NewLink, Part
from secap.exchange.kind import Kind
from secap.exchange.kinds import KINDS
from secap.exchange.models import ImportRun
from secap.exchange.problems import Problem
from secap.exchange.understanding import Reading, Row
from secap.method.basis.findings import Severity

SHOWN = 100
TOLD_SHOWN = 500
CELLS_SHOWN = 5


def report(run: ImportRun, reading: Reading, found: Differences) -> dict[str, Any]:
    """Return counts and the first problems, readings in doubt and differences, in the reader's language."""
    lang = spoken()
    errors = [problem for problem in reading.problems if problem.is_error]
    ordered = errors + [problem for problem in reading.problems if not problem.is_error]
    return {
        "rows": len(reading.rows) + reading.skipped,
        "new": len(found.new),
        "changed": len(found.changed),
        "same": found.same,
        "missing": len(found.missing),
        "skipped": reading.skipped + found.left_out,
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
        "told": [
            {
                "text": told.text,
                "message": told.message.text(lang),
                "cells": told.cells[:CELLS_SHOWN],
                "count": len(told.cells),
            }
            for told in list(reading.told.values())[:TOLD_SHOWN]
        ],
        "told_count": len(reading.told),
        "links": _links(run, reading, found),
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


def _links(run: ImportRun, reading: Reading, found: Differences) -> list[dict[str, Any]]:
    """Return the names that would be created, with the label of their field."""
    if found.around is None:
        return []
    labels = dict(KINDS[run.kind].targets())
    links = found.around.links(reading.rows)
    return [{"may_be_new": True, **link, "label": labels.get(link["field"], link["field"])} for link in links]


def _differences(run: ImportRun, found: Differences) -> list[dict[str, Any]]:
    kind = KINDS[run.kind]
    lines: list[dict[str, Any]] = []
    for change in found.changed[:SHOWN]:
        fields = [
            {
                "label": str(kind.field(name).verbose_name),
                "before": _words(kind, name, before),
                "after": _words(kind, name, after),
            }
            for name, (before, after) in change.fields.items()
        ]
        fields += _parts(kind, change.row)
        lines.append(
            {"row": change.row.number, "name": str(change.record), "kind": "changed", "fields": fields}
        )
    for row in found.new[: SHOWN - len(lines)]:
        fields = [
            {
                "label": str(kind.field(name).verbose_name),
                "before": "",
                "after": _words(kind, name, value),
            }
            for name, value in row.values.items()
            if value not in (None, "") and name not in kind.identity[:2]
        ]
        fields += _parts(kind, row)
        lines.append({"row": row.number, "name": kind.name_of(row.values), "kind": "new", "fields": fields})
    return lines


def _words(kind: Kind, name: str, value: Any) -> str:
    return str(value) if isinstance(value, NewLink) else in_words(kind.field(name), value)


def _parts(kind: Kind, row: Row) -> list[dict[str, str]]:
    """Return what a row's parts bring or change."""
    if kind.extension is None:
        return []
    found = []
    for change in row.changes:
        label, after = kind.extension.describe(change.part)
        before = ""
        if change.record is not None:
            there = {name: getattr(change.record, name) for name in change.part.values}
            before = kind.extension.describe(Part(change.part.name, there))[1]
        found.append({"label": label, "before": before, "after": after})
    return found
