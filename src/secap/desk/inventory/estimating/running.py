"""The form of an estimate, and its calculation with the assumptions a person changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from secap import locale
from secap.desk.inventory.account import Account
from secap.desk.inventory.estimating.method import LEVELS, Facts, Known, Method
from secap.desk.inventory.models import ProfileValue
from secap.desk.inventory.words import unit_words
from secap.desk.registry.forms import AmountField
from secap.desk.registry.language import lang
from secap.method.basis.errors import SecapError
from secap.method.basis.messages import speak
from secap.method.inventory.estimates import Assumption, Estimate

ASSUMED = "assume"


class EstimateForm(forms.Form):
    """Everything a method asks for. Its fields decide themselves how many rows they need."""

    def __init__(
        self, method: Method, facts: Facts, data: Any = None, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.method = method
        self.fields.update(method.fields(facts, data if data is not None else self.initial))
        self.fields["level"] = forms.ChoiceField(
            label=_("The data come from"), choices=[(level, LEVELS[level]) for level in method.levels]
        )
        self.initial.setdefault("level", method.levels[0])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, text in self.method.problems(cleaned).items():
            self.add_error(name if name in self.fields else None, text)
        return cleaned

    def inputs(self) -> dict[str, Any]:
        """Return what was filled in, as a saved estimate keeps it."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "level" and value is not None and value != ""
        }


class AssumptionForm(forms.Form):
    """The assumptions that the calculation used, to be changed."""

    def __init__(self, assumptions: Mapping[str, Assumption], data: Any = None) -> None:
        super().__init__(data, prefix=ASSUMED)
        for key, assumption in assumptions.items():
            label = f"{speak(assumption.label, lang())}, {unit_words(assumption.unit)}"
            cell = AmountField(label=label, required=False, min_value=0, initial=assumption.value)
            cell.widget.attrs["aria-label"] = label
            self.fields[key] = cell


@dataclass
class Run:
    """One calculation: the estimate, or why there is none.

    assumptions : (bound field, assumption with its default) in the order they were used.
    """

    form: EstimateForm
    inputs: dict[str, Any] = field(default_factory=dict)
    overrides: dict[str, float] = field(default_factory=dict)
    estimate: Estimate | None = None
    problem: str = ""
    assumption_form: AssumptionForm | None = None
    defaults: Mapping[str, Assumption] = field(default_factory=dict)

    @property
    def level(self) -> str:
        return str(self.form.cleaned_data["level"])

    @property
    def assumptions(self) -> list[dict[str, Any]]:
        """Return each assumption with its field, for a table."""
        used = self.estimate.assumptions if self.estimate else self.defaults
        if self.assumption_form is None:
            return []
        return [
            {
                "field": self.assumption_form[key],
                "used": used.get(key, default),
                "default": default,
                "note": locale.label("assumption_notes", default.note, lang(), default.note),
            }
            for key, default in self.defaults.items()
        ]


def run(
    form: EstimateForm, facts: Facts, *, posted: Any = None, overrides: Mapping[str, float] | None = None
) -> Run:
    """Calculate from a valid form.

    posted : the request's data, where assumptions may have been changed;  overrides : those of a saved
    estimate.
    """
    result = Run(form)
    if not form.is_valid():
        return result
    result.inputs = form.inputs()
    call: dict[str, Any] = {
        "level": result.level,
        "known": facts.known_mwh,
        "year": facts.year,
        "sector": facts.sector,
    }
    try:
        plain = form.method.estimate(result.inputs, overrides={}, **call)
    except SecapError as error:
        result.problem = error.text(lang())
        return result
    result.defaults = plain.assumptions
    result.overrides = {key: value for key, value in (overrides or {}).items() if key in plain.assumptions}
    if posted is not None:
        _read_assumptions(result, posted)
    elif result.overrides:
        result.assumption_form = AssumptionForm(_changed(plain.assumptions, result.overrides))
    else:
        result.assumption_form = AssumptionForm(plain.assumptions)
    if result.problem:
        return result
    try:
        result.estimate = form.method.estimate(result.inputs, overrides=result.overrides, **call)
    except SecapError as error:
        result.problem = error.text(lang())
    return result


def _read_assumptions(result: Run, posted: Any) -> None:
    """Take what was changed; an assumption that was not asked yet, or was emptied, keeps its default."""
    data = posted.copy()
    fresh = AssumptionForm(result.defaults)
    for key in result.defaults:
        if not data.get(f"{ASSUMED}-{key}", "").strip():
            data[f"{ASSUMED}-{key}"] = fresh[key].value()
    result.assumption_form = AssumptionForm(result.defaults, data)
    if not result.assumption_form.is_valid():
        result.problem = _("Correct the assumptions that are marked below.")
        return
    cleaned = result.assumption_form.cleaned_data
    result.overrides = {
        key: cleaned[key]
        for key, default in result.defaults.items()
        if cleaned.get(key) is not None and cleaned[key] != default.value
    }


def _changed(assumptions: Mapping[str, Assumption], overrides: Mapping[str, float]) -> dict[str, Assumption]:
    return {key: replace(one, value=overrides.get(key, one.value)) for key, one in assumptions.items()}


def facts_of(
    account: Account,
    accounts: list[Account],
    profile: list[ProfileValue],
    sector: str,
    from_years: tuple[int, ...] = (),
) -> Facts:
    """Return what the plan knows for an estimate of `sector` in the account's year."""
    known: Known = {sector: dict(parts) for sector, parts in account.result.by_sector_carrier_mwh.items()}
    return Facts(
        year=account.year,
        sector=sector,
        known_mwh=known,
        by_year_mwh={
            other.year: dict(other.result.by_sector_carrier_mwh[sector])
            for other in accounts
            if other.year != account.year and sector in other.result.by_sector_carrier_mwh
        },
        stated_mwh={
            total.carrier: total.mwh
            for total in account.records.stated_totals
            if total.carrier and not total.sector
        },
        profile={(value.indicator, value.year): value.value for value in profile},
        from_years=from_years,
    )
