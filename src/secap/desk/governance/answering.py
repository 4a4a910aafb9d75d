"""One day's answers of a self-assessment: all items in one form, of which only what changed is kept."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secap.desk.governance.bodies import answer_view
from secap.desk.governance.models import Assessment
from secap.desk.registry.fields import code_choices
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.reader import lang
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as, remove_as
from secap.method.governance.assessments import ANSWERS, Answer, items, standing

REASON = "self-assessment"
LONGEST = 2000  # signs of evidence


def stamp(answers: Iterable[Assessment]) -> str:
    """Return what tells whether a list's answers are still those that a form was opened on."""
    text = " ".join(sorted(f"{one.uid}:{one.revision}" for one in answers))
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the form.  there : what was said last of it, as of the day that the page shows."""

    item: str
    label: str
    answer: forms.BoundField
    evidence: forms.BoundField
    there: Answer | None


class AnswerForm(forms.Form):
    """A day, and answer and evidence of every item. An item without an answer stays unanswered."""

    date = forms.DateField(
        label=_("Date"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Only what is answered otherwise than before is kept for this day."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, kind: str, answers: Sequence[Answer], today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.answers, self.today = kind, answers, today
        for item, row in items(kind).items():
            self.fields[f"{item}-answer"] = forms.ChoiceField(
                choices=[*code_choices(ANSWERS), ("", gettext("not answered"))],
                widget=forms.RadioSelect, required=False, label=row.label(lang()),
            )  # fmt: skip
            self.fields[f"{item}-evidence"] = forms.CharField(
                required=False, max_length=LONGEST,
                label=gettext("Evidence: %(item)s") % {"item": row.label(lang())},
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def clean_date(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["date"]
        if day > self.today:
            raise ValidationError(gettext("The day lies in the future. Answer for today."))
        if day.year < 1990:
            raise ValidationError(gettext("Look at the year again."))
        return day

    def lines(self, day: datetime.date) -> Iterator[Line]:
        """Yield the items with what was said last of each, as of a day."""
        there = standing(self.answers, day)
        for item, row in items(self.kind).items():
            said = there.get(item)
            yield Line(
                item,
                row.label(lang()),
                self[f"{item}-answer"],
                self[f"{item}-evidence"],
                said if said and (said.answer or said.evidence) else None,
            )

    def typed(self, item: str) -> tuple[str, str]:
        """Return (answer, evidence) of an item."""
        data = self.cleaned_data
        return data.get(f"{item}-answer", ""), _plain(data.get(f"{item}-evidence", ""))


def initial(answers: Iterable[Answer], day: datetime.date) -> dict[str, Any]:
    """Return what the form begins with: what holds on a day."""
    found: dict[str, Any] = {"date": day}
    for item, one in standing(answers, day).items():
        found[f"{item}-answer"], found[f"{item}-evidence"] = one.answer, one.evidence
    return found


@transaction.atomic
def keep(person: Person, municipality: Municipality, form: AnswerForm, seen: str) -> int:
    """Save what a valid form says otherwise than before; return how many items.

    seen : stamp of the list's answers when the form was opened
    Raises: StaleRecord where they are others by now; nothing is saved then
    """
    day, kind = form.cleaned_data["date"], form.kind
    found = list(Assessment.objects.filter(municipality=municipality, list=kind).select_for_update())
    if stamp(found) != seen:
        raise StaleRecord
    answers = [answer_view(one) for one in found]
    now = standing(answers, day)
    earlier = standing(answers, day - datetime.timedelta(days=1))
    count = 0
    for item in items(kind):
        typed = form.typed(item)
        if typed == _said(now.get(item)):
            continue
        count += 1
        there = now.get(item)
        record = there.reference if there is not None and there.date == day else None
        if record is None:
            record = Assessment(list=kind, item=item, date=day)
        record.municipality = municipality
        if record.pk and typed == _said(earlier.get(item)):
            remove_as(person, record)  # the day says nothing new any more
            continue
        record.answer, record.evidence = typed
        keep_as(person, record, REASON)
    return count


def _said(answer: Answer | None) -> tuple[str, str]:
    return (answer.answer, _plain(answer.evidence)) if answer else ("", "")


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
