"""Section 2, all inventories side by side: how emissions developed, and whether they may be compared."""

from __future__ import annotations

from collections.abc import Sequence

from secap.desk.inventory import charts
from secap.desk.inventory.account import Account
from secap.method.basis.messages import Message, speak
from secap.method.inventory.comparison import Compared, comparability_of_all
from secap.method.inventory.series import Series, series
from secap.reports.blocks import Block, Heading, Note, Paragraph, Picture, Table
from secap.reports.plan.frame import SEVERITIES
from secap.reports.plan.tongue import Tongue

SHOWN = 5  # inventories side by side on an upright page: the first one and the latest


def development(accounts: Sequence[Account], say: Tongue) -> list[Block]:
    """Return the comparison; nothing below two inventories."""
    if len(accounts) < 2:
        return []
    blocks: list[Block] = [Heading(2, say(Message("How emissions developed"))), *_warnings(accounts, say)]
    shown = _shown(accounts)
    results = {account.year: account.result for account in shown}
    people = {account.year: account.population for account in shown if account.population}
    unit = charts.unit_t(accounts[-1])
    emissions = series(results, by="sector", population=people)
    blocks.append(
        _table(Message("Emissions by sector of all inventories, {unit}", unit=unit), emissions, say)
    )
    energy = series(results, by="sector", quantity="mwh", population=people)
    blocks.append(_table(Message("Final energy consumption by sector of all inventories, MWh"), energy, say))
    blocks += [Picture(figure) for figure in charts.series_figures(accounts, say.lang)]
    if people:
        blocks.append(_per_capita(emissions, energy, unit, say))
    return blocks


def _shown(accounts: Sequence[Account]) -> list[Account]:
    return list(accounts) if len(accounts) <= SHOWN else [accounts[0], *accounts[1 - SHOWN :]]


def _warnings(accounts: Sequence[Account], say: Tongue) -> list[Block]:
    compared = [
        Compared(account.choice, tuple(line.use for line in account.result.lines), account.factors)
        for account in accounts
    ]
    found = comparability_of_all(compared)
    if not found:
        return [Paragraph(say(Message("All inventories use the same editions, gases and approach.")))]
    return [
        Note(
            finding.severity.value,
            say(Message("{severity}: not comparable as it stands", severity=SEVERITIES[finding.severity])),
            f"{say(finding.message)} {say(finding.hint)}",
        )
        for finding in found
    ]


def _table(caption: Message, table: Series, say: Tongue) -> Table:
    header = (say(Message("Sector")), *(str(year) for year in table.years), say(Message("Change")))
    rows = tuple(
        (
            speak(row.label, say.lang),
            *(say.whole(value) for value in row.values),
            _change(row.change_since_first[-1], say),
        )
        for row in table.rows
    )
    numeric = frozenset(range(1, len(header)))
    return Table(say(caption), header, rows, numeric, (2.6, *([1.0] * len(numeric))), total=True)


def _per_capita(emissions: Series, energy: Series, unit: str, say: Tongue) -> Table:
    header = (say(Message("Per inhabitant")), *(str(year) for year in emissions.years))
    rows = (
        (
            say(Message("Emissions, {unit}", unit=unit)),
            *(say.number(value, 2) for value in emissions.total.per_capita),
        ),
        (
            say(Message("Final energy consumption, MWh")),
            *(say.number(value, 2) for value in energy.total.per_capita),
        ),
    )
    numeric = frozenset(range(1, len(header)))
    caption = say(Message("Emissions and energy per inhabitant"))
    return Table(caption, header, rows, numeric, (2.6, *([1.0] * len(numeric))))


def _change(share: float | None, say: Tongue) -> str:
    return "–" if share is None else charts.signed_percent(share, say.lang)
