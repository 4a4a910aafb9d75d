"""Joining activity rows with the factors of a file: by name and year, gas by gas, whatever the units."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from secap.exchange.activity import Activity, ActivityFile, CarrierFactor, FactorFile
from secap.method.basis import codes, units
from secap.method.basis.errors import InvalidInput
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.method.inventory import gases
from secap.method.inventory.emissions import InventoryResult, emissions
from secap.method.inventory.energy import EnergyUse
from secap.method.inventory.factors import EmissionFactor

OWN_FILE = Message("Add a row for it to the factor file.")


class FactorBook:
    """The factors of a file, found by a carrier's name as written, else by the code that it means."""

    def __init__(self, file: FactorFile) -> None:
        self.file = file.file
        self._by_name: dict[str, dict[int | None, CarrierFactor]] = {}
        self._names: dict[str, str] = {}
        self._by_code: dict[str, set[str]] = {}
        for factor in file.factors:
            name = codes.folded(factor.carrier)
            self._by_name.setdefault(name, {})[factor.year] = factor
            self._names[name] = factor.carrier
            if code := codes.match("carriers", factor.carrier):
                self._by_code.setdefault(code, set()).add(name)

    def years(self) -> set[int]:
        """Return the years that the file gives factors for."""
        return {year for by_year in self._by_name.values() for year in by_year if year is not None}

    def find(self, carrier: str, year: int | None) -> tuple[CarrierFactor, Message | None] | None:
        """Return the factor of a carrier and what to say of it, or None where the file has none.

        The year's own factor, else the nearest earlier one carried forward, else the first one carried back.
        """
        by_year = self._of(carrier)
        if by_year is None:
            return None
        if year in by_year:
            return by_year[year], None
        dated = sorted(known for known in by_year if known is not None)
        if None in by_year or year is None or not dated:
            return by_year[None if None in by_year else dated[-1]], None
        earlier = [known for known in dated if known < year]
        chosen = earlier[-1] if earlier else dated[0]
        forward = Message(
            "“{carrier}” has no factor of {year}: the one of {chosen} is carried forward.",
            carrier=carrier,
            year=year,
            chosen=chosen,
        )
        back = Message(
            "“{carrier}” has no factor of {year}: the one of {chosen} is carried back.",
            carrier=carrier,
            year=year,
            chosen=chosen,
        )
        return by_year[chosen], forward if earlier else back

    def _of(self, carrier: str) -> dict[int | None, CarrierFactor] | None:
        name = codes.folded(carrier)
        if name in self._by_name:
            return self._by_name[name]
        code = codes.match("carriers", carrier)
        alike = self._by_code.get(code, set()) if code else set()
        return self._by_name[next(iter(alike))] if len(alike) == 1 else None

    def near(self, carrier: str) -> list[str]:
        """Return the file's names that look like `carrier`."""
        found = difflib.get_close_matches(codes.folded(carrier), self._names, 3, 0.6)
        return [self._names[name] for name in found]


@dataclass
class _Year:
    """What one year's rows become."""

    uses: list[EnergyUse] = field(default_factory=list)
    direct: list[gases.DirectEmission] = field(default_factory=list)
    factors: dict[tuple[str, str | None], EmissionFactor] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def result_of_year(
    rows: Sequence[Activity], book: FactorBook, *, year: int | None, gwp: str
) -> tuple[InventoryResult, dict[tuple[str, str | None], EmissionFactor]]:
    """Return the emissions of one year's rows with the factors used, names as the files write them.

    Factors by energy go through MWh; factors by mass or volume are multiplied directly.
    """
    potentials, made = gases.potentials(gwp), _Year()
    missing: dict[str, list[Activity]] = {}
    said: set[str] = set()
    for row in rows:
        found = book.find(row.carrier, year)
        if found is None:
            missing.setdefault(row.carrier, []).append(row)
            if (mwh := energy_mwh(row)) is not None:
                made.uses.append(use_of(row, mwh))
            continue
        factor, message = found
        if message and row.carrier not in said:
            said.add(row.carrier)
            hint = Message("Add the year's factor to the factor file.")
            made.findings.append(
                Finding("inventory.factor_carried", Severity.WARNING, (year, row.carrier), message, hint)
            )
        try:
            _add(made, row, factor, potentials, book, message)
        except InvalidInput as error:
            hint = error.hint or OWN_FILE
            made.findings.append(
                Finding("inventory.units_apart", Severity.ERROR, row.place, error.message, hint)
            )
    made.findings += [_missing(carrier, found_rows, book) for carrier, found_rows in missing.items()]
    result = emissions(
        made.uses, made.factors, direct=made.direct, renewable_shares=_renewable(row.carrier for row in rows)
    )
    others = [finding for finding in result.findings if finding.id != "inventory.missing_factor"]
    return replace(result, findings=(*made.findings, *others)), made.factors


