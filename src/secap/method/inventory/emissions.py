"""The inventory itself: energy uses times emission factors, summed every way a plan asks for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from secap.method.basis import codes
from secap.method.basis.editions import edition
from secap.method.basis.errors import InvalidInput
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.method.inventory import places
from secap.method.inventory.energy import EnergyUse, NonEnergyEmission
from secap.method.inventory.factors import EmissionFactor, FactorChoice
from secap.method.inventory.gases import DirectEmission
from secap.method.inventory.sums import Floats, crossed, grouped, index

FactorKey = tuple[str, str | None]
UNSPLIT = "co2eq_unsplit"
GASES = ("co2", "ch4", "n2o", UNSPLIT)


@dataclass(frozen=True, slots=True)
class EmissionLine:
    """One product of the sum: energy use, factor row, t CO2(eq), and biogenic CO2 (shown apart), t."""

    use: EnergyUse
    factor: EmissionFactor
    t: float
    biogenic_t: float


@dataclass(frozen=True, slots=True)
class InventoryResult:
    """An inventory's results, in MWh/a and t CO2 or t CO2eq a year (as its factors are).

    total_t : energy and non-energy, sinks not deducted;  energy_t : energy alone;  sinks_t : negative or 0;
    net_t : total with sinks deducted;  biogenic_t : CO2 of sustainable biomass, in no total;
    per_capita_t : None without population;  renewable_share : of final energy, None where there is none;
    by_sector_t, by_scope_t, by_gas_t, by_sector_scope_t hold energy and non-energy and add up to total_t;
    by_carrier_t and by_sector_carrier_t hold energy and add up to energy_t. Scopes are "1", "2", "3"; gases
    are co2, ch4, n2o and co2eq_unsplit (published as CO2eq), all in t CO2eq.
    direct : emissions computed gas by gas from activity as delivered; they are in every total and grouping;
    missing : uses without a factor: their energy counts, but their emissions are unknown and in no total.
    """

    lines: tuple[EmissionLine, ...]
    direct: tuple[DirectEmission, ...]
    missing: tuple[EnergyUse, ...]
    findings: tuple[Finding, ...]
    total_t: float
    energy_t: float
    energy_mwh: float
    non_energy_t: float
    sinks_t: float
    net_t: float
    biogenic_t: float
    per_capita_t: float | None
    renewable_share: float | None
    by_sector_t: Mapping[str, float]
    by_carrier_t: Mapping[str, float]
    by_scope_t: Mapping[str, float]
    by_gas_t: Mapping[str, float]
    by_sector_mwh: Mapping[str, float]
    by_carrier_mwh: Mapping[str, float]
    by_sector_scope_t: Mapping[str, Mapping[str, float]]
    by_sector_carrier_mwh: Mapping[str, Mapping[str, float]]
    by_sector_carrier_t: Mapping[str, Mapping[str, float]]

    @property
    def complete(self) -> bool:
        """Whether every energy use has a factor."""
        return not self.missing

    def as_dict(self, lang: str = "en") -> dict[str, object]:
        """Return the results ready for JSON, findings in `lang`."""
        return {
            "total_t": self.total_t,
            "energy_t": self.energy_t,
            "energy_mwh": self.energy_mwh,
            "non_energy_t": self.non_energy_t,
            "sinks_t": self.sinks_t,
            "net_t": self.net_t,
            "biogenic_t": self.biogenic_t,
            "per_capita_t": self.per_capita_t,
            "renewable_share": self.renewable_share,
            "complete": self.complete,
            "by_sector_t": dict(self.by_sector_t),
            "by_carrier_t": dict(self.by_carrier_t),
            "by_scope_t": dict(self.by_scope_t),
            "by_gas_t": dict(self.by_gas_t),
            "by_sector_mwh": dict(self.by_sector_mwh),
            "by_carrier_mwh": dict(self.by_carrier_mwh),
            "by_sector_scope_t": {key: dict(part) for key, part in self.by_sector_scope_t.items()},
            "by_sector_carrier_mwh": {key: dict(part) for key, part in self.by_sector_carrier_mwh.items()},
            "by_sector_carrier_t": {key: dict(part) for key, part in self.by_sector_carrier_t.items()},
            "findings": [finding.as_dict(lang) for finding in self.findings],
        }


def emissions(
    uses: Sequence[EnergyUse],
    factors: Mapping[FactorKey, EmissionFactor],
    *,
    non_energy: Sequence[NonEnergyEmission] = (),
    direct: Sequence[DirectEmission] = (),
    population: float | None = None,
    renewable_shares: Mapping[str, float] | None = None,
    choice: FactorChoice | None = None,
) -> InventoryResult:
    """Return the emission inventory: E = Σ MWh[s,c] × EF[c], grouped by sector, carrier, scope and gas.

    Parameters: uses : final energy consumption, MWh/a (no transformation inputs)
        factors : {(carrier, fuel or None): factor}; a use without one is `missing`, never counted as 0
        non_energy : t CO2eq/a; sinks negative
        direct : energy uses already computed gas by gas; without `mwh` they count in emissions only, and a
            finding says so
        population : inhabitants, > 0
        renewable_shares : {carrier: share} where known, such as of electricity or heat; any other carrier
            counts as renewable when its group in the table is, else not at all
        choice : lets the findings name year and edition
    Returns: InventoryResult; one finding of severity error for each carrier (and fuel) without a factor
    Raises: InvalidInput where energy or an emission is no number, or a sink is positive
    Source: com_technical_annex_2010 (E = Σ MWh × EF), jrc_guidebook_2010 part II
    """
    _check(uses, non_energy)
    matched = [factors.get((use.carrier, use.fuel)) for use in uses]
    mwh, products = _products(uses, matched, direct)
    t, biogenic_t = products[:, :-1].sum(axis=1), products[:, -1]
    missing = tuple(use for use, factor in zip(uses, matched, strict=True) if factor is None)

    cells: list[EnergyUse | DirectEmission] = [*uses, *direct]
    sectors, sector_of = index([cell.sector for cell in cells])
    carriers, carrier_of = index([cell.carrier for cell in cells])
    scopes, scope_of = index([str(cell.scope) for cell in cells])
    by_sector_t = grouped(sectors, sector_of, t)
    by_scope_t = grouped(scopes, scope_of, t)
    by_sector_scope_t = crossed(sectors, sector_of, scopes, scope_of, t)
    by_gas_t = dict(zip(GASES, products[:, :-1].sum(axis=0).tolist(), strict=True))
    by_carrier_mwh = grouped(carriers, carrier_of, mwh)
    apart = [item for item in non_energy if not item.is_sink]
    for item in apart:
        scope, amount = str(item.scope), item.t_co2eq
        part = by_sector_scope_t.setdefault(item.sector, {})
        by_gas_t[UNSPLIT] += amount
        for group, key in ((by_sector_t, item.sector), (by_scope_t, scope), (part, scope)):
            group[key] = group.get(key, 0.0) + amount

    energy_t, non_energy_t = float(t.sum()), math.fsum(item.t_co2eq for item in apart)
    sinks_t = math.fsum(item.t_co2eq for item in non_energy if item.is_sink)
    total_t, energy_mwh = energy_t + non_energy_t, float(mwh.sum())
    return InventoryResult(
        lines=_lines(uses, matched, t, biogenic_t),
        direct=tuple(direct),
        missing=missing,
        findings=(*_missing_factors(missing, choice), *_unknown_energy(direct)),
        total_t=total_t,
        energy_t=energy_t,
        energy_mwh=energy_mwh,
        non_energy_t=non_energy_t,
        sinks_t=sinks_t,
        net_t=total_t + sinks_t,
        biogenic_t=float(biogenic_t.sum()),
        per_capita_t=total_t / population if population else None,
        renewable_share=_renewable_share(by_carrier_mwh, energy_mwh, renewable_shares or {}),
        by_sector_t=by_sector_t,
        by_carrier_t=grouped(carriers, carrier_of, t),
        by_scope_t=by_scope_t,
        by_gas_t=by_gas_t,
        by_sector_mwh=grouped(sectors, sector_of, mwh),
        by_carrier_mwh=by_carrier_mwh,
        by_sector_scope_t=by_sector_scope_t,
        by_sector_carrier_mwh=crossed(sectors, sector_of, carriers, carrier_of, mwh),
        by_sector_carrier_t=crossed(sectors, sector_of, carriers, carrier_of, t),
    )


def _products(
    uses: Sequence[EnergyUse], matched: Sequence[EmissionFactor | None], direct: Sequence[DirectEmission]
) -> tuple[Floats, Floats]:
    """Return MWh [cell] and t CO2eq [cell, gas] of uses and direct emissions; last column: biogenic CO2."""
    rows, row_of = index(matched, key=id)
    per_mwh = np.array([_per_mwh(factor) for factor in rows]).reshape(-1, len(GASES) + 1)
    use_mwh = np.fromiter((use.mwh for use in uses), np.float64, len(uses))
    products = use_mwh[:, None] * per_mwh[row_of]
    if not direct:
        return use_mwh, products
    gases = [[d.co2_t, d.ch4_t, d.n2o_t, d.unsplit_t, d.biogenic_t] for d in direct]
    mwh = np.array([d.mwh if d.mwh is not None else 0.0 for d in direct])
    return np.concatenate([use_mwh, mwh]), np.concatenate([products, np.array(gases)])


def _per_mwh(factor: EmissionFactor | None) -> tuple[float, ...]:
    """Return a factor's gases in t CO2eq per MWh, in the order of GASES, then biogenic CO2."""
    if factor is None:  # listed as missing; it adds nothing to a sum
        return (0.0, 0.0, 0.0, 0.0, 0.0)
    return (
        factor.co2_t_per_mwh,
        factor.ch4_t_per_mwh * factor.gwp_ch4,
        factor.n2o_t_per_mwh * factor.gwp_n2o,
        factor.unsplit_t_co2eq_per_mwh,
        factor.biogenic_co2_t_per_mwh,
    )


