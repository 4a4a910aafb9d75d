"""What people choose before something long is computed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secap.desk.registry.forms import AmountField, WholeNumberField
from secap.method.scenarios.portfolio.problem import Objective
from secap.outlook.choice import Wish

LEAST_DRAWS, MOST_DRAWS = 100, 20_000
GROUPS = ("A", "B", "C", "D")
MAY, MUST, MUST_NOT = "", "must", "must_not"


class UncertaintyForm(forms.Form):
    """How often to draw, and from which beginning."""

    draws = WholeNumberField(
        label=gettext_lazy("Draws"), min_value=LEAST_DRAWS, max_value=MOST_DRAWS,
        help_text=gettext_lazy("More draws tell the chance more exactly: 2,000 to about one in a hundred."),
    )  # fmt: skip
    seed = WholeNumberField(
        label=gettext_lazy("Seed"), min_value=0, max_value=2**31 - 1,
        help_text=gettext_lazy("The same seed gives the same numbers."),
    )  # fmt: skip


class PortfolioForm(forms.Form):
    """Target, money, and what must or must not be chosen."""

    scenario = forms.ChoiceField(
        label=gettext_lazy("In the world of"),
        help_text=gettext_lazy("Its paths hold; which of its actions are carried out is chosen anew."),
    )
    objective = forms.ChoiceField(
        label=gettext_lazy("What is wanted"),
        choices=[
            (Objective.LEAST_COST.value, gettext_lazy("Meet the target at least cost")),
            (Objective.MOST_TONNES.value, gettext_lazy("Avoid most within the money")),
        ],
    )
    year = forms.TypedChoiceField(label=gettext_lazy("Target"), coerce=int)
    confidence = AmountField(
        label=gettext_lazy("Confidence, %"), required=False,
        help_text=gettext_lazy("Met in so many of 100 draws. Empty: the central values decide."),
    )  # fmt: skip
    budget_eur = AmountField(label=gettext_lazy("Money in all, EUR"), required=False)
    budget_year_eur = AmountField(label=gettext_lazy("Money in each year, EUR"), required=False)
    high_risks = forms.BooleanField(
        label=gettext_lazy("At least one action against every high climate risk"), required=False,
        help_text=gettext_lazy("As the risk assessment stands; accepted risks are left out."),
    )  # fmt: skip

    def __init__(self, *args: Any, scenarios: Any, targets: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scenario"].choices = scenarios  # type: ignore[attr-defined]
        self.fields["year"].choices = targets  # type: ignore[attr-defined]

    def clean_confidence(self) -> float | None:
        value: float | None = self.cleaned_data["confidence"]
        if value is not None and not 50 <= value <= 99:
            raise forms.ValidationError(_("Enter a confidence from 50 to 99 %."))
        return value

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        for name in ("budget_eur", "budget_year_eur"):
            if (found.get(name) or 0) < 0:
                self.add_error(name, _("This must not be negative."))
        has_money = any(found.get(name) is not None for name in ("budget_eur", "budget_year_eur"))
        if found.get("objective") == Objective.MOST_TONNES.value and not has_money and not self.errors:
            self.add_error("budget_eur", _("Without a limit of money everything would be chosen. Enter one."))
        return found

    def wish(self, keys: list[str], seed: int) -> Wish:
        """Return what a valid form asks for.  keys : of the actions that may be chosen."""
        wanted = {key: self.data.get(f"must-{key}", MAY) for key in keys}
        grouped = {
            name: tuple(key for key in keys if self.data.get(f"group-{key}", "") == name) for name in GROUPS
        }
        data = self.cleaned_data
        return Wish(
            data["year"],
            data["objective"],
            data["confidence"],
            data["budget_eur"],
            data["budget_year_eur"],
            tuple(key for key in keys if wanted[key] == MUST),
            tuple(key for key in keys if wanted[key] == MUST_NOT),
            {name: members for name, members in grouped.items() if members},
            seed,
            high_risks=data["high_risks"],
        )
