"""One action in words and tables: for the plan's section on key actions and for the sheet of an action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import ForeignKey

from secap.desk.actions.models import Action
from secap.desk.actions.models.action import SECTIONS
from secap.desk.actions.portfolio import Line
from secap.desk.registry.fields import CodeField, CodesField
from secap.method.actions.financing import finance_split
from secap.method.actions.schedule import full_effect_year
from secap.method.basis.messages import Amount, Message
from secap.reports.blocks import Block, Note, Paragraph, Table
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.derivations import derivation_table
from secap.reports.plan.tongue import Tongue

WHAT, WHO, HOW, WHEN = Message("What"), Message("Who does it"), Message("How"), Message("When")
MONEY, EFFECTS = Message("Money"), Message("Effects")
QUESTIONS = (("what", WHAT), ("who", WHO), ("how", HOW), ("when", WHEN), ("money", MONEY))
# Persons' names are not published; number and title stand above the sheet; the dates have lines of their own.
UNTOLD = frozenset({"number", "title", "is_key", "person", "comment", "start", "end", "full_effect_year"})
MONEY_FIELDS = frozenset(name for name in SECTIONS["money"] if name.endswith("_eur"))


def facts(line: Line, say: Tongue, unit: str) -> Table:
    """Return what, who, how, when, money and effects as one table; what is not filled in has no row."""
    record = line.records.action
    rows: list[tuple[str, str, str]] = []
    for section, title in QUESTIONS:
        if section == "when":
            rows += [(say(WHEN), label, text) for label, text in _time(line, say)]
        rows += [(say(title), label, text) for label, text in answers(record, SECTIONS[section], say)]
        if section == "who":
            rows += [(say(WHO), label, text) for label, text in _bodies(line, say)]
    rows += [(say(EFFECTS), label, text) for label, text in effects(line, say, unit)]
    extra = (*SECTIONS["effects"], *SECTIONS["adaptation"], *SECTIONS["poverty"], *SECTIONS["outcome"])
    rows += [(say(EFFECTS), label, text) for label, text in answers(record, extra, say)]
    shown = [
        (question if place == 0 or rows[place - 1][0] != question else "", label, text)
        for place, (question, label, text) in enumerate(rows)
    ]
    header = (say(Message("Question")), say(Message("Field")), say(Message("Answer")))
    caption = say(Message("Action {action}", action=str(record)))
    return Table(caption, header, tuple(shown), widths=(1, 2.1, 5.3))


def answers(record: Action, names: Iterable[str], say: Tongue) -> Iterator[tuple[str, str]]:
    """Yield (name of the field, answer in words) of the fields that are filled in."""
    fields = {field.name: field for field in Action._meta.concrete_fields}
    for name in names:
        if name in UNTOLD:
            continue
        text = _answer(fields[name], getattr(record, name), say, is_money=name in MONEY_FIELDS)
        if text:
            yield str(fields[name].verbose_name), text


def _answer(field: Any, value: Any, say: Tongue, *, is_money: bool) -> str:
    if value is None or value == "" or value is False:
        return ""
    if isinstance(field, CodeField):
        return say.code(field.table, value)
    if isinstance(field, CodesField):
        return say.names(field.codes_table, value)
    if isinstance(field, ForeignKey):
        return str(value)
    if value is True:
        return say(Message("yes"))
    if isinstance(value, date):
        return say.day(value)
    if isinstance(value, float):
        return say.number(value, 0 if is_money else None)
    return str(value)


def _bodies(line: Line, say: Tongue) -> Iterator[tuple[str, str]]:
    if line.records.bodies:
        told = (f"{body.name} ({say.code('body_roles', body.role)})" for body in line.records.bodies)
        yield say(Message("Bodies taking part")), "; ".join(told)


def _time(line: Line, say: Tongue) -> Iterator[tuple[str, str]]:
    one, year = line.action, full_effect_year(line.action)
    if one.start or one.end:
        yield say(Message("Start and end")), f"{say.day(one.start)} – {say.day(one.end)}"
    if year is not None:
        yield say(Message("Full effect from")), str(year)


def effects(line: Line, say: Tongue, unit: str) -> Iterator[tuple[str, str]]:
    """Yield (name, value) of what the action brings a year at its full effect."""
    one = line.action
    if one.t is not None:
        yield say(Message("Emissions avoided, {unit} a year", unit=unit)), amount_with_range(line, say)
    if one.removals_t:
        yield say(Message("Removals by sinks, t CO₂ a year")), say.whole(one.removals_t)
    saved = [(carrier, mwh) for carrier, mwh in (one.saved_mwh or {}).items() if mwh]
    for name, sign in (
        (Message("Energy saved, MWh a year"), 1),
        (Message("More energy used, MWh a year"), -1),
    ):
        told = [
            f"{say.code('carriers', code)} {say.whole(abs(mwh))}" for code, mwh in saved if sign * mwh > 0
        ]
        if told:
            yield say(name), "; ".join(told)
    if one.renewable_mwh:
        yield say(Message("Renewable energy, MWh a year")), say.whole(one.renewable_mwh)
    if one.eur_per_t is not None:
        yield say(Message("Cost of a tonne a year, EUR")), say.eur(one.eur_per_t)


def amount_with_range(line: Line, say: Tongue) -> str:
    """Return the tonnes avoided, with low and high where they differ."""
    one = line.action
    text = say.whole(one.t)
    if one.t_low is not None and one.t_high is not None and one.t_low != one.t_high:
        text += f" ({say.whole(one.t_low)}–{say.whole(one.t_high)})"
    return text


def sheet(line: Line, say: Tongue, sources: Bibliography, unit: str) -> list[Block]:
    """Return everything about one action below its heading: facts, indicators, steps, financing, effects."""
    record = line.records.action
    blocks: list[Block] = [facts(line, say, unit)]
    blocks += [*indicators(line, say), *steps(line, say), *financing(line, say)]
    blocks += derivations(line, say, sources)
    if not line.effects and record.is_mitigation:
        missing = Message("The effect of this action is not calculated yet.")
        blocks.append(say.missing(missing, remedy=Message("Calculate it on the action's page.")))
    return blocks


def indicators(line: Line, say: Tongue) -> list[Block]:
    """Return how the action is measured."""
    if not line.records.indicators:
        return []
    header = (
        say(Message("Indicator")), say(Message("Unit")), say(Message("Base value")),
        say(Message("Target value")), say(Message("How it is measured")),
    )  # fmt: skip
    rows = tuple(
        (
            one.name,
            one.unit or "–",
            dated(one.base_value, one.base_year, say),
            dated(one.target_value, one.target_year, say),
            one.method or "–",
        )
        for one in line.records.indicators
    )
    caption = say(Message("Indicators of {action}", action=line.action.id))
    return [Table(caption, header, rows, frozenset({2, 3}), (2.8, 0.9, 1.2, 1.2, 2.4))]


def dated(value: float | None, year: int | None, say: Tongue) -> str:
    """Return a value with its year: 120 (2019)."""
    return "–" if value is None else say.number(value) + (f" ({year})" if year else "")


def steps(line: Line, say: Tongue) -> list[Block]:
    """Return the steps of the work and the stages reached."""
    if not line.records.activities:
        return []
    header = (
        say(Message("Step of the work")), say(Message("Start")), say(Message("End")),
        say(Message("Who does it")), say(Message("Done")),
    )  # fmt: skip
    rows = tuple(
        (one.title, say.day(one.start), say.day(one.end), one.person or "–",
         say(Message("yes")) if one.is_done else "–")
        for one in line.records.activities
    )  # fmt: skip
    caption = say(Message("Steps of {action}", action=line.action.id))
    return [Table(caption, header, rows, widths=(3.4, 1.1, 1.1, 1.8, 0.7))]


def financing(line: Line, say: Tongue) -> list[Block]:
    """Return who pays, in EUR and percent, and what is not covered."""
    split = finance_split(line.action)
    if not split.parts:
        return []
    header = (
        say(Message("Source of financing")), "EUR", say(Message("Share of the cost")),
        say(Message("Secured")), say(Message("Funding programme")),
    )  # fmt: skip
    rows = [
        (
            say.code("financing_sources", part.source),
            say.eur(part.eur),
            say.share(part.share, 0),
            say(Message("yes")) if part.is_secured else say(Message("no")),
            str(record.programme or "–"),
        )
        for part, record in zip(split.parts, line.records.financing, strict=True)
    ]
    rows.append(
        (say(Message("Together")), say.eur(split.covered_eur), say.share(split.covered_share, 0), "", "")
    )
    caption = say(Message("Financing of {action}", action=line.action.id))
    blocks: list[Block] = [
        Table(caption, header, tuple(rows), frozenset({1, 2}), (2.8, 1.2, 1.1, 0.9, 2.4), total=True)
    ]
    if split.gap_eur is not None and round(split.gap_eur) > 0:
        text = Message("Not covered yet: {gap} of {cost}.", gap=Amount(split.gap_eur, "EUR", 0),
                       cost=Amount(split.cost_eur, "EUR", 0))  # fmt: skip
        blocks.append(Paragraph(say(text)))
    return blocks


def derivations(line: Line, say: Tongue, sources: Bibliography) -> list[Block]:
    """Return how each effect was worked out, line by line; for one that could not be, why."""
    blocks: list[Block] = []
    for item in line.effects:
        if item.effect is not None:
            blocks += derivation_table(item.effect.central.derivation, say, sources, of=line.action.id)
            if item.record.note:
                blocks.append(Paragraph(item.record.note))
        elif item.error is not None:
            hint = item.error.hint or Message("Open the effect and correct its inputs.")
            name = say.code("effect_calculators", item.record.calculator)
            blocks.append(Note("error", name, f"{say(item.error.message)} {say(hint)}"))
    return blocks
