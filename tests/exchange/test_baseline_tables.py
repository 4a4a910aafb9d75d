"""Tables of risk and energy poverty as people keep them: messy words, days, what may be there only once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from secap.desk.poverty.models import PovertyIndicator
from secap.desk.risk.models import (
    AdaptiveCapacity,
    District,
    Hazard,
    PastEvent,
    ScoreboardRating,
    SectorImpact,
    Vulnerability,
    VulnerableGroup,
)
from secap.exchange import importing, taking_back
from secap.exchange.models import ImportRun
from tests.cast import Cast
from tests.exchange import files
from tests.exchange.baseline_records import MESSY, applied, begin, checked, errors

LANGS = ["lv", "en"]


def test_a_messy_latvian_table_of_hazards(cast: Cast) -> None:
    run = begin(cast, "hazards", MESSY)
    reading, found = checked(run)
    assert ([problem for problem in reading.problems if problem.is_error], len(found.new)) == ([], 4)
    importing.apply(run, cast.ada, remove_missing=False)
    levels = Hazard.objects.values_list("hazard", "probability", "impact", "change_intensity", "source")
    assert set(levels) == {
        ("heat_wave", "high", "moderate", "increase", "LVĢMC"),
        ("floods_sea_level", "moderate", "high", "increase", ""),
        ("forest_fire", "low", "", "not_known", ""),
        ("drought", "", "", "no_change", ""),  # not assessed stays not assessed
    }
    reading, found = checked(begin(cast, "hazards", MESSY))
    assert (found.new, found.changed, found.same) == ([], [], 4)


def test_a_word_that_is_not_known_is_asked_for_and_remembered(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(cast.ada)
    content = files.csv("Apdraudējums;Varbūtība", "Karstuma vilnis;3 no 5", "Ūdens virsū;augsta")
    upload = {"kind": "hazards", "file": SimpleUploadedFile("h.csv", content)}
    answer = client.post("/upesciems/exchange/upload/", upload)
    run = ImportRun.objects.get()
    form = {"header_row": "1", "decimal": "auto", "column-0": "hazard", "column-1": "probability"}
    answer = client.post(f"/upesciems/exchange/{run.pk}/columns/", form)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "word:hazards:Ūdens virsū" in shown and "word:hazard_probabilities:3 no 5" in shown
    assert Hazard.objects.count() == 0
    form |= {"word:hazards:Ūdens virsū": "river_flood", "word:hazard_probabilities:3 no 5": "-"}
    assert client.post(f"/upesciems/exchange/{run.pk}/columns/", form).status_code == 302
    applied(cast, "hazards", content)
    assert set(Hazard.objects.values_list("hazard", "probability")) == {
        ("heat_wave", ""),
        ("river_flood", "high"),
    }


def test_a_cell_may_name_several_codes_in_any_way(cast: Cast) -> None:
    applied(
        cast, "vulnerabilities",
        files.csv(
            "Ievainojamība\tVeids\tLīmenis\tApdraudējumi\tNozares",
            "Vecas ēkas\tFiziskā\taugsta\tKarstuma vilnis, plūdi un negaiss\tĒkas; veselības aprūpe",
            "Noveco\tsociāli ekonomiskā\tvidēja\tStiprs lietus/lietusgāze"
            "\tCivilā aizsardzība un ārkārtas situācijas, ūdenssaimniecība",
        ),
    )  # fmt: skip
    assert list(Vulnerability.objects.order_by("pk").values_list("hazards", "sectors", "level")) == [
        ("heat_wave floods_sea_level lightning_thunderstorm", "buildings health", "high"),
        ("heavy_rainfall", "civil_protection water", "moderate"),
    ]


def test_a_word_in_a_list_that_is_not_known_stops_its_row(cast: Cast) -> None:
    lines = ("Grupa;Apdraudējumi;Skaits", "Seniori;Karstums; 120", "Bērni;Karstums un vilki;30")
    assert errors(cast, "vulnerable_groups", *lines) == [("B3", "“vilki” is not known as Climate hazards.")]
    run = begin(cast, "vulnerable_groups", files.csv(*lines))
    run.words = {"hazards": {"vilki": ""}}
    importing.check(run)
    importing.apply(run, cast.ada, remove_missing=False)
    groups = set(VulnerableGroup.objects.values_list("group", "hazards", "people"))
    assert groups == {("elderly", "extreme_heat", 120), ("children", "extreme_heat", 30)}


def test_sums_are_no_records(cast: Cast) -> None:
    applied(
        cast, "districts", files.csv("Pagasts;Iedzīvotāju skaits", "Centrs;1 200", "Ziemeļi;", "Kopā;1 200")
    )
    assert set(District.objects.values_list("name", "population")) == {("Centrs", 1200), ("Ziemeļi", None)}


# What may be there only once.


def test_two_rows_of_one_hazard_are_told(cast: Cast) -> None:
    lines = ("Apdraudējums;Varbūtība", "Karstuma vilnis;augsta", "Plūdi;zema", "heat wave;zema")
    assert errors(cast, "hazards", *lines) == [
        ("4", "This row describes the same record as row 2: Heat wave.")
    ]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("sector_impacts", ("hazard;sector", "heat_wave;water", "drought;water", "heat_wave;water")),
        ("scoreboard", ("item;date;grade", "1.1;2025-03-01;A", "1.1;2024-03-01;B", "1.1;01.03.2025;C")),
        ("poverty_indicators", ("indicator;year;value", "ep38;2022;1", "ep38;2021;2", "ep38;2022;1")),
        ("districts", ("name", "Centrs", "Ziemeļi", "CENTRS")),
    ],
)
def test_what_may_be_there_once_is_told_before_it_is_imported(
    cast: Cast, kind: str, lines: tuple[str, ...]
) -> None:
    assert [(cell, text[:44]) for cell, text in errors(cast, kind, *lines)] == [
        ("4", "This row describes the same record as row 2:")
    ]


def test_rows_sorted_without_their_uid_are_told(cast: Cast) -> None:
    """Sorting a downloaded table without its hidden last column gives every record another hazard."""
    heat, flood = (cast.keep(cast.ada, Hazard(hazard=one)) for one in ("heat_wave", "river_flood"))
    lines = ("hazard;uid", f"river_flood;{heat.uid}", f"heat_wave;{flood.uid}")
    assert errors(cast, "hazards", *lines) == [
        ("2", "“River flood” is what another record is about already."),
        ("3", "“Heat wave” is what another record is about already."),
    ]


def test_a_hazard_that_the_table_does_not_hold_is_not_taken_over(cast: Cast) -> None:
    heat = cast.keep(cast.ada, Hazard(hazard="heat_wave"))
    cast.keep(cast.ada, Hazard(hazard="river_flood"))
    assert errors(cast, "hazards", "hazard;uid", f"river_flood;{heat.uid}") == [
        ("2", "“River flood” is what another record is about already.")
    ]


# Days, amounts, yes and no.


def test_a_year_is_never_made_a_day(cast: Cast) -> None:
    lines = (
        "Apdraudējums;Notikums;Datums",
        "Pali;Lielie pali;2013",
        "Vētra;Brāzmas;31.02.2020",
        "Krusa;K;07.08.2023.",
    )
    assert errors(cast, "past_events", *lines) == [
        ("C2", "No exact day can be read from “2013”."),
        ("C3", "“31.02.2020” can't be read as a date."),
    ]
    assert PastEvent.objects.count() == 0


def test_a_year_can_be_kept_as_words_when_the_person_says_so(cast: Cast) -> None:
    content = files.csv(
        "Apdraudējums;Notikums;Datums;Apraksts", "Pali;Pali;2013. gada pavasaris;Applūda iela"
    )
    for expected in (1, 0):
        run = begin(cast, "past_events", content)
        run.defaults = {"no_day": "keep"}
        reading, found = checked(run)
        assert (reading.problems, len(found.new), found.same) == ([], expected, 1 - expected)
        if expected:
            importing.apply(run, cast.ada, remove_missing=False)
    event = PastEvent.objects.get()
    assert (event.date, event.description) == (None, "Applūda iela\nDatums: 2013. gada pavasaris")


def test_days_and_damage_are_read_as_they_are_written(cast: Cast) -> None:
    content = files.csv(
        "Risks;Notikums;Datums;Zaudējumi, tūkst. EUR;Skartie iedzīvotāji",
        "Vētra;Ervīns;08.01.2005.–09.01.2005.;1 250,5;",
        "Pali;1931;1931-05-02;nav zināms;0",
        "Krusa;Krusa;2021. gada 7. jūlijs;~3;1 200",
    )
    applied(cast, "past_events", content)
    events = PastEvent.objects.order_by("date").values_list("date", "end_date", "damage_eur", "people")
    assert list(events) == [
        (date(1931, 5, 2), None, None, 0),
        (date(2005, 1, 8), date(2005, 1, 9), 1_250_500, None),
        (date(2021, 7, 7), None, 3000, 1200),
    ]


@pytest.mark.parametrize(
    ("kind", "lines", "expected"),
    [
        ("past_events", ("hazard;title;date;end_date", "hail;x;2023-08-09;2023-08-07"),
         ("D2", "The last day must not lie before the first.")),
        ("scoreboard", ("item;date;grade", "1.1;2024;A"), ("B2", "No exact day can be read from “2024”.")),
        ("poverty_indicators", ("indicator;year;value", "ep57;2022;1"),
         ("C2", "This one is answered by yes or no.")),
        ("poverty_indicators", ("indicator;year;value", "ep38;2022;jā"), ("2", "This one has a number.")),
        ("vulnerability_indicators", ("title;kind;low_reference;high_reference", "x;socio_economic;5;4"),
         ("D2", "It must be larger than the lowest value.")),
        ("past_events", ("hazard;title;people", "hail;x;-3"),
         ("C2", "Ensure this value is greater than or equal to 0.")),
    ],
)  # fmt: skip
def test_the_models_own_rules_hold(
    cast: Cast, kind: str, lines: tuple[str, ...], expected: tuple[str, str]
) -> None:
    assert errors(cast, kind, *lines) == [expected]


def test_a_rule_is_asked_with_what_the_record_holds_already(cast: Cast) -> None:
    event = cast.keep(cast.ada, PastEvent(hazard="hail", title="x", date=date(2023, 8, 9)))
    assert errors(cast, "past_events", "uid;end_date;hazard;title", f"{event.uid};2023-08-07;hail;x") == [
        ("B2", "The last day must not lie before the first.")
    ]


def test_numbers_and_answers_share_a_column(cast: Cast) -> None:
    content = files.csv(
        "Rādītājs;Gads;Vērtība;Bažas",
        "Nespēja uzturēt mājokli siltu;2022;7,5;augstas",
        "Ir sociālais tarifs vai enerģijas pabalsts;2022;jā;",
        "Ir vienas pieturas aģentūra vai konsultāciju punkts;2022;Nē;zemas",
        "ep37;2022;nav datu;nav zināms",
    )
    applied(cast, "poverty_indicators", content)
    assert set(PovertyIndicator.objects.values_list("indicator", "value", "answer", "concern")) == {
        ("ep38", 7.5, None, "high"), ("ep57", None, True, ""), ("ep62", None, False, "low"),
        ("ep37", None, None, "not_known"),
    }  # fmt: skip


def test_an_emptied_answer_is_unknown_not_no(cast: Cast) -> None:
    kept = cast.keep(cast.ada, PovertyIndicator(indicator="ep57", year=2022, answer=True))
    applied(cast, "poverty_indicators", files.csv("uid;indicator;year;answer", f"{kept.uid};ep57;2022;-"))
    assert PovertyIndicator.objects.get().answer is None


# Steps and roles.


def test_a_table_without_days_is_dated_once(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client = sign_in(cast.ada)
    content = files.csv("Punkts;Vērtējums;Piezīmes", "1.1;C: virzās uz priekšu;x", "2.2;A;")
    client.post(
        "/upesciems/exchange/upload/", {"kind": "scoreboard", "file": SimpleUploadedFile("s.csv", content)}
    )
    run = ImportRun.objects.get()
    step = f"/upesciems/exchange/{run.pk}/columns/"
    form: dict[str, Any] = {"header_row": "1", "decimal": "auto"}
    form |= {f"column-{at}": target for at, target in run.columns.items()}
    assert "No column holds:" in client.post(step, form).content.decode()
    assert client.post(step, {**form, "default-date": "some day"}).status_code == 422
    assert client.post(step, {**form, "default-date": "2025-03-01"}).status_code == 302
    client.get(f"/upesciems/exchange/{run.pk}/check/")
    client.post(f"/upesciems/exchange/{run.pk}/check/", {"apply": "1", "decimal": "auto"})
    assert set(ScoreboardRating.objects.values_list("item", "date", "grade")) == {
        ("s1_1", date(2025, 3, 1), "c"), ("s2_2", date(2025, 3, 1), "a"),
    }  # fmt: skip
    assert "/upesciems/risk/ratings/" in client.get(f"/upesciems/exchange/{run.pk}/result/").content.decode()


def test_a_later_round_leaves_the_earlier_one_alone(cast: Cast) -> None:
    applied(cast, "scoreboard", files.csv("item;date;grade", "1.1;2023-03-01;D"))
    applied(cast, "scoreboard", files.csv("item;date;grade", "1.1;2025-03-01;B"))
    assert list(ScoreboardRating.objects.values_list("date__year", "grade")) == [(2023, "d"), (2025, "b")]


def test_a_contributors_import_waits_for_acceptance(cast: Cast) -> None:
    applied(cast, "hazards", MESSY, cast.bo)
    assert set(Hazard.objects.values_list("accepted", "entered_by__name")) == {(False, "Bo")}
    assert Hazard.objects.first().history.first().history_change_reason == "import: dati.csv, 3"
    applied(cast, "adaptive_capacity", files.csv("Faktors;Līmenis", "Zināšanas;augsts"), cast.ada)
    assert AdaptiveCapacity.objects.get().accepted


def test_what_somebody_enters_meanwhile_is_not_imported_twice(cast: Cast) -> None:
    run = begin(cast, "sector_impacts", files.csv("hazard;sector", "heat_wave;water"))
    checked(run)
    cast.keep(cast.bo, SectorImpact(hazard="heat_wave", sector="water"))
    with pytest.raises(importing.StaleRecord):
        importing.apply(run, cast.ada, remove_missing=False)
    assert SectorImpact.objects.count() == 1


def test_what_was_removed_and_entered_anew_is_not_brought_back_beside_it(cast: Cast) -> None:
    cast.keep(cast.ada, Hazard(hazard="heat_wave"))
    run = begin(cast, "hazards", files.csv("hazard", "hail"))
    checked(run)
    importing.apply(run, cast.ada, remove_missing=True)
    cast.keep(cast.ada, Hazard(hazard="heat_wave"))
    with pytest.raises(importing.StaleRecord):
        taking_back.undo(run, cast.ada)
    assert sorted(Hazard.objects.values_list("hazard", flat=True)) == ["hail", "heat_wave"]
