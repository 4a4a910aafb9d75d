"""How often mails come: chosen on the calendar's page, or by the link in a mail, without an account."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from secap.agenda.models import Reminders
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of


@member("view")
@require_POST
def choose(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Keep how often the reader wants a mail about this town."""
    rhythm = request.POST.get("rhythm", "")
    if rhythm in Reminders.Rhythm.values:
        Reminders.objects.update_or_create(
            municipality=municipality, email=person_of(request).email.lower(), defaults={"rhythm": rhythm}
        )
        messages.success(request, _("Reminders: %(rhythm)s.") % {"rhythm": Reminders.Rhythm(rhythm).label})
    return redirect("agenda:calendar", municipality.slug)


@csrf_exempt  # mail programs post the one-click header without a page; the key is what allows it
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, key: str) -> HttpResponse:
    """Ask on a page, change on a post: a program that only follows the link changes nothing."""
    setting = Reminders.objects.select_related("municipality").filter(key=key).first()
    if setting is None:
        raise Http404
    is_changed = request.method == "POST"
    if is_changed:
        chosen = request.POST.get("rhythm", "")
        setting.rhythm = chosen if chosen in Reminders.Rhythm.values else Reminders.Rhythm.NEVER
        setting.save(update_fields=["rhythm"])
    context = {"setting": setting, "is_changed": is_changed, "rhythms": Reminders.Rhythm.choices}
    response = render(request, "agenda/unsubscribe.html", context)
    response["Cache-Control"] = "no-store"
    return response
