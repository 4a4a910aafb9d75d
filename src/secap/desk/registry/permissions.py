"""Who may do what: memberships, told as `rules`, and the door of every view.

A stranger gets 404, so that nobody learns which plans exist. A member without the right gets 403 with why.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rules.permissions import add_perm
from rules.predicates import predicate

from secap import locale
from secap.desk.registry.models import Membership, Municipality, Person, Role
from secap.desk.registry.own_names import own_names

READERS = frozenset(Role.values)
WRITERS = frozenset({Role.COORDINATOR, Role.CONTRIBUTOR, Role.AGENCY})


def role_of(person: Person | Any, municipality: Municipality) -> str | None:
    """Return the person's role in the municipality, None for a stranger. One query per request and town."""
    if not person.is_authenticated:
        return None
    known: dict[int, str] = person.__dict__.setdefault("_roles", {})
    if municipality.pk not in known:
        membership = Membership.objects.filter(person=person, municipality=municipality).first()
        known[municipality.pk] = membership.role if membership else ""
    return known[municipality.pk] or None


@predicate
def is_reader(person: Person, municipality: Municipality) -> bool:
    return role_of(person, municipality) in READERS


@predicate
def is_writer(person: Person, municipality: Municipality) -> bool:
    return role_of(person, municipality) in WRITERS


@predicate
def is_coordinator(person: Person, municipality: Municipality) -> bool:
    return role_of(person, municipality) == Role.COORDINATOR


# view: read everything; contribute: enter figures, marked until the co-ordinator accepts them;
# coordinate: accept, settings, members.
add_perm("plan.view", is_reader)  # type: ignore[no-untyped-call]
add_perm("plan.contribute", is_writer)  # type: ignore[no-untyped-call]
add_perm("plan.coordinate", is_coordinator)  # type: ignore[no-untyped-call]

View = Callable[..., HttpResponseBase]


def member(right: str = "view") -> Callable[[View], View]:
    """Open a view at `/<slug>/...` to members with `right`; the view gets the municipality for its slug.

    right : view | contribute | coordinate.  Sets `request.municipality` and `request.role`.
    """

    def door(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            municipality = Municipality.objects.filter(slug=slug).first()
            if municipality is None or not request.user.has_perm("plan.view", municipality):
                raise Http404
            request.municipality = municipality  # type: ignore[attr-defined]
            request.role = role_of(request.user, municipality)  # type: ignore[attr-defined]
            if not request.user.has_perm(f"plan.{right}", municipality):
                raise PermissionDenied(_("Your role in this plan does not allow this. Ask the co-ordinator."))
            with locale.own_labels(own_names(municipality)):
                return view(request, municipality, *args, **kwargs)

        checked.right = right  # type: ignore[attr-defined]
        return checked

    return door
