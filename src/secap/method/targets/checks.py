"""Checks of the strategy: is the promise large enough, complete and consistent?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from secap.method.basis import codes
from secap.method.basis.errors import SecapError
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.method.targets.requirements import Minimum, minimums
from secap.method.targets.target import ABSOLUTE, BAU, PER_CAPITA, Base, Reach, Target, reach

EMISSIONS = (ABSOLUTE, PER_CAPITA, BAU)
INTERIM_YEAR = 2030  # a horizon beyond it needs a value for it (deck row 1.1-16; CoM FAQ)
NEUTRAL_SHARE = 0.999
STRATEGY = Message("Strategy")


@dataclass(frozen=True, slots=True)
class Strategy:
    """The strategy as the checks see it.

    bases : by target, None where the inventory lacks the value;  goal_kinds : {kind: number of goals};
    team_groups : groups of the vision team;  has_commitment : a decided commitment stands in the register.
    """

    targets: Sequence[Target]
    bases: Mapping[int, Base | None]  # by place in `targets`
    region: str
    adhesion: date | None
    horizon_year: int
    bei_year: int | None
    vision: str = ""
    goal_kinds: Mapping[str, int] = field(default_factory=dict)
    team_groups: frozenset[str] = frozenset()
    has_consensus: bool = False
    has_commitment: bool = True
    effects_against: str = "bei"
    has_mei: bool = False


def check_strategy(data: Strategy) -> list[Finding]:
    """Return the findings of a strategy, in the order of its parts."""
    return [
        *_vision(data),
        *_presence(data),
        *_minimum(data),
        *_each(data),
        *_goals(data),
        *_settings(data),
    ]


def reached(data: Strategy) -> list[Reach | None]:
    """Return what each target comes to, None where that can't be said (a finding says why)."""
    found: list[Reach | None] = []
    for place, target in enumerate(data.targets):
        base = data.bases.get(place)
        try:
            found.append(reach(target, base) if base else None)
        except SecapError:
            found.append(None)
    return found


def main_target(data: Strategy) -> int | None:
    """Return the place of the emission target of the whole territory that the plan is measured by: the one of
    2030, else the first after it, else the last; None without any."""
    places = [place for place, one in enumerate(data.targets) if one.kind in EMISSIONS and not one.sector]
    places.sort(key=lambda place: data.targets[place].target_year)
    later = [place for place in places if data.targets[place].target_year >= INTERIM_YEAR]
    return later[0] if later else places[-1] if places else None


def _vision(data: Strategy) -> Iterator[Finding]:
    if not data.vision.strip():
        yield _finding(
            "no_vision",
            Severity.WARNING,
            Message("The plan has no vision."),
            Message("Write in two or three sentences where the town wants to be: Strategy > Vision."),
        )
    missing = [code for code in codes.table("vision_groups") if code not in data.team_groups]
    if data.team_groups and missing:
        yield _finding(
            "vision_groups",
            Severity.INFO,
            Message(
                "Groups that are not in the vision team: {groups}.",
                groups=[codes.code("vision_groups", code) for code in missing],
            ),
            Message("Invite somebody of each, or hear them in a test workshop."),
        )
    if data.team_groups and not data.has_consensus:
        yield _finding(
            "no_consensus",
            Severity.INFO,
            Message("The vision process has no record of what was agreed."),
            Message("Record the consensus with date and votes: Strategy > Consensus record."),
        )


def _presence(data: Strategy) -> Iterator[Finding]:
    years = {one.target_year for one in data.targets if one.kind in EMISSIONS and not one.sector}
    if not years:
        yield _finding(
            "none",
            Severity.ERROR,
            Message("The plan has no emission target for the whole territory."),
            Message("Add one for 2030: Strategy > Targets."),
        )
    elif INTERIM_YEAR not in years and (data.horizon_year > INTERIM_YEAR or max(years) > INTERIM_YEAR):
        yield _finding(
            "no_interim",
            Severity.ERROR,
            Message("The plan looks beyond {year} but has no target for {year}.", year=INTERIM_YEAR),
            Message("Add the value to be reached in 2030 on the way: Strategy > Targets."),
        )
    if not data.has_commitment:
        yield _finding(
            "no_commitment",
            Severity.WARNING,
            Message("No commitment with its date of adhesion is recorded."),
            Message("Record the council's decision to join: Strategy > Commitments."),
        )


