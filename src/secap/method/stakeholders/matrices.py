"""Both matrices of stakeholders: power by interest, support by how strongly they are affected.

The scales of five (row 1.3-11 and 1.3-12 of the course give the questions, not the scales), the line between
low and high and the level proposed by a quadrant are choices of this design; the four quadrants are known.
"""

from __future__ import annotations

from secap.method.basis import codes
from secap.method.basis.codes import Row

HIGH_FROM = 4  # of 1 to 5: high and very high; medium is not high
LEVELS = "influence_levels"
SUPPORT = "support_levels"


def value(table: str, code: str) -> int | None:
    """Return the number of a step of a scale; None where nothing is known.

    table : influence_levels (1 to 5) or support_levels (-2 to 2)
    """
    row = codes.table(table).get(code) if code else None
    return int(row.value) if row else None


def step(table: str, number: float | None) -> str:
    """Return the code of a step of a scale; an empty text where there is none of this number."""
    if number is None:
        return ""
    return next((code for code, row in codes.table(table).items() if row.value == number), "")


def is_high(number: float) -> bool:
    """Tell whether a step of 1 to 5 counts as high (and `strongly` of how somebody is affected)."""
    return number >= HIGH_FROM


def quadrant(power: float | None, interest: float | None) -> Row | None:
    """Return the row of `power_interest_quadrants`; None where one of the two is unknown.

    power, interest : 1 to 5
    Source: power_interest (quadrants), design (high from 4, the level of a quadrant)
    """
    if power is None or interest is None:
        return None
    sides = _side(power), _side(interest)
    rows = codes.table("power_interest_quadrants").values()
    return next(row for row in rows if (row.power, row.interest) == sides)


def support_group(support: float | None, affectedness: float | None) -> Row | None:
    """Return the row of `support_groups`; None where one of the two is unknown.

    support : -2 to 2;  affectedness : 1 to 5
    Source: design, on the two questions of row 1.3-12
    """
    if support is None or affectedness is None:
        return None
    side = "supportive" if support > 0 else "opposed" if support < 0 else "neutral"
    sides = side, "strongly" if is_high(affectedness) else "weakly"
    rows = codes.table("support_groups").values()
    return next(row for row in rows if (row.support, row.affected) == sides)


def advice(group: Row | None) -> Row | None:
    """Return the advice for a group of `support_groups`."""
    return codes.table("support_group_advice").get(group.code) if group else None


def proposed_level(power: float | None, interest: float | None) -> str:
    """Return the code of `engagement_levels` that the quadrant proposes; empty where it is unknown."""
    row = quadrant(power, interest)
    return str(row.level) if row else ""


def template_level(level: str) -> str:
    """Return low, medium or high, as the Covenant's template asks for it; empty for no level.

    level : code of `engagement_levels`
    """
    row = codes.table("engagement_levels").get(level) if level else None
    return str(row.template) if row else ""


def _side(number: float) -> str:
    return "high" if is_high(number) else "low"
