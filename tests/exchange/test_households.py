"""Household tables: nothing that tells who somebody is, nothing of small groups, nothing kept of the rows."""

from __future__ import annotations

import html
import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone, translation

from secap.desk.poverty.models import HouseholdGroup, HouseholdStudy, PovertyIndicator
from secap.exchange.households import privacy, samples, staging
from secap.exchange.households.columns import layout_of, target_of
from secap.exchange.households.reading import read
from secap.exchange.staging import names_in
from secap.exchange.tables import Table, read_tables
from tests.cast import Cast

UPLOAD = "/upesciems/household-data/"
CHECK = UPLOAD + "check/"
HEADER = "Grupa;Ienākumi mēnesī, EUR;Enerģijas izmaksas mēnesī, EUR"
STUDY = {"title": "Aptauja", "year": "2024", "source": "Sociālais dienests", "save": "1"}


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


@pytest.fixture(autouse=True)
def nothing_waits() -> Iterator[None]:
    """The storage outlives a test; what it leaves behind must not be taken for what the next one does."""
    yield
    for town in names_in(staging.FOLDER)[0]:
        for name in names_in(f"{staging.FOLDER}/{town}")[1]:
            default_storage.delete(f"{staging.FOLDER}/{town}/{name}")


def rows(**groups: int) -> list[str]:
    """Return rows of households, so many of each group; every fourth spends much of little."""
    found = []
    for name, count in groups.items():
        for place in range(count):
            income, energy = (500, 160) if place % 4 == 0 else (1000 + 10 * place, 80 + place)
            found.append(f"{name};{income};{energy}")
    return found


def table(*lines: str, header: str = HEADER) -> Table:
    (found,) = read_tables("dati.csv", "\n".join([header, *lines]).encode(), limit_bytes=10**7)
    return found


def upload(client: Client, *lines: str, header: str = HEADER) -> Any:
    file = SimpleUploadedFile("dati.csv", "\n".join([header, *lines]).encode())
    return client.post(UPLOAD, {"file": file})


def plain(answer: Any) -> str:
    return " ".join(html.unescape(answer.content.decode()).replace("\u00a0", " ").split())


def columns(*targets: str) -> dict[str, str]:
    return {f"column-{at}": target for at, target in enumerate(targets)}


USUAL = columns("group", "income_month", "energy_month")


def token_of(answer: Any) -> str:
    assert answer.status_code == 302, plain(answer)
    return str(answer.headers["Location"].partition("file=")[2])


def is_empty() -> bool:
    """Whether nothing of any household lies in the storage."""
    towns, names = names_in(staging.FOLDER)
    return not names and not any(names_in(f"{staging.FOLDER}/{town}")[1] for town in towns)


@pytest.mark.parametrize(("heading", "target"), [
    ("Ienākumi mēnesī, EUR", "income_month"), ("Household income per year", "income_year"),
    ("Ienākumi", "income?"), ("Elektrība, EUR gadā", "energy_year"), ("Energy cost a month", "energy_month"),
    ("Apkures izmaksas mēnesī", "energy_month"), ("Īres maksa mēnesī", "housing_month"),
    ("Mājokļa izmaksas gadā", "housing_year"), ("Pieaugušie", "adults"), ("Bērni līdz 14 gadiem", "children"),
    ("Personu skaits", "persons"), ("Pagasts", "group"), ("Īpašuma veids", "group"), ("Weight", "weight"),
    ("Piezīmes", ""), ("Nr.", ""),
])  # fmt: skip
def test_headings_are_understood_in_both_languages(heading: str, target: str) -> None:
    assert target_of(heading) == target


