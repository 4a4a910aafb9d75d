"""The figures of the inventory chapter, drawn from an account's results for screen, PDF and DOCX alike.

A figure that has nothing to show is None. Bars instead of pies: shares are read off one common line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from secap import locale
from secap.desk.inventory import palette
from secap.desk.registry.bars import ROW_PX, Shares, Stack, bar_axis, end_label, single_bars
from secap.desk.registry.figures import Figure, specification
from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message

if TYPE_CHECKING:
    from secap.desk.inventory.account import Account

SECTOR, CARRIER, INVENTORY = Message("Sector"), Message("Energy carrier"), Message("Inventory")


def energy_by_sector(account: Account, lang: str) -> Figure | None:
    """Final energy consumption: one bar per sector, stacked by carrier, MWh."""
    title = Message("Final energy consumption by sector and carrier, {year}", year=account.year)
    return _sectors_by_carrier(
        f"energy_by_sector_{account.year}", title, account.result.by_sector_carrier_mwh, "MWh", lang
    )


def emissions_by_sector(account: Account, lang: str) -> Figure | None:
    """Emissions from energy: one bar per sector, stacked by carrier, t."""
    title = Message("Emissions from energy by sector and carrier, {year}", year=account.year)
    values = account.result.by_sector_carrier_t
    return _sectors_by_carrier(f"emissions_by_sector_{account.year}", title, values, unit_t(account), lang)


def emissions_by_scope(account: Account, lang: str) -> Figure | None:
    """Emissions: one bar per sector, stacked by scope, t."""
    return Stack(
        code=f"emissions_by_scope_{account.year}",
        title=Message("Emissions by sector and scope, {year}", year=account.year),
        values=account.result.by_sector_scope_t,
        colours=palette.SCOPES,
        bar_name=_name("sectors", lang),
        part_name=lambda scope: scope_name(scope).text(lang),
        bars=SECTOR,
        unit=unit_t(account),
    ).figure(lang)


def emission_shares(account: Account, lang: str, *, by: str) -> Figure | None:
    """Shares of emissions, largest first.  by : sector | carrier (energy only)."""
    if by == "sector":
        return Shares(
            code=f"emission_shares_by_sector_{account.year}",
            title=Message("Shares of emissions by sector, {year}", year=account.year),
            values=account.result.by_sector_t,
            colour=lambda sector: palette.GROUPS.get(sector_group(sector), palette.OTHER),
            name=_name("sectors", lang),
            bars=SECTOR,
            unit=unit_t(account),
        ).figure(lang)
    title = Message("Shares of emissions from energy by carrier, {year}", year=account.year)
    return _carrier_shares(
        f"emission_shares_by_carrier_{account.year}",
        title,
        account.result.by_carrier_t,
        unit_t(account),
        lang,
    )


def energy_shares(account: Account, lang: str) -> Figure | None:
    """Shares of final energy consumption by carrier, largest first."""
    title = Message("Shares of final energy consumption by carrier, {year}", year=account.year)
    return _carrier_shares(
        f"energy_shares_by_carrier_{account.year}", title, account.result.by_carrier_mwh, "MWh", lang
    )


def emission_series(accounts: Sequence[Account], lang: str) -> Figure | None:
    """Emissions of every inventory, oldest first, stacked by group of sectors; None below two inventories."""
    shown = [account for account in accounts if account.result.total_t > 0]
    if len(shown) < 2:
        return None
    values: dict[str, dict[str, float]] = {}
    for account in shown:
        groups = values.setdefault(inventory_name(account), {})
        for sector, amount_t in account.result.by_sector_t.items():
            groups[sector_group(sector)] = groups.get(sector_group(sector), 0.0) + amount_t
    first, last = shown[0], shown[-1]
    message = Message(
        "From {before} to {after}, emissions went from {from_t} to {to_t} ({percent}).",
        before=inventory_name(first),
        after=inventory_name(last),
        from_t=Amount(first.result.total_t, unit_t(first), 0),
        to_t=Amount(last.result.total_t, unit_t(last), 0),
        percent=signed_percent(last.result.total_t / first.result.total_t - 1, lang),
    )
    return Stack(
        code="emission_series",
        title=Message("Emissions of all inventories"),
        values=values,
        colours=palette.GROUPS,
        bar_name=str,
        part_name=_name("sector_groups", lang),
        bars=INVENTORY,
        unit=unit_t(last),
        keep_order=True,
        message=message,
    ).figure(lang)


def per_capita_series(accounts: Sequence[Account], lang: str) -> Figure | None:
    """Emissions per inhabitant of every inventory with a population; None below two such inventories."""
    known = [(a, a.result.per_capita_t) for a in accounts if a.result.per_capita_t is not None]
    if len(known) < 2:
        return None
    unit = Message("{unit} per inhabitant", unit=unit_t(known[-1][0])).text(lang)
    rows = tuple((inventory_name(account), value) for account, value in known)
    title = Message("Emissions per inhabitant").text(lang)
    told = "; ".join(f"{name}: {locale.number(value, lang, 2)}" for name, value in rows)
    alt = Message("Bar chart. {title}, {unit}: {values}.", title=title, unit=unit, values=told).text(lang)
    spec = specification(
        lang,
        description=alt,
        values=[
            {
                "bar": name,
                "value": value,
                "text": (text := locale.number(value, lang, 2)),
                "tip": f"{name}: {text} {unit}",
            }
            for name, value in rows
        ],
        height=ROW_PX * len(rows),
        layers=[
            single_bars(unit, max(value for _name, value in rows), coloured=False, number_format=",.1f"),
            end_label("value"),
        ],
        encoding={"y": bar_axis([name for name, _value in rows])},
    )
    header = (INVENTORY.text(lang), unit)
    return Figure("per_capita_series", title, f"{title}, {unit}", alt, spec, header, rows, unit, lang, 2)


def account_figures(account: Account, lang: str) -> list[Figure]:
    """Return every figure of one inventory that has something to show."""
    drawn = (
        energy_by_sector(account, lang),
        emissions_by_sector(account, lang),
        energy_shares(account, lang),
        emission_shares(account, lang, by="sector"),
        emission_shares(account, lang, by="carrier"),
        emissions_by_scope(account, lang),
    )
    return [figure for figure in drawn if figure]


def series_figures(accounts: Sequence[Account], lang: str) -> list[Figure]:
    """Return the figures that compare the inventories."""
    return [
        figure for figure in (emission_series(accounts, lang), per_capita_series(accounts, lang)) if figure
    ]


def unit_t(account: Account) -> str:
    """Return the unit of the account's emissions."""
    return "t CO₂" if account.choice.gas_basis == "co2" else "t CO₂eq"


