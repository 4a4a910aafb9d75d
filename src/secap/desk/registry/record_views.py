"""The furniture that every kind of record gets: a list, a form for a new one, a form to change one.

A chapter says what is special and takes the addresses:

    potentials = RecordRoom(
        Potential, "potentials", "inventory", columns=("title", "kind", "potential_mwh"), filters=("kind",),
        search=("title", "description"), intro=_("..."), empty=_("..."),
    )
    urlpatterns = [*potentials.urls("<slug:slug>/inventories/"), ...]

Names are `<namespace>:<name>` (list), `<name>-new` and `<name>-edit`. Deleting, undoing, history and earlier
versions work for every kind of record alike and live in `registry.record_pages`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from secap.desk.registry.forms import RecordForm, record_form
from secap.desk.registry.listing import Column, FilterBox, columns_of, filter_boxes, narrowed
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.records import Record

Text = str | Promise
PAGE_SIZE = 100


@dataclass(frozen=True)
class Parent:
    """The record that a room's records belong to, found by one of its fields in the address."""

    model: type[Record]
    lookup: str = "year"
    converter: str = "int"

    def get(self, municipality: Municipality, value: Any) -> Record:
        found = self.model.objects.filter(municipality=municipality, **{self.lookup: value}).first()
        if found is None:
            raise Http404
        return found


