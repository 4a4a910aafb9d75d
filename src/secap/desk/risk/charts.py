"""Figures of the chapter: sectors by risk, districts by vulnerability. A figure without anything is None."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from secap import locale
from secap.desk.registry.bars import ROW_PX, bar_axis, end_label, single_bars
from secap.desk.registry.figures import Figure, specification
from secap.desk.risk.palette import RATINGS
from secap.method.basis import codes
from secap.method.basis.messages import Message

HIGHEST_SCORE, WHOLE = 9, 100


def sector_ranking(sectors: Sequence[Any], lang: str) -> Figure | None:
    """Return the sectors by their worst risk, the one hit hardest first; gaps are not drawn.

    sectors : with sector, highest, total, rating and impacts (`RankedSector`)
    """
    ranked = [row for row in sectors if row.highest is not None]
    if not ranked:
        return None
    names = {row.sector: codes.code("adaptation_sectors", row.sector).label(lang) for row in ranked}
    ratings = {row.sector: codes.code("rva_levels", row.rating).label(lang) for row in ranked}
    title = Message("Sectors by their worst risk").text(lang)
    first = ranked[0]
    alt = Message(
        "Bar chart, largest first. {title}. {count} sectors; hit hardest: {sector}, {score} of 9 ({rating}).",
        title=title,
        count=len(ranked),
        sector=names[first.sector],
        score=first.highest,
        rating=ratings[first.sector],
    ).text(lang)
    values = [
        {
            "bar": names[row.sector],
            "value": row.highest,
            "fill": RATINGS[row.rating],
            "text": f"{row.highest} · {ratings[row.sector].casefold()}",
            "tip": "; ".join(codes.code("hazards", one.hazard).label(lang) for one in row.impacts),
        }
        for row in ranked
    ]
    spec = specification(
        lang,
        description=alt,
        values=values,
        height=ROW_PX * len(ranked),
        layers=[single_bars("", HIGHEST_SCORE, coloured=True), end_label("value")],
        encoding={"y": bar_axis(list(names.values()))},
    )
    header = (
        Message("Sector").text(lang),
        Message("Worst risk").text(lang),
        Message("Rating").text(lang),
        Message("Sum of the scores").text(lang),
    )
    rows = tuple((names[row.sector], str(row.highest), ratings[row.sector], str(row.total)) for row in ranked)
    caption = Message("Sectors by their worst risk: likelihood × impact, 1 to 9").text(lang)
    return Figure("sector-ranking", title, caption, alt, spec, header, rows, "", lang)


def district_scores(rows: Sequence[Any], lang: str) -> Figure | None:
    """Return the districts by their vulnerability score, the most vulnerable first; those without a score are
    not drawn.

    rows : with district, score and coverage_share (`DistrictScore`)
    """
    scored = [row for row in rows if row.score is not None]
    if not scored:
        return None
    names = {row.district.uid: row.district.name for row in scored}
    title = Message("Vulnerability score of the districts").text(lang)
    first, last = scored[0], scored[-1]
    alt = Message(
        "Bar chart, largest first. {title}, 0 to 100. Most vulnerable: {first}, {most}; "
        "least: {last}, {least}.",
        title=title,
        first=first.district.name,
        most=locale.number(first.score, lang, 0),
        last=last.district.name,
        least=locale.number(last.score, lang, 0),
    ).text(lang)
    values = [
        {
            "bar": names[row.district.uid],
            "value": round(row.score, 2),
            "text": locale.number(row.score, lang, 0),
            "tip": f"{row.district.name}: {locale.number(row.score, lang, 1)}",
        }
        for row in scored
    ]
    spec = specification(
        lang,
        description=alt,
        values=values,
        height=ROW_PX * len(scored),
        layers=[single_bars("", WHOLE, coloured=False), end_label("value")],
        encoding={"y": bar_axis(list(names.values()))},
    )
    header = (
        Message("District").text(lang),
        Message("Score, 0-100").text(lang),
        Message("Known weights, %").text(lang),
    )
    table = tuple((row.district.name, row.score, 100 * row.coverage_share) for row in scored)
    caption = Message("Vulnerability score of the districts, 0 (least) to 100 (most)").text(lang)
    return Figure("district-scores", title, caption, alt, spec, header, table, "", lang, 0)