@pytest.mark.parametrize("lang", ["lv", "en"])
def test_the_sample_is_understood_whole_in_either_language(lang: str) -> None:
    with translation.override(lang):
        (text,) = read_tables("households.csv", samples.csv_sample(), limit_bytes=10**7)
        (book,) = read_tables("households.xlsx", samples.xlsx_sample(), limit_bytes=10**7)
    for found in (text, book):
        layout = layout_of(found)
        assert list(layout.columns.values()) == [
            "group", "adults", "children", "income_month", "energy_month", "housing_month",
        ]  # fmt: skip
        assert privacy.exposures(found, layout) == []
        reading = read(found, layout, lang=lang)
        assert len(reading.households) == samples.HOUSEHOLDS and not reading.left_out


NAMES = ["Anna Bērziņa", "Jānis Kalniņš", "Līga Ozola", "Pēteris Liepa"]


@pytest.mark.parametrize(("heading", "cells", "what"), [
    ("Vārds, uzvārds", ["x"], "names of people"),
    ("Full name", ["x"], "names of people"),
    ("Personas kods", ["x"], "personal codes"),
    ("E-pasts", ["x"], "e-mail addresses"),
    ("E-mail", ["x"], "e-mail addresses"),
    ("Tālrunis", ["x"], "phone numbers"),
    ("Adrese", ["x"], "addresses"),
    ("Date of birth", ["x"], "dates of birth"),
    ("Līguma numurs", ["x"], "numbers of accounts, contracts or meters"),
    ("Members' full names", ["x"], "names of people"),
    ("Piezīmes", NAMES, "names of people"),
    ("Kas", ["010190-12345"], "personal codes"),
    ("Kas", ["320001-12345"], "personal codes"),
    ("Kas", ["01019012345"], "personal codes"),
    ("Kas", ["anna@example.org"], "e-mail addresses"),
    ("Kas", ["+371 29 123 456"], "phone numbers"),
    ("Kas", ["29123456"], "phone numbers"),
    ("Kas", ["Brīvības iela 5-12"], "addresses"),
    ("Kas", ["LV80BANK0000435195001"], "numbers of accounts, contracts or meters"),
])  # fmt: skip
def test_what_tells_who_somebody_is_is_refused(heading: str, cells: list[str], what: str) -> None:
    lines = [f"Māja;1000;90;{cell}" for cell in cells]
    found = table(*lines, header=f"{HEADER};{heading}")
    (exposure,) = privacy.exposures(found, layout_of(found))
    assert exposure.column == 4 and exposure.what.text("en") == what
    assert not any(cell in exposure.message.text("en") for cell in cells if cell != "x"), (
        "nothing is repeated"
    )


@pytest.mark.parametrize(
    "group", ["Centrs", "Vecpilsētas rajons", "Social housing", "Īrēts dzīvoklis", "LV-1010"]
)
def test_names_of_groups_are_not_taken_for_people(group: str) -> None:
    found = table(*[f"{group};{900 + at};{70 + at}" for at in range(12)])
    assert privacy.exposures(found, layout_of(found)) == []


def test_incomes_are_not_taken_for_phone_numbers_or_codes() -> None:
    found = table(
        "Māja;26000;2900", "Māja;12345,67;1010", "Māja;61000;0", header=HEADER.replace("mēnesī", "gadā")
    )
    assert privacy.exposures(found, layout_of(found)) == []


def test_a_refused_file_is_not_kept_and_the_page_repeats_nothing(cast: Cast, ada: Client) -> None:
    answer = upload(ada, "Māja;900;80;Anna Bērziņa", header=f"{HEADER};Vārds")
    assert answer.status_code == 422
    text = plain(answer)
    assert "The file was refused and nothing of it was kept" in text and "column D" in text
    assert "Bērziņa" not in text and is_empty()


def test_money_is_brought_to_a_year_and_parts_of_energy_are_added_up() -> None:
    found = table(
        "1000;50;400", "1000;;400",
        header="Ienākumi mēnesī;Elektrība mēnesī;Malka gadā",
    )  # fmt: skip
    reading = read(found, layout_of(found))
    assert list(reading.households.income_eur) == [12_000.0]
    assert list(reading.households.energy_eur) == [1000.0]
    assert [(one.row, one.reason.text("en")) for one in reading.left_out] == [(3, "no energy cost")]


