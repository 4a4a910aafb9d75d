"""The result of a bridge: terms by sector and in all, what is claimed beside them, and the derivation."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.findings import Finding
from secap.method.basis.messages import Message
from secap.method.inventory.places import sector_code
from secap.method.scenarios import bridge_terms as terms
from secap.method.scenarios.bridge_claims import Claims

FORMULA = "ΔE_x = Σ L(E1, E0) × ln(x1 / x0),  L(a, b) = (a - b) / (ln a - ln b)"
LMDI = "lmdi_2015"


HOW: dict[str, str] = {
    terms.WEATHER: "Σ L × ln(w1 / w0)",
    terms.POPULATION: "Σ L × ln(P1 / P0)",
    terms.ACTIVITY: "Σ L × ln((A1 / P1) / (A0 / P0))",
    terms.INTENSITY: "Σ L × ln((W1 / A1) / (W0 / A0))",
    terms.MIX: "Σ L × ln(m1 / m0)",
    terms.GRID: "Σ L × ln(N1 / N0)",
    terms.LOCAL_ELECTRICITY: "Σ L × ln((F1 / N1) / (F0 / N0))",
    terms.HEAT: "Σ L × ln(F1 / F0)",
    terms.FUELS: "Σ L × ln(F1 / F0)",
    terms.SETTINGS: "Σ L × ln(F0* / F0)",
    terms.NON_ENERGY: "E1 - E0",
}


@dataclass(frozen=True, slots=True)
class Driver:
    """A sector's better driver than the population: its name (code) and value in both years, None unknown."""

    indicator: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class SectorBridge:
    """One sector.  terms : {term: t}, adds up to the change;  unknown : terms that could not be told apart
    and are inside the energy intensity;  driver : its activity, None: the population alone."""

    sector: str
    start_t: float
    end_t: float
    terms: Mapping[str, float]
    unknown: tuple[str, ...] = ()
    driver: Driver | None = None


@dataclass(frozen=True, slots=True)
class Bridge:
    """The way from the emissions of one inventory to those of another, t a year (sinks not deducted).

    terms : {term: t} in the order of bridge_terms.TERMS, adds up to the change; None: unknown in every
    sector, and inside the energy intensity;
    weather : whether the degree-day correction was asked for;
    claims : what completed actions say, beside the sum.
    """

    start_year: int
    end_year: int
    start_t: float
    end_t: float
    terms: Mapping[str, float | None]
    sectors: tuple[SectorBridge, ...]
    weather: bool
    unit: str = "t CO₂eq"
    claims: Claims = field(default_factory=lambda: Claims(0.0, {}, ()))
    findings: tuple[Finding, ...] = ()

    @property
    def change_t(self) -> float:
        """Return end less start, t."""
        return self.end_t - self.start_t

    @property
    def outside_t(self) -> float:
        """Return what weather, population, activity, national electricity and other settings changed, t."""
        return math.fsum(t or 0.0 for term, t in self.terms.items() if term in terms.OUTSIDE)

    @property
    def within_t(self) -> float:
        """Return the rest of the change: what actions, the plan's and others', can bring about, t."""
        return self.change_t - self.outside_t

    @property
    def unexplained_t(self) -> float:
        """Return the part of `within_t` that the completed actions don't claim, t; negative: emissions fell
        by more than they claim."""
        return self.within_t + self.claims.t

    @property
    def derivation(self) -> Derivation:
        """Return the way from start to end, line by line."""
        total, energy = Message("Emissions"), Message("inside the energy intensity")
        unit = self.unit
        steps = [Step(Message("{what} {year}", what=total, year=self.start_year), self.start_t, unit)]
        steps += [
            Step(terms.TERMS[term], t, unit, energy if t is None else HOW[term])
            for term, t in self.terms.items()
        ]
        steps.append(Step(Message("{what} {year}", what=total, year=self.end_year), self.end_t, unit, "Σ"))
        title = Message(
            "Why emissions changed from {start} to {end}", start=self.start_year, end=self.end_year
        )
        return Derivation(title, FORMULA, LMDI, tuple(steps), self.change_t, unit)

    def as_dict(self, lang: str = "en") -> dict[str, object]:
        """Return the bridge ready for JSON, names and findings in `lang`."""
        return {
            "from": self.start_year,
            "to": self.end_year,
            "unit": self.unit,
            "start_t": self.start_t,
            "end_t": self.end_t,
            "change_t": self.change_t,
            "weather_corrected": self.weather,
            "terms": [
                {"term": term, "name": terms.TERMS[term].text(lang), "t": t} for term, t in self.terms.items()
            ],
            "outside_t": self.outside_t,
            "within_t": self.within_t,
            "claimed_t": self.claims.t,
            "claimed_by_action_t": dict(self.claims.by_action_t),
            "claims_unknown": list(self.claims.unknown),
            "unexplained_t": self.unexplained_t,
            "sectors": [
                {
                    "sector": one.sector,
                    "name": sector_code(one.sector).label(lang),
                    "start_t": one.start_t,
                    "end_t": one.end_t,
                    "change_t": one.end_t - one.start_t,
                    "terms_t": dict(one.terms),
                    "unknown": list(one.unknown),
                    "activity": one.driver and one.driver.indicator,
                }
                for one in self.sectors
            ],
            "formula": FORMULA,
            "findings": [finding.as_dict(lang) for finding in self.findings],
        }