def _add(
    made: _Year,
    row: Activity,
    factor: CarrierFactor,
    potentials: gases.Potentials,
    book: FactorBook,
    note: Message | None,
) -> None:
    mwh = energy_mwh(row)
    if mwh is not None and all(gases.is_by_energy(gas.unit) for gas in factor.gases):
        if (row.carrier, None) not in made.factors:
            made.factors[row.carrier, None] = gases.energy_factor(
                row.carrier,
                factor.year or row.year or 0,
                factor.gases,
                potentials,
                edition=book.file,
                place=", ".join(str(part) for part in factor.place[1:]),
                note=note,
            )
        made.uses.append(use_of(row, mwh))
        return
    made.direct.append(
        gases.direct_emission(
            sector=row.sector,
            carrier=row.carrier,
            amount=row.amount,
            unit=row.unit,
            gases=factor.gases,
            gwp=potentials,
            scope=scope_of(row),
            fuel=fuel_of(row.carrier),
            mwh=mwh,
        )
    )


def _missing(carrier: str, rows: Sequence[Activity], book: FactorBook) -> Finding:
    known = [mwh for row in rows if (mwh := energy_mwh(row)) is not None]
    amount = Amount(sum(known), "MWh", 0) if known else Message("{count} rows", count=len(rows))
    near = book.near(carrier)
    return Finding(
        "inventory.missing_factor",
        Severity.ERROR,
        (carrier,),
        Message(
            "No emission factor for “{carrier}” in {file}: the emissions of {amount} are not counted.",
            carrier=carrier,
            file=book.file,
            amount=amount,
        ),
        Message("Add a row for it to the factor file. Did you mean {near}?", near=near) if near else OWN_FILE,
    )


def negative_energy(file: ActivityFile) -> list[Finding]:
    """Return an error for each negative amount."""
    return [
        Finding(
            "inventory.negative_energy",
            Severity.ERROR,
            row.place,
            Message("The amount is negative: {amount}.", amount=Amount(row.amount, row.unit)),
            Message("Correct the sign. Sold or exported energy is not a negative consumption."),
        )
        for row in file.rows
        if row.amount < 0
    ]


def unknown_names(file: ActivityFile, *, carriers: bool) -> list[Finding]:
    """Return a note that names the sectors (and carriers) that no table knows; they count as written."""
    hint = Message("Nothing to do, unless it is a slip of the pen.")
    sectors = [
        name for name in _distinct(row.sector for row in file.rows) if not codes.match("sectors", name)
    ]
    others = [
        name for name in _distinct(row.carrier for row in file.rows) if not codes.match("carriers", name)
    ]
    found = []
    if sectors:
        message = Message("Not sectors of the Covenant, so they count as written: {names}.", names=sectors)
        found.append(Finding("inventory.unknown_sector", Severity.INFO, (file.file,), message, hint))
    if others and carriers:
        message = Message("Not carriers of the Covenant, so they count as written: {names}.", names=others)
        found.append(Finding("inventory.unknown_carrier", Severity.INFO, (file.file,), message, hint))
    return found


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def use_of(row: Activity, mwh: float, *, sector: str | None = None, carrier: str | None = None) -> EnergyUse:
    """Return a row as an energy use."""
    return EnergyUse(sector or row.sector, carrier or row.carrier, mwh, scope_of(row), reference=row)


def scope_of(row: Activity) -> int:
    """Return the scope: the row's own, else the carrier's in the table, else 1."""
    if row.scope is not None:
        return row.scope
    code = codes.match("carriers", row.carrier)
    return int(codes.get("carriers", code).default_scope) if code else 1


@cache
def fuel_of(carrier: str) -> str | None:
    """Return the fuel that a carrier's name means, or its default fuel."""
    if fuel := codes.match("fuels", carrier):
        return fuel
    code = codes.match("carriers", carrier)
    return codes.get("carriers", code).default_fuel or None if code else None


def energy_mwh(row: Activity) -> float | None:
    """Return a row's energy in MWh, None where its unit needs a calorific value that isn't at hand."""
    per_unit = _mwh_per_unit(row.unit, fuel_of(row.carrier))
    return None if per_unit is None else row.amount * per_unit


@cache
def _mwh_per_unit(unit: str, fuel: str | None) -> float | None:
    try:
        return units.to_mwh(1.0, unit, fuel=fuel).mwh
    except InvalidInput:
        return None


def _renewable(carriers: Iterable[str]) -> dict[str, float]:
    found = {}
    for carrier in _distinct(carriers):
        code = codes.match("carriers", carrier)
        found[carrier] = float(bool(code) and codes.get("carriers", code or "").group == "renewable")
    return found
