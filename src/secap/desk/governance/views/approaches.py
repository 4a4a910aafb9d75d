"""Six ways to set the administration up: a decision aid with reasons, and the town's choice."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from secap.desk.governance.models import Setup
from secap.desk.registry.forms import RecordForm, record_form
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import name, person_of, waiting_note
from secap.desk.registry.whole import whole_of
from secap.method.governance.approaches import NAMES


@member("view")
@require_http_methods(["GET", "POST"])
def approaches(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the approaches, the most advised first; save which ones the town takes."""
    record = Setup.objects.filter(municipality=municipality).first()
    form_class = record_form(Setup, without=["note"])
    if request.method != "POST":
        form = form_class(instance=record, municipality=municipality)
        return _page(request, municipality, form)
    if not request.user.has_perm("plan.contribute", municipality):
        raise PermissionDenied(_("Your role in this plan does not allow this. Ask the co-ordinator."))
    form = form_class(request.POST, instance=record, municipality=municipality)
    if form.is_valid() and not form.has_changed():
        messages.info(request, _("Nothing was changed."))
        return redirect("governance:approaches", municipality.slug)
    if form.is_valid() and form.keep(person_of(request)):
        messages.success(request, _("Saved: how the administration is set up.") + waiting_note(request))
        return redirect("governance:approaches", municipality.slug)
    return _page(request, municipality, form, status=409 if form.conflict else 422)


def _page(
    request: HttpRequest, municipality: Municipality, form: RecordForm, status: int = 200
) -> HttpResponse:
    found = whole_of(request, municipality).administration
    chosen = form["approaches"].value() if "approaches" in form.fields else []
    context: dict[str, Any] = {
        "tab": "approaches",
        "found": found,
        "form": form,
        "rows": [
            {
                "advice": one,
                "code": one.approach,
                "name": name("admin_approaches", one.approach),
                "is_chosen": one.approach in (chosen.split() if isinstance(chosen, str) else chosen or []),
            }
            for one in found.approaches
        ],
        "missing": [NAMES[fact] for fact in found.facts.missing],
        "setup": found.setup,
    }
    return render(request, "governance/approaches.html", context, status=status)
