"""Opening a plan file on the web: upload, see what would change, apply or discard.

Between the steps the file lies in the storage under a random name that only the page knows.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from secap.desk.registry.history import in_words
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.permissions import member
from secap.desk.registry.records import Record, StaleRecord
from secap.method.basis.errors import SecapError
from secap.plan import changes as plan_changes
from secap.plan.changes import Changes, RecordChange
from secap.plan.file import dumps, loads
from secap.plan.plan import Plan, load_plan

TOKEN = re.compile(r"[0-9a-f]{32}")
KEPT = timedelta(days=1)  # how long a file waits for somebody who left the page
MAX_LINES = 200  # shown of each group of differences
GROUPS = {
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "gone": gettext_lazy("Not in the file"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """One field as the page says it; `before` is empty for a new record."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One record that differs."""

    kind: str
    name: str
    fields: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Staged:
    """A plan file between upload and decision."""

    token: str
    name: str
    text: str


@member("contribute")
def upload(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Ask for the file."""
    return _upload_page(request)


def _upload_page(request: HttpRequest, error: str = "") -> HttpResponse:
    context = {"error": error, "limit_mb": settings.UPLOAD_MAX_BYTES // 1024**2}
    return render(request, "exchange/plan_upload.html", context, status=422 if error else 200)


@member("contribute")
def check(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """POST takes the file; GET with `?file=` shows what it would change."""
    if request.method == "POST":
        return _take(request, municipality)
    staged = _staged(municipality, request.GET.get("file", ""))
    if staged is None:
        return redirect("exchange:plan-upload", municipality.slug)
    try:
        theirs = loads(staged.text)
    except SecapError as problem:  # the workbench was updated in between
        return _upload_page(request, problem.text(lang()))
    there = load_plan(municipality)
    found = plan_changes.compare(there, theirs)
    context = {
        "staged": staged,
        "fingerprint": fingerprint(there),
        "their_name": theirs.municipality.name,
        "is_other": theirs.municipality.slug != municipality.slug
        and theirs.municipality.name != municipality.name,
        "profile": [
            Words(_label(one.field), in_words(one.field, one.before), in_words(one.field, one.after))
            for one in found.municipality
        ],
        "groups": _groups(found),
        "counts": {kind: len(found.of_kind(kind)) for kind in GROUPS},
        "limit": MAX_LINES,
    }
    return render(request, "exchange/plan_check.html", context)


def _take(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        return _upload_page(request, _("Choose a file first."))
    if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
        limit = settings.UPLOAD_MAX_BYTES // 1024**2
        return _upload_page(request, _("The file is larger than %(limit)d MB.") % {"limit": limit})
    content = file.read()
    try:
        loads(content)
    except SecapError as problem:
        return _upload_page(request, problem.text(lang()))
    staged = stage(municipality, file.name or "plan.json", content.decode("utf-8-sig"))
    return redirect(_check_url(municipality, staged.token))


@member("contribute")
@require_POST
def apply(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Make the changes that the page showed; if the plan is no longer what it was then, show them again."""
    staged = _staged(municipality, request.POST.get("file", ""))
    if staged is None:
        messages.error(request, _("The file is no longer kept here. Choose it again."))
        return redirect("exchange:plan-upload", municipality.slug)
    remove_missing = request.POST.get("remove_missing") == "1"
    try:
        counts = _applied(request, municipality, staged, remove_missing=remove_missing)
    except SecapError as problem:
        return _upload_page(request, problem.text(lang()))
    except StaleRecord:
        messages.error(
            request,
            _(
                "Somebody changed the plan after you saw the differences. "
                "Nothing was applied; look at them again."
            ),
        )
        return redirect(_check_url(municipality, staged.token))
    except IntegrityError:
        messages.error(
            request,
            _(
                "Nothing was applied: plan and file each have an inventory of their own for the same year, "
                "or mark different ones as the BEI. Also remove what the file does not hold, "
                "or change one of them."
            ),
        )
        return redirect(_check_url(municipality, staged.token))
    discard_staged(municipality, staged.token)
    text = _("The plan file was applied: %(new)d new, %(changed)d changed, %(removed)d removed.")
    messages.success(request, text % counts)
    return redirect("registry:changes", municipality.slug)


def _applied(
    request: HttpRequest, municipality: Municipality, staged: Staged, *, remove_missing: bool
) -> dict[str, int]:
    """Apply in one transaction with the look at the present plan. Raises StaleRecord where that moved on."""
    assert isinstance(request.user, Person)
    theirs = loads(staged.text)
    with transaction.atomic():
        there = load_plan(municipality)
        if fingerprint(there) != request.POST.get("fingerprint"):
            raise StaleRecord
        found = plan_changes.compare(there, theirs)
        reason = f"import: {staged.name}"[:100]
        plan_changes.apply(found, municipality, request.user, reason=reason, remove_missing=remove_missing)
    counts = {kind: len(found.of_kind(kind)) for kind in GROUPS}
    return {**counts, "removed": counts["gone"] if remove_missing else 0}


@member("contribute")
@require_POST
def discard(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Throw the file away."""
    if staged := _staged(municipality, request.POST.get("file", "")):
        discard_staged(municipality, staged.token)
        messages.info(request, _("The file was discarded; nothing was changed."))
    return redirect("exchange:index", municipality.slug)


def fingerprint(plan: Plan) -> str:
    """Return what tells whether a plan is still the one that was compared."""
    return hashlib.sha256(dumps(plan).encode()).hexdigest()


def stage(municipality: Municipality, name: str, text: str) -> Staged:
    """Keep an uploaded file until somebody decides; files that nobody decided on go."""
    _sweep(municipality)
    staged = Staged(secrets.token_hex(16), name, text)
    content = json.dumps({"name": name, "text": text}, ensure_ascii=False)
    default_storage.save(_place(municipality, staged.token), ContentFile(content.encode()))
    return staged


def discard_staged(municipality: Municipality, token: str) -> None:
    default_storage.delete(_place(municipality, token))


def _staged(municipality: Municipality, token: str) -> Staged | None:
    """Return the town's file of that name, None where there is none (any more)."""
    if not TOKEN.fullmatch(token):
        return None
    try:
        with default_storage.open(_place(municipality, token)) as file:
            kept = json.loads(file.read())
    except FileNotFoundError:
        return None
    return Staged(token, kept["name"], kept["text"])


def _folder(municipality: Municipality) -> str:
    return f"staging/{municipality.pk}"


def _place(municipality: Municipality, token: str) -> str:
    return f"{_folder(municipality)}/{token}.json"


def _sweep(municipality: Municipality) -> None:
    try:
        _folders, names = default_storage.listdir(_folder(municipality))
    except FileNotFoundError:
        return
    for name in names:
        place = f"{_folder(municipality)}/{name}"
        if default_storage.get_modified_time(place) < timezone.now() - KEPT:
            default_storage.delete(place)


def _check_url(municipality: Municipality, token: str) -> str:
    return reverse("exchange:plan-check", args=[municipality.slug], query={"file": token})


def _groups(found: Changes) -> list[dict[str, Any]]:
    """Return the differences in three groups, each with its first lines."""
    return [
        {
            "kind": kind,
            "title": title,
            "count": len(of_kind),
            "lines": [_line(change) for change in of_kind[:MAX_LINES]],
        }
        for kind, title in GROUPS.items()
        if (of_kind := found.of_kind(kind))
    ]


def _line(change: RecordChange) -> Line:
    record = change.record
    inventory = getattr(record, "inventory", None) if record.parent_name() else None
    name = f"{inventory}: {record}" if inventory else str(record)
    return Line(capfirst(str(record._meta.verbose_name)), name, tuple(_fields(change)))


def _fields(change: RecordChange) -> list[Words]:
    theirs = change.theirs
    if theirs is None:
        return []
    if change.there is not None:
        there = change.there
        return [
            Words(_label(one.field), _said(there, one.field), _said(theirs, one.field))
            for one in change.fields
        ]
    return [
        Words(_label(field), "", said)
        for field in theirs.own_fields()
        if getattr(theirs, field.attname) != field.get_default() and (said := _said(theirs, field)) != "–"
    ]


def _said(record: Record, field: models.Field[Any, Any]) -> str:
    if isinstance(field, models.ForeignKey):  # of a record from a file, which no database knows
        target = (
            getattr(record, field.name) if getattr(record, field.attname) or field.is_cached(record) else None
        )
        return str(target) if target else "–"
    return in_words(field, getattr(record, field.attname))


def _label(field: models.Field[Any, Any]) -> str:
    return capfirst(str(field.verbose_name))


PLAN_URLS = [
    path("plan/", upload, name="plan-upload"),
    path("plan/check/", check, name="plan-check"),
    path("plan/apply/", apply, name="plan-apply"),
    path("plan/discard/", discard, name="plan-discard"),
]
