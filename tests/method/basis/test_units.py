"""From amounts as delivered to MWh."""

import pytest

from secap.method.basis.errors import InvalidInput
from secap.method.basis.units import to_mwh


@pytest.mark.parametrize(
    ("value", "unit", "fuel", "mwh"),
    [
        (1, "MWh", None, 1),
        (1, "toe", None, 11.63),
        (3.6, "GJ", None, 1),
        (1, "TJ", None, 277.7778),
        (1000, "kWh", None, 1),
        (1, "t", "natural_gas", 48.0 / 3.6),
        (1, "t", "wood", 15.6 / 3.6),
        (1000, "l", "diesel", 0.835 * 43.0 / 3.6),
        (1000, "m3", "natural_gas", 9.45),
    ],
)
def test_converts(value: float, unit: str, fuel: str | None, mwh: float) -> None:
    conversion = to_mwh(value, unit, fuel=fuel)
    assert conversion.mwh == pytest.approx(mwh, rel=1e-5)
    assert conversion.derivation.result == conversion.mwh


def test_the_suppliers_calorific_value_stands_before_the_tables() -> None:
    assert to_mwh(1000, "m3", fuel="natural_gas", ncv=0.0105).mwh == pytest.approx(10.5)


def test_gross_calorific_gas_is_brought_to_net() -> None:
    assert to_mwh(100, "mwh_gross_gas").mwh == pytest.approx(90.1)


def test_says_what_is_missing() -> None:
    with pytest.raises(InvalidInput, match="needs a fuel"):
        to_mwh(1, "t")
    with pytest.raises(InvalidInput, match="not known"):
        to_mwh(1, "barrels")
    with pytest.raises(InvalidInput, match="density"):
        to_mwh(1, "m3", fuel="lignite")
