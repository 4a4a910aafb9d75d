"""Taking an import back: what it created is removed, what it changed or removed stands as before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from secap.desk.registry.bulk import remove_many
from secap.desk.registry.models import Person
from secap.desk.registry.record_pages import bring_back
from secap.desk.registry.records import Record, StaleRecord, kind_of
from secap.desk.registry.saving import keep_as
from secap.exchange.extension import Extension
from secap.exchange.importing import BATCH, Report, claim, is_accepted, reason
from secap.exchange.kinds import KINDS
from secap.exchange.models import ImportRun, State

TAKEN_BACK = "import taken back"


class StillUsed(StaleRecord):
    """Other records point to what the import created."""


def undo(run: ImportRun, person: Person, report: Report = lambda done, total: None) -> None:
    """Take an import back, all or nothing.

    Raises: StaleRecord where somebody changed one of these records since, or it was taken back already;
        StillUsed where something in the plan needs one of them by now
    """
    try:
        _undo(run, person, report)
    except IntegrityError:
        if not KINDS[run.kind].is_unique:
            raise
        raise StaleRecord from None  # what was removed is there again, entered anew


def _undo(run: ImportRun, person: Person, report: Report) -> None:
    kind, result = KINDS[run.kind], run.result
    created, changed = result.get("created", []), result.get("changed", {})
    removed = result.get("removed", [])
    total = len(created) + len(changed) + len(removed)
    back = _Back(run, person, reason(TAKEN_BACK, run))
    with transaction.atomic():
        claim(run, State.APPLIED)
        if kind.extension is not None and _is_used(kind.extension, back.records(kind.model, created)):
            raise StillUsed
        for start in range(0, len(created), BATCH):
            batch = created[start : start + BATCH]
            back.remove(kind.model, batch)
            report(start + len(batch), total)
        records = back.records(kind.model, [*changed, *removed])
        for done, (uid, key) in enumerate(changed.items(), len(created) + 1):
            back.bring_back(records.get(uid), key)
            report(done, total)
        for uid in removed:
            if uid in records and records[uid].deleted_at:
                before = records[uid].history.filter(deleted_at=None).order_by("-history_id").first()
                was = bool(before and before.accepted)
                records[uid].restore(person, accepted=back.accepted or was, reason=back.why)
        if kind.extension is not None:
            _around(back, kind.extension, result.get("around", {}))
        run.state = State.UNDONE
        run.save(update_fields=["state"])
    report(total, total)


def _is_used(extension: Extension, records: Mapping[str, Record]) -> bool:
    living = (record for record in records.values() if record.deleted_at is None)
    return any(map(extension.is_still_used, living))


def _around(back: _Back, extension: Extension, result: Mapping[str, Any]) -> None:
    """Take back the parts, then the records that rows named, unless something else needs them by now."""
    for model in extension.labels:
        changed = result.get("changed", {}).get(kind_of(model), {})
        records = back.records(model, list(changed))
        for uid, key in changed.items():
            back.bring_back(records.get(uid), key)
        created = result.get("created", {}).get(kind_of(model), [])
        needed = {
            uid
            for uid, record in back.records(model, created).items()
            if record.deleted_at is None and extension.is_still_used(record)
        }
        back.remove(model, [uid for uid in created if uid not in needed])


class _Back:
    """Puts records back as they were, for one person and one reason."""

    def __init__(self, run: ImportRun, person: Person, why: str) -> None:
        self.run, self.person, self.why = run, person, why
        self.accepted = is_accepted(run, person)

    def records(self, model: type[Record], uids: Sequence[str]) -> dict[str, Any]:
        if not uids:
            return {}
        wanted = set(uids)
        there = model.everything.filter(municipality=self.run.municipality)
        return {record.uid: record for record in there if record.uid in wanted}

    def remove(self, model: type[Record], uids: Sequence[str]) -> None:
        remove_many(
            model,
            uids,
            municipality=self.run.municipality,
            person=self.person,
            accepted=self.accepted,
            reason=self.why,
            revision=1,
        )

    def bring_back(self, record: Any, key: int | None) -> None:
        rows = record.history.order_by("-history_id")[:2] if record else []
        if record is None or len(rows) < 2 or rows[1].history_id != key:
            raise StaleRecord
        bring_back(record, rows[1])
        keep_as(self.person, record, self.why)
