"""Where a finding of the strategy is mended: the page behind each check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.models import Municipality
from secap.method.basis.findings import Finding


@dataclass(frozen=True, slots=True)
class Way:
    """A page by its name, with the query string that prefills it.  right : view | contribute."""

    label: Promise
    name: str
    right: str = "contribute"
    query: str = ""


TARGETS = Way(_("Open the targets"), "targets:targets", "view")
SETTINGS = Way(_("Edit vision and settings"), "targets:strategy")

WAYS: dict[str, Way] = {
    "targets.no_vision": Way(_("Write the vision"), "targets:strategy"),
    "targets.vision_groups": Way(_("Add a member of the team"), "targets:vision-team-new"),
    "targets.no_consensus": Way(_("Record the consensus"), "targets:consensus-new"),
    "targets.none": Way(_("Add the target for 2030"), "targets:targets-new", query="target_year=2030"),
    "targets.no_interim": Way(_("Add the target for 2030"), "targets:targets-new", query="target_year=2030"),
    "targets.no_commitment": Way(_("Record the commitment"), "targets:commitments-new"),
    "targets.no_base": Way(_("Open the inventories"), "inventory:index", "view"),
    "targets.no_adaptation_goal": Way(
        _("Add a goal for adaptation"), "actions:goals-new", query="kind=adaptation"
    ),
    "targets.no_mitigation_goal": Way(
        _("Add a goal for mitigation"), "actions:goals-new", query="kind=mitigation"
    ),
    "targets.no_latest": SETTINGS,
}


@dataclass(frozen=True, slots=True)
class Remedy:
    label: Promise
    url: str
    right: str


def with_remedies(
    findings: Iterable[Finding], municipality: Municipality
) -> list[tuple[Finding, Remedy | None]]:
    """Return each finding with the way to mend it; every other one about a target leads to the targets."""
    found = []
    for finding in findings:
        way = WAYS.get(finding.id, TARGETS)
        found.append((finding, _remedy(way, municipality)))
    return found


def _remedy(way: Way, municipality: Municipality) -> Remedy | None:
    args: list[Any] = [municipality.slug]
    try:
        url = reverse(way.name, args=args)
    except NoReverseMatch:
        return None  # the chapter is not installed
    return Remedy(way.label, f"{url}?{way.query}" if way.query else url, way.right)
