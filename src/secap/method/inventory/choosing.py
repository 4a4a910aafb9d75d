"""Choosing factor rows: what an inventory's editions, approach and gases say for a carrier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from secap.method.basis import codes, tables
from secap.method.basis.editions import Edition, SupplyRow, edition, fuel_rows, supply_rows
from secap.method.basis.errors import InvalidInput, MissingFactor
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Code, Message
from secap.method.inventory.energy import EnergyUse
from secap.method.inventory.factors import EmissionFactor, FactorChoice

T_PER_MWH = 3.6e-6  # 1 kg/TJ in t/MWh
FactorKey = tuple[str, str | None]
PLACE = Message("Factors used")


@dataclass(frozen=True, slots=True)
class OwnFactor:
    """A factor of the town's own, t CO2 (or CO2eq) per MWh, that stands before the edition's."""

    carrier: str
    t_per_mwh: float
    fuel: str | None = None
    source: str = ""
    reason: str = ""


@cache
def potentials(gwp: str) -> dict[str, float]:
    """Return {ch4_fossil, ch4_nonfossil, n2o} of a GWP set over 100 years, t CO2eq/t. Source: ipcc_gwp."""
    for row in tables.rows("gwp/gwp.csv"):
        if row["set"] == gwp:
            return {name: float(row[name]) for name in ("ch4_fossil", "ch4_nonfossil", "n2o")}
    raise InvalidInput(
        Message("There is no GWP set “{set}”.", set=gwp), hint=Message("Choose ar4, ar5 or ar6.")
    )


def fuel_factor(choice: FactorChoice, carrier: str, fuel: str | None = None) -> EmissionFactor:
    """Return the factor of a fuel, t/MWh by net calorific value.

    Parameters: fuel : code of `fuels`; None: the carrier's default fuel
    Raises: MissingFactor naming carrier, year and edition where the edition holds no row for the choice
    Source: the edition's own; t/MWh = kg/TJ × 3.6e-6
    """
    known = codes.table("carriers").get(carrier)
    wanted = fuel or (known.default_fuel if known else "") or ""
    source = edition(choice.fuel_edition)
    for row in fuel_rows(source.code):
        if row["carrier"] != carrier and not (fuel and row["fuel"] == fuel):
            continue
        if row["fuel"] != wanted and row["fuel"]:
            continue
        factor = (
            _of_gases(choice, source, row) if "co2_kg_per_tj" in row else _as_published(choice, source, row)
        )
        if factor is not None:
            return replace(factor, carrier=carrier, fuel=fuel)
    raise _missing(choice, carrier, source, fuel)


def _of_gases(choice: FactorChoice, source: Edition, row: Mapping[str, str]) -> EmissionFactor | None:
    """A row with the gases apart: any GWP set can be applied. Such rows describe combustion, not the life
    cycle."""
    if choice.approach != "ipcc":
        return None
    biogenic = row["biogenic"] == "yes"
    co2 = float(row["co2_kg_per_tj"]) * T_PER_MWH
    gases = potentials(choice.gwp) if choice.gas_basis == "co2eq" else None
    apart = biogenic and choice.biomass_sustainable
    return EmissionFactor(
        carrier=row["carrier"],
        year=source.year_published,
        edition=source.code,
        co2_t_per_mwh=0.0 if apart else co2,
        biogenic_co2_t_per_mwh=co2 if apart else 0.0,
        ch4_t_per_mwh=float(row["ch4_kg_per_tj"]) * T_PER_MWH,
        n2o_t_per_mwh=float(row["n2o_kg_per_tj"]) * T_PER_MWH,
        gwp_ch4=gases["ch4_nonfossil" if biogenic else "ch4_fossil"] if gases else 0.0,
        gwp_n2o=gases["n2o"] if gases else 0.0,
        source=row["source"],
        place=row["place"],
        quality=row["gases_quality"] if gases else row["quality"],
        note=Message("Biomass: its CO2 is shown apart.") if apart else None,
    )


def _as_published(choice: FactorChoice, source: Edition, row: Mapping[str, str]) -> EmissionFactor | None:
    """A row that holds one published value for an approach and a gas basis."""
    sustainable = "yes" if choice.biomass_sustainable else "no"
    if (row["approach"], row["gas_basis"]) != (choice.approach, choice.gas_basis):
        return None
    if row["sustainable"] not in {"", sustainable}:
        return None
    value = float(row["t_per_mwh"])
    in_co2 = choice.gas_basis == "co2"
    return EmissionFactor(
        carrier=row["carrier"],
        year=source.year_published,
        edition=source.code,
        co2_t_per_mwh=value if in_co2 else 0.0,
        unsplit_t_co2eq_per_mwh=0.0 if in_co2 else value,
        biogenic_co2_t_per_mwh=float(row["biogenic_co2_t_per_mwh"] or 0),
        source=row["source"],
        place=row["place"],
        quality=row["quality"],
        note=Message("{note}", note=Code("factor_notes", row["note"], row["note"])) if row["note"] else None,
    )


def electricity_factor(choice: FactorChoice) -> EmissionFactor:
    """Return the national electricity factor (NEEFE) of the choice's country and year, t/MWh consumed.

    A year that the edition does not cover takes the last known one forward, or the first known one back.
    Raises: MissingFactor where the edition has no row for country, approach and gases
    Source: the edition's own; carrying years as the JRC does
    """
    return _supply_factor(choice, "electricity", "electricity")


def heat_factor(choice: FactorChoice) -> EmissionFactor:
    """Return the national heat factor, where the chosen electricity edition holds one for the country.

    Raises: MissingFactor; a local heat factor is the rule
    """
    source = edition(choice.electricity_edition)
    if "heat" not in source.kinds:
        raise _missing(choice, "heat_cold", source)
    return _supply_factor(choice, "heat", "heat_cold")


def _supply_factor(choice: FactorChoice, kind: str, carrier: str) -> EmissionFactor:
    source = edition(choice.electricity_edition)
    by_year = supply_rows(source.code, kind).get((choice.country, choice.approach, choice.gas_basis))
    if not by_year:
        raise _missing(choice, carrier, source)
    row, note = _carried(by_year, choice.year)
    in_co2 = choice.gas_basis == "co2"
    return EmissionFactor(
        carrier=carrier,
        year=row.year,
        edition=source.code,
        co2_t_per_mwh=row.value if in_co2 else 0.0,
        unsplit_t_co2eq_per_mwh=0.0 if in_co2 else row.value,
        source=source.source,
        place=f"{row.place}, {row.country} {row.year}",
        quality=row.quality,
        note=note,
    )


def _carried(by_year: Mapping[int, SupplyRow], year: int) -> tuple[SupplyRow, Message | None]:
    """Return the row of the year, or the nearest one on the side the JRC takes, with a note that says so."""
    if year in by_year:
        return by_year[year], None
    before = [known for known in by_year if known < year]
    if before:
        row = by_year[max(before)]
        return row, Message("{known} carried forward to {year}.", known=row.year, year=year)
    row = by_year[min(by_year)]
    return row, Message("{known} carried back to {year}.", known=row.year, year=year)


def _missing(choice: FactorChoice, carrier: str, source: Edition, fuel: str | None = None) -> MissingFactor:
    name: object = codes.code("carriers", carrier)
    if fuel:
        name = Message("{carrier} ({fuel})", carrier=name, fuel=codes.code("fuels", fuel))
    message = Message(
        "No {year} factor for {carrier} in edition {edition} ({approach}, {gases}).",
        year=choice.year,
        carrier=name,
        edition=source.as_code(),
        approach=codes.code("approaches", choice.approach),
        gases=codes.code("gas_bases", choice.gas_basis),
    )
    hint = Message(
        "Choose another edition in the inventory's settings, or enter an own factor with its reason."
    )
    if carrier == "heat_cold":
        hint = Message(
            "Enter the plants of the network (Local supply), an own factor, or choose another edition."
        )
    return MissingFactor(message, where=(choice.year, codes.code("carriers", carrier)), hint=hint)


def national_factor(choice: FactorChoice, carrier: str, fuel: str | None = None) -> EmissionFactor:
    """Return the edition's factor of any carrier: electricity, heat or a fuel. Raises MissingFactor."""
    if carrier == "electricity":
        return electricity_factor(choice)
    return heat_factor(choice) if carrier == "heat_cold" else fuel_factor(choice, carrier, fuel)


