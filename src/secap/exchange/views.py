"""Import in four steps: upload, columns and words, check, result. Each can be left and taken up again."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.inventory.models import Inventory
from secap.desk.registry.fields import CodeField
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.permissions import member
from secap.desk.registry.records import StaleRecord
from secap.exchange import importing, places
from secap.exchange.kind import Kind
from secap.exchange.kinds import KINDS
from secap.exchange.models import ImportRun, State
from secap.exchange.reporting import report
from secap.exchange.steps import cells_of, take_columns, take_links, unknown_words, width
from secap.exchange.tables import Table
from secap.exchange.taking_back import StillUsed
from secap.exchange.taking_back import undo as take_back
from secap.exchange.work import APPLY, CHECK, UNDO
from secap.jobs.running import start
from secap.method.basis import codes
from secap.method.basis.errors import SecapError

LARGE_ROWS = 2000  # beyond this, checking and applying take more than a second
SAMPLE_ROWS = 4
OPEN_KINDS = ("energy", "actions")
MAPPING = ("header_row", "columns", "defaults", "decimal", "words", "corrections")


@member("view")
def index(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Everything that goes in or out of the plan."""
    return _index(request, municipality)


def _index(
    request: HttpRequest, municipality: Municipality, error: str = "", status: int = 200
) -> HttpResponse:
    inventories = list(Inventory.objects.filter(municipality=municipality))
    context = {
        "groups": _groups(request.POST.get("kind") or request.GET.get("kind") or "energy"),
        "inventories": inventories,
        "chosen_year": request.POST.get("year")
        or request.GET.get("year")
        or (str(inventories[-1].year) if inventories else ""),
        "runs": ImportRun.objects.filter(municipality=municipality).select_related("person", "inventory")[
            :10
        ],
        "error": error,
        "limit_mb": settings.UPLOAD_MAX_BYTES // 1024**2,
    }
    return render(request, "exchange/index.html", context, status=status)


def _groups(chosen: str) -> list[dict[str, Any]]:
    """Return the kinds by chapter; the chapters that most towns begin with are open, and the chosen one."""
    groups: dict[str, list[Kind]] = {}
    for kind in KINDS.values():
        groups.setdefault(str(kind.group), []).append(kind)
    return [
        {
            "title": title,
            "kinds": kinds,
            "chosen": chosen,
            "is_open": any(kind.code in {chosen, *OPEN_KINDS} for kind in kinds),
        }
        for title, kinds in groups.items()
    ]


