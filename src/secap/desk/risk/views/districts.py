"""Districts from a map file: choose it, see what it would do, take it over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.desk.risk import district_map
from secap.desk.risk.geojson import MAX_BYTES, MapFile, read_map
from secap.desk.risk.models import District


@member("contribute")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Ask for a file; show what it would do; with `apply` do it. The file is not kept: the page holds its
    thinned areas until they are taken over."""
    if request.method != "POST":
        return _page(request, municipality)
    try:
        file = read_map(_content(request))
    except ValidationError as error:
        return _page(request, municipality, problems=error.messages, status=422)
    name, code = district_map.chosen(file, request.POST.get("name", ""), request.POST.get("code", ""))
    wanted = district_map.plan(file, _districts(municipality), name, code)
    if "apply" not in request.POST or wanted.is_blocked:
        status = 422 if wanted.is_blocked else 200
        return _preview(request, municipality, file, wanted, name, code, status=status)
    try:
        count = district_map.apply(person_of(request), municipality, wanted, request.POST.get("seen", ""))
    except StaleRecord:
        return _preview(request, municipality, file, wanted, name, code, is_stale=True, status=409)
    if count:
        text = ngettext("%(count)d district saved.", "%(count)d districts saved.", count)
        messages.success(request, text % {"count": count} + waiting_note(request))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect("risk:vulnerability", municipality.slug)


def _content(request: HttpRequest) -> bytes:
    """Return the uploaded file, or the areas that the preview sent back."""
    file = request.FILES.get("file")
    if isinstance(file, UploadedFile):
        if file.size is None or file.size > MAX_BYTES:
            raise ValidationError(
                _("The file is larger than 3 MB. Simplify its boundaries and export it again.")
            )
        return file.read()
    content = request.POST.get("content", "")
    if not content:
        raise ValidationError(_("Choose a file."))
    return content.encode()


def _districts(municipality: Municipality) -> list[District]:
    return list(District.objects.filter(municipality=municipality))


def _page(
    request: HttpRequest, municipality: Municipality, *, problems: list[str] | None = None, status: int = 200
) -> HttpResponse:
    context = {"tab": "vulnerability", "problems": problems}
    return render(request, "risk/district_map.html", context, status=status)


def _preview(
    request: HttpRequest,
    municipality: Municipality,
    file: MapFile,
    wanted: district_map.Plan,
    name: str,
    code: str,
    *,
    is_stale: bool = False,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "tab": "vulnerability",
        "file": file,
        "content": file.as_text(),
        "plan": wanted,
        "name": name,
        "code": code,
        "created": wanted.count(district_map.CREATE),
        "updated": wanted.count(district_map.UPDATE),
        "same": wanted.count(district_map.SAME),
        "is_stale": is_stale,
    }
    return render(request, "risk/district_map.html", context, status=status)
