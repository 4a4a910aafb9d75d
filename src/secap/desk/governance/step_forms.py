"""Forms of the process: gates refuse what comes too early; the tasks of a step are taken in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.governance import models
from secap.desk.registry.fields import code_choices
from secap.desk.registry.forms import RecordForm, record_form
from secap.desk.registry.reader import lang
from secap.desk.registry.whole import whole
from secap.method.basis import codes
from secap.method.governance.gates import Reason
from secap.method.governance.steps import DONE


def refusal(intro: str | Promise, reasons: Sequence[Reason]) -> ValidationError:
    """Return what a form says where a gate is closed: what is missing, and where to enter it."""
    lines = [f"{one.message.text(lang())} {one.hint.text(lang())}" for one in reasons]
    return ValidationError([str(intro), *lines])


class ApprovalForm(RecordForm):
    """A new decision is refused before inventory, risk assessment and actions exist."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.instance.pk is None:
            reasons = whole(self.instance.municipality).process.may_approve
            if reasons:
                raise refusal(_("The plan can't be approved yet."), reasons)
        return data


class SubmissionForm(RecordForm):
    """A submission is refused before an approval with the budget of the first year."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("date") and (self.instance.pk is None or "date" in self.changed_data):
            reasons = whole(self.instance.municipality).process.may_submit_on(data["date"])
            if reasons:
                raise refusal(_("The plan can't be submitted yet."), reasons)
        return data


class StepStateForm(RecordForm):
    """A step can't be recorded as done while the gate before it is closed."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("state") == DONE:
            process = whole(self.instance.municipality).process
            is_present = data.get("round", self.instance.round) == process.present_round
            reasons = process.reasons_against(data.get("step") or self.instance.step) if is_present else ()
            if reasons:
                self.add_error("state", refusal(_("The step can't be done yet."), reasons))
        return data


STATE_FORM = record_form(models.StepState, base=StepStateForm)
APPROVAL_FORM = record_form(models.Approval, base=ApprovalForm)
SUBMISSION_FORM = record_form(models.Submission, base=SubmissionForm)


class TaskRowForm(forms.Form):
    """One row of the roles matrix to take; its prefix is the row's code."""

    use = forms.BooleanField(label=_("Take it"), required=False)
    responsible = forms.CharField(label=_("Responsible person or body"), required=False, max_length=200)
    email = forms.EmailField(label=_("E-mail for reminders"), required=False)
    due = forms.DateField(
        label=_("Due"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if any(data.get(name) for name in ("responsible", "email", "due")):
            data["use"] = True  # who types a name means the task
        return data


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A row of the roles matrix with its form."""

    row: codes.Row
    form: TaskRowForm

    @property
    def code(self) -> str:
        return self.row.code

    @property
    def actors(self) -> list[tuple[str, str]]:
        """(code, name) of who does it."""
        wanted = str(self.row.actors).split()
        return [(code, name) for code, name in actor_choices() if code in wanted]

    @property
    def fields(self) -> list[forms.BoundField]:
        """What can be said of a task that is taken."""
        return [self.form[name] for name in ("responsible", "email", "due")]

    @property
    def is_wanted(self) -> bool:
        """To be asked of a valid form."""
        return bool(self.form.cleaned_data.get("use"))

    @property
    def errors(self) -> list[str]:
        title = self.row.label(lang())
        return [f"{title}: {text}" for texts in self.form.errors.values() for text in texts]

    def task(self, round: int) -> models.Task:
        """Return the task, not saved."""
        data = self.form.cleaned_data
        return models.Task(
            step=self.row.step,
            round=round,
            template=self.row.code,
            actors=self.row.actors,
            responsible=data["responsible"].strip(),
            email=data["email"],
            due=data["due"],
        )


def task_rows(untaken: Sequence[codes.Row], posted: Mapping[str, Any] | None = None) -> list[TaskRow]:
    """Return the rows of a step that nobody has taken.  posted : what was typed, None for a fresh page."""
    return [TaskRow(row, TaskRowForm(posted, prefix=row.code)) for row in untaken]


def actor_choices() -> list[tuple[str, str]]:
    """Return (code, name) of the three who act."""
    return code_choices("process_actors")
