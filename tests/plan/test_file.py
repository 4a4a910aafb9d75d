"""The plan file: what goes out comes back the same, and what can't be read is refused with its place."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secap.desk.inventory.models import Inventory
from secap.desk.inventory.year import PARTS as INVENTORY_PARTS
from secap.desk.registry.fields import CodeField
from secap.desk.registry.records import Record
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput, SecapError, UnreadableFile
from secap.plan.contents import Field, is_file
from secap.plan.file import FORMAT, VERSION, as_document, dumps, loads
from secap.plan.plan import PARTS


def small() -> dict[str, Any]:
    """A plan with one of each kind of reference."""
    return {
        "format": FORMAT,
        "format_version": VERSION,
        "municipality": {"slug": "upe", "name": "Upe"},
        "organisations": [{"uid": "org-heat", "name": "Siltums"}],
        "profile": [{"uid": "pop", "indicator": "population", "year": 2020, "value": 1000}],
        "data_sets": [{"uid": "ds", "title": "Siltums", "owner": "org-heat", "due_date": "2027-01-31"}],
        "inventories": [
            {
                "uid": "inv-20",
                "year": 2020,
                "is_bei": True,
                "energy_uses": [
                    {"uid": "use-1", "sector": "municipal_buildings", "carrier": "electricity", "amount": 120.5, "scope": 2}
                ],
                "plants": [{"uid": "boiler", "name": "Katlumāja", "kind": "heat_only", "heat_mwh": 100}],
                "plant_inputs": [{"uid": "in-1", "plant": "boiler", "carrier": "natural_gas", "amount": 120}],
            }
        ],
    }


def text(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False)


def changed(*path: Any, to: Any) -> dict[str, Any]:
    """The small plan with one value changed at `path`."""
    document = deepcopy(small())
    spot: Any = document
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = to
    return document


# ---------------------------------------------------------------- what goes out comes back


def test_a_plan_comes_back_with_its_references():
    plan = loads(text(small()))
    assert plan.data_sets[0].owner is plan.organisations[0]
    assert plan.inventories[0].plant_inputs[0].plant is plan.inventories[0].plants[0]
    assert plan.inventories[0].energy_uses[0].amount == 120.5
    assert as_document(loads(dumps(plan))) == as_document(plan)


def test_defaults_of_a_short_file_are_those_of_the_forms():
    inventory = loads(text(small())).inventories[0].inventory
    assert (inventory.approach, inventory.fuel_edition, inventory.biomass_sustainable) == ("ipcc", "ipcc_2006", True)


def test_a_record_without_uid_gets_one_and_keeps_it():
    document = small()
    del document["profile"][0]["uid"]
    plan = loads(text(document))
    assert loads(dumps(plan)).profile[0].uid == plan.profile[0].uid


def test_a_figure_that_waits_for_acceptance_still_waits_after_the_journey():
    plan = loads(text(changed("profile", 0, "accepted", to=False)))
    assert not plan.profile[0].accepted
    assert not loads(dumps(plan)).profile[0].accepted


def test_the_text_keeps_its_letters_and_is_readable():
    written = dumps(loads(text(small())))
    assert "Katlumāja" in written
    assert written.count("\n") > 20
    assert written.endswith("}\n")


def test_utf8_bytes_with_or_without_signature_open():
    plain = text(small()).encode()
    assert as_document(loads(plain)) == as_document(loads(b"\xef\xbb\xbf" + plain))


def test_inventories_come_out_oldest_first():
    document = small()
    document["inventories"].append({"uid": "inv-10", "year": 2010})
    assert [year.year for year in loads(text(document)).inventories] == [2010, 2020]


# Letters a person could type. No control characters: a database or a spreadsheet would refuse them.
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).filter(str.strip)


def values_of(field: Field, uids: dict[type, list[str]]) -> st.SearchStrategy[Any]:
    """Values that the model's field accepts: the property then holds for every field added later."""
    if isinstance(field, models.ForeignKey):
        return st.sampled_from(uids[field.related_model])  # type: ignore[index]
    if isinstance(field, CodeField):
        return st.sampled_from(sorted(codes.table(field.table)))
    if field.choices:
        return st.sampled_from([value for value, _name in field.flatchoices])
    if isinstance(field, models.BooleanField):
        return st.booleans()
    if isinstance(field, models.JSONField):
        return st.dictionaries(WORDS, st.integers(-9, 9) | WORDS, max_size=2)
    if isinstance(field, models.DateField):
        return st.dates().map(str)
    bounds = {
        type(validator).__name__: validator.limit_value
        for validator in field.validators
        if hasattr(validator, "limit_value")
    }
    low, high = bounds.get("MinValueValidator", -1000), bounds.get("MaxValueValidator", 30_000)
    if isinstance(field, models.FloatField):
        return st.floats(low, high if "MaxValueValidator" in bounds else 1e12)
    if isinstance(field, models.IntegerField):
        return st.integers(int(low), int(high))
    return WORDS


