"""What the plan itself shows of the six guarantees: beside the answers of the self-assessment, never
instead of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secap import locale
from secap.desk.governance.bodies import Bodies
from secap.desk.registry.reader import lang

LAST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Proof:
    """One fact.  is_there : the plan shows it;  url : where it stands."""

    text: str
    is_there: bool
    url: str


def proofs(bodies: Bodies) -> dict[str, list[Proof]]:
    """Return {guarantee: what the plan shows of it}, for every row of `admin_guarantees`."""
    return {code: list(family(bodies)) for code, family in FAMILIES.items()}


def _at(bodies: Bodies, name: str) -> str:
    return reverse(name, args=[bodies.plan.municipality.slug])


def _coordination(bodies: Bodies) -> Iterator[Proof]:
    found = bodies.plan.administration
    departments = len(found.departments)
    text = ngettext("%(count)s department", "%(count)s departments", departments) % {"count": departments}
    yield Proof(text, departments > 0, _at(bodies, "governance:departments"))
    led = sum(bool(row.parts) and not row.gaps for row in found.topics)
    text = _("%(led)s of %(all)s topics are led by one department") % {"led": led, "all": len(found.topics)}
    yield Proof(text, led == len(found.topics), _at(bodies, "governance:coordination"))


def _capacity(bodies: Bodies) -> Iterator[Proof]:
    found = bodies.plan.administration
    url = _at(bodies, "governance:departments")
    if found.fte.value is None:
        yield Proof(_("No department has told its working time"), False, url)
    else:
        told = {"fte": _number(found.fte.value), "told": found.fte.told, "all": found.fte.of}
        text = _("%(fte)s FTE, told by %(told)s of %(all)s departments") % told
        yield Proof(text, found.fte.value > 0, url)
    if found.budget_eur.value is None:
        yield Proof(_("No department has told its budget"), False, url)
    else:
        money = found.budget_eur
        told = {"eur": _number(money.value), "told": money.told, "all": money.of}
        text = _("%(eur)s EUR a year, told by %(told)s of %(all)s departments") % told
        yield Proof(text, money.value > 0, url)


def _vision(bodies: Bodies) -> Iterator[Proof]:
    has_vision = bool(bodies.plan.strategy.vision.strip())
    text = _("The vision is written") if has_vision else _("No vision is written")
    yield Proof(text, has_vision, _at(bodies, "targets:vision"))
    actions = [one.action for one in bodies.plan.actions]
    priced = sum(one.investment_eur is not None for one in actions)
    text = _("%(priced)s of %(all)s actions have a cost") % {"priced": priced, "all": len(actions)}
    yield Proof(text, bool(actions) and priced == len(actions), _at(bodies, "actions:finance"))


def _involvement(bodies: Bodies) -> Iterator[Proof]:
    held = [one for one in bodies.plan.events if one.state == "held" and _is_recent(one.date, bodies)]
    text = ngettext(
        "%(count)s event in the last 12 months", "%(count)s events in the last 12 months", len(held)
    ) % {"count": len(held)}
    yield Proof(text, bool(held), _at(bodies, "stakeholders:events"))


def _updating(bodies: Bodies) -> Iterator[Proof]:
    reports = [
        one for item in bodies.plan.actions for one in item.progress_reports if _is_recent(one.date, bodies)
    ]
    text = ngettext(
        "%(count)s progress report in the last 12 months",
        "%(count)s progress reports in the last 12 months",
        len(reports),
    ) % {"count": len(reports)}
    yield Proof(text, bool(reports), _at(bodies, "actions:actions"))
    later = sum(not one.inventory.is_bei for one in bodies.plan.inventories)
    text = ngettext(
        "%(count)s monitoring emission inventory", "%(count)s monitoring emission inventories", later
    ) % {"count": later}
    yield Proof(text, later > 0, _at(bodies, "inventory:index"))


def _vertical(bodies: Bodies) -> Iterator[Proof]:
    found = bodies.alignment
    url = _at(bodies, "targets:regional-priorities")
    told = {"compared": len(found.compared), "all": len(found.comparisons)}
    text = _("%(compared)s of %(all)s other plans are compared with this one") % told
    yield Proof(text, bool(found.compared) and not found.open, url)
    if count := len(found.conflicts):
        text = ngettext("%(count)s plan is in conflict", "%(count)s plans are in conflict", count)
        yield Proof(text % {"count": count}, False, url)


def _is_recent(day: date | None, bodies: Bodies) -> bool:
    today: date = bodies.plan.today
    return day is not None and today - timedelta(days=LAST_DAYS) <= day <= today


def _number(value: float) -> str:
    return locale.number(value, lang())


FAMILIES: dict[str, Callable[[Bodies], Iterator[Proof]]] = {
    "coordination": _coordination,
    "capacity": _capacity,
    "vision": _vision,
    "involvement": _involvement,
    "updating": _updating,
    "vertical": _vertical,
}
