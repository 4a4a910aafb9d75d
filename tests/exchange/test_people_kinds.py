"""Tables of people: a messy list of stakeholders with their contact people, names of other records, out and
in again, taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from secap.desk.governance.models import Department, StaffMember
from secap.desk.stakeholders.models import Contact, ContactEntry, Event, PrivateNote, Stakeholder
from secap.exchange import importing, tables_out, taking_back
from secap.exchange.kinds import KINDS
from tests.cast import Cast
from tests.exchange import files
from tests.exchange.baseline_records import applied, begin, checked, errors
from tests.exchange.people_records import PEOPLE, ROWS, people_of, workbook

XLSX = "dati.xlsx"


def test_a_messy_latvian_list_of_thirty_stakeholders(cast: Cast) -> None:
    run = begin(cast, "stakeholders", workbook(), XLSX)
    reading, found = checked(run)
    assert [(problem.cell, str(problem.message)) for problem in reading.problems if problem.is_error] == []
    assert (len(found.new), reading.unknown) == (30, {})
    importing.apply(run, cast.ada, remove_missing=False)
    there = {one.name: one for one in Stakeholder.objects.all()}
    heat, sawmill, green = there["SIA Upesciema siltums"], there["SIA Kokzāģētava"], there["Zaļais loks"]
    assert (heat.support, heat.power, heat.interest, heat.affectedness) == (
        "strongly_opposed", "very_high", "high", "very_high",
    )  # fmt: skip
    assert (sawmill.type, sawmill.support, sawmill.power, sawmill.interest, sawmill.affectedness) == (
        "business", "opposed", "high", "low", "high",
    )  # fmt: skip
    assert (green.affectedness, green.sector, green.support) == ("", "", "supportive")  # not known, not low
    assert there["Autobusu parks"].support == "neutral" and there["Autobusu parks"].power == "medium"


def test_contact_people_come_with_their_stakeholder(cast: Cast) -> None:
    applied_run(cast, workbook())
    told = Contact.objects.values_list("stakeholder__name", "name", "email", "phone", "is_main")
    assert set(told) == {
        ("Attīstības nodaļa", "Ada Kalniņa", "ada@example.org", "+371 29 123 456", True),
        ("SIA Upesciema siltums", "Pēteris Ozols", "peteris@example.org", "67123456", True),
        ("SIA Upesciema siltums", "Līga Bērza", "liga@example.org", "", False),
        ("Upesciema vidusskola", "direktore", "", "67 123 457", True),
        ("Zaļais loks", "Ilze", "ilze@example.org", "", True),
        ("SIA Kokzāģētava", "info@example.org", "info@example.org", "", True),
        ("Autobusu parks", "Māris Liepa", "", "29111222", True),
        ("Autobusu parks", "Dace Liepa", "dace@example.org", "", False),
    }


def test_the_same_list_again_changes_nothing_and_a_new_phone_is_a_change(cast: Cast) -> None:
    applied_run(cast, workbook())
    _reading, found = checked(begin(cast, "stakeholders", workbook(), XLSX))
    assert (found.new, found.changed, found.same) == ([], [], 30)
    rows = [list(row) for row in ROWS]
    rows[1][10] = "29 999 999"
    applied_run(cast, workbook(rows))
    assert Contact.objects.get(name="Ada Kalniņa").phone == "29 999 999"
    assert Contact.objects.count() == 8


def test_taking_the_list_back_takes_its_contacts_along(cast: Cast) -> None:
    kept = cast.keep(cast.ada, Stakeholder(name="Autobusu parks", support="opposed"))
    run = applied_run(cast, workbook())
    assert (Stakeholder.objects.count(), Contact.objects.count()) == (30, 8)
    taking_back.undo(run, cast.ada)
    assert [(one.name, one.support) for one in Stakeholder.objects.all()] == [(kept.name, "opposed")]
    assert Contact.objects.count() == 0


def test_a_list_is_not_taken_back_from_under_a_logged_call(cast: Cast) -> None:
    run = applied_run(cast, workbook())
    heat = Stakeholder.objects.get(name="SIA Upesciema siltums")
    cast.keep(cast.ada, ContactEntry(stakeholder=heat, date="2025-04-02", channel="phone"))
    with pytest.raises(taking_back.StillUsed):
        taking_back.undo(run, cast.ada)
    assert Stakeholder.objects.count() == 30


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Organizācija;Atbalsts", "Dome;5"), ("B2", "“5” is outside the scale.")),
        (("Organizācija;Ietekme", "Dome;0"), ("B2", "“0” is outside the scale.")),
        (("Organizācija;Atbalsts", "Dome;varbūt"), ("B2", "“varbūt” is not known as Support.")),
        (("Organizācija;Atbalsts", "Dome;1", "dome;2"),
         ("3", "This row describes the same record as row 2: Dome.")),
        (("Organizācija;E-pasts", "Dome;dome(at)example.org"), ("B2", "Enter a valid email address.")),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_at_its_cell(
    cast: Cast, lines: tuple[str, ...], told: tuple[str, str]
) -> None:
    assert errors(cast, "stakeholders", *lines) == [told]


# Names of other records.


def test_a_contact_of_nobody_waits_for_its_stakeholder(cast: Cast) -> None:
    lines = ("Organizācija;Vārds;E-pasts", "Dome;Ieva;ieva@example.org", "Skola;Juris;juris@example.org")
    cast.keep(cast.ada, Stakeholder(name="DOME"))
    reading, _found = checked(begin(cast, "contacts", files.csv(*lines)))
    told = [(one.cell, str(one.message), str(one.hint)) for one in reading.problems if one.is_error]
    assert told == [
        ("A3", "“Skola” is none of the town's stakeholders.",
         "Import or add the stakeholders first, or say below which one it is."),
    ]  # fmt: skip
    assert Contact.objects.count() == 0  # nothing half done
    cast.keep(cast.ada, Stakeholder(name="Skola"))
    applied(cast, "contacts", files.csv(*lines))
    assert set(Contact.objects.values_list("stakeholder__name", "name")) == {
        ("DOME", "Ieva"),
        ("Skola", "Juris"),
    }


def test_a_name_is_said_once_and_remembered(cast: Cast) -> None:
    school = cast.keep(cast.ada, Stakeholder(name="Upesciema vidusskola"))
    content = files.csv("Organizācija;Datums;Saziņas veids;Temats", "Skola;2.4.2025;zvans;Jumts",
                        "Kas tas?;03.04.2025;vēstule;")  # fmt: skip
    run = begin(cast, "contact_log", content)
    run.words = {"link:stakeholder": {"skola": school.uid, "kas tas": "none"}}
    reading, found = checked(run)
    assert ([one for one in reading.problems if one.is_error], found.left_out) == ([], 1)
    importing.apply(run, cast.ada, remove_missing=False)
    entry = ContactEntry.objects.get()
    assert (entry.stakeholder, str(entry.date), entry.channel) == (school, "2025-04-02", "phone")


def test_a_no_without_a_reason_is_told(cast: Cast) -> None:
    cast.keep(cast.ada, Stakeholder(name="Dome"))
    lines = ("Organizācija;Datums;Saziņas veids;Atbilde", "Dome;2025-04-02;zvans;nē")
    found = errors(cast, "contact_log", *lines)
    assert {text for _cell, text in found} == {
        "Don't take just a no: say why, or that it is not known.",
    }


def test_contacts_of_one_name_belong_to_their_own_stakeholder(cast: Cast) -> None:
    dome, school = (cast.keep(cast.ada, Stakeholder(name=name)) for name in ("Dome", "Skola"))
    for one in (dome, school):
        cast.keep(cast.ada, Contact(stakeholder=one, name="Anna"))
    lines = ("Organizācija;Kontaktpersona;Datums;Saziņas veids", "Skola;Anna;2025-04-02;tikšanās")
    applied(cast, "contact_log", files.csv(*lines))
    entry = ContactEntry.objects.get()
    assert entry.contact is not None and entry.contact.stakeholder == school


def test_a_department_may_be_left_out_of_a_person(cast: Cast) -> None:
    run = begin(cast, "staff_members", files.csv("Vārds, uzvārds;Nodaļa;Slodze", "Ada;Padome;0,5"))
    run.words = {"link:department": {"padome": "none"}}
    checked(run)
    importing.apply(run, cast.ada, remove_missing=False)
    person = StaffMember.objects.get()
    assert (person.department, person.fte) == (None, 0.5)


def test_raci_letters_and_departments(cast: Cast) -> None:
    cast.keep(cast.ada, Department(name="Attīstības nodaļa"))
    applied(cast, "duties", files.csv("Pienākums;Nodaļa;RACI", "bei;attīstības nodaļa;A"))
    (duty,) = KINDS["duties"].records(cast.town, None)
    assert (duty.role, str(duty.department)) == ("accountable", "Attīstības nodaļa")  # type: ignore[attr-defined]


@pytest.mark.parametrize(("text", "clock"), [("9.30", "09:30"), ("09:30:00", "09:30"), ("14:05", "14:05")])
def test_clock_times_as_people_write_them(cast: Cast, text: str, clock: str) -> None:
    applied(cast, "events", files.csv("Pasākums;Datums;Sākums", f"Sanāksme;2025-04-02;{text}"))
    assert Event.objects.get().start_time == clock


# Out and in again.


@pytest.mark.parametrize(("extension", "lang"), [("xlsx", "lv"), ("csv", "en")])
@pytest.mark.parametrize("kind", PEOPLE)
def test_a_table_that_nobody_edited_changes_nothing(cast: Cast, kind: str, extension: str, lang: str) -> None:
    records = people_of(cast, kind)
    make = tables_out.xlsx_table if extension == "xlsx" else tables_out.csv_table
    content = make(KINDS[kind], records, lang)
    reading, found = checked(begin(cast, kind, content, f"t.{extension}"))
    assert (reading.problems, reading.ambiguous, reading.unknown) == ([], [], {})
    assert [change.fields for change in found.changed] == []
    assert (found.new, found.missing, found.same) == ([], [], len(records))


@pytest.mark.parametrize("kind", PEOPLE)
def test_an_import_of_each_kind_is_taken_back(cast: Cast, kind: str) -> None:
    records = people_of(cast, kind)
    content = tables_out.csv_table(KINDS[kind], records, "en")
    for one in records[1:]:
        one.remove(cast.ada)
    left = [str(one) for one in KINDS[kind].records(cast.town, None)]
    run = begin(cast, kind, content)
    _reading, found = checked(run)
    assert len(found.new) == len(records) - 1
    importing.apply(run, cast.ada, remove_missing=False)
    assert len(KINDS[kind].records(cast.town, None)) == len(records)
    taking_back.undo(run, cast.ada)
    assert [str(one) for one in KINDS[kind].records(cast.town, None)] == left


def test_private_notes_are_of_no_table(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    people_of(cast, "stakeholders")
    heat = Stakeholder.objects.get(name__startswith="SIA")
    cast.keep(cast.ada, PrivateNote(stakeholder=heat, text="Nerunāt par 2019"))
    assert not [kind for kind in KINDS.values() if kind.model.is_private]
    client: Client = sign_in(cast.cy)
    for kind in PEOPLE:
        answer = client.get(f"/upesciems/exchange/table/{kind}.csv")
        assert answer.status_code == 200 and "Nerunāt" not in answer.content.decode()


def applied_run(cast: Cast, content: bytes) -> Any:
    run = begin(cast, "stakeholders", content, XLSX)
    reading, _found = checked(run)
    assert [str(problem.message) for problem in reading.problems if problem.is_error] == []
    importing.apply(run, cast.ada, remove_missing=False)
    return run
