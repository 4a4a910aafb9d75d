"""From an amount as delivered (MWh, TJ, toe, t, m3, l ...) to MWh of net calorific value."""

from __future__ import annotations

import math
from dataclasses import dataclass

from secap.method.basis import codes
from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message


@dataclass(frozen=True, slots=True)
class Conversion:
    """An amount in MWh and the way to it."""

    mwh: float
    derivation: Derivation


def to_mwh(
    value: float,
    unit: str,
    *,
    fuel: str | None = None,
    ncv: float | None = None,
    density: float | None = None,
) -> Conversion:
    """Return an amount in MWh.

    Parameters: value : the amount;  unit : a code or name of the table `units`
        fuel : code of `fuels`, whose calorific value and density count for mass and volume
        ncv : net calorific value in MWh per `unit`, from the supplier; stands before the table's
        density : t/m3, stands before the table's
    Returns: Conversion, its derivation line by line
    Raises: InvalidInput where the unit is unknown, or the fuel, its calorific value or density is missing
    Source: units by definition; ncv and density rows of codes/fuels.csv
    Example:
        >>> to_mwh(1, "toe").mwh
        11.63
    """
    code = codes.match("units", unit)
    if code is None:
        raise InvalidInput(
            Message("The unit “{unit}” is not known.", unit=unit[:40]),
            hint=Message("Use one of: {units}.", units=list(codes.table("units"))),
        )
    if not math.isfinite(value):
        raise InvalidInput(Message("The amount is no finite number."), hint=Message("Correct the value."))
    row = codes.get("units", code)
    amount = Step(Message("Amount as delivered"), value, row.symbol)
    if row.kind == "energy":
        steps = (amount, Step(Message("MWh per {unit}", unit=row.symbol), row.factor, "MWh", "", row.source))
        return _conversion(value * row.factor, f"MWh = {row.symbol} × {row.factor:g}", steps)
    if ncv is not None:
        if not math.isfinite(ncv) or ncv < 0:
            raise InvalidInput(
                Message("The net calorific value must not be negative."), hint=Message("Correct the value.")
            )
        steps = (amount, Step(Message("Net calorific value, as given"), ncv, f"MWh/{row.symbol}"))
        return _conversion(value * ncv, "MWh = amount × NCV", steps)
    if not fuel:
        raise InvalidInput(
            Message("An amount in {unit} needs a fuel to become MWh.", unit=row.symbol),
            hint=Message("Choose the fuel, or enter the net calorific value from the supplier."),
        )
    return _of_fuel(value, row, codes.get("fuels", fuel), density, amount)


def _of_fuel(
    value: float, row: codes.Row, fuel: codes.Row, density: float | None, amount: Step
) -> Conversion:
    name = codes.code("fuels", fuel.code)
    if row.kind == "volume" and density is None and fuel.ncv_mwh_per_m3 != "":
        per_m3 = Step(
            Message("Net calorific value of {fuel}", fuel=name),
            fuel.ncv_mwh_per_m3,
            "MWh/m³",
            "",
            fuel.density_source,
        )
        return _conversion(
            value * row.factor * fuel.ncv_mwh_per_m3, "MWh = m³ × NCV", (amount, per_m3), fuel.density_quality
        )
    if fuel.ncv_mwh_per_t == "":
        raise InvalidInput(
            Message("The fuel table holds no net calorific value of {fuel}.", fuel=name),
            hint=Message(
                "Enter the net calorific value from the supplier, in MWh per {unit}.", unit=row.symbol
            ),
        )
    per_t = Step(
        Message("Net calorific value of {fuel}", fuel=name),
        fuel.ncv_mwh_per_t,
        "MWh/t",
        "",
        fuel.source,
        fuel.place,
    )
    if row.kind == "mass":
        return _conversion(
            value * row.factor * fuel.ncv_mwh_per_t, "MWh = t × NCV", (amount, per_t), fuel.quality
        )
    known = density if density is not None else fuel.density_t_per_m3
    if known == "":
        raise InvalidInput(
            Message("The fuel table holds no density of {fuel}.", fuel=name),
            hint=Message(
                "Enter the net calorific value from the supplier, in MWh per {unit}.", unit=row.symbol
            ),
        )
    weight = Step(
        Message("Density of {fuel}", fuel=name),
        known,
        "t/m³",
        "",
        "" if density is not None else fuel.density_source,
    )
    mwh = value * row.factor * known * fuel.ncv_mwh_per_t
    return _conversion(mwh, "MWh = m³ × density × NCV", (amount, weight, per_t), fuel.density_quality)


def _conversion(mwh: float, formula: str, steps: tuple[Step, ...], quality: str = "derived") -> Conversion:
    title = Message("Energy, net calorific value")
    return Conversion(
        mwh, Derivation(title, formula, "ipcc_2006_v2", steps, mwh, "MWh", quality or "derived")
    )
