"""Where a figure of the results comes from: formula, the lines that make it up, and who entered them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secap.desk.inventory import charts
from secap.desk.inventory.account import Account
from secap.desk.inventory.models import EnergyUse, NonEnergyEmission
from secap.method.basis import codes, units
from secap.method.inventory import energy
from secap.method.inventory.factors import EmissionFactor
from secap.method.inventory.places import carrier_group, main_sector

Wanted = Callable[[Any, Mapping[str, str]], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """One product of the sum: the record, how it became MWh, its factor, t and biogenic t (None without a
    factor).

    latest : the history row of the last change.
    """

    use: EnergyUse
    mwh: float
    conversion: units.Conversion | None
    factor: EmissionFactor | None
    t: float | None
    latest: Any = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure in full.

    headline : (name, value, unit, digits), the figure itself first;  is_small : few enough lines to show
    every change of each.
    """

    title: str
    formula: str
    headline: list[tuple[str, float | None, str, int]]
    lines: list[Line]
    non_energy: list[NonEnergyEmission] = field(default_factory=list)
    asks_population: bool = False

    @property
    def is_small(self) -> bool:
        return len(self.lines) <= 5

    @property
    def factors(self) -> list[EmissionFactor]:
        """Return each factor row once, in the order of use."""
        found: dict[tuple[str, str | None], EmissionFactor] = {}
        for line in self.lines:
            if line.factor is not None:
                found.setdefault((line.use.carrier, line.use.fuel), line.factor)
        return list(found.values())

    @property
    def conversions(self) -> list[Line]:
        """Return the lines whose amounts were delivered in another unit than MWh."""
        return [line for line in self.lines if line.conversion is not None and line.use.unit != "mwh"]


def _all(use: Any, query: Mapping[str, str]) -> bool:
    return True


def _renewable(use: Any, query: Mapping[str, str]) -> bool:
    return carrier_group(use.carrier) == "renewable"


def _of(*names: str) -> Wanted:
    return lambda use, query: all(str(getattr(use, name)) == query.get(name) for name in names)


def _of_main_sector(use: Any, query: Mapping[str, str]) -> bool:
    return main_sector(use.sector) == query.get("main_sector")


ENERGY = "E = Σ MWh[s,c] × EF[c]"
# figure: (title where the query string does not name it, formula, which energy uses belong to it)
FIGURES: dict[str, tuple[Any, str, Wanted]] = {
    "total": (gettext_lazy("Total emissions"), f"{ENERGY} + E[ne]", _all),
    "energy": (gettext_lazy("Emissions from energy"), ENERGY, _all),
    "per-capita": (gettext_lazy("Emissions per inhabitant"), "e = (Σ MWh[s,c] × EF[c] + E[ne]) / P", _all),
    "mwh": (gettext_lazy("Final energy consumption"), "W = Σ MWh[s,c]", _all),
    "renewable": (
        gettext_lazy("Renewable share of final energy"),
        "r = Σ MWh[s, renewable c] / Σ MWh[s,c]",
        _renewable,
    ),
    "biogenic": (gettext_lazy("Biogenic CO₂, not counted"), "B = Σ MWh[s,c] × EF_bio[c]", _all),
    "gas": ("", "E[g] = Σ MWh[s,c] × EF[g,c] × GWP[g]", _all),
    "net": (gettext_lazy("Net of sinks"), f"{ENERGY} + E[ne] − R", _all),
    "cell": ("", "E[s,c] = MWh[s,c] × EF[c]", _of("sector", "carrier")),
    "sector": ("", "E[s] = Σ MWh[s,c] × EF[c] + E[ne,s]", _of("sector")),
    "carrier": ("", "E[c] = Σ MWh[s,c] × EF[c]", _of("carrier")),
    "scope": ("", "E[k] = Σ MWh[s,c,k] × EF[c] + E[ne,k]", _of("scope")),
    "main-sector": ("", "E[m] = Σ MWh[s,c] × EF[c] + E[ne], s in m", _of_main_sector),
    "non-energy": (gettext_lazy("Emissions that are not energy's"), "E[ne] = Σ t", lambda use, query: False),
    "sinks": (gettext_lazy("Removals by sinks"), "R = Σ t", lambda use, query: False),
}
WITH_NON_ENERGY = {"total", "per-capita", "net", "sector", "scope", "main-sector", "non-energy", "sinks"}


def explanation(account: Account, figure: str, query: Mapping[str, str], lang: str) -> Explanation | None:
    """Return what makes up a figure; None where there is no such figure or nothing belongs to it.

    query : `sector`, `carrier`, `scope`, `gas`, `main_sector` say which one.
    """
    if figure not in FIGURES:
        return None
    title, formula, belongs = FIGURES[figure]
    lines = _lines(account, lambda use: belongs(use, query), _measure(figure, query))
    other = _non_energy(account, figure, query)
    if figure in {"cell", "sector", "carrier", "scope", "main-sector"} and not lines and not other:
        return None
    if figure == "gas" and query.get("gas") not in account.result.by_gas_t:
        return None
    if figure in {"gas", "biogenic"}:
        lines = [line for line in lines if line.t]
    return Explanation(
        str(title) or _title(figure, query, lang),
        formula,
        _headline(account, figure, query, lines, other),
        lines,
        other,
        asks_population=figure == "per-capita",
    )