def test_wrong_numbers_are_told_by_row_and_left_out_not_guessed() -> None:
    found = table("A;1000;90", "A;daudz;90", "A;-5;90", "A;0;90", "A;1000;", "A;1000;80")
    reading = read(found, layout_of(found))
    assert len(reading.households) == 2
    assert [(one.row, one.reason.text("en")) for one in reading.left_out] == [
        (3, "a text or an impossible number where an amount belongs"),
        (4, "a negative amount"),
        (5, "an income of 0"),
        (6, "no energy cost"),
    ]


def test_the_decimal_sign_can_be_said_where_no_number_tells() -> None:
    found = table("A;1.250;90", "A;1.300;80")
    assert read(found, layout_of(found), lang="lv").ambiguous == 2
    assert list(read(found, layout_of(found), lang="lv").households.income_eur) == [15_000.0, 15_600.0]
    said = read(found, layout_of(found), decimal=".", lang="lv")
    assert said.ambiguous == 0 and list(said.households.income_eur) == pytest.approx([15.0, 15.6])


def test_the_sums_are_shown_before_anything_is_saved(cast: Cast, ada: Client) -> None:
    answer = ada.get(CHECK, {"file": token_of(upload(ada, *rows(Centrs=20, Upmala=16)))})
    text = plain(answer)
    assert "Nothing is saved yet." in text and "Centrs" in text
    assert "25.0" in text, "every fourth household of Centrs"
    assert not HouseholdStudy.objects.exists()


def test_saving_keeps_the_sums_and_deletes_the_rows(cast: Cast, ada: Client) -> None:
    token = token_of(upload(ada, *rows(Centrs=20, Upmala=16)))
    answer = ada.post(CHECK, {"file": token, **USUAL, **STUDY}, follow=True)
    assert "The file was deleted; only the sums are kept." in plain(answer)
    study = HouseholdStudy.objects.get()
    assert (study.title, study.year, study.rows) == ("Aptauja", 2024, 36)
    found = {one.name: one for one in HouseholdGroup.objects.all()}
    assert set(found) == {"", "Centrs", "Upmala"}
    assert found[""].households == 36 and found["Centrs"].share_2m_percent == 25.0
    assert found["Centrs"].median_income_eur == 12_780.0, "rounded to 10 EUR"
    assert study.thresholds["given"] == [] and study.thresholds["scale"] == "none"
    assert is_empty() and token not in str(ada.session.items())


def test_a_group_of_nine_is_not_shown_and_can_not_be_worked_out(cast: Cast, ada: Client) -> None:
    token = token_of(upload(ada, *rows(Centrs=30, Upmala=12, Priedes=9)))
    text = plain(ada.get(CHECK, {"file": token}))
    assert "fewer than ten households" in text and "could be worked out from the whole" in text
    ada.post(CHECK, {"file": token, **USUAL, **STUDY})
    found = {one.name: one for one in HouseholdGroup.objects.all()}
    hidden = {name for name, one in found.items() if one.is_suppressed}
    assert hidden == {"Priedes", "Upmala"}, "all less Centrs less Upmala would be Priedes"
    for name in hidden:
        one = found[name]
        told = [
            getattr(one, field.name)
            for field in one._meta.fields
            if field.name.startswith(("share", "median"))
        ]
        assert one.households is None and told == [None] * 6
    rest = found[""].households - found["Centrs"].households
    assert rest >= 10


def test_fewer_than_ten_households_tell_nothing_at_all(cast: Cast, ada: Client) -> None:
    token = token_of(upload(ada, *rows(Centrs=9)))
    answer = ada.post(CHECK, {"file": token, **USUAL, **STUDY})
    assert answer.status_code == 422 and "Fewer than ten households can be used" in plain(answer)
    assert not HouseholdStudy.objects.exists()


