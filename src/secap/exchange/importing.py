"""An import from upload to result: propose a mapping, check, apply all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from secap.desk.inventory.grid import default_scope
from secap.desk.inventory.models import EnergyUse, Inventory
from secap.desk.registry.bulk import create_many
from secap.desk.registry.models import Municipality, Person, Role
from secap.desk.registry.permissions import role_of
from secap.desk.registry.records import Record, StaleRecord
from secap.desk.registry.saving import keep_as, remove_as
from secap.exchange.differences import Differences, compare
from secap.exchange.extension import Around, Written
from secap.exchange.kind import SKIP, Kind
from secap.exchange.kinds import KINDS
from secap.exchange.models import ImportRun, RememberedWord, State
from secap.exchange.tables import Table, read_tables
from secap.exchange.understanding import Mapping, Reading, Row, Understanding
from secap.method.basis import codes

COLUMNS = "columns"
BATCH = 10_000
IMPORTED = "import"
REASON_LENGTH = 100
SEARCHED_ROWS = 15
Report = Callable[[int, int], None]


def begin(
    municipality: Municipality,
    person: Person,
    kind: Kind,
    inventory: Inventory | None,
    name: str,
    content: bytes,
) -> ImportRun:
    """Stage an uploaded file with a proposed mapping. Raises UnreadableFile before anything is kept."""
    tables = read_tables(name, content, limit_bytes=settings.UPLOAD_MAX_BYTES)
    run = ImportRun(
        municipality=municipality, person=person, kind=kind.code, inventory=inventory, name=name[:200]
    )
    remembered = _remembered(run, COLUMNS)
    kind = kind.in_town(municipality)
    best = max(tables, key=lambda table: len(set(propose(kind, table, remembered)[1].values()) - {SKIP}))
    use_sheet(run, best)
    run.file.save(f"{timezone.now():%Y%m%d%H%M%S}-{name[-80:]}", ContentFile(content), save=False)
    run.save()
    return run


def tables_of(run: ImportRun) -> list[Table]:
    """Read the staged file. Raises StaleRecord where it was imported meanwhile, and is not kept"""
    if not is_staged(run):
        raise StaleRecord
    with run.file.open("rb") as file:
        return read_tables(run.name, file.read(), limit_bytes=settings.UPLOAD_MAX_BYTES)


def is_staged(run: ImportRun) -> bool:
    """Whether the file is still there."""
    name = run.file.name or ""
    return bool(name) and run.file.storage.exists(name)


def table_of(run: ImportRun) -> Table:
    tables = tables_of(run)
    return next((table for table in tables if table.sheet == run.sheet), tables[0])


def use_sheet(run: ImportRun, table: Table) -> None:
    """Choose a sheet and propose what its columns are: as remembered, else as the headings say."""
    kind = kind_of(run)
    run.sheet = table.sheet
    run.header_row, columns = propose(kind, table, _remembered(run, COLUMNS))
    run.columns = {str(at): target for at, target in columns.items()}
    run.corrections, run.report, run.seen = {}, {}, {}


def propose(kind: Kind, table: Table, remembered: dict[str, str]) -> tuple[int, dict[int, str]]:
    """Return (header row, {column: target}): the row among the first whose cells are headings most often."""
    best: tuple[int, dict[int, str]] = (table.rows[0][0], {})
    possible = {target for target, _label in kind.targets()} | {"uid", SKIP}
    remembered = {text: target for text, target in remembered.items() if target in possible}
    for number, cells in table.rows[:SEARCHED_ROWS]:
        columns: dict[int, str] = {}
        for at, cell in enumerate(cells):
            if cell is None:
                continue
            text = codes.folded(str(cell))
            target = remembered.get(text, kind.target_of(str(cell)))
            columns[at] = SKIP if target in columns.values() else target
        if sum(bool(target) for target in columns.values()) > sum(
            bool(target) for target in best[1].values()
        ):
            best = number, columns
    return best


def _remembered(run: ImportRun, table: str) -> dict[str, str]:
    known = RememberedWord.objects.filter(municipality=run.municipality, kind=run.kind, table=table)
    return dict(known.values_list("word", "meaning"))


def remember(run: ImportRun, table: str, words: dict[str, str]) -> None:
    """Keep what words mean, for the next file."""
    for word, meaning in words.items():
        RememberedWord.objects.update_or_create(
            municipality=run.municipality,
            kind=run.kind,
            table=table,
            word=word[:200],
            defaults={"meaning": meaning},
        )


def kind_of(run: ImportRun) -> Kind:
    """Return the kind of a run's table, as its town sees it."""
    return KINDS[run.kind].in_town(run.municipality)


