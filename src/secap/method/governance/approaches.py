"""Six ways to set the administration up, and which of them suits the town: rules with points and reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache

from secap.method.basis import codes, tables
from secap.method.basis.messages import Amount, Code, Message

APPROACHES, RULES = "admin_approaches", "approach_rules"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask. None: nobody has said, so no rule on it is asked.

    population : inhabitants;  staff_count : people in the administration;  fte : full-time equivalents for
    the plan;  partners : authorities with which the town exchanges experience;  has_energy_agency : one works
    in the region;  has_supporter : a co-ordinator or supporter of the Covenant is named.
    """

    population: float | None = None
    staff_count: float | None = None
    fte: float | None = None
    partners: float | None = None
    has_energy_agency: bool | None = None
    has_supporter: bool | None = None

    def value(self, name: str) -> float | None:
        found = getattr(self, name)
        return None if found is None else float(found)

    @property
    def missing(self) -> list[str]:
        """Names of the facts that nobody has said."""
        return [one.name for one in fields(self) if getattr(self, one.name) is None]


NAMES = {
    "population": Message("number of inhabitants"),
    "staff_count": Message("staff of the administration"),
    "fte": Message("full-time equivalents for the plan"),
    "partners": Message("exchange with other authorities"),
    "has_energy_agency": Message("whether an energy agency works in the region"),
    "has_supporter": Message("co-ordinator or supporter of the Covenant"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """It holds where the fact is at least `at_least` and below `below`; None: no bound. Yes is 1, no is 0."""

    code: str
    approach: str
    fact: str
    at_least: float | None
    below: float | None
    points: int
    why: str

    def holds(self, facts: Facts) -> bool | None:
        """Return whether the rule holds, None where its fact is unknown."""
        value = facts.value(self.fact)
        if value is None:
            return None
        return (self.at_least is None or value >= self.at_least) and (
            self.below is None or value < self.below
        )

    def reason(self, facts: Facts) -> Message:
        """Return why in words, with the number that it rests on."""
        why = Code(RULES, self.code, self.why)
        told = _told(self.fact, facts.value(self.fact))
        return (
            Message("{reason} ({value}).", reason=why, value=told)
            if told
            else Message("{reason}.", reason=why)
        )


def _told(fact: str, value: float | None) -> Message | None:
    """Return a number in words; None for a fact that is yes or no."""
    if value is None:
        return None
    return {
        "population": Message("{value} inhabitants", value=Amount(value)),
        "staff_count": Message("staff: {value}", value=Amount(value)),
        "fte": Message("{value} FTE", value=Amount(value)),
        "partners": Message("partners: {value}", value=Amount(value)),
    }.get(fact)


@dataclass(frozen=True, slots=True)
class Advice:
    """One approach.  points : sum of the rules that hold, None where every rule's fact is unknown;
    reasons_for, reasons_against : of the rules that hold."""

    approach: str
    points: int | None
    reasons_for: tuple[Message, ...]
    reasons_against: tuple[Message, ...]

    @property
    def is_advised(self) -> bool:
        return self.points is not None and self.points > 0


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in the table's order."""

    def bound(text: str) -> float | None:
        return float(text) if text else None

    return tuple(
        Rule(row["code"], row["approach"], row["fact"], bound(row["at_least"]), bound(row["below"]),
             int(row["points"]), row["why"])
        for row in tables.rows("process/approach_rules.csv")
    )  # fmt: skip


def advice(facts: Facts, table: Sequence[Rule] | None = None) -> list[Advice]:
    """Return the six approaches, the most advised first; equal ones in the order of the list.

    Points only sort: two approaches may well go together. What cannot be judged stands last.

    Source: seed, row 1.4-05 (the approaches); design (rules and points, assumed)
    """
    found = [_advice(code, facts, table or rules()) for code in codes.table(APPROACHES)]
    return sorted(found, key=lambda one: -one.points if one.points is not None else 1_000)


def _advice(approach: str, facts: Facts, table: Sequence[Rule]) -> Advice:
    own = [(rule, rule.holds(facts)) for rule in table if rule.approach == approach]
    if not any(holds is not None for _rule, holds in own):
        return Advice(approach, None, (), ())
    holding = [rule for rule, holds in own if holds]
    return Advice(
        approach,
        sum(rule.points for rule in holding),
        tuple(rule.reason(facts) for rule in holding if rule.points > 0),
        tuple(rule.reason(facts) for rule in holding if rule.points < 0),
    )