@member("contribute")
@require_POST
def upload(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Step 1: take the file and propose how to read it."""
    kind = KINDS.get(request.POST.get("kind", ""))
    file = request.FILES.get("file")
    if kind is None or file is None:
        return _index(request, municipality, _("Choose a file first."), 422)
    inventory = None
    if kind.has_parent:
        year = request.POST.get("year", "")
        inventory = Inventory.objects.filter(
            municipality=municipality, year=year if year.isdigit() else 0
        ).first()
        if inventory is None:
            return _index(request, municipality, _("Choose the inventory that the figures belong to."), 422)
    if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
        text = _("The file is larger than %(limit)d MB. Keep only the table, or divide the file.")
        return _index(request, municipality, text % {"limit": settings.UPLOAD_MAX_BYTES // 1024**2}, 422)
    try:
        run = importing.begin(
            municipality, _person(request), kind, inventory, file.name or "table", file.read()
        )
    except SecapError as problem:
        return _index(request, municipality, problem.text(lang()), 422)
    return redirect("exchange:columns", municipality.slug, run.pk)


@member("contribute")
def columns(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    """Step 2: say what the columns are and what unknown words mean."""
    run = _run(municipality, key)
    if run.state != State.UPLOADED:
        return redirect("exchange:result", municipality.slug, run.pk)
    tables = importing.tables_of(run)
    table = next((one for one in tables if one.sheet == run.sheet), tables[0])
    if request.method == "POST":
        if request.POST.get("sheet", run.sheet) != run.sheet:
            chosen = next((one for one in tables if one.sheet == request.POST["sheet"]), table)
            importing.use_sheet(run, chosen)
            run.save(update_fields=[*MAPPING, "sheet", "report", "seen"])
            return redirect("exchange:columns", municipality.slug, run.pk)
        take_columns(request, run, table)
        if not importing.lacking(run) and not (len(table.rows) <= LARGE_ROWS and unknown_words(run, lang())):
            return redirect("exchange:check", municipality.slug, run.pk)
    return _columns_page(request, municipality, run, tables, table)


def _columns_page(
    request: HttpRequest, municipality: Municipality, run: ImportRun, tables: list[Table], table: Table
) -> HttpResponse:
    kind = importing.kind_of(run)
    below = [cells for number, cells in table.rows if number > run.header_row][:SAMPLE_ROWS]
    headings = cells_of(table, run.header_row)
    shown = [
        {
            "at": at,
            "letter": places.letters(at + 1),
            "heading": headings[at] if at < len(headings) else "",
            "samples": [cells[at] for cells in below if at < len(cells) and cells[at] is not None],
            "target": run.columns.get(str(at), ""),
        }
        for at in range(width(table))
    ]
    lacking = importing.lacking(run)
    unknown = [] if lacking or len(table.rows) > LARGE_ROWS else unknown_words(run, lang())
    context = {
        "run": run,
        "kind": kind,
        "sheets": [one.sheet for one in tables] if len(tables) > 1 else [],
        "columns": shown,
        "targets": kind.targets(),
        "lacking": lacking if request.method == "POST" else [],
        "unknown": unknown,
        "defaults": [_default(kind, name, run) for name in kind.asked],
        "options": _options(kind, run),
        "step": 2,
    }
    return render(request, "exchange/columns.html", context, status=422 if request.method == "POST" else 200)


def _options(kind: Kind, run: ImportRun) -> list[dict[str, Any]]:
    """Return what can be said about the whole table."""
    options = kind.extension.options() if kind.extension else []
    return [
        {
            "name": option.name,
            "label": option.label,
            "choices": option.choices,
            "value": run.defaults.get(option.name, option.default),
        }
        for option in options
    ]


def _default(kind: Kind, name: str, run: ImportRun) -> dict[str, Any]:
    field = kind.field(name)
    rows = codes.table(field.table).values() if isinstance(field, CodeField) else ()
    choices = [(row.code, row.label(lang())) for row in rows]
    value = run.defaults.get(name, "mwh" if name == "unit" else "")
    is_day = isinstance(field, models.DateField)
    return {
        "name": name, "label": field.verbose_name, "choices": choices, "value": value, "is_day": is_day
    }  # fmt: skip


@member("contribute")
def check(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    """Step 3: show what was understood; take corrections; apply."""
    run = _run(municipality, key)
    if run.state != State.UPLOADED:
        return redirect("exchange:result", municipality.slug, run.pk)
    if importing.lacking(run):
        return redirect("exchange:columns", municipality.slug, run.pk)
    if request.method == "POST":
        corrections = {
            name.removeprefix("correct-"): str(value).strip()[:300]
            for name, value in request.POST.items()
            if name.startswith("correct-")
            and str(value).strip() != _was(request, name.removeprefix("correct-"))
        }
        decimal = request.POST.get("decimal", run.decimal)
        has_links = take_links(request, run)
        if corrections or has_links or decimal != run.decimal:
            run.corrections = {**run.corrections, **corrections}
            run.decimal = decimal if decimal in {",", "."} else "auto"
            run.report = {}
            run.save(update_fields=["corrections", "decimal", "words", "report"])
        elif "apply" in request.POST and run.report and not run.report["errors"]:
            return _apply(request, municipality, run)
    if not run.report:
        if len(importing.table_of(run).rows) > LARGE_ROWS:
            return redirect(_start(request, run, CHECK, _("Check of %(name)s") % {"name": run.name}))
        reading, found = importing.check(run)
        run.report = report(run, reading, found)
        run.save(update_fields=["report", "seen"])
    context = {"run": run, "report": run.report, "kind": KINDS[run.kind], "step": 3}
    return render(
        request,
        "exchange/check.html",
        context,
        status=422 if run.report["errors"] and request.method == "POST" else 200,
    )


def _was(request: HttpRequest, cell: str) -> str:
    return request.POST.get(f"was-{cell}", "").strip()


def _apply(request: HttpRequest, municipality: Municipality, run: ImportRun) -> HttpResponse:
    remove_missing = request.POST.get("remove_missing") == "1"
    if run.report["new"] + run.report["changed"] > LARGE_ROWS:
        title = _("Import of %(name)s") % {"name": run.name}
        return redirect(_start(request, run, APPLY, title, remove_missing=remove_missing))
    try:
        importing.apply(run, _person(request), remove_missing=remove_missing)
    except (StaleRecord, ValueError):
        if ImportRun.objects.filter(pk=run.pk).exclude(state=State.UPLOADED).exists():
            return redirect("exchange:result", municipality.slug, run.pk)  # the second of a double click
        run.report = {}
        run.save(update_fields=["report"])
        messages.error(
            request,
            _(
                "Somebody changed these figures after the check. Nothing was imported; "
                "look at the difference again."
            ),
        )
        return redirect("exchange:check", municipality.slug, run.pk)
    return redirect("exchange:result", municipality.slug, run.pk)


def _start(request: HttpRequest, run: ImportRun, work: str, title: str, **arguments: Any) -> Any:
    return start(
        work,
        municipality=run.municipality,
        person=_person(request),
        title=title,
        arguments={"run": run.pk, **arguments},
    )


@member("view")
def result(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    """Step 4: what was imported, and taking it back."""
    run = _run(municipality, key)
    if run.state == State.UPLOADED:
        return redirect("exchange:check", municipality.slug, run.pk)
    counts = {name: len(run.result.get(name, ())) for name in ("created", "changed", "removed")}
    around = run.result.get("around", {})
    kind = KINDS[run.kind]
    has_parts = bool(around and kind.extension and kind.extension.labels)
    parts = {
        name: sum(map(len, around.get(name, {}).values())) for name in ("created", "changed") if has_parts
    }
    context = {"run": run, "kind": kind, "counts": counts, "parts": parts, "step": 4}
    return render(request, "exchange/result.html", context)


@member("contribute")
@require_POST
def undo(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    """Take an import back."""
    run = _run(municipality, key)
    if run.state == State.APPLIED:
        if sum(len(run.result.get(name, ())) for name in ("created", "changed", "removed")) > LARGE_ROWS:
            return redirect(_start(request, run, UNDO, _("Taking back of %(name)s") % {"name": run.name}))
        try:
            take_back(run, _person(request))
        except StillUsed:
            text = _(
                "Other records use what was imported, such as the values of a district. Remove them first."
            )
            messages.error(request, text)
        except StaleRecord:
            messages.error(
                request,
                _("Some of these figures were changed after the import; it can't be taken back as a whole."),
            )
        else:
            messages.success(request, _("The import was taken back."))
    return redirect("exchange:result", municipality.slug, run.pk)


@member("contribute")
@require_POST
def discard(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    """Throw a staged file away; nothing of it was imported."""
    run = _run(municipality, key)
    if run.state == State.UPLOADED:
        run.file.delete(save=False)
        run.delete()
        messages.info(request, _("The file was discarded; nothing was imported."))
    return redirect("exchange:index", municipality.slug)


def _run(municipality: Municipality, key: int) -> ImportRun:
    there = ImportRun.objects.select_related("municipality", "inventory").filter(municipality=municipality)
    run = get_object_or_404(there, pk=key)
    if run.state == State.UPLOADED and not importing.is_staged(run):
        return get_object_or_404(there.exclude(state=State.UPLOADED), pk=key)  # imported just now, else lost
    return run


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user
