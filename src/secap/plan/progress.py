"""Where a plan stands and what to do next: pure functions of a `Plan` and a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secap import locale
from secap.desk.inventory.account import Account
from secap.desk.registry.language import lang
from secap.method.basis.findings import Severity
from secap.plan import section_points
from secap.plan.plan import Plan
from secap.plan.section_points import Point, overdue, waiting

MONITORING_INTERVAL_YEARS = 4  # the Covenant asks for a monitoring emission inventory every fourth year


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a section is."""

    code: str
    points: tuple[Point, ...]

    @property
    def done(self) -> int:
        return sum(point.state == "done" for point in self.points)


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next: where (URL name, what follows the plan's slug, query string) and why."""

    title: str
    why: str
    url_name: str
    args: tuple[object, ...] = ()
    right: str = "contribute"
    query: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """The figures that say most. A missing one is None, never zero.

    change_share : of the latest MEI's emissions against the BEI's, -0.2 is a fifth less;
    is_like_for_like : both made with the same approach, gases and editions.
    """

    bei: Account
    latest: Account
    change_share: float | None
    is_like_for_like: bool
    unit: str


def sections(plan: Plan, today: date) -> list[Progress]:
    """Return the plan's five sections in their order."""
    return [
        Progress("strategy", tuple(section_points.strategy_points(plan))),
        Progress("inventory", tuple(section_points.inventory_points(plan, today))),
        Progress("risk", tuple(section_points.risk_points(plan))),
        Progress("actions", tuple(section_points.action_points(plan))),
        Progress("poverty", tuple(section_points.poverty_points(plan))),
    ]


def headline(plan: Plan) -> Headline | None:
    """Return the headline figures, None before there is a BEI."""
    bei, latest = plan.bei, plan.latest
    if bei is None or latest is None:
        return None
    change = None
    if latest is not bei and bei.result.total_t > 0 and latest.result.complete and bei.result.complete:
        change = latest.result.total_t / bei.result.total_t - 1
    return Headline(bei, latest, change, _made_with(bei) == _made_with(latest), gas_unit(bei))


def gas_unit(account: Account) -> str:
    """Return the unit of an account's emissions."""
    return "t CO₂eq" if account.choice.gas_basis == "co2eq" else "t CO₂"


def next_steps(plan: Plan, today: date) -> list[Step]:
    """Return what to do, most pressing first."""
    return list(_steps(plan, today))


def _steps(plan: Plan, today: date) -> Iterator[Step]:
    if not plan.inventories:
        yield Step(
            _("Begin the baseline emission inventory"),
            _("Everything else in the plan refers to it. Choose the year with the best data."),
            "inventory:inventory-new",
        )
        yield from _profile_steps(plan, today)
        return
    if plan.bei is None:
        yield Step(
            _("Mark one inventory as the BEI"),
            _("Targets and changes are counted from the baseline emission inventory."),
            "inventory:index",
        )
    for account in plan.accounts:
        yield from _account_steps(account)
    if count := waiting(plan):
        title = ngettext(
            "Accept or send back %(count)d entry", "Accept or send back %(count)d entries", count
        )
        yield Step(
            title % {"count": count},
            _("Contributors' figures count at once and stay marked until you look at them."),
            "registry:inbox",
            right="coordinate",
        )
    yield from _profile_steps(plan, today)
    if plan.bei and plan.latest and today.year - plan.latest.year >= MONITORING_INTERVAL_YEARS:
        yield Step(
            _("Begin a monitoring emission inventory"),
            _("The latest inventory is of %(year)d; the Covenant asks for one every %(interval)d years.")
            % {"year": plan.latest.year, "interval": MONITORING_INTERVAL_YEARS},
            "inventory:inventory-new",
        )
    for account in plan.accounts:
        if count := _count(account, Severity.WARNING):
            title = ngettext(
                "Look at %(count)d warning of %(inventory)s",
                "Look at %(count)d warnings of %(inventory)s",
                count,
            )
            yield Step(
                title % {"count": count, "inventory": account.inventory},
                _first(account, Severity.WARNING),
                "inventory:findings",
                (account.year,),
                "view",
            )
    yield from _strategy_steps(plan)
    yield from _risk_steps(plan)
    yield from _action_steps(plan)
    yield from _poverty_steps(plan)
    yield Step(
        _("Build the plan document"),
        _("DOCX and PDF with everything written so far; empty sections say what is missing."),
        "reports:index",
        right="view",
    )


def _strategy_steps(plan: Plan) -> Iterator[Step]:
    if plan.bei is None:
        return
    if plan.course.main is None:
        yield Step(
            _("Set the target for 2030"),
            _("The whole plan is measured by it; the page says what the Covenant asks."),
            "targets:targets-new",
            query="kind=emissions_absolute&target_year=2030",
        )
    if not plan.strategy.vision.strip():
        yield Step(
            _("Write the vision"),
            _("Two or three sentences on where the town wants to be."),
            "targets:vision",
        )
    if not {"mitigation", "adaptation"} <= {goal.kind for goal in plan.goals}:
        yield Step(
            _("Add goals for mitigation and adaptation"),
            _("Each with an indicator, a base value and a target value."),
            "actions:goals",
        )


def _action_steps(plan: Plan) -> Iterator[Step]:
    if plan.bei is None:
        return
    if not plan.actions:
        yield Step(
            _("Begin the action plan in four steps"),
            _("Sectors, target, actions, responsibilities: a meter shows how much is still missing."),
            "actions:wizard",
        )
        return
    gap = plan.course.gap
    if gap and gap.gap_t > 0:
        yield Step(
            _("Close the gap to the target"),
            _("The actions avoid %(has)s t of the %(needs)s t needed.")
            % {"has": _tonnes(gap.actions_t), "needs": _tonnes(gap.needed_t)},
            "actions:wizard",
            query="step=3",
        )
    errors = [finding for finding in plan.action_findings if finding.severity == Severity.ERROR]
    if errors:
        title = ngettext(
            "Mend %(count)d error in the actions", "Mend %(count)d errors in the actions", len(errors)
        )
        yield Step(
            title % {"count": len(errors)},
            errors[0].message.text(lang()),
            "actions:findings",
            right="view",
        )


def _risk_steps(plan: Plan) -> Iterator[Step]:
    if not plan.hazards:
        yield Step(
            _("Choose the climate hazards"),
            _("Without an assessment of risk and vulnerability a plan is not eligible."),
            "risk:index",
        )
        return
    if count := sum(not (one.probability and one.impact) for one in plan.hazards):
        title = ngettext("Rate %(count)d hazard", "Rate %(count)d hazards", count)
        yield Step(
            title % {"count": count},
            _("A hazard that is not assessed is a gap, not a low risk."),
            "risk:rate",
        )
    if unmet := [one for one in plan.resilience.high_risks if one.state == "open"]:
        title = ngettext(
            "Answer %(count)d high risk with an action",
            "Answer %(count)d high risks with an action",
            len(unmet),
        )
        yield Step(
            title % {"count": len(unmet)},
            _("Every high risk needs an adaptation action, or a reason why it is accepted."),
            "risk:findings",
            right="view",
        )
    if not plan.climate_series:
        yield Step(
            _("Read the town's daily climate record"),
            _("It shows what has changed already, and proposes levels for the hazards."),
            "climate:index",
        )


def _poverty_steps(plan: Plan) -> Iterator[Step]:
    if not plan.poverty_indicators:
        yield Step(
            _("Choose indicators of energy poverty"),
            _("Reports to the Covenant must cover energy poverty since January 2025."),
            "poverty:index",
        )


def _tonnes(value: float) -> str:
    return locale.number(value, lang(), 0)


def _account_steps(account: Account) -> Iterator[Step]:
    name = {"inventory": account.inventory}
    if not account.records.energy_uses:
        yield Step(
            _("Enter the energy of %(inventory)s") % name,
            _("Type it into the grid, paste it from a spreadsheet or import a file."),
            "inventory:grid",
            (account.year,),
        )
        return
    if count := account.errors:
        title = ngettext(
            "Mend %(count)d error in %(inventory)s", "Mend %(count)d errors in %(inventory)s", count
        )
        yield Step(
            title % (name | {"count": count}),
            _first(account, Severity.ERROR),
            "inventory:findings",
            (account.year,),
            "view",
        )
    if account.population is None:
        yield Step(
            _("Enter the population of %(year)d") % {"year": account.year},
            _("Results per inhabitant and several checks need it."),
            "inventory:profile-values-new",
            query=f"indicator=population&year={account.year}",
        )


def _profile_steps(plan: Plan, today: date) -> Iterator[Step]:
    if late := overdue(plan, today):
        title = ngettext(
            "Ask for %(count)d overdue data set", "Ask for %(count)d overdue data sets", len(late)
        )
        yield Step(
            title % {"count": len(late)}, ", ".join(data.title for data in late[:3]), "inventory:data-sets"
        )
    if not plan.data_sets:
        yield Step(
            _("Plan which data to collect"),
            _("List each data set with its owner and a date, so that nothing is asked for too late."),
            "inventory:data-sets",
        )
    if not plan.barriers:
        yield Step(
            _("Record what has hindered earlier measures"),
            _("The strategy must name the barriers and how to overcome them."),
            "inventory:barriers",
        )
    if not plan.potentials:
        yield Step(
            _("Record the potentials"),
            _("What could be saved or produced in the territory."),
            "inventory:potentials",
        )


def _count(account: Account, severity: Severity) -> int:
    return sum(finding.severity == severity for finding in account.findings)


def _first(account: Account, severity: Severity) -> str:
    found = next(finding for finding in account.findings if finding.severity == severity)
    return found.message.text(lang())


def _made_with(account: Account) -> tuple[object, ...]:
    choice = account.choice
    return (
        choice.approach,
        choice.gas_basis,
        choice.gwp if choice.gas_basis == "co2eq" else None,
        choice.fuel_edition,
        choice.electricity_edition,
    )