def factor_set(
    choice: FactorChoice,
    uses: Iterable[EnergyUse | FactorKey],
    *,
    own: Iterable[OwnFactor] = (),
    local_electricity: EmissionFactor | None = None,
    local_heat: EmissionFactor | None = None,
) -> tuple[dict[FactorKey, EmissionFactor], list[Finding]]:
    """Return the factor of every (carrier, fuel) that occurs, and what a reader must know of them.

    An own factor stands before a local one, a local one before the edition's. A missing factor is absent: the
    emissions of its energy are then unknown, never zero, and `emissions.emissions` says so.

    Findings: years carried, unverified rows, a GWP set that an edition's CO2 equivalents do not follow.
    """
    keys = dict.fromkeys((use.carrier, use.fuel) if isinstance(use, EnergyUse) else use for use in uses)
    mine = {(item.carrier, item.fuel): item for item in own}
    local = {"electricity": local_electricity, "heat_cold": local_heat}
    found: dict[FactorKey, EmissionFactor] = {}
    for carrier, fuel in keys:
        item = mine.get((carrier, fuel)) or mine.get((carrier, None))
        if item is not None:
            found[carrier, fuel] = _own(choice, item, fuel)
        elif factor := local.get(carrier):
            found[carrier, fuel] = factor
        else:
            try:
                found[carrier, fuel] = national_factor(choice, carrier, fuel)
            except MissingFactor:
                continue
    return found, _notes(choice, found)


