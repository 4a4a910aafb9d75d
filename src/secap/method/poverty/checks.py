"""Checks of the energy-poverty section: is what is asked there, told in full, and does it help somebody?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from secap import locale
from secap.method.basis import codes, tables
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Code, Message
from secap.method.poverty.assessment import (
    AREAS,
    INDICATORS,
    NOT_KNOWN,
    NUMBER,
    YES_NO,
    IndicatorView,
    assess,
    latest,
)
from secap.method.poverty.obligations import Obligation, obligation

CHAPTER = Message("Energy poverty")
AT_INDICATORS = Message("Energy poverty > Indicators")
AT_TABLES = Message("Energy poverty > Household tables")
AT_ASSESSMENT = Message("Energy poverty > Energy poverty at a glance")
AT_GOALS = Message("Strategy > Goals")
AT_ACTIONS = Message("Actions")
AT_WORDING = Message("Wording of lists")

MOST_LEFT_OUT_SHARE = 0.1  # of a household table's rows


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal on energy poverty.  has_value : its indicator has a target value and a target year."""

    title: str
    has_value: bool = False
    uid: str = ""


@dataclass(frozen=True, slots=True)
class ActionView:
    """An action on energy poverty.  number : the identifier people know it by;  vulnerable_groups,
    macro_areas : codes;  is_active : neither cancelled nor superseded."""

    number: str
    title: str = ""
    vulnerable_groups: frozenset[str] = frozenset()
    macro_areas: frozenset[str] = frozenset()
    is_active: bool = True
    uid: str = ""


@dataclass(frozen=True, slots=True)
class StudyView:
    """A household table that was summed up.  rows : households read;  left_out : {why: rows}."""

    title: str
    year: int | None = None
    source: str = ""
    rows: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    uid: str = ""


@dataclass(frozen=True, slots=True)
class PovertyData:
    """The section as the checks see it.

    today : tells whether it is asked;  region : code of `covenant_regions`;
    pillar : chosen code of `poverty_pillars`, empty: no assessment is recorded;
    goals, actions : those on energy poverty only.
    """

    today: date
    region: str
    pillar: str = ""
    indicators: Sequence[IndicatorView] = ()
    studies: Sequence[StudyView] = ()
    goals: Sequence[GoalView] = ()
    actions: Sequence[ActionView] = ()


def check_poverty(data: PovertyData) -> list[Finding]:
    """Return what is wrong with the section, the gravest first.

    Source: com_energy_poverty_2022 (the duty; that one indicator, one goal and one action are enough is
    unverified), design
    """
    families = (_presence, _variant, _indicators, _coverage, _goals_and_actions, _studies, _lists)
    found = [finding for family in families for finding in family(data)]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def _presence(data: PovertyData) -> Iterator[Finding]:
    """An indicator, a goal and an action: what a report must hold from the day of the duty on."""
    asked = obligation(data.region)
    parts = (
        (
            "no_indicator",
            any(one.is_told for one in data.indicators),
            Message("an indicator with its value"),
            Message("Begin with what the statistical office publishes: {place}.", place=AT_INDICATORS),
        ),
        ("no_goal", bool(data.goals), Message("a goal"), Message("Add one: {place}.", place=AT_GOALS)),
        (
            "no_action",
            any(one.is_active for one in data.actions),
            Message("an action"),
            Message("Plan one that serves energy poverty: {place}.", place=AT_ACTIONS),
        ),
    )
    for id, is_there, what, hint in parts:
        if not is_there:
            yield _finding(id, _severity(asked, data.today), (), _asked(asked, data.today, what), hint)


def _severity(asked: Obligation, today: date) -> Severity:
    """An error where the duty holds; a warning where its row could not be checked."""
    if not asked.holds(today):
        return Severity.INFO
    return Severity.WARNING if asked.quality == "unverified" else Severity.ERROR


def _asked(asked: Obligation, today: date, what: Message) -> Message:
    if asked.mandatory_from is None:
        return Message("The section on energy poverty or access to energy lacks {what}.", what=what)
    year = asked.mandatory_from.year
    if not asked.holds(today):
        return Message("From {year} on reports must cover energy poverty; the plan lacks {what}.",
                       year=year, what=what)  # fmt: skip
    if asked.quality == "unverified":
        return Message("Since {year} reports must cover energy poverty (unverified for this region); the "
                       "plan lacks {what}.", year=year, what=what)  # fmt: skip
    return Message("Since {year} reports must cover energy poverty; the plan lacks {what}.",
                   year=year, what=what)  # fmt: skip


def _variant(data: PovertyData) -> Iterator[Finding]:
    asked = obligation(data.region)
    if data.pillar and data.pillar != asked.variant:
        yield _finding(
            "variant",
            Severity.INFO,
            (),
            Message("The plan has the variant {chosen}; the region is asked for {asked}.",
                    chosen=codes.code("poverty_pillars", data.pillar),
                    asked=codes.code("poverty_pillars", asked.variant)),
            Message("Choose deliberately: {place}.", place=AT_ASSESSMENT),
        )  # fmt: skip


