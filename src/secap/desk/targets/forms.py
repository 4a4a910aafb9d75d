"""The form of a target: every kind asks for its own numbers, and says what the Covenant asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

from secap.desk.registry.forms import RecordForm, record_form
from secap.desk.registry.models import Municipality
from secap.desk.targets.models import Commitment, Target
from secap.method.basis import codes
from secap.method.targets.checks import EMISSIONS
from secap.method.targets.requirements import Minimum, minimums, region_of
from secap.method.targets.target import BAU, ENERGY, PER_CAPITA, RENEWABLE

# Fields that only some kinds of target use; all others are asked of every kind.
USED_BY: dict[str, tuple[str, ...]] = {
    "sector": (*EMISSIONS, ENERGY),
    "reduction_percent": (*EMISSIONS, ENERGY),
    "value_percent": (RENEWABLE,),
    "population_in_target_year": (PER_CAPITA,),
    "bau_coefficient": (BAU,),
    "residual_t": EMISSIONS,
    "removals_t": EMISSIONS,
}


class _TargetForm(RecordForm):
    """What the chosen kind does not use is not kept, so that no number stands where nothing reads it."""

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        self.region = codes.code("covenant_regions", region_of(municipality.country))
        self.adhesion = adhesion_of(municipality)

    @property
    def minimums(self) -> list[Minimum]:
        """What the Covenant asks of this signatory, by target year."""
        return minimums(self.region.id, self.adhesion)

    def rows(self) -> list[tuple[Any, str]]:
        """Return every field with the kinds that use it, separated by spaces; empty: all of them."""
        return [(field, " ".join(USED_BY.get(field.name, ()))) for field in self]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for name, kinds in USED_BY.items():
            if name in data and data.get("kind") not in kinds and name not in self.errors:
                data[name] = "" if name == "sector" else None
        return data


TargetForm = record_form(Target, base=_TargetForm)


def adhesion_of(municipality: Municipality) -> date | None:
    """Return the day the town joined the Covenant: of its profile, else of its earliest commitment."""
    if municipality.adhesion_date:
        return municipality.adhesion_date
    dates = Commitment.objects.filter(municipality=municipality, adhesion_date__isnull=False)
    first = dates.order_by("adhesion_date").first()
    return first.adhesion_date if first else None
