"""The plan file: what can't be read is refused with its place and what to do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secap.method.basis.errors import InvalidInput, SecapError, UnreadableFile
from secap.plan.file import VERSION, loads
from secap.plan.plan import PARTS
from tests.plan.documents import changed, extra, small, text

UNREADABLE = {
    "nothing at all": ("", "line 1"),
    "a sentence": ("Labdien!", "line 1"),
    "a broken line": ('{\n "format": "secap-plan",\n "format_version" 1\n}', "line 3"),
    "a list": ("[]", "format"),
    "a number": ("7", "format"),
    "another format": ('{"format": "geojson"}', "secap-plan"),
    "no format": ('{"municipality": {}}', "secap-plan"),
    "a later version": (text(changed("format_version", to=VERSION + 1)), f"version {VERSION + 1}"),
    "a version in words": (text(changed("format_version", to="one")), "version one"),
    "a version that is true": (text(changed("format_version", to=True)), "version"),
    "version nought": (text(changed("format_version", to=0)), "version 0"),
    "UTF-16": (text(small()).encode("utf-16"), "UTF-8"),
    "Windows letters": (text(small()).encode("cp1257"), "UTF-8"),
    "a hundred thousand brackets": ("[" * 100_000, "nested"),
    "deep nesting in a field": (
        text(changed("profile", to="@")).replace('"@"', "[" * 50_000 + "]" * 50_000),
        "nested",
    ),
    "a spreadsheet": (b"PK\x03\x04" + bytes(range(128, 256)), "UTF-8"),
    "a number of ten thousand digits": (
        text(changed("profile", 0, "value", to="@")).replace('"@"', "9" * 10_000),
        "",
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_plan_file_is_refused_with_what_to_do(name: str):
    content, told = UNREADABLE[name]
    with pytest.raises(UnreadableFile) as refusal:
        loads(content)
    assert told in refusal.value.text("en")


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("secap.plan.json_text.MAX_BYTES", 100)
    with pytest.raises(UnreadableFile, match="larger"):
        loads(text(small()))


INVENTORY, USE = ("inventories", 0), ("inventories", 0, "energy_uses", 0)

# name: (document, what the place names, what the message names)
WRONG = {
    "unknown part": (extra(wishes=[]), "", "wishes"),
    "misspelt part": (extra(profil=[]), "", "profile"),
    "unknown field of a record": (extra(*USE, colour="red"), "2020 / energy_uses / 1", "colour"),
    "misspelt field": (extra(*USE, ammount=3), "energy_uses / 1", "amount"),
    "unknown field of the municipality": (extra("municipality", mayor="Ada"), "municipality", "mayor"),
    "no municipality": (changed("municipality", to=None), "municipality", "object"),
    "municipality without name": (changed("municipality", to={"slug": "upe"}), "municipality / name", ""),
    "part that is an object": (changed("profile", to={}), "profile", "list"),
    "record that is a text": (changed("profile", 0, to="population"), "profile / 1", "object"),
    "inventory that is a number": (changed("inventories", 0, to=2020), "inventories / 1", "object"),
    "number written as text": (changed(*USE, "amount", to="120,5"), "energy_uses / 1 / amount", "120,5"),
    "true for a number": (changed(*USE, "amount", to=True), "energy_uses / 1 / amount", "true"),
    "missing amount": (changed(*USE, "amount", to=None), "energy_uses / 1 / amount", ""),
    "a list for a code": (
        changed(*USE, "sector", to=["municipal_buildings"]),
        "energy_uses / 1 / sector",
        "text",
    ),
    "number for a text": (changed("organisations", 0, "name", to=5), "organisations / 1 / name", "5"),
    "text for true": (extra(*INVENTORY, is_bei="yes"), "2020 / is_bei", "yes"),
    "half a year": (changed(*INVENTORY, "year", to=2020.5), "year", "2020.5"),
    "year before the steam engine": (changed("profile", 0, "year", to=1066), "profile / 1 / year", "1950"),
    "population below nought": (changed("profile", 0, "value", to=-5), "profile / 1 / value", "0"),
    "day that does not exist": (
        changed("data_sets", 0, "due_date", to="2027-02-30"),
        "data_sets / 1 / due_date",
        "2027-02-30",
    ),
    "unknown sector": (changed(*USE, "sector", to="castles"), "energy_uses / 1 / sector", "castles"),
    "unknown carrier": (changed(*USE, "carrier", to="plutonium"), "energy_uses / 1 / carrier", "plutonium"),
    "unknown scope": (changed(*USE, "scope", to=9), "energy_uses / 1 / scope", "9"),
    "name beyond its length": (
        changed("organisations", 0, "name", to="a" * 201),
        "organisations / 1 / name",
        "200",
    ),
    "owner that is nobody": (
        changed("data_sets", 0, "owner", to="org-none"),
        "data_sets / 1 / owner",
        "org-none",
    ),
    "owner of another kind": (changed("data_sets", 0, "owner", to="pop"), "data_sets / 1 / owner", "pop"),
    "plant that does not exist": (
        changed("inventories", 0, "plant_inputs", 0, "plant", to="mill"),
        "plant_inputs / 1 / plant",
        "mill",
    ),
    "fuel without a plant": (
        changed("inventories", 0, "plant_inputs", 0, "plant", to=None),
        "plant_inputs / 1 / plant",
        "missing",
    ),
    "uid that is a number": (changed("profile", 0, "uid", to=7), "profile / 1", "uid"),
    "uid beyond its length": (changed("profile", 0, "uid", to="x" * 25), "profile / 1", "24"),
    "acceptance in words": (extra("profile", 0, accepted="no"), "profile / 1", "accepted"),
    "the same uid twice": (changed("profile", 0, "uid", to="org-heat"), "profile / 1", "org-heat"),
    "the same year twice": (
        changed("inventories", to=[{"year": 2020}, {"year": 2020}]),
        "inventories",
        "2020",
    ),
    "two BEI": (
        changed("inventories", to=[{"year": 2010, "is_bei": True}, {"year": 2020, "is_bei": True}]),
        "inventories",
        "BEI",
    ),
    "more than a number can hold": (
        changed(*USE, "amount", to=10**400),
        "energy_uses / 1 / amount",
        "number",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_is_refused_with_its_place(name: str):
    document, place, told = WRONG[name]
    with pytest.raises(InvalidInput) as refusal:
        loads(text(document))
    said = refusal.value.text("en")
    assert place in said
    assert told in said


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999"])
@pytest.mark.parametrize("path", [(*USE, "amount"), (*USE, "estimate"), ("municipality", "area_km2")])
def test_what_is_no_finite_number_is_refused(word: str, path: tuple[Any, ...]):
    document = changed(*path, to="@")
    with pytest.raises(SecapError):
        loads(text(document).replace('"@"', word))


def test_fuel_of_another_years_plant_is_refused():
    document = small()
    document["inventories"].append(
        {"year": 2021, "plant_inputs": [{"plant": "boiler", "carrier": "natural_gas", "amount": 1}]}
    )
    with pytest.raises(InvalidInput, match="boiler") as refusal:
        loads(text(document))
    assert "2021 / plant_inputs / 1" in str(refusal.value)


def test_a_field_that_stands_twice_is_refused():
    with pytest.raises(SecapError, match="amount"):
        loads(text(small()).replace('"amount": 120.5', '"amount": 120.5, "amount": 7'))


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\ud800"])
@pytest.mark.parametrize(
    "path", [("organisations", 0, "name"), ("organisations", 0, "uid"), (*USE, "estimate")]
)
def test_what_no_database_or_document_can_hold_is_refused(letter: str, path: tuple[Any, ...]):
    with pytest.raises(InvalidInput, match="cannot be written") as refusal:
        loads(json.dumps(changed(*path, to=f"a{letter}b")))
    assert path[-1] in refusal.value.text("en")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@settings(max_examples=150, deadline=None)
@given(ANYTHING, st.sampled_from(["municipality", *PARTS, "inventories"]))
def test_no_content_brings_down_the_reader(value: Any, part: str):
    """Whatever stands in a part, the reader returns a plan or says what is wrong."""
    try:
        loads(json.dumps(changed(part, to=value)))
    except SecapError as refusal:
        assert refusal.text("en")
