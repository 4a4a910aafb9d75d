"""The forms of an event, one for each of its three steps: plan it, hold it, close it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.forms import RecordForm, record_form
from secap.desk.stakeholders.models import Event, Issue

SECTIONS = (
    (_("What it is"), ("title", "method", "level", "step", "objective", "reasons")),
    (_("When and where"), ("date", "start_time", "end_time", "place")),
    (_("Why, and what should come out"), ("purpose", "expected_results", "decisions_wanted", "agenda")),
    (_("Who comes, who leads"), ("invited", "facilitator", "is_neutral", "brief")),
    (
        _("So that it stays a talk"),
        ("ground_rules", "conflict_rule", "sensitive_topics", "prevention"),
    ),
)
PLANNED = tuple(name for _title, names in SECTIONS for name in names)
CLOSED = (
    "date", "attended", "people", "minutes", "decisions_taken", "purpose_met", "results", "cost_eur",
)  # fmt: skip
HELD = ("resolution",)


class PlanBase(RecordForm):
    """Everything that is settled before the event, in sections."""

    def sections(self) -> Iterator[tuple[Any, list[BoundField]]]:
        """Yield the title and the fields of each section."""
        for title, names in SECTIONS:
            yield title, [self[name] for name in names if name in self.fields]


class CloseBase(RecordForm):
    """What came out. Saving it says that the event was held."""

    def clean(self) -> dict[str, Any] | None:
        self.instance.state = "held"
        return super().clean()


def _asking(names: tuple[str, ...], base: type[RecordForm] = RecordForm) -> type[RecordForm]:
    """Return the form of an event that asks for `names` only."""
    others = {field.name for field in Event.own_fields()} - set(names)
    return record_form(Event, base=base, without=others)


EventPlanForm = _asking(PLANNED, PlanBase)
EventHoldForm = _asking(HELD)
EventCloseForm = _asking(CLOSED, CloseBase)


class IssueForm(forms.Form):
    """An issue raised at an event, in one line.  stakeholders : whom one may choose."""

    text = forms.CharField(label=_("Issue"), max_length=2000)
    raised_by = forms.CharField(label=_("Raised by"), max_length=200, required=False)
    state = forms.ChoiceField(
        label=_("What happens with it"),
        choices=[("open", _("We answer it")), ("parked", _("Parked for another time"))],
    )
    due = forms.DateField(
        label=_("Answer by"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def issue(self, event: Event) -> Issue:
        """Return the issue, not saved yet."""
        given = self.cleaned_data
        return Issue(
            municipality=event.municipality,
            event=event,
            text=given["text"],
            raised_by=given["raised_by"],
            state=given["state"],
            due=given["due"],
            date=event.date,
        )
