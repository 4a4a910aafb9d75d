"""What the pages with a matrix have in common: show it, save it, say whose work stands in between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secap.desk.governance import matrix
from secap.desk.governance.models import Department
from secap.desk.registry.models import Municipality
from secap.desk.registry.reader import lang, person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.method.basis import codes

Context = Callable[[HttpRequest, Municipality], dict[str, Any]]


def page(
    request: HttpRequest, municipality: Municipality, kind: matrix.Kind, name: str, context: Context
) -> HttpResponse:
    """Return the page `governance:<name>` with its matrix; a POST saves it.

    context : what the page needs besides, including `gap_rows` with the gaps of each column
    """
    if request.method != "POST":
        return _show(request, municipality, kind, name, context)
    if not request.user.has_perm("plan.contribute", municipality):
        raise PermissionDenied(_("Your role in this plan does not allow this. Ask the co-ordinator."))
    posted = request.POST.dict()
    found = _cells(municipality, kind, posted)
    try:
        count = matrix.keep(person_of(request), municipality, kind, list(found.values()))
    except StaleRecord:
        # The cells come with the present revisions: saving again replaces theirs, which stays in the history.
        return _show(request, municipality, kind, name, context, posted, status=409)
    if count:
        text = ngettext("%(count)d cell saved.", "%(count)d cells saved.", count) % {"count": count}
        messages.success(request, text + waiting_note(request))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect(f"governance:{name}", municipality.slug)


def _departments(municipality: Municipality) -> list[Department]:
    return list(Department.objects.filter(municipality=municipality))


def _cells(
    municipality: Municipality, kind: matrix.Kind, posted: dict[str, str] | None = None
) -> dict[tuple[str, str], matrix.Cell]:
    records = kind.model.objects.filter(municipality=municipality).select_related("entered_by")
    return matrix.cells(kind, _departments(municipality), records, posted)


def _show(
    request: HttpRequest,
    municipality: Municipality,
    kind: matrix.Kind,
    name: str,
    context: Context,
    posted: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    cells = _cells(municipality, kind, posted)
    for cell in cells.values():
        if cell.record is not None:
            cell.record.municipality = municipality
    more = context(request, municipality)
    departments = _departments(municipality)
    columns = [
        {
            "code": code,
            "name": row.label(lang()),
            "gaps": gap_row.gap_words,
            "cells": [cells[one.uid, code] for one in departments],
        }
        for (code, row), gap_row in zip(codes.table(kind.about_table).items(), more["gap_rows"], strict=True)
    ]
    return render(
        request,
        f"governance/{name}.html",
        {
            "tab": name,
            "departments": departments,
            "columns": columns,
            "rows": [
                {"department": one, "cells": [cells[one.uid, column["code"]] for column in columns]}
                for one in departments
            ],
            "choices": kind.choices(),
            "legend": [(row.letter, row.label(lang())) for row in kind.rows.values()],
            "stale": [cell for cell in cells.values() if cell.is_stale],
            "gaps": [column for column in columns if column["gaps"]],
            **more,
        },
        status=status,
    )
