"""How an inventory's numbers came about: factors, derivations line by line, degree days, data quality."""

from __future__ import annotations

from collections.abc import Iterable

from secap.desk.inventory import charts
from secap.desk.inventory.account import Account
from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.messages import Message, speak
from secap.method.inventory.factors import EmissionFactor
from secap.reports.blocks import Block, Formula, Heading, Paragraph, Table
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.tongue import Tongue

# Units of targets and effects: large amounts without decimals, small ones with two.
YEARLY = frozenset(f"{unit}{a_year}" for unit in ("t CO₂", "t CO₂eq") for a_year in ("", "/a")) | {"MWh/a"}
SMALL = 100
QUALITY = {
    "published": Message("published"),
    "derived": Message("derived"),
    "assumed": Message("assumed"),
    "unverified": Message("unverified"),
}


def settings(accounts: list[Account], say: Tongue) -> list[Block]:
    """Return which editions, approach and gases each inventory uses."""
    blocks: list[Block] = [Heading(2, say(Message("Inventories and their settings")))]
    if not accounts:
        missing = say.missing(
            Message(
                "There is no emission inventory yet. A plan rests on a baseline emission inventory (BEI)."
            ),
            remedy=Message("Begin one: Baseline emission inventory > New inventory."),
        )
        return [*blocks, missing]
    for first in range(0, len(accounts), 5):
        blocks.append(_settings_table(accounts[first : first + 5], say))
    return blocks


def _settings_table(accounts: list[Account], say: Tongue) -> Table:
    yes, no = say(Message("yes")), say(Message("no"))
    rows = (
        (Message("Population"), [say.number(a.population) for a in accounts]),
        (Message("Fuel factors"), [say.code("editions_fuels", a.choice.fuel_edition) for a in accounts]),
        (
            Message("Electricity factors"),
            [say.code("editions_electricity", a.choice.electricity_edition) for a in accounts],
        ),
        (Message("Approach"), [say.code("approaches", a.choice.approach) for a in accounts]),
        (Message("Greenhouse gases"), [say.code("gas_bases", a.choice.gas_basis) for a in accounts]),
        (Message("Global warming potentials"), [_gwp(a, say) for a in accounts]),
        (
            Message("Biomass meets the sustainability criteria"),
            [yes if a.choice.biomass_sustainable else no for a in accounts],
        ),
        (Message("Figures not accepted yet"), [str(a.pending) for a in accounts]),
    )
    header = (say(Message("Setting")), *(charts.inventory_name(account) for account in accounts))
    caption = say(Message("Settings of the inventories"))
    widths = (1.6, *([1.4] * len(accounts)))
    return Table(caption, header, tuple((say(name), *cells) for name, cells in rows), widths=widths)


def _gwp(account: Account, say: Tongue) -> str:
    if account.choice.gas_basis == "co2":
        return say(Message("not needed: CO₂ only"))
    return say.code("gwp_sets", account.choice.gwp)


