"""Where a finding of energy poverty is mended: the page behind each check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.models import Municipality
from secap.method.basis.findings import Finding
from secap.method.basis.messages import Code

INDICATORS = "poverty_indicators"


@dataclass(frozen=True, slots=True)
class Way:
    """A page by its name, with the query string that prefills it.

    right : view | contribute | coordinate;  to_row : it opens at the row of the finding's indicator.
    """

    label: Promise
    name: str
    right: str = "contribute"
    query: str = ""
    to_row: bool = False


CHOOSE = Way(_("Choose and enter indicators"), "poverty:choose", to_row=True)
NEW_GOAL = Way(_("Add a goal on energy poverty"), "actions:goals-new", query="kind=energy_poverty")
NEW_ACTION = Way(_("Add an action on energy poverty"), "actions:actions-new", query="kinds=energy_poverty")
ASSESSMENT = Way(_("Write the assessment"), "poverty:assessment")
STUDIES = Way(_("Open the household tables"), "poverty:households", "view")

WAYS: dict[str, Way] = {
    "poverty.no_goal": NEW_GOAL,
    "poverty.no_action": NEW_ACTION,
    "poverty.variant": ASSESSMENT,
    "poverty.goal_no_value": Way(_("Open the goals"), "actions:goals", "view", "kind=energy_poverty"),
    "poverty.action_no_group": Way(_("Open the actions"), "actions:actions", "view", "kinds=energy_poverty"),
    "poverty.study_source": STUDIES,
    "poverty.study_left_out": STUDIES,
    "poverty.unverified": Way(
        _("Give the list its official wording"), "registry:wordings", "coordinate", f"list={INDICATORS}"
    ),
}


@dataclass(frozen=True, slots=True)
class Remedy:
    label: Promise
    url: str
    right: str


def with_remedies(
    findings: Iterable[Finding], municipality: Municipality
) -> list[tuple[Finding, Remedy | None]]:
    """Return each finding with the way to mend it; every other one is about an indicator."""
    return [(one, remedy(WAYS.get(one.id, CHOOSE), municipality, one)) for one in findings]


def remedy(way: Way, municipality: Municipality, finding: Finding | None = None) -> Remedy | None:
    """Return a way as a link; None where its chapter is not installed."""
    try:
        url = reverse(way.name, args=[municipality.slug])
    except NoReverseMatch:
        return None
    if way.query:
        url += f"?{way.query}"
    codes = [part.id for part in finding.where if isinstance(part, Code)] if finding else []
    if way.to_row and codes:
        url += f"#row-{codes[0]}"
    return Remedy(way.label, url, way.right)
