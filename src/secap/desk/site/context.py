"""What the page frame needs on every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from secap.desk.registry import inbox
from secap.desk.registry.language import lang
from secap.desk.registry.models import Role
from secap.desk.registry.permissions import WRITERS
from secap.desk.site import navigation
from secap.locale import LANGUAGES


def rights_of(role: str | None, *, is_superuser: bool = False) -> set[str]:
    """Return what a role may do, as in `permissions.member`."""
    if is_superuser:
        return {"view", "contribute", "coordinate"}
    rights = {"view"} if role else set()
    if role in WRITERS:
        rights.add("contribute")
    if role == Role.COORDINATOR:
        rights.add("coordinate")
    return rights


def frame(request: HttpRequest) -> dict[str, Any]:
    """Add languages to every page, and to a plan's pages the way through it and what the reader may do."""
    context: dict[str, Any] = {"languages": LANGUAGES, "present_language": lang()}
    municipality = getattr(request, "municipality", None)
    if municipality is None:
        return context
    role = getattr(request, "role", None)
    rights = rights_of(role, is_superuser=request.user.is_superuser)
    sections = [
        (section, navigation.links(section.places, municipality.slug, rights))
        for section in navigation.SECTIONS
    ]
    people = navigation.links(navigation.PEOPLE, municipality.slug, rights)
    whole = navigation.links(navigation.WHOLE, municipality.slug, rights)
    town = navigation.links(navigation.TOWN, municipality.slug, rights)
    everything = [*(link for _section, links in sections for link in links), *people, *whole, *town]
    navigation.mark_current(everything, request.path)
    current = (section.code for section, links in sections if any(link.is_current for link in links))
    return {
        **context,
        "municipality": municipality,
        "role": role,
        "may_contribute": "contribute" in rights,
        "may_coordinate": "coordinate" in rights,
        "sections": sections,
        "open_section": next(current, ""),
        "people": people,
        "whole": whole,
        "town": town,
        "waiting": inbox.count(municipality) if "coordinate" in rights else 0,
    }
