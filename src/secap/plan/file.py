"""The plan file: a whole plan as one readable JSON document. Derived from the models; docs/reference/plan-
file.md.

Opening one needs no database: the records are model instances that were never saved.
"""

from __future__ import annotations

import difflib
import json
import math
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

import secap
from secap.desk.registry.models import Municipality
from secap.desk.registry.records import Record
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.plan.contents import Field, as_value, is_file, municipality_fields, own_values
from secap.plan.json_text import parsed, refuse_unwritable
from secap.plan.plan import NESTS, PARTS, Nest, Plan

FORMAT = "secap-plan"
VERSION = 1
Where = tuple[object, ...]


def as_document(plan: Plan) -> dict[str, Any]:
    """Return the plan as the dictionary that the file holds. Empty fields are left out."""
    document: dict[str, Any] = {"format": FORMAT, "format_version": VERSION, "software": secap.__version__}
    values = {field.name: as_value(plan.municipality, field) for field in municipality_fields()}
    document["municipality"] = _without_empty(values)
    for name in PARTS:
        document[name] = [_record(record) for record in getattr(plan, name)]
    for nest_name, nest in NESTS.items():
        document[nest_name] = [
            _record(nest.holder_of(item))
            | {name: [_record(part) for part in getattr(item, name)] for name in nest.parts}
            for item in getattr(plan, nest_name)
        ]
    return document


def dumps(plan: Plan) -> str:
    """Return the plan file's text."""
    return json.dumps(as_document(plan), ensure_ascii=False, indent=1) + "\n"


def _record(record: Record) -> dict[str, Any]:
    values = {"uid": record.uid} | _without_empty(own_values(record), _kept_empty(type(record)))
    return values if record.accepted else values | {"accepted": False}


def _without_empty(values: dict[str, Any], kept: frozenset[str] = frozenset()) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "") or name in kept}


@cache
def _kept_empty(model: type[Record]) -> frozenset[str]:
    """Texts that are not empty by default: left out, they would come back filled."""
    return frozenset(
        field.name
        for field in model.own_fields()
        if isinstance(field, models.CharField | models.TextField) and field.get_default() != ""
    )


def loads(text: str | bytes) -> Plan:
    """Return the plan that a file's text holds, as unsaved instances.

    Raises UnreadableFile where it is no plan file or of a later version, InvalidInput where a value is wrong;
    both name the place.
    """
    document = parsed(text, FORMAT, VERSION)
    municipality = Municipality()
    values = _object(document.get("municipality"), ("municipality",))
    _fill(municipality, municipality_fields(), values, ("municipality",), targets={})
    plan, targets = Plan(municipality), dict[str, Record]()
    for name, model in PARTS.items():
        getattr(plan, name).extend(_records(model, document.get(name, []), (name,), municipality, targets))
    for name, nest in NESTS.items():
        for place, item in enumerate(_list(document.get(name, []), (name,)), 1):
            values = _object(item, (name, place))
            where: Where = (name, values.get("year") or values.get("number") or place)
            getattr(plan, name).append(_nested(nest, values, where, municipality, targets))
    known = {"format", "format_version", "software", "municipality", *PARTS, *NESTS}
    _refuse_unknown(document, known, ())
    _refuse_twins(plan)
    plan.inventories.sort(key=lambda year: year.year)
    return plan


def _nested(
    nest: Nest, item: dict[str, Any], where: Where, municipality: Municipality, targets: dict[str, Record]
) -> Any:
    """Return a record that holds others, with those it holds."""
    own = {name: value for name, value in item.items() if name not in nest.parts}
    holder = _one(nest.holder, own, where, municipality, targets)
    found = nest.make(holder)
    for name, model in nest.parts.items():
        parts = item.get(name, [])
        getattr(found, name).extend(_records(model, parts, (*where, name), municipality, targets, holder))
    return found


def _records(
    model: type[Record],
    items: Any,
    where: Where,
    municipality: Municipality,
    targets: dict[str, Record],
    parent: Record | None = None,
) -> list[Any]:
    return [
        _one(model, _object(item, (*where, place)), (*where, place), municipality, targets, parent)
        for place, item in enumerate(_list(items, where), 1)
    ]


