"""Reading the command's two tables: activity (energy by sector, scope and carrier) and emission factors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from secap.exchange.cells import CellReader
from secap.exchange.rows import Line, Sheet, read_sheet
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Code, Message
from secap.method.inventory.gases import GASES, GasFactor, gas_unit

ACTIVITY_COLUMNS = {
    "sector": ("sector", "subsector", "sektors", "nozare"),
    "scope": ("scope", "tvērums", "joma"),
    "carrier": ("carrier", "energy carrier", "fuel", "fuel type", "energy", "nesējs", "enerģijas nesējs",
                "energonesējs", "energoresurss", "kurināmais"),
    "mwh": ("mwh", "energy mwh", "mwh/a"),
    "value": ("value", "amount", "activity", "quantity", "daudzums", "vērtība"),
    "unit": ("unit", "units", "vienība", "mērvienība"),
    "year": ("year", "gads"),
}  # fmt: skip
FACTOR_COLUMNS = {
    "carrier": ACTIVITY_COLUMNS["carrier"],
    "year": ACTIVITY_COLUMNS["year"],
    "tco2_per_mwh": ("tco2 per mwh", "tco2/mwh", "t co2/mwh", "t co2 per mwh"),
    "tco2eq_per_mwh": (
        "tco2eq per mwh",
        "tco2e per mwh",
        "t co2eq/mwh",
        "tco2eq/mwh",
        "tco2e/mwh",
        "t per mwh",
    ),
    "gas": ("gas", "gāze"),
    "value": ("value", "factor", "emission factor", "vērtība", "faktors", "emisijas faktors"),
    "unit": ACTIVITY_COLUMNS["unit"],
    "biogenic": ("biogenic", "biogēns"),
}
GAS_NAMES = {"co2e": "co2eq", "co2-eq": "co2eq", "co2 eq": "co2eq", "ghg": "co2eq", "seg": "co2eq"}


@dataclass(frozen=True, slots=True)
class Activity:
    """One row of an activity file, names as written.

    amount : in `unit`;  scope : None where the file doesn't say;  place : file, sheet and row for messages.
    """

    sector: str
    carrier: str
    amount: float
    unit: str
    scope: int | None
    year: int | None
    place: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class CarrierFactor:
    """The gas factors of one carrier in one year (None: any year), name as written."""

    carrier: str
    year: int | None
    gases: tuple[GasFactor, ...]
    place: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class ActivityFile:
    """An activity file and what its reader had to assume or leave out."""

    file: str
    rows: tuple[Activity, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class FactorFile:
    """A factor file and what its reader had to assume."""

    file: str
    factors: tuple[CarrierFactor, ...]
    findings: tuple[Finding, ...]


def read_activity(path: Path, *, decimal: str | None = None) -> ActivityFile:
    """Return the rows of an activity file: sector, carrier, mwh (or value and unit), optional scope and year.

    decimal : "," or "." where the file's own numbers don't tell, or must be overruled.
    Raises: UnreadableFile, InvalidInput and Problems that name file, sheet, row and column
    """
    sheet = read_sheet(path, _finder(ACTIVITY_COLUMNS))
    _require(sheet, ["sector", "carrier"], ACTIVITY_COLUMNS)
    if "mwh" not in sheet.columns:
        _require(sheet, ["value", "unit"], ACTIVITY_COLUMNS, instead_of="mwh")
    reader = _Rows(sheet, ("mwh", "value"), decimal)
    rows = []
    for line in sheet.lines:
        if row := reader.activity(line):
            rows.append(row)
    if any(row.year for row in rows):
        for line in sheet.lines:
            if line.cells.get("year") is None:
                hint = Message("Give every row a year, or none.")
                reader.problem(line, "year", Message("The year is missing."), hint)
    reader.finish()
    if not rows:
        raise InvalidInput(
            Message("The file has no row with a value."),
            where=sheet.place(),
            hint=Message("Enter one row for each sector and carrier."),
        )
    return ActivityFile(sheet.file, tuple(rows), (*sheet.findings, *reader.findings))


def read_factors(path: Path, *, decimal: str | None = None) -> FactorFile:
    """Return the factors of a wide file (carrier, tco2_per_mwh) or a long one (carrier, gas, value, unit).

    Either may have a year; a long one may say which carriers are biogenic.
    Raises: UnreadableFile, InvalidInput and Problems that name file, sheet, row and column
    """
    sheet = read_sheet(path, _finder(FACTOR_COLUMNS))
    _require(sheet, ["carrier"], FACTOR_COLUMNS)
    wide = next((name for name in ("tco2_per_mwh", "tco2eq_per_mwh") if name in sheet.columns), None)
    if wide is None:
        _require(sheet, ["value", "unit"], FACTOR_COLUMNS, instead_of="tco2_per_mwh")
    reader = _Rows(sheet, (wide or "value",), decimal)
    found: dict[tuple[str, int | None], dict[str, tuple[CarrierFactor, int]]] = {}
    for line in sheet.lines:
        row = reader.factor(line, wide)
        if row is None:
            continue
        gas = row.gases[0].gas
        of_carrier = found.setdefault((codes.folded(row.carrier), row.year), {})
        if gas in of_carrier:
            reader.problem(
                line,
                "carrier",
                Message("“{carrier}” has this factor already in row {row}.", carrier=row.carrier,
                        row=of_carrier[gas][1]),
                Message("Keep one of the two rows."),
            )  # fmt: skip
        of_carrier[gas] = (row, line.number)
    reader.finish()
    factors = [_joined([row for row, _ in by_gas.values()]) for by_gas in found.values()]
    return FactorFile(sheet.file, tuple(factors), (*sheet.findings, *reader.findings))


def _joined(rows: list[CarrierFactor]) -> CarrierFactor:
    first = rows[0]
    return CarrierFactor(first.carrier, first.year, tuple(row.gases[0] for row in rows), first.place)


def _finder(columns: dict[str, tuple[str, ...]]) -> Callable[[str], str | None]:
    names = {codes.folded(name): code for code, spellings in columns.items() for name in (code, *spellings)}
    return lambda heading: names.get(codes.folded(heading))


def _require(
    sheet: Sheet, needed: Iterable[str], known: dict[str, tuple[str, ...]], instead_of: str = ""
) -> None:
    missing = [column for column in needed if column not in sheet.columns]
    if not missing:
        return
    columns = ", ".join(missing)
    if instead_of:
        message = Message(
            "There is neither a column {first} nor {columns}.", first=instead_of, columns=columns
        )
    else:
        message = Message("The column {columns} is missing.", columns=columns)
    hint = Message("The first row must name the columns. Known names: {names}.", names=list(known))
    raise InvalidInput(message, where=sheet.place(), hint=hint)


class _Rows(CellReader):
    """Rows of the two tables."""

    def activity(self, line: Line) -> Activity | None:
        """Return a row, or None where a notation key or a problem stands in it."""
        sector, carrier = self.text(line, "sector"), self.text(line, "carrier")
        column = "mwh" if line.cells.get("mwh") is not None or "value" not in self.sheet.columns else "value"
        unit = "mwh" if column == "mwh" else self.text(line, "unit")
        year, scope = self.year(line), self.scope(line)
        cell = line.cells.get(column)
        key = codes.table("notation_keys").get(str(cell).strip().upper())
        if key is not None:
            name = Code("notation_keys", key.code, key.name)
            self.findings.append(
                Finding(
                    "inventory.notation_key",
                    Severity.INFO,
                    self.sheet.place(line, column),
                    Message("{key}: no value is counted.", key=name),
                    Message("Explain the notation key in the inventory."),
                )
            )
            return None
        amount = self.number(line, column)
        if sector is None or carrier is None or unit is None or amount is None:
            return None
        return Activity(sector, carrier, amount, unit, scope, year, self.sheet.place(line))

    def factor(self, line: Line, wide: str | None) -> CarrierFactor | None:
        """Return a row of one gas, or None where there is a problem."""
        carrier, year = self.text(line, "carrier"), self.year(line)
        value = self.number(line, wide or "value")
        unit: str | None = "t/MWh"
        gas: str | None = "co2" if wide == "tco2_per_mwh" else "co2eq"
        if not wide:
            unit, gas = self._unit(line), self._gas(line)
        biogenic = self.yes(line, "biogenic")
        if value is not None and value < 0:
            self.problem(line, wide or "value", Message("An emission factor must not be negative."),
                         Message("Correct the value."))  # fmt: skip
        if carrier is None or value is None or unit is None or gas is None:
            return None
        return CarrierFactor(carrier, year, (GasFactor(gas, value, unit, biogenic),), self.sheet.place(line))

    def _gas(self, line: Line) -> str | None:
        if "gas" not in self.sheet.columns:
            return "co2eq"
        text = self.text(line, "gas")
        if text is None:
            return None
        gas = text.lower().replace("₂", "2").replace("₄", "4").strip()
        gas = GAS_NAMES.get(gas, gas)
        if gas in GASES:
            return gas
        self.problem(line, "gas", Message("“{text}” is not a gas that is counted.", text=text),
                     Message("Use co2, ch4, n2o, or co2eq where the gases are not split."))  # fmt: skip
        return None

    def _unit(self, line: Line) -> str | None:
        text = self.text(line, "unit")
        if text is None:
            return None
        try:
            gas_unit(text)
        except InvalidInput as error:
            self.problem(line, "unit", error.message, error.hint or Message("Correct the unit."))
            return None
        return text
