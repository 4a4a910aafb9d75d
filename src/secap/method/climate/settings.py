"""What the indicators are computed with: base temperatures, thresholds, reference period."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from secap.method.basis import codes, tables
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Amount, Message

DEFAULT_COUNTRY = "default"


@dataclass(frozen=True, slots=True)
class HeatWave:
    """When hot days make a heat wave: `min_days` in a row with a maximum of at least `tx_c`, °C."""

    country: str
    tx_c: float
    min_days: int
    quality: str
    source: str
    note: str = ""


def heat_wave(country: str = "") -> HeatWave:
    """Return a country's heat wave, that of the table's row `default` where it has none.

    country : two letters, such as LV

    Source: tables/climate/heat_waves.csv
    """
    rows = {row["country"]: row for row in tables.rows("climate/heat_waves.csv")}
    row = rows.get(country.strip().upper()) or rows[DEFAULT_COUNTRY]
    return HeatWave(
        row["country"], float(row["tx_c"]), int(row["min_days"]), row["quality"], row["source"], row["note"]
    )


def default(key: str) -> float:
    """Return a default of the table."""
    return next(float(row["value"]) for row in tables.rows("climate/defaults.csv") if row["key"] == key)


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices behind the indicators. Temperatures in °C, wind in m/s.

    hdd_limit_c : count heating degree days only on days with a mean up to this; None: on all below the base;
    heat_wave_tx_c, heat_wave_days : of the country unless chosen;
    gust_ms : from this gust on a day is windy;  wind_ms : the same for the mean wind, where no gust is given;
    reference : first and last year of the reference period, None: the standard period that has most values.

    cold_wave_tm_c, cold_wave_days : so many days in a row with a mean below it make a cold wave.

    Source: tables/climate/defaults.csv, tables/climate/heat_waves.csv
    """

    hdd_base_c: float = field(default_factory=lambda: default("hdd_base_c"))
    hdd_limit_c: float | None = None
    cooling_base_c: float = field(default_factory=lambda: default("cooling_base_c"))
    heat_wave_tx_c: float = field(default_factory=lambda: heat_wave().tx_c)
    heat_wave_days: int = field(default_factory=lambda: heat_wave().min_days)
    cold_wave_tm_c: float = field(default_factory=lambda: default("cold_wave_tm_c"))
    cold_wave_days: int = field(default_factory=lambda: int(default("cold_wave_days")))
    gust_ms: float = field(default_factory=lambda: default("gust_ms"))
    wind_ms: float = field(default_factory=lambda: default("wind_ms"))
    reference: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, int | float) and not math.isfinite(value):
                raise _bad(one.name, value)
        bases = (self.hdd_base_c, self.cooling_base_c)
        if any(not -10 <= base <= 40 for base in bases):
            raise InvalidInput(
                Message(
                    "A base temperature of {base} is not plausible.",
                    base=Amount(next(base for base in bases if not -10 <= base <= 40), "°C"),
                ),
                hint=Message("Choose one between -10 and 40 °C, such as 15."),
            )
        if min(self.heat_wave_days, self.cold_wave_days) < 1:
            raise _bad("heat_wave_days", min(self.heat_wave_days, self.cold_wave_days))
        if min(self.gust_ms, self.wind_ms) <= 0:
            raise _bad("gust_ms", min(self.gust_ms, self.wind_ms))
        if self.reference and self.reference[1] <= self.reference[0]:
            raise InvalidInput(
                Message(
                    "The reference period {first} to {last} holds no years.",
                    first=self.reference[0],
                    last=self.reference[1],
                ),
                hint=Message("Give the first and the last year, such as 1991 and 2020."),
            )

    @classmethod
    def for_country(cls, country: str = "", **chosen: Any) -> Settings:
        """Return the settings with a country's heat wave; what is chosen and not None stands before it."""
        wave = heat_wave(country)
        given = {name: value for name, value in chosen.items() if value is not None}
        return cls(**{"heat_wave_tx_c": wave.tx_c, "heat_wave_days": wave.min_days, **given})

    def as_dict(self) -> dict[str, Any]:
        """Return the settings JSON-ready."""
        found = asdict(self)
        found["reference"] = list(self.reference) if self.reference else None
        return found

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Settings:
        """Return settings that were stored; fields of other versions are left out."""
        known = {one.name for one in fields(cls)}
        given = {name: value for name, value in data.items() if name in known}
        if given.get("reference"):
            given["reference"] = tuple(given["reference"])
        return cls(**given)


def _bad(name: str, value: object) -> InvalidInput:
    return InvalidInput(
        Message("The setting {name} is {value}.", name=name, value=str(value)),
        hint=Message("Enter a positive number."),
    )


def indicator_unit(code: str) -> str:
    """Return the unit of an indicator as readers see it."""
    return str(codes.get("climate_indicators", code).unit)
