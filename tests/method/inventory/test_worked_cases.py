"""Worked cases that an energy officer can check by hand: tests/cases/*.yaml (name, source, given, expect)."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from secap.method.basis import codes
from secap.method.inventory.chp import chp_split
from secap.method.inventory.degree_days import HeatingUse, corrected, reference
from secap.method.inventory.emissions import emissions
from secap.method.inventory.energy import EnergyUse
from secap.method.inventory.factors import EmissionFactor
from secap.method.inventory.gases import GasFactor, direct_emission, potentials
from secap.method.inventory.local_electricity import GreenElectricity, LocalElectricity, local_electricity
from secap.method.inventory.local_heat import HeatExchange, HeatPlant, local_heat
from secap.method.inventory.plants import FuelInput

ROOT = Path(__file__).resolve().parents[3]
GPC = ROOT.parent / "shared/cases/gpc_expected"
FILES = ("kranj", "prato", "gpc", "local_factors")
CASES = [
    pytest.param(case, id=f"{name}: {case['name']}")
    for name in FILES
    for case in yaml.safe_load((ROOT / f"tests/cases/{name}.yaml").read_text(encoding="utf-8"))
]


def inventory(energy: list[list[Any]], t_per_mwh: dict[str, float]) -> dict[str, Any]:
    uses = [EnergyUse(sector, carrier, mwh, scope) for sector, scope, carrier, mwh in energy]
    factors = {
        (carrier, None): EmissionFactor(carrier, 2019, "case", co2_t_per_mwh=value)
        for carrier, value in t_per_mwh.items()
    }
    result = emissions(uses, factors)
    assert result.complete
    by_scope = {
        sector: {int(scope): t for scope, t in parts.items()}
        for sector, parts in result.by_sector_scope_t.items()
    }
    return {"by_sector_scope_t": by_scope}


def electricity(plants: list[list[Any]], green: list[list[Any]], **given: float) -> dict[str, Any]:
    made = local_electricity(
        consumption_mwh=given["consumption_mwh"],
        national=given["national_t_per_mwh"],
        plants=[LocalElectricity(name, mwh, t) for name, mwh, t in plants],
        green=[GreenElectricity(name, mwh, factor, kind == "sold") for name, mwh, factor, kind in green],
    )
    assert made.derivation.result == made.t_per_mwh
    return {"t_per_mwh": made.t_per_mwh}


def heat(
    consumption_mwh: float, plants: list[list[Any]], exchanges: list[list[Any]] | None = None
) -> dict[str, Any]:
    made = local_heat(
        consumption_mwh=consumption_mwh,
        plants=[
            HeatPlant(name, mwh, tuple(FuelInput(*fuel) for fuel in fuels), *stated)
            for name, mwh, fuels, *stated in plants
        ],
        exchanges=[
            HeatExchange(name, mwh, factor, kind == "exported") for name, mwh, factor, kind in exchanges or []
        ],
    )
    return {"t_per_mwh": made.t_per_mwh, "loss_share": made.loss_share}


def chp(reference: str, **given: float) -> dict[str, Any]:
    row = codes.get("chp_efficiencies", reference)
    split = chp_split(
        fuel_t=given["fuel_t"],
        heat_mwh=given["heat_mwh"],
        electricity_mwh=given["electricity_mwh"],
        heat_efficiency=row.heat_efficiency,
        electricity_efficiency=row.electricity_efficiency,
    )
    return {
        name: getattr(split, name) for name in ("heat_share", "electricity_share", "heat_t", "electricity_t")
    }


def degree_days(average: float, **given: float) -> dict[str, Any]:
    to = reference(year=2020, base_year=2005, average=average, by_year={})
    assert to is not None
    found = corrected(
        [HeatingUse("residential_buildings", "heat_cold", given["heating_mwh"], given["heating_t"])],
        energy_mwh=given["energy_mwh"],
        total_t=given["total_t"],
        degree_days=given["degree_days"],
        to=to,
    )
    assert (found.energy_mwh, found.total_t) == (given["energy_mwh"], given["total_t"])
    names = ("corrected_heating_mwh", "corrected_energy_mwh", "corrected_total_t")
    return {name: getattr(found, name) for name in names}


def direct(amount: float, unit: str, gwp: str, factor_unit: str, factors: dict[str, float]) -> dict[str, Any]:
    gases = [GasFactor(gas, value, factor_unit) for gas, value in factors.items()]
    made = direct_emission(
        sector="case", carrier="case", amount=amount, unit=unit, gases=gases, gwp=potentials(gwp)
    )
    return {"t": made.t}


KINDS: dict[str, Callable[..., dict[str, Any]]] = {
    "inventory": inventory,
    "local_electricity": electricity,
    "local_heat": heat,
    "chp": chp,
    "degree_days": degree_days,
    "direct": direct,
}


def flat(values: dict[Any, Any], prefix: str = "") -> dict[str, float]:
    found: dict[str, float] = {}
    for key, value in values.items():
        name = f"{prefix}{key}"
        found |= flat(value, name + "/") if isinstance(value, dict) else {name: value}
    return found


@pytest.mark.parametrize("case", CASES)
def test_a_worked_case_comes_out(case: dict[str, Any]) -> None:
    assert case["source"]
    found = flat(KINDS[case["kind"]](**case["given"]))
    for name, value in flat(case["expect"]).items():
        assert found[name] == pytest.approx(value, abs=case["tolerance"]), name


def published_rows() -> list[tuple[str, float, dict[str, float], str, float]]:
    """Return (name, amount, gases, unit, expected t) of every published row that has factors."""
    found = []
    with (GPC / "citycatalyst_stationary_energy_manual_v1.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            gases = {gas: float(row[f"{gas}_global_api"]) for gas in ("co2", "ch4", "n2o")}
            expected = float(row["Final_emissions_CO2e_manually_tonnes"])
            name = f"{row['subsector']} {row['fuel_type']}"
            assert (row["ch4_gwp"], row["n2o_gwp"]) == ("28", "265")
            found.append((name, float(row["total_fuel_value"]), gases, row["units_in_GlobalAPI"], expected))
    with (GPC / "citycatalyst_transport_validation.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["CO2 Global API"]:
                gases = {gas: float(row[f"{gas.upper()} Global API"]) for gas in ("co2", "ch4", "n2o")}
                name = f"{row['subsector']} {row['fuel_type']}"
                unit, expected = row["Units Global API"], float(row["Total CO2eq"])
                found.append((name, float(row["Test fuel value"]), gases, unit, expected))
    return found


@pytest.mark.skipif(not GPC.is_dir(), reason="the folder ../shared/cases/gpc_expected is not there")
def test_all_published_gpc_rows_come_out() -> None:
    rows = published_rows()
    assert len(rows) == 69
    for name, amount, gases, unit, expected in rows:
        per = unit.split("/")[1]
        found = direct(amount, per, "ar5", unit, gases)["t"]
        # the published totals are rounded to two decimals
        assert found == pytest.approx(expected, abs=0.01), name
        assert round(found, 2) == pytest.approx(expected, abs=0.0051), name
