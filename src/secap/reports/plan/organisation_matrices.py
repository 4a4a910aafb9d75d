"""Section 1, "Organisation": departments by duty (RACI) and by topic, as tables of letters with a legend."""

from __future__ import annotations

from collections.abc import Mapping

from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.method.governance.raci import EXISTING, Part
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Paragraph, Table, split_columns
from secap.reports.plan.tongue import Tongue

NOT_YET = "*"  # beside the letter of a part that is only planned


def duties(plan: Plan, say: Tongue) -> list[Block]:
    """Return the four blocks of duties by department, with what is missing."""
    if not plan.duties:
        return []
    found = plan.administration.duties
    letters = {code: str(row.letter) for code, row in codes.table("raci_roles").items()}
    names = {one.uid: one.name for one in plan.departments}
    rows = tuple(
        (say.name("admin_duties", row.duty), *(_cell(row.parts, uid, letters) for uid in names))
        for row in found
    )
    title = Message("Duties of the departments (RACI)")
    header = (say(Message("Duty")), *names.values())
    planned = any(part.state != EXISTING for row in found for part in row.parts.values())
    gaps = [
        say(Message("{duty}: {gaps}", duty=codes.code("admin_duties", row.duty), gaps=row.gap_words))
        for row in found
        if row.gaps
    ]
    return [
        Heading(3, say(title)),
        *split_columns(Table(say(title), header, rows), say.part),
        Paragraph(_legend("raci_roles", say)),
        *([Paragraph(say(Message("{sign} only planned so far.", sign=NOT_YET)))] if planned else []),
        *_missing(gaps, Message("Gaps in the duties: {gaps}."), say),
    ]


def _cell(parts: Mapping[str, Part], uid: str, letters: Mapping[str, str]) -> str:
    part = parts.get(uid)
    if part is None:
        return "–"
    return letters.get(part.role, part.role) + ("" if part.state == EXISTING else NOT_YET)


def coordination(plan: Plan, say: Tongue) -> list[Block]:
    """Return topics by department, with topics that nobody leads."""
    if not plan.coordination:
        return []
    found = plan.administration.topics
    letters = {code: str(row.letter) for code, row in codes.table("coordination_parts").items()}
    names = {one.uid: one.name for one in plan.departments}
    rows = tuple(
        (
            say.name("plan_topics", row.topic),
            *(letters.get(row.parts[uid].part, "–") if uid in row.parts else "–" for uid in names),
        )
        for row in found
    )
    title = Message("Co-ordination by topic")
    gaps = [
        say(Message("{topic}: {gaps}", topic=codes.code("plan_topics", row.topic), gaps=row.gap_words))
        for row in found
        if row.gaps
    ]
    return [
        Heading(3, say(title)),
        *split_columns(Table(say(title), (say(Message("Topic")), *names.values()), rows), say.part),
        Paragraph(_legend("coordination_parts", say)),
        *_missing(gaps, Message("Gaps in the topics: {gaps}."), say),
    ]


def _legend(table: str, say: Tongue) -> str:
    """Return what the letters mean."""
    words = [f"{row.letter} – {row.label(say.lang)}" for row in codes.table(table).values()]
    return say(Message("Letters: {letters}. A dash: no part.", letters="; ".join(words)))


def _missing(gaps: list[str], text: Message, say: Tongue) -> list[Block]:
    if not gaps:
        return []
    missing = Message(text.template, gaps="; ".join(gaps))
    return [say.missing(missing, remedy=Message("Fill in the matrix: Administration."))]
