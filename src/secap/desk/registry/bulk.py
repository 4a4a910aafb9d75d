"""Creating, changing and deleting very many records of one kind at once, with their history, in little time.

The same bookkeeping as `Record.keep`, but set by set: making 100,000 model instances twice (record and
history) and saving them through the ORM takes a minute, this a few seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.records import Record, StaleRecord, new_uid

HISTORY_COLUMNS = ("history_date", "history_change_reason", "history_type", "history_user_id")
CHUNK = 500  # keys in one statement


@transaction.atomic
def create_many(
    model: type[Record],
    values: Sequence[Mapping[str, Any]],
    *,
    municipality: Municipality,
    person: Person,
    accepted: bool,
    reasons: Sequence[str],
    common: Mapping[str, Any] | None = None,
) -> list[str]:
    """Create records and the first version of their history; return their uids in the order given.

    values : {field: value}, already cleaned, one per record;  reasons : where each came from;
    common : {column name: value} the same for all, such as the parent's key.
    """
    now = timezone.now()
    fixed = {
        "municipality_id": municipality.pk,
        "revision": 1,
        "accepted": accepted,
        "entered_by_id": person.pk,
        "updated_at": now,
        "deleted_at": None,
        **(common or {}),
    }
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    uids = [new_uid() for _ in values]
    rows = [_row(fields, one, {**fixed, "uid": uid}) for one, uid in zip(values, uids, strict=True)]
    _insert(model._meta.db_table, [str(field.column) for field in fields], rows)
    keys = dict(
        model.everything.filter(municipality=municipality, revision=1, updated_at=now).values_list(
            "uid", "pk"
        )
    )
    about = model.history.model._meta
    extra = ["id", *HISTORY_COLUMNS]
    shared = [
        field for field in fields if field.column in {one.column for one in about.local_concrete_fields}
    ]
    places = [fields.index(field) for field in shared]
    history = [
        (
            *(row[at] for at in places),
            keys[uid],
            _ready(about.get_field("history_date"), now),
            reason,
            "+",
            person.pk,
        )
        for row, uid, reason in zip(rows, uids, reasons, strict=True)
    ]
    _insert(about.db_table, [*(str(field.column) for field in shared), *extra], history)
    return uids


@transaction.atomic
def change_many(
    model: type[Record],
    revisions: Mapping[str, int],
    values: Mapping[str, Any],
    *,
    municipality: Municipality,
    person: Person,
    accepted: bool,
    reason: str,
) -> int:
    """Set the same values in many living records, with a version of their history each; return how many.

    revisions : {uid: revision it was seen at};  values : {field: value}, already cleaned, the same for all;
    a record that another one stands for is given as its key or as the instance.
    Raises: StaleRecord where one was changed or deleted meanwhile; nothing is changed then
    """
    now = timezone.now()
    uids = list(revisions)
    for start in range(0, len(uids), CHUNK):
        wanted = uids[start : start + CHUNK]
        living = model.objects.filter(municipality=municipality, uid__in=wanted)
        keys = {uid: (key, revision) for uid, key, revision in living.values_list("uid", "pk", "revision")}
        if any(keys.get(uid, (0, None))[1] != revisions[uid] for uid in wanted):
            raise StaleRecord
        by_revision: dict[int, list[int]] = {}
        for key, revision in keys.values():
            by_revision.setdefault(revision, []).append(key)
        book = {"updated_at": now, "accepted": accepted, "entered_by": person}
        for revision, same in by_revision.items():
            still = model.objects.filter(pk__in=same, revision=revision)
            if still.update(revision=revision + 1, **book, **values) != len(same):
                raise StaleRecord
        _note(model, [key for key, _revision in keys.values()], now, reason, person)
    return len(uids)


@transaction.atomic
def remove_many(
    model: type[Record],
    uids: Sequence[str],
    *,
    municipality: Municipality,
    person: Person,
    accepted: bool,
    reason: str,
    revision: int,
) -> int:
    """Delete records as they were at a revision, so that it can be undone; return how many there were.

    Records that are deleted already, or gone, are left alone.
    Raises: StaleRecord where one has another revision (somebody changed it); nothing is deleted then
    """
    now = timezone.now()
    removed = 0
    for start in range(0, len(uids), CHUNK):
        living = model.objects.filter(municipality=municipality, uid__in=uids[start : start + CHUNK])
        keys = list(living.values_list("pk", flat=True))
        if not keys:
            continue
        same = model.objects.filter(pk__in=keys, revision=revision)
        changes = {"deleted_at": now, "updated_at": now, "accepted": accepted, "entered_by": person}
        if same.update(revision=revision + 1, **changes) != len(keys):
            raise StaleRecord
        _note(model, keys, now, reason, person)
        removed += len(keys)
    return removed


def _note(model: type[Record], keys: Sequence[int], now: datetime, reason: str, person: Person) -> None:
    """Write the present state of records into their history, as changed by a person."""
    about = model.history.model._meta
    of_history = {field.column for field in about.local_concrete_fields}
    shared = [str(field.column) for field in model._meta.local_concrete_fields if field.column in of_history]
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, shared))
    extra = ", ".join(map(quote, HISTORY_COLUMNS))
    date = _ready(about.get_field("history_date"), now)
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(about.db_table)} ({columns}, {extra}) SELECT {columns}, %s, %s, %s, %s"
            f" FROM {quote(model._meta.db_table)} WHERE id IN ({marks}) ORDER BY id",
            [date, reason[:100], "~", person.pk, *keys],
        )


def _row(
    fields: Sequence[models.Field[Any, Any]], values: Mapping[str, Any], fixed: Mapping[str, Any]
) -> tuple[Any, ...]:
    return tuple(
        _ready(field, fixed[field.attname])
        if field.attname in fixed
        else _ready(field, values[field.name])
        if values.get(field.name) is not None
        else _ready(field, field.get_default())
        for field in fields
    )


PLAIN = (str, int, float, type(None))


def _ready(field: models.Field[Any, Any], value: Any) -> Any:
    """Return a value as the database takes it; most are ready as they are."""
    if type(value) in PLAIN and not isinstance(field, models.JSONField):
        return value
    return field.get_db_prep_save(value, connection)


def _insert(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    quote = connection.ops.quote_name
    names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(table)} ({names}) VALUES ({marks})", rows)
