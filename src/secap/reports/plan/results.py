"""Section 2, one inventory: energy and emissions by sector, carrier, scope, gas and inhabitant."""

from __future__ import annotations

from collections.abc import Mapping

from secap.desk.inventory import charts
from secap.desk.inventory.account import Account
from secap.desk.registry.figures import Figure
from secap.method.basis.messages import Amount, Message
from secap.reports.blocks import Block, Heading, Note, Paragraph, Picture, Table, paragraphs, split_columns
from secap.reports.plan.tongue import Tongue, in_order, largest

GASES = {
    "co2": Message("Carbon dioxide (CO₂)"),
    "ch4": Message("Methane (CH₄)"),
    "n2o": Message("Nitrous oxide (N₂O)"),
    "co2eq_unsplit": Message("CO₂ equivalent that its source does not split by gas"),
}
TOTAL = Message("Total")


def inventory_results(account: Account, say: Tongue) -> list[Block]:
    """Return the section of one inventory up to its results; `derivations` goes on from there."""
    blocks: list[Block] = [Heading(2, title(account, say))]
    if not account.result.lines and not account.records.non_energy:
        return [
            *blocks,
            say.missing(
                Message("This inventory holds no energy and no emissions yet."),
                remedy=Message("Enter final energy consumption: Baseline emission inventory > Energy."),
            ),
        ]
    blocks.append(Paragraph(_main_message(account, say)))
    if account.result.missing:
        text = Message(
            "Energy without an emission factor: {count} entries. The emissions below are therefore too low.",
            count=len(account.result.missing),
        )
        blocks.append(Note("error", say(Message("Incomplete")), say(text)))
    blocks += [_at_a_glance(account, say), *_energy(account, say), *_emissions(account, say)]
    blocks += [*_by_scope_and_gas(account, say), *_apart(account, say)]
    blocks += paragraphs(account.inventory.method_notes)
    return blocks


def title(account: Account, say: Tongue) -> str:
    kind = Message("Baseline emission inventory (BEI) {year}", year=account.year)
    if not account.inventory.is_bei:
        kind = Message("Monitoring emission inventory (MEI) {year}", year=account.year)
    return say(kind)


def _main_message(account: Account, say: Tongue) -> str:
    result, unit = account.result, charts.unit_t(account)
    text = say(
        Message(
            "Final energy consumption: {energy}. Emissions: {emissions}.",
            energy=Amount(result.energy_mwh, "MWh", 0),
            emissions=Amount(result.total_t, unit, 0),
        )
    )
    if sector := largest(result.by_sector_t):
        share = say.percent(result.by_sector_t[sector], result.total_t)
        message = Message(
            "The sector with the largest emissions: {sector} ({share}).",
            sector=say.code("sectors", sector),
            share=share,
        )
        text += " " + say(message)
    if carrier := largest(result.by_carrier_mwh):
        share = say.percent(result.by_carrier_mwh[carrier], result.energy_mwh)
        message = Message(
            "The energy carrier used most: {carrier} ({share}).",
            carrier=say.code("carriers", carrier),
            share=share,
        )
        text += " " + say(message)
    return text


def _at_a_glance(account: Account, say: Tongue) -> Table:
    result, unit = account.result, charts.unit_t(account)
    rows = [
        (say(Message("Final energy consumption")), say.whole(result.energy_mwh), "MWh"),
        (say(Message("Emissions from energy")), say.whole(result.energy_t), unit),
        (say(Message("Non-energy emissions")), say.whole(result.non_energy_t), "t CO₂eq"),
        (say(Message("Total emissions")), say.whole(result.total_t), unit),
        (
            say(Message("Total emissions per inhabitant")),
            say.number(result.per_capita_t, 2),
            say(Message("{unit} per inhabitant", unit=unit)),
        ),
        (say(Message("Share of renewable energy")), _share(result.renewable_share, say), ""),
        (say(Message("Biogenic CO₂ (not in the total)")), say.whole(result.biogenic_t), "t CO₂"),
        (say(Message("Removals by sinks (not in the total)")), say.whole(result.sinks_t), "t CO₂eq"),
        (say(Message("Total less removals")), say.whole(result.net_t), unit),
    ]
    header = (say(Message("Result")), say(Message("Value")), say(Message("Unit")))
    caption = say(Message("Results at a glance, {year}", year=account.year))
    return Table(caption, header, tuple(rows), frozenset({1}), (3, 1.2, 1.6))


def _share(value: float | None, say: Tongue) -> str:
    return "–" if value is None else f"{say.number(100 * value, 1)}\u00a0%"


def _energy(account: Account, say: Tongue) -> list[Block]:
    result = account.result
    blocks: list[Block] = [Heading(3, say(Message("Final energy consumption")))]
    if not result.by_sector_carrier_mwh:
        return [*blocks, Paragraph(say(Message("No energy is entered.")))]
    caption = Message("Final energy consumption by sector and carrier, {year}, MWh", year=account.year)
    blocks += _matrix(caption, result.by_sector_carrier_mwh, say)
    blocks += _pictures(charts.energy_by_sector(account, say.lang))
    shares = Message("Final energy consumption by carrier, {year}", year=account.year)
    blocks.append(_list_with_shares(shares, "carriers", result.by_carrier_mwh, "MWh", say))
    blocks += _pictures(charts.energy_shares(account, say.lang))
    return blocks


