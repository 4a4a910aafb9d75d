"""Checks of the scoreboard's age, and of the lists whose official wording could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from secap import locale
from secap.method.basis import codes, tables
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Code, Message
from secap.method.risk.checks import places
from secap.method.risk.checks.data import RiskData
from secap.method.risk.hazards import HazardView
from secap.method.risk.scoreboard import course
from secap.method.risk.sectors import SectorView

OLD_YEARS = 2  # the scoreboard goes with every report, two years apart (SECAP template 2016, cover)


def check_scoreboard(data: RiskData) -> Iterator[Finding]:
    """A scoreboard that was never rated, or not in the last two years."""
    days = [one.date for one in course(data.ratings) if one.date <= data.today]
    if not days:
        yield _finding(
            "scoreboard_empty",
            Message("The adaptation scoreboard is not rated yet."),
            Message("Grade its items with the team: {place}.", place=places.SCOREBOARD),
        )
    elif (days[-1].year + OLD_YEARS, days[-1].month, days[-1].day) < (
        data.today.year,
        data.today.month,
        data.today.day,
    ):
        yield _finding(
            "scoreboard_old",
            Message("The adaptation scoreboard was last rated in {year}, more than two years ago.",
                    year=days[-1].year),
            Message("Rate it anew; the earlier grades stay: {place}.", place=places.SCOREBOARD),
        )  # fmt: skip


def check_lists(data: RiskData) -> Iterator[Finding]:
    """Lists in use whose rows could not be checked against the official text; once for all of them."""
    titles = {row["code"]: row["name"] for row in tables.rows("lists.csv")}
    unverified = [
        Code("lists", table, titles.get(table, table))
        for table, used in _used(data).items()
        if any(_is_unverified(table, code) for code in used)
    ]
    if unverified:
        yield _finding(
            "unverified",
            Message("The wording of these lists could not be checked against the official text: {lists}.",
                    lists=unverified),
            Message("Compare it with the current guidelines, and enter theirs: {place}.",
                    place=places.WORDING),
        )  # fmt: skip


def _used(data: RiskData) -> dict[str, set[str]]:
    """Return {table: codes of it that the assessment uses}."""
    rated: list[HazardView | SectorView] = [*data.hazards, *data.impacts]
    return {
        "hazards": {one.hazard for one in rated},
        "hazard_probabilities": {one.probability for one in data.hazards},
        "impact_levels": {one.impact for one in rated},
        "hazard_changes": {one.change_intensity for one in data.hazards}
        | {one.change_frequency for one in data.hazards},
        "timeframes": {one.timeframe for one in rated},
        "likelihoods": {one.likelihood for one in data.impacts},
        "adaptation_sectors": {one.sector for one in data.impacts},
        "vulnerability_types": {one.kind for one in data.vulnerabilities},
        "vulnerable_groups": {one.group for one in data.groups},
        "adaptive_capacity_factors": {one.factor for one in data.capacities},
        "capacity_directions": {one.direction for one in data.capacities},
        "scoreboard_items": {one.item for one in data.ratings},
        "scoreboard_grades": {one.grade for one in data.ratings},
    }  # fmt: skip


def _is_unverified(table: str, code: str) -> bool:
    """A town's own wording counts as checked."""
    row = codes.table(table).get(code)
    own = {known for _name, known in locale.own_codes(table)}
    return row is not None and row.quality == "unverified" and code not in own


def _finding(id: str, message: Message, hint: Message) -> Finding:
    return Finding(f"risk.{id}", Severity.INFO, (places.CHAPTER,), message, hint)
