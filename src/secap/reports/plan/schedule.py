"""Section 4: the Gantt chart, in parts that fit on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from secap.desk.actions import charts
from secap.desk.actions.portfolio import Line
from secap.desk.registry.figures import Figure
from secap.method.basis.messages import Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Paragraph, Picture
from secap.reports.plan.tongue import Tongue

CHART_ROWS = 23  # bars and headings of a Gantt chart that fits on an upright page with its axis and legend
MOST_BARS = 80  # of a long list the key actions and those that begin first are drawn


def schedule(plan: Plan, say: Tongue) -> list[Block]:
    """Return the Gantt chart, in parts that fit on a page."""
    blocks: list[Block] = [Heading(2, say(Message("Schedule")))]
    dated = sorted(
        (line for line in plan.portfolio.lines if line.action.start or line.action.end),
        key=lambda line: (not line.action.priority_area, line.action.priority_area.casefold(),
                          line.action.start or line.action.end),
    )  # fmt: skip
    undated = len(plan.portfolio.lines) - len(dated)
    if not dated:
        missing = Message("No action has dates yet, so there is no schedule.")
        return [*blocks, say.missing(missing, remedy=Message("Enter start and end of the work: Actions."))]
    if len(dated) > MOST_BARS:
        first = sorted(dated, key=lambda line: (not line.action.is_key, line.action.start or line.action.end))
        text = Message(
            "Drawn are the key actions and those that begin first: {drawn} of {all}.",
            drawn=MOST_BARS, all=len(dated),
        )  # fmt: skip
        blocks.append(Paragraph(say(text)))
        chosen = {id(line) for line in first[:MOST_BARS]}
        dated = [line for line in dated if id(line) in chosen]
    groups = _pages(dated)
    for place, group in enumerate(groups, 1):
        figure = charts.gantt(group, say.lang, plan.today)
        if figure is not None:
            blocks.append(Picture(_part(figure, place, len(groups), say)))
    if undated:
        blocks.append(Paragraph(say(Message("Actions without dates, not drawn: {count}.", count=undated))))
    return blocks


def _pages(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the actions in parts that fit on a page each; every priority area in it has a heading."""
    pages: list[list[Line]] = []
    rows, area = CHART_ROWS, ""
    for line in lines:
        is_new = line.action.priority_area != area or not pages
        if rows + 1 + is_new > CHART_ROWS:
            pages.append([])
            rows, is_new = 0, True
        pages[-1].append(line)
        rows, area = rows + 1 + is_new, line.action.priority_area
    return pages


def _part(figure: Figure, place: int, places: int, say: Tongue) -> Figure:
    if places == 1:
        return figure
    return replace(figure, code=f"{figure.code}_{place}", caption=say.part(figure.caption, place, places))
