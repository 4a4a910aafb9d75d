"""The form of the contact log, whole and in one line, and that of a reply to an issue."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.forms import RecordForm, record_form
from secap.desk.stakeholders.models import ContactEntry, Issue

QUICK = (
    "stakeholder", "date", "channel", "response", "refusal", "follow_up_on", "subject",
)  # fmt: skip


class LogBase(RecordForm):
    """Today is proposed; the contact person must be one of the stakeholder's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding and not self.initial.get("date"):
            self.initial["date"] = timezone.localdate()

    def clean(self) -> dict[str, Any] | None:
        given = super().clean() or {}
        person, stakeholder = given.get("contact"), given.get("stakeholder")
        if person and stakeholder and person.stakeholder_id != stakeholder.pk:
            self.add_error("contact", _("This person belongs to another stakeholder."))
        return given


LogForm = record_form(ContactEntry, base=LogBase)
QuickLogForm = record_form(
    ContactEntry,
    base=LogBase,
    without={field.name for field in ContactEntry.own_fields()} - set(QUICK),
)


class ReplyBase(RecordForm):
    """A reply answers the issue."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"].required = True
        if not self.initial.get("replied_on"):
            self.initial["replied_on"] = timezone.localdate()

    def clean(self) -> dict[str, Any] | None:
        self.instance.state = "answered"
        return super().clean()


ReplyForm = record_form(
    Issue,
    base=ReplyBase,
    without={field.name for field in Issue.own_fields()} - {"reply", "replied_on"},
)
