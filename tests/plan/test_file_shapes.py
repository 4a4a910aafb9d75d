"""The plan file: JSON of climate, risk and household records is refused where no page could read it."""

from __future__ import annotations

from typing import Any

import pytest

from secap.method.basis.errors import InvalidInput
from secap.plan.file import loads
from tests.plan.documents import small, text

CLIMATE = {"uid": "s", "title": "Upe"}
SQUARE = [[[24, 57], [24.1, 57], [24.1, 57.1], [24, 57]]]
NONSENSE: dict[str, list[Any]] = {
    "missing": [[], "", 5, {"tx": -1}, {"tx": "many"}],
    "settings": [[], "", {"hdd_base_c": "warm"}, {"reference": [1991]}, {"reference": ["a", "b"]},
                 {"reference": [2020, 1991]}, {"reference": 5}, {"hdd_base_c": 1e308}],
    "return_levels": [[], {"txx": 5}, {"txx": {"levels": 5}}, {"txx": {"levels": [{"value": 3}]}},
                      {"txx": {"reason": 5}}, {"txx": {"notes": {"lv": "x"}}}],
    "findings": [{}, "", [5], [{"message": 5}], [{"severity": []}]],
    "years": [[], "", {"2020": "7"}, {"2020": [7]}, {"²020": 7}, {"-5": 7}, {"999999999": 7},
              {"2020": True}, {"2020": 1e308}, {"2020": 10**400}],
    "proposed": [[], "", 5, "high"],
    "boundary": [[], "", {"type": "Polygon"}, {"type": ["Polygon"]}, {"type": "Point", "coordinates": [1, 2]},
                 {"type": "Polygon", "coordinates": [[["a", 1]] * 4]},
                 {"type": "Polygon", "coordinates": [[[24, 1e308]] * 4]}],
    "thresholds": [[], "", {"medians": []}, {"medians": {"income_eur": "much"}}, {"given": 5},
                   {"scale": ["x"]}],
    "left_out": [[], "", {"no_income": "six"}, {"no_income": 1.5}],
}  # fmt: skip
GOOD: dict[str, Any] = {
    "missing": {"tx": 3},
    "settings": {"hdd_base_c": 18, "hdd_limit_c": None, "reference": [1991, 2020]},
    "return_levels": {"txx": {"levels": [{"return_years": 10, "value": 3, "low": 2, "high": 4}],
                              "reason": None, "notes": {"lv": ["x"]}}},
    "findings": [{"id": "x", "severity": "info", "message": {"lv": "x"}}],
    "years": {"2020": 7.1, "2021": None},
    "proposed": {"probability": "high"},
    "boundary": {"type": "Polygon", "coordinates": SQUARE},
    "thresholds": {"medians": {"income_eur": 1}, "given": ["income_eur"], "scale": "given"},
    "left_out": {"no_income": 6},
}  # fmt: skip


def with_value(field: str, value: Any) -> dict[str, Any]:
    document = small()
    if field == "proposed":
        document["hazards"] = [{"hazard": "river_flood", field: value}]
    elif field == "boundary":
        document["districts"] = [{"name": "A", field: value}]
    elif field in {"thresholds", "left_out"}:
        document["household_studies"] = [{"title": "A", "year": 2020, field: value}]
    elif field == "years":
        document["climate_series"] = [CLIMATE | {"indicators": [{"code": "tm", field: value}]}]
    else:
        document["climate_series"] = [CLIMATE | {field: value}]
    return document


@pytest.mark.parametrize("field", NONSENSE)
def test_nonsense_in_json_is_refused_with_its_place(field: str):
    for value in NONSENSE[field]:
        with pytest.raises(InvalidInput) as refusal:
            loads(text(with_value(field, value)))
        assert field in refusal.value.text("en"), value


@pytest.mark.parametrize("field", GOOD)
def test_what_the_workbench_writes_is_read(field: str):
    loads(text(with_value(field, GOOD[field])))
