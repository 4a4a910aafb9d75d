"""One round of the adaptation scoreboard: all items graded on one day. Other days' grades stay untouched."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.fields import code_choices
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.reader import lang, name
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as, remove_as
from secap.desk.risk.models import ScoreboardRating
from secap.method.basis import codes

REASON = "scoreboard"


def rounds(ratings: Iterable[ScoreboardRating]) -> dict[datetime.date, dict[str, ScoreboardRating]]:
    """Return {day: {item: rating}}, the oldest day first."""
    found: dict[datetime.date, dict[str, ScoreboardRating]] = {}
    for one in ratings:
        found.setdefault(one.date, {})[one.item] = one
    return dict(sorted(found.items()))


def stamp(ratings: Iterable[ScoreboardRating]) -> str:
    """Return what tells whether a day's ratings are still those that a form was opened on."""
    text = " ".join(sorted(f"{one.uid}:{one.revision}" for one in ratings))
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the form.  before : its latest grade of an earlier day;  there : of the same day."""

    item: str
    label: str
    grade: forms.BoundField
    comment: forms.BoundField
    before: ScoreboardRating | None
    there: ScoreboardRating | None


class RoundForm(forms.Form):
    """Day, who rates, and grade and comment of every item. An item without a grade stays unrated."""

    date = forms.DateField(
        label=_("Date"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("A new day is a new round; earlier rounds stay as they are."),
    )  # fmt: skip
    rated_by = forms.CharField(label=_("Rated by"), max_length=120, required=False)

    def __init__(
        self, *args: Any, ratings: Sequence[ScoreboardRating], today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.rounds = today, rounds(ratings)
        grades = [
            (code, label.partition(":")[0]) for code, label in reversed(code_choices("scoreboard_grades"))
        ]
        for item, row in codes.table("scoreboard_items").items():
            self.fields[_grade(item)] = forms.ChoiceField(
                choices=[("", gettext("not rated")), *grades], widget=forms.RadioSelect, required=False,
                label=row.label(lang()),
            )  # fmt: skip
            self.fields[_comment(item)] = forms.CharField(
                required=False, widget=forms.Textarea(attrs={"rows": 1}), label=gettext("Comment")
            )

    def clean_date(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["date"]
        if day > self.today:
            raise ValidationError(gettext("The day lies in the future. Rate what is there today."))
        if day.year < 1990:
            raise ValidationError(gettext("Look at the year again."))
        return day

    def steps(self, day: datetime.date) -> Iterator[tuple[str, list[Line]]]:
        """Yield (name of the step, its lines), with the grades before that day and of it."""
        for step in codes.table("scoreboard_steps"):
            items = [item for item, row in codes.table("scoreboard_items").items() if row.step == step]
            yield name("scoreboard_steps", step), [self._line(item, day) for item in items]

    def _line(self, item: str, day: datetime.date) -> Line:
        earlier = [found[item] for when, found in self.rounds.items() if when < day and item in found]
        before = next((one for one in reversed(earlier) if one.grade), None)
        there = self.rounds.get(day, {}).get(item)
        label = name("scoreboard_items", item)
        return Line(item, label, self[_grade(item)], self[_comment(item)], before, there)

    def typed(self, item: str) -> tuple[str, str]:
        """Return (grade, comment) of an item."""
        return self.cleaned_data.get(_grade(item), ""), _plain(self.cleaned_data.get(_comment(item), ""))


def initial(day: datetime.date, rated_by: str, there: Mapping[str, ScoreboardRating]) -> dict[str, Any]:
    """Return what the form begins with: the grades of that day where there are some, else none at all."""
    found: dict[str, Any] = {"date": day, "rated_by": rated_by}
    for item, one in there.items():
        found[_grade(item)], found[_comment(item)] = one.grade, one.comment
    return found


@transaction.atomic
def keep(person: Person, municipality: Municipality, form: RoundForm, seen: str) -> int:
    """Save a valid form's round; return how many items were written or removed.

    seen : stamp of that day's ratings when the form was opened
    Raises: StaleRecord where the day's ratings are others by now; nothing is saved then
    """
    day, rated_by = form.cleaned_data["date"], form.cleaned_data["rated_by"].strip()
    there = {
        one.item: one
        for one in ScoreboardRating.objects.filter(municipality=municipality, date=day).select_for_update()
    }
    if stamp(there.values()) != seen:
        raise StaleRecord
    count = 0
    for item in codes.table("scoreboard_items"):
        grade, comment = form.typed(item)
        one = there.get(item)
        if (one.grade, _plain(one.comment)) == (grade, comment) if one else not (grade or comment):
            continue
        count += 1
        if one is not None:
            one.municipality = municipality
        if one is not None and not (grade or comment):
            remove_as(person, one)
            continue
        one = one or ScoreboardRating(municipality=municipality, item=item, date=day)
        one.grade, one.comment, one.rated_by = grade, comment, rated_by
        keep_as(person, one, REASON)
    return count


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _grade(item: str) -> str:
    return f"grade-{item}"


def _comment(item: str) -> str:
    return f"comment-{item}"
