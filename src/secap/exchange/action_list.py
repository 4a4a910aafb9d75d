"""Reading a list of actions from any table: what is written becomes actions, what can't be read is said."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from secap.exchange import textfiles, workbooks
from secap.exchange.action_cells import read_amount
from secap.exchange.action_columns import COLUMNS, header
from secap.exchange.action_rows import RowReader
from secap.exchange.tables import read_tables
from secap.method.actions.action import Action, Printed
from secap.method.actions.checks.money import contradicts
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput, UnreadableFile
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message


@dataclass(frozen=True, slots=True)
class ActionList:
    """A list of actions as read.

    file : name;  actions : in the order of the file, sectors as codes where a table knows them;
    sectors : {code: as the file writes it first};  findings : what could not be read or was assumed.
    """

    file: str
    actions: tuple[Action, ...]
    sectors: dict[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def read_actions(path: Path, *, decimal: str | None = None) -> ActionList:
    """Return the actions of a CSV, XLSX, ODS or XLS file.

    decimal : "," or "." where the file's own numbers don't tell, or must be overruled.
    Raises: UnreadableFile, and InvalidInput where no row names the columns
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            Message("The file can't be read: {reason}.", reason=error.strerror or ""),
            where=(str(path),),
            hint=Message("Check the name and whether you may read it."),
        ) from None
    return read_content(path.name, content, decimal=decimal)


def read_content(name: str, content: bytes, *, decimal: str | None = None) -> ActionList:
    """Return the actions of a file's content. Raises as `read_actions`."""
    for table in read_tables(name, content, limit_bytes=workbooks.MAX_BYTES):
        found = header(table.rows)
        if found is None:
            continue
        # where columns are separated by commas or tabs and nothing else tells, the machine wrote a dot
        is_text = not workbooks.is_workbook(content)
        separator = textfiles.read_text(name, content).separator if is_text else ""
        reader = RowReader(name, table, *found, decimal, "." if separator in (",", "\t") else ",")
        actions = reader.read()
        _check_ids(reader, actions)
        _check_sectors(reader)
        _check_total(reader, actions)
        return ActionList(name, tuple(actions), reader.sectors, tuple(reader.findings))
    raise InvalidInput(
        Message("No row of the file names the columns of a list of actions."),
        where=(name,),
        hint=Message(
            "One row must name id or title, and at least one figure. Known names: {names}.",
            names=[spellings[0] for spellings in COLUMNS.values()],
        ),
    )


def _check_ids(reader: RowReader, actions: list[Action]) -> None:
    for id, count in Counter(one.id for one in actions).items():
        if count > 1:
            reader.say(
                "actions.duplicate_id",
                Severity.WARNING,
                (*reader.where, id),
                Message("{count} actions have the id {id}.", count=count, id=id),
                Message("Give each action an id of its own, or remove the row that is there twice."),
            )


def _check_sectors(reader: RowReader) -> None:
    known = codes.table("action_sectors").keys() | codes.table("sectors").keys()
    unknown = [name for name in reader.sectors if name not in known]
    if unknown:
        reader.say(
            "actions.unknown_sector",
            Severity.WARNING,
            reader.place_of_column(reader.columns["sector"]),
            Message("Not sectors of the Covenant, so they count as written: {names}.", names=unknown),
            Message(
                "Use a name such as: {names}.",
                names=[codes.code("action_sectors", code) for code in codes.table("action_sectors")],
            ),
        )


def _check_total(reader: RowReader, actions: list[Action]) -> None:
    """Say that a row was taken for the total, and whether it is the sum of the rows."""
    if reader.total is None:
        return
    row, total = reader.total
    known = [one.t for one in actions if one.t is not None]
    where, summed = reader.place(row, id=total.id), math.fsum(known)
    # each row may be rounded, so their sum may be off by half a unit for every one of them
    if total.t is not None and known and contradicts(_as_printed(total.t, max(1.0, len(known) / 2)), summed):
        reader.say(
            "actions.printed_total",
            Severity.WARNING,
            where,
            Message("The printed total is {total}, but the actions add up to {sum}.",
                    total=Amount(total.t, "t"), sum=Amount(summed, "t")),
            Message("Look for a row that is missing, there twice, or has another value."),
        )  # fmt: skip
        return
    reader.say(
        "actions.total_row",
        Severity.INFO,
        where,
        Message("The row is the total of the list and is not counted as an action."),
        Message("Nothing to do, unless it is an action: then give it another title."),
    )


def _as_printed(value: float, units: float) -> Printed:
    read = read_amount("t", value, ".")
    return Printed(value, (read.unit_of_last_place if read else 1.0) * units)
