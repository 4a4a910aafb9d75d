"""The door of every page that opens by a personal link: no account, no session, nothing told to a stranger.

An unknown key, a target that is gone and one of another town look alike (404). An expired or revoked link
says so and whom to ask (410): its key was once right. Every answer stays out of caches and search engines,
and no other site learns the address: `same-origin`, because with `no-referrer` browsers send `Origin: null`
with a form, which the protection against forged requests has to refuse.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from secap import locale
from secap.desk.registry.own_names import own_names
from secap.desk.registry.records import Record
from secap.participation.links import find, is_open, mark, target_of
from secap.participation.models import PersonalLink, digest_of
from secap.participation.rates import is_allowed

View = Callable[[HttpRequest, PersonalLink, Any], HttpResponseBase]


def by_link(view: View) -> Callable[..., HttpResponseBase]:
    """Open a view at `/answer/<key>/...`; it gets the link and what the link opens."""

    @wraps(view)
    def door(request: HttpRequest, key: str, **kwargs: Any) -> HttpResponseBase:
        link = find(key)
        with translation.override(_language(request, link)):
            response = _answer(request, key, link, view, **kwargs)
            response.headers["Content-Language"] = translation.get_language() or "en"
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    return require_http_methods(["GET", "HEAD", "POST"])(door)


def _language(request: HttpRequest, link: PersonalLink | None) -> str:
    """Return `?lang=`, else the link's language, else the browser's."""
    wanted = request.GET.get("lang", "")
    if wanted in locale.LANGUAGES:
        return wanted
    if link is not None and link.language in locale.LANGUAGES:
        return link.language
    return (translation.get_language() or "en")[:2]


def _answer(
    request: HttpRequest, key: str, link: PersonalLink | None, view: View, **kwargs: Any
) -> HttpResponseBase:
    digest = digest_of(key)
    if not is_allowed(request, "open", digest):
        return closed(request, "often", 429)
    if link is None:
        return closed(request, "unknown", 404)
    target = target_of(link)
    if target is None:
        return closed(request, "unknown", 404)
    if not is_open(link, timezone.localdate()):
        return closed(request, "over", 410, link)
    action = "answer_shared" if link.is_shared else "answer"
    if request.method == "POST" and not is_allowed(request, action, digest):
        return closed(request, "often", 429)
    if link.opened_at is None and not request.user.is_authenticated:
        mark(link, "opened_at")
    with locale.own_labels(own_names(link.municipality)):
        return view(request, link, target, **kwargs)


def closed(request: HttpRequest, why: str, status: int, link: PersonalLink | None = None) -> HttpResponse:
    response = render(request, "participation/closed.html", {"why": why, "link": link}, status=status)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def page(
    request: HttpRequest, link: PersonalLink, target: Record, template: str, context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Render a page behind the door with what each says: who asks, until when, what happens with the data."""
    common = {"link": link, "target": target, "town": link.municipality, "said": request.GET.get("said", "")}
    return render(request, template, {**common, **context}, status=status)


def again(request: HttpRequest, said: str) -> HttpResponse:
    """Send the browser to the same page by GET, so that reloading does not answer twice."""
    query = request.GET.copy()
    query["said"] = said
    response = HttpResponse(status=302)
    response.headers["Location"] = f"{request.path}?{query.urlencode()}"
    return response
