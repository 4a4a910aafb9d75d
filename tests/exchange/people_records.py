"""Records of each kind of people, with what tables easily lose; a messy table of thirty stakeholders."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from openpyxl import Workbook

from secap.desk.governance import models as governance
from secap.desk.registry.records import Record
from secap.desk.stakeholders import models as people
from secap.exchange.kinds import KINDS
from secap.method.basis import codes
from tests.cast import Cast

APPS = {"stakeholders", "governance"}
PEOPLE = [code for code, kind in KINDS.items() if kind.model._meta.app_label in APPS]


def people_of(cast: Cast, kind: str) -> list[Record]:
    """Save two or three records of a kind in the town, with what they point to; return the kind's."""
    stakeholder = cast.keep(cast.ada, people.Stakeholder(
        name="SIA “Upesciema siltums”; katlu māja", type="energy_suppliers", is_primary=True,
        is_affected=False, value_chain="generation transmission", support="strongly_opposed",
        interest="very_high", power="medium", reasons="", steps="support vision",
        they_need="=Laiks\r\n- plāns",
        contact_every_days=90, review_on=date(2026, 3, 1),
    ))  # fmt: skip
    other = cast.keep(cast.ada, people.Stakeholder(name="-Biedrība", has_resources=True))
    anna = cast.keep(cast.ada, people.Contact(
        stakeholder=stakeholder, name="Anna Ozola", position="Vadītāja; ķīmiķe", email="anna@example.org",
        phone="+371 29 123 456", is_main=True, keep_until=date(2030, 1, 1),
    ))  # fmt: skip
    cast.keep(cast.ada, people.Contact(stakeholder=other, name="Anna Ozola", basis="consent"))
    if kind in {"contact_log", "events", "issues"}:
        _talk(cast, stakeholder, other, anna)
    if kind in {"departments", "staff_members", "duties", "tasks", "hearings"}:
        _administration(cast)
    return KINDS[kind].records(cast.town, None)


def _talk(cast: Cast, stakeholder: Record, other: Record, anna: Record) -> None:
    objective = cast.keep(cast.ada, people.EngagementObjective(statement="Siltumapgādes dati līdz jūnijam"))
    event = cast.keep(cast.ada, people.Event(
        title="Seminārs: siltums", method="conferences", state="held", date=date(2025, 5, 6),
        start_time="09:30", end_time="11:00", objective=objective, agenda="1. Dati\r\n2. Jautājumi",
        invited=f"{stakeholder.uid} {other.uid}", people=12, is_neutral=None, cost_eur=42.178,
    ))  # fmt: skip
    cast.keep(cast.ada, people.Event(title="Seminārs: jumti"))
    for entry in (
        {"stakeholder": stakeholder, "contact": anna, "channel": "phone", "subject": "Dati",
         "response": "no", "refusal": "timing", "follow_up_on": date(2025, 9, 1)},
        {"stakeholder": stakeholder, "channel": "phone", "subject": "Dati"},
        {"stakeholder": other, "channel": "letter"},
    ):  # fmt: skip
        cast.keep(cast.ada, people.ContactEntry(date=date(2025, 4, 2), **entry))
    cast.keep(cast.ada, people.Issue(text="Kas maksās?", stakeholder=other, event=event, state="answered",
                                     reply="Fonds", replied_on=date(2025, 5, 7)))  # fmt: skip
    cast.keep(cast.ada, people.Issue(text="Kad sāks?", raised_by="=iedzīvotājs"))


def _administration(cast: Cast) -> None:
    office = cast.keep(cast.ada, governance.Department(
        name="Attīstības nodaļa; projekti", duties="Plāns\r\nuzraudzība", competences="", fte=0.5,
        budget_eur=42.178,
    ))  # fmt: skip
    works = cast.keep(cast.ada, governance.Department(name="Saimniecība", is_assigned=False))
    cast.keep(
        cast.ada,
        governance.StaffMember(
            name="Ada Kalniņa", department=office, posts="coordinator energy_manager", fte=0.0
        ),
    )
    cast.keep(cast.ada, governance.StaffMember(name="Jānis"))
    cast.keep(cast.ada, governance.Duty(duty="bei", department=office, role="accountable"))
    cast.keep(cast.ada, governance.Duty(duty="bei", department=works, role="informed", note="=daļēji"))
    template = next(iter(codes.table("process_tasks")))
    cast.keep(cast.ada, governance.Task(step="commitment", template=template, actors="council"))
    cast.keep(cast.ada, governance.Task(
        step="vision", title="Saruna ar skolām", actors="administration stakeholders", due=date(2025, 9, 1),
        email="bo@example.org",
    ))  # fmt: skip
    cast.keep(
        cast.ada,
        governance.Hearing(
            body="council", date=date(2025, 3, 1), subject="Plāna uzmetums", comment="- garš\r\n- labs"
        ),
    )
    cast.keep(cast.ada, governance.Hearing(body="council", date=date(2025, 3, 1), subject="Budžets"))


HEADINGS = [
    "Nr.", "Organizācija", "Veids", "Nozare", "Atbalsts", "Ietekme", "Interese", "Skartība", "Kontaktpersona",
    "E-pasts", "Tālrunis", "Piezīmes",
]  # fmt: skip
ROWS: list[list[Any]] = [
    ["Pašvaldība"],
    [1, "Attīstības nodaļa", "pašvaldība", "Pašvaldības ēkas", 2, 5, 5, "augsta", "Ada Kalniņa",
     "ada@example.org", "+371 29 123 456", "vada plānu"],
    [2, "SIA Upesciema siltums", "energoapgāde", None, "-2", "ļoti augsta", "augsta", 5,
     "Pēteris Ozols\nLīga Bērza", "peteris@example.org; liga@example.org", "67123456", None],
    [3, "Upesciema vidusskola", "skola", "sabiedriskās ēkas", "+1", "vidēja", 4, 3, "direktore", None,
     "67 123 457", None],
    [4, "Zaļais loks", "NVO", "-", "atbalsta", "zema", "augsta", "nav zināms", "Ilze, ilze@example.org",
     None, None, "aktīvi"],
    ["Uzņēmumi"],
    [5, "SIA Kokzāģētava", "uzņēmums", "rūpniecība", "pret", 4, "2", "liels", None, "info@example.org", None,
     None],
    [6, "Autobusu parks", "transports", "Transports", 0, "3 - vidēja", "vidēja", 3, "Māris Liepa", None,
     "29111222", None],
    [7, "Autobusu parks", None, None, None, None, None, None, "Dace Liepa", "dace@example.org", None, None],
    *[
        [8 + at, f"Namu biedrība Nr. {at}", "NVO", "dzīvojamās mājas", at % 5 - 2, at % 5 + 1, "augsta",
         "vidēja", None, None, None, None]
        for at in range(1, 25)
    ],
]  # fmt: skip


def workbook(rows: list[list[Any]] = ROWS, headings: list[str] = HEADINGS) -> bytes:
    """The table as XLSX: a title and headings in the middle, merged over the columns."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Ieinteresēto personu saraksts, 2025"], [], headings, *rows):
        sheet.append(list(row))
        if len(row) == 1:
            sheet.merge_cells(
                start_row=sheet.max_row, start_column=1, end_row=sheet.max_row, end_column=len(headings)
            )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
