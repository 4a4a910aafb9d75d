"""Many municipalities at once come to the same as one by one."""

from __future__ import annotations

import numpy as np
import pytest

from secap.method.basis.errors import InvalidInput
from secap.method.inventory.arrays import emissions_by_block_t, emissions_t
from secap.method.inventory.emissions import emissions
from secap.method.inventory.energy import EnergyUse
from secap.method.inventory.factors import EmissionFactor

SHAPE = (7, 3, 4, 5)  # municipality, year, sector, carrier


@pytest.fixture
def arrays() -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(1)
    return generator.random(SHAPE) * 1000, generator.random((SHAPE[1], SHAPE[3]))


@pytest.mark.parametrize("chunk", [1, 3, 500])
def test_chunks_give_the_plain_sum(arrays, chunk: int) -> None:
    mwh, factor = arrays
    expected = (mwh * factor[None, :, None, :]).sum(axis=3)
    np.testing.assert_allclose(emissions_t(mwh, factor, chunk=chunk), expected, rtol=1e-12)


def test_blocks_as_they_are_loaded_give_the_same(arrays) -> None:
    mwh, factor = arrays
    blocks = list(emissions_by_block_t((mwh[:4], mwh[4:]), factor))
    np.testing.assert_allclose(np.concatenate(blocks), emissions_t(mwh, factor), rtol=1e-12)


def test_it_agrees_with_the_inventory_of_one_town(arrays) -> None:
    mwh, factor = arrays
    town, year = 2, 1
    uses = [
        EnergyUse(f"s{sector}", f"c{carrier}", float(mwh[town, year, sector, carrier]))
        for sector in range(SHAPE[2])
        for carrier in range(SHAPE[3])
    ]
    factors = {
        (f"c{carrier}", None): EmissionFactor(f"c{carrier}", 2020, "t", float(factor[year, carrier]))
        for carrier in range(SHAPE[3])
    }
    by_sector = list(emissions(uses, factors).by_sector_t.values())
    np.testing.assert_allclose(emissions_t(mwh, factor)[town, year], by_sector, rtol=1e-12)


def test_a_missing_factor_is_unknown_only_where_the_carrier_is_used(arrays) -> None:
    mwh, factor = arrays
    factor[1, 2] = np.nan
    mwh[0, 1, :, 2] = 0.0
    found = emissions_t(mwh, factor)
    assert np.isfinite(found[0]).all()
    assert np.isnan(found[1:, 1]).all()
    assert np.isfinite(found[:, [0, 2]]).all()


def test_unknown_energy_is_unknown(arrays) -> None:
    mwh, factor = arrays
    mwh[3, 0, 1, 2] = np.nan
    found = emissions_t(mwh, factor)
    assert np.isnan(found[3, 0, 1])
    assert np.isnan(found).sum() == 1


def test_axes_in_another_order_are_refused(arrays) -> None:
    mwh, factor = arrays
    with pytest.raises(InvalidInput, match=r"municipality, year, sector, carrier"):
        emissions_t(mwh, factor.T)
    with pytest.raises(InvalidInput, match=r"\(7, 3, 4, 5\)"):
        next(emissions_by_block_t([mwh], factor[:2]))
