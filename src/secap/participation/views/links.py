"""Personal links at the desk: list, make, send, revoke, make anew. The address is shown once."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, person_of
from secap.desk.registry.records import Record
from secap.desk.stakeholders.models import Contact, DataRequest
from secap.participation.forms import LinkForm
from secap.participation.links import VALID_DAYS, make, move_request, path_of, renew, revoke, targets_of
from secap.participation.mail import has_mail_server, send
from secap.participation.models import PersonalLink
from secap.participation.views.index import shown

PAGE_SIZE = 100


@member("view")
def links(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show all links with their states; none of them shows its address again."""
    there = PersonalLink.objects.filter(municipality=municipality).select_related("made_by")
    page = Paginator(there, PAGE_SIZE).get_page(request.GET.get("page"))
    targets, today = targets_of(page.object_list), timezone.localdate()
    rows = [shown(link, targets.get((link.purpose, link.target)), today) for link in page.object_list]
    return render(
        request, "participation/links.html", {"rows": rows, "page": page, "query": "", "tab": "links"}
    )


@member("contribute")
def new(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Make a link and show its address, this once. `?what=purpose:uid&contact=uid` fills the form in."""
    if request.method != "POST":
        return _form(request, LinkForm(initial=_initial(request, municipality), municipality=municipality))
    form = LinkForm(request.POST, municipality=municipality)
    if not form.is_valid():
        return _form(request, form, 422)
    purpose, target = form.target()
    said = form.cleaned_data
    link, key = make(
        municipality, purpose=purpose, target=target, made_by=person_of(request), title=said["title"],
        contact=said["contact"], email=said["email"], language=said["language"],
        is_shared=said["is_shared"], expires_on=form.expires_on(timezone.localdate()),
    )  # fmt: skip
    return _hand_over(request, link, key, target, wants_mail=said["send"])


def _initial(request: HttpRequest, municipality: Municipality) -> dict[str, object]:
    contact = Contact.objects.filter(municipality=municipality, uid=request.GET.get("contact", "")).first()
    what = request.GET.get("what", "")
    is_shared = what.startswith(("poll:", "consultation:"))
    return {
        "what": what, "contact": contact, "language": lang(), "days": VALID_DAYS, "is_shared": is_shared,
        "title": request.GET.get("title", "")[:200],
    }  # fmt: skip


def _form(request: HttpRequest, form: LinkForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "has_mail": has_mail_server(), "tab": "links"}
    return render(request, "participation/link_new.html", context, status=status)


def _hand_over(
    request: HttpRequest, link: PersonalLink, key: str, target: Record, *, wants_mail: bool
) -> HttpResponse:
    is_sent = send(link, key, target) if wants_mail else False
    if isinstance(target, DataRequest):
        move_request(target, "sent", ("draft",), person_of(request))
    context = {
        "link": link, "target": target, "address": request.build_absolute_uri(path_of(key)),
        "is_sent": is_sent, "wants_mail": wants_mail, "has_mail": has_mail_server(), "tab": "links",
    }  # fmt: skip
    response = render(request, "participation/link_made.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


@member("contribute")
@require_POST
def shut(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    """Revoke a link at once."""
    link = get_object_or_404(PersonalLink, municipality=municipality, pk=key)
    revoke(link)
    text = _(
        "The link for %(link)s is revoked. What was answered stays; a new link can be made in its place."
    )
    messages.success(request, text % {"link": link})
    return redirect("participation:links", municipality.slug)


@member("contribute")
@require_POST
def anew(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    """Revoke a link and make another for the same person; its address is shown, and mailed where asked."""
    link = get_object_or_404(PersonalLink, municipality=municipality, pk=key)
    try:
        made, secret = renew(link, person_of(request), timezone.localdate())
    except LookupError:
        messages.error(request, _("What the link opened is not there any more."))
        return redirect("participation:links", municipality.slug)
    target = targets_of([made])[made.purpose, made.target]
    return _hand_over(request, made, secret, target, wants_mail=bool(made.email) and has_mail_server())
