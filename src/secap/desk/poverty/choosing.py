"""All indicators in one form: which the plan uses, with year, value and source, saved at once.

A row shows the latest value. With another year it becomes a new value and the older one stays; an unticked
row loses the value shown, which can be brought back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secap.desk.poverty.climate import Offer
from secap.desk.poverty.models import PovertyIndicator
from secap.desk.registry.bounds import YEARS
from secap.desk.registry.fields import code_choices
from secap.desk.registry.forms import AmountField, WholeNumberField
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.reader import name
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as, remove_as
from secap.method.basis import codes

REASON = "choice of indicators"
YES_NO = "yes_no"
ANSWERS = {"yes": True, "no": False}
FIELDS = ("year", "value", "answer", "concern", "source")


class RowForm(forms.Form):
    """One indicator's row; its prefix is the indicator's code."""

    use = forms.BooleanField(label=_("Used"), required=False)
    year = WholeNumberField(label=_("Year"), required=False, validators=YEARS)
    value = AmountField(label=_("Value"), required=False)
    answer = forms.ChoiceField(label=_("Answer"), required=False)
    concern = forms.ChoiceField(label=_("Concern"), required=False)
    source = forms.CharField(label=_("Source"), required=False, max_length=300)

    def __init__(self, *args: Any, is_yes_no: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["value" if is_yes_no else "answer"]
        if is_yes_no:
            self.fields["answer"].choices = [  # type: ignore[attr-defined]
                ("", "—"), ("yes", gettext("yes")), ("no", gettext("no")),
            ]  # fmt: skip
        self.fields["concern"].choices = [("", "—"), *code_choices("poverty_concerns")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        typed = any(data.get(field) not in (None, "") for field in ("value", "answer", "concern", "source"))
        if typed and not self.initial.get("use"):
            data["use"] = True  # who types a value means the indicator
        if data.get("use") and not data.get("year") and "year" not in self.errors:
            self.add_error("year", gettext("A value needs a year."))
        return data


@dataclass(slots=True)
class Row:
    """An indicator with its form.

    shown : its latest value, None where there is none;  others : its other values by year;
    offer : what the climate profile knows of it;  sent : `opened` of the page that was sent, None for none.
    """

    code: str
    row: codes.Row
    form: RowForm
    shown: PovertyIndicator | None
    others: Mapping[int, PovertyIndicator]
    offer: Offer | None = None
    sent: str | None = None

    @property
    def label(self) -> str:
        return name("poverty_indicators", self.code)

    @property
    def unit(self) -> str:
        return self.shown.unit_in_words if self.shown else str(self.row.unit)

    @property
    def is_yes_no(self) -> bool:
        return bool(self.row.answer == YES_NO)

    @property
    def opened(self) -> str:
        """What stands now, for the form to send back: the record with its revision, and a digest."""
        record = f"{self.shown.uid}:{self.shown.revision}" if self.shown else ""
        return f"{record} {_digest(self.form.initial)}"

    @property
    def is_stale(self) -> bool:
        """Somebody else saved the row since the page was opened."""
        return self.sent is not None and self.sent.partition(" ")[0] != self.opened.partition(" ")[0]

    @property
    def is_touched(self) -> bool:
        """The person changed something in the row; to be asked of a valid form."""
        return self.sent is not None and self.sent.partition(" ")[2] != _digest(self.form.cleaned_data)

    @property
    def is_conflict(self) -> bool:
        """Two people changed the row."""
        return self.is_stale and self.form.is_valid() and self.is_touched

    @property
    def control(self) -> forms.BoundField:
        """The field of the value or the answer."""
        return self.form["answer" if self.is_yes_no else "value"]

    def errors(self) -> list[str]:
        """Return what is wrong, each with the indicator's name before it."""
        return [f"{self.label}: {text}" for texts in self.form.errors.values() for text in texts]


def rows(
    records: Iterable[PovertyIndicator],
    offers: Mapping[str, Offer],
    year: int,
    posted: Mapping[str, str] | None = None,
) -> list[Row]:
    """Return the rows of all indicators in the table's order.

    year : offered where an indicator has no value yet;  posted : what was typed
    """
    known: dict[str, dict[int, PovertyIndicator]] = {}
    for one in records:
        known.setdefault(one.indicator, {})[one.year] = one
    found = []
    for code, row in codes.table("poverty_indicators").items():
        others = dict(known.get(code, {}))
        shown = others.pop(max(others)) if others else None
        sent = posted.get(f"{code}-opened") if posted is not None else None
        form = RowForm(
            posted if sent is not None else None,
            prefix=code, initial=_initial(shown, year), is_yes_no=row.answer == YES_NO,
        )  # fmt: skip
        made = Row(code, row, form, shown, others, offers.get(code), sent)
        if made.is_stale and form.is_valid() and not made.is_touched:  # only the other person changed it
            made.form, made.sent = RowForm(prefix=code, initial=form.initial, is_yes_no=made.is_yes_no), None
        found.append(made)
    return found


def _initial(shown: PovertyIndicator | None, year: int) -> dict[str, Any]:
    if shown is None:
        return {"use": False, "year": year}
    return {
        "use": True,
        "year": shown.year,
        "value": shown.value,
        "answer": {True: "yes", False: "no", None: ""}[shown.answer],
        "concern": shown.concern,
        "source": shown.source,
    }


def _digest(data: Mapping[str, Any]) -> str:
    """Return what tells whether a row was changed; the year of a row that is not used says nothing."""
    if not data.get("use"):
        return "-"
    text = "|".join(str(data.get(field) or ("" if data.get(field) != 0 else 0)) for field in FIELDS)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def is_valid(found: Sequence[Row]) -> bool:
    """Check every row, also against the older values of the same indicator."""
    for row in found:
        if row.form.is_bound and row.form.is_valid() and row.is_touched:
            year = row.form.cleaned_data.get("year")
            is_new = row.shown is None or row.shown.year != year
            if row.form.cleaned_data.get("use") and is_new and year in row.others:
                text = gettext("There is a value of %(year)s already; change it in the list of indicators.")
                row.form.add_error("year", text % {"year": year})
    return not any(row.form.errors for row in found)


@transaction.atomic
def keep(person: Person, municipality: Municipality, found: Sequence[Row]) -> int:
    """Save valid rows, all or none; return how many values were written or removed.

    Raises: StaleRecord where somebody else saved a row that this person changed
    """
    return sum(_keep(person, municipality, row) for row in found if row.form.is_bound)


def _keep(person: Person, municipality: Municipality, row: Row) -> int:
    if not row.is_touched:
        return 0
    if row.is_stale:
        raise StaleRecord
    data, shown = row.form.cleaned_data, row.shown
    if shown is not None:
        shown.municipality = municipality
    if not data["use"]:
        if shown is not None:
            remove_as(person, shown)
        return 1
    record = shown
    if record is None or record.year != data["year"]:
        unit = shown.unit if shown else ""
        record = PovertyIndicator(municipality=municipality, indicator=row.code, unit=unit)
    record.year, record.concern, record.source = data["year"], data["concern"], data["source"].strip()
    if row.is_yes_no:
        record.answer = ANSWERS.get(data["answer"])
    else:
        record.value = data["value"]
    keep_as(person, record, REASON)
    return 1
