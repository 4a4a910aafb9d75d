"""Indicators of every year: what each code means, computed by xclim for many sites at once.

The library is imported when the first indicator is asked for, so that nothing else waits for it.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.climate import runs
from secap.method.climate.completeness import complete_years
from secap.method.climate.days import STANDARD, DayAxis
from secap.method.climate.settings import Settings
from secap.method.climate.spi import spi_12

Values = npt.NDArray[np.float64]

UNITS = {"tx": "degC", "tn": "degC", "tm": "degC", "pr": "mm/d", "wind": "m s-1", "gust": "m s-1"}
WET_MM = 1.0
GROWING_C = 5.0


@dataclass(frozen=True)
class Block:
    """Sites with the same variables on the same days.

    values : {variable: [site, day of the axis]}, NaN where missing.
    """

    axis: DayAxis
    values: Mapping[str, Values]


def library() -> Any:
    """Return `xclim.indices`. Raises InvalidInput where the extra `climate` is not installed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from xclim import indices
    except ImportError as error:
        raise missing_extra(error.name or "xclim") from None
    return indices


def prepare() -> None:
    """Import what the indicators need; a worker does so while its first block is still being read."""
    library()
    import scipy.special  # noqa: F401


def missing_extra(module: str) -> InvalidInput:
    """Return the error of an installation that cannot compute indicators."""
    return InvalidInput(
        Message("Climate indicators need {module}, which is not installed.", module=module),
        hint=Message("Run `make climate` in the workbench's folder, then try again."),
    )


def needs(code: str) -> tuple[tuple[str, ...], ...]:
    """Return the alternatives of variables that an indicator is computed from, the best first."""
    return tuple(tuple(one.split("+")) for one in codes.get("climate_indicators", code).needs.split("|"))


def basis(code: str, variables: Iterable[str]) -> tuple[str, ...] | None:
    """Return the variables that an indicator is computed from where `variables` are given, None where it
    can't be."""
    given = set(variables)
    return next((one for one in needs(code) if set(one) <= given), None)


def applicable(variables: Iterable[str]) -> list[str]:
    """Return the codes of the indicators that the variables allow, in the order of the table."""
    given = set(variables)
    return [code for code in codes.table("climate_indicators") if basis(code, given)]


@dataclass
class Days:
    """A block as the library wants it: arrays with time, units and names."""

    block: Block
    settings: Settings
    library: Any
    _arrays: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def _time(self) -> Any:
        import xarray

        axis = self.block.axis
        return xarray.date_range(
            f"{axis.first_year:04d}-01-01",
            periods=axis.n_days,
            freq="D",
            calendar=axis.calendar,
            use_cftime=axis.calendar != STANDARD,
        )

    def array(self, variable: str) -> Any:
        """Return a variable as an xarray.DataArray (site, time)."""
        import xarray

        if variable not in self._arrays:
            self._arrays[variable] = xarray.DataArray(
                self.block.values[variable],
                dims=("site", "time"),
                coords={"time": self._time},
                attrs={"units": UNITS[variable]},
            )
        return self._arrays[variable]

    def values(self, variable: str) -> Values:
        """Return a variable as it is, [site, day]."""
        return self.block.values[variable]

    @property
    def axis(self) -> DayAxis:
        return self.block.axis


def _c(value: float) -> str:
    return f"{value} degC"


def _hot_days(days: Days) -> Any:
    threshold = _c(days.settings.heat_wave_tx_c)
    return days.library.tx_days_above(days.array("tx"), thresh=threshold, op=">=")


def _heat_wave_days(days: Days) -> Values:
    hot = days.values("tx") >= days.settings.heat_wave_tx_c
    return runs.run_days(hot, days.axis, days.settings.heat_wave_days)


def _heat_wave_number(days: Days) -> Values:
    hot = days.values("tx") >= days.settings.heat_wave_tx_c
    return runs.run_number(hot, days.axis, days.settings.heat_wave_days)


def _cold_wave_days(days: Days) -> Values:
    cold = days.values("tm") < days.settings.cold_wave_tm_c
    return runs.run_days(cold, days.axis, days.settings.cold_wave_days)


def _hdd(days: Days) -> Any:
    means, limit = days.array("tm"), days.settings.hdd_limit_c
    counted = means if limit is None else means.where(means <= limit).assign_attrs(means.attrs)
    return days.library.heating_degree_days(counted, thresh=_c(days.settings.hdd_base_c))


