"""Departments by topics of the plan: who leads, who takes part, who is informed; topics that nobody leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from secap.method.basis import codes
from secap.method.basis.messages import Message

TOPICS, PARTS = "plan_topics", "coordination_parts"
LEADS = "leads"

NO_LEAD, SEVERAL_LEADS = "no_lead", "several_leads"
GAPS = {NO_LEAD: Message("nobody leads"), SEVERAL_LEADS: Message("several lead")}


@dataclass(frozen=True, slots=True)
class TopicPart:
    """One cell of the matrix.  department : its uid."""

    topic: str
    department: str
    part: str
    reference: Any = None


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic.  parts : {uid of a department: its part};  gaps : codes of `GAPS`."""

    topic: str
    parts: Mapping[str, TopicPart]

    def who(self, part: str) -> list[str]:
        """Return the uids of the departments with a part."""
        return [uid for uid, one in self.parts.items() if one.part == part]

    @property
    def gaps(self) -> tuple[str, ...]:
        leading = len(self.who(LEADS))
        return (NO_LEAD,) if not leading else (SEVERAL_LEADS,) if leading > 1 else ()

    @property
    def gap_words(self) -> list[Message]:
        return [GAPS[gap] for gap in self.gaps]


def topic_rows(parts: Iterable[TopicPart]) -> list[TopicRow]:
    """Return one row per topic, in the table's order.

    Source: seed, row 1.4-01 (horizontal co-ordination has been what plans lacked); design (topics, gaps)
    """
    by_topic: dict[str, dict[str, TopicPart]] = {code: {} for code in codes.table(TOPICS)}
    for part in parts:
        if part.topic in by_topic:
            by_topic[part.topic][part.department] = part
    return [TopicRow(topic, there) for topic, there in by_topic.items()]


def idle_departments(rows: Iterable[TopicRow], departments: Sequence[str]) -> list[str]:
    """Return the uids of departments that have no part in any topic."""
    busy = {uid for row in rows for uid in row.parts}
    return [uid for uid in departments if uid not in busy]
