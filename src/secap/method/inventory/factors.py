"""Emission factors: the rows of the editions, and the choice an inventory makes among them."""

from __future__ import annotations

from dataclasses import dataclass

from secap.method.basis.derivations import Derivation
from secap.method.basis.messages import Message


@dataclass(frozen=True, slots=True)
class EmissionFactor:
    """One factor as used, with the row it came from. Gases in tonnes of that gas per MWh of final energy.

    co2_t_per_mwh : fossil CO2 (or non-sustainable biogenic CO2);
    biogenic_co2_t_per_mwh : CO2 of sustainable biomass, shown apart, never in a total;
    unsplit_t_co2eq_per_mwh : published CO2eq totals that do not say which gas;
    gwp_ch4, gwp_n2o : 100-year potentials applied (0 when the inventory counts CO2 only);
    year : the year the factor describes;  edition : who published it when (code of `factors/`).
    """

    carrier: str
    year: int
    edition: str
    co2_t_per_mwh: float = 0.0
    ch4_t_per_mwh: float = 0.0
    n2o_t_per_mwh: float = 0.0
    unsplit_t_co2eq_per_mwh: float = 0.0
    biogenic_co2_t_per_mwh: float = 0.0
    gwp_ch4: float = 0.0
    gwp_n2o: float = 0.0
    fuel: str | None = None
    source: str = ""
    place: str = ""
    quality: str = "published"  # published | derived | assumed | unverified
    note: Message | None = None  # such as: 2021 carried forward to 2023
    derivation: Derivation | None = None
    reason: str = ""  # an own factor's reason

    @property
    def t_per_mwh(self) -> float:
        """t CO2 (or t CO2eq, after the inventory's gas basis) per MWh."""
        return (
            self.co2_t_per_mwh
            + self.ch4_t_per_mwh * self.gwp_ch4
            + self.n2o_t_per_mwh * self.gwp_n2o
            + self.unsplit_t_co2eq_per_mwh
        )


@dataclass(frozen=True, slots=True)
class FactorChoice:
    """What an inventory chose: the editions, the approach and the gases.

    approach : ipcc | lca;  gas_basis : co2 | co2eq;  gwp : ar4 | ar5 | ar6;
    country : ISO 3166 alpha-2 code for the national electricity (and heat) factor.
    """

    year: int
    country: str
    fuel_edition: str = "ipcc_2006"
    electricity_edition: str = "jrc_2024"
    approach: str = "ipcc"
    gas_basis: str = "co2"
    gwp: str = "ar4"
    biomass_sustainable: bool = True
