"""The catalogue of measures: broad enough to choose from, honest about its numbers, and usable at once."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import chain

import pytest

from secap.method.actions.effects import CALCULATORS
from secap.method.actions.measures import Measure, Range, measure, measures, templates, units
from secap.method.basis import codes, tables
from secap.method.basis.errors import InvalidInput

ALL = list(measures().values())
MITIGATION = [one for one in ALL if "mitigation" in one.kinds]
every_measure = pytest.mark.parametrize("one", ALL, ids=lambda one: one.code)


def test_every_action_sector_has_measures_to_choose_from() -> None:
    assert len(MITIGATION) >= 48
    by_sector = Counter(one.sector for one in MITIGATION)
    assert set(by_sector) == set(codes.table("action_sectors"))
    assert min(by_sector.values()) >= 3


def test_adaptation_and_energy_poverty_are_covered_too() -> None:
    by_kind = Counter(chain.from_iterable(one.kinds for one in ALL))
    assert set(by_kind) == set(codes.table("action_kinds"))
    assert by_kind["adaptation"] >= 10 and by_kind["energy_poverty"] >= 6
    assert any(len(one.kinds) > 1 for one in ALL)


def test_all_eight_ambitious_measures_can_be_adopted_from_the_catalogue() -> None:
    present = set(chain.from_iterable(one.ambitious_codes for one in ALL))
    assert present == set(codes.table("ambitious_measures"))
    assert {number for one in ALL for number in one.ambitious} == set(range(1, 9))


def test_the_hazards_of_a_northern_town_are_answered() -> None:
    answered = set(chain.from_iterable(one.hazards for one in ALL))
    assert {"heat_wave", "flash_surface_flood", "river_flood", "coastal_flood", "drought", "severe_wind"} <= (
        answered
    )


@every_measure
def test_a_measure_names_codes_that_exist(one: Measure) -> None:
    assert one.kinds and one.kinds <= set(codes.table("action_kinds"))
    assert one.sector in codes.table("action_sectors")
    for table, found in (
        ("hazards", one.hazards),
        ("adaptation_sectors", one.adaptation_sectors),
        ("co_benefits", one.co_benefits),
    ):
        assert set(found) <= set(codes.table(table)), table
    assert one.unit in units()
    for table, found_code in (("action_areas", one.area), ("action_instruments", one.instrument)):
        if found_code:
            assert one.sector in codes.get(table, found_code).sectors.split(), table
        else:
            assert one.kinds == {"adaptation"}, f"{table} is empty"


@every_measure
def test_adaptation_says_what_it_protects_from_and_whom(one: Measure) -> None:
    assert ("adaptation" in one.kinds) == bool(one.hazards) == bool(one.adaptation_sectors)


@every_measure
def test_ranges_hold_the_central_value(one: Measure) -> None:
    for found in (one.unit_cost_eur, one.unit_saving_mwh):
        if isinstance(found, Range):
            assert found.low <= found.central <= found.high
            assert found.low < found.high, "a range of its own, not one number three times"
    assert one.unit_cost_eur is None or one.unit_cost_eur.low >= 0
    assert (one.unit_cost_eur is None) == (one.price_year is None)
    assert one.lifetime_years is not None and one.lifetime_years > 0


@every_measure
def test_numbers_say_where_they_come_from(one: Measure) -> None:
    assert one.source in tables.sources()
    assert "replace by" in one.note.lower()
    if one.source == "design":
        assert one.quality == "assumed" and not one.place
    else:
        assert one.quality in {"published", "derived", "unverified"} and one.place


@every_measure
def test_every_mitigation_measure_can_be_calculated_with_its_defaults(one: Measure) -> None:
    if not one.calculator:
        assert "mitigation" not in one.kinds and not one.inputs
        return
    calculator = CALCULATORS[one.calculator]
    known = {field.name: field for field in calculator.inputs}
    for name, value in one.inputs.items():
        assert name in known, f"{one.calculator} has no input {name}"
        field = known[name]
        if field.kind == "carrier":
            assert value in codes.table("carriers")
        elif field.kind == "choice":
            assert value in dict(field.choices)
        elif field.kind == "share":
            pytest.fail(f"{name}: how large a part of the sector is treated is for the town to say")
        elif field.kind == "number":
            assert isinstance(value, float | int)


@every_measure
def test_a_measure_speaks_latvian(one: Measure) -> None:
    assert one.name.strip() and one.description.strip().endswith(".")
    assert one.indicator.name and one.indicator.unit
    for text, said in (
        (one.name, one.label("lv")),
        (one.description, one.description_label("lv")),
        (one.indicator.name, one.indicator_label("lv")),
        (one.note, one.note_label("lv")),
        (one.maladaptation_note, one.maladaptation_label("lv")),
    ):
        assert (said != text) == bool(text), text
    assert one.label("en") == one.name and one.unit_label("lv")


def test_codes_and_names_are_not_repeated() -> None:
    assert len({one.name for one in ALL}) == len(ALL)
    with tables.PACKAGED.joinpath("measures/measures.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == len(ALL)


def test_a_mistyped_measure_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(InvalidInput, match="light_led"):
        measure("ligth_led")


def test_programmes_start_from_measures_and_known_sources_of_money() -> None:
    assert len(templates()) == 3
    for one in templates().values():
        assert measure(one.measure).sector == one.sector and one.kinds <= measure(one.measure).kinds
        assert set(one.financing) <= set(codes.table("financing_sources")) and one.financing
        assert one.start_year < one.end_year and one.source in tables.sources()
        for english, said in (
            (one.activities, one.activity_labels("lv")),
            (one.responsible, one.responsible_labels("lv")),
            (tuple(found.name for found in one.indicators), one.indicator_labels("lv")),
        ):
            assert english and len(english) == len(said) and not set(english) & set(said)
        assert one.label("lv") != one.name


def test_a_share_that_the_example_leaves_open_stays_unknown() -> None:
    assert templates()["building_renovation"].financing == {"own": None, "national": None, "private": None}
