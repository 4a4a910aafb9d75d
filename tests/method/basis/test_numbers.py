"""Numbers as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secap import locale
from secap.method.basis.errors import InvalidInput
from secap.method.basis.numbers import detect_decimal, is_ambiguous, read_number


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1250,5", ",", 1250.5),
        ("1 250,5", ",", 1250.5),
        ("1\u00a0250,5", ",", 1250.5),
        ("1.250,5", ",", 1250.5),
        ("42.178", ",", 42178),
        ("42.178", ".", 42.178),
        ("12,345.6", ".", 12345.6),
        ("1.234.567", ",", 1234567),
        ("1'234.5", ".", 1234.5),
        ("−3,5", ",", -3.5),
        ("1,2e3", ",", 1200),
        ("0", ",", 0),
    ],
)
def test_reads_what_people_write(text: str, decimal: str, value: float) -> None:
    assert read_number(text, decimal) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "  ", "-", "–"])
def test_an_empty_cell_is_missing_not_zero(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [("12 %", "percent"), ("12 MWh", "unit"), ("n/a", "Write a number"), ("12.34", "other decimal sign")],
)
def test_refuses_with_what_to_do(text: str, hint: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_number(text, ",")
    assert hint in str(refused.value)


def test_a_block_tells_what_a_single_number_can_not() -> None:
    assert is_ambiguous("42.178")
    assert not detect_decimal(["42.178"]).certain
    assert detect_decimal(["42.178", "1,5"]).decimal == ","
    assert detect_decimal(["42.178", "1.5"]).decimal == "."
    assert detect_decimal(["1.234,5", "7,25", "1,234.5"]).contradictory


@given(st.floats(-1e9, 1e9).map(lambda value: round(value, 2)), st.sampled_from(["lv", "en"]))
def test_what_the_workbench_prints_it_reads_again(value: float, lang: str) -> None:
    printed = locale.number(value, lang, 2)
    assert read_number(printed, "," if lang == "lv" else ".") == pytest.approx(value)