def factor_table(account: Account, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return every emission factor that the inventory uses, with edition, source, place and quality."""
    used = _used(account)
    if not used:
        return []
    blocks: list[Block] = [Heading(3, say(Message("Emission factors used")))]
    header = (
        say(Message("Energy carrier")),
        f"{charts.unit_t(account)}/MWh",
        say(Message("Year")),
        say(Message("Edition")),
        say(Message("Source")),
        say(Message("Quality")),
    )
    rows = tuple(_factor_row(factor, say, sources) for factor in used)
    caption = say(Message("Emission factors used, {year}", year=account.year))
    blocks.append(Table(caption, header, rows, frozenset({1, 2}), (2, 1.15, 0.7, 1.9, 2.6, 1.1)))
    for factor in used:
        if factor.note is not None or factor.reason:
            note = say(factor.note) if factor.note is not None else ""
            told = " ".join(filter(None, [note, factor.reason]))
            blocks.append(Paragraph(f"{_name(factor, say)}: {told}"))
    return blocks


def _used(account: Account) -> list[EmissionFactor]:
    """Return the factors of the result's lines, each once, in the order of first use."""
    found: dict[tuple[str, str | None, str, float], EmissionFactor] = {}
    for line in account.result.lines:
        factor = line.factor
        found.setdefault((factor.carrier, factor.fuel, factor.edition, factor.t_per_mwh), factor)
    return list(found.values())


def _factor_row(factor: EmissionFactor, say: Tongue, sources: Bibliography) -> tuple[str, ...]:
    return (
        _name(factor, say),
        say.number(factor.t_per_mwh, 4),
        str(factor.year),
        sources.edition(factor.edition, say),
        ", ".join(filter(None, [sources.cite(factor.source), factor.place])) or "–",
        say(QUALITY.get(factor.quality, QUALITY["unverified"])),
    )


def _name(factor: EmissionFactor, say: Tongue) -> str:
    carrier = say.code("carriers", factor.carrier)
    return f"{carrier} ({say.code('fuels', factor.fuel)})" if factor.fuel else carrier


def derivation_blocks(
    title: Message, found: Iterable[Derivation], say: Tongue, sources: Bibliography
) -> list[Block]:
    """Return derivations under one heading, each with its formula and one row per line."""
    blocks: list[Block] = []
    for derivation in found:
        blocks += derivation_table(derivation, say, sources)
    return [Heading(3, say(title)), *blocks] if blocks else []


def derivation_table(
    derivation: Derivation, say: Tongue, sources: Bibliography, *, of: str = ""
) -> list[Block]:
    """Return one derivation: formula, then one row per line.  of : whose it is, for the caption."""
    name = ": ".join(filter(None, [of, say(derivation.title)]))
    if derivation.method:
        source = sources.cite(derivation.method)
        name = say(Message("{title}. Method: {source}", title=name, source=source))
    header = (
        say(Message("Line")),
        say(Message("Value")),
        say(Message("Unit")),
        say(Message("How or from where")),
    )
    rows = [_step(step, say, sources) for step in derivation.steps]
    value = _value(derivation.result, derivation.unit, say)
    rows.append((say(Message("Result")), value, derivation.unit, ""))
    table = Table(name, header, tuple(rows), frozenset({1}), (2.8, 1.1, 1.2, 2.6), total=True)
    return [Formula(derivation.formula), table] if derivation.formula else [table]


def _step(step: Step, say: Tongue, sources: Bibliography) -> tuple[str, ...]:
    origin = ", ".join(filter(None, [speak(step.how, say.lang), sources.cite(step.source), step.place]))
    return say(step.label), _value(step.value, step.unit, say), step.unit, origin or "–"


def _value(value: float | None, unit: str, say: Tongue) -> str:
    """Return a line's value: factors need more decimals than amounts, and all of one kind need the same."""
    if unit in YEARLY and value is not None:
        return say.number(value, 0 if abs(value) >= SMALL or value == 0 else 2)
    digits = {"MWh": 0, "t": 1, "K·d": 0}.get(unit, 5 if unit.endswith("/MWh") else None)
    return say.number(value, digits)


def inventory_derivations(account: Account, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return how one inventory's numbers came about, after its results."""
    supply = account.supply
    local = [factor.derivation for factor in (supply.electricity,) if factor and factor.derivation]
    heat = [factor.derivation for factor in (supply.heat,) if factor and factor.derivation]
    splits = [plant.split.derivation for plant in supply.plants if plant.split]
    blocks = factor_table(account, say, sources)
    blocks += derivation_blocks(Message("Local electricity factor"), local, say, sources)
    blocks += derivation_blocks(Message("Combined heat and power (CHP)"), splits, say, sources)
    blocks += derivation_blocks(Message("Local heat factor"), heat, say, sources)
    if supply.loss_share is not None:
        share = f"{say.number(100 * supply.loss_share, 1)}\u00a0%"
        text = Message("Losses of the heat network: {share} of the heat supplied.", share=share)
        blocks.append(Paragraph(say(text)))
    blocks += _degree_days(account, say, sources)
    return blocks + _quality(account, say)


def _degree_days(account: Account, say: Tongue, sources: Bibliography) -> list[Block]:
    found = account.corrected
    if found is None:
        return []
    header = (
        say(Message("Quantity")),
        say(Message("Uncorrected")),
        say(Message("Corrected")),
        say(Message("Unit")),
    )
    rows = (
        (
            say(Message("Energy for heating")),
            say.whole(found.heating_mwh),
            say.whole(found.corrected_heating_mwh),
            "MWh",
        ),
        (
            say(Message("Final energy consumption")),
            say.whole(found.energy_mwh),
            say.whole(found.corrected_energy_mwh),
            "MWh",
        ),
        (
            say(Message("Total emissions")),
            say.whole(found.total_t),
            say.whole(found.corrected_total_t),
            charts.unit_t(account),
        ),
    )
    caption = say(Message("Uncorrected and corrected for degree days, {year}", year=account.year))
    blocks = derivation_blocks(Message("Degree-day correction"), [found.derivation], say, sources)
    return [*blocks, Table(caption, header, rows, frozenset({1, 2}), (2.6, 1.2, 1.2, 1))]


def _quality(account: Account, say: Tongue) -> list[Block]:
    score = account.quality
    blocks: list[Block] = [Heading(3, say(Message("Data quality")))]
    if score.score is None:
        text = Message("No figure is graded yet, so the inventory has no quality score.")
        return [*blocks, Paragraph(say(text))]
    message = Message(
        "Quality score: {score} of 100. Graded: {share} of the emissions.",
        score=say.number(score.score, 0),
        share=_percent(score.graded_share, say),
    )
    header = (say(Message("Grade")), say(Message("Share of the graded emissions")))
    rows = tuple(
        (say.code("data_quality", grade), _percent(share, say)) for grade, share in score.by_grade.items()
    )
    caption = say(Message("Emissions by data quality, {year}", year=account.year))
    blocks += [Paragraph(say(message)), Table(caption, header, rows, frozenset({1}), (3, 1.4))]
    if score.ungraded:
        ungraded = Message("Figures without a grade, not scored: {count}.", count=len(score.ungraded))
        blocks.append(Paragraph(say(ungraded)))
    return blocks


def _percent(share: float | None, say: Tongue) -> str:
    return "–" if share is None else f"{say.number(100 * share, 1)}\u00a0%"


def method(accounts: list[Account], say: Tongue, sources: Bibliography) -> list[Block]:
    """Return the method in plain words, as far as these inventories use it."""
    if not accounts:
        return []
    texts = [
        Message(
            "Emissions are final energy consumption in the territory times an emission factor, summed over "
            "sectors and energy carriers: E = Σ MWh × EF. Energy without a factor is an error, never zero. "
            "Method: {source}.",
            source=sources.cite("com_technical_annex_2010"),
        ),
        Message("Electricity has one factor for all sectors: the local one where there is local supply."),
        Message(
            "CO₂ of biomass that meets the sustainability criteria is shown apart and is in no total. "
            "Removals by sinks are shown apart and are not deducted."
        ),
        Message(
            "Fuel burnt to make district heat or local electricity is not final consumption: it enters the "
            "factors of heat and electricity."
        ),
        Message(
            "A figure that was carried over from another year, assumed or not checked against its source is "
            "marked so in the tables."
        ),
    ]
    return [Heading(2, say(Message("Method"))), *(Paragraph(say(text)) for text in texts)]
