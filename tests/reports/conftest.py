"""A small document with everything a document may hold, and texts that look like commands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib.resources import files

import pytest

from secap.desk.registry.bars import Shares, Stack
from secap.method.basis.messages import Message
from secap.plan.file import loads
from secap.plan.plan import Plan
from secap.reports.blocks import (
    Document,
    Formula,
    Heading,
    Items,
    Note,
    Paragraph,
    Picture,
    Table,
)
from tests.cast import cast, sign_in

__all__ = ["cast", "sign_in"]
TODAY = date(2026, 11, 24)

# Markup of Typst, Jinja, Word fields, HTML and LaTeX: it has to come out as it went in.
HOSTILE = (
    "#set page(fill: red) $x^2$ *b* _i_ @ref <label> & {{ 7*7 }} {% if x %} {# c #} "
    "\\n \\begin [a](b) `c` “q”"
)


@pytest.fixture
def example() -> Callable[[str], Plan]:
    """Return an example town's plan, read from its file without a database."""

    def read(town: str) -> Plan:
        plan = loads(files("secap.examples").joinpath(f"{town}.json").read_text(encoding="utf-8"))
        plan.today = TODAY
        return plan

    return read


@pytest.fixture
def document() -> Document:
    values = {"Homes & gardens": {"a": 32000.5, "b": 18000.0}, "Transport": {"b": 22000.25}}
    stack = Stack(
        code="energy",
        title=Message("Energy by sector"),
        values=values,
        colours={"a": "#0a3f73", "b": "#d8742a"},
        bar_name=str,
        part_name={"a": "Electricity", "b": "Diesel"}.__getitem__,
        bars=Message("Sector"),
        unit="MWh",
    ).figure("lv")
    shares = Shares(
        code="shares",
        title=Message("Shares"),
        values={name: sum(parts.values()) for name, parts in values.items()},
        colour=lambda _code: "#0a3f73",
        name=str,
        bars=Message("Sector"),
        unit="MWh",
    ).figure("lv")
    assert stack and shares
    rows = (("Dzīvojamās ēkas", "42\u00a0178,5"), (HOSTILE, "1,0"), ("Kopā", "42\u00a0179,5"))
    return Document(
        code="plan",
        lang="lv",
        title="Ilgtspējīgas enerģētikas un klimata rīcības plāns",
        place=f"Upesciems {HOSTILE}",
        status="Darba projekts, nav apstiprināts",
        day=TODAY,
        day_text="2026. gada 24. nov.",
        version="1.2.3",
        fingerprint="abc123",
        summary=f"Kopsavilkums {HOSTILE}",
        facts=(("Datums", "2026. gada 24. nov."), ("Piezīme", HOSTILE)),
        words={"contents": "Saturs", "table": "Tabula", "figure": "Attēls"},
        blocks=(
            Heading(1, "Kopsavilkums", numbered=False),
            Paragraph(HOSTILE),
            Heading(1, "Stratēģija"),
            Heading(2, f"Par {HOSTILE}"),
            Note("missing", "Nav uzrakstīts", HOSTILE),
            Table(f"Enerģija {HOSTILE}", ("Nozare", "MWh"), rows, frozenset({1}), (3, 1), total=True),
            Picture(stack),
            Heading(3, "Daļas"),
            Picture(shares),
            Items(("pirmais", HOSTILE)),
            Formula(f"EFE = (TCE - LPE) {HOSTILE}"),
            Note("warning", "", "Brīdinājums"),
        ),
    )