def _prcptot(days: Days) -> Any:
    rain = days.array("pr")
    return days.library.precip_accumulation(rain.where(rain >= WET_MM).assign_attrs(rain.attrs))


def _windy_days(days: Days) -> Any:
    if "gust" in days.block.values:
        threshold, variable = days.settings.gust_ms, "gust"
    else:
        threshold, variable = days.settings.wind_ms, "wind"
    return days.library.windy_days(days.array(variable), thresh=f"{threshold} m s-1", freq="YS")


def _dry(days: Days) -> runs.Flags:
    return days.values("pr") < WET_MM


def _wet(days: Days) -> runs.Flags:
    return days.values("pr") >= WET_MM


DEFINITIONS: dict[str, Callable[[Days], Any]] = {
    "tm": lambda days: days.library.tg_mean(days.array("tm")),
    "tx": lambda days: days.library.tx_mean(days.array("tx")),
    "tn": lambda days: days.library.tn_mean(days.array("tn")),
    "txx": lambda days: days.library.tx_max(days.array("tx")),
    "tnn": lambda days: days.library.tn_min(days.array("tn")),
    "su": lambda days: days.library.tx_days_above(days.array("tx"), thresh="25 degC", op=">"),
    "hot_days": _hot_days,
    "tx30": lambda days: days.library.tx_days_above(days.array("tx"), thresh="30 degC", op=">"),
    "tr": lambda days: days.library.tn_days_above(days.array("tn"), thresh="20 degC", op=">"),
    "fd": lambda days: days.library.frost_days(days.array("tn"), thresh="0 degC"),
    "id": lambda days: days.library.ice_days(days.array("tx"), thresh="0 degC"),
    "heat_wave_days": _heat_wave_days,
    "heat_wave_number": _heat_wave_number,
    "cold_wave_days": _cold_wave_days,
    "hdd": _hdd,
    "cooling_degree_days": lambda days: days.library.cooling_degree_days(
        days.array("tm"), thresh=_c(days.settings.cooling_base_c)
    ),
    "gsl": lambda days: runs.growing_season_days(days.values("tm") > GROWING_C, days.axis),
    "rr": lambda days: days.library.precip_accumulation(days.array("pr")),
    "prcptot": _prcptot,
    "rx1day": lambda days: days.library.max_1day_precipitation_amount(days.array("pr")),
    "rx5day": lambda days: runs.highest_sum(days.values("pr"), days.axis, 5),
    "r10mm": lambda days: days.library.wetdays(days.array("pr"), thresh="10 mm/day", op=">="),
    "r20mm": lambda days: days.library.wetdays(days.array("pr"), thresh="20 mm/day", op=">="),
    "sdii": lambda days: days.library.daily_pr_intensity(days.array("pr"), thresh="1 mm/day", op=">="),
    "cdd": lambda days: runs.longest_run(_dry(days), days.axis),
    "cwd": lambda days: runs.longest_run(_wet(days), days.axis),
    "spi12": lambda days: spi_12(days.values("pr"), days.axis),
    "fxx": lambda days: days.library.sfcWindmax_max(days.array("gust")),
    "windy_days": _windy_days,
}


def yearly(
    block: Block, settings: Settings, chosen: Iterable[str] | None = None
) -> dict[str, tuple[Values, npt.NDArray[np.bool_]]]:
    """Return {code: (values [site, year], whether the year is complete [site, year])}.

    A year that is not complete enough has no value (NaN): a gap is neither filled nor counted as zero.

    Parameters: chosen : codes; all that the variables allow unless given
    Raises: InvalidInput where the library is not installed
    Source: etccdi_2011, ecad_atbd, xclim_2023; see docs/method/climate.md for each
    """
    days = Days(block, settings, library())
    wanted = applicable(block.values)
    if chosen is not None:
        only = set(chosen)
        wanted = [code for code in wanted if code in only]
    complete = {name: complete_years(values, block.axis) for name, values in block.values.items()}
    found = {}
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for code in wanted:
            result = DEFINITIONS[code](days)
            if not isinstance(result, np.ndarray):
                result = result.transpose("site", "time").values
            variables = basis(code, block.values) or ()
            whole = np.logical_and.reduce([complete[name] for name in variables])
            found[code] = (np.where(whole, result, np.nan).astype(np.float64), whole)
    return found
