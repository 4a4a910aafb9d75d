"""Actions started from the catalogue: from a measure and an amount of it, or from an example programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from secap.desk.actions.forms import from_measure
from secap.desk.actions.models import Action, Activity, Body, Effect, Financing, Indicator
from secap.desk.registry.models import Municipality
from secap.desk.registry.records import Record
from secap.locale import number
from secap.method.actions.measures import Measure, Range, Template

# The input of a calculator that an amount times the measure's saving per unit gives.
MWH_INPUT = {"energy_saving": "saving_mwh", "renewable_electricity": "production_mwh"}
LONGEST_TEXT = 200


@dataclass(slots=True)
class Draft:
    """A new action with its parts, not saved yet; the action comes first."""

    action: Action
    parts: list[Record] = field(default_factory=list)

    @property
    def records(self) -> list[Record]:
        return [self.action, *self.parts]


def takes_amount(measure: Measure) -> bool:
    """Return whether an amount of the measure's unit gives its effect."""
    return measure.calculator in MWH_INPUT and measure.unit_saving_mwh is not None


def from_catalogue(
    municipality: Municipality, measure: Measure, lang: str, *, amount: float | None = None
) -> Draft:
    """Return an action of a measure: with an amount its cost once and, where a calculator takes energy, its
    effect with the catalogue's range; without one the effect waits for its inputs."""
    action = Action(municipality=municipality, measure=measure.code, **from_measure(measure))
    draft = Draft(action)
    inputs: dict[str, Any] = dict(measure.inputs)
    if amount is not None:
        unit = measure.unit_label(lang)
        if measure.unit_cost_eur:
            action.investment_eur = amount * measure.unit_cost_eur.central
            action.cost_source = _("Measure catalogue: %(amount)s %(unit)s at %(eur)s EUR") % {
                "amount": number(amount, lang),
                "unit": unit,
                "eur": number(measure.unit_cost_eur.central, lang),
            }
        if takes_amount(measure) and measure.unit_saving_mwh:
            inputs.pop("saving_percent", None)
            inputs[MWH_INPUT[measure.calculator]] = _times(measure.unit_saving_mwh, amount)
    if measure.calculator:
        note = _("From the measure catalogue; the range is the catalogue's.") if amount is not None else ""
        draft.parts.append(
            Effect(
                municipality=municipality,
                action=action,
                calculator=measure.calculator,
                inputs=inputs,
                note=note,
            )
        )
    if measure.indicator.name:
        draft.parts.append(
            Indicator(
                municipality=municipality,
                action=action,
                name=measure.indicator_label(lang)[:LONGEST_TEXT],
                unit=measure.indicator.unit,
            )
        )
    return draft


def _times(one: Range, amount: float) -> Mapping[str, float]:
    low, central, high = sorted(value * amount for value in (one.low, one.central, one.high))
    return {"low": low, "central": central, "high": high}


def stated_effect(action: Action, t: float, reason: str) -> Effect:
    """Return an effect that somebody estimated, t a year."""
    return Effect(
        municipality=action.municipality,
        action=action,
        calculator="stated",
        inputs={"avoided_t": t, "reason": reason},
    )


def from_template(municipality: Municipality, template: Template, lang: str, *, today: date) -> Draft:
    """Return an action of an example programme with its steps, bodies, sources of money and indicators.

    The programme's own years lie in the past: it begins with the next year and takes as long as it took.
    """
    first, length = today.year + 1, template.end_year - template.start_year
    responsible = template.responsible_labels(lang)
    action = Action(
        municipality=municipality,
        title=template.label(lang),
        sector=template.sector,
        kinds=" ".join(sorted(template.kinds)),
        responsible=responsible[0][:LONGEST_TEXT] if responsible else "",
        start=date(first, 1, 1),
        end=date(first + length, 12, 31),
        measure=template.measure,
    )
    parts: list[Record] = []
    parts += [Activity(title=text) for text in template.activity_labels(lang)]
    parts += [Body(name=text[:LONGEST_TEXT], role="implementing") for text in responsible]
    parts += [
        Financing(source=source, percent=percent, note=_("Enter the amount or the share."))
        for source, percent in template.financing.items()
    ]
    parts += [
        Indicator(name=name[:LONGEST_TEXT], unit=one.unit)
        for name, one in zip(template.indicator_labels(lang), template.indicators, strict=True)
    ]
    for part in parts:
        part.municipality = municipality
        part.action = action  # type: ignore[attr-defined]
    return Draft(action, parts)
