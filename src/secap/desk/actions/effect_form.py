"""The form of an effect calculator, made from what the calculator asks for; calculated by the book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from secap import locale
from secap.desk.actions.models import Effect
from secap.desk.registry.fields import code_choices
from secap.desk.registry.forms import AmountField
from secap.desk.registry.language import lang as spoken
from secap.method.actions import effects
from secap.method.actions.baseline import Baseline
from secap.method.basis.errors import SecapError

NUMBERS = frozenset({"number", "share"})
LOW, HIGH = "__low", "__high"
MANY = 10  # inputs of a calculator above which the optional ones are folded away
OWN = (1, 2)  # an action may replace the factor of the old and of the new carrier
FACTOR, FACTOR_SOURCE = "factor.", "factor_source"


@dataclass(frozen=True, slots=True)
class Asked:
    """One input with its field; low and high where it may be given as a range."""

    field: BoundField
    low: BoundField | None = None
    high: BoundField | None = None


class EffectForm(forms.Form):
    """What one calculator asks for, with ranges of key inputs and own emission factors."""

    def __init__(
        self, calculator: Any, data: Any = None, *, inputs: Mapping[str, Any] | None = None, sector: str = "",
        note: str = "",
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"sector": sector, "note": note, **as_initial(inputs or {})})
        self.calculator = calculator
        lang = spoken()
        self.fields["sector"] = forms.ChoiceField(
            label=_("Sector"), required=False,
            choices=[("", _("as the action")), *code_choices("action_sectors")],
        )  # fmt: skip
        for one in calculator.inputs:
            self.fields[one.name] = _field(one, lang)
            if one.is_key and one.kind in NUMBERS:
                for suffix, text in ((LOW, _("Low")), (HIGH, _("High"))):
                    self.fields[one.name + suffix] = AmountField(label=text, required=False)
        for number in OWN:
            self.fields[f"own_carrier_{number}"] = forms.ChoiceField(
                label=_("Energy carrier"), required=False, choices=[("", "—"), *code_choices("carriers")]
            )
            self.fields[f"own_factor_{number}"] = AmountField(
                label=_("Own emission factor, t/MWh"), required=False
            )
        self.fields[FACTOR_SOURCE] = forms.CharField(
            label=_("Source of the own factor"), required=False, max_length=300
        )
        self.fields["note"] = forms.CharField(
            label=_("Reason and source"), required=False, widget=forms.Textarea(attrs={"rows": 3})
        )

    @property
    def asked(self) -> list[Asked]:
        """Return the calculator's inputs in their order, without those folded away."""
        return [self._asked(one) for one in self.calculator.inputs if one not in self._folded]

    @property
    def further(self) -> list[Asked]:
        """Return the inputs that hardly anybody needs, where a calculator has many."""
        return [self._asked(one) for one in self._folded]

    @property
    def has_further(self) -> bool:
        return any(one.field.value() not in (None, "") or one.field.errors for one in self.further)

    @property
    def _folded(self) -> list[Any]:
        inputs = self.calculator.inputs
        optional = [one for one in inputs if not one.required and one.default is None and not one.is_key]
        return optional if len(inputs) > MANY else []

    def _asked(self, one: Any) -> Asked:
        if one.name + LOW not in self.fields:
            return Asked(self[one.name])
        return Asked(self[one.name], self[one.name + LOW], self[one.name + HIGH])

    @property
    def own_factors(self) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"own_carrier_{number}"], self[f"own_factor_{number}"]) for number in OWN]

    @property
    def has_own_factor(self) -> bool:
        return any(field.value() not in (None, "") for pair in self.own_factors for field in pair)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for number in OWN:
            carrier, factor = cleaned.get(f"own_carrier_{number}"), cleaned.get(f"own_factor_{number}")
            if carrier and factor is None and f"own_factor_{number}" not in self.errors:
                self.add_error(f"own_factor_{number}", _("Enter the factor, or choose no carrier."))
            if factor is not None and not carrier:
                self.add_error(f"own_carrier_{number}", _("Choose the carrier of the factor."))
        return cleaned

    def inputs(self) -> dict[str, Any]:
        """Return what was filled in, as the record keeps it."""
        cleaned = self.cleaned_data
        found: dict[str, Any] = {}
        for one in self.calculator.inputs:
            value = cleaned.get(one.name)
            ends = {"low": cleaned.get(one.name + LOW), "high": cleaned.get(one.name + HIGH)}
            known = {name: end for name, end in ends.items() if end is not None}
            if known:
                central = one.default if value in (None, "") else value
                found[one.name] = {**known, "central": central}
            elif value not in (None, ""):
                found[one.name] = value
        for number in OWN:
            if (factor := cleaned.get(f"own_factor_{number}")) is not None:
                found[FACTOR + cleaned[f"own_carrier_{number}"]] = factor
        if source := cleaned.get(FACTOR_SOURCE):
            found[FACTOR_SOURCE] = source
        return found

    def refuse(self, error: SecapError) -> None:
        """Show an error of the book at the field that it names."""
        lang = spoken()
        where = str(error.where[0]) if error.where else ""
        if where.startswith(FACTOR):
            carrier = where.removeprefix(FACTOR)
            where = next(
                (f"own_factor_{n}" for n in OWN if self.cleaned_data.get(f"own_carrier_{n}") == carrier), ""
            )
        parts = [error.message.text(lang), error.hint.text(lang) if error.hint else ""]
        self.add_error(where if where in self.fields else None, " ".join(filter(None, parts)))


