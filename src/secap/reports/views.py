"""The page of documents: build, see what is out of date or lacking, download."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.registry.language import lang as spoken
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.permissions import member
from secap.jobs.running import start
from secap.method.basis.findings import Severity
from secap.plan.checks import findings
from secap.plan.plan import load_plan
from secap.reports.action.content import action_document, file_name
from secap.reports.build import LANGUAGES, SHEET_FORMATS, fingerprint
from secap.reports.build import render as render_document
from secap.reports.decision.content import decision_document
from secap.reports.decision.content import file_name as decision_name
from secap.reports.forms import BuildForm
from secap.reports.models import BuiltDocument
from secap.reports.plan.frame import lacking
from secap.reports.work import KIND

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
}


@member("view")
def index(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the documents built so far and what a new one would lack."""
    return _page(request, municipality, BuildForm(initial={"language": _lang()}))


@member("contribute")
@require_POST
def build(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Start building."""
    form = BuildForm(request.POST)
    if not form.is_valid():
        return _page(request, municipality, form, status=422)
    assert isinstance(request.user, Person)
    job = start(
        KIND,
        municipality=municipality,
        person=request.user,
        title=_("Plan document of %(town)s") % {"town": municipality.name},
        arguments={"language": form.cleaned_data["language"], "formats": form.cleaned_data["formats"]},
    )
    return redirect(job)


@member("view")
def download(request: HttpRequest, municipality: Municipality, key: int) -> FileResponse:
    """Give out one file."""
    document = get_object_or_404(BuiltDocument, pk=key, municipality=municipality)
    try:
        file = document.file.open("rb")
    except FileNotFoundError:
        raise Http404(_("The file is no longer there. Build the document again.")) from None
    kind = CONTENT_TYPES.get(document.format, "application/octet-stream")
    return FileResponse(file, as_attachment=True, filename=document.name, content_type=kind)


@member("view")
def action(request: HttpRequest, municipality: Municipality, uid: str, kind: str) -> HttpResponse:
    """Give out the sheet of one action in the reader's language, made anew.  kind : pdf | docx."""
    if kind not in SHEET_FORMATS:
        raise Http404
    plan = load_plan(municipality)
    line = plan.portfolio.line(uid)
    if line is None:
        raise Http404
    lang = _lang()
    content = action_document(
        plan, line, lang=lang, today=timezone.localdate(), fingerprint=fingerprint(plan)
    )
    return _sent(render_document(kind, content), kind, file_name(plan, line, lang, kind))


@member("view")
def decision(request: HttpRequest, municipality: Municipality, kind: str) -> HttpResponse:
    """Give out the decision sheet in the reader's language, made anew.  kind : pdf | docx."""
    if kind not in SHEET_FORMATS:
        raise Http404
    plan, lang = load_plan(municipality), _lang()
    content = decision_document(plan, lang=lang, today=timezone.localdate(), fingerprint=fingerprint(plan))
    return _sent(render_document(kind, content), kind, decision_name(plan, lang, kind))


def _sent(data: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        data,
        content_type=CONTENT_TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _page(
    request: HttpRequest, municipality: Municipality, form: BuildForm, *, status: int = 200
) -> HttpResponse:
    plan, lang = load_plan(municipality), _lang()
    present = fingerprint(plan)
    documents = BuiltDocument.objects.filter(municipality=municipality).select_related("built_by")
    context = {
        "form": form,
        "documents": [(document, document.fingerprint != present) for document in documents],
        "lacking": [text.text(lang) for text in lacking(plan)],
        "errors": sum(finding.severity == Severity.ERROR for finding in findings(plan)),
    }
    return render(request, "reports/index.html", context, status=status)


def _lang() -> str:
    lang = spoken()
    return lang if lang in LANGUAGES else "en"
