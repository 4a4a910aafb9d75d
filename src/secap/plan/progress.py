"""Where a plan stands and what to do next: pure functions of a `Plan` and a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from secap import locale
from secap.desk.inventory.account import Account
from secap.desk.inventory.models import DataSet
from secap.method.basis.findings import Severity
from secap.method.targets import checks as target_checks
from secap.plan.contents import records
from secap.plan.plan import Plan

MONITORING_INTERVAL_YEARS = 4  # the Covenant asks for a monitoring emission inventory every fourth year
# States in which a data set is no longer waited for (codes of `dataset_statuses`).
SETTLED = frozenset({"received", "checked", "unavailable"})


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a section needs. state : done | open | bad."""

    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a section is. Without points this version does not hold the section."""

    code: str
    points: tuple[Point, ...] = ()

    @property
    def is_held(self) -> bool:
        return bool(self.points)

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
        Progress("strategy", tuple(_strategy_points(plan))),
        Progress("inventory", tuple(_inventory_points(plan, today))),
        Progress("risk"),
        Progress("actions", tuple(_action_points(plan))),
        Progress("poverty"),
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


def overdue(plan: Plan, today: date) -> list[DataSet]:
    """Return the data sets whose day has passed and that are still waited for, longest first."""
    late = [
        data
        for data in plan.data_sets
        if data.due_date and data.due_date < today and data.status not in SETTLED
    ]
    return sorted(late, key=lambda data: (data.due_date or today, data.title))


def waiting(plan: Plan) -> int:
    """Return how many records wait for the co-ordinator's acceptance."""
    return sum(not record.accepted for record in records(plan))


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
    yield from _action_steps(plan)
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
            errors[0].message.text((get_language() or "en")[:2]),
            "actions:findings",
            right="view",
        )


def _tonnes(value: float) -> str:
    return locale.number(value, (get_language() or "en")[:2], 0)


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


def _inventory_points(plan: Plan, today: date) -> Iterator[Point]:
    bei = plan.bei
    yield _point(_("A baseline emission inventory (BEI)"), bei is not None)
    has_energy = bei is not None and bool(bei.records.energy_uses)
    yield _point(_("Its energy by sector and carrier"), has_energy)
    found = {finding.id for finding in bei.findings} if bei else set()
    yield _point(
        _("At least three of the four key sectors"), has_energy and "inventory.key_sectors" not in found
    )
    yield _point(
        _("Stationary energy, transport and waste reported"),
        has_energy and "inventory.main_sectors" not in found,
    )
    yield _point(_("Population of its year"), bei is not None and bei.population is not None)
    count = sum(account.errors for account in plan.accounts)
    text = ngettext("%(count)d error to mend", "%(count)d errors to mend", count) % {"count": count}
    yield Point(text, "bad") if count else _point(_("No errors found"), has_energy)
    count = waiting(plan)
    text = ngettext("%(count)d entry awaits acceptance", "%(count)d entries await acceptance", count)
    yield Point(text % {"count": count}, "open") if count else _point(_("Everything accepted"), has_energy)
    late = len(overdue(plan, today))
    text = ngettext("%(count)d data set overdue", "%(count)d data sets overdue", late) % {"count": late}
    yield Point(text, "bad") if late else _point(_("Data collection on time"), bool(plan.data_sets))
    yield _point(_("Barriers recorded"), bool(plan.barriers))
    yield _point(_("Potentials recorded"), bool(plan.potentials))


def _strategy_points(plan: Plan) -> Iterator[Point]:
    yield _point(_("A vision"), bool(plan.strategy.vision.strip()))
    yield _point(_("A commitment with its date"), plan.course.strategy.has_commitment)
    main = plan.course.main
    yield _point(_("A target for emissions"), main is not None)
    wrong = {finding.id for finding in target_checks.check_strategy(plan.course.strategy)}
    is_enough = main is not None and not wrong & {"targets.below_minimum", "targets.no_interim"}
    yield _point(_("At least what the Covenant asks by 2030"), is_enough)
    kinds = {goal.kind for goal in plan.goals}
    yield _point(_("Goals for mitigation and adaptation"), {"mitigation", "adaptation"} <= kinds)
    yield _point(_("Directions and priority areas"), bool(plan.directions and plan.priority_areas))
    yield _point(_("Staff and money"), bool(plan.staff and plan.budget))


def _action_points(plan: Plan) -> Iterator[Point]:
    actions = plan.portfolio.actions
    yield _point(_("Actions for mitigation and adaptation"), _serves(plan, "mitigation", "adaptation"))
    known = [one for one in actions if "mitigation" in one.kinds]
    yield _point(_("Each with its effect"), bool(known) and all(one.t is not None for one in known))
    gap = plan.course.gap
    yield _point(_("Together they reach the target"), gap is not None and gap.gap_t <= 0)
    yield _point(
        _("Each with responsible body, goal and indicator"),
        bool(actions) and all(one.responsible and one.goal and one.indicators for one in actions),
    )
    yield _point(_("Each with cost and dates"), bool(actions) and all(
        one.cost_eur is not None and one.start and one.end for one in actions
    ))  # fmt: skip
    count = sum(finding.severity == Severity.ERROR for finding in plan.action_findings) if actions else 0
    text = ngettext("%(count)d error to mend", "%(count)d errors to mend", count) % {"count": count}
    yield Point(text, "bad") if count else _point(_("No errors found"), bool(actions))


def _serves(plan: Plan, *kinds: str) -> bool:
    there = {kind for one in plan.portfolio.actions for kind in one.kinds}
    return set(kinds) <= there


def _point(text: str, is_done: bool) -> Point:
    return Point(text, "done" if is_done else "open")


def _count(account: Account, severity: Severity) -> int:
    return sum(finding.severity == severity for finding in account.findings)


def _first(account: Account, severity: Severity) -> str:
    found = next(finding for finding in account.findings if finding.severity == severity)
    return found.message.text((get_language() or "en")[:2])


def _made_with(account: Account) -> tuple[object, ...]:
    choice = account.choice
    return (
        choice.approach,
        choice.gas_basis,
        choice.gwp if choice.gas_basis == "co2eq" else None,
        choice.fuel_edition,
        choice.electricity_edition,
    )
