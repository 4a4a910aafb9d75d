"""Degree days: how cold a year was, and heating consumption as an average year would have had it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from secap.method.basis.derivations import Derivation
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.inventory.derive import GUIDEBOOK, Lines, checked

BASE_C = 15.0
FORMULA = "LHC_TC = LHC × HDD_AVG / HDD"
YEAR_HDD = Message("Heating degree days of the year (HDD)")
MEAN_HDD = Message("Mean heating degree days (HDD_AVG)")
HEATING = Message("Heating consumption (LHC)")
Days = Sequence[float] | npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reference:
    """The degree days that consumption is brought to.

    kind : average (long-term mean) | base_year (no mean at hand: the base year's degree days).
    """

    degree_days: float
    kind: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class HeatingUse:
    """The part of an energy use that heats rooms: MWh/a, and its emissions in t/a (None without a factor)."""

    sector: str
    carrier: str
    mwh: float
    t: float | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """An inventory as it was and at reference degree days, side by side.

    ratio : reference / actual degree days;  total_t, corrected_total_t : None where a factor is missing;
    by_sector_mwh, by_carrier_mwh : what the correction adds (or takes away), MWh/a.
    """

    heating_mwh: float
    corrected_heating_mwh: float
    energy_mwh: float
    corrected_energy_mwh: float
    total_t: float | None
    corrected_total_t: float | None
    ratio: float
    reference: Reference
    by_sector_mwh: Mapping[str, float]
    by_carrier_mwh: Mapping[str, float]
    derivation: Derivation


def heating_degree_days(mean_temperatures_c: Days, *, base_c: float = BASE_C) -> float:
    """Return heating degree days: Σ max(0, base - daily mean) over the days given.

    Parameters: mean_temperatures_c : [day], daily means, degrees Celsius; every day of the year, none missing
        base_c : base temperature; the guidebook's example is 15
    Returns: K·d
    Raises: InvalidInput when a day is missing (NaN) or there is none
    Source: jrc_guidebook_2010, part II, degree days
    """
    return float(np.maximum(0.0, base_c - _days(mean_temperatures_c)).sum())


def cooling_degree_days(mean_temperatures_c: Days, *, base_c: float) -> float:
    """Return cooling degree days: Σ max(0, daily mean - base), K·d. Parameters and errors as for heating.

    Source: jrc_guidebook_2010, part II, degree days (cooling by analogy)
    """
    return float(np.maximum(0.0, _days(mean_temperatures_c) - base_c).sum())


def _days(mean_temperatures_c: Days) -> npt.NDArray[np.float64]:
    days = np.asarray(mean_temperatures_c, dtype=np.float64)
    if days.ndim != 1 or days.size == 0:
        raise InvalidInput(
            Message("Daily mean temperatures are missing."),
            hint=Message("Give one value for each day of the year."),
        )
    missing = np.flatnonzero(~np.isfinite(days))
    if missing.size:
        raise InvalidInput(
            Message(
                "{count} daily mean temperatures are missing, the first on day {day}.",
                count=int(missing.size),
                day=int(missing[0]) + 1,
            ),
            hint=Message("Fill the gaps from a neighbouring station: a missing day is not a warm one."),
        )
    return days


def reference(
    *, year: int, base_year: int | None, average: float | None, by_year: Mapping[int, float]
) -> Reference | None:
    """Return the degree days to which a year's heating is brought, or None where it stays uncorrected.

    With a long-term mean: that. Without one the BEI stays as it is, and an MEI is brought to the base year.

    Parameters: average : long-term mean, K·d, None where unknown;  by_year : {year: K·d}
    Source: jrc_guidebook_2010, part II, degree days
    """
    if average is not None:
        return Reference(checked(average, MEAN_HDD, "K·d", positive=True), "average")
    if base_year is None or year == base_year or base_year not in by_year:
        return None
    value = checked(by_year[base_year], YEAR_HDD, "K·d", positive=True, where=(base_year,))
    return Reference(value, "base_year", base_year)


def corrected_heating_mwh(*, heating_mwh: float, degree_days: float, reference_degree_days: float) -> float:
    """Return heating consumption as a year with the reference degree days would have had it.

    Parameters: heating_mwh : LHC, the heating part of consumption only, MWh/a, >= 0
        degree_days : HDD of that year, K·d, > 0;  reference_degree_days : HDD_AVG, K·d, > 0
    Returns: LHC_TC, MWh/a
    Raises: InvalidInput naming the value and the remedy
    Source: jrc_guidebook_2010, part II, degree days (formula unverified)
    Example:
        >>> corrected_heating_mwh(heating_mwh=1000, degree_days=4000, reference_degree_days=4200)
        1050.0
    """
    hint = Message("Enter the degree days of the year in the baseline profile, or leave the correction out.")
    heating = checked(heating_mwh, HEATING, "MWh")
    actual = checked(degree_days, YEAR_HDD, "K·d", positive=True, hint=hint)
    wanted = checked(reference_degree_days, MEAN_HDD, "K·d", positive=True)
    return heating * wanted / actual


def corrected(
    heating: Sequence[HeatingUse],
    *,
    energy_mwh: float,
    total_t: float | None,
    degree_days: float,
    to: Reference,
) -> Corrected:
    """Return an inventory's energy and emissions uncorrected and corrected, with the derivation.

    Only the heating parts change; their emissions change in proportion.

    Parameters: heating : heating parts of the energy uses;  energy_mwh : all final energy, MWh/a
        total_t : all emissions, t/a, None where incomplete;  degree_days : HDD of the year, K·d
    Raises: InvalidInput naming the value and the remedy
    Source: jrc_guidebook_2010, part II, degree days (formula unverified)
    """
    heating_mwh = math.fsum(
        checked(use.mwh, HEATING, "MWh", where=(use.sector, use.carrier)) for use in heating
    )
    after = corrected_heating_mwh(
        heating_mwh=heating_mwh, degree_days=degree_days, reference_degree_days=to.degree_days
    )
    ratio = to.degree_days / degree_days
    known = [use.t for use in heating if use.t is not None]
    complete = total_t is not None and len(known) == len(heating)
    change_t = math.fsum(known) * (ratio - 1) if complete else None
    lines = Lines()
    lines.add(HEATING, heating_mwh, "MWh")
    lines.add(YEAR_HDD, degree_days, "K·d")
    lines.add(_reference_name(to), to.degree_days, "K·d")
    lines.add(Message("Heating consumption, corrected (LHC_TC)"), after, "MWh", "LHC × HDD_AVG / HDD")
    lines.add(Message("Energy, uncorrected"), energy_mwh, "MWh")
    corrected_energy = energy_mwh + after - heating_mwh
    corrected_t = total_t + change_t if total_t is not None and change_t is not None else None
    lines.add(Message("Energy, corrected"), corrected_energy, "MWh", Message("uncorrected + LHC_TC - LHC"))
    lines.add(Message("Emissions, uncorrected"), total_t, "t")
    lines.add(
        Message("Emissions, corrected"), corrected_t, "t", Message("uncorrected + Σ (LHC_TC - LHC) × EF")
    )
    by_sector: dict[str, float] = {}
    by_carrier: dict[str, float] = {}
    for use in heating:
        change = use.mwh * (ratio - 1)
        by_sector[use.sector] = by_sector.get(use.sector, 0.0) + change
        by_carrier[use.carrier] = by_carrier.get(use.carrier, 0.0) + change
    derivation = lines.derivation(
        Message("Heating corrected for degree days"), FORMULA, GUIDEBOOK, corrected_energy, "MWh"
    )
    return Corrected(
        heating_mwh=heating_mwh,
        corrected_heating_mwh=after,
        energy_mwh=energy_mwh,
        corrected_energy_mwh=corrected_energy,
        total_t=total_t,
        corrected_total_t=corrected_t,
        ratio=ratio,
        reference=to,
        by_sector_mwh=by_sector,
        by_carrier_mwh=by_carrier,
        derivation=derivation,
    )


def _reference_name(to: Reference) -> Message:
    if to.kind == "average":
        return MEAN_HDD
    return Message("Heating degree days of the base year {year}, for want of a long-term mean", year=to.year)
