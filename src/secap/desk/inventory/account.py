"""The door between records and book: one inventory with its factors, results, derivations and findings.

`account` turns amounts as delivered into MWh, collects the factors that the inventory chose, lets the book
compute, and keeps for every line the record, the conversion and the factor row it came from. Nothing is
computed here that the book could compute.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from secap.desk.inventory.models import EnergyUse, Inventory, ProfileValue
from secap.desk.inventory.supply import LocalSupply, fuel_keys, fuel_of, local_supply
from secap.desk.inventory.year import PARTS, InventoryYear
from secap.desk.registry.models import Municipality
from secap.method.basis import codes, units
from secap.method.basis.errors import SecapError
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.inventory import checks, comparison, degree_days, emissions, energy, factors, quality
from secap.method.inventory.choosing import OwnFactor, electricity_factor, factor_set, year_carried

FINAL = "final"
Factors = dict[tuple[str, str | None], factors.EmissionFactor]


@dataclass(frozen=True)
class Account:
    """An inventory and what the book makes of it.

    conversions : how each energy use became MWh, by uid;  factors : by (carrier, fuel);
    final, transformed : final energy consumption, and fuel marked as transformation input, as the book took
    them;
    supply : local electricity, heat and CHP with their derivations;
    corrected : with heating at the degree days of an average year, None without the data;
    pending : records that wait for acceptance.
    """

    records: InventoryYear
    population: float | None
    choice: factors.FactorChoice
    result: emissions.InventoryResult
    factors: Factors
    supply: LocalSupply
    quality: quality.QualityScore
    conversions: dict[str, units.Conversion]
    final: tuple[energy.EnergyUse, ...] = ()
    transformed: tuple[energy.EnergyUse, ...] = ()
    findings: tuple[Finding, ...] = ()
    corrected: degree_days.Corrected | None = None
    pending: int = 0

    @property
    def inventory(self) -> Inventory:
        return self.records.inventory

    @property
    def year(self) -> int:
        return self.records.inventory.year

    @property
    def compared(self) -> comparison.Compared:
        """The inventory with its settings, for comparing it with others."""
        return comparison.Compared(self.choice, self.final, self.factors)

    @property
    def errors(self) -> int:
        """The number of findings that must be mended."""
        return sum(finding.severity == Severity.ERROR for finding in self.findings)


@dataclass
class _Read:
    """Energy uses as the book takes them, and what could not be read."""

    final: list[energy.EnergyUse] = field(default_factory=list)
    transformed: list[energy.EnergyUse] = field(default_factory=list)
    conversions: dict[str, units.Conversion] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def accounts(
    municipality: Municipality,
    years: Sequence[InventoryYear],
    profile: Sequence[ProfileValue],
    *,
    current_year: int,
) -> list[Account]:
    """Return the account of each inventory, oldest first; the others are each one's comparison."""
    ordered = sorted(years, key=lambda year: year.year)
    base_year = next((year.year for year in ordered if year.inventory.is_bei), None)
    found = [_compute(municipality, records, profile, base_year) for records in ordered]
    return [_checked(one, found, base_year, current_year) for one in found]


def choice_of(municipality: Municipality, inventory: Inventory) -> factors.FactorChoice:
    """Return the factor choice that an inventory's fields stand for."""
    return factors.FactorChoice(
        year=inventory.year,
        country=municipality.country,
        fuel_edition=inventory.fuel_edition,
        electricity_edition=inventory.electricity_edition,
        approach=inventory.approach,
        gas_basis=inventory.gas_basis,
        gwp=inventory.gwp,
        biomass_sustainable=inventory.biomass_sustainable,
    )


def _compute(
    municipality: Municipality, records: InventoryYear, profile: Sequence[ProfileValue], base_year: int | None
) -> Account:
    """Return the account of one inventory before the checks that look at its neighbours."""
    choice = choice_of(municipality, records.inventory)
    read = _read(records)
    own = [
        OwnFactor(item.carrier, item.t_per_mwh, item.fuel or None, item.source, item.reason)
        for item in records.own_factors
    ]
    burnt, _notes = factor_set(choice, fuel_keys(records), own=own)
    national = _national_electricity(choice)
    supply = local_supply(
        records,
        burnt,
        national,
        gas_basis=choice.gas_basis,
        electricity_mwh=_sum(read.final, "electricity"),
        heat_mwh=_sum(read.final, "heat_cold"),
    )
    used, notes = factor_set(
        choice, read.final, own=own, local_electricity=supply.electricity, local_heat=supply.heat
    )
    if supply.electricity and national:
        notes += year_carried(choice, national)  # the local factor rests on the national one
    population = _value(profile, "population", records.year)
    result = emissions.emissions(
        read.final, used, non_energy=_non_energy(records), population=population, choice=choice
    )
    return Account(
        records=records,
        population=population,
        choice=choice,
        result=result,
        factors=used,
        supply=supply,
        quality=_quality(records, result),
        conversions=read.conversions,
        final=tuple(read.final),
        transformed=tuple(read.transformed),
        findings=(*read.findings, *supply.findings, *result.findings, *notes),
        corrected=_corrected(records, result, profile, base_year),
        pending=sum(not record.accepted for name in PARTS for record in getattr(records, name))
        + (not records.inventory.accepted),
    )


