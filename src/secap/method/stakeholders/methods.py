"""Which of the 52 methods of engagement suits: the level, the size of the group, the direction, cost, form.

Every method stays in the list. Whoever chooses sees what speaks for a method and what against it.
"""

from __future__ import annotations

from dataclasses import dataclass

from secap.method.basis import codes
from secap.method.basis.messages import Message

METHODS, LEVELS = "engagement_methods", "engagement_levels"
# Assumed: up to how many people one can talk to one by one, and how many still make one group.
MOST_INDIVIDUAL, MOST_SMALL = 5, 30
SIZES = ("individual", "small", "large")
COSTS = ("low", "medium", "high")
DIRECTIONS = ("one", "two", "from")
LEVEL_WEIGHT = 2.0  # assumed: the level counts as much as two other criteria
FITS, PARTLY, FAILS = 1.0, 0.5, 0.0


@dataclass(frozen=True, slots=True)
class Reason:
    """What one criterion says.  points : 1 fits, 0.5 partly, 0 does not fit."""

    criterion: str
    points: float
    message: Message


@dataclass(frozen=True, slots=True)
class Advice:
    """One method.  score : weighted mean of the criteria, 0-1, None where nothing was asked."""

    method: codes.Row
    score: float | None
    reasons: tuple[Reason, ...]

    @property
    def strong(self) -> tuple[Message, ...]:
        """What speaks for it."""
        return tuple(reason.message for reason in self.reasons if reason.points == FITS)

    @property
    def weak(self) -> tuple[Message, ...]:
        """What speaks against it, or only half for it."""
        return tuple(reason.message for reason in self.reasons if reason.points < FITS)


def recommend(
    *, level: str = "", audience: int | None = None, direction: str = "", cost: str = "", form: str = ""
) -> list[Advice]:
    """Return all methods, those that suit best first; of equals those made for the level in the first place.

    Parameters: level : code of `engagement_levels`
        audience : people to be reached; None: not known, so not scored
        direction : one (we tell), two (we talk), from (they tell);  cost : the most that suits, low to high
        form : formal or informal; both, or empty: not scored
    Source: stakeholdermap (names), design (properties of the methods, points and weights)
    Example:
        >>> best = recommend(level="collaborate", audience=12, direction="two", cost="low")[0]
        >>> best.method.code, best.score
        ('online_collaboration', 1.0)
    """
    found = []
    for row in codes.table(METHODS).values():
        reasons = [
            *_level(row, level),
            *_size(row, audience),
            *_direction(row, direction),
            *_cost(row, cost),
            *_form(row, form),
        ]
        found.append(Advice(row, _score(reasons), tuple(reasons)))
    return sorted(found, key=lambda advice: (-(advice.score or 0.0), _rank(advice.method, level)))


def size_of(audience: int) -> str:
    """Return the size of a group: individual, small or large.

    Source: design
    """
    return SIZES[0] if audience <= MOST_INDIVIDUAL else SIZES[1] if audience <= MOST_SMALL else SIZES[2]


def _rank(row: codes.Row, level: str) -> int:
    """Return the place of a level among those of a method, which begin with its main one; the last place
    where it is none of them."""
    own = row.levels.split()
    return own.index(level) if level in own else len(codes.table(LEVELS))


def _score(reasons: list[Reason]) -> float | None:
    if not reasons:
        return None
    weights = [LEVEL_WEIGHT if reason.criterion == "level" else 1.0 for reason in reasons]
    points = sum(weight * reason.points for weight, reason in zip(weights, reasons, strict=True))
    return points / sum(weights)


def _level(row: codes.Row, level: str) -> list[Reason]:
    if level not in codes.table(LEVELS):
        return []
    wanted = codes.code(LEVELS, level)
    own = row.levels.split()
    if level in own:
        return [Reason("level", FITS, Message("suits the level “{level}”", level=wanted))]
    order = {code: step.order for code, step in codes.table(LEVELS).items()}
    nearest = min(own, key=lambda code: abs(order[code] - order[level]))
    if abs(order[nearest] - order[level]) == 1:
        text = Message("made for the level “{near}”, next to “{level}”",
                       near=codes.code(LEVELS, nearest), level=wanted)  # fmt: skip
        return [Reason("level", PARTLY, text)]
    text = Message("made for other levels: {levels}", levels=[codes.code(LEVELS, one) for one in own])
    return [Reason("level", FAILS, text)]


def _size(row: codes.Row, audience: int | None) -> list[Reason]:
    if audience is None or audience < 1:
        return []
    wanted = size_of(audience)
    if row.audience == "any":
        return [Reason("audience", FITS, Message("works for a group of any size"))]
    if row.audience == wanted:
        return [Reason("audience", FITS, Message("suits {count} people", count=audience))]
    text = {
        "individual": Message("meant for one person at a time, not for {count}", count=audience),
        "small": Message(
            "meant for a group of up to {most}, not for {count}", most=MOST_SMALL, count=audience
        ),
        "large": Message("meant for many people, more than {count}", count=audience),
    }[row.audience]
    apart = abs(SIZES.index(row.audience) - SIZES.index(wanted))
    return [Reason("audience", PARTLY if apart == 1 else FAILS, text)]


def _direction(row: codes.Row, direction: str) -> list[Reason]:
    if direction not in DIRECTIONS:
        return []
    if row.direction == direction:
        text = {
            "one": Message("tells them something"),
            "two": Message("both sides speak"),
            "from": Message("they tell us something"),
        }[direction]
        return [Reason("direction", FITS, text)]
    if row.direction == "two":
        return [Reason("direction", PARTLY, Message("both sides speak: more than is asked"))]
    if row.direction == "from":
        return [Reason("direction", PARTLY if direction == "two" else FAILS, Message("only they speak"))]
    return [Reason("direction", FAILS, Message("only we speak"))]


def _cost(row: codes.Row, cost: str) -> list[Reason]:
    if cost not in COSTS:
        return []
    above = COSTS.index(row.cost) - COSTS.index(cost)
    text = {
        "low": Message("costs little"),
        "medium": Message("costs a moderate sum"),
        "high": Message("costs much"),
    }[row.cost]
    return [Reason("cost", FITS if above <= 0 else PARTLY if above == 1 else FAILS, text)]


def _form(row: codes.Row, form: str) -> list[Reason]:
    if form not in ("formal", "informal"):
        return []
    text = Message("formal") if row.form == "formal" else Message("informal")
    return [Reason("form", FITS if row.form == form else FAILS, text)]
