"""Why emissions changed between two inventories of a plan: the door between its records and the bridge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from secap.desk.inventory.account import Account
from secap.desk.inventory.models import EnergyUse
from secap.desk.inventory.recalculating import differing_settings, reasons, with_settings_of
from secap.desk.inventory.supply import fuel_of
from secap.method.basis.errors import InvalidInput, SecapError
from secap.method.basis.messages import Message
from secap.method.inventory import energy
from secap.method.inventory.choosing import electricity_factor
from secap.method.inventory.places import origin
from secap.method.scenarios.bridge import bridge
from secap.method.scenarios.bridge_cells import ELECTRICITY, Side, Use
from secap.method.scenarios.bridge_claims import claims_between
from secap.method.scenarios.bridge_result import Bridge

if TYPE_CHECKING:
    from secap.plan.plan import Plan

# The indicator of the baseline profile that a sector's energy follows better than the population.
DRIVERS = {
    "municipal_buildings": "floor_area_municipal",
    "tertiary_buildings": "floor_area_tertiary",
    "residential_buildings": "floor_area_residential",
    "public_transport": "buses",
    "private_commercial_transport": "vehicles",
    "transport_unallocated": "vehicles",
}
POPULATION, DEGREE_DAYS, MEAN = "population", "heating_degree_days", "heating_degree_days_mean"


@dataclass(frozen=True, slots=True)
class _Profile:
    """The baseline profile by indicator and year."""

    values: dict[str, dict[int, float]]

    def value(self, indicator: str, year: int) -> float | None:
        return self.values.get(indicator, {}).get(year)

    def latest(self, indicator: str) -> float | None:
        by_year = self.values.get(indicator)
        return by_year[max(by_year)] if by_year else None


def bridge_of(plan: Plan, start_year: int, end_year: int, *, weather: bool = True) -> Bridge:
    """Return why emissions changed from one inventory of the plan to a later one.

    Where the two have other editions, gases or methods, the earlier one is computed with the settings of the
    later one too, so that this part of the change stands apart.

    Parameters: weather : tell the weather apart where degree days and heating shares are known. Heating is
        brought to the long-term mean, without one to the earlier year's degree days.
    Raises: InvalidInput where a year has no inventory or the years are not in order
    Source: lmdi_2015, jrc_guidebook_2010 part II (degree days)
    """
    before, after = _account(plan, start_year), _account(plan, end_year)
    profile = _profile(plan)
    again = None
    if differing_settings(after, before):
        again = with_settings_of(after, before, plan.municipality, plan.profile, current_year=plan.today.year)
    return bridge(
        _side(before, profile, again),
        _side(after, profile, None),
        drivers=DRIVERS,
        reference_degree_days=profile.latest(MEAN) or profile.value(DEGREE_DAYS, start_year),
        weather=weather,
        claims=claims_between(plan.portfolio.actions, start_year, end_year),
        unit="t CO₂eq" if after.choice.gas_basis == "co2eq" else "t CO₂",
        findings=reasons(before, after),
    )


def _account(plan: Plan, year: int) -> Account:
    found = plan.account(year)
    if found is None:
        years = [account.year for account in plan.accounts]
        raise InvalidInput(
            Message("There is no inventory of {year}.", year=year),
            hint=Message("Choose one of: {codes}.", codes=years)
            if years
            else Message("Enter an inventory first."),
        )
    return found


def _profile(plan: Plan) -> _Profile:
    values: dict[str, dict[int, float]] = {}
    for item in plan.profile:
        values.setdefault(item.indicator, {})[item.year] = item.value
    return _Profile(values)


def _side(account: Account, profile: _Profile, again: Account | None) -> Side:
    """Return one inventory as the bridge sees it.  again : the same with the later inventory's settings."""
    restated = {_uid(line.use): line.t for line in again.result.lines} if again else {}
    uses = [_use(line.use, line.t, restated.get(_uid(line.use))) for line in account.result.lines]
    uses += [_use(use, None, None) for use in account.result.missing]
    non_energy: dict[str, float] = {}
    for item in account.records.non_energy:
        if not item.is_sink:
            non_energy[item.sector] = non_energy.get(item.sector, 0.0) + item.t_co2eq
    activity = {
        sector: value
        for sector, indicator in DRIVERS.items()
        if (value := profile.value(indicator, account.year)) is not None
    }
    return Side(
        account.year,
        tuple(uses),
        non_energy,
        account.population,
        activity,
        profile.value(DEGREE_DAYS, account.year),
        _national(account),
        _national(again) if again else None,
    )


def _uid(use: energy.EnergyUse) -> str:
    return use.reference.uid if isinstance(use.reference, EnergyUse) else ""


def _use(use: energy.EnergyUse, t: float | None, restated_t: float | None) -> Use:
    record = use.reference
    share = record.heating_share if isinstance(record, EnergyUse) else None
    return Use(
        use.sector,
        use.carrier,
        use.mwh,
        t,
        heating_mwh=None if share is None else use.mwh * share,
        fuel=fuel_of(use.carrier, use.fuel or "") or "",
        restated_t=restated_t,
    )


def _national(account: Account) -> float | None:
    """Return the national part of an inventory's electricity factor; None where the factor is the town's own
    or the edition has none."""
    used = [factor for (carrier, _fuel), factor in account.factors.items() if carrier == ELECTRICITY]
    if any(origin(factor) == "own" for factor in used):
        return None
    try:
        return electricity_factor(account.choice).t_per_mwh
    except SecapError:
        return None
