"""Both matrices, to look at and to move people in: by mouse, by keyboard, or by a small form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from secap.desk.registry.listing import filter_boxes, narrowed
from secap.desk.registry.models import Municipality
from secap.desk.registry.notices import say_undoable
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, name, person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as
from secap.desk.stakeholders.models import MappingSnapshot, Stakeholder
from secap.desk.stakeholders.standing import kept_position, position_of, view_of
from secap.method.basis import codes
from secap.method.basis.codes import Row
from secap.method.stakeholders import matrices
from secap.method.stakeholders.register import AXES, StakeholderView

MOST_SHOWN = 400  # in a matrix; beyond it a filter helps more than the drawing
SNAPSHOTS_SHOWN = 6
SAME = "same"  # an axis that the form leaves as it is; an empty one is not known


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the matrices: its axes (fields of a stakeholder) and the table of its zones."""

    code: str
    title: Promise
    down: str
    across: str
    down_label: Promise
    across_label: Promise
    zones: str

    def zone(self, down: float | None, across: float | None) -> Row | None:
        """Return the quadrant or group of a cell."""
        if self.code == "power":
            return matrices.quadrant(down, across)
        return matrices.support_group(across, down)


KINDS = {
    "power": Kind(
        "power", gettext_lazy("Power and interest"), "power", "interest",
        gettext_lazy("Power"), gettext_lazy("Interest"), "power_interest_quadrants",
    ),
    "support": Kind(
        "support", gettext_lazy("Support and affectedness"), "affectedness", "support",
        gettext_lazy("How strongly it is affected"), gettext_lazy("Support"), "support_groups",
    ),
}  # fmt: skip


@dataclass(slots=True)
class Cell:
    """One cell: the codes of both axes and who stands in it.  is_corner : it carries the zone's name."""

    down: str
    across: str
    zone: Row
    is_corner: bool
    views: list[StakeholderView] = field(default_factory=list)