def inventory_name(account: Account) -> str:
    return f"{'BEI' if account.inventory.is_bei else 'MEI'} {account.year}"


def scope_name(scope: str) -> Message:
    return {
        "1": Message("Scope 1: burnt in the territory"),
        "2": Message("Scope 2: supplied by a grid"),
        "3": Message("Scope 3: outside the territory"),
    }.get(scope, Message("Scope {scope}", scope=scope))


def sector_group(sector: str) -> str:
    """Return the group of sectors that a sector stands in, for colour and for the stacks of the series."""
    row = codes.table("sectors").get(sector)
    return str(row.group) if row else "other"


def signed_percent(share: float, lang: str) -> str:
    """Return a change such as −12,3 %, with a real minus sign."""
    text = locale.number(abs(share) * 100, lang, 1)
    return f"{'−' if share < 0 else '+'}{text}\u00a0%"


def _name(table: str, lang: str) -> Callable[[str], str]:
    return lambda code: codes.code(table, code).label(lang)


def _sectors_by_carrier(
    code: str, title: Message, values: Mapping[str, Mapping[str, float]], unit: str, lang: str
) -> Figure | None:
    carriers = [*codes.table("carriers"), *sorted({c for parts in values.values() for c in parts})]
    return Stack(
        code=code,
        title=title,
        values=values,
        colours={carrier: palette.CARRIERS.get(carrier, palette.OTHER) for carrier in carriers},
        bar_name=_name("sectors", lang),
        part_name=_name("carriers", lang),
        bars=SECTOR,
        unit=unit,
    ).figure(lang)


def _carrier_shares(
    code: str, title: Message, values: Mapping[str, float], unit: str, lang: str
) -> Figure | None:
    return Shares(
        code=code,
        title=title,
        values=values,
        colour=lambda carrier: palette.CARRIERS.get(carrier, palette.OTHER),
        name=_name("carriers", lang),
        bars=CARRIER,
        unit=unit,
    ).figure(lang)
