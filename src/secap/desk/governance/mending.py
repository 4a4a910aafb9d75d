"""Where a finding of the administration is mended: the page behind each check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.models import Municipality
from secap.method.basis.findings import Finding

AREA = "governance."


@dataclass(frozen=True, slots=True)
class Way:
    """A page by its name.  query : prefills it;  is_form : for those who may enter something only."""

    label: Promise
    name: str
    query: str = ""
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class Remedy:
    label: Promise
    url: str
    is_form: bool


DEPARTMENTS = Way(_("Open the departments"), "governance:departments")
DUTIES = Way(_("Open the matrix of duties"), "governance:raci")
TOPICS = Way(_("Open the co-ordination matrix"), "governance:coordination")
APPOINTMENTS = Way(_("Open the appointments"), "governance:appointments")
SKILLS = Way(_("Open people and skills"), "governance:skills")


def appoint(post: str) -> Way:
    return Way(_("Enter the appointment"), "governance:appointments-new", f"post={post}", is_form=True)


WAYS = {
    "not_begun": Way(_("Look at the examples"), "governance:examples"),
    "no_coordinator": appoint("coordinator"),
    "no_energy_manager": appoint("energy_manager"),
    "no_environmental_specialist": appoint("environmental_specialist"),
    "coordinator_without_act": appoint("coordinator"),
    "coordinator_means": APPOINTMENTS,
    "no_structure": DEPARTMENTS,
    "fte_unknown": DEPARTMENTS,
    "budget_unknown": DEPARTMENTS,
    "no_skills": SKILLS,
    "competence_gaps": SKILLS,
    "no_coordination": TOPICS,
    "topic_no_lead": TOPICS,
    "topic_several_leads": TOPICS,
    "idle_departments": TOPICS,
}


def with_remedies(findings: Iterable[Finding], municipality: Municipality) -> list[tuple[Finding, Remedy]]:
    """Return each finding with the way to mend it; every other one is about the duties."""
    return [(one, remedy(WAYS.get(one.id.removeprefix(AREA), DUTIES), municipality)) for one in findings]


def remedy(way: Way, municipality: Municipality) -> Remedy:
    """Return a way as a link."""
    url = reverse(way.name, args=[municipality.slug])
    return Remedy(way.label, f"{url}?{way.query}" if way.query else url, way.is_form)
