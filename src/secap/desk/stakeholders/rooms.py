"""The chapter's kinds of record, each with list, form, history and undo from the registry's furniture."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from secap.desk.registry.record_views import RecordRoom
from secap.desk.stakeholders import models

TO_STAKEHOLDERS = [(_("Stakeholders"), "stakeholders:index")]

REGISTER = [
    RecordRoom(
        models.Stakeholder, "register", "stakeholders",
        columns=("name", "type", "support", "interest", "power", "affectedness", "level"),
        filters=("type", "is_primary", "support", "level", "steps"), search=("name", "note", "responsible"),
        intro=_("Everybody whom the plan affects, whose resources it needs, whose participation it needs."),
        empty=_("Add the first stakeholder, or import a spreadsheet."), crumbs=TO_STAKEHOLDERS,
    ),
    RecordRoom(
        models.Contact, "contacts", "stakeholders",
        columns=("name", "stakeholder", "position", "email", "phone", "is_main"), filters=("is_main",),
        search=("name", "stakeholder__name", "email", "position"),
        intro=_("The people at the stakeholders; two at each keep the tie when one leaves."),
        empty=_("Add a contact person, or import a spreadsheet."), crumbs=TO_STAKEHOLDERS,
    ),
    RecordRoom(
        models.PrivateNote, "notes", "stakeholders",
        columns=("stakeholder", "contact", "text", "in_documents"), search=("text", "stakeholder__name"),
        intro=_("Only the co-ordinator sees these notes; no file carries them."),
        empty=_("Note what helps in talking to somebody. Write nothing that you would not show them."),
        crumbs=TO_STAKEHOLDERS, reads="coordinate", writes="coordinate",
    ),
    RecordRoom(
        models.MappingSnapshot, "snapshots", "stakeholders", columns=("date", "title"),
        intro=_("The mapping as it was on a day."), empty=_("Keep a snapshot on the page of the matrix."),
        crumbs=TO_STAKEHOLDERS,
    ),
]  # fmt: skip
ENGAGEMENT = [
    RecordRoom(
        models.EngagementObjective, "objectives", "stakeholders",
        columns=("statement", "due", "responsible", "result"), filters=("result", "steps"),
        search=("statement", "responsible"),
        intro=_("Why we engage, and what should come out of it."),
        empty=_("Write the first objective: whom, why, and what you want from it."), crumbs=TO_STAKEHOLDERS,
    ),
    RecordRoom(
        models.Event, "events", "stakeholders",
        columns=("title", "date", "method", "step", "state", "people"), filters=("state", "method", "step"),
        search=("title", "place", "purpose"),
        intro=_("Meetings and other uses of a method, from the purpose to the minutes."),
        empty=_("Plan the first event."), crumbs=TO_STAKEHOLDERS,
    ),
    RecordRoom(
        models.ContactEntry, "log", "stakeholders",
        columns=("date", "stakeholder", "contact", "channel", "subject", "response", "follow_up_on"),
        filters=("channel", "response"), search=("stakeholder__name", "subject", "outcome"),
        intro=_("Every contact with its response. Silence is not a no."),
        empty=_("Log the first call or letter."), crumbs=TO_STAKEHOLDERS,
    ),
    RecordRoom(
        models.Issue, "issues", "stakeholders",
        columns=("text", "stakeholder", "event", "state", "due", "replied_on"), filters=("state",),
        search=("text", "raised_by", "reply"),
        intro=_("What was raised, answered or parked for another time."),
        empty=_("Nothing has been raised yet."), crumbs=TO_STAKEHOLDERS,
    ),
]  # fmt: skip
PARTICIPATION = [
    RecordRoom(
        models.DataRequest, "data-requests", "stakeholders",
        columns=("title", "stakeholder", "kind", "year", "due", "state"), filters=("state",),
        search=("title",), intro=_("Data asked of stakeholders, answered by a personal link."),
        empty=_("Ask the first stakeholder for its data."), crumbs=TO_STAKEHOLDERS,
    ),
    RecordRoom(
        models.Poll, "polls", "stakeholders", columns=("title", "opens", "closes", "is_closed"),
        search=("title",), intro=_("Short surveys and votes, answered by a link."),
        empty=_("Begin with one question."), crumbs=TO_STAKEHOLDERS,
    ),
    RecordRoom(
        models.PollQuestion, "questions", "stakeholders", columns=("text", "poll", "place", "kind"),
        search=("text",), intro=_("The questions of all polls."), empty=_("Add a question to a poll."),
        crumbs=TO_STAKEHOLDERS,
    ),
    RecordRoom(
        models.Consultation, "consultations", "stakeholders", columns=("title", "opens", "closes"),
        search=("title",), intro=_("Drafts that people may comment on."),
        empty=_("Open a consultation when the draft is ready."), crumbs=TO_STAKEHOLDERS,
    ),
]  # fmt: skip
ROOMS = [*REGISTER, *ENGAGEMENT, *PARTICIPATION]