def year_carried(choice: FactorChoice, factor: EmissionFactor) -> list[Finding]:
    """Return the finding that a national factor describes another year than the inventory's, or none."""
    if factor.note is None:
        return []
    return [
        Finding(
            "inventory.factor_year_carried",
            Severity.INFO,
            (choice.year, codes.code("carriers", factor.carrier)),
            Message("The edition does not cover the year: {note}", note=factor.note),
            Message("Use a later edition as soon as there is one."),
        )
    ]


def _own(choice: FactorChoice, item: OwnFactor, fuel: str | None) -> EmissionFactor:
    in_co2 = choice.gas_basis == "co2"
    return EmissionFactor(
        carrier=item.carrier,
        year=choice.year,
        edition="own",
        co2_t_per_mwh=item.t_per_mwh if in_co2 else 0.0,
        unsplit_t_co2eq_per_mwh=0.0 if in_co2 else item.t_per_mwh,
        fuel=fuel,
        source=item.source,
        quality="assumed",
        reason=item.reason,
    )


def _notes(choice: FactorChoice, found: Mapping[FactorKey, EmissionFactor]) -> list[Finding]:
    notes: list[Finding] = []
    other_gwp: dict[str, str] = {}
    unverified: list[object] = []
    for factor in found.values():
        name: object = codes.code("carriers", factor.carrier)
        if factor.carrier in {"electricity", "heat_cold"} and factor.edition != "local":
            notes.extend(year_carried(choice, factor))
        if factor.quality == "unverified" and name not in unverified:
            unverified.append(name)
        if factor.unsplit_t_co2eq_per_mwh and factor.edition not in {"own", "local"}:
            basis = edition(factor.edition).gwp
            if basis not in {choice.gwp, "chosen"}:
                other_gwp[factor.edition] = basis
    if unverified:
        notes.append(
            Finding(
                "inventory.factor_unverified",
                Severity.INFO,
                (choice.year,),
                Message(
                    "These factor rows have not been checked against their publication yet: {names}.",
                    names=unverified,
                ),
                Message("Compare them with the sources named under Factors used before the plan is adopted."),
            )
        )
    for code, basis in other_gwp.items():
        notes.append(
            Finding(
                "inventory.factor_gwp",
                Severity.WARNING,
                (choice.year, Code("editions", code, edition(code).title)),
                Message(
                    "The edition's CO2 equivalents follow {theirs}, the inventory chose {ours}.",
                    theirs=codes.code("gwp_sets", basis),
                    ours=codes.code("gwp_sets", choice.gwp),
                ),
                Message(
                    "Choose the same potentials in the inventory's settings, or say in the notes why not."
                ),
            )
        )
    return notes
