"""What the pages of the process share: the round that is asked for, links of proofs, the way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from secap.desk.registry.models import Municipality
from secap.desk.registry.whole import whole_of


def process_of(request: HttpRequest, municipality: Municipality) -> Any:
    """Return the plan's process in the round that the query string asks for, its records tied to the town."""
    plan = whole_of(request, municipality)
    for record in [*plan.step_states, *plan.tasks]:
        record.municipality = municipality
    asked = request.GET.get("round", "")
    found = plan.process
    if asked.isdigit() and int(asked) in found.rounds:
        return found.in_round(int(asked))
    return found


def page_url(name: str, municipality: Municipality) -> str:
    """Return the address of a page by its name; empty where its chapter is not installed."""
    try:
        return reverse(name, args=[municipality.slug]) if name else ""
    except NoReverseMatch:
        return ""


@dataclass(frozen=True, slots=True)
class Linked:
    """A proof, a reason or something asked, with the page where it is entered."""

    it: Any
    url: str


def linked(items: Iterable[Any], municipality: Municipality) -> list[Linked]:
    """Return things that have a `page`, each with its address."""
    return [Linked(one, page_url(one.page, municipality)) for one in items]


def asked_of(process: Any, actor: str, municipality: Municipality) -> list[Linked]:
    """Return what an actor is asked to do now; without a page of its own it leads to the step."""
    return [
        Linked(one, page_url(one.page, municipality) or step_url(municipality, one.step))
        for one in process.of_actor(actor)
    ]


def step_url(municipality: Municipality, step: str) -> str:
    """Return the address of a step's page."""
    return reverse("governance:step", args=[municipality.slug, step])


def go_back(request: HttpRequest, fallback: str, anchor: str = "") -> HttpResponse:
    """Go to the form's `next` if it is an address of ours, else to `fallback`."""
    wanted = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        wanted = fallback
    return redirect(f"{wanted.partition('#')[0]}#{anchor}" if anchor else wanted)
