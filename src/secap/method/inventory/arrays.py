"""Emissions of many municipalities and years at once, as dense arrays in fixed axis order, in chunks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

Array = npt.NDArray[np.floating[Any]]
CHUNK = 500  # municipalities; a block of 30 years, 4 sectors and 20 carriers then takes 10 MB


def emissions_t(mwh: Array, factor_t_per_mwh: Array, *, chunk: int = CHUNK) -> npt.NDArray[np.float64]:
    """Return the emissions of each municipality, year and sector: E[m,y,s] = Σc MWh[m,y,s,c] × EF[y,c].

    Works through `chunk` municipalities at a time, so `mwh` may be a memory-mapped file larger than memory.

    Parameters: mwh : [municipality, year, sector, carrier], MWh/a; 0 where a carrier isn't used
        factor_t_per_mwh : [year, carrier], t/MWh; NaN where unknown
    Returns: [municipality, year, sector], t/a; NaN where energy is unknown, or used without a factor
    Raises: InvalidInput when the shapes do not fit together
    Source: com_technical_annex_2010 (E = Σ MWh × EF)
    """
    _check(mwh, factor_t_per_mwh)
    total = np.empty(mwh.shape[:3])
    for first in range(0, mwh.shape[0], chunk):
        block = slice(first, first + chunk)
        _multiply(np.asarray(mwh[block]), factor_t_per_mwh, total[block])
    return total


def emissions_by_block_t(
    blocks: Iterable[Array], factor_t_per_mwh: Array
) -> Iterator[npt.NDArray[np.float64]]:
    """Yield `emissions_t` of one block of municipalities after the other, as they are loaded.

    Parameters, errors and source as for `emissions_t`; each block is [municipality, year, sector, carrier].
    """
    for block in blocks:
        _check(block, factor_t_per_mwh)
        total = np.empty(block.shape[:3])
        _multiply(block, factor_t_per_mwh, total)
        yield total


def _multiply(mwh: Array, factor: Array, out: npt.NDArray[np.float64]) -> None:
    known = np.isfinite(factor)
    usable = factor if known.all() else np.where(known, factor, 0.0)
    np.vecdot(mwh, usable[None, :, None, :], out=out)
    # Unused carriers need no factor: 0 MWh without one is 0 t, anything else is unknown.
    year, carrier = np.nonzero(~known)
    for y, c in zip(year, carrier, strict=True):
        out[:, y, :][mwh[:, y, :, c] != 0] = np.nan


def _check(mwh: Array, factor: Array) -> None:
    if mwh.ndim == 4 and factor.ndim == 2 and (mwh.shape[1], mwh.shape[3]) == factor.shape:
        return
    raise InvalidInput(
        Message(
            "Energy of shape {energy} does not fit factors of shape {factors}.",
            energy=str(mwh.shape),
            factors=str(factor.shape),
        ),
        hint=Message("Give energy as [municipality, year, sector, carrier] and factors as [year, carrier]."),
    )
