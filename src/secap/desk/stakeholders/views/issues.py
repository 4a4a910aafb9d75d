"""The register of issues and parked topics, and the reply to one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of, waiting_note
from secap.desk.stakeholders.log_forms import ReplyForm
from secap.desk.stakeholders.models import Issue


def issue_list(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show what is overdue, open, parked and answered."""
    today = timezone.localdate()
    issues = list(
        Issue.objects.filter(municipality=municipality).select_related("stakeholder", "event", "entered_by")
    )
    for issue in issues:
        issue.municipality = municipality
    late = [one for one in issues if one.state != "answered" and one.due and one.due < today]
    groups = [
        ("overdue", late),
        ("open", [one for one in issues if one.state == "open" and one not in late]),
        ("parked", [one for one in issues if one.state == "parked" and one not in late]),
        ("answered", [one for one in issues if one.state == "answered"]),
    ]
    context = {"tab": "issues", "groups": [(code, rows) for code, rows in groups if rows]}
    return render(request, "stakeholders/issue_list.html", context)


@member("contribute")
def reply(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Answer an issue."""
    issue = Issue.objects.filter(municipality=municipality, uid=uid).first()
    if issue is None:
        raise Http404
    form = ReplyForm(
        request.POST if request.method == "POST" else None, instance=issue, municipality=municipality
    )
    if request.method == "POST" and form.is_valid() and form.keep(person_of(request)):
        messages.success(request, _("The reply is in the register.") + waiting_note(request))
        return redirect("stakeholders:issues", municipality.slug)
    status = 409 if form.conflict else 422 if form.errors else 200
    context = {"tab": "issues", "issue": issue, "form": form}
    return render(request, "stakeholders/issue_reply.html", context, status=status)
