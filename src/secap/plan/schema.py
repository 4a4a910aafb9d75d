"""The JSON Schema (2020-12) of the plan file, derived from the models."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import translation

from secap.desk.registry.fields import CodeField, CodesField, RecordsField
from secap.desk.registry.records import Record
from secap.method.basis import codes
from secap.plan.contents import Field, is_file, municipality_fields
from secap.plan.file import FORMAT, VERSION
from secap.plan.plan import NESTS, PARTS, Nest


def schema() -> dict[str, Any]:
    """Return the schema that every plan file fulfils."""
    with translation.override("en"):
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "SECAP plan file",
            "type": "object",
            "required": ["format", "format_version", "municipality"],
            "additionalProperties": False,
            "properties": {
                "format": {"const": FORMAT},
                "format_version": {"const": VERSION},
                "software": {
                    "type": "string",
                    "description": "Version of the workbench that wrote the file.",
                },
                "municipality": _object(municipality_fields()),
                **{name: _list(model) for name, model in PARTS.items()},
                **{name: {"type": "array", "items": _nest(nest)} for name, nest in NESTS.items()},
            },
        }


def _nest(nest: Nest) -> dict[str, Any]:
    described = _record(nest.holder)
    described["properties"] |= {name: _list(model) for name, model in nest.parts.items()}
    return described


def _list(model: type[Record]) -> dict[str, Any]:
    return {"type": "array", "description": str(model._meta.verbose_name_plural), "items": _record(model)}


def _record(model: type[Record]) -> dict[str, Any]:
    described = _object([field for field in model.own_fields() if not is_file(field)])
    described["properties"] = {
        "uid": {
            "type": "string",
            "minLength": 1,
            "maxLength": 24,
            "description": "Key of the record; optional.",
        },
        **described["properties"],
        "accepted": {"type": "boolean", "description": "false: waits for the co-ordinator's acceptance."},
    }
    return described


def _object(fields: list[Field]) -> dict[str, Any]:
    required = [
        field.name for field in fields if not field.blank and not field.null and not field.has_default()
    ]
    return {
        "type": "object",
        "required": required,
        "additionalProperties": False,
        "properties": {field.name: _property(field) for field in fields},
    }


def _property(field: Field) -> dict[str, Any]:
    text = " ".join(filter(None, [f"{field.verbose_name}.", str(field.help_text)]))
    if isinstance(field, CodeField):
        return {"enum": ([""] if field.blank else []) + list(codes.table(field.table)), "description": text}
    if isinstance(field, CodesField):
        listed = ", ".join(codes.table(field.codes_table))
        return {"type": "string", "description": f"{text} Codes with spaces between, of: {listed}."}
    if isinstance(field, RecordsField):
        return {"type": "string", "description": f"{text} Uids of records with spaces between."}
    if isinstance(field, models.ForeignKey):
        return {"type": "string", "description": f"{text} The uid of a record of this file."}
    if isinstance(field, models.JSONField):
        return {"description": text}
    kinds: list[tuple[type[models.Field[Any, Any]], dict[str, Any]]] = [
        (models.BooleanField, {"type": "boolean"}),
        (models.IntegerField, {"type": "integer"}),
        (models.FloatField, {"type": "number"}),
        (models.DateField, {"type": "string", "format": "date"}),
    ]
    described = next((dict(kind) for model, kind in kinds if isinstance(field, model)), {"type": "string"})
    if field.choices:
        described = {"enum": [value for value, _name in field.flatchoices]}
    return described | {"description": text}
