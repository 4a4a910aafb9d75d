"""Addresses of the registry: people, signatory profile, organisations, files, and what all records share."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from secap.desk.registry import attachments, inbox, people, record_pages, signatory, wording
from secap.desk.registry.listing import Column
from secap.desk.registry.models import Attachment, Organisation
from secap.desk.registry.record_views import RecordRoom

app_name = "registry"

organisations = RecordRoom(
    Organisation,
    "organisations",
    app_name,
    columns=("name", "contact", "note"),
    search=("name", "contact", "note"),
    intro=_("Bodies that own data, act or are heard. Other pages offer them for choice."),
    empty=_(
        "Begin with those who hold energy data: electricity and gas networks, heat supplier, statistics."
    ),
)
attachments_room = RecordRoom(
    Attachment,
    "attachments",
    app_name,
    columns=("name", Column("size_bytes", _("Size, bytes"), digits=0, is_number=True)),
    search=("name",),
    form=attachments.AttachmentForm,
    intro=_("Bills, letters and tables that prove figures. A figure can point at one of them."),
    empty=_("Add the files behind your figures, so that anybody can check them later."),
    templates={"list": "registry/attachments.html"},
)

RECORD = "<slug:slug>/records/<str:kind>/<slug:uid>/"
MEMBER = "<slug:slug>/members/<int:key>/"

urlpatterns = [
    path("account/profile/", people.profile, name="profile"),
    path("account/language/", people.set_language, name="set-language"),
    path("<slug:slug>/signatory/", signatory.signatory, name="signatory"),
    path("<slug:slug>/signatory/edit/", signatory.edit_signatory, name="signatory-edit"),
    path("<slug:slug>/members/", people.members, name="members"),
    path("<slug:slug>/members/add/", people.add_member, name="member-add"),
    path(f"{MEMBER}role/", people.change_role, name="member-role"),
    path(f"{MEMBER}link/", people.hand_over_link, name="member-link"),
    path(f"{MEMBER}remove/", people.remove_member, name="member-remove"),
    path("<slug:slug>/to-accept/", inbox.inbox, name="inbox"),
    path("<slug:slug>/to-accept/decide/", inbox.decide, name="decide"),
    path("<slug:slug>/changes/", record_pages.changes, name="changes"),
    path("<slug:slug>/deleted/", record_pages.trash, name="trash"),
    path(f"{RECORD}delete/", record_pages.delete, name="delete"),
    path(f"{RECORD}restore/", record_pages.restore, name="restore"),
    path(f"{RECORD}history/", record_pages.history, name="history"),
    path(f"{RECORD}history/<int:key>/restore/", record_pages.restore_version, name="restore-version"),
    path("<slug:slug>/attachments/<slug:uid>/download/", attachments.download, name="download"),
    path("<slug:slug>/wording/", wording.wordings, name="wordings"),
    path("<slug:slug>/wording/save/", wording.save_wordings, name="wordings-save"),
    *organisations.urls(),
    *attachments_room.urls(),
]
