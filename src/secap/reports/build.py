"""Building a document's files from a plan: DOCX, PDF and the figures behind them as JSON."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any

import secap
from secap.desk.registry.own_names import names_in
from secap.locale import own_labels
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.plan.checks import findings
from secap.plan.file import as_document
from secap.plan.plan import Plan
from secap.reports.action.content import action_document, file_name, find
from secap.reports.blocks import Document
from secap.reports.decision.content import decision_document
from secap.reports.decision.content import file_name as decision_name
from secap.reports.figures import begin_to_draw, svg
from secap.reports.outlook import Outlook, outlook_of
from secap.reports.plan.content import document
from secap.reports.results import results

FORMATS = ("docx", "pdf", "json")
SHEET_FORMATS = ("docx", "pdf")  # of the sheet of one action and of the decision sheet
LANGUAGES = ("lv", "en")
Progress = Callable[[float, Message], None]
Building = Callable[..., "list[Built]"]


@dataclass(frozen=True, slots=True)
class Built:
    """One file that was built."""

    path: Path
    format: str
    lang: str
    size_bytes: int
    fingerprint: str

    def as_dict(self) -> dict[str, str | int]:
        return {
            "file": str(self.path),
            "format": self.format,
            "language": self.lang,
            "bytes": self.size_bytes,
            "fingerprint": self.fingerprint,
        }


def fingerprint(plan: Plan) -> str:
    """Return the hash of everything a document is made from: the plan's content and the software's version.

    A built document whose fingerprint differs from the plan's present one is out of date.
    """
    content = json.dumps(_without_random_keys(as_document(plan)), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{secap.__version__}\n{content}".encode()).hexdigest()[:16]


def _without_random_keys(plan: dict[str, Any]) -> Any:
    """Number the records instead of naming them: a file without uids gets new ones at every reading."""
    numbers: dict[str, str] = {}

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(uid := value.get("uid"), str):
                numbers.setdefault(uid, f"#{len(numbers)}")
            for part in value.values():
                collect(part)
        elif isinstance(value, list):
            for part in value:
                collect(part)

    def replaced(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: replaced(part) for name, part in value.items()}
        if isinstance(value, list):
            return [replaced(part) for part in value]
        return numbers.get(value, value) if isinstance(value, str) else value

    collect(plan)
    return replaced(plan)


def _in_own_words(building: Building) -> Building:
    """Let a town's own wording of unverified lists stand in what is built."""

    @wraps(building)
    def built(plan: Plan, *args: Any, **kwargs: Any) -> list[Built]:
        with own_labels(names_in(plan.wordings)):
            return building(plan, *args, **kwargs)

    return built


@_in_own_words
def build(
    plan: Plan,
    out_dir: Path,
    *,
    lang: str,
    today: date,
    formats: Sequence[str] = FORMATS,
    template: Path | None = None,
    progress: Progress | None = None,
) -> list[Built]:
    """Write the plan document into `out_dir` and return its files, named plan-<town>-<language>.<format>.

    Charts are drawn and the PDF is typeset beside the rest: both leave Python free, so a second core saves
    their time.

    template : Word template in the town's own style;  progress : called with the share done (0-1) and what is
    being done. Raises InvalidInput for an unknown language or format, and where `out_dir` can't be written.
    """
    _refuse_unknown(lang, formats)
    report = progress or (lambda _share, _message: None)
    report(0.0, Message("Computing the inventories and writing the sections"))
    with ThreadPoolExecutor(1) as beside:
        if draws := bool({"pdf", "docx"} & set(formats)):
            beside.submit(begin_to_draw)
        stamp = fingerprint(plan)
        outlook = outlook_of(plan, lang)
        content = document(
            plan,
            lang=lang,
            today=today,
            fingerprint=stamp,
            outlook=outlook,
            begin=lambda figure: beside.submit(svg, figure.spec) if draws else None,
        )
        ahead = beside.submit(render, "pdf", content) if {"pdf", "docx"} <= set(formats) else None
        built: dict[str, Built] = {}
        # What waits for the other thread comes last; the files are told in the order asked for.
        for place, kind in enumerate(sorted(formats, key=("docx", "json", "pdf").index), 1):
            report(place / (len(formats) + 1), Message("Making the {format} file", format=kind.upper()))
            path = out_dir / f"plan-{plan.municipality.slug or 'town'}-{lang}.{kind}"
            if kind == "json":
                data = _as_json(figures(plan, content, outlook))
            else:
                data = ahead.result() if ahead and kind == "pdf" else render(kind, content, template)
            _write(path, data)
            built[kind] = Built(path, kind, lang, len(data), stamp)
    report(1.0, Message("Done"))
    return [built[kind] for kind in formats]


