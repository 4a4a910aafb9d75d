"""Invitations: the calendar file to download, and the mail to those who are invited."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secap import locale
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, person_of
from secap.desk.stakeholders import invitations
from secap.desk.stakeholders.models import Contact, Event
from secap.desk.stakeholders.views.events import event_of

MOST_TEXT = 10_000


@member("view")
def calendar(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Give the event as a calendar file; it names nobody."""
    event = event_of(municipality, uid)
    if event.date is None:
        messages.error(request, _("The event has no date yet, so there is no calendar file."))
        return redirect("stakeholders:event", municipality.slug, uid)
    answer = HttpResponse(
        invitations.calendar_of(event, now=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{event.uid}.ics"'
    return answer


@member("contribute")
def invite(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show to whom the mail would go, and send it."""
    event = event_of(municipality, uid)
    guests = invitations.guests(event, municipality)
    text = request.POST.get("text", "")[:MOST_TEXT] or _text(event, municipality, person_of(request).name)
    error = ""
    if request.method == "POST":
        wanted = set(request.POST.getlist("to"))
        chosen = [person for guest in guests for person in guest.people if person.uid in wanted]
        if event.date is None:
            error = _("Set the date first: the mail carries a calendar file.")
        elif not chosen:
            error = _("Tick at least one person.")
        else:
            return _send(request, municipality, event, chosen, text)
    context = {
        "tab": "events",
        "event": event,
        "step": "invite",
        "guests": guests,
        "reachable": any(guest.people for guest in guests),
        "text": text,
        "subject": invitations.subject_of(event),
        "error": error,
        "has_server": bool(settings.EMAIL_HOST),
        "is_cancelled": event.state == "cancelled",
    }
    return render(request, "stakeholders/event_invite.html", context, status=422 if error else 200)


def _send(
    request: HttpRequest,
    municipality: Municipality,
    event: Event,
    chosen: list[Contact],
    text: str,
) -> HttpResponse:
    sent = invitations.send(
        event, chosen, text, person_of(request), now=timezone.now(), today=timezone.localdate()
    )
    if sent.mails:
        told = ngettext("%(count)s mail was sent", "%(count)s mails were sent", sent.mails) % {
            "count": sent.mails
        }
        logged = ngettext(
            "%(count)s line was added to the contact log.",
            "%(count)s lines were added to the contact log.",
            sent.stakeholders,
        ) % {"count": sent.stakeholders}
        messages.success(request, f"{told}. {logged}")
    if sent.failed:
        messages.error(
            request, _("Not sent, the mail server refused: %(who)s.") % {"who": ", ".join(sent.failed)}
        )
    return redirect("stakeholders:event", municipality.slug, event.uid)


def _text(event: Event, municipality: Municipality, sender: str) -> str:
    """Return the mail as it is proposed; it may be changed before it is sent."""
    day = locale.day(event.date, lang()) if event.date else _("the day is still open")
    hours = "–".join(part for part in (event.start_time, event.end_time) if part)
    when = ", ".join(part for part in (day, hours, event.place) if part)
    if event.state == "cancelled":
        opening = _("unfortunately this event of %(town)s does not take place:")
    else:
        opening = _("%(town)s invites you:")
    parts = [
        _("Good day,"),
        opening % {"town": municipality.name},
        f"{event.title}\n{when}",
        "" if event.state == "cancelled" else invitations.description_of(event),
        "" if event.state == "cancelled" else _("Please answer whether you come, and what matters to you."),
        sender,
    ]
    return "\n\n".join(part for part in parts if part)
