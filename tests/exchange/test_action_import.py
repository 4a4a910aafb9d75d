"""A messy list of actions: from words to records with their parts, and back."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from secap.desk.actions.models import (
    Action,
    Body,
    Direction,
    Effect,
    Financing,
    Goal,
    Indicator,
    PriorityArea,
)
from secap.desk.registry.records import StaleRecord, record_models
from secap.exchange import importing, taking_back
from secap.exchange.kinds import KINDS
from secap.exchange.models import ImportRun
from tests.cast import Cast
from tests.exchange import files
from tests.exchange.messy_actions import HEADINGS, ROWS, workbook

KIND = KINDS["actions"]


def begin(cast: Cast, content: bytes, name: str = "plans.xlsx") -> ImportRun:
    return importing.begin(cast.town, cast.ada, KIND, None, name, content)


def checked(run: ImportRun) -> Any:
    reading, found = importing.check(run)
    run.save()
    return reading, found


def imported(cast: Cast, content: bytes, name: str = "plans.xlsx") -> ImportRun:
    run = begin(cast, content, name)
    reading, _found = checked(run)
    assert [problem for problem in reading.problems if problem.is_error] == []
    importing.apply(run, cast.ada, remove_missing=False)
    return run


def csv_of(*lines: str) -> bytes:
    return files.csv(*lines)


def told(reading: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in reading.told.values():
        found[one.text] = f"{found.get(one.text, '')} {one.message}".strip()
    return found


def living() -> dict[str, int]:
    return {model.__name__: count for model in record_models() if (count := model.objects.count())}


def test_the_messy_list_is_understood(cast: Cast) -> None:
    run = begin(cast, workbook())
    assert run.header_row == 3 and "" not in run.columns.values()
    reading, found = checked(run)
    assert [problem for problem in reading.problems if problem.is_error] == []
    assert (len(found.new), reading.skipped) == (5, 1)  # the sum at the end is left out
    understood = told(reading)
    assert understood["1,2 milj. EUR"] == "Read as 1,200,000 EUR."
    assert understood["pastāvīgi"].startswith("No dates")
    assert understood["2. Transports"].startswith("A heading in the table")
    assert understood["2. Transports"].endswith("The sector of the rows below: Transport.")
    doubts = {problem.cell: str(problem.message) for problem in reading.problems}
    assert "middle of 100,000 EUR and 150,000 EUR" in doubts["F10"]
    assert "without a share" in doubts["G10"]


def test_the_rows_become_actions_with_their_parts(cast: Cast) -> None:
    imported(cast, workbook())
    school = Action.objects.get(number="1.1")
    assert (school.title, school.sector, school.responsible) == (
        "Skolas siltināšana",
        "municipal_buildings",
        "Dome",
    )
    assert (school.start, school.end) == (date(2025, 1, 1), date(2030, 12, 31))
    assert (school.investment_eur, school.status) == (1_200_000, "not_started")
    assert str(school.priority_area) == "1 Pašvaldības ēkas"
    assert list(Body.objects.values_list("name", "role")) == [("SIA Siltums", "co_responsible")]
    assert list(Financing.objects.filter(action=school).values_list("source", "percent", "eur")) == [
        ("eu", 85, None), ("own", 15, None),
    ]  # fmt: skip
    effect = Effect.objects.get(action=school)
    assert (effect.calculator, effect.inputs["avoided_t"]) == ("stated", 120.5)
    assert effect.inputs["reason"] == effect.note == "import: plans.xlsx, 6"
    assert "450 MWh" in school.comment  # of which carrier, nobody said
    nursery = Action.objects.get(number="1.2")
    names = list(Indicator.objects.filter(action=nursery).values_list("name", flat=True))
    assert names == ["Katlu jauda", "CO2 izmeši"]
    assert list(Financing.objects.filter(action=nursery).values_list("source", "eur")) == [
        ("eu", 40_000), ("own", 10_000),
    ]  # fmt: skip
    buses = Action.objects.get(number="2.1")
    assert (buses.sector, buses.start, buses.end) == ("transport", None, date(2030, 12, 31))
    assert Effect.objects.get(action=buses).inputs["avoided_t"] == {"low": 100, "central": 125, "high": 150}


def test_what_is_not_known_stays_unknown_and_its_words_are_kept(cast: Cast) -> None:
    imported(cast, workbook())
    one = Action.objects.get(number="1.3")
    assert (one.investment_eur, one.start, one.end) == (None, None, None)
    assert "Izpildes termiņš: pastāvīgi" in one.comment
    assert "Indikatīvās izmaksas, EUR: atbilstoši budžetam" in one.comment


def test_hostile_cells_stay_texts(cast: Cast) -> None:
    imported(cast, workbook())
    one = Action.objects.get(number="2.2")
    assert one.title == '=HYPERLINK("http://evil")' and one.comment.startswith("@SUM(A1)")


def test_the_same_list_again_changes_nothing(cast: Cast) -> None:
    imported(cast, workbook())
    before = living()
    reading, found = checked(begin(cast, workbook(), "again.xlsx"))
    assert (found.new, found.changed, found.missing, found.same) == ([], [], [], 5)
    assert [problem for problem in reading.problems if problem.is_error] == [] and living() == before


def test_everything_is_taken_back(cast: Cast) -> None:
    run = imported(cast, workbook())
    assert living() == {
        "PriorityArea": 2, "Action": 5, "Effect": 3, "Financing": 5, "Body": 1, "Indicator": 4,
    }  # fmt: skip
    taking_back.undo(run, cast.ada)
    assert living() == {}
    last = PriorityArea.everything.first().history.first()
    assert last.history_change_reason == "import taken back: plans.xlsx"


def test_an_area_that_others_use_by_now_stays(cast: Cast) -> None:
    run = imported(cast, workbook())
    area = PriorityArea.objects.get(number="1")
    cast.keep(cast.ada, Action(title="Mine", priority_area=area))
    taking_back.undo(run, cast.ada)
    assert living() == {"PriorityArea": 1, "Action": 1}


def test_a_changed_part_stops_taking_back(cast: Cast) -> None:
    run = imported(cast, workbook())
    money = Financing.objects.first()
    money.percent = 80
    cast.keep(cast.bo, money)
    with pytest.raises(StaleRecord):
        taking_back.undo(run, cast.ada)
    assert Action.objects.count() == 5


def test_an_action_of_the_same_number_is_updated_with_its_parts(cast: Cast) -> None:
    imported(cast, workbook())
    rows = [list(row) for row in ROWS]
    rows[1][1], rows[1][5], rows[1][6], rows[1][8] = (
        "Skolas pārbūve",
        "1,4 milj.",
        "ES 80%; valsts 20%",
        "130",
    )
    run = begin(cast, workbook(rows), "new.xlsx")
    _reading, found = checked(run)
    assert found.new == [] and [change.row.number for change in found.changed] == [6]
    change = found.changed[0]
    assert change.fields["investment_eur"] == (1_200_000, 1_400_000)
    assert change.fields["title"] == ("Skolas siltināšana", "Skolas pārbūve")
    importing.apply(run, cast.ada, remove_missing=False)
    school = Action.objects.get(number="1.1")
    assert dict(Financing.objects.filter(action=school).values_list("source", "percent")) == {
        "eu": 80, "own": 15, "national": 20,
    }  # fmt: skip
    assert Effect.objects.get(action=school).inputs["avoided_t"] == 130
    assert school.history.first().history_change_reason == "import: new.xlsx, 6"
    taking_back.undo(run, cast.ada)
    school.refresh_from_db()
    assert (school.title, school.investment_eur) == ("Skolas siltināšana", 1_200_000)
    assert dict(Financing.objects.filter(action=school).values_list("source", "percent")) == {
        "eu": 85,
        "own": 15,
    }
    assert Effect.objects.get(action=school).inputs["avoided_t"] == 120.5


def test_calculated_effects_are_not_doubled_by_the_table(cast: Cast) -> None:
    action = cast.keep(cast.ada, Action(number="1", title="Roof"))
    cast.keep(cast.ada, Effect(action=action, calculator="street_lighting", inputs={}))
    run = begin(cast, csv_of("Nr.;Title;CO2 reduction, t/a", "1;Roof;12"), "a.csv")
    reading, found = checked(run)
    assert found.same == 1 and "effects of its own" in str(reading.problems[0].message)


def test_numbers_that_begin_anew_in_each_section_are_no_identity(cast: Cast) -> None:
    content = csv_of("Nr.;Pasākums;Izmaksas", "1;Jumts;10", "2;Logi;20", "1;Autobuss;30", "2;Veloceļš;40")
    imported(cast, content, "a.csv")
    assert Action.objects.count() == 4
    _reading, found = checked(begin(cast, content, "a.csv"))
    assert (found.new, found.changed, found.same) == ([], [], 4)


def test_columns_of_single_sources_and_a_heading_in_thousands(cast: Cast) -> None:
    content = csv_of(
        "Pasākums;Izmaksas, tūkst. EUR;ES fondi, %;Pašvaldība, %;Valsts budžets, tūkst. EUR",
        "Jumts;50;0,85;0,15;", "Logi;20,5;;;5",
    )  # fmt: skip
    run = begin(cast, content, "a.csv")
    assert list(run.columns.values()) == [
        "title", "investment_eur", "financing.eu.percent", "financing.own.percent", "financing.national.eur",
    ]  # fmt: skip
    reading, _found = checked(run)
    assert "multiplied by 1,000" in told(reading)["Izmaksas, tūkst. EUR"]
    assert "add up to 1" in told(reading)["0.85, 0.15"]
    importing.apply(run, cast.ada, remove_missing=False)
    assert sorted(Action.objects.values_list("title", "investment_eur")) == [
        ("Jumts", 50_000),
        ("Logi", 20_500),
    ]
    assert sorted(Financing.objects.values_list("source", "percent", "eur"), key=str) == [
        ("eu", 85, None), ("national", None, 5000), ("own", 15, None),
    ]  # fmt: skip


def test_saved_energy_finds_its_carrier(cast: Cast) -> None:
    content = csv_of(
        "Pasākums;Siltumenerģijas ietaupījums, MWh/gadā;Elektroenerģijas ietaupījums, kWh;CO2 samazinājums,t",
        "Jumts;100;2000;20", "Logi;50;;",
    )  # fmt: skip
    imported(cast, content, "a.csv")
    roof, windows = (Effect.objects.get(action__title=title) for title in ("Jumts", "Logi"))
    assert roof.inputs | {"reason": ""} == {
        "saved_heat_cold_mwh": 100, "saved_electricity_mwh": 2, "avoided_t": 20, "reason": "",
    }  # fmt: skip
    assert (windows.calculator, windows.inputs) == (
        "energy_saving",
        {"carrier": "heat_cold", "saving_mwh": 50},
    )


def test_names_are_matched_with_what_is_there(cast: Cast) -> None:
    direction = cast.keep(cast.ada, Direction(number="A", title="Klimats"))
    area = cast.keep(cast.ada, PriorityArea(number="1", title="Ēkas", direction=direction))
    goal = cast.keep(cast.ada, Goal(title="Mazāk CO2"))
    content = csv_of(
        "Pasākums;Prioritārā joma;Mērķis;Programma;Virziens", "Jumts;1. ĒKAS;mazāk co2;;",
        "Logi;1;;Superkvartāls;",
        "Josla;Transports;;;Mobilitāte",
    )  # fmt: skip
    run = begin(cast, content, "a.csv")
    _reading, found = checked(run)
    asked = {link["word"] for link in found.around.links([])}
    assert asked == {"Superkvartāls", "Transports", "Mobilitāte"}
    importing.apply(run, cast.ada, remove_missing=False)
    roof, windows, lane = (Action.objects.get(title=title) for title in ("Jumts", "Logi", "Josla"))
    assert (roof.priority_area, roof.goal, windows.priority_area) == (area, goal, area)
    assert str(windows.programme) == "Superkvartāls"
    assert str(lane.priority_area.direction) == "Mobilitāte"


def test_the_person_says_what_a_name_means(cast: Cast) -> None:
    area = cast.keep(cast.ada, PriorityArea(title="Ēkas"))
    run = begin(cast, csv_of("Pasākums;Prioritārā joma", "Jumts;Būves", "Logi;Cits"), "a.csv")
    run.words = {"link:priority_area": {"buves": area.uid, "cits": "none"}}
    checked(run)
    importing.apply(run, cast.ada, remove_missing=False)
    assert dict(Action.objects.values_list("title", "priority_area__title")) == {
        "Jumts": "Ēkas",
        "Logi": None,
    }
    assert PriorityArea.objects.count() == 1


def test_several_kinds_stand_in_one_cell(cast: Cast) -> None:
    imported(cast, csv_of("Pasākums;Veids", "Jumts;mazināšana, pielāgošanās klimata pārmaiņām"), "a.csv")
    assert Action.objects.get().kinds == "mitigation adaptation"


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("Izmaksas, EUR", "1) 50; 2) 60", "one amount"),
        ("Termiņš", "kaut kad", "a date or a period"),
        ("Finansējuma avots", "Mecenāts 15%", "not known"),
        ("Finansējuma avots", "85%/15%", "no source"),
        ("ES fondi, %", "120", "between 0 and 100"),
        ("Izmaksas, EUR", "-50", "0"),
        ("Veids", "kas cits", "not known"),
        ("Nozare", "kas cits", "not known"),
    ],
)
def test_what_cannot_be_read_is_a_problem_at_its_cell(cast: Cast, heading: str, cell: str, said: str) -> None:
    run = begin(cast, files.xlsx(["Pasākums", "Piezīmes", heading], ["Jumts", "x", cell]), "a.xlsx")
    reading, _found = checked(run)
    errors = [problem for problem in reading.problems if problem.is_error]
    assert [(problem.cell, said in str(problem.message)) for problem in errors] == [("C2", True)]
    assert str(errors[0].hint)
    run.corrections = {"C2": ""}
    assert not [problem for problem in checked(run)[0].problems if problem.is_error]


def test_headings_in_the_middle_may_be_left_out_or_be_actions(cast: Cast) -> None:
    run = begin(cast, workbook())
    run.defaults = {"sections": "leave_out"}
    _reading, found = checked(run)
    assert {row.names.get("priority_area") for row in found.new} == {None}
    run.defaults = {"sections": "action"}
    reading, _found = checked(run)
    assert {problem.row for problem in reading.problems if problem.is_error} == {5, 9}  # they have no title


def test_a_row_that_goes_on_brings_its_parts_to_the_action_above(cast: Cast) -> None:
    content = files.xlsx(
        ["Nr.", "Pasākums", "Rezultatīvais rādītājs"],
        [1, "Jumts", "MWh"],
        [None, None, "m2"],
        [2, "Logi", "skaits"],
    )
    imported(cast, content)
    assert sorted(Indicator.objects.values_list("action__title", "name")) == [
        ("Jumts", "MWh"), ("Jumts", "m2"), ("Logi", "skaits"),
    ]  # fmt: skip


def test_a_title_that_is_too_long_stands_in_full_in_the_description(cast: Cast) -> None:
    title = "Ļoti garš nosaukums " * 20
    imported(cast, csv_of("Pasākums;Apraksts", f"{title};Jumts"), "a.csv")
    one = Action.objects.get()
    assert len(one.title) == 250 and one.title.endswith("…")
    assert one.description == f"{title.strip()}\n\nJumts"


def test_a_contributors_parts_wait_for_acceptance(cast: Cast) -> None:
    run = importing.begin(cast.town, cast.bo, KIND, None, "plans.xlsx", workbook())
    checked(run)
    importing.apply(run, cast.bo, remove_missing=False)
    for model in (Action, Effect, Financing, Indicator, Body, PriorityArea):
        assert not model.objects.filter(accepted=True).exists()


def test_somebody_elses_change_of_a_part_stops_the_import(cast: Cast) -> None:
    imported(cast, workbook())
    run = begin(cast, workbook())
    checked(run)
    money = Financing.objects.first()
    money.percent = 80
    cast.keep(cast.bo, money)
    with pytest.raises(StaleRecord):
        importing.apply(run, cast.ada, remove_missing=False)


def test_english_headings_are_recognised() -> None:
    headings = {
        "No.": "number", "Action": "title", "Sector": "sector", "Responsible body": "responsible",
        "Deadline": "deadline", "Estimated cost (EUR)": "investment_eur", "Source of funding": "financing",
        "Energy saving, MWh/a": "effect.saved_mwh", "CO2 reduction (t/year)": "effect.avoided_t",
        "Renewable energy production, MWh/year": "effect.renewable_mwh", "Indicator": "indicator.name",
        "Status": "status", "Notes": "comment", "EUR/t CO2": "stated_eur_per_t",
        "EU funds, EUR": "financing.eu.eur", "Period": "period", "Partners": "bodies", "Start": "start",
        "End": "end",
    }  # fmt: skip
    assert {heading: KIND.target_of(heading) for heading in headings} == headings
    assert KIND.target_of("CO2 samazinājums, %") == "" and KIND.target_of("Kartes lapa") == ""


def test_a_thousand_actions_take_seconds(cast: Cast) -> None:
    rows = [
        [f"{at // 50 + 1}.{at}", f"Pasākums {at}", "Transports", "Dome; SIA Siltums", "2025-2030",
         "1,2 milj. EUR", "ES 85 %, pašvaldība 15 %", 450, "120,5", "skaits", "Plānots", "x"]
        for at in range(1000)
    ]  # fmt: skip
    content = workbook(rows, HEADINGS)
    start = time.perf_counter()
    run = imported(cast, content)
    assert time.perf_counter() - start < 15
    assert (Action.objects.count(), Financing.objects.count()) == (1000, 2000)
    start = time.perf_counter()
    taking_back.undo(run, cast.ada)
    assert time.perf_counter() - start < 15 and living() == {}