def _checked(
    account: Account, everyone: Sequence[Account], base_year: int | None, current_year: int
) -> Account:
    """Return the account with the findings of all checks, gravest first."""
    found = checks.check_inventory(_data(account, everyone, base_year), current_year=current_year)
    order = list(Severity)
    findings = sorted([*account.findings, *found], key=lambda finding: order.index(finding.severity))
    return replace(account, findings=tuple(findings))


def _read(records: InventoryYear) -> _Read:
    """Turn amounts as delivered into MWh. What can't be converted is a finding, and its energy is unknown."""
    read = _Read()
    for use in records.energy_uses:
        try:
            conversion = units.to_mwh(
                use.amount, use.unit, fuel=fuel_of(use.carrier, use.fuel), ncv=use.ncv_mwh_per_unit
            )
        except SecapError as error:
            read.findings.append(_unreadable(records.year, use, error))
            continue
        read.conversions[use.uid] = conversion
        one = energy.EnergyUse(use.sector, use.carrier, conversion.mwh, use.scope, use.fuel or None, use)
        (read.final if use.purpose == FINAL else read.transformed).append(one)
    return read


def _unreadable(year: int, use: EnergyUse, error: SecapError) -> Finding:
    where = (year, codes.code("sectors", use.sector), codes.code("carriers", use.carrier))
    return Finding(
        "inventory.unit", Severity.ERROR, where, error.message, error.hint or Message("Correct the amount.")
    )


def _national_electricity(choice: factors.FactorChoice) -> factors.EmissionFactor | None:
    try:
        return electricity_factor(choice)
    except SecapError:
        return None  # electricity that is used then has no factor, and the result says so


def _sum(uses: Sequence[energy.EnergyUse], carrier: str) -> float:
    return math.fsum(use.mwh for use in uses if use.carrier == carrier)


def _value(profile: Sequence[ProfileValue], indicator: str, year: int | None) -> float | None:
    """Return an indicator's value of a year; for a long-term mean (year None) the latest one."""
    values = {value.year: value.value for value in profile if value.indicator == indicator}
    return values.get(max(values)) if year is None and values else values.get(year or 0)


def _non_energy(records: InventoryYear) -> list[energy.NonEnergyEmission]:
    return [
        energy.NonEnergyEmission(
            item.sector, -item.t_co2eq if item.is_sink else item.t_co2eq, item.scope, item.is_sink, item
        )
        for item in records.non_energy
    ]


def _quality(records: InventoryYear, result: emissions.InventoryResult) -> quality.QualityScore:
    weights = {id(line.use.reference): line.t for line in result.lines}
    graded = [
        quality.Graded(max(weights[id(use)], 0.0) if id(use) in weights else None, use.data_quality, use)
        for use in records.energy_uses
        if use.purpose == FINAL
    ]
    graded += [
        quality.Graded(item.t_co2eq, item.data_quality, item)
        for item in records.non_energy
        if not item.is_sink
    ]
    return quality.quality_score(graded)


def _corrected(
    records: InventoryYear,
    result: emissions.InventoryResult,
    profile: Sequence[ProfileValue],
    base_year: int | None,
) -> degree_days.Corrected | None:
    """Return the inventory at reference degree days, None where data or the wish for it are missing."""
    actual = _value(profile, "heating_degree_days", records.year)
    heating = [
        degree_days.HeatingUse(
            line.use.sector, line.use.carrier, line.use.mwh * use.heating_share, line.t * use.heating_share
        )
        for line in result.lines
        if isinstance(use := line.use.reference, EnergyUse) and use.heating_share
    ]
    if not records.inventory.heating_share_corrected or not actual or not heating:
        return None
    by_year = {value.year: value.value for value in profile if value.indicator == "heating_degree_days"}
    to = degree_days.reference(
        year=records.year,
        base_year=base_year,
        average=_value(profile, "heating_degree_days_mean", None),
        by_year=by_year,
    )
    if to is None:
        return None
    return degree_days.corrected(
        heating,
        energy_mwh=result.energy_mwh,
        total_t=result.total_t if result.complete else None,
        degree_days=actual,
        to=to,
    )


def _data(account: Account, everyone: Sequence[Account], base_year: int | None) -> checks.InventoryData:
    """Return the inventory as the checks see it."""
    records = account.records
    green = records.green_electricity
    return checks.InventoryData(
        year=account.year,
        is_bei=records.inventory.is_bei,
        uses=account.final,
        population=account.population,
        factors=account.factors,
        choice=account.choice,
        result=account.result,
        non_energy=tuple(_non_energy(records)),
        production=account.supply.production,
        transformation=(
            *account.supply.transformation,
            # What the town itself marked as transformation input is out of final consumption already.
            *(
                checks.TransformationInput(use.carrier, use.mwh, "chp", excluded=True)
                for use in account.transformed
            ),
        ),
        green_purchases_mwh=math.fsum(-item.mwh if item.is_sale else item.mwh for item in green)
        if green
        else None,
        stated_totals=tuple(
            checks.StatedTotal(item.mwh, item.sector or None, item.carrier or None, item.source)
            for item in records.stated_totals
        ),
        notation={
            (item.sector, item.carrier or None): checks.Notation(item.key, item.explanation)
            for item in records.notation_keys
        },
        others=tuple(
            checks.OtherInventory(
                other.year,
                other.inventory.is_bei,
                other.result.energy_mwh,
                other.result.total_t if other.result.complete else None,
                other.result.by_sector_mwh,
            )
            for other in everyone
            if other is not account
        ),
        base_year=base_year,
    )
