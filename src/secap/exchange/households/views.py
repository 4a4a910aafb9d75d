"""Reading a household table: upload, a look at the sums, saving these. The households are not kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from secap.desk.poverty.models import HouseholdGroup
from secap.desk.registry.language import lang as spoken
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.permissions import member
from secap.exchange import places
from secap.exchange.downloads import XLSX
from secap.exchange.households import keeping, privacy, samples, staging
from secap.exchange.households.columns import GROUP, TARGETS, Layout, layout_of
from secap.exchange.households.forms import MedianForm, StudyForm
from secap.exchange.households.notes import MOST_GROUPS, notes
from secap.exchange.households.reading import Reading, counted, read
from secap.exchange.tables import Table, read_tables
from secap.method.basis.errors import SecapError
from secap.method.basis.messages import Message
from secap.method.poverty.summary import SUPPRESSED, Summary, summary


@member("contribute")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Explain the columns and take the file; one that tells who somebody is is refused and not kept."""
    staging.sweep()
    if request.method != "POST":
        return _upload_page(request)
    file = request.FILES.get("file")
    if file is None:
        return _upload_page(request, error=_("Choose a file first."))
    if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
        limit = settings.UPLOAD_MAX_BYTES // 1024**2
        return _upload_page(request, error=_("The file is larger than %(limit)d MB.") % {"limit": limit})
    name = file.name or "table"
    try:
        tables = read_tables(name, file.read(), limit_bytes=settings.UPLOAD_MAX_BYTES)
    except SecapError as problem:
        return _upload_page(request, error=problem.text(spoken()))
    table = max(tables, key=lambda one: len(layout_of(one).known))
    if found := privacy.exposures(table, layout_of(table)):
        return _upload_page(request, exposed=privacy.in_words(found, spoken()))
    token = staging.stage(municipality, name, table)
    return redirect(_check_url(municipality, token))


def _upload_page(request: HttpRequest, error: str = "", exposed: list[str] | None = None) -> HttpResponse:
    context = {
        "error": error,
        "exposed": exposed or [],
        "limit_mb": settings.UPLOAD_MAX_BYTES // 1024**2,
        "headings": samples.headings(),
    }
    status = 422 if error or exposed else 200
    return render(request, "exchange/households/upload.html", context, status=status)


@dataclass(slots=True)
class _Look:
    """What the page of sums shows; without `summary` something has to be said of the columns first."""

    layout: Layout
    problems: list[Message]
    reading: Reading | None = None
    summary: Summary | None = None

    @property
    def is_savable(self) -> bool:
        return self.summary is not None and not self.summary.whole.is_suppressed


@member("contribute")
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show what the table comes to; POST looks anew with what was said of it, or saves the sums."""
    token = request.POST.get("file", "") or request.GET.get("file", "")
    staged = staging.staged(municipality, token)
    if staged is None:
        if token:
            messages.error(request, _("The table is no longer kept here. Choose the file again."))
        return redirect("households:upload", municipality.slug)
    posted = request.POST if request.method == "POST" else None
    medians = MedianForm(posted, lang=spoken())
    look = _look(staged.table, posted, medians)
    is_saving = posted is not None and "save" in posted
    study = StudyForm(posted) if is_saving else StudyForm(initial=_initial(request))
    if is_saving and study.is_valid() and medians.is_valid() and look.is_savable:
        assert look.summary is not None
        saved = keeping.keep(_person(request), municipality, look.summary, **study.cleaned_data)
        staging.discard(municipality, token)
        messages.success(
            request, _("Saved: %(record)s. The file was deleted; only the sums are kept.") % {"record": saved}
        )
        return redirect("poverty:study", municipality.slug, saved.uid)
    return _check_page(request, staged, look, medians, study, is_saving=is_saving)


def _initial(request: HttpRequest) -> dict[str, Any]:
    if request.method == "POST":
        return {name: request.POST.get(name, "") for name in StudyForm.base_fields}
    return {"year": timezone.localdate().year - 1}


def _look(table: Table, posted: Any, medians: MedianForm) -> _Look:
    layout = layout_of(table)
    if posted is not None:
        layout = layout.chosen({at: posted.get(f"column-{at}", "") for at in layout.headings})
    problems = layout.problems()
    if problems or (posted is not None and not medians.is_valid()):
        return _Look(layout, problems)
    decimal = posted.get("decimal", "") if posted is not None else ""
    reading = read(table, layout, decimal=decimal if decimal in {",", "."} else "", lang=spoken())
    group_count = len(set(reading.households.group))
    if group_count > MOST_GROUPS:
        text = Message(
            "The column of the groups holds {count} different names; choose one with {most} at most.",
            count=group_count, most=MOST_GROUPS,
        )  # fmt: skip
        return _Look(layout, [text], reading)
    found = summary(reading.households, medians.medians() if posted is not None else None)
    return _Look(layout, [], reading, found)


def _check_page(
    request: HttpRequest,
    staged: staging.Staged,
    look: _Look,
    medians: MedianForm,
    study: StudyForm,
    *,
    is_saving: bool,
) -> HttpResponse:
    found, reading, lang = look.summary, look.reading, spoken()
    lines = [(record, SUPPRESSED.get(one.suppressed)) for record, one in _lines(found)] if found else []
    context: dict[str, Any] = {
        "staged": staged,
        "columns": [
            {"at": at, "letter": places.letters(at + 1), "heading": heading, "code": look.layout.columns[at]}
            for at, heading in look.layout.headings.items()
        ],
        "header_row": look.layout.header_row,
        "targets": [(one.code, one.label.text(lang)) for one in TARGETS.values()],
        "problems": look.problems,
        "medians": medians,
        "study": study,
        "decimal": request.POST.get("decimal", ""),
        "reading": reading,
        "lines": lines,
        "summary": found,
        "notes": list(notes(reading, found)) if found and reading else [],
        "left_out": counted(found.left_out, lang) if found else [],
        "left_out_rows": reading.left_out if reading else (),
        "left_out_count": sum(found.left_out.values()) if found else 0,
        "is_savable": look.is_savable,
        "has_groups": bool(look.layout.places(GROUP)),
    }
    is_wrong = is_saving or medians.errors or (request.method == "POST" and look.problems)
    return render(request, "exchange/households/check.html", context, status=422 if is_wrong else 200)


def _lines(found: Summary) -> list[tuple[HouseholdGroup, Any]]:
    return list(zip(keeping.group_records(found), (found.whole, *found.groups), strict=True))


@member("contribute")
@require_POST
def discard(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Delete the table; nothing of it was saved."""
    staging.discard(municipality, request.POST.get("file", ""))
    messages.info(request, _("The file was discarded; nothing was saved."))
    return redirect("poverty:households", municipality.slug)


@member("view")
def sample(request: HttpRequest, municipality: Municipality, extension: str) -> HttpResponse:
    """Give out a table of invented households, to try out and to fill in."""
    if extension == "csv":
        return _attachment(samples.csv_sample(), "text/csv; charset=utf-8", "households.csv")
    if extension == "xlsx":
        return _attachment(samples.xlsx_sample(), XLSX, "households.xlsx")
    raise Http404


def _attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _check_url(municipality: Municipality, token: str) -> str:
    return reverse("households:check", args=[municipality.slug], query={"file": token})


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user
