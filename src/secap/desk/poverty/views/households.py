"""Household tables: those that were summed up, what one tells, and taking its shares as indicators."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.poverty import charts
from secap.desk.poverty.chapter import StudyRecords
from secap.desk.poverty.measures import SYMBOLS, definitions, scale, thresholds
from secap.desk.poverty.models import HouseholdGroup, PovertyIndicator
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import lang, name, person_of, waiting_note
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as
from secap.desk.registry.whole import whole_of
from secap.method.poverty.households import REASONS
from secap.method.poverty.summary import LEAST_HOUSEHOLDS

# Indicators that a household table gives, with the field of the whole table's group.
TAKEN = {"ep40": "share_2m_percent", "ep41": "share_m2_percent"}
REASON = "household table"


@member("view")
def households(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the tables that were summed up, with the shares of all their households."""
    plan = whole_of(request, municipality)
    found = [(one.study, _whole(one)) for one in plan.household_studies]
    for study, _group in found:
        study.municipality = municipality
    context = {
        "tab": "households",
        "studies": found,
        "definitions": definitions(lang()),
        "symbols": SYMBOLS,
        "least": LEAST_HOUSEHOLDS,
    }
    return render(request, "poverty/households.html", context)


def _whole(one: StudyRecords) -> HouseholdGroup | None:
    return next((group for group in one.groups if not group.name), None)


def _records(request: HttpRequest, municipality: Municipality, uid: str) -> StudyRecords:
    plan = whole_of(request, municipality)
    for one in plan.household_studies:
        if one.study.uid == uid:
            one.study.municipality = municipality
            return one
    raise Http404


@dataclass(frozen=True, slots=True)
class Taken:
    """A share that can stand among the indicators.  there : the value of that year, None for none."""

    indicator: str
    label: str
    value: float
    there: PovertyIndicator | None

    @property
    def seen(self) -> str:
        """Which revision of the value the page shows; empty for none."""
        return f"{self.there.uid}:{self.there.revision}" if self.there else ""

    @property
    def is_same(self) -> bool:
        return self.there is not None and self.there.value == self.value


@member("view")
def study(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Show one table: shares by group, how each measure is defined, and what it was held against."""
    one = _records(request, municipality, uid)
    record = one.study
    figure = charts.groups(one.groups, lang())
    found = taken(one, municipality)
    context = {
        "tab": "households",
        "study": record,
        "lines": [(group, None) for group in sorted(one.groups, key=lambda group: bool(group.name))],
        "hidden": sum(group.is_suppressed for group in one.groups),
        "figure": figure,
        "definitions": definitions(lang()),
        "symbols": SYMBOLS,
        "thresholds": thresholds(record, lang()),
        "scale": scale(record, lang()),
        "left_out": [
            (REASONS[reason].text(lang()) if reason in REASONS else reason, count)
            for reason, count in record.left_out.items()
        ],
        "left_out_count": sum(record.left_out.values()),
        "taken": found,
        "must_take": any(not line.is_same for line in found),
        "replaces": any(line.there is not None and not line.is_same for line in found),
        "least": LEAST_HOUSEHOLDS,
    }
    return render(request, "poverty/study.html", context)


def taken(one: StudyRecords, municipality: Municipality) -> list[Taken]:
    """Return what the table gives to the indicators, beside what stands there for its year."""
    whole = _whole(one)
    if whole is None or whole.is_suppressed:
        return []
    there = {
        record.indicator: record
        for record in PovertyIndicator.objects.filter(
            municipality=municipality, year=one.study.year, indicator__in=TAKEN
        )
    }
    return [
        Taken(code, name("poverty_indicators", code), value, there.get(code))
        for code, field in TAKEN.items()
        if (value := getattr(whole, field)) is not None
    ]


@member("contribute")
@require_POST
def take(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Write the shares of all households among the indicators, with the table as their source."""
    one = _records(request, municipality, uid)
    found = [line for line in taken(one, municipality) if not line.is_same]
    try:
        with transaction.atomic():
            for line in found:
                record = line.there or PovertyIndicator(indicator=line.indicator, year=one.study.year)
                if request.POST.get(f"seen-{line.indicator}", "") != line.seen:
                    raise StaleRecord
                record.municipality = municipality
                record.value, record.answer = line.value, None
                record.source = _source(one)[:300]
                keep_as(person_of(request), record, REASON)
    except (StaleRecord, IntegrityError):
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return redirect("poverty:study", municipality.slug, uid)
    if found:
        text = _("Entered: %(indicators)s.") % {"indicators": "; ".join(line.label for line in found)}
        messages.success(request, text + waiting_note(request))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect("poverty:study", municipality.slug, uid)


def _source(one: StudyRecords) -> str:
    parts = [_("Household table “%(title)s”") % {"title": one.study.title}, one.study.source]
    return ", ".join(part for part in parts if part)
