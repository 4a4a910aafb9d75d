"""Emissions gas by gas: activity as delivered × factor of each gas × its global warming potential (GWP)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from secap.method.basis import codes, units
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.inventory import choosing
from secap.method.inventory.factors import EmissionFactor

GASES = ("co2", "ch4", "n2o", "co2eq")
# Mg and mg differ by their case alone
TONNES = {"t": 1.0, "Mg": 1.0, "Gg": 1e3, "kt": 1e3, "kg": 1e-3, "g": 1e-6, "mg": 1e-9}
_UNIT = re.compile(
    r"^(t|Mg|Gg|kt|kg|g|mg)\s*(?:(?:co2\s*-?(?:eq?)?|ch4|n2o)\s*)?(?:/|\bper\b)\s*(.+)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Potentials:
    """Global warming potentials over 100 years, t CO2eq per t of gas.

    edition : ar4, ar5, ar6;  ch4_fossil counts the CO2 that fossil methane becomes in the air (where the
    edition tells them apart), ch4_nonfossil, methane from biomass, does not.
    """

    edition: str
    ch4_fossil: float
    ch4_nonfossil: float
    n2o: float

    def ch4(self, *, biogenic: bool) -> float:
        """Return methane's potential for a fossil or a biogenic fuel."""
        return self.ch4_nonfossil if biogenic else self.ch4_fossil


def potentials(edition: str) -> Potentials:
    """Return the GWP set `ar4`, `ar5` or `ar6`. Raises: InvalidInput for any other. Source: gwp/gwp.csv."""
    return Potentials(edition=edition, **choosing.potentials(edition))


@dataclass(frozen=True, slots=True)
class GasUnit:
    """The unit of a gas factor: tonnes in its mass unit, and what it is per (mwh, tj, m3, kg ...)."""

    tonnes: float
    per: str


@dataclass(frozen=True, slots=True)
class GasFactor:
    """One gas of one carrier, as published.

    gas : co2 | ch4 | n2o | co2eq (not split);  value : in `unit`, such as kg/TJ, g/kWh, t/MWh, kg/m3, kg/kg;
    biogenic : the carrier is biomass: its CO2 is shown apart, its CH4 and N2O count.
    """

    gas: str
    value: float
    unit: str
    biogenic: bool = False


@dataclass(frozen=True, slots=True)
class DirectEmission:
    """Emissions of one activity computed gas by gas, t CO2eq/a.

    biogenic_t : CO2 of biomass, shown apart;  mwh : its energy, None where the calorific value isn't known.
    """

    sector: str
    carrier: str
    scope: int
    co2_t: float
    ch4_t: float
    n2o_t: float
    unsplit_t: float
    biogenic_t: float
    mwh: float | None = None
    reference: object = None

    @property
    def t(self) -> float:
        """t CO2eq/a, biogenic CO2 left out."""
        return self.co2_t + self.ch4_t + self.n2o_t + self.unsplit_t


def gas_unit(text: str) -> GasUnit:
    """Return what a factor's unit means.

    >>> gas_unit("kg/TJ"), gas_unit("t CO2/MWh"), gas_unit("g/kWh")
    (GasUnit(tonnes=0.001, per='tj'), GasUnit(tonnes=1.0, per='mwh'), GasUnit(tonnes=1e-06, per='kwh'))

    Raises: InvalidInput naming the unit and those understood
    """
    plain = text.strip().replace("₂", "2").replace("₄", "4").replace("_", " ")
    match = _UNIT.match(plain)
    if match:
        mass = match[1] if match[1] in TONNES else match[1].lower()
        if mass in TONNES:
            return GasUnit(TONNES[mass], match[2].strip().lower())
    raise InvalidInput(
        Message("“{unit}” is not a unit of an emission factor.", unit=text),
        hint=Message("Use t/MWh, kg/MWh, g/kWh, t/TJ, kg/TJ, kg/GJ, kg/m3, kg/l, kg/t or kg/kg."),
    )


def per_unit_t(
    factor: GasFactor, unit: str, *, fuel: str | None = None, ncv_mwh_per_unit: float | None = None
) -> float:
    """Return tonnes of gas per `unit` of activity, whether factor and activity are by energy, mass or volume.

    Parameters: unit : the activity's unit, such as mwh, m3, kg
        fuel : code of `fuels`, for the calorific value that joins energy with mass or volume
        ncv_mwh_per_unit : the activity's own net calorific value, MWh per unit, before the table's
    Raises: InvalidInput where the units can't be joined, naming what is missing
    Source: ipcc_2006_v2 (E = activity × factor)
    """
    own = gas_unit(factor.unit)
    per, of_activity = _unit_row(own.per), _unit_row(unit)
    per_t = factor.value * own.tonnes
    if per.kind == of_activity.kind:  # both by energy, mass or volume: no calorific value is needed
        return per_t * of_activity.factor / per.factor
    if ncv_mwh_per_unit is None:
        activity_mwh = units.to_mwh(1.0, unit, fuel=fuel).mwh
    else:
        activity_mwh = ncv_mwh_per_unit
    return per_t * activity_mwh / units.to_mwh(1.0, own.per, fuel=fuel).mwh


