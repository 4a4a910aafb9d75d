"""The pages of changing many actions at once: choose the value, see what would change, apply, take back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from secap.desk.actions import bulk_edit
from secap.desk.actions.views.shared import kept_query, selection
from secap.desk.registry.models import Municipality
from secap.desk.registry.notices import say_undoable
from secap.desk.registry.permissions import member
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.whole import whole_of


@member("contribute")
@require_http_methods(["GET", "POST"])
def bulk(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Ask for the value, show what would change, and with `apply` change it.

    Posted: `row` as `uid:revision`, or `everything` with the filters in `query`;  `field`;  `value`, `date`.
    """
    query = kept_query(QueryDict(request.POST.get("query", "")))
    back = reverse("actions:actions", args=[municipality.slug]) + (f"?{query}" if query else "")
    name = request.POST.get("field", "")
    revisions = _revisions(request, municipality, query)
    if name not in bulk_edit.FIELDS or not revisions:
        if request.method == "POST":
            none = _("Tick the actions that shall change.")
            messages.warning(request, none if not revisions else _("Choose what shall be set."))
        return redirect(back)
    actions, stale = bulk_edit.chosen(municipality, revisions)
    asked = "preview" in request.POST or "apply" in request.POST
    data = request.POST if asked else None
    form = bulk_edit.ValueForm(name, municipality, data, today=timezone.localdate())
    plans: list[bulk_edit.Planned] = []
    if asked and form.is_valid():
        plans = bulk_edit.planned(actions, name, form.value)
        blocked = stale or any(one.problem for one in plans)
        if "apply" in request.POST and not blocked:
            try:
                return _apply(request, municipality, form, plans, back)
            except StaleRecord:
                actions, stale = bulk_edit.chosen(municipality, revisions)
                plans = bulk_edit.planned(actions, name, form.value)
    context = {
        "form": form,
        "field": name,
        "label": bulk_edit.field_label(name),
        "count": len(actions),
        "rows": bulk_edit.written({one.uid: one.revision for one in actions}),
        "actions": actions,
        "stale": stale,
        "plans": plans,
        "differing": sum(not one.is_same for one in plans),
        "problems": sum(bool(one.problem) for one in plans),
        "query": query,
        "back": back,
    }
    status = 409 if stale else 422 if form.errors or context["problems"] else 200
    return render(request, "actions/table_bulk.html", context, status=status)


def _revisions(request: HttpRequest, municipality: Municipality, query: str) -> dict[str, int]:
    if "everything" not in request.POST:
        return bulk_edit.read_rows([*request.POST.getlist("row"), request.POST.get("rows", "")])
    found = selection(whole_of(request, municipality), QueryDict(query))
    actions = [line.records.action for line in found.lines]
    return {action.uid: action.revision for action in actions}


def _apply(
    request: HttpRequest, municipality: Municipality, form: bulk_edit.ValueForm, plans: Any, back: str
) -> HttpResponse:
    count, token = bulk_edit.apply(
        plans,
        form.name,
        form.value,
        municipality=municipality,
        person=request.user,  # type: ignore[arg-type]
        since=form.cleaned_data.get("date"),
    )
    if not count:
        messages.info(request, _("Nothing was changed."))
        return redirect(back)
    text = ngettext("%(count)d action changed.", "%(count)d actions changed.", count) % {"count": count}
    if request.role != "coordinator":  # type: ignore[attr-defined]
        text += " " + _("What you entered counts at once and is marked until the co-ordinator accepts it.")
    say_undoable(request, text, reverse("actions:bulk-undo", args=[municipality.slug, token]))
    return redirect(back)


@member("contribute")
@require_POST
def undo(request: HttpRequest, municipality: Municipality, token: str) -> HttpResponse:
    """Take back a change of many."""
    try:
        count = bulk_edit.take_back(token, municipality=municipality, person=request.user)  # type: ignore[arg-type]
    except LookupError as error:
        raise Http404 from error
    except StaleRecord:
        text = _("This can't be taken back as a whole any more: somebody changed one of the actions since.")
        messages.error(request, text)
    else:
        text = ngettext("Taken back for %(count)d action.", "Taken back for %(count)d actions.", count)
        messages.success(request, text % {"count": count})
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        return redirect(wanted)
    return redirect("actions:actions", municipality.slug)