@_in_own_words
def build_action(
    plan: Plan,
    number: str,
    out_dir: Path,
    *,
    lang: str,
    today: date,
    formats: Sequence[str] = SHEET_FORMATS,
    template: Path | None = None,
) -> list[Built]:
    """Write the sheet of one action into `out_dir` and return its files.

    number : of the action, or its identifier or title. Raises InvalidInput for an unknown action, language or
    format, and where `out_dir` can't be written.
    """
    _refuse_unknown(lang, formats, SHEET_FORMATS)
    line, stamp = find(plan, number), fingerprint(plan)
    content = action_document(plan, line, lang=lang, today=today, fingerprint=stamp)
    built = []
    for kind in formats:
        path = out_dir / file_name(plan, line, lang, kind)
        data = render(kind, content, template)
        _write(path, data)
        built.append(Built(path, kind, lang, len(data), stamp))
    return built


@_in_own_words
def build_decision(
    plan: Plan,
    out_dir: Path,
    *,
    lang: str,
    today: date,
    formats: Sequence[str] = SHEET_FORMATS,
    template: Path | None = None,
) -> list[Built]:
    """Write the decision sheet for the council into `out_dir` and return its files.

    Raises InvalidInput for an unknown language or format, and where `out_dir` can't be written.
    """
    _refuse_unknown(lang, formats, SHEET_FORMATS)
    stamp = fingerprint(plan)
    content = decision_document(plan, lang=lang, today=today, fingerprint=stamp)
    built = []
    for kind in formats:
        path = out_dir / decision_name(plan, lang, kind)
        data = render(kind, content, template)
        _write(path, data)
        built.append(Built(path, kind, lang, len(data), stamp))
    return built


def render(kind: str, content: Document, template: Path | None = None) -> bytes:
    """Return a document as pdf or docx."""
    if kind == "pdf":
        from secap.reports.pdf import pdf

        return pdf(content)
    from secap.reports.word import docx

    return docx(content, template)


def _as_json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def figures(plan: Plan, content: Document, outlook: Outlook | None = None) -> dict[str, Any]:
    """Return the figures behind the document, JSON-ready: inventories, targets, actions, money, scenarios,
    chances, findings, and the plan itself.

    outlook : scenarios and chances, where they are computed already
    """
    ahead = outlook or outlook_of(plan, content.lang)
    return {
        "format": "secap-document",
        "format_version": 1,
        "software": content.version,
        "language": content.lang,
        "date": content.day.isoformat(),
        "fingerprint": content.fingerprint,
        "title": content.title,
        "municipality": content.place,
        "status": content.status,
        "inventories": [
            {"year": account.year, "is_bei": account.inventory.is_bei, "population": account.population}
            | account.result.as_dict(content.lang)
            for account in plan.accounts
        ],
        **results(plan),
        **ahead.as_dict(content.lang),
        "findings": [finding.as_dict(content.lang) for finding in findings(plan)],
        "plan": as_document(plan),
    }


def _refuse_unknown(lang: str, formats: Sequence[str], offered: Sequence[str] = FORMATS) -> None:
    for value, known in ((lang, LANGUAGES), *((kind, offered) for kind in formats)):
        if value not in known:
            raise InvalidInput(
                Message("“{value}” is not known here.", value=value),
                hint=Message("Choose one of: {known}.", known=list(known)),
            )


def _write(path: Path, data: bytes) -> None:
    """Write a whole file or nothing: whoever reads it meanwhile sees the old one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
            part.write(data)
        os.chmod(part.name, 0o644)
        os.replace(part.name, path)
    except OSError as error:
        raise InvalidInput(
            Message("The file can't be written: {reason}.", reason=error.strerror or ""),
            where=(str(path),),
            hint=Message("Choose another folder with --out."),
        ) from None