def _lines(
    uses: Sequence[EnergyUse], matched: Sequence[EmissionFactor | None], t: Floats, biogenic_t: Floats
) -> tuple[EmissionLine, ...]:
    parts = zip(uses, matched, t.tolist(), biogenic_t.tolist(), strict=False)  # `direct` follows in t
    return tuple(EmissionLine(use, factor, a, b) for use, factor, a, b in parts if factor is not None)


def _renewable_share(
    by_carrier_mwh: Mapping[str, float], energy_mwh: float, shares: Mapping[str, float]
) -> float | None:
    if energy_mwh <= 0:
        return None
    by_table = {carrier: float(places.carrier_group(carrier) == "renewable") for carrier in by_carrier_mwh}
    return math.fsum(mwh * shares.get(c, by_table[c]) for c, mwh in by_carrier_mwh.items()) / energy_mwh


def _missing_factors(missing: Sequence[EnergyUse], choice: FactorChoice | None) -> list[Finding]:
    """Return one error for each carrier (and fuel) without a factor, with the energy it leaves out."""
    amounts: dict[FactorKey, float] = {}
    for use in missing:
        amounts[use.carrier, use.fuel] = amounts.get((use.carrier, use.fuel), 0.0) + use.mwh
    return [_missing_factor(key, Amount(mwh, "MWh", 0), choice) for key, mwh in amounts.items()]


