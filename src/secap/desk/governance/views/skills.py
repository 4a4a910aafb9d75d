"""People and their competences, what nobody knows, and the training plan."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import name
from secap.desk.registry.whole import whole_of
from secap.method.basis import codes
from secap.method.governance.skills import COMPETENCES, SUBJECTS, TrainingProposal


@member("view")
def skills(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show who knows what, the gaps by subject, and the trainings."""
    plan = whole_of(request, municipality)
    found = plan.administration
    for record in [*plan.staff_members, *plan.departments, *plan.trainings]:
        record.municipality = municipality
    proposals = {one.subject: _proposal(municipality, one) for one in found.training_proposals}
    context = {
        "tab": "skills",
        "found": found,
        "competences": list(codes.table(COMPETENCES)),
        "holders": [*found.staff, *found.departments],
        "subjects": [
            {
                "code": subject,
                "name": name(SUBJECTS, subject),
                "skills": [skill for skill in found.skills if skill.subject == subject],
                "proposal": proposals.get(subject),
            }
            for subject in codes.table(SUBJECTS)
        ],
        "is_told": any(skill.who for skill in found.skills),
        "trainings": plan.trainings,
    }
    return render(request, "governance/skills.html", context)


def _proposal(municipality: Municipality, one: TrainingProposal) -> dict[str, Any]:
    """Return a training with the address of its form, filled in."""
    names = ", ".join(name(COMPETENCES, code) for code in one.competences)
    values = {
        "subject": one.subject,
        "title": _("Training: %(competences)s") % {"competences": names},
        "competences": " ".join(one.competences),
    }
    new = reverse("governance:trainings-new", args=[municipality.slug])
    return {"names": names, "url": f"{new}?{urlencode(values)}"}
