"""Forms of the chapter that do more than their fields: an amount with the file that proves it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from secap.desk.inventory.models import EnergyUse
from secap.desk.registry.attachments import AttachmentForm
from secap.desk.registry.forms import RecordForm, record_form
from secap.desk.registry.models import Municipality, Person
from secap.method.basis import units
from secap.method.basis.errors import SecapError
from secap.method.inventory.estimates.result import default_scope

# A change of any of these makes a figure another one than the estimate behind it.
FIGURE = frozenset({"sector", "carrier", "fuel", "amount", "unit", "ncv_mwh_per_unit"})


class _EnergyUseForm(RecordForm):
    """Takes a new file along with the amount, and lets go of an estimate that was typed over."""

    upload = forms.FileField(
        label=_("New file"),
        required=False,
        help_text=_("A bill, letter or table that proves the figure. It is added to the attachments."),
    )
    field_order = ["sector", "carrier", "fuel", "amount", "unit"]

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        self._attachment_form: RecordForm | None = None
        scope = self.fields.get("scope")
        if isinstance(scope, forms.TypedChoiceField):
            scope.required = False
            usual = ("", _("as usual for the carrier"))
            scope.choices = [usual, *(EnergyUse._meta.get_field("scope").choices or ())]
            if not self.instance.pk and "scope" not in (kwargs.get("initial") or {}):
                self.initial["scope"] = ""

    def clean_upload(self) -> Any:
        file = self.cleaned_data.get("upload")
        if file:
            form = AttachmentForm({"name": ""}, {"file": file}, municipality=self.instance.municipality)
            if not form.is_valid():
                raise ValidationError([error for errors in form.errors.values() for error in errors])
            self._attachment_form = form
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        amount, unit, carrier = cleaned.get("amount"), cleaned.get("unit"), cleaned.get("carrier")
        if "scope" in self.fields and not cleaned.get("scope") and carrier:
            cleaned["scope"] = default_scope(carrier)
        if amount is not None and unit and carrier:
            try:
                conversion(carrier, cleaned.get("fuel") or "", amount, unit, cleaned.get("ncv_mwh_per_unit"))
            except SecapError as error:
                from secap.desk.registry.language import lang

                self.add_error("unit", error.text(lang()))
        return cleaned

    def keep(self, person: Person) -> bool:
        """Save the new file first: where somebody else saved the amount meanwhile, it must not be lost."""
        if self._attachment_form is not None and self._attachment_form.keep(person):
            attachment = self._attachment_form.instance
            self.instance.attachment = attachment
            data = self.data.copy()  # type: ignore[attr-defined]
            data["attachment"] = str(attachment.pk)
            self.data = data
            self._attachment_form = None
        if FIGURE & set(self.changed_data):
            self.instance.estimate = None
        return super().keep(person)


EnergyUseForm = record_form(EnergyUse, base=_EnergyUseForm)


def conversion(carrier: str, fuel: str, amount: float, unit: str, ncv: float | None) -> units.Conversion:
    """Return an amount as delivered in MWh. Raises InvalidInput where fuel, calorific value or density is
    missing."""
    from secap.desk.inventory.supply import fuel_of

    return units.to_mwh(amount, unit, fuel=fuel_of(carrier, fuel), ncv=ncv)


def mwh_of(use: EnergyUse) -> float | None:
    """Return an energy use in MWh, None where that can't be said."""
    try:
        return conversion(use.carrier, use.fuel, use.amount, use.unit, use.ncv_mwh_per_unit).mwh
    except SecapError:
        return None