@member("view")
def matrix(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show both matrices."""
    boxes = filter_boxes(Stakeholder, ("type", "is_primary"), request.GET, municipality)[:-1]
    found = narrowed(Stakeholder.objects.filter(municipality=municipality), request.GET, boxes, ())
    total = found.count()
    records = list(found[:MOST_SHOWN])
    for record in records:
        record.municipality = municipality
    views = [view_of(record) for record in records]
    context = {
        "tab": "matrix",
        "is_begun": bool(views) or any(box.value for box in boxes),
        "boxes": boxes,
        "total": total,
        "shown": len(views),
        "views": views,
        "matrices": [drawn(kind, views) for kind in KINDS.values()],
        "snapshots": list(MappingSnapshot.objects.filter(municipality=municipality)[:SNAPSHOTS_SHOWN]),
        "who": request.GET.get("who", ""),
    }
    return render(request, "stakeholders/matrix.html", context)


def drawn(kind: Kind, views: list[StakeholderView]) -> dict[str, Any]:
    """Return a matrix with its rows from the highest step down, its zones and who is not placed."""
    downs = sorted(codes.table(AXES[kind.down]).values(), key=lambda row: -row.value)
    acrosses = sorted(codes.table(AXES[kind.across]).values(), key=lambda row: row.value)
    cells: dict[tuple[str, str], Cell] = {}
    corners: dict[str, tuple[str, str]] = {}
    for down in downs:
        for across in acrosses:
            zone = kind.zone(down.value, across.value)
            assert zone is not None
            cells[down.code, across.code] = Cell(down.code, across.code, zone, False)
            # the name stands in the outermost cell: towards the ends of both scales
            best = corners.get(zone.code)
            if best is None or _reach(kind, down.code, across.code) > _reach(kind, *best):
                corners[zone.code] = (down.code, across.code)
    for at in corners.values():
        cells[at].is_corner = True
    unplaced = []
    for one in views:
        at = getattr(one.reference, kind.down), getattr(one.reference, kind.across)
        if at in cells:
            cells[at].views.append(one)
        else:
            unplaced.append(one)
    zones = codes.table(kind.zones).values()
    return {
        "kind": kind,
        "acrosses": acrosses,
        "downs": downs,
        "rows": [(down, [cells[down.code, across.code] for across in acrosses]) for down in downs],
        "unplaced": unplaced,
        "zones": [
            (row, _advice(kind, row), sum(len(cell.views) for cell in cells.values() if cell.zone is row))
            for row in zones
        ],
    }


def _reach(kind: Kind, down: str, across: str) -> float:
    """Return how far out a cell lies; of a neutral column every cell lies in the middle."""
    middle = {matrices.LEVELS: 3, matrices.SUPPORT: 0}
    return sum(
        abs((matrices.value(AXES[axis], code) or 0) - middle[AXES[axis]])
        for axis, code in ((kind.down, down), (kind.across, across))
    )


def _advice(kind: Kind, zone: Row) -> str:
    """Return what a zone advises, in the reader's language."""
    if kind.code == "power":
        return _("Proposed level: %(level)s") % {"level": name("engagement_levels", zone.level)}
    row = matrices.advice(zone)
    return row.label(lang()) if row else ""


@member("contribute")
@require_POST
def move(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Place one stakeholder in one matrix. `who` is uid:revision; a stale revision is told, not overwritten.

    Answers JSON where the browser asks for it, else goes back to the page.
    """
    uid, _colon, revision = request.POST.get("who", "").partition(":")
    kind = KINDS.get(request.POST.get("matrix", ""))
    if kind is None:
        raise Http404
    record = _record(municipality, uid)
    wanted = {axis: request.POST.get(axis, SAME) for axis in (kind.down, kind.across)}
    wanted = {axis: getattr(record, axis) if code == SAME else code for axis, code in wanted.items()}
    if any(code and code not in codes.table(AXES[axis]) for axis, code in wanted.items()):
        return _answer(request, record, _("That is not a step of the scale."), status=422)
    if revision != str(record.revision):
        return _stale(request, record)
    if all(getattr(record, axis) == code for axis, code in wanted.items()):
        return _answer(request, record, _("%(name)s stands there already.") % {"name": record.name})
    for axis, code in wanted.items():
        setattr(record, axis, code)
    try:
        keep_as(person_of(request), record, "matrix")
    except StaleRecord:
        return _stale(request, record)
    undo = reverse("stakeholders:move-undo", args=[municipality.slug, record.uid, record.revision])
    return _answer(request, record, _place_in_words(kind, record) + waiting_note(request), undo=undo)


@member("contribute")
@require_POST
def undo(request: HttpRequest, municipality: Municipality, uid: str, revision: int) -> HttpResponse:
    """Take the move back that made a revision, unless somebody has changed the stakeholder since."""
    record = _record(municipality, uid)
    before = record.history.filter(revision=revision - 1).order_by("-history_id").first()
    if record.revision != revision or before is None:
        return _stale(request, record)
    for axis in AXES:
        setattr(record, axis, getattr(before, axis))
    try:
        keep_as(person_of(request), record, "matrix")
    except StaleRecord:
        return _stale(request, record)
    return _answer(request, record, _("%(name)s stands where it stood.") % {"name": record.name})


def _record(municipality: Municipality, uid: str) -> Stakeholder:
    record: Stakeholder | None = Stakeholder.objects.filter(municipality=municipality, uid=uid).first()
    if record is None:
        raise Http404
    record.municipality = municipality
    return record


def _place_in_words(kind: Kind, record: Stakeholder) -> str:
    view = view_of(record)
    zone = kind.zone(getattr(view.position, kind.down), getattr(view.position, kind.across))
    if zone is None:
        return _("Saved. %(name)s is not placed.") % {"name": record.name}
    return _("Saved. %(name)s: %(zone)s.") % {"name": record.name, "zone": zone.label(lang())}


def _stale(request: HttpRequest, record: Stakeholder) -> HttpResponse:
    text = _("Somebody has changed %(name)s meanwhile; nothing was saved. Load the page again and look.")
    return _answer(request, record, text % {"name": record.name}, status=409)


def _answer(
    request: HttpRequest, record: Stakeholder, text: str, status: int = 200, undo: str = ""
) -> HttpResponse:
    """Return the outcome as JSON, or say it on the page of the matrices."""
    if "application/json" in request.headers.get("accept", ""):
        values = {axis: getattr(record, axis) for axis in AXES} if status == 200 else {}
        told = {"text": text, "uid": record.uid, "revision": record.revision, "values": values, "undo": undo}
        return JsonResponse(told, status=status)
    if undo:
        say_undoable(request, text, undo)
    elif status == 200:
        messages.info(request, text)
    else:
        messages.error(request, text)
    address = reverse("stakeholders:matrix", args=[record.municipality.slug])
    return redirect(f"{address}?{urlencode({'who': record.uid})}")


@member("contribute")
@require_POST
def keep(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Keep a snapshot of where everybody stands today."""
    records = Stakeholder.objects.filter(municipality=municipality)
    snapshot = MappingSnapshot(
        municipality=municipality,
        date=timezone.localdate(),
        title=request.POST.get("title", "").strip()[:200],
        positions=[kept_position(position_of(record)) for record in records],
    )
    if not snapshot.positions:
        messages.warning(request, _("There is nobody to keep yet."))
        return redirect("stakeholders:matrix", municipality.slug)
    keep_as(person_of(request), snapshot, "matrix")
    messages.success(request, _("The snapshot is kept.") + waiting_note(request))
    return redirect("stakeholders:movement", municipality.slug)