def _one(
    model: type[Record],
    values: dict[str, Any],
    where: Where,
    municipality: Municipality,
    targets: dict[str, Record],
    parent: Record | None = None,
) -> Any:
    record = model(municipality=municipality)
    if parent is not None:
        setattr(record, str(model.parent_name()), parent)
    values = dict(values)
    uid = values.pop("uid", None)
    accepted = values.pop("accepted", True)
    if uid is not None:
        if not isinstance(uid, str) or not 1 <= len(uid) <= 24:
            raise InvalidInput(Message("“uid” must be a text of 1 to 24 characters."), where=where)
        refuse_unwritable(uid, (*where, "uid"))
        record.uid = uid
    if not isinstance(accepted, bool):
        raise InvalidInput(Message("“{field}” must be true or false.", field="accepted"), where=where)
    record.accepted = accepted
    if record.uid in targets:
        raise InvalidInput(
            Message("The uid “{uid}” stands twice in the file.", uid=record.uid),
            where=where,
            hint=Message("Remove the uid of a copied record; a new one is given."),
        )
    _fill(record, [field for field in model.own_fields() if not is_file(field)], values, where, targets)
    targets[record.uid] = record
    return record


def _fill(
    record: models.Model,
    fields: list[Field],
    values: dict[str, Any],
    where: Where,
    targets: dict[str, Record],
) -> None:
    _refuse_unknown(values, {field.name for field in fields} | {"uid", "accepted"}, where)
    for field in fields:
        value = values.get(field.name)
        if value is None and field.name not in values and (field.has_default() or field.blank or field.null):
            continue  # a new record has the default, or is empty there, already
        place = (*where, field.name)
        if isinstance(field, models.ForeignKey):
            _point(record, field, value, place, targets)
            continue
        empty = "" if isinstance(field, models.CharField | models.TextField) else None
        _refuse_wrong_type(field, value, place)
        refuse_unwritable(value, place)
        try:
            setattr(record, field.attname, field.clean(empty if value is None else value, record))
        except ValidationError as error:
            raise InvalidInput(Message("{problem}", problem=" ".join(error.messages)), where=place) from None
        except OverflowError:
            raise InvalidInput(
                Message("The number is larger than a number can be here."), where=place
            ) from None


def _refuse_wrong_type(field: Field, value: Any, where: Where) -> None:
    """JSON has types: a number written as text, or true for 1, is a mistake to be told, not to be guessed."""
    if value is None:
        return
    expected: tuple[type, ...]
    if isinstance(field, models.BooleanField):
        expected, name = (bool,), "true/false"
    elif isinstance(field, models.FloatField):
        expected, name = (int, float), "number"
    elif isinstance(field, models.IntegerField):
        expected, name = (int,), "whole number"
    elif isinstance(field, models.JSONField):
        return
    else:
        expected, name = (str,), "text"
    if not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected):
        raise InvalidInput(
            Message("“{value}” is not of the kind {kind}.", value=json.dumps(value)[:60], kind=name),
            where=where,
        )
    if isinstance(value, float) and not math.isfinite(value):
        raise InvalidInput(Message("“{value}” is not a finite number.", value=str(value)), where=where)


def _point(
    record: models.Model,
    field: models.ForeignKey[Any, Any],
    value: Any,
    where: Where,
    targets: dict[str, Record],
) -> None:
    if value is None:
        if not field.null:
            raise InvalidInput(Message("A reference is missing."), where=where)
        return
    target = targets.get(value) if isinstance(value, str) else None
    if not isinstance(target, field.related_model):
        raise InvalidInput(
            Message("No record with the uid “{uid}” stands before this one.", uid=str(value)), where=where
        )
    parent = target.parent_name()
    if parent and getattr(target, parent) is not getattr(record, parent, None):
        raise InvalidInput(
            Message("“{uid}” belongs to another record than this one.", uid=target.uid), where=where
        )
    setattr(record, field.name, target)


def _refuse_unknown(values: dict[str, Any], known: set[str], where: Where) -> None:
    for name in values:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = Message("Did you mean “{name}”?", name=near[0]) if near else Message("Remove it.")
            raise InvalidInput(Message("The field “{name}” is not known.", name=name), where=where, hint=hint)


def _refuse_twins(plan: Plan) -> None:
    years = [year.year for year in plan.inventories]
    for year in {year for year in years if years.count(year) > 1}:
        raise InvalidInput(
            Message("Two inventories describe the year {year}.", year=year), where=("inventories",)
        )
    if sum(year.inventory.is_bei for year in plan.inventories) > 1:
        raise InvalidInput(Message("More than one inventory is marked as the BEI."), where=("inventories",))


def _object(value: Any, where: Where) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InvalidInput(Message("A JSON object is expected here."), where=where)
    return value


def _list(value: Any, where: Where) -> list[Any]:
    if not isinstance(value, list):
        raise InvalidInput(Message("A JSON list is expected here."), where=where)
    return value