def mapping_of(run: ImportRun, kind: Kind | None = None) -> Mapping:
    kind = kind or kind_of(run)
    words = {table: {**_remembered(run, table), **run.words.get(table, {})} for table in kind.tables()}
    columns = {int(at): target for at, target in run.columns.items()}
    wide = any(map(kind.is_wide_column, columns.values()))
    defaults = dict(run.defaults)
    options = {}
    for option in kind.extension.options() if kind.extension else ():
        said = defaults.pop(option.name, option.default)
        options[option.name] = said if said in dict(option.choices) else option.default
    if kind.code == "energy" and not wide and "unit" not in columns.values():
        defaults.setdefault("unit", "mwh")
    defaults = _cleaned(kind, defaults)
    year = run.inventory.year if run.inventory else None
    return Mapping(run.header_row, columns, words, defaults, run.corrections, run.decimal, year, options)


def _cleaned(kind: Kind, said: dict[str, Any]) -> dict[str, Any]:
    """Return what was said for rows that lack it, as the fields hold it; what can't be read is left out."""
    found = {}
    for name, text in said.items():
        with suppress(ValidationError):
            found[name] = kind.field(name).clean(text, None)
    return found


def lacking(run: ImportRun) -> list[Any]:
    """Return the required fields that neither a column nor a default gives."""
    kind = kind_of(run)
    mapping = mapping_of(run, kind)
    given = set(mapping.columns.values()) | set(mapping.defaults)
    if any(map(kind.is_wide_column, given)):
        given |= set(kind.wide or ())
    return [one for one in kind.required() if one.name not in given]


def check(run: ImportRun, report: Report = lambda done, total: None) -> tuple[Reading, Differences]:
    """Read the table and compare it with what is there; the revisions seen are kept for `apply`."""
    kind = kind_of(run)
    report(0, 3)
    table = table_of(run)
    report(1, 3)
    mapping = mapping_of(run, kind)
    reading = Understanding(kind, table, mapping).read()
    if kind.code == "energy":
        for row in reading.rows:
            row.values.setdefault("scope", default_scope(row.values["carrier"]))
    report(2, 3)
    records = kind.records(run.municipality, run.inventory)
    around = kind.extension.around(run.municipality, mapping.words) if kind.extension else None
    found = compare(kind, reading.rows, records, around)
    reading.problems += found.problems
    run.seen = _revisions(records, around)
    return reading, found


def apply(
    run: ImportRun, person: Person, *, remove_missing: bool, report: Report = lambda done, total: None
) -> None:
    """Make the changes, all or nothing.

    Raises: StaleRecord where a record was changed, removed or added since the check, or the table was
        imported already; ValueError where it still has errors (the page does not offer it)
    """
    kind, seen = kind_of(run), dict(run.seen)
    reading, found = check(run)
    if any(problem.is_error for problem in reading.problems):
        raise ValueError("a table with errors is not applied")
    total = len(found.new) + len(found.changed)
    try:
        with transaction.atomic():
            claim(run, State.UPLOADED)
            records = kind.records(run.municipality, run.inventory)
            if not seen == run.seen == _revisions(records, _around(run)):
                raise StaleRecord
            _write(run, kind, found, person, remove_missing=remove_missing, report=report)
    except IntegrityError:
        if not kind.is_unique:
            raise
        raise StaleRecord from None  # a record that may be there only once came meanwhile
    report(total, total)
    run.file.delete(save=False)  # what was imported is in the records; the file is not kept
    run.save(update_fields=["file"])


