"""What a person says of a household table: its title and source, and national medians where known."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.bounds import YEARS
from secap.desk.registry.forms import AmountField, WholeNumberField
from secap.method.basis.errors import InvalidInput
from secap.method.poverty.measures import Medians, check_medians


class StudyForm(forms.Form):
    """What the study is called and where it comes from."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("Such as: Survey of apartment houses.")
    )
    year = WholeNumberField(label=_("Year"), validators=YEARS, help_text=_("That incomes and costs are of."))
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("Who asked the households, and how.")
    )
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class MedianForm(forms.Form):
    """National medians; what is left empty is taken from the table itself."""

    share_percent = AmountField(
        label=_("Median share of energy cost in income, %"), required=False,
        help_text=_("National; twice of it is the limit of 2M."),
    )  # fmt: skip
    energy_eur = AmountField(
        label=_("Median energy cost, EUR a year"), required=False,
        help_text=_("National, per equivalent adult where sizes are known; half of it is the limit of M/2."),
    )  # fmt: skip
    income_eur = AmountField(
        label=_("Median income, EUR a year"), required=False,
        help_text=_("National, per equivalent adult, less housing cost where the table has it."),
    )  # fmt: skip

    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lang = lang

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in self.fields:
            try:
                check_medians(self._medians({name: data.get(name)}))
            except InvalidInput as error:
                self.add_error(name, error.text(self.lang))
        return data

    def medians(self) -> Medians:
        """Return what was given, of a valid form."""
        return self._medians(self.cleaned_data)

    @staticmethod
    def _medians(data: dict[str, Any]) -> Medians:
        share = data.get("share_percent")
        return Medians(None if share is None else share / 100, data.get("energy_eur"), data.get("income_eur"))
