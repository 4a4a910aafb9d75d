"""Trends and amounts in words."""

from __future__ import annotations

from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message
from secap.method.climate.trends import LEAST_YEARS, Trend

UNITS = {"days": Message("days"), "events": Message("events"), "mm/day": Message("mm a day")}


def amount(value: float | None, code: str) -> Amount | Message:
    """Return a value of an indicator with its unit, in the reader's words."""
    row = codes.get("climate_indicators", code)
    digits = int(row.decimals)
    if row.unit in UNITS:
        return Message("{number} {unit}", number=Amount(value, "", digits), unit=UNITS[row.unit])
    return Amount(value, row.unit, digits)


def unit_in_words(unit: str) -> Message | str:
    """Return a unit in the reader's words."""
    return UNITS.get(unit, unit)


def words(trend: Trend | None, code: str) -> Message:
    """Return what a trend says, in words for people who don't read p values.

    code : the indicator, for unit and decimals
    """
    if trend is None:
        return Message("No trend: fewer than {years} years have a value.", years=LEAST_YEARS)
    digits = int(codes.get("climate_indicators", code).decimals)
    slope = amount(abs(trend.sen_per_decade), code)
    if trend.significance == "none" or trend.mk_s == 0:
        return Message("No trend that can be told from chance.")
    if round(abs(trend.sen_per_decade), digits) == 0:
        return _small(trend)
    rising = trend.mk_s > 0
    if trend.significance == "very_clear":
        if rising:
            return Message("Rising by {slope} per decade, very likely no chance.", slope=slope)
        return Message("Falling by {slope} per decade, very likely no chance.", slope=slope)
    if trend.significance == "clear":
        if rising:
            return Message("Rising by {slope} per decade, likely no chance.", slope=slope)
        return Message("Falling by {slope} per decade, likely no chance.", slope=slope)
    if rising:
        return Message("Rising by {slope} per decade, but it may be chance.", slope=slope)
    return Message("Falling by {slope} per decade, but it may be chance.", slope=slope)


def _small(trend: Trend) -> Message:
    """Rare events: most years have none, so that the middle slope is nothing although the trend is there."""
    rising = trend.mk_s > 0
    if trend.significance == "faint":
        if rising:
            return Message("Rising slightly, but it may be chance.")
        return Message("Falling slightly, but it may be chance.")
    if trend.significance == "clear":
        if rising:
            return Message("Rising slightly, likely no chance.")
        return Message("Falling slightly, likely no chance.")
    if rising:
        return Message("Rising slightly, very likely no chance.")
    return Message("Falling slightly, very likely no chance.")