@dataclass(frozen=True)
class RecordRoom:
    """How one kind of record is listed and edited.

    columns : field names, or `Column`s for what is computed;  filters : fields with choices or yes/no;
    search : text fields;  intro : what the page is for;  empty : what to do where there is nothing yet;
    crumbs : (label, url name) between the plan and this page;  form : own form class;
    templates : own templates under `list` and `edit`; they extend the registry's;
    context : a function (request, municipality, parent) giving more for the list's template;
    home : where to go after saving a record, instead of its list;
    reads, writes : the rights that listing and changing ask for, as in `permissions.member`.
    """

    model: type[Record]
    name: str
    namespace: str
    columns: Sequence[str | Column]
    filters: Sequence[str] = ()
    search: Sequence[str] = ()
    intro: Text = ""
    empty: Text = ""
    parent: Parent | None = None
    crumbs: Sequence[tuple[Text, str]] = ()
    form: type[RecordForm] | None = None
    templates: Mapping[str, str] = field(default_factory=dict)
    context: Callable[[HttpRequest, Municipality, Record | None], dict[str, Any]] | None = None
    home: Callable[[Any], str] | None = None
    reads: str = "view"
    writes: str = "contribute"

    def __post_init__(self) -> None:
        ROOMS[self.model] = self

    def urls(self, prefix: str = "<slug:slug>/", segment: str = "") -> list[URLPattern]:
        """Return the three addresses under `prefix`; `segment` is the last part, by default the name."""
        start = (
            prefix
            + (f"<{self.parent.converter}:parent>/" if self.parent else "")
            + (segment or self.name)
            + "/"
        )
        return [
            path(start, member(self.reads)(self.list), name=self.name),
            path(f"{start}new/", member(self.writes)(self.edit), name=f"{self.name}-new"),
            path(f"{start}<slug:uid>/", member(self.writes)(self.edit), name=f"{self.name}-edit"),
        ]

    def list_url(self, municipality: Municipality, parent: Record | None = None) -> str:
        return self._url(self.name, municipality, parent)

    def edit_url(self, record: Record) -> str:
        parent = getattr(record, record.parent_name() or "", None) if self.parent else None
        return self._url(f"{self.name}-edit", record.municipality, parent, record.uid)

    def _url(self, name: str, municipality: Municipality, parent: Record | None, *rest: str) -> str:
        args: list[Any] = [municipality.slug]
        if self.parent:
            args.append(getattr(parent, self.parent.lookup))
        return reverse(f"{self.namespace}:{name}", args=[*args, *rest])

    def list(self, request: HttpRequest, municipality: Municipality, parent: Any = None) -> HttpResponse:
        """Show the records, narrowed by the query string."""
        above = self.parent.get(municipality, parent) if self.parent else None
        records: models.QuerySet[Any] = self._records(municipality, above)
        boxes: list[FilterBox] = filter_boxes(self.model, self.filters, request.GET, municipality, above)
        found = narrowed(records, request.GET, boxes, self.search)
        page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        context = {
            "room": self,
            "page": page,
            "columns": columns_of(self.model, self.columns),
            "boxes": boxes,
            "search": request.GET.get("q", ""),
            "is_narrowed": bool(request.GET.get("q")) or any(box.value for box in boxes),
            "query": query.urlencode(),
            "parent": above,
            "list_url": self.list_url(municipality, above),
            "new_url": self._url(f"{self.name}-new", municipality, above),
            "crumbs": self._crumbs(municipality, above),
            **(self.context(request, municipality, above) if self.context else {}),
        }
        return render(request, self.templates.get("list", "registry/record_list.html"), context)

    def edit(
        self, request: HttpRequest, municipality: Municipality, parent: Any = None, uid: str = ""
    ) -> HttpResponse:
        """Show and save the form of a new record, or of the one with `uid`."""
        above = self.parent.get(municipality, parent) if self.parent else None
        record = self._record(municipality, above, uid) if uid else None
        if record is not None and record.deleted_at and request.method != "POST":
            return redirect("registry:history", municipality.slug, record._meta.label_lower, record.uid)
        form_class = self.form or record_form(self.model)
        data = (request.POST, request.FILES) if request.method == "POST" else ()
        initial = None if record else {name: request.GET[name] for name in request.GET}
        form = form_class(*data, instance=record, initial=initial, municipality=municipality, parent=above)
        if request.method == "POST" and form.is_valid():
            if record is not None and not form.has_changed():
                messages.info(request, _("Nothing was changed."))
                return redirect(self._after(request, form.instance, above))
            if form.keep(request.user):  # type: ignore[arg-type]
                self._say(request, form.instance)
                return redirect(self._after(request, form.instance, above))
        status = 409 if form.conflict else 422 if form.errors else 200
        context = {
            "room": self,
            "form": form,
            "record": record,
            "parent": above,
            "list_url": self.list_url(municipality, above),
            "home_url": self.home_url(form.instance, above) if record or above else "",
            "crumbs": [
                *self._crumbs(municipality, above),
                (self.model._meta.verbose_name_plural, self.list_url(municipality, above)),
            ],
        }
        return render(
            request, self.templates.get("edit", "registry/record_edit.html"), context, status=status
        )

    def _records(self, municipality: Municipality, parent: Record | None) -> models.QuerySet[Any]:
        found = self.model.objects.filter(municipality=municipality).select_related(
            "entered_by", "municipality"
        )
        pointers = [
            column
            for column in self.columns
            if isinstance(column, str) and isinstance(self.model._meta.get_field(column), models.ForeignKey)
        ]
        if pointers:
            found = found.select_related(*pointers)
        name = self.model.parent_name()
        return found.filter(**{name: parent}).select_related(name) if name and parent is not None else found

    def _record(self, municipality: Municipality, parent: Record | None, uid: str) -> Record:
        found = self.model.everything.filter(municipality=municipality, uid=uid).select_related(
            "municipality"
        )
        name = self.model.parent_name()
        if name and parent is not None:
            found = found.filter(**{name: parent})
        record: Record | None = found.first()
        if record is None:
            raise Http404
        return record

    def home_url(self, record: Record, parent: Record | None) -> str:
        """Return where one goes from a record: its home, else its list."""
        return self.home(record) if self.home else self.list_url(record.municipality, parent)

    def _after(self, request: HttpRequest, record: Record, parent: Record | None) -> str:
        if "another" in request.POST:
            return self._url(f"{self.name}-new", record.municipality, parent)
        return self.home_url(record, parent)

    def _crumbs(self, municipality: Municipality, parent: Record | None) -> Sequence[tuple[Text, str]]:
        found = [(label, reverse(name, args=[municipality.slug])) for label, name in self.crumbs]
        if parent is not None and hasattr(parent, "get_absolute_url"):
            found.append((str(parent), parent.get_absolute_url()))
        return found

    def _say(self, request: HttpRequest, record: Record) -> None:
        if record.accepted:
            messages.success(request, _("Saved: %(record)s.") % {"record": record})
        else:
            text = _("Saved: %(record)s. It counts at once and is marked until the co-ordinator accepts it.")
            messages.success(request, text % {"record": record})


ROOMS: dict[type[Record], RecordRoom] = {}


def edit_url_of(record: Record) -> str:
    """Return the address where a record is edited, or an empty text where its chapter has no room for it."""
    room = ROOMS.get(type(record))
    if room is None:
        absolute = getattr(record, "get_absolute_url", None)
        return absolute() if absolute else ""
    return room.edit_url(record)
