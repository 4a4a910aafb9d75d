"""The published schema of the plan file is the one the models give, and the examples fulfil it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from secap.plan.example import TOWNS
from secap.plan.schema import schema

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
PUBLISHED = REFERENCE / "plan-file.schema.json"


def test_the_published_schema_is_up_to_date():
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema(), (
        "docs/reference/plan-file.schema.json is out of date: run "
        "python -m tests.house.write_schema from the root of the repository."
    )


def test_the_schema_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("slug", TOWNS)
def test_every_example_fulfils_the_schema(slug: str):
    document = json.loads(files("secap.examples").joinpath(f"{slug}.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    problems = [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(document)]
    assert not problems


def test_every_list_and_field_of_the_plan_file_stands_in_its_reference():
    page = (REFERENCE / "plan-file.md").read_text(encoding="utf-8")
    described = schema()["properties"]
    lists = {name: part["items"] for name, part in described.items() if part.get("type") == "array"}
    lists |= {
        name: part["items"] for name, part in lists["inventories"]["properties"].items() if part.get("type") == "array"
    }
    for name, record in {**lists, "municipality": described["municipality"]}.items():
        assert f"`{name}`" in page, name
        for field in record["properties"]:
            assert f"`{field}`" in page, f"{name}.{field}"
