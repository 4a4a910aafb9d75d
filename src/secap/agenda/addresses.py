"""Whose e-mail stands behind a name that a record holds."""

from __future__ import annotations

from secap.plan.plan import Plan


def addresses_by_name(plan: Plan) -> dict[str, str]:
    """Return {name in small letters: e-mail} of the people of the administration."""
    return {one.name.casefold(): one.email.lower() for one in plan.staff_members if one.email}


def addresses(plan: Plan, *responsible: str) -> frozenset[str]:
    """Return the e-mails behind names of responsible people, and e-mails given as such."""
    if not any(responsible):
        return frozenset()
    known = addresses_by_name(plan)
    found = (
        one.lower() if "@" in one else known.get(one.casefold(), "") for one in map(str.strip, responsible)
    )
    return frozenset(filter(None, found))