def test_a_column_that_is_not_understood_is_asked_for(cast: Cast, ada: Client) -> None:
    header = "Kas;Ienākumi;Enerģijas izmaksas"
    token = token_of(upload(ada, *rows(Centrs=20), header=header))
    text = plain(ada.get(CHECK, {"file": token}))
    assert "Say which column holds the income" in text and "by month or by year?" in text
    answer = ada.post(CHECK, {"file": token, "look": "1", **USUAL})
    assert answer.status_code == 200 and "The sums that would be saved" in plain(answer)


def test_title_and_source_are_needed_to_save(cast: Cast, ada: Client) -> None:
    token = token_of(upload(ada, *rows(Centrs=20)))
    answer = ada.post(CHECK, {"file": token, **USUAL, "save": "1", "year": "2024"})
    assert answer.status_code == 422 and not HouseholdStudy.objects.exists()
    assert not is_empty(), "the table waits for the correction"


def test_national_medians_are_the_limits_where_they_are_given(cast: Cast, ada: Client) -> None:
    token = token_of(upload(ada, *rows(Centrs=20)))
    given = {"share_percent": "2", "energy_eur": "", "income_eur": ""}
    ada.post(CHECK, {"file": token, **USUAL, **given, **STUDY})
    whole = HouseholdGroup.objects.get(name="")
    assert whole.share_2m_percent == 100.0, "everybody spends more than twice 2 %"
    study = HouseholdStudy.objects.get()
    assert study.thresholds["given"] == ["energy_share"]
    assert study.thresholds["medians"]["energy_share"] == 0.02


def test_a_median_that_can_not_be_is_refused_in_words(cast: Cast, ada: Client) -> None:
    token = token_of(upload(ada, *rows(Centrs=20)))
    answer = ada.post(CHECK, {"file": token, **USUAL, **STUDY, "share_percent": "150"})
    assert answer.status_code == 422 and "can't be" in plain(answer)
    assert not HouseholdStudy.objects.exists()


def test_a_month_taken_for_a_year_is_noticed(cast: Cast, ada: Client) -> None:
    token = token_of(upload(ada, *rows(Centrs=20)))
    sent = {"file": token, "look": "1", **columns("group", "income_year", "energy_month")}
    text = plain(ada.post(CHECK, sent))
    assert "Look whether the column is by month or by year." in text
    assert "Energy costs a usual household more than half of its income." in text


def test_a_column_of_too_many_groups_is_refused(cast: Cast, ada: Client) -> None:
    lines = [f"Z{at % 70};{900 + at};{70 + at % 9}" for at in range(140)]
    text = plain(ada.get(CHECK, {"file": token_of(upload(ada, *lines))}))
    assert "holds 70 different names" in text


def test_discarding_deletes_at_once(cast: Cast, ada: Client) -> None:
    token = token_of(upload(ada, *rows(Centrs=20)))
    assert not is_empty()
    ada.post(UPLOAD + "discard/", {"file": token})
    assert is_empty() and not HouseholdStudy.objects.exists()


