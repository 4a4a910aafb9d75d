"""What waits for the co-ordinator: entries by others, with what they change, to accept or to send back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from secap.desk.registry.history import Change, changes, last_accepted
from secap.desk.registry.models import Municipality, Person, Role
from secap.desk.registry.permissions import member
from secap.desk.registry.record_pages import bring_back, find
from secap.desk.registry.records import Record, StaleRecord, kind_of, record_models

PAGE_LIMIT = 200
ANY_TOWN = -1  # in the prepared query, where a town's key is to stand


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record that waits: what it is, and what differs from its last accepted state."""

    record: Record
    kind: str
    verb: str
    is_new: bool
    changes: tuple[Change, ...]

    @property
    def parent(self) -> Record | None:
        return getattr(self.record, self.record.parent_name() or "", None)

    @property
    def key(self) -> str:
        """Name exactly this state: a record that changes meanwhile is not accepted unseen."""
        return f"{self.kind}:{self.record.uid}:{self.record.revision}"


def waiting_records(model: type[Record], municipality: Municipality) -> models.QuerySet[Any]:
    """Return the records of a kind that wait; parts of a deleted whole and entries deleted before anybody
    accepted them do not."""
    found = model.everything.filter(municipality=municipality, accepted=False)
    if name := model.parent_name():
        found = found.filter(**{f"{name}__deleted_at__isnull": True})
    accepted_before = model.history.filter(id=models.OuterRef("pk"), accepted=True)
    return found.filter(models.Q(deleted_at__isnull=True) | models.Exists(accepted_before))


def count(municipality: Municipality) -> int:
    """Return how many records wait, in one query."""
    sql, params = _count_sql(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(sql, [municipality.pk if value == ANY_TOWN else value for value in params])
        found: int = cursor.fetchone()[0]
    return found


@cache
def _count_sql(vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Return the query behind `count`, for ANY_TOWN: every page of a co-ordinator asks it, and to put a query
    over all kinds of record together takes far longer than to answer it."""
    town = Municipality(pk=ANY_TOWN)
    parts = [waiting_records(model, town).order_by().values("uid") for model in record_models()]
    sql, params = parts[0].union(*parts[1:], all=True).query.sql_with_params()
    return f"SELECT COUNT(*) FROM ({sql}) waiting", params


def waiting(municipality: Municipality, limit: int = PAGE_LIMIT) -> list[Waiting]:
    """Return what waits, kind by kind, oldest first."""
    found: list[Waiting] = []
    for model in record_models():
        above = [name for name in [model.parent_name()] if name]
        queue = (
            waiting_records(model, municipality).select_related("entered_by", *above).order_by("updated_at")
        )
        records = list(queue[: limit - len(found)])
        before = last_accepted(model, [record.pk for record in records])
        for record in records:
            record.municipality = municipality
            found.append(_waiting(record, before.get(record.pk)))
        if len(found) >= limit:
            break
    return found


def _waiting(record: Record, before: Any | None) -> Waiting:
    found: tuple[Change, ...] = ()
    is_new = before is None or (before.deleted_at is not None and not record.deleted_at)
    if record.deleted_at:
        verb = _("Deleted")
    else:
        verb = _("New") if is_new else _("Changed")
        found = changes(type(record), before, record)
    return Waiting(record, kind_of(record), verb, is_new, found)


@member("coordinate")
def inbox(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show what waits."""
    rows = waiting(municipality)
    kinds: dict[str, list[Waiting]] = {}
    for row in rows:
        kinds.setdefault(str(row.record._meta.verbose_name_plural), []).append(row)
    context = {"kinds": kinds, "shown": len(rows), "total": count(municipality)}
    return render(request, "registry/inbox.html", context)


@member("coordinate")
@require_POST
def decide(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Accept or send back what was ticked; `one` names a single record whose own button was pressed."""
    verdict, _colon, single = request.POST.get("decision", "").partition("=")
    keys = [single] if single else request.POST.getlist("record")
    if verdict not in {"accept", "back"}:
        return redirect("registry:inbox", municipality.slug)
    if not keys:
        messages.warning(request, _("Nothing was ticked."))
        return redirect("registry:inbox", municipality.slug)
    done, stale = _decide(request.user, municipality, keys, verdict, request.POST.get("remark", "").strip())  # type: ignore[arg-type]
    if done and verdict == "accept":
        text = ngettext("%(count)d entry accepted.", "%(count)d entries accepted.", done)
        messages.success(request, text % {"count": done})
    elif done:
        text = ngettext("%(count)d entry sent back.", "%(count)d entries sent back.", done)
        messages.success(request, text % {"count": done})
    if stale:
        text = ngettext(
            "%(count)d entry was changed meanwhile. Look at it again.",
            "%(count)d entries were changed meanwhile. Look at them again.",
            stale,
        )
        messages.warning(request, text % {"count": stale})
    return redirect("registry:inbox", municipality.slug)


def _decide(
    person: Person, municipality: Municipality, keys: Iterable[str], verdict: str, remark: str
) -> tuple[int, int]:
    """Return how many were decided, and how many had changed since the page was shown."""
    done = stale = 0
    for key in keys:
        kind, uid, revision = (key.split(":") + ["", ""])[:3]
        record = find(municipality, kind, uid, Role.COORDINATOR)
        if record.accepted or str(record.revision) != revision:
            stale += 1
            continue
        try:
            with transaction.atomic():
                accept(person, record) if verdict == "accept" else send_back(person, record, remark)
        except (StaleRecord, IntegrityError):
            stale += 1
        else:
            done += 1
    return done, stale


def accept(person: Person, record: Record) -> None:
    """Let an entry (or a deletion) stand."""
    record.accept(person)


def send_back(person: Person, record: Record, remark: str = "") -> None:
    """Undo an entry: back to the last accepted state, or away where there is none. `remark` says why."""
    reason = f"sent back: {remark}" if remark else "sent back"
    row = last_accepted(type(record), [record.pk]).get(record.pk)
    if row is None:
        record.remove(person, accepted=False, reason=reason)
        return
    bring_back(record, row)
    record.keep(person, accepted=True, reason=reason)
