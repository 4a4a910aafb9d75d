"""The forms of the desk's pages: a link to make, a question of a poll."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secap.desk.actions.models import Action, ProgressReport
from secap.desk.registry.forms import WholeNumberField, record_form
from secap.desk.registry.models import Municipality
from secap.desk.registry.records import Record
from secap.desk.stakeholders.models import Consultation, Contact, DataRequest, Poll, PollQuestion
from secap.locale import LANGUAGES
from secap.participation.links import MOST_DAYS, SHAREABLE, TARGETS, VALID_DAYS

QuestionForm = record_form(PollQuestion, without=("poll", "place"))
ReportForm = record_form(ProgressReport, without=("date", "reported_by"))


class LinkForm(forms.Form):
    """What the link opens, for whom, how long. `what` is `purpose:uid`."""

    what = forms.ChoiceField(label=gettext_lazy("What is asked"))
    contact = forms.ModelChoiceField(
        Contact.objects.none(), label=gettext_lazy("Contact person"), required=False, empty_label="—"
    )
    title = forms.CharField(
        label=gettext_lazy("For whom"), required=False, max_length=200,
        help_text=gettext_lazy("Empty: the name of the contact person."),
    )  # fmt: skip
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), required=False,
        help_text=gettext_lazy("Empty: the address of the contact person."),
    )  # fmt: skip
    is_shared = forms.BooleanField(
        label=gettext_lazy("For many people"), required=False,
        help_text=gettext_lazy(
            "For a poll or a consultation: one link for the town's page or a poster. Nobody can tell whether "
            "somebody answers twice."
        ),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=list(LANGUAGES.items()), initial="lv",
        help_text=gettext_lazy("Of the mail and of the page; the page can be switched."),
    )  # fmt: skip
    days = WholeNumberField(
        label=gettext_lazy("Valid for … days"), min_value=1, max_value=MOST_DAYS, initial=VALID_DAYS
    )
    send = forms.BooleanField(label=gettext_lazy("Send it by e-mail now"), required=False)

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality = municipality
        self.fields["what"].choices = [("", "—"), *choices(municipality)]  # type: ignore[attr-defined]
        people = Contact.objects.filter(municipality=municipality).select_related("stakeholder")
        field = self.fields["contact"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people.order_by("stakeholder__name", "name")
        field.label_from_instance = lambda one: f"{one.stakeholder}: {one.name}"  # type: ignore[assignment,method-assign]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        contact, is_shared = said.get("contact"), said.get("is_shared")
        purpose, _colon, _uid = said.get("what", "").partition(":")
        if is_shared and purpose and purpose not in SHAREABLE:
            self.add_error("is_shared", _("Only polls and consultations are answered by many people."))
        if is_shared:
            said["contact"] = contact = None
        if contact is not None:
            said["title"] = said.get("title") or f"{contact.name}, {contact.stakeholder}"[:200]
            said["email"] = said.get("email") or contact.email
        if not is_shared and not (said.get("title") or said.get("email")):
            self.add_error("title", _("Say for whom the link is, or that it is for many people."))
        if said.get("send") and not said.get("email"):
            self.add_error("email", _("There is no address to send it to."))
        return said

    def target(self) -> tuple[str, Record]:
        """Return (purpose, what the link opens) of the valid form."""
        purpose, _colon, uid = self.cleaned_data["what"].partition(":")
        return purpose, TARGETS[purpose].objects.get(municipality=self.municipality, uid=uid)

    def expires_on(self, today: date) -> date:
        return today + timedelta(days=self.cleaned_data["days"])


def choices(municipality: Municipality) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what links can open, by purpose."""
    of_town = {"municipality": municipality}
    requests = DataRequest.objects.filter(**of_town).exclude(state="closed")
    polls = Poll.objects.filter(**of_town, is_closed=False)
    groups = [
        (_("Data requests"), "data_request", [(one.uid, str(one)) for one in requests]),
        (_("Surveys and polls"), "poll", [(one.uid, str(one)) for one in polls]),
        (
            _("Consultations on drafts"),
            "consultation",
            [(one.uid, str(one)) for one in Consultation.objects.filter(**of_town)],
        ),
        (
            _("Progress of an action"),
            "progress",
            [(one.uid, str(one)) for one in Action.objects.filter(**of_town)],
        ),
    ]
    return [
        (title, [(f"{purpose}:{uid}", text) for uid, text in found])
        for title, purpose, found in groups
        if found
    ]
