"""Six cities' structures, told and to start from; undone with one button."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from secap.desk.governance import starting
from secap.desk.registry.models import Municipality
from secap.desk.registry.notices import say_undoable
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of, waiting_note


@member("view")
def examples(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Tell how six cities are set up."""
    return render(request, "governance/examples.html", {"tab": "examples", "examples": starting.examples()})


@member("contribute")
@require_http_methods(["GET", "POST"])
def example(request: HttpRequest, municipality: Municipality, code: str) -> HttpResponse:
    """Show what starting from a city would add; a POST adds it."""
    told = starting.example(code)
    if told is None:
        raise Http404
    if request.method != "POST":
        found = starting.items(municipality, code)
        context = {
            "tab": "examples",
            "example": told,
            "new": [item for item in found if not item.is_there],
            "there": [item for item in found if item.is_there],
        }
        return render(request, "governance/examples_one.html", context)
    try:
        made, token = starting.add(person_of(request), municipality, code)
    except IntegrityError:
        messages.error(request, _("Somebody has just saved the same. Look at the list and try again."))
        return redirect("governance:example", municipality.slug, code)
    if not made:
        messages.info(request, _("Nothing was added: the town has it all."))
        return redirect("governance:example", municipality.slug, code)
    text = ngettext("%(count)d record added from the example of %(city)s.",
                    "%(count)d records added from the example of %(city)s.", len(made))  # fmt: skip
    text = text % {"count": len(made), "city": told.name}
    text += " " + _("Give them your own names now.") + waiting_note(request)
    say_undoable(request, text, reverse("governance:example-undo", args=[municipality.slug, token]))
    return redirect("governance:index", municipality.slug)


@member("contribute")
@require_POST
def undo(request: HttpRequest, municipality: Municipality, token: str) -> HttpResponse:
    """Take an example back; what somebody changed since stays."""
    try:
        removed, stayed = starting.take_back(person_of(request), municipality, token)
    except LookupError as error:
        raise Http404 from error
    text = ngettext("%(count)d record taken back.", "%(count)d records taken back.", removed)
    text = text % {"count": removed}
    if stayed:
        text += " " + _("What somebody has changed since, or what it needs, stays.")
    messages.success(request, text)
    return redirect("governance:examples", municipality.slug)
