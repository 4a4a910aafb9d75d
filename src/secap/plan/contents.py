"""What a plan consists of: the municipality, its records, inventories and actions with theirs. The one list
that the plan file, its schema, comparison and saving walk along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from secap.desk.registry.models import Municipality
from secap.desk.registry.records import Record
from secap.plan.plan import NESTS, PARTS, Plan

Field = models.Field[Any, Any]


def municipality_fields() -> list[Field]:
    """Return the signatory profile's fields."""
    return [field for field in Municipality._meta.concrete_fields if field.name not in {"id", "revision"}]


def records(plan: Plan) -> Iterator[Record]:
    """Yield every record of the plan, those pointed at before those that point."""
    for name in PARTS:
        yield from getattr(plan, name)
    for nest_name, nest in NESTS.items():
        for item in getattr(plan, nest_name):
            yield nest.holder_of(item)
            for name in nest.parts:
                yield from getattr(item, name)


def record_models() -> list[type[Record]]:
    """Return the models of `records` in the same order."""
    nested = [model for nest in NESTS.values() for model in (nest.holder, *nest.parts.values())]
    return [*PARTS.values(), *nested]


def as_value(record: models.Model, field: Field) -> Any:
    """Return a field's value as JSON knows it; a reference is the uid of the record pointed at."""
    if isinstance(field, models.ForeignKey):
        target = (
            getattr(record, field.name) if getattr(record, field.attname) or field.is_cached(record) else None
        )
        return target.uid if target else None
    value = getattr(record, field.attname)
    return value.isoformat() if isinstance(field, models.DateField) and value else value


def own_values(record: Record) -> dict[str, Any]:
    """Return the record's content, field by field, empty ones included."""
    return {field.name: as_value(record, field) for field in record.own_fields() if not is_file(field)}


def is_file(field: Field) -> bool:
    """The bytes of an attachment stay with the installation; the plan file carries name, size and SHA-256."""
    return isinstance(field, models.FileField)
