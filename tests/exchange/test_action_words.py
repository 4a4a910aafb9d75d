"""Amounts, periods and financing as people write them in a plan."""

from __future__ import annotations

from datetime import date

import pytest

from secap.exchange.amounts import EUR, MWH, TONNES, read_amount, scale_of_heading
from secap.exchange.financing_words import UnknownSource, read_financing
from secap.exchange.periods import read_period
from secap.method.basis.errors import InvalidInput


@pytest.mark.parametrize(
    ("text", "eur"),
    [
        ("250000", 250_000),
        ("1,2 milj. EUR", 1_200_000),
        ("~50 000 €", 50_000),
        ("50 tūkst.", 50_000),
        ("1.5 M€", 1_500_000),
        ("500 000,- EUR", 500_000),
        ("EUR 12.500,50", 12_500.5),
        ("120 000 EUR (bez PVN)", 120_000),
        ("1'200'000", 1_200_000),
        ("100-150 tūkst. EUR", 125_000),
        ("no 100 līdz 150 tūkst. EUR", 125_000),
        ("900 000 – 1,1 milj. EUR", 1_000_000),
        ("līdz 100 000 EUR", 100_000),
        ("0", 0),
        ("bez izmaksām", 0),
    ],
)
def test_an_amount_in_words(text: str, eur: float) -> None:
    assert read_amount(text, EUR).value == pytest.approx(eur)


@pytest.mark.parametrize(
    "text",
    [
        "nav nosakāms",
        "nav",
        "atbilstoši budžetam",
        "budžeta ietvaros",
        "-",
        "–",
        "n/a",
        "tiks precizēts",
        "TBD",
    ],
)
def test_what_is_not_known_is_never_zero(text: str) -> None:
    assert read_amount(text, EUR).value is None


@pytest.mark.parametrize(
    "text",
    ["1) 50 000; 2) 20 000", "Ls 50", "200 USD", "abc", "3 milj. 200 tūkst. EUR", "2 x 50 000 EUR", "50 %"],
)
def test_what_is_not_one_amount_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as problem:
        read_amount(text, EUR)
    assert problem.value.hint is not None


def test_a_range_and_a_limit_are_told_apart() -> None:
    found = read_amount("100-150 tūkst. EUR", EUR)
    assert (found.low, found.high) == (100_000, 150_000)
    assert read_amount("līdz 100 000", EUR).is_at_most
    assert read_amount("vismaz 100 000", EUR).is_at_least
    assert read_amount("5000 EUR/gadā", EUR).is_yearly


@pytest.mark.parametrize(
    ("text", "units", "value"),
    [
        ("12 t CO₂ ekv. gadā", TONNES, 12),
        ("500 kg", TONNES, 0.5),
        ("3,4 t/gadā", TONNES, 3.4),
        ("250 MWh/gadā", MWH, 250),
        ("45 000 kWh", MWH, 45),
        ("1,2 tūkst. MWh", MWH, 1200),
    ],
)
def test_an_effect_in_words(text: str, units: dict[str, float], value: float) -> None:
    assert read_amount(text, units).value == pytest.approx(value)


def test_the_heading_scales_what_stands_alone() -> None:
    assert scale_of_heading("Izmaksas, tūkst. EUR", EUR) == 1000
    assert scale_of_heading("CO2 samazinājums, t/gadā", TONNES) == 1
    assert scale_of_heading("Ietaupījums (kWh/gadā)", MWH) == 0.001
    assert read_amount("50", EUR, scale=1000).value == 50_000
    assert read_amount("50-60", EUR, scale=1000).value == 55_000
    assert read_amount("1 milj.", EUR, scale=1000).value == 1_000_000


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025-2030", (2025, 1, 1), (2030, 12, 31)),
        ("2025.–2027. gads", (2025, 1, 1), (2027, 12, 31)),
        ("no 2025. līdz 2030. gadam", (2025, 1, 1), (2030, 12, 31)),
        ("2025-27", (2025, 1, 1), (2027, 12, 31)),
        ("līdz 2030", None, (2030, 12, 31)),
        ("by 2030", None, (2030, 12, 31)),
        ("no 2026", (2026, 1, 1), None),
        ("2026 un turpmāk", (2026, 1, 1), None),
        ("2027", (2027, 1, 1), (2027, 12, 31)),
        ("31.05.2027.", (2027, 5, 31), (2027, 5, 31)),
        ("2027. gada maijs", (2027, 5, 1), (2027, 5, 31)),
        ("2027. gada II ceturksnis", (2027, 4, 1), (2027, 6, 30)),
        ("01.2025.-06.2026.", (2025, 1, 1), (2026, 6, 30)),
        ("2027. gada 1. cet. – 2028. gada 3. cet.", (2027, 1, 1), (2028, 9, 30)),
        ("pastāvīgi", None, None),
        ("katru gadu", None, None),
        ("-", None, None),
    ],
)
def test_a_period_in_words(text: str, start: tuple[int, ...] | None, end: tuple[int, ...] | None) -> None:
    found = read_period(text)
    assert (found.start, found.end) == (start and date(*start), end and date(*end))


def test_a_year_alone_under_a_deadline_is_an_end() -> None:
    found = read_period("2027", is_deadline=True)
    assert (found.start, found.end) == (None, date(2027, 12, 31))


@pytest.mark.parametrize("text", ["3 gadi", "2030-2025", "31.02.2027", "kaut kad", "12"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_period(text)


def financing(text: str) -> list[tuple[str, float | None, float | None]]:
    return [(one.code, one.percent, one.eur) for one in read_financing(text, ",", lambda word: None)]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("ES 85 %, pašvaldība 15 %", [("eu", 85, None), ("own", 15, None)]),
        ("85% ES / 15% pašvaldība", [("eu", 85, None), ("own", 15, None)]),
        ("ES fondi: 85,5%\nPašvaldība: 14,5%", [("eu", 85.5, None), ("own", 14.5, None)]),
        ("ERAF 120 000; pašvaldības budžets 30 000 EUR", [("eu", None, 120_000), ("own", None, 30_000)]),
        (
            "ERAF SAM 2.2.1. 1,2 milj. EUR un ALTUM 0,3 milj. EUR",
            [("eu", None, 1.2e6), ("national", None, 3e5)],
        ),
        ("Pašvaldības un ES fondu līdzekļi", [("own", None, None), ("eu", None, None)]),
        ("LIFE 2027", [("eu", None, None)]),
    ],
)
def test_financing_in_words(text: str, sources: list[tuple[str, float | None, float | None]]) -> None:
    assert financing(text) == sources


def test_a_share_without_a_source_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no source"):
        financing("85%/15%")


def test_an_unknown_source_is_asked_for() -> None:
    with pytest.raises(UnknownSource, match="Mecenāts"):
        financing("Mecenāts 15%")
    found = read_financing("Mecenāts 15%", ",", lambda word: "private" if word == "Mecenāts" else None)
    assert [(one.code, one.percent) for one in found] == [("private", 15)]
