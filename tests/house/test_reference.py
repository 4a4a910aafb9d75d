"""The published schema and page of the plan file are the models', and the examples fulfil the schema."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest

from secap.plan.example import TOWNS
from secap.plan.schema import schema
from tests.house import reference

STALE = "is out of date: run `make reference`"


def test_the_published_schema_is_up_to_date():
    published = (reference.FOLDER / "plan-file.schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == schema(), f"docs/reference/plan-file.schema.json {STALE}"


def test_the_page_of_the_plan_file_is_up_to_date():
    page = (reference.FOLDER / "plan-file.md").read_text(encoding="utf-8")
    assert page == reference.page_text(), f"docs/reference/plan-file.md {STALE}"


def test_the_schema_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("slug", TOWNS)
def test_every_example_fulfils_the_schema(slug: str):
    document = json.loads(files("secap.examples").joinpath(f"{slug}.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(document)] == []


@pytest.mark.parametrize("name", reference.PAGES)
def test_every_command_and_table_is_documented_as_it_is(name: str):
    page = (reference.FOLDER / name).read_text(encoding="utf-8")
    assert page == reference.PAGES[name](), f"docs/reference/{name} {STALE}"