def _indicators(data: PovertyData) -> Iterator[Finding]:
    """Each value with its year, unit and source, and of the kind that the indicator asks for."""
    for one in data.indicators:
        where = (one.code, *([one.year] if one.year is not None else []))
        row = codes.table(INDICATORS).get(one.indicator)
        asks = str(row.answer) if row else ""
        if asks == YES_NO and one.value is not None:
            yield _finding(
                "wrong_answer",
                Severity.ERROR,
                where,
                Message(
                    "This indicator is answered by yes or no, not by a number ({value}).", value=one.value
                ),
                Message("Choose the answer and empty the number: {place}.", place=AT_INDICATORS),
            )
        elif asks == NUMBER and one.answer is not None:
            yield _finding(
                "wrong_answer",
                Severity.ERROR,
                where,
                Message("This indicator has a number, not yes or no."),
                Message("Enter the number and empty the answer: {place}.", place=AT_INDICATORS),
            )
        if not one.is_told:
            yield _finding(
                "no_value",
                Severity.INFO,
                where,
                Message("This indicator is chosen, but has no value. Missing is not zero."),
                Message("Enter it, or take the indicator out: {place}.", place=AT_INDICATORS),
            )
            continue
        unit = one.unit.strip() or (str(row.unit) if row else "")
        lacking = [
            label
            for label, is_lacking in (
                (Message("year"), one.year is None),
                (Message("unit"), one.value is not None and asks != YES_NO and not unit),
            )
            if is_lacking
        ]
        if lacking:
            yield _finding(
                "value_incomplete",
                Severity.WARNING,
                where,
                Message("Missing of this value: {fields}.", fields=lacking),
                Message("Complete it: {place}.", place=AT_INDICATORS),
            )
        if not one.source.strip():
            yield _finding(
                "indicator_source",
                Severity.WARNING,
                where,
                Message("This indicator has no source."),
                Message("Name where its value stands: {place}.", place=AT_INDICATORS),
            )


def _coverage(data: PovertyData) -> Iterator[Finding]:
    """Macro-areas without indicator, and concern that nobody assessed or could not tell."""
    if not any(one.is_told for one in data.indicators):
        return
    found = assess(data.indicators)
    uncovered = [codes.code(AREAS, one.macro_area) for one in found.areas if not one.is_covered]
    if uncovered:
        yield _finding(
            "macro_areas",
            Severity.INFO,
            (),
            Message("Macro-areas without a value: {areas}.", areas=uncovered),
            Message("Choose an indicator of each that says something about the town: {place}.",
                    place=AT_INDICATORS),
        )  # fmt: skip
    if found.score is None:
        yield _finding(
            "not_assessed",
            Severity.WARNING,
            (),
            Message("The indicators have values, but nobody has said how worrying any of them is."),
            Message("Choose the concern of each: {place}.", place=AT_INDICATORS),
        )
    unknown = [one.code for one in latest(data.indicators) if one.concern == NOT_KNOWN]
    if unknown:
        yield _finding(
            "not_known",
            Severity.INFO,
            (),
            Message("Looked at, but the concern is not known: {indicators}. It is a gap, not a low concern.",
                    indicators=unknown),
            Message("Say in the plan how the gap will be closed: {place}.", place=AT_INDICATORS),
        )  # fmt: skip


def _goals_and_actions(data: PovertyData) -> Iterator[Finding]:
    if data.goals and not any(one.has_value for one in data.goals):
        yield _finding(
            "goal_no_value",
            Severity.WARNING,
            (),
            Message("No goal on energy poverty has a value to be reached by a year."),
            Message("Give one an indicator with target value and year: {place}.", place=AT_GOALS),
        )
    for one in data.actions:
        if one.is_active and not one.vulnerable_groups:
            yield _finding(
                "action_no_group",
                Severity.WARNING,
                (one.number or one.title,),
                Message("The action on energy poverty names no vulnerable group."),
                Message("Say whom it helps: {place}.", place=AT_ACTIONS),
            )


def _studies(data: PovertyData) -> Iterator[Finding]:
    for one in data.studies:
        if not one.source.strip():
            yield _finding(
                "study_source",
                Severity.WARNING,
                (one.title,),
                Message("The household table has no source."),
                Message("Say who asked the households, and when: {place}.", place=AT_TABLES),
            )
        left = sum(one.left_out.values())
        if one.rows and left > MOST_LEFT_OUT_SHARE * one.rows:
            yield _finding(
                "study_left_out",
                Severity.WARNING,
                (one.title,),
                Message("{count} of {rows} rows of the household table could not be used ({share}).",
                        count=left, rows=one.rows, share=Amount(100 * left / one.rows, "%", 0)),
                Message("Mend the table and read it again: {place}.", place=AT_TABLES),
            )  # fmt: skip


def _lists(data: PovertyData) -> Iterator[Finding]:
    """The list of indicators, whose official wording could not be read; once."""
    own = {code for _name, code in locale.own_codes(INDICATORS)}
    used = {one.indicator for one in data.indicators} & set(codes.table(INDICATORS)) - own
    if any(codes.get(INDICATORS, code).quality == "unverified" for code in used):
        titles = {row["code"]: row["name"] for row in tables.rows("lists.csv")}
        yield _finding(
            "unverified",
            Severity.INFO,
            (),
            Message("The wording of these lists could not be checked against the official text: {lists}.",
                    lists=[Code("lists", INDICATORS, titles.get(INDICATORS, INDICATORS))]),
            Message("Compare it with the current guidelines, and enter theirs: {place}.", place=AT_WORDING),
        )  # fmt: skip


def _finding(
    id: str, severity: Severity, where: tuple[object, ...], message: Message, hint: Message
) -> Finding:
    return Finding(f"poverty.{id}", severity, (CHAPTER, *where), message, hint)
