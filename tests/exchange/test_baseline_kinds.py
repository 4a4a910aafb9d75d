"""Tables of risk, vulnerability, scoreboard and energy poverty: out, in again, taken back, empty ones."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from secap import locale
from secap.desk.registry.models import Wording
from secap.desk.registry.own_names import own_names
from secap.desk.risk.models import (
    District,
    Hazard,
    Vulnerability,
    VulnerabilityIndicator,
)
from secap.exchange import importing, tables_out, taking_back
from secap.exchange.blanks import blank_table
from secap.exchange.kinds import KINDS
from tests.cast import Cast
from tests.exchange.baseline_records import BASELINE, begin, checked, records_of

LANGS = ["lv", "en"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("extension", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", BASELINE)
def test_a_table_that_nobody_edited_changes_nothing(cast: Cast, kind: str, extension: str, lang: str) -> None:
    records = records_of(cast, kind)
    make = tables_out.xlsx_table if extension == "xlsx" else tables_out.csv_table
    content = make(KINDS[kind], records, lang)
    reading, found = checked(begin(cast, kind, content, f"t.{extension}"))
    assert (reading.problems, reading.ambiguous, reading.unknown) == ([], [], {})
    assert [change.fields for change in found.changed] == []
    assert (found.new, found.missing, found.same) == ([], [], len(records))


@pytest.mark.parametrize("kind", BASELINE)
def test_a_table_without_its_uid_brings_the_same_records_to_another_town(cast: Cast, kind: str) -> None:
    records = records_of(cast, kind)
    if kind == "indicator_values":
        for model in (VulnerabilityIndicator, District):
            for one in model.objects.filter(municipality=cast.town):
                one.pk, one.municipality, one.uid, one.revision = None, cast.village, f"v{one.uid}", 0
                cast.keep(cast.di, one)
    book = load_workbook(io.BytesIO(tables_out.xlsx_table(KINDS[kind], records, "lv")))
    book.worksheets[0].delete_cols(book.worksheets[0].max_column)
    stream = io.BytesIO()
    book.save(stream)
    run = importing.begin(cast.village, cast.di, KINDS[kind], None, "t.xlsx", stream.getvalue())
    reading, found = checked(run)
    assert ([problem for problem in reading.problems if problem.is_error], len(found.new)) == (
        [],
        len(records),
    )
    importing.apply(run, cast.di, remove_missing=False)
    brought = KINDS[kind].records(cast.village, None)
    assert sorted(_texts(kind, one) for one in brought) == sorted(_texts(kind, one) for one in records)
    assert sorted(map(str, brought)) == sorted(map(str, records))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("own", ["Karstuma dienas; ilgas", "Sausums"])
def test_a_towns_own_wording_goes_out_and_comes_in(cast: Cast, lang: str, own: str) -> None:
    """Also a name that would divide a list of codes, and one that means something else elsewhere."""
    table, code = "hazards", "heavy_snowfall"
    cast.keep(cast.ada, Wording(table=table, code=code, lang=lang, name=own))
    cast.keep(cast.ada, Hazard(hazard=code, probability="high"))
    cast.keep(cast.ada, Vulnerability(title="Jumti", kind="socio_economic", hazards=f"{code} drought"))
    with locale.own_labels(own_names(cast.town)):
        for kind in ("hazards", "vulnerabilities"):
            content = tables_out.csv_table(KINDS[kind], KINDS[kind].records(cast.town, None), lang)
            assert own in content.decode() or kind == "vulnerabilities"
            reading, found = checked(begin(cast, kind, content))
            assert (reading.problems, found.new, found.changed, found.same) == ([], [], [], 1)


# Taken back.


EDITED: dict[str, tuple[str, Any]] = {
    "hazards": ("impact", "low"), "past_events": ("people", None), "sector_impacts": ("livelihoods", "x"),
    "impact_chains": ("exposure", "x"), "vulnerabilities": ("level", ""), "vulnerable_groups": ("people", 1),
    "adaptive_capacity": ("level", "high"), "districts": ("population", None),
    "vulnerability_indicators": ("weight", 2.0), "indicator_values": ("value", 1.0),
    "scoreboard": ("grade", "a"), "poverty_indicators": ("value", None),
}  # fmt: skip


@pytest.mark.parametrize("kind", BASELINE)
def test_an_import_is_taken_back(cast: Cast, kind: str) -> None:
    records = records_of(cast, kind)
    content = tables_out.csv_table(KINDS[kind], records, "en")
    held = {one.uid: _content(kind, one) for one in records}
    for one in records[1:]:
        one.remove(cast.ada)
    first = records[0]
    setattr(first, *EDITED[kind])
    first.keep(cast.ada, accepted=True)
    changed = {item.uid: _content(kind, item) for item in KINDS[kind].records(cast.town, None)}

    run = begin(cast, kind, content)
    _reading, found = checked(run)
    assert (len(found.new), len(found.changed)) == (len(records) - 1, 1)
    importing.apply(run, cast.ada, remove_missing=False)
    assert len(KINDS[kind].records(cast.town, None)) == len(records)
    assert _content(kind, type(first).objects.get(uid=first.uid)) == held[first.uid]
    taking_back.undo(run, cast.ada)
    assert {item.uid: _content(kind, item) for item in KINDS[kind].records(cast.town, None)} == changed


def _content(kind: str, record: Any) -> list[Any]:
    return [getattr(record, one.attname) for one in (*KINDS[kind].fields, *KINDS[kind].links)]


def _texts(kind: str, record: Any) -> list[str]:
    """What the fields hold, a line's end as any spreadsheet writes it."""
    return [str(getattr(record, one.name)).replace("\r\n", "\n") for one in KINDS[kind].fields]


# Pages and empty tables.


def test_every_kind_stands_under_its_chapter_with_its_tables(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    client: Client = sign_in(cast.bo)
    shown = client.get("/upesciems/exchange/?kind=hazards").content.decode()
    for kind in BASELINE:
        assert str(KINDS[kind].intro) and f'id="kind-{kind}"' in shown
        for address in (f"table/{kind}.xlsx", f"table/{kind}.csv", f"blank.xlsx?kind={kind}"):
            assert f"/upesciems/exchange/{address}" in shown
            assert client.get(f"/upesciems/exchange/{address}").status_code == 200
    assert client.get("/upesciems/exchange/blank.xlsx?kind=nothing").status_code == 404


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", [code for code, kind in KINDS.items() if not kind.has_parent])
def test_an_empty_table_is_understood_once_it_is_filled_in(cast: Cast, kind: str, lang: str) -> None:
    book = load_workbook(io.BytesIO(blank_table(KINDS[kind], cast.town, lang)))
    headings = [cell.value for cell in book.worksheets[0][1]]
    fields = {one.name for one in (*KINDS[kind].fields, *KINDS[kind].links)}
    assert {KINDS[kind].target_of(heading) for heading in headings} == fields
    explained = {row[0].value for row in book.worksheets[-1].iter_rows(min_row=2)}
    assert explained == set(headings)
    assert book.worksheets[0].max_row == 1
