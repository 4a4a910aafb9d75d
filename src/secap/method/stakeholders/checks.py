"""Checks of the register: who has one contact only, who is missing, who stands nowhere, what is overdue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.stakeholders.coverage import coverage, gaps
from secap.method.stakeholders.register import StakeholderView

CHAPTER = Message("Stakeholders")
AT_REGISTER = Message("Stakeholders > Register")
AT_MATRIX = Message("Stakeholders > Matrices")
AT_CONTACTS = Message("Stakeholders > Contact people")

ENOUGH_CONTACTS = 2  # row 1.3-19: the tie lasts when one of them leaves
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class RegisterData:
    """The register as the checks see it.

    today : tells what is overdue;  outdated_contacts : people whose day of `keep until` has passed.
    """

    today: date
    stakeholders: Sequence[StakeholderView] = ()
    outdated_contacts: int = 0


def has_few_contacts(one: StakeholderView) -> bool:
    """Tell whether a stakeholder has fewer than two contact people."""
    return one.contacts < ENOUGH_CONTACTS


def is_overdue(one: StakeholderView, today: date) -> bool:
    """Tell whether its place in the matrices should have been reviewed before today."""
    return one.review_on is not None and one.review_on < today


def warnings(one: StakeholderView, today: date) -> list[Message]:
    """Return what is missing at one stakeholder, for its page and its row."""
    found = []
    if has_few_contacts(one):
        found.append(Message("Fewer than two contact people: the tie breaks when one leaves."))
    if one.is_identified is None:
        found.append(Message("No identification criterion is met or answered."))
    elif not one.is_identified:
        found.append(Message("None of the three identification criteria is met."))
    if one.quadrant is None:
        found.append(Message("Power or interest is not known, so no quadrant says how to treat it."))
    if one.group is None:
        found.append(Message("Support or affectedness is not known."))
    if is_overdue(one, today):
        found.append(Message("The review of the mapping is overdue."))
    return found


def check_register(data: RegisterData) -> list[Finding]:
    """Return what is wrong with the register. One finding of a kind, however many it concerns.

    Source: seed (rows 1.3-02, 1.3-09, 1.3-11, 1.3-12, 1.3-19, 1.3-24)
    """
    if not data.stakeholders:
        return [
            _finding(
                "none", Severity.INFO, (CHAPTER,),
                Message("The plan names no stakeholders yet."),
                Message("Add those who are affected, hold what is needed or must take part: {place}.",
                        place=AT_REGISTER),
            )
        ]  # fmt: skip
    families = (_contacts, _types, _unplaced, _reviews, _criteria, _outdated)
    return [finding for family in families for finding in family(data)]


def _contacts(data: RegisterData) -> Iterator[Finding]:
    few = [one for one in data.stakeholders if one.is_primary and has_few_contacts(one)]
    if few:
        yield _finding(
            "few_contacts", Severity.WARNING, _names(few),
            Message("Primary stakeholders with fewer than two contact people: {count}.", count=len(few)),
            Message("Ask each for a second person; the tie breaks when one leaves: {place}.",
                    place=AT_CONTACTS),
        )  # fmt: skip


def _types(data: RegisterData) -> Iterator[Finding]:
    missing = gaps(coverage("stakeholder_types", (one.type for one in data.stakeholders)))
    if missing:
        named = [codes.code("stakeholder_types", code) for code in missing[:MOST_NAMED]]
        yield _finding(
            "types", Severity.INFO, (AT_REGISTER,),
            Message("Types of stakeholders with nobody: {count}, such as {types}.",
                    count=len(missing), types=named),
            Message("Look through the list: who speaks for them in your town? {place}.", place=CHAPTER),
        )  # fmt: skip


def _unplaced(data: RegisterData) -> Iterator[Finding]:
    unplaced = [one for one in data.stakeholders if not one.is_placed]
    if unplaced:
        yield _finding(
            "unplaced", Severity.INFO, _names(unplaced),
            Message("Stakeholders that stand in one of the matrices or in none: {count}.",
                    count=len(unplaced)),
            Message("Say how powerful, interested, supportive and affected they are: {place}.",
                    place=AT_MATRIX),
        )  # fmt: skip


def _reviews(data: RegisterData) -> Iterator[Finding]:
    late = [one for one in data.stakeholders if is_overdue(one, data.today)]
    if late:
        yield _finding(
            "review", Severity.WARNING, _names(late),
            Message("Stakeholders whose place in the matrices should have been reviewed by now: {count}.",
                    count=len(late)),
            Message("Look at them again, keep a snapshot and set the next date: {place}.", place=AT_MATRIX),
        )  # fmt: skip


def _criteria(data: RegisterData) -> Iterator[Finding]:
    unsure = [one for one in data.stakeholders if not one.is_identified]
    if unsure:
        yield _finding(
            "criteria", Severity.INFO, _names(unsure),
            Message("Stakeholders at which none of the three identification criteria is met: {count}.",
                    count=len(unsure)),
            Message("Say whether they are affected, hold what is needed or must take part: {place}.",
                    place=AT_REGISTER),
        )  # fmt: skip


def _outdated(data: RegisterData) -> Iterator[Finding]:
    if data.outdated_contacts:
        yield _finding(
            "keep_until", Severity.WARNING, (AT_CONTACTS,),
            Message("Contact people kept longer than was said: {count}.", count=data.outdated_contacts),
            Message("Erase them, or set a new day with its reason: {place}.", place=AT_CONTACTS),
        )  # fmt: skip


def _names(found: Sequence[StakeholderView]) -> tuple[object, ...]:
    """Return where: up to three names."""
    named = [one.name for one in found[:MOST_NAMED]]
    return (CHAPTER, ", ".join(named) + (" …" if len(found) > MOST_NAMED else ""))


def _finding(
    id: str, severity: Severity, where: tuple[object, ...], message: Message, hint: Message
) -> Finding:
    return Finding(f"stakeholders.{id}", severity, where, message, hint)
