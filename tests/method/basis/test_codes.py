"""The lists of codes and what people write for them."""

import pytest

from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput


@pytest.mark.parametrize(
    ("table", "text", "code"),
    [
        ("carriers", "Natural gas", "natural_gas"),
        ("carriers", "DABASGĀZE", "natural_gas"),
        ("carriers", "dabasgaze", "natural_gas"),
        ("carriers", "district_heat", "heat_cold"),
        ("carriers", "Centralizētā siltumapgāde", "heat_cold"),
        ("carriers", "malka", "other_biomass"),
        ("sectors", "Dzīvojamās ēkas", "residential_buildings"),
        ("sectors", "households", "residential_buildings"),
        ("units", "m³", "m3"),
        ("units", "litri", "l"),
    ],
)
def test_finds_the_code_that_people_mean(table: str, text: str, code: str) -> None:
    assert codes.match(table, text) == code


def test_an_unknown_word_is_not_guessed() -> None:
    assert codes.match("carriers", "unobtainium") is None


def test_a_mistyped_code_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(InvalidInput, match="natural_gas"):
        codes.get("carriers", "natural_gaz")


def test_energy_and_other_sectors_part_the_table() -> None:
    energy, other = codes.table("energy_sectors"), codes.table("non_energy_sectors")
    assert set(energy) | set(other) == set(codes.table("sectors"))
    assert not set(energy) & set(other)


def test_the_covenants_four_key_sectors_are_covered_by_sectors() -> None:
    keys = {row.key_sector for row in codes.table("sectors").values()} - {""}
    assert keys == set(codes.table("key_sectors")) == {"municipal", "tertiary", "residential", "transport"}
