"""The plan file: what goes out comes back the same."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secap.desk.inventory.models import Inventory
from secap.desk.inventory.year import PARTS as INVENTORY_PARTS
from secap.desk.registry.fields import CheckedJSONField, CodeField, CodesField, RecordsField
from secap.desk.registry.records import Record
from secap.desk.stakeholders.models.engagement import CLOCK
from secap.method.basis import codes
from secap.plan.contents import Field, is_file
from secap.plan.file import FORMAT, VERSION, as_document, dumps, loads
from secap.plan.plan import NESTS, PARTS
from tests.plan.documents import changed, extra, small, text


def test_a_plan_comes_back_with_its_references():
    plan = loads(text(small()))
    assert plan.data_sets[0].owner is plan.organisations[0]
    assert plan.inventories[0].plant_inputs[0].plant is plan.inventories[0].plants[0]
    assert plan.inventories[0].energy_uses[0].amount == 120.5
    assert as_document(loads(dumps(plan))) == as_document(plan)


def test_defaults_of_a_short_file_are_those_of_the_forms():
    inventory = loads(text(small())).inventories[0].inventory
    assert (inventory.approach, inventory.fuel_edition, inventory.biomass_sustainable) == (
        "ipcc",
        "ipcc_2006",
        True,
    )


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


def test_a_note_keeps_its_lines():
    plan = loads(text(extra("organisations", 0, note="viens\n\tdivi")))
    assert loads(dumps(plan)).organisations[0].note == "viens\n\tdivi"


def test_utf8_bytes_with_or_without_signature_open():
    plain = text(small()).encode()
    assert as_document(loads(plain)) == as_document(loads(b"\xef\xbb\xbf" + plain))


def test_inventories_come_out_oldest_first():
    document = small()
    document["inventories"].append({"uid": "inv-10", "year": 2010})
    assert [year.year for year in loads(text(document)).inventories] == [2010, 2020]


# Letters a person could type. No control characters: a database or a spreadsheet would refuse them.
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12
).filter(str.strip)


BY_YEAR = st.dictionaries(
    st.integers(1950, 2100).map(str), st.none() | st.floats(-50, 5000), max_size=3
)  # of a climate indicator


def values_of(field: Field, uids: dict[type, list[str]]) -> st.SearchStrategy[Any]:
    """Values that the model's field accepts: the property then holds for every field added later."""
    if isinstance(field, models.ForeignKey):
        return st.sampled_from(uids[field.related_model])  # type: ignore[index]
    if isinstance(field, CodeField):
        return st.sampled_from(sorted(codes.table(field.table)))
    if isinstance(field, CodesField):
        listed = st.sampled_from(sorted(codes.table(field.codes_table)))
        return st.lists(listed, unique=True, min_size=not field.blank).map(" ".join)
    if isinstance(field, RecordsField):
        return st.lists(st.sampled_from(["abc123", "def456"]), unique=True).map(" ".join)
    if isinstance(field, models.EmailField):
        return st.sampled_from(["ada@example.org", "b.o+plans@upe.lv"])
    if any(validator in CLOCK for validator in field.validators):
        return st.times().map("{:%H:%M}".format)
    if isinstance(field, models.URLField):
        return st.sampled_from(["https://example.org", "http://upe.lv/plans?lapa=2"])
    if field.choices:
        return st.sampled_from([value for value, _name in field.flatchoices])
    if isinstance(field, models.BooleanField):
        return st.booleans()
    if isinstance(field, CheckedJSONField):  # of a known shape; tests/plan/test_file_shapes.py has the rest
        return BY_YEAR if field.name == "years" else st.just(field.get_default())
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
    for at, (name, model) in enumerate(PARTS.items()):
        document[name] = draw(records_of(model, f"{name[:8]}{at}-", uids, most=1 + at % 2))
    inventories = []
    for year in draw(st.lists(st.integers(1990, 2030), unique=True, max_size=2)):
        inventory = draw(record_of(Inventory, f"inv-{year}", {})) | {"year": year, "is_bei": not inventories}
        own = dict(uids)
        for name, model in INVENTORY_PARTS.items():
            inventory[name] = draw(records_of(model, f"{name[:10]}{year}-", own))
        inventories.append(inventory)
    document["inventories"] = inventories
    for name, nest in NESTS.items():
        if name == "inventories":
            continue
        document[name] = []
        for place in range(draw(st.integers(0, 2))):
            item = draw(record_of(nest.holder, f"{name[:10]}-{place}", uids))
            for part, model in nest.parts.items():
                item[part] = draw(records_of(model, f"{name[:8]}{place}{part[:8]}-", dict(uids)))
            document[name].append(item)
    return document


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(documents())
def test_import_of_an_export_is_the_plan_itself(document: dict[str, Any]):
    plan = loads(text(document))
    written = dumps(plan)
    again = loads(written)
    assert as_document(again) == as_document(plan)
    assert dumps(again) == written


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(documents())
def test_nothing_of_the_file_is_lost(document: dict[str, Any]):
    written = json.loads(dumps(loads(text(document))))
    for name in PARTS:
        assert_holds(written[name], document[name])
    for name, nest in NESTS.items():
        if name == "inventories":
            continue
        for out, item in zip(written[name], document[name], strict=True):
            assert_holds([out], [{key: value for key, value in item.items() if key not in nest.parts}])
            for part in nest.parts:
                assert_holds(out[part], item[part])
    years = {inventory["year"]: inventory for inventory in written["inventories"]}
    for inventory in document["inventories"]:
        assert_holds(
            [years[inventory["year"]]], [{k: v for k, v in inventory.items() if k not in INVENTORY_PARTS}]
        )
        for name in INVENTORY_PARTS:
            assert_holds(years[inventory["year"]][name], inventory[name])


def assert_holds(written: list[dict[str, Any]], given_records: list[dict[str, Any]]) -> None:
    assert [record["uid"] for record in written] == [record["uid"] for record in given_records]
    for out, given_record in zip(written, given_records, strict=True):
        for name, value in given_record.items():
            assert out.get(name, "") == value, name
