"""The chapter's kinds of record, each with list, form, history and undo from the registry's furniture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.record_views import RecordRoom
from secap.desk.stakeholders import models
from secap.desk.stakeholders.engagement_rooms import ENGAGEMENT
from secap.desk.stakeholders.forms import StakeholderForm
from secap.desk.stakeholders.table_kinds import DataRequestForm
from secap.desk.stakeholders.views.register import RegisterRoom, page_of, page_of_person

TO_STAKEHOLDERS = [(_("Stakeholders"), "stakeholders:index")]


def _part(tab: str) -> Callable[..., dict[str, Any]]:
    """Return the context of a list that stands under the chapter's tabs."""
    return lambda _request, _municipality, _parent: {"tab": tab}


TO_PARTICIPATION = [(_("Participation"), "participation:index")]


def page(name: str) -> Callable[[Any], str]:
    """Return where one goes from a record: to its page of that name, above the chapter."""
    return lambda record: reverse(name, args=[record.municipality.slug, record.uid])


def to_poll(question: models.PollQuestion) -> str:
    return reverse("participation:poll", args=[question.municipality.slug, question.poll.uid])


REGISTER = [
    RegisterRoom(
        models.Stakeholder, "register", "stakeholders",
        columns=("name", "type", "support", "interest", "power", "affectedness", "level"),
        filters=("type", "is_primary", "support", "level", "steps"), search=("name", "note", "responsible"),
        intro=_("Everybody whom the plan affects, whose resources it needs, whose participation it needs."),
        empty=_("Add the first stakeholder, or import a spreadsheet."), crumbs=TO_STAKEHOLDERS,
        form=StakeholderForm, home=page_of,
        templates={"list": "stakeholders/register.html", "edit": "stakeholders/stakeholder_edit.html"},
    ),
    RecordRoom(
        models.Contact, "contacts", "stakeholders",
        columns=("name", "stakeholder", "position", "email", "phone", "is_main"), filters=("is_main",),
        search=("name", "stakeholder__name", "email", "position"),
        intro=_("The people at the stakeholders; two at each keep the tie when one leaves."),
        empty=_("Add a contact person, or import a spreadsheet."), crumbs=TO_STAKEHOLDERS,
        home=page_of_person, templates={"list": "stakeholders/register_part.html"},
        context=_part("register"),
    ),
    RecordRoom(
        models.PrivateNote, "notes", "stakeholders",
        columns=("stakeholder", "contact", "text", "in_documents"), search=("text", "stakeholder__name"),
        intro=_("Only the co-ordinator sees these notes; no file carries them."),
        empty=_("Note what helps in talking to somebody. Write nothing that you would not show them."),
        crumbs=TO_STAKEHOLDERS, reads="coordinate", writes="coordinate",
        home=page_of_person, templates={"list": "stakeholders/register_part.html"},
        context=_part("register"),
    ),
    RecordRoom(
        models.MappingSnapshot, "snapshots", "stakeholders", columns=("date", "title"),
        intro=_("The mapping as it was on a day."), empty=_("Keep a snapshot on the page of the matrix."),
        crumbs=TO_STAKEHOLDERS, templates={"list": "stakeholders/register_part.html"},
        context=_part("matrix"),
    ),
]  # fmt: skip
PARTICIPATION = [
    RecordRoom(
        models.DataRequest, "data-requests", "stakeholders",
        columns=("title", "stakeholder", "kind", "year", "due", "state"), filters=("state",),
        search=("title",), intro=_("Data asked of stakeholders, answered by a personal link."),
        empty=_("Ask the first stakeholder for its data."), crumbs=TO_PARTICIPATION, form=DataRequestForm,
        home=page("participation:request"),
    ),
    RecordRoom(
        models.Poll, "polls", "stakeholders", columns=("title", "opens", "closes", "is_closed"),
        search=("title",), intro=_("Short surveys and votes, answered by a link."),
        empty=_("Begin with one question."), crumbs=TO_PARTICIPATION, home=page("participation:poll"),
    ),
    RecordRoom(
        models.PollQuestion, "questions", "stakeholders", columns=("text", "poll", "place", "kind"),
        search=("text",), intro=_("The questions of all polls."), empty=_("Add a question to a poll."),
        crumbs=TO_PARTICIPATION, home=to_poll,
    ),
    RecordRoom(
        models.Consultation, "consultations", "stakeholders", columns=("title", "opens", "closes"),
        search=("title",), intro=_("Drafts that people may comment on."),
        empty=_("Open a consultation when the draft is ready."), crumbs=TO_PARTICIPATION,
        home=page("participation:consultation"),
    ),
]  # fmt: skip
ROOMS = [*REGISTER, *ENGAGEMENT, *PARTICIPATION]