@st.composite
def record_of(draw: st.DrawFn, model: type[Record], uid: str, uids: dict[type, list[str]]) -> dict[str, Any]:
    record: dict[str, Any] = {"uid": uid}
    for field in model.own_fields():
        if is_file(field) or (isinstance(field, models.ForeignKey) and not uids.get(field.related_model)):  # type: ignore[arg-type]
            continue
        needed = not (field.blank or field.null or field.has_default())
        if needed or draw(st.booleans()):
            record[field.name] = draw(values_of(field, uids))
    if draw(st.integers(0, 4)) == 0:
        record["accepted"] = False
    return record


@st.composite
def records_of(
    draw: st.DrawFn, model: type[Record], prefix: str, uids: dict[type, list[str]], most: int = 2
) -> list[dict[str, Any]]:
    if any(
        isinstance(field, models.ForeignKey) and not field.null and not uids.get(field.related_model)  # type: ignore[arg-type]
        for field in model.own_fields()
    ):
        return []
    made = [draw(record_of(model, f"{prefix}{place}", uids)) for place in range(draw(st.integers(0, most)))]
    uids.setdefault(model, []).extend(record["uid"] for record in made)
    return made


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    uids: dict[type, list[str]] = {}
    document: dict[str, Any] = {
        "format": FORMAT,
        "format_version": VERSION,
        "municipality": {"slug": "town", "name": draw(WORDS)},
    }
    for name, model in PARTS.items():
        document[name] = draw(records_of(model, name[:8], uids))
    inventories = []
    for year in draw(st.lists(st.integers(1990, 2030), unique=True, max_size=2)):
        inventory = draw(record_of(Inventory, f"inv-{year}", {})) | {"year": year, "is_bei": not inventories}
        own = dict(uids)
        for name, model in INVENTORY_PARTS.items():
            inventory[name] = draw(records_of(model, f"{name[:10]}{year}-", own))
        inventories.append(inventory)
    return document | {"inventories": inventories}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents())
def test_import_of_an_export_is_the_plan_itself(document: dict[str, Any]):
    plan = loads(text(document))
    written = dumps(plan)
    again = loads(written)
    assert as_document(again) == as_document(plan)
    assert dumps(again) == written


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents())
def test_nothing_of_the_file_is_lost(document: dict[str, Any]):
    written = json.loads(dumps(loads(text(document))))
    for name in PARTS:
        assert_holds(written[name], document[name])
    years = {inventory["year"]: inventory for inventory in written["inventories"]}
    for inventory in document["inventories"]:
        assert_holds([years[inventory["year"]]], [{k: v for k, v in inventory.items() if k not in INVENTORY_PARTS}])
        for name in INVENTORY_PARTS:
            assert_holds(years[inventory["year"]][name], inventory[name])


def assert_holds(written: list[dict[str, Any]], given_records: list[dict[str, Any]]) -> None:
    assert [record["uid"] for record in written] == [record["uid"] for record in given_records]
    for out, given_record in zip(written, given_records, strict=True):
        for name, value in given_record.items():
            assert out.get(name, "") == value, name