def calculated(form: EffectForm, baseline: Baseline, action_sector: str) -> Any:
    """Return the book's effect for a valid form; None with the error at its field where there is none."""
    if not form.is_valid():
        return None
    sector = form.cleaned_data["sector"] or action_sector
    try:
        return effects.calculate(form.calculator.code, form.inputs(), baseline, sector=sector)
    except SecapError as error:
        form.refuse(error)
        return None


def as_initial(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return stored inputs as the form shows them."""
    found: dict[str, Any] = {}
    own = 0
    for name, value in inputs.items():
        if name.startswith(FACTOR):
            own += 1
            found |= {f"own_carrier_{own}": name.removeprefix(FACTOR), f"own_factor_{own}": value}
        elif isinstance(value, Mapping):
            found |= {
                name: value.get("central"), name + LOW: value.get("low"), name + HIGH: value.get("high"),
            }  # fmt: skip
        else:
            found[name] = value
    return found


def calculator_of(effect: Effect | None, code: str) -> Any:
    """Return the calculator of a saved effect, or the one with a code; None where there is none."""
    return effects.CALCULATORS.get(effect.calculator if effect else code)


def _field(one: Any, lang: str) -> forms.Field:
    label = one.label.text(lang)
    unit = one.unit or ("%" if one.kind == "share" else "")
    common: dict[str, Any] = {
        "label": f"{label}, {unit}" if unit and one.kind in NUMBERS else label,
        "required": one.required and one.default is None,
        "help_text": _help(one, lang),
    }
    if one.kind in NUMBERS:
        return AmountField(**common)
    if one.kind == "carrier":
        return forms.ChoiceField(choices=[("", "—"), *code_choices("carriers")], **common)
    if one.kind == "sector":
        return forms.ChoiceField(choices=[("", "—"), *code_choices("sectors")], **common)
    if one.kind == "choice":
        offered = [(code, text.text(lang)) for code, text in one.choices]
        first = [] if one.default is not None else [("", "—")]
        return forms.ChoiceField(choices=[*first, *offered], initial=one.default, **common)
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 2}), **common)


def _help(one: Any, lang: str) -> str:
    parts = [one.help.text(lang)] if one.help else []
    if one.default is not None and one.kind in NUMBERS:
        value = f"{locale.number(float(one.default), lang)} {one.unit}".strip()
        quality = {"published": _("published"), "derived": _("derived")}.get(
            one.default_quality, _("assumed")
        )
        parts.append(_("Empty: %(value)s (%(quality)s).") % {"value": value, "quality": quality})
    return " ".join(parts)
