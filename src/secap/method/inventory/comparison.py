"""Comparing inventories: whether they may be compared at all, and what common settings would change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.method.inventory.emissions import InventoryResult, emissions
from secap.method.inventory.energy import EnergyUse, NonEnergyEmission
from secap.method.inventory.factors import EmissionFactor, FactorChoice
from secap.method.inventory.places import ORIGINS, carrier_code, carrier_group, origin
from secap.method.inventory.thresholds import CheckRow, check_rows

FactorKey = tuple[str, str | None]

RECALCULATE = Message(
    "Recalculate the earlier inventory with the settings of the later one (Inventories > Compare)."
)


@dataclass(frozen=True, slots=True)
class Compared:
    """An inventory with the settings that its emissions were computed with."""

    choice: FactorChoice
    uses: Sequence[EnergyUse] = ()
    factors: Mapping[FactorKey, EmissionFactor] = field(default_factory=dict)

    @property
    def year(self) -> int:
        return self.choice.year

    def consumes(self, group: str) -> bool:
        """Whether any carrier of `group` is used."""
        return any(use.mwh > 0 and carrier_group(use.carrier) == group for use in self.uses)


@dataclass(frozen=True, slots=True)
class Recalculation:
    """One inventory before and after common settings."""

    year: int
    choice: FactorChoice
    before: InventoryResult
    after: InventoryResult

    @property
    def difference_t(self) -> float:
        """Return after less before, t."""
        return self.after.total_t - self.before.total_t

    @property
    def difference_share(self) -> float | None:
        """Return the difference per emissions before; None where those are 0."""
        return self.difference_t / self.before.total_t if self.before.total_t else None

    @property
    def difference_by_carrier_t(self) -> dict[str, float]:
        """Return {carrier: after less before, t}."""
        carriers = dict.fromkeys([*self.before.by_carrier_t, *self.after.by_carrier_t])
        return {
            carrier: self.after.by_carrier_t.get(carrier, 0.0) - self.before.by_carrier_t.get(carrier, 0.0)
            for carrier in carriers
        }

    @property
    def findings(self) -> list[Finding]:
        """Say in one sentence what the recalculation does to the total."""
        return [
            Finding(
                "inventory.recalculation",
                Severity.INFO,
                (self.year,),
                Message(
                    "With the common settings the inventory {year} is {after} instead of {before}.",
                    year=self.year,
                    before=Amount(self.before.total_t, "t", 0),
                    after=Amount(self.after.total_t, "t", 0),
                ),
                Message("Compare only figures with common settings."),
            )
        ]


def comparability(first: Compared, second: Compared) -> list[Finding]:
    """Return every reason why two inventories can't be compared as they stand; none: they can.

    Gases, approach, electricity edition and warming potentials decide the result, so a difference is an
    error; fuel edition, treatment of biomass and own factors warn. What has no effect (an edition of
    electricity where none is used, warming potentials where only CO2 counts) is not reported.

    Source: follows from comparability; severities in validation_checks.csv, rows 44-50
    """
    found: list[Finding] = []
    for id, setting, matters in _SETTINGS:
        values = getattr(first.choice, setting), getattr(second.choice, setting)
        if values[0] != values[1] and matters(first, second):
            found.append(_differs(check_rows()[id], first, second, values))
    found.extend(_own_factors(first, second))
    return found


def comparability_of_all(inventories: Sequence[Compared]) -> list[Finding]:
    """Compare each inventory with the first (the BEI)."""
    return [finding for other in inventories[1:] for finding in comparability(inventories[0], other)]


def recalculated(
    uses: Sequence[EnergyUse],
    before: InventoryResult,
    common: FactorChoice,
    *,
    year: int,
    factors_for: Callable[[FactorChoice], Mapping[FactorKey, EmissionFactor]],
    non_energy: Sequence[NonEnergyEmission] = (),
    population: float | None = None,
) -> Recalculation:
    """Return the inventory of `year` as it stands and as the common settings make it.

    Parameters: uses, non_energy, population : what `before` was computed from;
        common : settings of the inventory compared with; its year is replaced by `year`;
        factors_for : builds the factors for a choice, own and local ones included, so that the national part
        of a local electricity factor follows the common edition too.
    Returns: both results; nothing is stored
    Source: design (comparability: one approach, gas basis and edition in all inventories)
    """
    choice = replace(common, year=year)
    after = emissions(uses, factors_for(choice), non_energy=non_energy, population=population)
    return Recalculation(year, choice, before, after)


def _always(first: Compared, second: Compared) -> bool:
    return True


def _electricity(first: Compared, second: Compared) -> bool:
    return first.consumes("electricity") or second.consumes("electricity")


def _gwp(first: Compared, second: Compared) -> bool:
    return first.choice.gas_basis == second.choice.gas_basis == "co2eq"


def _biomass(first: Compared, second: Compared) -> bool:
    return first.consumes("renewable") or second.consumes("renewable")


_SETTINGS: tuple[tuple[str, str, Callable[[Compared, Compared], bool]], ...] = (
    ("compared_gases", "gas_basis", _always),
    ("compared_approach", "approach", _always),
    ("compared_electricity_edition", "electricity_edition", _electricity),
    ("compared_fuel_edition", "fuel_edition", _always),
    ("compared_gwp", "gwp", _gwp),
    ("compared_biomass", "biomass_sustainable", _biomass),
)


_TABLES = {
    "compared_gases": "gas_bases",
    "compared_approach": "approaches",
    "compared_electricity_edition": "editions_electricity",
    "compared_fuel_edition": "editions_fuels",
    "compared_gwp": "gwp_sets",
}


def _said(id: str, value: object) -> object:
    """Return a setting's value for a sentence, named by its table."""
    if isinstance(value, bool):
        return Message("sustainable") if value else Message("not sustainable")
    return codes.code(_TABLES[id], str(value))


def _differs(row: CheckRow, first: Compared, second: Compared, values: tuple[object, object]) -> Finding:
    return Finding(
        f"inventory.{row.id}",
        row.severity,
        (first.year, second.year),
        Message(
            "{what}: {first_value} in {first}, {second_value} in {second}.",
            what=row.code,
            first=first.year,
            first_value=_said(row.id, values[0]),
            second=second.year,
            second_value=_said(row.id, values[1]),
        ),
        RECALCULATE,
    )


def _own_factors(first: Compared, second: Compared) -> list[Finding]:
    """Return a finding per carrier that both use, with an own or local factor in one of them only."""
    row = check_rows()["compared_own_factor"]
    origins = _origins(first), _origins(second)
    found = []
    for carrier in origins[0]:
        one, other = origins[0][carrier], origins[1].get(carrier)
        if other is not None and one != other:
            name = carrier_code(carrier)
            found.append(
                Finding(
                    f"inventory.{row.id}",
                    row.severity,
                    (first.year, second.year, name),
                    Message(
                        "{carrier}: factors of different origin: {first_value} in {first}, {second_value} "
                        "in {second}.",
                        carrier=name,
                        first=first.year,
                        first_value=ORIGINS[one],
                        second=second.year,
                        second_value=ORIGINS[other],
                    ),
                    Message("Use the same kind of factor in both, or say in the notes what changed."),
                )
            )
    return found


def _origins(inventory: Compared) -> dict[str, str]:
    return {carrier: origin(factor) for (carrier, _), factor in inventory.factors.items()}
