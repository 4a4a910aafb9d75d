"""Both matrices of stakeholders as drawings: numbers in the fields, the names stand in the table below."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from secap.desk.registry.figures import INK, Figure, specification
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.method.stakeholders import matrices
from secap.method.stakeholders.register import StakeholderView

FIELD_PX, LINE_PX = 50, 13
WIDEST = 17  # signs of a line in a field
NAMED = 60  # of more stakeholders a field says how many
QUADRANTS = {
    "key_players": "#9dc4bf",
    "context_setters": "#ffe08a",
    "subjects": "#d5e8d4",
    "crowd": "#eceff0",
}
GROUPS = {
    "ally": "#9dc4bf", "friend": "#d7e6e4", "undecided_key": "#ffe08a", "bystander": "#eceff0",
    "critical_opponent": "#e8938c", "passive_opponent": "#f6d3cf",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: what it is called, and the steps of its scale from low to high."""

    title: Message
    table: str

    def steps(self) -> list[int]:
        return sorted(int(row.value) for row in codes.table(self.table).values())

    def label(self, value: int, lang: str) -> str:
        return codes.code(self.table, matrices.step(self.table, value)).label(lang)


POWER = Axis(Message("Power"), matrices.LEVELS)
INTEREST = Axis(Message("Interest"), matrices.LEVELS)
SUPPORT = Axis(Message("Support"), matrices.SUPPORT)
AFFECTEDNESS = Axis(Message("How strongly it is affected"), matrices.LEVELS)


def power_interest(
    cells: Mapping[tuple[int, int], Sequence[StakeholderView]], numbers: Mapping[str, int], lang: str
) -> Figure | None:
    """Return power by interest.  cells : {(power, interest): stakeholders};  numbers : {uid: its number}"""
    title = Message("Power and interest of the stakeholders")
    caption = Message("Power and interest; the numbers are those of the register")
    return _figure(
        "power-interest", title, caption, (POWER, INTEREST), cells, numbers,
        (lambda power, interest: matrices.quadrant(power, interest), "power_interest_quadrants", QUADRANTS),
        lang,
    )  # fmt: skip


def support_affectedness(
    cells: Mapping[tuple[int, int], Sequence[StakeholderView]], numbers: Mapping[str, int], lang: str
) -> Figure | None:
    """Return support by how strongly they are affected.  cells : {(affectedness, support): stakeholders}"""
    title = Message("Support and how strongly the stakeholders are affected")
    caption = Message("Support and how strongly they are affected; the numbers are those of the register")
    return _figure(
        "support-affectedness", title, caption, (AFFECTEDNESS, SUPPORT), cells, numbers,
        (lambda affected, support: matrices.support_group(support, affected), "support_groups", GROUPS), lang,
    )  # fmt: skip


Kinds = tuple[Callable[[int, int], Any], str, Mapping[str, str]]


def _figure(
    code: str,
    title: Message,
    caption: Message,
    axes: tuple[Axis, Axis],
    cells: Mapping[tuple[int, int], Sequence[StakeholderView]],
    numbers: Mapping[str, int],
    kinds: Kinds,
    lang: str,
) -> Figure | None:
    """Return a drawing of fields; None where nobody is placed. axes : upright, across"""
    if not any(cells.values()):
        return None
    upright, across = axes
    kind_of, table, colours = kinds
    values = [
        {
            "up": upright.label(up, lang),
            "across": across.label(right, lang),
            "kind": kind_of(up, right).label(lang),
            "text": _text(cells.get((up, right), ()), numbers),
        }
        for up in reversed(upright.steps())
        for right in across.steps()
    ]
    alt = _alt(title, cells, kind_of, table, lang)
    names = {row.label(lang): colours[kind] for kind, row in codes.table(table).items()}
    lines = max(len(value["text"]) for value in values)
    encoding = _encoding(upright, across, lang)
    spec = specification(
        lang,
        description=alt,
        values=values,
        height=5 * max(FIELD_PX, (lines + 1) * LINE_PX),
        layers=_layers(names),
        encoding=encoding,
        legend=names,
    )
    header = (
        Message("No.").text(lang), Message("Stakeholder").text(lang), upright.title.text(lang),
        across.title.text(lang), Message("Field of the matrix").text(lang),
    )  # fmt: skip
    rows = tuple(
        (str(numbers[one.uid]), one.name, upright.label(up, lang), across.label(right, lang),
         kind_of(up, right).label(lang))
        for (up, right), placed in sorted(cells.items(), reverse=True)
        for one in placed
    )  # fmt: skip
    return Figure(code, title.text(lang), caption.text(lang), alt, spec, header, rows, "", lang)


def _text(placed: Sequence[StakeholderView], numbers: Mapping[str, int]) -> list[str]:
    if len(numbers) > NAMED:
        return [f"× {len(placed)}"] if placed else [""]
    listed = ", ".join(str(number) for number in sorted(numbers[one.uid] for one in placed))
    return textwrap.wrap(listed, WIDEST) or [""]


def _alt(
    title: Message,
    cells: Mapping[tuple[int, int], Sequence[StakeholderView]],
    kind_of: Callable[[int, int], Any],
    table: str,
    lang: str,
) -> str:
    """Return the matrix in words: how many stand in each of its kinds."""
    counts = dict.fromkeys(codes.table(table), 0)
    for (up, right), placed in cells.items():
        counts[kind_of(up, right).code] += len(placed)
    told = "; ".join(f"{codes.code(table, kind).label(lang)}: {count}" for kind, count in counts.items())
    text = Message("Matrix of five by five fields. {title}. {told}.", title=title, told=told)
    return text.text(lang)


def _encoding(upright: Axis, across: Axis, lang: str) -> dict[str, Any]:
    def channel(field: str, axis: Axis, order: list[int]) -> dict[str, Any]:
        return {
            "field": field, "type": "nominal", "sort": [axis.label(value, lang) for value in order],
            "axis": {"title": axis.title.text(lang), "ticks": False, "domain": False, "labelAngle": 0,
                     "grid": False, "labelLimit": 0},
            "scale": {"padding": 0.02},
        }  # fmt: skip

    return {
        "x": channel("across", across, across.steps()),
        "y": channel("up", upright, list(reversed(upright.steps()))),
    }


def _layers(names: Mapping[str, str]) -> list[dict[str, Any]]:
    scale = {"domain": list(names), "range": list(names.values())}
    return [
        {
            "mark": {"type": "rect", "cornerRadius": 3},
            "encoding": {"color": {"field": "kind", "type": "nominal", "scale": scale, "title": None}},
        },
        {
            "mark": {
                "type": "text",
                "lineHeight": LINE_PX,
                "fill": INK,
                "fontSize": 12,
                "baseline": "middle",
            },
            "encoding": {"text": {"field": "text"}},
        },
    ]
