"""Scores of risk: probability times impact, their rating, and where the hazard is going.

An empty level is not assessed, `not_known` was looked at without a result. Neither is ever scored as 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from secap.method.basis import codes, tables
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Code, Message

PROBABILITIES, IMPACTS = "hazard_probabilities", "impact_levels"
CHANGES, LIKELIHOODS = "hazard_changes", "likelihoods"
RATINGS = "rva_levels"  # the names of low, moderate and high
HIGH = "high"
NOT_ASSESSED, NOT_KNOWN = "not_assessed", "not_known"
RISING, FALLING, STEADY, UNKNOWN = "rising", "falling", "steady", "unknown"


def level(table: str, code: str) -> int | None:
    """Return the score of a level, None where it is empty (not assessed) or not known.

    table : hazard_probabilities, impact_levels, likelihoods, hazard_changes, rva_levels ...
    Raises: InvalidInput where the table has no such code
    """
    if not code:
        return None
    score = codes.get(table, code).score
    return None if score == "" else int(score)


def levels(table: str) -> list[str]:
    """Return the scored codes of a table, the lowest first."""
    scored = [code for code in codes.table(table) if level(table, code) is not None]
    return sorted(scored, key=lambda code: level(table, code) or 0)


def gap(code: str) -> str:
    """Return why a level or timeframe is not told: not_assessed, not_known; an empty text where it is."""
    if not code:
        return NOT_ASSESSED
    return NOT_KNOWN if code == NOT_KNOWN else ""


def risk_score(probability: str, impact: str) -> int | None:
    """Return the risk score of a hazard, 1-9; None where either level is not assessed or not known.

    R = P x I, each 1 (low) to 3 (high)

    Parameters: probability : code of `hazard_probabilities`;  impact : code of `impact_levels`
    Source: design; levels com_reporting_2016 (unverified); worked cases in tests/cases/risk.yaml

    >>> risk_score("high", "moderate"), risk_score("high", "not_known"), risk_score("", "high")
    (6, None, None)
    """
    return _product(level(PROBABILITIES, probability), level(IMPACTS, impact))


def sector_score(likelihood: str, impact: str) -> int | None:
    """Return the score of a hazard's impact on a sector, 1-9; None where either is not assessed or not known.

    S = L x I, each 1 to 3

    Parameters: likelihood : code of `likelihoods`;  impact : code of `impact_levels`
    Source: design; levels com_reporting_2016 (unverified)
    """
    return _product(level(LIKELIHOODS, likelihood), level(IMPACTS, impact))


def rating(score: int | None) -> str | None:
    """Return low (1-2), moderate (3-4) or high (6-9); None without a score.

    Source: design, tables/risk/ratings.csv
    """
    if score is None:
        return None
    for code, low, high in _bounds():
        if low <= score <= high:
            return code
    raise InvalidInput(Message("No rating for a risk score of {score}.", score=score))


def rating_code(code: str) -> Code:
    """Return a rating for a sentence."""
    return codes.code(RATINGS, code)


def future_flag(change_intensity: str, change_frequency: str) -> str:
    """Return where a hazard is going: rising, falling, steady or unknown.

    Rising: intensity or frequency increases, whatever the other does. Falling: one decreases and the other
    does not increase. An unknown beside anything but an increase leaves the whole unknown.

    Parameters: codes of `hazard_changes`
    Source: design

    >>> future_flag("increase", "not_known"), future_flag("no_change", "decrease")
    ('rising', 'falling')
    >>> future_flag("decrease", "")
    'unknown'
    """
    changes = [level(CHANGES, change_intensity), level(CHANGES, change_frequency)]
    known = [one for one in changes if one is not None]
    if any(one > 0 for one in known):
        return RISING
    if len(known) < len(changes):
        return UNKNOWN
    return FALLING if any(one < 0 for one in known) else STEADY


def _product(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one * other


@cache
def _bounds() -> Sequence[tuple[str, int, int]]:
    rows = tables.rows("risk/ratings.csv")
    return tuple((row["rating"], int(row["from"]), int(row["to"])) for row in rows)
