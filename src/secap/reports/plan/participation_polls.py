"""Section 1, "Participation": what the polls came to, as the sums that they keep."""

from __future__ import annotations

from secap.desk.stakeholders.models import Poll
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Paragraph, Table
from secap.reports.plan.tongue import Tongue

VOTES = "single"


def polls(plan: Plan, say: Tongue) -> list[Block]:
    """Return a table of each question with sums, and which polls are still open."""
    if not plan.polls:
        return []
    blocks: list[Block] = [Heading(3, say(Message("Polls")))]
    for poll in sorted(plan.polls, key=lambda one: (one.opens is None, one.opens)):
        answers = int(poll.results.get("answers", 0)) if poll.results else None
        if answers is None:
            text = Message("{title}: no results yet.", title=poll.title)
            if poll.closes is not None and poll.closes >= plan.today:
                text = Message("{title}: open until {day}.", title=poll.title, day=say.day(poll.closes))
            blocks.append(Paragraph(say(text)))
            continue
        blocks.append(Paragraph(say(_told(poll, answers, say))))
        blocks += _questions(plan, poll, say)
    return blocks


def _told(poll: Poll, answers: int, say: Tongue) -> Message:
    if poll.opens is None or poll.closes is None:
        return Message("{title}: {answers} answers.", title=poll.title, answers=answers)
    return Message(
        "{title}, {start} – {end}: {answers} answers.",
        title=poll.title, start=say.day(poll.opens), end=say.day(poll.closes), answers=answers,
    )  # fmt: skip


def _questions(plan: Plan, poll: Poll, say: Tongue) -> list[Block]:
    asked = {one.uid: one for one in plan.poll_questions}
    blocks: list[Block] = []
    for result in poll.results.get("questions", []):
        question, counts = asked.get(result["uid"]), result.get("counts") or {}
        if question is None or not counts:
            continue  # free texts, and sums of so few that they would tell who answered what
        votes = question.kind == VOTES
        header = (
            codes.code("poll_question_kinds", question.kind).label(say.lang),
            say(Message("Votes")) if votes else say(Message("Points")),
            say(Message("Share, %")),
        )
        whole = sum(counts.values())
        rows = tuple(
            (option, say.number(count, 0), say.percent(count, whole))
            for option, count in sorted(counts.items(), key=lambda item: -item[1])
        )
        caption = say(Message("{question} ({answers} answers)", question=question.text,
                              answers=result["answered"]))  # fmt: skip
        blocks.append(Table(caption, header, rows, frozenset({1, 2}), (4, 1, 1)))
    return blocks