def test_nobody_decides_for_an_hour_and_the_table_is_gone(
    cast: Cast, ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_of(upload(ada, *rows(Centrs=20)))
    later = timezone.now() + staging.KEPT + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    answer = ada.get(CHECK, {"file": token}, follow=True)
    assert "no longer kept here" in plain(answer) and is_empty()


def test_another_town_does_not_find_the_table(
    cast: Cast, ada: Client, sign_in: Callable[..., Client]
) -> None:
    token = token_of(upload(ada, *rows(Centrs=20)))
    eve = sign_in(cast.eve)
    assert eve.get("/citur/household-data/check/", {"file": token}).status_code == 302
    assert eve.get(CHECK, {"file": token}).status_code == 404
    eve.post("/citur/household-data/discard/", {"file": token})
    assert not is_empty()


@pytest.mark.parametrize("token", ["", "x", "../../secap.sqlite3", "0" * 32])
def test_a_name_that_is_none_opens_nothing(cast: Cast, ada: Client, token: str) -> None:
    answer = ada.get(CHECK, {"file": token})
    assert answer.status_code == 302 and answer.headers["Location"] == UPLOAD


@pytest.mark.parametrize(("content", "said"), [
    (b"", "is empty"), (b"%PDF-1.4", "neither text nor a spreadsheet"), (b"PK\x03\x04zzz", "damaged"),
])  # fmt: skip
def test_what_is_no_table_is_told_without_a_traceback(
    cast: Cast, ada: Client, content: bytes, said: str
) -> None:
    answer = ada.post(UPLOAD, {"file": SimpleUploadedFile("dati.csv", content)})
    assert answer.status_code == 422 and said in plain(answer)


def test_a_workbook_is_read_alike(cast: Cast, ada: Client) -> None:
    file = SimpleUploadedFile("households.xlsx", samples.xlsx_sample())
    text = plain(ada.get(CHECK, {"file": token_of(ada.post(UPLOAD, {"file": file}))}))
    assert "All households" in text and "Social housing" in text and "not shown" in text


def test_the_study_page_explains_its_numbers_and_enters_them(cast: Cast, ada: Client) -> None:
    token = token_of(upload(ada, *rows(Centrs=20, Upmala=16, Priedes=9), "Centrs;;80"))
    page = ada.post(CHECK, {"file": token, **USUAL, **STUDY}).headers["Location"]
    answer = ada.get(page)
    text = plain(answer)
    assert "2 groups are not shown" in text and "1 row was left out: no income (1)" in text
    assert "s<sub>m</sub>" in text and "Median share of energy cost in income" in text
    seen = {f"seen-{one.indicator}": one.seen for one in answer.context["taken"]}
    done = ada.post(page + "take/", seen, follow=True)
    assert "These values stand among the indicators." in plain(done)
    whole = HouseholdGroup.objects.get(name="")
    entered = {one.indicator: one for one in PovertyIndicator.objects.all()}
    assert set(entered) == {"ep40", "ep41"} and entered["ep40"].value == whole.share_2m_percent
    assert (entered["ep40"].year, entered["ep40"].source) == (
        2024, "Household table “Aptauja”, Sociālais dienests",
    )  # fmt: skip


def test_a_value_that_was_entered_before_is_shown_and_replaced_only_knowingly(
    cast: Cast, ada: Client
) -> None:
    token = token_of(upload(ada, *rows(Centrs=20)))
    page = ada.post(CHECK, {"file": token, **USUAL, **STUDY}).headers["Location"]
    nothing_seen = {"seen-ep40": "", "seen-ep41": ""}
    official = cast.keep(cast.bo, PovertyIndicator(indicator="ep40", year=2024, value=12.3, source="CSP"))
    ada.post(page + "take/", nothing_seen)
    official.refresh_from_db()
    assert official.value == 12.3 and PovertyIndicator.objects.count() == 1, "nothing was half done"  # type: ignore[attr-defined]
    answer = ada.get(page)
    assert "Replace the entered values by these" in plain(answer) and "CSP" in plain(answer)
    ada.post(page + "take/", {f"seen-{one.indicator}": one.seen for one in answer.context["taken"]})
    official.refresh_from_db()
    assert official.value == 25.0  # type: ignore[attr-defined]
    assert official.history.earliest().value == 12.3  # type: ignore[attr-defined]


def test_the_council_may_look_at_the_sample_but_not_upload(
    cast: Cast, sign_in: Callable[..., Client]
) -> None:
    cy = sign_in(cast.cy)
    assert cy.get(UPLOAD).status_code == 403
    answer = cy.get(UPLOAD + "sample.csv")
    assert answer.status_code == 200 and io.BytesIO(answer.content).read(3) == b"\xef\xbb\xbf"
    assert cy.get(UPLOAD + "sample.exe").status_code == 404
