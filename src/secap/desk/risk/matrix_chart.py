"""The risk matrix as a drawing: probability by impact, each rated hazard in its field."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from secap.desk.registry.figures import INK, Figure, specification
from secap.desk.risk.palette import LEVELS, RATINGS
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.method.risk.score import rating, risk_score

LINE_PX, LEAST_PX = 13, 78
WIDEST = 15  # signs of a line: what a field holds on a phone
MOST = 6  # hazards named in one field
SIGNS = {"rising": "▲", "falling": "▼", "steady": "", "unknown": ""}


def matrix(lines: Sequence[Any], gaps: Sequence[Any], lang: str) -> Figure | None:
    """Return the matrix, or None where no hazard is rated.

    lines : rated hazards with `record`, `view`, `score`, `rating` and `flag`;  gaps : the others
    """
    if not lines:
        return None
    fields = _by_field(lines)
    texts = {place: _text(fields.get(place, []), lang) for place in _places()}
    heights = max((len(text) for text in texts.values()), default=0)
    names = {code: _level("hazard_probabilities", code, lang) for code in LEVELS}
    impacts = {code: _level("impact_levels", code, lang) for code in LEVELS}
    values = [
        {
            "probability": names[probability],
            "impact": impacts[impact],
            "fill": RATINGS[_rating(probability, impact)],
            "text": texts[probability, impact],
            "corner": _corner(probability, impact, lang),
            "tip": "; ".join(_hazard(line, lang) for line in fields.get((probability, impact), [])),
        }
        for probability, impact in _places()
    ]
    title = Message("Risk matrix").text(lang)
    alt = _alt(title, lines, gaps, lang)
    header = (
        Message("Climate hazard").text(lang), Message("Probability").text(lang), Message("Impact").text(lang),
        Message("Score").text(lang), Message("Rating").text(lang), Message("Expected change").text(lang),
    )  # fmt: skip
    rows = tuple(
        (
            _hazard(line, lang), names[line.view.probability], impacts[line.view.impact], str(line.score),
            _level("rva_levels", line.rating, lang), flag_word(line.flag).text(lang),
        )
        for line in lines
    )  # fmt: skip
    caption = Message("Risk matrix: probability by impact; ▲ grows, ▼ declines").text(lang)
    height = 3 * max(LEAST_PX, (heights + 2) * LINE_PX)
    spec = specification(
        lang,
        description=alt,
        values=values,
        height=height,
        layers=_layers(axes := _axes(names, impacts, lang)),
        encoding=axes,
    )
    return Figure("risk-matrix", title, caption, alt, spec, header, rows, "", lang)


def flag_word(flag: str) -> Message:
    """Return in words how a hazard's future looks."""
    return {
        "rising": Message("grows"),
        "falling": Message("declines"),
        "steady": Message("stays"),
    }.get(flag, Message("not known"))


def _places() -> list[tuple[str, str]]:
    return [(probability, impact) for probability in reversed(LEVELS) for impact in LEVELS]


def _by_field(lines: Iterable[Any]) -> dict[tuple[str, str], list[Any]]:
    found: dict[tuple[str, str], list[Any]] = {}
    for line in lines:
        found.setdefault((line.view.probability, line.view.impact), []).append(line)
    return found


def _text(lines: Sequence[Any], lang: str) -> list[str]:
    """Return the hazards of a field, wrapped; beyond the most that fit, how many there are more."""
    found = []
    for line in lines[:MOST]:
        sign = SIGNS.get(line.flag, "")
        found += textwrap.wrap(f"{_hazard(line, lang)}\u00a0{sign}".strip("\u00a0"), WIDEST)
    if len(lines) > MOST:
        found.append(Message("and {count} more", count=len(lines) - MOST).text(lang))
    return found


def _hazard(line: Any, lang: str) -> str:
    return codes.code("hazards", line.record.hazard).label(lang)


def _rating(probability: str, impact: str) -> str:
    return str(rating(risk_score(probability, impact)))


def _corner(probability: str, impact: str, lang: str) -> str:
    word = _level("rva_levels", _rating(probability, impact), lang)
    return f"{risk_score(probability, impact)} · {word.casefold()}"


def _level(table: str, code: str, lang: str) -> str:
    return codes.code(table, code).label(lang)


def _alt(title: str, lines: Sequence[Any], gaps: Sequence[Any], lang: str) -> str:
    by_rating = {
        code: [_hazard(line, lang) for line in lines if line.rating == code] for code in reversed(LEVELS)
    }
    told = "; ".join(
        Message("{rating}: {names}", rating=_level("rva_levels", code, lang), names=", ".join(names)).text(
            lang
        )
        for code, names in by_rating.items()
        if names
    )
    missing = Message("Not rated: {count}.", count=len(gaps)).text(lang) if gaps else ""
    return (
        Message(
            "Matrix of three by three fields. {title}. {told}. {missing}",
            title=title,
            told=told,
            missing=missing,
        )
        .text(lang)
        .strip()
    )


def _axes(probabilities: Mapping[str, str], impacts: Mapping[str, str], lang: str) -> dict[str, Any]:
    def axis(title: Message) -> dict[str, Any]:
        return {"title": title.text(lang), "ticks": False, "domain": False, "labelAngle": 0, "grid": False}

    return {
        "x": {
            "field": "impact", "type": "nominal", "sort": list(impacts.values()),
            "axis": axis(Message("Impact")), "scale": {"padding": 0.02},
        },
        "y": {
            "field": "probability", "type": "nominal", "sort": list(reversed(list(probabilities.values()))),
            "axis": axis(Message("Probability")), "scale": {"padding": 0.02},
        },
    }  # fmt: skip


def _layers(axes: Mapping[str, Any]) -> list[dict[str, Any]]:
    top = {"y": {**axes["y"], "bandPosition": 0}}
    return [
        {
            "mark": {"type": "rect", "cornerRadius": 3},
            "encoding": {
                "color": {"field": "fill", "type": "nominal", "scale": None},
                "tooltip": {"field": "tip"},
            },
        },
        {
            "mark": {"type": "text", "baseline": "top", "lineHeight": LINE_PX, "dy": 22, "fill": INK},
            "encoding": {**top, "text": {"field": "text"}},
        },
        {
            "mark": {"type": "text", "baseline": "top", "dy": 6, "fontSize": 10, "fill": INK},
            "encoding": {**top, "text": {"field": "corner"}},
        },
    ]
