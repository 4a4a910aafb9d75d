"""The way through a plan: its five sections in order, then what belongs to the whole."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """A page one can go to; shown only where its chapter is installed.

    right : as in `permissions.member`;  also : another part of the site that belongs to it.
    """

    label: Promise
    name: str
    right: str = "view"
    badge: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the plan with its pages."""

    number: int
    code: str
    label: Promise
    places: tuple[Place, ...]


SECTIONS = (
    Section(
        1,
        "strategy",
        _("Strategy"),
        (
            Place(_("Strategy at a glance"), "targets:index"),
            Place(_("Vision"), "targets:vision"),
            Place(_("Commitments"), "targets:commitments"),
            Place(_("Targets"), "targets:targets"),
            Place(_("Goals"), "actions:goals"),
            Place(_("Directions and priority areas"), "actions:hierarchy"),
            Place(_("Staff and money"), "targets:resources"),
            Place(_("Regional and national priorities"), "targets:regional-priorities"),
        ),
    ),
    Section(
        2,
        "inventory",
        _("Baseline emission inventory"),
        (
            Place(_("Inventories"), "inventory:index"),
            Place(_("Baseline profile"), "inventory:profile"),
            Place(_("Potentials"), "inventory:potentials"),
            Place(_("Barriers"), "inventory:barriers"),
            Place(_("Policy options"), "inventory:policy-options"),
            Place(_("Data to collect"), "inventory:data-sets"),
            Place(_("Emission factors"), "inventory:factors"),
        ),
    ),
    Section(
        3,
        "risk",
        _("Risk and vulnerability"),
        (
            Place(_("Risk at a glance"), "risk:index"),
            Place(_("Climate profile"), "climate:index", also="climate-data/"),
            Place(_("Hazards"), "risk:hazards"),
            Place(_("Past events"), "risk:past-events"),
            Place(_("Impacted sectors"), "risk:impacts"),
            Place(_("Impact chains"), "risk:chains"),
            Place(_("Vulnerabilities"), "risk:vulnerabilities"),
            Place(_("Vulnerable groups"), "risk:groups"),
            Place(_("Adaptive capacity"), "risk:capacity"),
            Place(_("Vulnerability score"), "risk:vulnerability"),
            Place(_("Adaptation scoreboard"), "risk:scoreboard"),
            Place(_("Checks of the assessment"), "risk:findings"),
        ),
    ),
    Section(
        4,
        "actions",
        _("Actions"),
        (
            Place(_("All actions"), "actions:actions"),
            Place(_("Action plan in four steps"), "actions:wizard"),
            Place(_("Scenarios"), "scenarios:index"),
            Place(_("Measure catalogue"), "actions:measures"),
            Place(_("Ambitious measures"), "actions:ambition"),
            Place(_("Programmes"), "actions:programmes"),
            Place(_("Funding programmes"), "actions:funding"),
            Place(_("Checks of the actions"), "actions:findings"),
        ),
    ),
    Section(
        5,
        "poverty",
        _("Energy poverty"),
        (
            Place(_("Energy poverty at a glance"), "poverty:index"),
            Place(_("Indicators"), "poverty:indicators"),
            Place(_("Household tables"), "poverty:households", also="household-data/"),
        ),
    ),
)
PEOPLE = (
    Place(_("The ten steps"), "governance:process"),
    Place(_("Administration"), "governance:index"),
    Place(_("Stakeholders"), "stakeholders:index"),
    Place(_("Participation"), "participation:index"),
    Place(_("Calendar"), "agenda:calendar"),
)
WHOLE = (
    Place(_("Documents"), "reports:index"),
    Place(_("Import and export"), "exchange:index"),
    Place(_("To accept"), "registry:inbox", "coordinate", badge="waiting"),
)
TOWN = (
    Place(_("Signatory profile"), "registry:signatory"),
    Place(_("Members"), "registry:members"),
    Place(_("Organisations"), "registry:organisations"),
    Place(_("Attachments"), "registry:attachments"),
    Place(_("Wording of lists"), "registry:wordings", "coordinate"),
    Place(_("Latest changes"), "registry:changes"),
    Place(_("Deleted"), "registry:trash"),
)


@dataclass(slots=True)
class Link:
    """A place with its address in this plan."""

    label: Promise
    url: str
    badge: str = ""
    also: str = ""
    is_current: bool = False


def links(places: tuple[Place, ...], slug: str, rights: set[str]) -> list[Link]:
    """Return the places that exist and that a person with `rights` may open."""
    found = []
    for place in places:
        if place.right not in rights:
            continue
        try:
            also = f"/{slug}/{place.also}" if place.also else ""
            found.append(Link(place.label, reverse(place.name, args=[slug]), place.badge, also))
        except NoReverseMatch:
            continue  # the chapter is not installed
    return found


def mark_current(everything: list[Link], path: str) -> None:
    """Mark the link that the page at `path` lies under: the longest address that begins it."""
    under = [
        link for link in everything if path.startswith(link.url) or (link.also and path.startswith(link.also))
    ]
    if under:
        max(under, key=lambda link: len(link.url)).is_current = True
