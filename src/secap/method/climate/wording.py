"""Trends in words."""

from __future__ import annotations

from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message
from secap.method.climate.trends import LEAST_YEARS, Trend


def words(trend: Trend | None, code: str) -> Message:
    """Return what a trend says, in words for people who don't read p values.

    code : the indicator, for unit and decimals
    """
    if trend is None:
        return Message("No trend: fewer than {years} years have a value.", years=LEAST_YEARS)
    row = codes.get("climate_indicators", code)
    slope = Amount(abs(trend.sen_per_decade), row.unit, int(row.decimals))
    if trend.significance == "none" or trend.mk_s == 0:
        return Message("No trend that can be told from chance.")
    if round(abs(trend.sen_per_decade), int(row.decimals)) == 0:
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
