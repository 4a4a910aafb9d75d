"""Section 3: the adaptation scoreboard: where the town stands in each step, and how that changed."""

from __future__ import annotations

from secap.desk.risk.models import ScoreboardRating
from secap.desk.risk.scoreboard_charts import radar
from secap.method.basis import codes
from secap.method.basis.messages import Amount, Message
from secap.method.risk.scoreboard import GRADES, ITEMS, STEPS, Round, StepResult
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Paragraph, Picture, Table, split_columns
from secap.reports.plan.tongue import Tongue


def scoreboard(plan: Plan, say: Tongue) -> list[Block]:
    """Return the radar, the steps by round, and the items of the latest round with their comments."""
    heading = Heading(2, say(Message("Adaptation scoreboard")))
    rounds = plan.resilience.scoreboard
    if not rounds:
        missing = say.missing(
            Message("The adaptation scoreboard is not rated yet."),
            remedy=Message("Rate its items from A to D: Risk and vulnerability > Adaptation scoreboard."),
        )
        return [heading, missing]
    figure = radar(rounds, say.lang)
    return [
        heading,
        Paragraph(_latest(rounds[-1], say)),
        *([Picture(figure)] if figure else []),
        *_steps(rounds, say),
        _scale(say),
        *_items(plan, rounds[-1], say),
    ]


def _latest(latest: Round, say: Tongue) -> str:
    text = Message(
        "Round of {day}: {rated} of {items} items are rated; their mean is {score} of {highest}. An item "
        "that is not rated counts for nothing, not for the lowest grade.",
        day=say.day(latest.date),
        rated=latest.rated,
        items=latest.items,
        score=Amount(latest.score, "", 1),
        highest=max(int(row.score) for row in codes.table(GRADES).values()),
    )
    return say(text)


def _steps(rounds: list[Round], say: Tongue) -> list[Block]:
    """Return mean and share of rated items of each step, round by round."""
    header = (say(Message("Step of the adaptation cycle")), *(say.day(one.date) for one in rounds))
    rows = tuple(
        (say.name(STEPS, step.step), *(_step(one.steps[place], say) for one in rounds))
        for place, step in enumerate(rounds[-1].steps)
    )
    whole = (
        say(Message("All steps")),
        *(_cell(one.score, one.grade, one.rated, one.items, say) for one in rounds),
    )
    caption = say(Message("Adaptation scoreboard by round: mean, nearest grade, items rated"))
    table = Table(caption, header, (*rows, whole), total=True)
    return list(split_columns(table, say.part))


def _step(step: StepResult, say: Tongue) -> str:
    return _cell(step.score, step.grade, step.rated, step.items, say)


def _cell(score: float | None, grade: str | None, rated: int, items: int, say: Tongue) -> str:
    counted = say(Message("{rated} of {items} rated", rated=rated, items=items))
    if score is None or grade is None:
        return counted
    return f"{say.number(score, 1)} ({grade.upper()})\n{counted}"


def _scale(say: Tongue) -> Paragraph:
    grades = "; ".join(
        f"{row.label(say.lang)} ({say.share(row.from_share, 0)}–{say.share(row.to_share, 0)})"
        for row in reversed(codes.table(GRADES).values())
    )
    return Paragraph(say(Message("Grades, by how much is done: {grades}.", grades=grades)))


def _items(plan: Plan, latest: Round, say: Tongue) -> list[Block]:
    """Return every item with grade and comment of the latest round; unrated ones are told."""
    there = {one.item: one for one in plan.scoreboard if one.date == latest.date}
    item, grade, comment, rated_by = say.fields(ScoreboardRating, "item", "grade", "comment", "rated_by")
    header = [say(Message("Step")), item, grade, comment]
    rows = [
        [
            _number(code, say),
            say.name(ITEMS, code),
            _grade(there.get(code), say),
            (there[code].comment if code in there else "") or "–",
        ]
        for code in codes.table(ITEMS)
    ]
    widths = [0.6, 4.2, 0.9, 4.2]
    raters = {one.rated_by for one in there.values() if one.grade}
    if len(raters) > 1:
        header.append(rated_by)
        widths.append(1.5)
        for row, code in zip(rows, codes.table(ITEMS), strict=True):
            row.append((there[code].rated_by if code in there else "") or "–")
    caption = say(Message("Items of the scoreboard, {day}", day=say.day(latest.date)))
    table = Table(caption, tuple(header), tuple(map(tuple, rows)), widths=tuple(widths))
    told = next(iter(raters)) if len(raters) == 1 else ""
    return [*([Paragraph(say(Message("Rated by: {who}.", who=told)))] if told else []), table]


def _number(code: str, say: Tongue) -> str:
    """Return the step that an item belongs to, by the number its name begins with."""
    step = say.code(STEPS, str(codes.get(ITEMS, code).step))
    return step.partition(" ")[0].rstrip(".")


def _grade(rating: ScoreboardRating | None, say: Tongue) -> str:
    return rating.grade.upper() if rating and rating.grade else say(Message("not rated"))