def _minimum(data: Strategy) -> Iterator[Finding]:
    for asked in minimums(data.region, data.adhesion):
        for place, target in enumerate(data.targets):
            is_asked = target.target_year == asked.target_year and target.kind in EMISSIONS
            if is_asked and not target.sector:
                base = data.bases.get(place)
                yield from _against(target, base, asked)


def _against(target: Target, base: Base | None, asked: Minimum) -> Iterator[Finding]:
    share = target.reduction_share
    if base is not None:
        try:
            share = reach(target, base).equivalent_share
        except SecapError:
            return
    if share is None:
        return
    values = {
        "share": Amount(100 * share, "%", 1),
        "year": target.target_year,
        "minimum": Amount(100 * asked.share, "%", 1),
    }
    if share < asked.share - 1e-9:
        if asked.quality == "unverified":
            yield _finding(
                "below_minimum",
                Severity.WARNING,
                Message(
                    "The target for {year} is {share}; newer signatories are asked for {minimum} "
                    "(unverified).",
                    **values,
                ),
                Message("Raise the target, or state why the town can't."),
            )
            return
        yield _finding(
            "below_minimum",
            Severity.ERROR,
            Message("The target for {year} is {share}; the Covenant asks for at least {minimum}.", **values),
            Message("Raise the target: Strategy > Targets."),
        )
    elif asked.ambition_share is not None and share < asked.ambition_share - 1e-9:
        yield _finding(
            "below_ambition",
            Severity.WARNING,
            Message(
                "The target for {year} is {share}: above the minimum of {minimum}, below the {ambition} of "
                "the European climate law, which newer commitments refer to.",
                ambition=Amount(100 * asked.ambition_share, "%", 1),
                **values,
            ),
            Message("Choose deliberately: state why, or raise it."),
        )


def _each(data: Strategy) -> Iterator[Finding]:
    for place, target in enumerate(data.targets):
        name = (STRATEGY, codes.code("target_kinds", target.kind), target.target_year)
        base = data.bases.get(place)
        if base is None:
            yield Finding(
                "targets.no_base",
                Severity.ERROR,
                name,
                Message("The value of the base year {year} is not known.", year=target.base_year),
                Message("Complete the inventory of that year, or choose another base year."),
            )
            continue
        try:
            reach(target, base)
        except SecapError as error:
            hint = error.hint or Message("Correct the target.")
            yield Finding("targets.incomplete", Severity.ERROR, name, error.message, hint)
            continue
        if target.kind in EMISSIONS and (target.reduction_share or 0) >= NEUTRAL_SHARE:
            if target.residual_t is None or target.removals_t is None:
                yield Finding(
                    "targets.neutrality_apart",
                    Severity.WARNING,
                    name,
                    Message(
                        "Climate neutrality is promised without stating residual emissions and removals."
                    ),
                    Message("Enter both with the target; removals do not count as reduction."),
                )
            elif target.removals_t < target.residual_t:
                yield Finding(
                    "targets.residual_left",
                    Severity.WARNING,
                    name,
                    Message(
                        "The removals of {removals} do not cover the residual emissions of {residual}.",
                        removals=Amount(target.removals_t, "t", 0),
                        residual=Amount(target.residual_t, "t", 0),
                    ),
                    Message("Plan more removals or fewer residual emissions."),
                )
        if data.bei_year and target.base_year != data.bei_year and target.kind in EMISSIONS:
            yield Finding(
                "targets.base_year",
                Severity.INFO,
                name,
                Message(
                    "The base year {year} is not that of the BEI ({bei}).",
                    year=target.base_year,
                    bei=data.bei_year,
                ),
                Message("The Covenant counts from the BEI; keep another year only for a reason."),
            )


def _goals(data: Strategy) -> Iterator[Finding]:
    asks = (
        ("adaptation", "no_adaptation_goal", Severity.ERROR, Message("The plan has no goal for adaptation.")),
        ("mitigation", "no_mitigation_goal", Severity.INFO, Message("The plan has no goal for mitigation.")),
    )
    for kind, code, severity, message in asks:
        if not data.goal_kinds.get(kind):
            yield _finding(code, severity, message, Message("Add one with its indicator: Strategy > Goals."))


def _settings(data: Strategy) -> Iterator[Finding]:
    if data.effects_against == "latest" and not data.has_mei:
        yield _finding(
            "no_latest",
            Severity.WARNING,
            Message("Effects are stated against the latest inventory, but the BEI is the only one."),
            Message("State them against the BEI, or add a monitoring inventory."),
        )


def _finding(code: str, severity: Severity, message: Message, hint: Message) -> Finding:
    return Finding(f"targets.{code}", severity, (STRATEGY,), message, hint)