def _emissions(account: Account, say: Tongue) -> list[Block]:
    result, unit = account.result, charts.unit_t(account)
    blocks: list[Block] = [Heading(3, say(Message("Emissions")))]
    if result.by_sector_carrier_t:
        caption = Message(
            "Emissions from energy by sector and carrier, {year}, {unit}", year=account.year, unit=unit
        )
        blocks += _matrix(caption, result.by_sector_carrier_t, say)
        blocks += _pictures(charts.emissions_by_sector(account, say.lang))
    by_sector = Message("Emissions by sector, {year}", year=account.year)
    blocks.append(_list_with_shares(by_sector, "sectors", result.by_sector_t, unit, say))
    blocks += _pictures(charts.emission_shares(account, say.lang, by="sector"))
    if result.by_carrier_t:
        by_carrier = Message("Emissions from energy by carrier, {year}", year=account.year)
        blocks.append(_list_with_shares(by_carrier, "carriers", result.by_carrier_t, unit, say))
        blocks += _pictures(charts.emission_shares(account, say.lang, by="carrier"))
    return blocks


def _by_scope_and_gas(account: Account, say: Tongue) -> list[Block]:
    result, unit = account.result, charts.unit_t(account)
    share = say(Message("Share"))
    blocks: list[Block] = []
    scopes = tuple(
        (say(charts.scope_name(scope)), say.whole(amount), say.percent(amount, result.total_t))
        for scope, amount in sorted(result.by_scope_t.items())
    )
    if scopes:
        caption = say(Message("Emissions by scope, {year}", year=account.year))
        header = (say(Message("Scope")), unit, share)
        blocks.append(Table(caption, header, scopes, frozenset({1, 2}), (3, 1.2, 1)))
        blocks += _pictures(charts.emissions_by_scope(account, say.lang))
    gases = tuple(
        (say(GASES[gas]), say.whole(amount), say.percent(amount, result.total_t))
        for gas, amount in result.by_gas_t.items()
        if amount and gas in GASES
    )
    if gases:
        caption = say(Message("Emissions by greenhouse gas, {year}", year=account.year))
        header = (say(Message("Greenhouse gas")), unit, share)
        blocks.append(Table(caption, header, gases, frozenset({1, 2}), (3, 1.2, 1)))
    return blocks


def _apart(account: Account, say: Tongue) -> list[Block]:
    """Return non-energy emissions and sinks, and the cells that hold a notation key instead of a number."""
    blocks: list[Block] = []
    rows = tuple(
        (
            say.code("sectors", item.sector),
            say(Message("removal by a sink") if item.is_sink else Message("emission")),
            say.whole(-item.t_co2eq if item.is_sink else item.t_co2eq),
            item.source or "–",
        )
        for item in account.records.non_energy
    )
    blocks.append(Heading(3, say(Message("Non-energy emissions and sinks"))))
    if rows:
        caption = say(Message("Non-energy emissions and sinks, {year}", year=account.year))
        header = (say(Message("Source or sink")), say(Message("Kind")), "t CO₂eq", say(Message("Source")))
        blocks.append(Table(caption, header, rows, frozenset({2}), (2.6, 1.4, 1, 2)))
    else:
        blocks.append(Paragraph(say(Message("No non-energy emissions and no sinks are entered."))))
    keys = tuple(
        (
            say.code("sectors", key.sector),
            say.code("carriers", key.carrier) if key.carrier else say(Message("all carriers")),
            f"{key.key} – {say.code('notation_keys', key.key)}",
            key.explanation or "–",
        )
        for key in account.records.notation_keys
    )
    if keys:
        caption = say(Message("Notation keys instead of figures, {year}", year=account.year))
        header = (
            say(Message("Sector")),
            say(Message("Energy carrier")),
            say(Message("Notation key")),
            say(Message("Explanation")),
        )
        blocks += [
            Heading(3, say(Message("Notation keys"))),
            Table(caption, header, keys, widths=(2, 1.4, 1.8, 2.6)),
        ]
    return blocks


def _matrix(caption: Message, values: Mapping[str, Mapping[str, float]], say: Tongue) -> list[Block]:
    sectors = in_order("sectors", values)
    carriers = in_order("carriers", (carrier for parts in values.values() for carrier in parts))
    rows = [
        (
            say.code("sectors", sector),
            *(say.whole(values[sector].get(carrier)) for carrier in carriers),
            say.whole(sum(values[sector].values())),
        )
        for sector in sectors
    ]
    sums = [sum(values[sector].get(carrier, 0.0) for sector in sectors) for carrier in carriers]
    rows.append((say(TOTAL), *(say.whole(value) for value in sums), say.whole(sum(sums))))
    header = (
        say(Message("Sector")),
        *(say.code("carriers", carrier) for carrier in carriers),
        say(TOTAL),
    )
    return list(split_columns(Table(say(caption), header, tuple(rows), total=True), say.part))


def _list_with_shares(
    caption: Message, table: str, values: Mapping[str, float], unit: str, say: Tongue
) -> Table:
    whole = sum(values.values())
    rows = [
        (say.code(table, code), say.whole(values[code]), say.percent(values[code], whole))
        for code in in_order(table, values)
    ]
    rows.append((say(TOTAL), say.whole(whole), say.percent(whole, whole)))
    first = Message("Sector") if table == "sectors" else Message("Energy carrier")
    header = (say(first), unit, say(Message("Share")))
    return Table(say(caption), header, tuple(rows), frozenset({1, 2}), (3, 1.2, 1), total=True)


def _pictures(figure: Figure | None) -> list[Block]:
    return [Picture(figure)] if figure else []
