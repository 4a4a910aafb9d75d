"""The plan document's content: the plan's sections in their order, as blocks that any format can show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from django.utils import translation

import secap
from secap.desk.registry.figures import Figure
from secap.method.basis.messages import Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Document, Heading, Picture
from secap.reports.outlook import Outlook, outlook_of
from secap.reports.plan import (
    actions,
    baseline,
    bridge,
    comparison,
    derivations,
    frame,
    poverty,
    results,
    risk,
    strategy,
)
from secap.reports.plan.bibliography import Bibliography
from secap.reports.plan.tongue import Tongue

TITLE = Message("Sustainable Energy and Climate Action Plan")
STATUS = Message("Working draft, not adopted")


def document(
    plan: Plan,
    *,
    lang: str,
    today: date,
    fingerprint: str,
    outlook: Outlook | None = None,
    begin: Callable[[Figure], object] = lambda _figure: None,
) -> Document:
    """Return the plan document of a plan in `lang`. Every figure comes from the plan's accounts.

    outlook : scenarios and chances, where they are computed already;  begin : called with each figure as soon
    as its section is written, so that it can be drawn meanwhile
    """
    say = Tongue(lang)
    ahead = outlook or outlook_of(plan, lang)
    with translation.override(lang):  # names of fields and codes are the models'
        sources = Bibliography()
        blocks: list[Block] = []
        for section in _sections(plan, say, sources, ahead):
            blocks += section
            for block in section:
                if isinstance(block, Picture):
                    begin(block.figure)
        return Document(
            code="plan",
            lang=lang,
            title=say(TITLE),
            place=plan.municipality.name,
            status=say(STATUS),
            day=today,
            day_text=say.day(today),
            version=secap.__version__,
            fingerprint=fingerprint,
            summary=frame.headline(plan, say),
            facts=_facts(plan, say, today, fingerprint),
            words=words(say),
            blocks=tuple(blocks),
        )


def _sections(plan: Plan, say: Tongue, sources: Bibliography, ahead: Outlook) -> Iterator[list[Block]]:
    """Yield the sections in their order; the bibliography holds what those before it cite."""
    yield frame.summary(plan, say)
    yield strategy.strategy(plan, say, sources)
    yield _inventory_section(plan, say, sources)
    yield risk.risk(plan, say, sources)
    yield actions.actions(plan, say, sources, ahead)
    yield poverty.poverty(plan, say, sources)
    yield frame.findings(plan, say)
    yield sources.blocks(say)


def words(say: Tongue) -> dict[str, str]:
    """Return the words that a format's own numbering needs."""
    return {
        "contents": say(Message("Contents")),
        # Captions are numbered by the format: {number} marks where, such as "Table 5" or "5. tabula".
        "table": say(Message("Table {number}", number="{number}")),
        "figure": say(Message("Figure {number}", number="{number}")),
    }


def _facts(plan: Plan, say: Tongue, today: date, fingerprint: str) -> tuple[tuple[str, str], ...]:
    bei, none = plan.bei, say(Message("none yet"))
    others = [str(account.year) for account in plan.accounts if account is not bei]
    return (
        (say(Message("Date")), say.day(today)),
        (say(Message("Baseline emission inventory (BEI)")), str(bei.year) if bei else none),
        (say(Message("Monitoring emission inventories (MEI)")), ", ".join(others) or none),
        (say(Message("Software")), f"SECAP workbench {secap.__version__}"),
        (say(Message("Fingerprint of the data")), fingerprint),
    )


def _inventory_section(plan: Plan, say: Tongue, sources: Bibliography) -> list[Block]:
    blocks: list[Block] = [
        Heading(1, say(Message("Baseline emission inventory"))),
        *baseline.profile(plan, say),
        *derivations.settings(plan.accounts, say),
    ]
    for account in plan.accounts:
        blocks += results.inventory_results(account, say)
        blocks += derivations.inventory_derivations(account, say, sources)
    return [
        *blocks,
        *comparison.development(plan.accounts, say),
        *bridge.bridge(plan, say, sources),
        *baseline.potentials(plan, say),
        *baseline.barriers(plan, say),
        *baseline.policy_options(plan, say),
        *baseline.data_collection(plan, say),
        *derivations.method(plan.accounts, say, sources),
    ]