def _missing_factor(key: FactorKey, energy: Amount, choice: FactorChoice | None) -> Finding:
    carrier, fuel = key
    name = codes.code("fuels", fuel) if fuel else places.carrier_code(carrier)
    if choice is None:
        message = Message(
            "No emission factor for {carrier}: the emissions of {energy} are not counted.",
            carrier=name,
            energy=energy,
        )
    else:
        supplied = carrier in ("electricity", "heat_cold")
        message = Message(
            "No {year} factor for {carrier} in edition {edition}: the emissions of {energy} are not counted.",
            year=choice.year,
            carrier=name,
            edition=edition(choice.electricity_edition if supplied else choice.fuel_edition).as_code(),
            energy=energy,
        )
    hint = Message(
        "Choose another edition in the inventory's settings, or enter an own factor with its reason."
    )
    if carrier == "heat_cold":
        hint = Message(
            "Enter the plants of the network (Local supply), an own factor, or choose another edition."
        )
    where = (choice.year, name) if choice else (name,)
    return Finding("inventory.missing_factor", Severity.ERROR, where, message, hint)


def _unknown_energy(direct: Sequence[DirectEmission]) -> list[Finding]:
    carriers = dict.fromkeys(item.carrier for item in direct if item.mwh is None)
    return [
        Finding(
            "inventory.energy_unknown",
            Severity.WARNING,
            (places.carrier_code(carrier),),
            Message(
                "The calorific value of {carrier} is not known: its emissions count, its energy does not.",
                carrier=places.carrier_code(carrier),
            ),
            Message("Give the amount in MWh."),
        )
        for carrier in carriers
    ]


def _check(uses: Sequence[EnergyUse], non_energy: Sequence[NonEnergyEmission]) -> None:
    for use in uses:
        if not math.isfinite(use.mwh):
            raise InvalidInput(
                Message("Energy is {value}, which is no number.", value=str(use.mwh)),
                where=(places.sector_code(use.sector), places.carrier_code(use.carrier)),
                hint=Message("Enter the energy in MWh, or leave the cell out."),
            )
    for item in non_energy:
        wrong_sign = item.t_co2eq > 0 if item.is_sink else item.t_co2eq < 0
        if wrong_sign or not math.isfinite(item.t_co2eq):
            raise InvalidInput(
                Message(
                    "{value} t CO2eq can't be right: emissions are positive, removals by a sink negative.",
                    value=str(item.t_co2eq),
                ),
                where=(places.sector_code(item.sector),),
                hint=Message("Correct the sign, or mark it as a sink."),
            )