@cache
def _unit_row(unit: str) -> codes.Row:
    code = codes.match("units", unit)
    if code is not None:
        return codes.get("units", code)
    raise InvalidInput(
        Message("The unit “{unit}” is not known.", unit=unit),
        hint=Message("Use one of: {units}.", units=list(codes.table("units"))),
    )


@cache
def is_by_energy(unit: str) -> bool:
    """Whether a gas factor's unit is per energy (t/MWh, kg/TJ ...) rather than per mass or volume."""
    return bool(_unit_row(gas_unit(unit).per).kind == "energy")


def energy_factor(
    carrier: str,
    year: int,
    gases: Iterable[GasFactor],
    gwp: Potentials,
    *,
    edition: str = "",
    fuel: str | None = None,
    source: str = "",
    place: str = "",
    note: Message | None = None,
) -> EmissionFactor:
    """Return the gas factors of one carrier as one factor per MWh.

    Raises: InvalidInput where a gas is unknown, given twice, or by mass or volume without a calorific value
    Source: ipcc_2006_v2; gwp tables
    """
    found = _by_gas(gases)
    biogenic = any(gas.biogenic for gas in found.values())
    per_mwh = {name: per_unit_t(gas, "mwh", fuel=fuel) for name, gas in found.items()}
    co2_is_apart = "co2" in found and found["co2"].biogenic
    co2 = per_mwh.get("co2", 0.0)
    return EmissionFactor(
        carrier=carrier,
        year=year,
        edition=edition,
        co2_t_per_mwh=0.0 if co2_is_apart else co2,
        ch4_t_per_mwh=per_mwh.get("ch4", 0.0),
        n2o_t_per_mwh=per_mwh.get("n2o", 0.0),
        unsplit_t_co2eq_per_mwh=per_mwh.get("co2eq", 0.0),
        biogenic_co2_t_per_mwh=co2 if co2_is_apart else 0.0,
        gwp_ch4=gwp.ch4(biogenic=biogenic),
        gwp_n2o=gwp.n2o,
        fuel=fuel,
        source=source,
        place=place,
        note=note,
    )


def direct_emission(
    *,
    sector: str,
    carrier: str,
    amount: float,
    unit: str,
    gases: Iterable[GasFactor],
    gwp: Potentials,
    scope: int = 1,
    fuel: str | None = None,
    mwh: float | None = None,
    reference: object = None,
) -> DirectEmission:
    """Return the emissions of an activity given as delivered: Σ gas of activity × factor × GWP.

    Parameters: amount : in `unit` (MWh, TJ, m3, kg, l ...), finite
        gases : factors of one carrier;  mwh : the activity's energy, where known
    Returns: DirectEmission, t CO2eq/a
    Raises: InvalidInput where a unit doesn't fit, a gas is unknown or given twice, or the amount is no number
    Source: ipcc_2006_v2 (E = activity × factor), gwp tables; worked cases tests/cases/gpc.yaml
    """
    if not math.isfinite(amount):
        raise InvalidInput(
            Message("The activity is {value}, which is no number.", value=str(amount)), where=(carrier,)
        )
    found = _by_gas(gases)
    biogenic = any(gas.biogenic for gas in found.values())
    t = {name: amount * per_unit_t(gas, unit, fuel=fuel) for name, gas in found.items()}
    co2_is_apart = "co2" in found and found["co2"].biogenic
    return DirectEmission(
        sector=sector,
        carrier=carrier,
        scope=scope,
        co2_t=0.0 if co2_is_apart else t.get("co2", 0.0),
        ch4_t=t.get("ch4", 0.0) * gwp.ch4(biogenic=biogenic),
        n2o_t=t.get("n2o", 0.0) * gwp.n2o,
        unsplit_t=t.get("co2eq", 0.0),
        biogenic_t=t.get("co2", 0.0) if co2_is_apart else 0.0,
        mwh=mwh,
        reference=reference,
    )


def _by_gas(gases: Iterable[GasFactor]) -> Mapping[str, GasFactor]:
    found: dict[str, GasFactor] = {}
    for factor in gases:
        if factor.gas not in GASES:
            raise InvalidInput(
                Message("“{gas}” is no greenhouse gas that the workbench knows.", gas=factor.gas),
                hint=Message("Use co2, ch4, n2o, or co2eq where the gases are not split."),
            )
        if factor.gas in found:
            raise InvalidInput(
                Message("The gas {gas} is given twice.", gas=factor.gas),
                hint=Message("Keep one of the rows."),
            )
        found[factor.gas] = factor
    return found
