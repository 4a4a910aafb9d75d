"""What the assessment says, in a sentence, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secap.desk.registry.models import Municipality

NAMED = 4  # hazards that a sentence lists
STEPS = 5


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next."""

    title: str
    why: str
    url: str


def saying(resilience: Any) -> str:
    """Return what the assessment says in two sentences or three."""
    lines, gaps = resilience.lines, resilience.gaps
    if not lines:
        return _("No hazard is rated yet, so nothing can be said about the risk.")
    high = [line for line in lines if line.is_high]
    parts = [_high(high) if high else _("No hazard is a high risk as rated today.")]
    if high:
        parts.append(_answered(high))
    rising = sum(line.flag == "rising" for line in lines)
    if rising:
        parts.append(
            ngettext("%(count)d hazard is growing.", "%(count)d hazards are growing.", rising)
            % {"count": rising}
        )
    if gaps:
        text = ngettext(
            "%(count)d hazard is not rated and stays a gap.",
            "%(count)d hazards are not rated and stay gaps.",
            len(gaps),
        )
        parts.append(text % {"count": len(gaps)})
    return " ".join(parts)


def _high(high: Sequence[Any]) -> str:
    names = [str(line.record) for line in high[:NAMED]]
    told = ", ".join(names) + ("" if len(high) <= NAMED else " " + _("and others"))
    text = ngettext("%(count)d high risk: %(names)s.", "%(count)d high risks: %(names)s.", len(high))
    return text % {"count": len(high), "names": told}


def _answered(high: Sequence[Any]) -> str:
    counts = {state: sum(line.state == state for line in high) for state in ("met", "accepted", "open")}
    if counts["open"]:
        text = ngettext(
            "%(count)d of them is neither met by an action nor accepted with a reason.",
            "%(count)d of them are neither met by an action nor accepted with a reason.",
            counts["open"],
        )
        return text % {"count": counts["open"]}
    if counts["accepted"]:
        return _("Each is met by an action or accepted with a reason.")
    return _("Each is met by an action.")


def steps(plan: Any, resilience: Any, municipality: Municipality) -> list[Step]:
    """Return what to do next, the most pressing first."""
    found = []
    for title, why, name, query in _steps(plan, resilience):
        try:
            url = reverse(name, args=[municipality.slug])
        except NoReverseMatch:
            continue  # the page is not installed
        found.append(Step(title, why, url + query))
    return found[:STEPS]


def _steps(plan: Any, resilience: Any) -> Iterator[tuple[str, str, str, str]]:
    """Yield (title, why, URL name, what follows the address)."""
    if resilience.gaps:
        count = len(resilience.gaps)
        title = ngettext("Rate %(count)d hazard", "Rate %(count)d hazards", count) % {"count": count}
        yield title, _("Without probability and impact it is a gap, not a low risk."), "risk:rate", ""
    for line in [line for line in resilience.lines if line.state == "open"][:2]:
        title = _("Answer the high risk: %(hazard)s") % {"hazard": line.record}
        query = f"?kinds=adaptation&hazards={line.record.hazard}"
        why = _("It needs an adaptation action, or a reason why it is accepted.")
        yield title, why, "actions:actions-new", query
    if not plan.risk_assessments:
        why = _("Date, author, area and scale of time belong to the report.")
        yield _("Write down how it was assessed"), why, "risk:frame", ""
    if not plan.sector_impacts:
        why = _("A hazard becomes a risk by what it does: to homes, roads, health, forests.")
        yield _("Enter the impacts on sectors"), why, "risk:sectors", ""
    if not plan.vulnerable_groups:
        why = _("At least one: who suffers most?")
        yield _("Name the vulnerable groups"), why, "risk:groups-new", ""
    if not plan.adaptive_capacity:
        why = _("Five factors, each low, moderate or high.")
        yield _("Judge the adaptive capacity"), why, "risk:capacity-new", ""
    if not plan.past_events:
        why = _("They are the best evidence of a hazard.")
        yield _("Record past events"), why, "risk:past-events-new", ""
    if not plan.impact_chains:
        why = _("They show where an action can break in.")
        yield _("Draw an impact chain"), why, "risk:impact-chains-new", ""
    if not plan.scoreboard:
        why = _("It tells how far adaptation has come, step by step.")
        yield _("Rate the adaptation scoreboard"), why, "risk:scoreboard", ""