def _write(
    run: ImportRun, kind: Kind, found: Differences, person: Person, *, remove_missing: bool, report: Report
) -> None:
    """Write all that a check found, and note it in the run."""
    total = len(found.new) + len(found.changed)
    written = _write_links(run, found, person)
    changed = {}
    for change in found.changed:
        if not change.fields:
            continue
        before = change.record.history.first()
        for name in change.fields:
            setattr(change.record, kind.field(name).attname, change.row.values[name])
        if isinstance(change.record, EnergyUse):
            change.record.estimate = None
        keep_as(person, change.record, reason(IMPORTED, run, change.row.number))
        changed[change.record.uid] = before.history_id if before else None
        report(len(changed), total)
    created = _create(run, kind, found, person, total, report)
    _write_parts(run, kind, found, created, person, written)
    removed = []
    if remove_missing:
        for record in found.missing:
            remove_as(person, record)
            removed.append(record.uid)
    run.result = {"created": created, "changed": changed, "removed": removed}
    if found.around is not None:
        run.result |= {"around": {"created": written.created, "changed": written.changed}}
    run.state = State.APPLIED
    run.save(update_fields=["result", "state", "seen"])


def _around(run: ImportRun) -> Around | None:
    extension = KINDS[run.kind].extension
    return extension.around(run.municipality, {}) if extension else None


def _revisions(records: Iterable[Record], around: Around | None) -> dict[str, int]:
    """Return what an import could change as it is now, {uid: revision}."""
    return {record.uid: record.revision for record in records} | (around.revisions() if around else {})


def _write_links(run: ImportRun, found: Differences, person: Person) -> Written:
    if found.around is None:
        return Written()
    rows = [*found.new, *(change.row for change in found.changed)]
    return found.around.write_links(rows, person, is_accepted(run, person), _reason_of(run))


def _write_parts(
    run: ImportRun, kind: Kind, found: Differences, created: list[str], person: Person, written: Written
) -> None:
    if found.around is None:
        return
    there = kind.model.objects.filter(municipality=run.municipality)
    keys = dict(there.values_list("uid", "pk"))
    rows = [(row, keys[uid]) for row, uid in zip(found.new, created, strict=True)]
    rows += [(change.row, change.record.pk) for change in found.changed]
    found.around.write_parts(rows, person, is_accepted(run, person), _reason_of(run), written)


def is_accepted(run: ImportRun, person: Person) -> bool:
    return role_of(person, run.municipality) == Role.COORDINATOR


def _reason_of(run: ImportRun) -> Callable[[Row], str]:
    return lambda row: reason(IMPORTED, run, row.number)


def claim(run: ImportRun, state: State) -> None:
    """Let one at a time go on; the second of a double click finds another state."""
    if ImportRun.objects.select_for_update().get(pk=run.pk).state != state:
        raise StaleRecord


def _create(
    run: ImportRun, kind: Kind, found: Differences, person: Person, total: int, report: Report
) -> list[str]:
    """Create the new records in batches, so that progress can be told."""
    accepted = is_accepted(run, person)
    common = {"inventory_id": run.inventory_id} if kind.has_parent else {}
    uids: list[str] = []
    for start in range(0, len(found.new), BATCH):
        batch = found.new[start : start + BATCH]
        uids += create_many(
            kind.model,
            [row.values for row in batch],
            municipality=run.municipality,
            person=person,
            accepted=accepted,
            reasons=[reason(IMPORTED, run, row.number) for row in batch],
            common=common,
        )
        report(len(found.changed) + len(uids), total)
    return uids


def reason(what: str, run: ImportRun, row: int | None = None) -> str:
    """Return a reason for the history; a long file name is shortened, the row never."""
    tail = "" if row is None else f", {row}"
    room = REASON_LENGTH - len(what) - len(tail) - len(": ")
    name = run.name if len(run.name) <= room else run.name[: room - 1] + "…"
    return f"{what}: {name}{tail}"