def _lines(
    account: Account, belongs: Callable[[energy.EnergyUse], bool], t_of: Callable[[Any], float]
) -> list[Line]:
    found = []
    for line in account.result.lines:
        use = line.use.reference
        if belongs(line.use) and isinstance(use, EnergyUse):
            found.append(Line(use, line.use.mwh, account.conversions.get(use.uid), line.factor, t_of(line)))
    for missing in account.result.missing:
        use = missing.reference
        if belongs(missing) and isinstance(use, EnergyUse):
            found.append(Line(use, missing.mwh, account.conversions.get(use.uid), None, None))
    return found


def _measure(figure: str, query: Mapping[str, str]) -> Callable[[Any], float]:
    """Return how much a line adds to the figure, t."""
    if figure == "biogenic":
        return lambda line: float(line.biogenic_t)
    if figure == "gas":
        gas = query.get("gas", "")
        return lambda line: float(line.use.mwh * _per_mwh(line.factor, gas))
    return lambda line: float(line.t)


def _per_mwh(factor: EmissionFactor, gas: str) -> float:
    """Return what a factor's gas adds, t CO2eq/MWh."""
    return {
        "co2": factor.co2_t_per_mwh,
        "ch4": factor.ch4_t_per_mwh * factor.gwp_ch4,
        "n2o": factor.n2o_t_per_mwh * factor.gwp_n2o,
        "co2eq_unsplit": factor.unsplit_t_co2eq_per_mwh,
    }.get(gas, 0.0)


def _non_energy(account: Account, figure: str, query: Mapping[str, str]) -> list[NonEnergyEmission]:
    is_unsplit = figure == "gas" and query.get("gas") == "co2eq_unsplit"
    if figure not in WITH_NON_ENERGY and not is_unsplit:
        return []
    found = []
    for record in account.records.non_energy:
        if record.is_sink and figure not in {"sinks", "net"}:
            continue
        if figure == "sinks" and not record.is_sink:
            continue
        if figure == "sector" and record.sector != query.get("sector"):
            continue
        if figure == "scope" and str(record.scope) != query.get("scope"):
            continue
        if figure == "main-sector" and main_sector(record.sector) != query.get("main_sector"):
            continue
        found.append(record)
    return found


def _headline(
    account: Account,
    figure: str,
    query: Mapping[str, str],
    lines: list[Line],
    other: Iterable[NonEnergyEmission],
) -> list[tuple[str, float | None, str, int]]:
    """Return the figure as the results page prints it, and what it is made of."""
    result, unit = account.result, charts.unit_t(account)
    emissions = _("Emissions")
    whole: dict[str, list[tuple[str, float | None, str, int]]] = {
        "total": [(emissions, result.total_t, unit, 2), (_("Energy"), result.energy_mwh, "MWh", 2)],
        "energy": [(emissions, result.energy_t, unit, 2), (_("Energy"), result.energy_mwh, "MWh", 2)],
        "per-capita": [
            (_("Per inhabitant"), result.per_capita_t, unit, 3),
            (emissions, result.total_t, unit, 2),
            (_("Population"), account.population, "", 0),
        ],
        "mwh": [(_("Energy"), result.energy_mwh, "MWh", 2)],
        "renewable": [
            (
                _("Renewable share"),
                None if result.renewable_share is None else result.renewable_share * 100,
                "%",
                2,
            ),
            (_("Renewable energy"), sum(line.mwh for line in lines), "MWh", 2),
            (_("Energy"), result.energy_mwh, "MWh", 2),
        ],
        "biogenic": [(_("Biogenic CO₂"), result.biogenic_t, "t CO₂", 2)],
        "net": [
            (_("Net of sinks"), result.net_t, unit, 2),
            (emissions, result.total_t, unit, 2),
            (_("Removals by sinks"), result.sinks_t, unit, 2),
        ],
        "non-energy": [(emissions, result.non_energy_t, unit, 2)],
        "sinks": [(_("Removals by sinks"), result.sinks_t, unit, 2)],
        "gas": [(emissions, result.by_gas_t.get(query.get("gas", "")), unit, 2)],
    }
    if figure in whole:
        return whole[figure]
    total_t = sum(line.t for line in lines if line.t is not None) + sum(record.t_co2eq for record in other)
    found: list[tuple[str, float | None, str, int]] = [(emissions, total_t, unit, 2)]
    if lines:
        found.append((_("Energy"), sum(line.mwh for line in lines), "MWh", 2))
    if result.total_t:
        found.append((_("Share of the total"), 100 * total_t / result.total_t, "%", 1))
    return found


def _title(figure: str, query: Mapping[str, str], lang: str) -> str:
    def label(table: str, name: str) -> str:
        return codes.code(table, query.get(name, "")).label(lang)

    if figure == "cell":
        return f"{label('sectors', 'sector')}, {label('carriers', 'carrier')}"
    if figure == "scope":
        return _("Scope %(scope)s") % {"scope": query.get("scope", "")}
    if figure == "gas":
        return {"co2": "CO₂", "ch4": "CH₄", "n2o": "N₂O"}.get(query["gas"], _("CO₂eq, gases not told apart"))
    table, name = {
        "sector": ("sectors", "sector"),
        "carrier": ("carriers", "carrier"),
        "main-sector": ("main_sectors", "main_sector"),
    }[figure]
    return label(table, name)