# ---------------------------------------------------------------- what can't be read

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
    "deep nesting in a field": (text(changed("profile", to="@")).replace('"@"', "[" * 50_000 + "]" * 50_000), "nested"),
    "a spreadsheet": (b"PK\x03\x04" + bytes(range(128, 256)), "UTF-8"),
    "a number of ten thousand digits": (text(changed("profile", 0, "value", to="@")).replace('"@"', "9" * 10_000), ""),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_plan_file_is_refused_with_what_to_do(name: str):
    content, told = UNREADABLE[name]
    with pytest.raises(UnreadableFile) as refusal:
        loads(content)
    assert told in refusal.value.text("en")


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("secap.plan.file.MAX_BYTES", 100)
    with pytest.raises(UnreadableFile, match="larger"):
        loads(text(small()))


def extra(*path: Any, **fields: Any) -> dict[str, Any]:
    """The small plan with more fields in the object at `path`."""
    document = deepcopy(small())
    spot: Any = document
    for step in path:
        spot = spot[step]
    spot.update(fields)
    return document


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
    "a list for a code": (changed(*USE, "sector", to=["municipal_buildings"]), "energy_uses / 1 / sector", "text"),
    "number for a text": (changed("organisations", 0, "name", to=5), "organisations / 1 / name", "5"),
    "text for true": (extra(*INVENTORY, is_bei="yes"), "2020 / is_bei", "yes"),
    "half a year": (changed(*INVENTORY, "year", to=2020.5), "year", "2020.5"),
    "year before the steam engine": (changed("profile", 0, "year", to=1066), "profile / 1 / year", "1950"),
    "population below nought": (changed("profile", 0, "value", to=-5), "profile / 1 / value", "0"),
    "day that does not exist": (changed("data_sets", 0, "due_date", to="2027-02-30"), "data_sets / 1 / due_date", "2027-02-30"),
    "unknown sector": (changed(*USE, "sector", to="castles"), "energy_uses / 1 / sector", "castles"),
    "unknown carrier": (changed(*USE, "carrier", to="plutonium"), "energy_uses / 1 / carrier", "plutonium"),
    "unknown scope": (changed(*USE, "scope", to=9), "energy_uses / 1 / scope", "9"),
    "name beyond its length": (changed("organisations", 0, "name", to="a" * 201), "organisations / 1 / name", "200"),
    "owner that is nobody": (changed("data_sets", 0, "owner", to="org-none"), "data_sets / 1 / owner", "org-none"),
    "owner of another kind": (changed("data_sets", 0, "owner", to="pop"), "data_sets / 1 / owner", "pop"),
    "plant that does not exist": (
        changed("inventories", 0, "plant_inputs", 0, "plant", to="mill"), "plant_inputs / 1 / plant", "mill",
    ),
    "fuel without a plant": (
        changed("inventories", 0, "plant_inputs", 0, "plant", to=None), "plant_inputs / 1 / plant", "missing",
    ),
    "uid that is a number": (changed("profile", 0, "uid", to=7), "profile / 1", "uid"),
    "uid beyond its length": (changed("profile", 0, "uid", to="x" * 25), "profile / 1", "24"),
    "acceptance in words": (extra("profile", 0, accepted="no"), "profile / 1", "accepted"),
    "the same uid twice": (changed("profile", 0, "uid", to="org-heat"), "profile / 1", "org-heat"),
    "the same year twice": (changed("inventories", to=[{"year": 2020}, {"year": 2020}]), "inventories", "2020"),
    "two BEI": (
        changed("inventories", to=[{"year": 2010, "is_bei": True}, {"year": 2020, "is_bei": True}]), "inventories", "BEI",
    ),
    "more than a number can hold": (changed(*USE, "amount", to=10**400), "energy_uses / 1 / amount", "number"),
}  # fmt: skip


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


def test_refusals_speak_latvian():
    with pytest.raises(InvalidInput) as refusal:
        loads(text(extra(*USE, colour="red")))
    assert refusal.value.text("lv") != refusal.value.text("en")


@settings(max_examples=150, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)), st.sampled_from(["municipality", *PARTS, "inventories"]))  # fmt: skip
def test_no_content_brings_down_the_reader(value: Any, part: str):
    """Whatever stands in a part, the reader returns a plan or says what is wrong."""
    try:
        loads(json.dumps(changed(part, to=value)))
    except SecapError as refusal:
        assert refusal.text("en")
