"""Data requests at the desk: what arrived, and its way into the import."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.inventory.models import DataSet, Inventory
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, person_of
from secap.desk.registry.saving import keep_as
from secap.desk.stakeholders.models import Contact, DataRequest, Stakeholder
from secap.exchange.kinds import KINDS
from secap.exchange.models import ImportRun
from secap.method.basis.errors import SecapError
from secap.participation.arrivals import take
from secap.participation.models import Submission
from secap.participation.views.index import links_to


@dataclass(frozen=True, slots=True)
class Arrived:
    """run : the import that it went into, as far as it is."""

    submission: Submission
    run: ImportRun | None


def _request(municipality: Municipality, uid: str) -> DataRequest:
    found = get_object_or_404(
        DataRequest.objects.select_related("stakeholder"), municipality=municipality, uid=uid
    )
    found.municipality = municipality
    return found


@member("view")
def data_request(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show what is asked, of whom, what came."""
    record = _request(municipality, uid)
    there = list(Submission.objects.filter(municipality=municipality, request=uid).select_related("link"))
    runs = {
        str(run.pk): run
        for run in ImportRun.objects.filter(
            municipality=municipality, pk__in=[one.import_run for one in there if one.import_run]
        )
    }
    kind = KINDS.get(record.kind)
    inventories = (
        list(Inventory.objects.filter(municipality=municipality)) if kind and kind.has_parent else []
    )
    context = {
        "record": record,
        "kind": kind,
        "data_set": DataSet.objects.filter(municipality=municipality, uid=record.data_set or "-").first(),
        "arrived": [Arrived(one, runs.get(one.import_run)) for one in there],
        "inventories": inventories,
        "rows": links_to(municipality, record, timezone.localdate()),
        "contacts": Contact.objects.filter(municipality=municipality, stakeholder=record.stakeholder)
        if record.stakeholder
        else [],
        "tab": "index",
    }
    return render(request, "participation/request.html", context)


@member("contribute")
def from_plan(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Choose a line of the data-collection plan and make a request of it: title, due date, its owner."""
    asked = set(
        DataRequest.objects.filter(municipality=municipality)
        .exclude(data_set="")
        .values_list("data_set", flat=True)
    )
    lines = [
        one
        for one in DataSet.objects.filter(municipality=municipality).select_related("owner")
        if one.uid not in asked
    ]
    if request.method == "POST":
        line = next((one for one in lines if one.uid == request.POST.get("data_set")), None)
        if line is None:
            messages.error(request, _("Choose a line of the data-collection plan."))
            return redirect("participation:request-from-plan", municipality.slug)
        record = DataRequest(
            municipality=municipality, title=line.title, data_set=line.uid, due=line.due_date,
            details=line.note, stakeholder=_owner(municipality, line),
        )  # fmt: skip
        keep_as(person_of(request), record, "form")
        return redirect("participation:request", municipality.slug, record.uid)
    return render(request, "participation/request_from_plan.html", {"lines": lines, "tab": "index"})


def _owner(municipality: Municipality, line: DataSet) -> Stakeholder | None:
    """Return the stakeholder that is the data set's owner: by the organisation, else by its name."""
    if line.owner is None:
        return None
    there = Stakeholder.objects.filter(municipality=municipality)
    found: Stakeholder | None = (
        there.filter(organisation=line.owner).first() or there.filter(name__iexact=line.owner.name).first()
    )
    return found


def _submission(municipality: Municipality, uid: str, key: int) -> Submission:
    return get_object_or_404(Submission, municipality=municipality, request=uid, pk=key)


@member("view")
def download(request: HttpRequest, municipality: Municipality, uid: str, key: int) -> FileResponse:
    """Give out what arrived, as a download whatever it is."""
    submission = _submission(municipality, uid, key)
    try:
        file = submission.file.open("rb")
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    name = PurePath(submission.name).name or "table"
    response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    response.headers["Cache-Control"] = "no-store"
    return response


@member("contribute")
@require_POST
def take_in(request: HttpRequest, municipality: Municipality, uid: str, key: int) -> HttpResponse:
    """Begin the import of what arrived; the request is imported once that import is applied."""
    record = _request(municipality, uid)
    submission = _submission(municipality, uid, key)
    kind = KINDS.get(record.kind)
    if kind is None:
        messages.error(request, _("Choose the kind of table of this request first."))
        return redirect("participation:request", municipality.slug, uid)
    inventory = None
    if kind.has_parent:
        year = request.POST.get("year", "") or str(record.year or "")
        inventory = Inventory.objects.filter(
            municipality=municipality, year=int(year) if year.isascii() and year.isdigit() else 0
        ).first()
        if inventory is None:
            messages.error(
                request, _("Choose the inventory that the figures belong to; make it first if need be.")
            )
            return redirect("participation:request", municipality.slug, uid)
    try:
        run = take(submission, record, inventory, person_of(request))
    except (FileNotFoundError, ValueError):
        messages.error(request, _("The file is not there any more. Ask for it anew."))
        return redirect("participation:request", municipality.slug, uid)
    except SecapError as problem:
        messages.error(request, problem.text(lang()))
        return redirect("participation:request", municipality.slug, uid)
    return redirect("exchange:columns", municipality.slug, run.pk)
