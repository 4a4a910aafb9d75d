"""Who benefits from the plan, and what may go wrong, in short."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from secap.desk.actions.portfolio import Line
from secap.method.actions.workload import UNCOVERED, by_source
from secap.method.basis.findings import Severity
from secap.method.basis.messages import Message
from secap.plan.checks import findings
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Items
from secap.reports.decision.short import short
from secap.reports.outlook import Outlook
from secap.reports.plan.tongue import Tongue

NAMED = 3  # groups and co-benefits that are named
EVERYBODY = "all"


def benefits(plan: Plan, say: Tongue) -> list[Block]:
    """Return residents reached, vulnerable groups, jobs and co-benefits, as far as the actions state them."""
    active = [line for line in plan.portfolio.lines if line.action.is_active]
    if not active:
        missing = Message("The plan has no actions yet.")
        return [say.missing(missing, remedy=Message("Add one: Actions."))]
    return [
        Items(
            tuple(
                say(text) for text in (*_people(active, say), _jobs(active, say), _co_benefits(active, say))
            )
        )
    ]


def _people(active: list[Line], say: Tongue) -> list[Message]:
    reach = [value for line in active if (value := _reached(line)) is not None]
    told = (
        Message(
            "People or households reached directly: {people} ({count} actions, some counted twice).",
            people=say.whole(math.fsum(reach)), count=len(reach),
        )
        if reach
        else Message("No action states how many residents it reaches.")
    )  # fmt: skip
    serving = [line for line in active if line.records.action.vulnerable_groups]
    if not serving:
        return [told, Message("No action names vulnerable groups.")]
    groups = Counter(
        code
        for line in serving
        for code in line.records.action.vulnerable_groups.split()
        if code != EVERYBODY
    )
    if not groups:
        return [told, Message("{count} actions serve all residents alike.", count=len(serving))]
    text = Message(
        "{count} actions serve vulnerable groups: {groups}.",
        count=len(serving), groups=_named(groups, "vulnerable_groups", say),
    )  # fmt: skip
    return [told, text]


def _reached(line: Line) -> float | None:
    """Return the people or households that an action's effects are worked out from; None where none are."""
    values = [item.record.inputs.get("reach") for item in line.effects if item.record.inputs]
    known = [float(value) for value in values if isinstance(value, int | float)]
    return math.fsum(known) if known else None


def _named(counted: Counter[str], table: str, say: Tongue) -> str:
    first = [f"{say.code(table, code)} ({count})" for code, count in counted.most_common(NAMED)]
    more = len(counted) - len(first)
    return ", ".join(first) + (f" +{more}" if more else "")


def _jobs(active: list[Line], say: Tongue) -> Message:
    known = [line.records.action.jobs_fte for line in active if line.records.action.jobs_fte is not None]
    if not known:
        return Message("No action states the jobs it creates.")
    return Message(
        "Jobs: {fte} full-time equivalents ({count} of {all} actions state them).",
        fte=say.number(math.fsum(known), 0), count=len(known), all=len(active),
    )  # fmt: skip


def _co_benefits(active: list[Line], say: Tongue) -> Message:
    counted = Counter(code for line in active for code in line.records.action.co_benefits.split())
    if not counted:
        return Message("No action names co-benefits.")
    return Message("Co-benefits by number of actions: {named}.", named=_named(counted, "co_benefits", say))


def risks(plan: Plan, outlook: Outlook, say: Tongue) -> list[Block]:
    """Return what may go wrong: open money, uncertain data, what the first action says of itself, errors."""
    active = [line for line in plan.portfolio.lines if line.action.is_active]
    if not active:
        missing = Message("Without actions there are no risks to weigh.")
        return [say.missing(missing, remedy=Message("Add one: Actions."))]
    texts = [*_money(plan, say), *_data(plan, outlook, say), *_stated(plan, outlook, active)]
    errors = sum(one.severity == Severity.ERROR for one in findings(plan))
    if errors:
        texts.append(Message("The checks of the plan found {count} errors.", count=errors))
    return [Items(tuple(say(text) for text in texts))]


def _money(plan: Plan, say: Tongue) -> Iterable[Message]:
    found = by_source(plan.portfolio.actions)
    whole = math.fsum(one.total_eur for one in found)
    if not whole:
        yield Message("Nobody is named yet who pays for the actions.")
        return
    open_eur = math.fsum(one.total_eur for one in found if one.source == UNCOVERED)
    secured = math.fsum(one.secured_eur for one in found)
    share = say.share(secured / whole, 0)
    if open_eur > 0:
        text = Message("Money secured so far: {secured}; nobody pays yet for {open} EUR.", secured=share,
                       open=say.eur(open_eur))  # fmt: skip
        yield text
    else:
        yield Message("Money secured so far: {secured}; all of it has a source.", secured=share)


def _data(plan: Plan, outlook: Outlook, say: Tongue) -> Iterable[Message]:
    year = outlook.main_year(plan)
    matters = outlook.with_plan["tornado"].get(str(year)) if outlook.with_plan else None
    if not matters or not matters["inputs"]:
        return
    first = matters["inputs"][0]
    low, high = sorted((first["low_t"], first["high_t"]))
    yield Message(
        "Emissions in {year} hang most on “{input}”: {low} to {high} t.",
        year=year, input=short(first["name"].get(say.lang) or first["name"]["en"], 70), low=say.whole(low),
        high=say.whole(high),
    )  # fmt: skip


def _stated(plan: Plan, outlook: Outlook, active: list[Line]) -> Iterable[Message]:
    year = outlook.main_year(plan)
    lost = outlook.with_plan["dropped"].get(str(year), []) if outlook.with_plan else []
    by_uid = {line.records.action.uid: line.records.action for line in active}
    for one in lost:
        record = by_uid.get(one["uid"])
        if record is not None and record.risks.strip():
            yield Message("{action}: {risks}", action=short(str(record), 50), risks=short(record.risks, 110))
            return
