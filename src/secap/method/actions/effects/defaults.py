"""The default values of the calculators, and inputs that carry one. All are shown, and can be replaced."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from secap.method.actions.effects.model import NUMBER, Input
from secap.method.basis import codes, tables
from secap.method.basis.messages import Amount, Code, Message


@dataclass(frozen=True, slots=True)
class Default:
    """A default value with its usual range, source and quality; a share is in percent."""

    value: float
    unit: str
    low: float | None
    high: float | None
    source: str
    quality: str

    @property
    def how(self) -> Message:
        """Return the words that stand behind the value in a derivation."""
        if self.low is None or self.high is None:
            return Message("default")
        return Message(
            "default, usual range {low} to {high}", low=Amount(self.low, ""), high=Amount(self.high, "")
        )


def _default(row: dict[str, str]) -> Default:
    low, high = (float(row[limit]) if row[limit] else None for limit in ("low", "high"))
    return Default(float(row["value"]), row["unit"], low, high, row["source"], row["quality"])


@cache
def effect_defaults() -> dict[str, Default]:
    """Return {code: default} of `tables/actions/effect_defaults.csv`."""
    return {row["code"]: _default(row) for row in tables.rows("actions/effect_defaults.csv")}


@cache
def _vehicles() -> dict[tuple[str, str, str], Default]:
    return {
        (row["quantity"], row["vehicle_type"], row["carrier"]): _default(row)
        for row in tables.rows("estimation/transport.csv")
    }


def specific_use(vehicle_type: str, carrier: str) -> Default | None:
    """Return the specific use of a vehicle, kWh/km; None where the tables have none."""
    return _vehicles().get(("specific_use", vehicle_type, carrier))


def distance(vehicle_type: str, carrier: str) -> Default | None:
    """Return the distance a vehicle is driven, km/a; None where the tables have none."""
    return _vehicles().get(("distance", vehicle_type, carrier))


def heating_systems(carrier: str) -> list[tuple[Code, Default]]:
    """Return the heating systems that use a carrier, each with the heat it gives per energy bought."""
    return [
        (Code("heating_systems", row["code"], row["name"]), _default(row))
        for row in tables.rows("estimation/heating_systems.csv")
        if row["carrier"] == carrier
    ]


def vehicle_types() -> tuple[tuple[str, Message], ...]:
    """Return the types of vehicle to choose from."""
    return tuple(
        (row["code"], Message("{name}", name=Code("vehicle_types", row["code"], row["name"])))
        for row in tables.rows("estimation/vehicle_types.csv")
    )


def ch4_potentials() -> dict[str, Default]:
    """Return {set of potentials: global warming potential of non-fossil CH4 over 100 years}."""
    return {
        row["set"]: Default(
            float(row["ch4_nonfossil"]), "t CO₂eq/t CH₄", None, None, row["source"], row["quality"]
        )
        for row in tables.rows("gwp/gwp.csv")
    }


def defaulted(
    name: str, label: Message, default: str, *, maximum: float | None = None, above_minimum: bool = False
) -> Input:
    """Return a key input with the default of that code."""
    row = effect_defaults()[default]
    return Input(
        name, label, row.unit, NUMBER, required=False, default=row.value, is_key=True, help=row.how,
        default_source=row.source, default_quality=row.quality, maximum=maximum, above_minimum=above_minimum,
    )  # fmt: skip


def calculator_name(code: str) -> Message:
    """Return the name of a calculator in the reader's language."""
    return Message("{name}", name=codes.code("effect_calculators", code))
