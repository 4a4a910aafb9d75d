"""Checks of the whole: do the actions add up to the promise, and may they add up to so much?"""

from __future__ import annotations

from collections.abc import Iterator

from secap.method.actions.checks.registry import Asked, check, threshold
from secap.method.actions.coverage import key_sector_rules
from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Code, Message

UNITS = Message("Look for a value in kilogrammes or over the whole lifetime: tonnes a year are counted.")


@check("sum_over_target", Severity.WARNING)
def sum_over_target(asked: Asked) -> Iterator[Finding]:
    """The actions avoid more than the accepted multiple of what the target needs (JRC: 2.2)."""
    total, needed = asked.data.totals.total_t, asked.data.needed_t
    if total is None or needed is None or needed <= 0:
        return
    if total > threshold("sum_over_target") * needed:
        yield asked.finding(
            message=Message(
                "The actions avoid {total}, {times} times the {needed} that the target needs; up to {most} "
                "times is accepted.",
                total=tonnes(total),
                times=Amount(total / needed, "", 1),
                needed=tonnes(needed),
                most=threshold("sum_over_target"),
            ),
            hint=Message(
                "Check the units and whether two actions claim the same saving; if all is right, raise the "
                "target."
            ),
        )


@check("sum_below_target", Severity.WARNING)
def sum_below_target(asked: Asked) -> Iterator[Finding]:
    """The actions avoid less than the target needs; says how much is missing."""
    total, needed = asked.data.in_target_year_t, asked.data.needed_t
    if total is None:
        total = asked.data.totals.total_t
    if needed is None or needed <= 0 or not asked.data.active:
        return
    missing = needed - (total or 0.0)
    if missing <= needed * 1e-9:
        return
    unknown = len(asked.data.totals.unknown)
    message = Message(
        "The actions avoid {total} of the {needed} that the target needs: {missing} are missing.",
        total=tonnes(total or 0.0),
        needed=tonnes(needed),
        missing=tonnes(missing),
    )
    hint = Message("Add actions or enlarge some: Actions > Four steps shows where most can be saved.")
    if unknown:
        hint = Message(
            "Calculate the effect of the {count} actions that have none, then add actions where it is not "
            "enough.",
            count=unknown,
        )
    yield asked.finding(message=message, hint=hint)


@check("sum_over_bei", Severity.ERROR)
def sum_over_bei(asked: Asked) -> Iterator[Finding]:
    """The actions avoid all emissions of the inventory or more."""
    total, bei = asked.data.totals.total_t, asked.data.emissions_t
    if total is not None and bei is not None and total >= bei:
        yield asked.finding(
            message=Message(
                "The actions avoid {total}, but the inventory has only {bei}.",
                total=tonnes(total),
                bei=tonnes(bei),
            ),
            hint=UNITS,
        )


@check("energy_over_bei", Severity.ERROR)
def energy_over_bei(asked: Asked) -> Iterator[Finding]:
    """The actions save more energy than the accepted multiple of the inventory's use (JRC: 1.2)."""
    used = asked.data.energy_mwh
    stated = [one.stated_mwh for one in asked.each() if one.stated_mwh is not None]
    saved = (asked.data.totals.saved_mwh or 0.0) + sum(stated)
    if used is not None and saved > threshold("energy_over_bei") * used:
        yield asked.finding(
            message=Message(
                "The actions save {saved} a year, but only {used} are used.",
                saved=Amount(saved, "MWh", 0),
                used=Amount(used, "MWh", 0),
            ),
            hint=Message("Look for a value in kWh, or for two actions that claim the same saving."),
        )


@check("trivial", Severity.INFO)
def trivial(asked: Asked) -> Iterator[Finding]:
    """The whole plan avoids next to nothing."""
    total = asked.data.totals.total_t
    if total is not None and total <= threshold("trivial_t"):
        yield asked.finding(
            message=Message("All actions together avoid only {total}.", total=Amount(total, "t/a")),
            hint=Message("See whether the effects are in kilotonnes: tonnes a year are counted."),
        )


@check("key_sectors", Severity.ERROR)
def key_sectors(asked: Asked) -> Iterator[Finding]:
    """The actions cover too few of the Covenant's key sectors, by the chosen rule and by the other one."""
    if not asked.data.active:
        return
    for rule in key_sector_rules(asked.data.actions):
        if rule.is_met:
            continue
        yield asked.finding(
            message=Message(
                "{rule}: the actions cover {covered}.",
                rule=codes.code("eligibility_rule_sets", rule.rule),
                covered=[key_code(key) for key in rule.covered] or Message("no key sector"),
            ),
            hint=Message(
                "Add mitigation actions in the key sectors: municipal, tertiary and residential buildings, "
                "transport."
            ),
            severity=Severity.ERROR if rule.rule == asked.data.rule_set else Severity.INFO,
        )


def key_code(key: str) -> Code:
    """Return a key sector for a sentence: the name of the first action sector that counts for it."""
    rows = codes.table("action_sectors").values()
    return codes.code("action_sectors", next((row.code for row in rows if row.key_sector == key), key))


@check("key_actions", Severity.INFO)
def key_actions(asked: Asked) -> Iterator[Finding]:
    """Fewer key actions than the Covenant asks to show."""
    count = sum(one.is_key for one in asked.each())
    if asked.data.active and count < threshold("least_key_actions"):
        yield asked.finding(
            message=Message(
                "{count} actions are marked as key actions; the Covenant asks for at least {least}.",
                count=count,
                least=int(threshold("least_key_actions")),
            ),
            hint=Message("Mark the actions worth showing to others, finished or under way."),
        )


def tonnes(value: float) -> Amount:
    """Return tonnes a year for a sentence."""
    return Amount(value, "t", 0 if abs(value) >= 100 else 1)
