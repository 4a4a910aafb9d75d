"""Numbers typed into a form, as people in Latvia and elsewhere write them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from secap.desk.registry.numbers import plain_number, typed_number


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("1250,5", "lv", 1250.5),
        ("1250.5", "lv", 1250.5),
        ("42 178,25", "lv", 42178.25),
        ("42\u00a0178", "lv", 42178.0),
        ("42.178,25", "lv", 42178.25),
        ("1.234.567", "lv", 1234567.0),
        ("42,178", "lv", 42.178),
        ("42.178", "en", 42.178),
        ("1,234.5", "en", 1234.5),
        ("−3", "en", -3.0),
        ("0.125", "lv", 0.125),
    ],
)
def test_reads_what_people_write(text: str, lang: str, value: float) -> None:
    assert typed_number(text, lang) == pytest.approx(value)


@pytest.mark.parametrize(("text", "lang"), [("42.178", "lv"), ("42,178", "en")])
def test_refuses_what_can_be_read_in_two_ways(text: str, lang: str) -> None:
    with pytest.raises(ValidationError) as caught:
        typed_number(text, lang)
    assert "42178" in caught.value.messages[0]


@pytest.mark.parametrize("text", ["12 MWh", "many", "5 %", "1e999", "nan", "inf", "--2"])
def test_refuses_what_is_no_number(text: str) -> None:
    with pytest.raises(ValidationError):
        typed_number(text, "en")


@pytest.mark.parametrize(
    ("value", "lang", "text"),
    [
        (42178.0, "lv", "42178"),
        (0.1, "lv", "0,1"),
        (1250.5, "en", "1250.5"),
        (1e-7, "en", "0.0000001"),
        (0.0, "lv", "0"),
    ],
)
def test_a_form_shows_a_number_so_that_it_reads_back(value: float, lang: str, text: str) -> None:
    assert plain_number(value, lang) == text
    assert typed_number(text, lang) == value
