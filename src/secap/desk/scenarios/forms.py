"""What the editor of a scenario sends: its own fields, the points of its paths, switches of actions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.forms.models import modelform_factory
from django.utils.translation import gettext as _

from secap.desk.registry.forms import RecordForm, form_field, record_form
from secap.desk.scenarios.chapter import ScenarioRecords
from secap.desk.scenarios.models import ActionSwitch, PathPoint, Scenario
from secap.method.basis import codes

BLANK_ROWS = 3  # at the end of the table, for a browser without script
MOST_ROWS = 400
POINT_FIELDS = ("quantity", "year", "value", "sector", "carrier", "low", "high", "source")
UNDER_WAY = ("ongoing", "completed")
SCENARIO_FORM = record_form(Scenario)


class PointRow(forms.ModelForm):
    """One row of the table of paths; empty rows are left alone."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in self.fields.values():
            one.help_text = ""
        self.remove = f"{self.prefix}-remove"
        self.uid = f"{self.prefix}-uid"

    @property
    def is_removed(self) -> bool:
        return self.is_bound and self.remove in self.data

    @property
    def is_blank(self) -> bool:
        return self.is_bound and not any(
            str(self.data.get(self.add_prefix(name), "")).strip() for name in self.fields
        )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        row = codes.table("path_quantities").get(found.get("quantity") or "")
        for name in str(row.needs).split() if row else ():
            if not found.get(name) and name not in self.errors:
                self.add_error(name, _("This quantity needs it."))
        low, value, high = (found.get(name) for name in ("low", "value", "high"))
        if value is not None and low is not None and low > value:
            self.add_error("low", _("The low value must not exceed the value."))
        if value is not None and high is not None and high < value:
            self.add_error("high", _("The high value must not be below the value."))
        return found


POINT_ROW = cast(
    type[PointRow],
    modelform_factory(PathPoint, form=PointRow, fields=list(POINT_FIELDS), formfield_callback=form_field),
)


@dataclass(slots=True)
class Switch:
    """One action of the plan in the scenario.

    usual : whether the scenario carries it out unless it is switched;  plan_on, started_on : the same for
    either choice of the scenario, for the script;  year : start year instead of the plan's, as text.
    """

    uid: str
    label: str
    record: Any
    plan_start: int | None
    plan_on: bool
    started_on: bool
    usual: bool
    is_on: bool
    year: str
    bar: Mapping[str, float] | None = None
    error: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the scenario treats the action otherwise than it would by itself."""
        return self.is_on != self.usual or bool(self.year)


@dataclass
class Draft:
    """A scenario as it stands in the form.

    form : its own fields;  rows : of the paths;  switches : of all actions;  kept : {uid: point} as saved.
    """

    records: ScenarioRecords
    form: RecordForm
    rows: list[PointRow]
    switches: list[Switch]
    kept: dict[str, PathPoint] = field(default_factory=dict)

    def is_valid(self) -> bool:
        """Check everything, so that all errors show at once."""
        rows = [row.is_valid() for row in self.living_rows()]
        return all([self.form.is_valid(), *rows, *(not one.error for one in self.switches)])

    def living_rows(self) -> list[PointRow]:
        return [row for row in self.rows if not row.is_removed and not row.is_blank]

    def errors(self) -> list[str]:
        """Return what is wrong, in words, with the place."""
        found = [_told(str(one.label), text) for one in self.form for text in one.errors]
        found += [str(text) for text in self.form.non_field_errors()]
        for place, row in enumerate(self.rows, 1):
            if row.is_removed or row.is_blank:
                continue
            where = _("Row %(number)s of the paths") % {"number": place}
            for name, texts in row.errors.items():
                label = str(row.fields[name].label) if name in row.fields else ""
                found += [_told(f"{where}, {label}" if label else where, str(text)) for text in texts]
        found += [_told(one.label, one.error) for one in self.switches if one.error]
        return found

    def drawn(self) -> ScenarioRecords:
        """Return the scenario of a valid form, to be computed; nothing is saved."""
        scenario = self.form.instance
        points = [row.instance for row in self.living_rows()]
        switches = [
            ActionSwitch(action_uid=one.uid, is_on=one.is_on, start_year=int(one.year) if one.year else None)
            for one in self.switches
            if one.is_own
        ]
        return ScenarioRecords(cast(Scenario, scenario), points, switches)


def _told(where: str, text: Any) -> str:
    return _("%(place)s: %(problem)s") % {"place": where, "problem": text}


def stamp(records: ScenarioRecords) -> str:
    """Return what tells whether anybody saved any part of the scenario since a form was opened."""
    everything = [records.scenario, *records.points, *records.switches]
    text = " ".join(sorted(f"{one.uid}:{one.revision}" for one in everything))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def draft(plan: Any, records: ScenarioRecords, data: Any = None) -> Draft:
    """Return the scenario in a form: as it is saved, or as `data` says.

    plan : plan.plan.Plan
    """
    form = SCENARIO_FORM(data, instance=records.scenario, municipality=plan.municipality)
    kept = {point.uid: point for point in records.points}
    return Draft(records, form, _rows(records.points, kept, data), _switches(plan, records, data), kept)


def _rows(points: Sequence[PathPoint], kept: Mapping[str, PathPoint], data: Any) -> list[PointRow]:
    if data is None:
        rows = [POINT_ROW(prefix=f"point-{place}", instance=one) for place, one in enumerate(points)]
        return rows + [POINT_ROW(prefix=f"point-{len(points) + extra}") for extra in range(BLANK_ROWS)]
    text = str(data.get("point-count", ""))
    count = min(int(text) if text.isdigit() else 0, MOST_ROWS)
    return [
        POINT_ROW(data, prefix=f"point-{place}", instance=kept.get(data.get(f"point-{place}-uid", "")))
        for place in range(count)
        if f"point-{place}-quantity" in data
    ]


def _switches(plan: Any, records: ScenarioRecords, data: Any) -> list[Switch]:
    scenario = records.scenario
    saved = {one.action_uid: one for one in records.switches}
    shown = data.get("shown-actions", scenario.actions) if data is not None else scenario.actions
    wanted = data.get("actions", scenario.actions) if data is not None else scenario.actions
    found = []
    for line in plan.portfolio.lines:
        record, action = line.records.action, line.action
        plan_on = action.is_active
        started_on = plan_on and action.status in UNDER_WAY
        usual = {"plan": plan_on, "started": started_on}
        one = saved.get(record.uid)
        if data is None:
            is_on = one.is_on if one else usual.get(wanted, False)
            year = str(one.start_year) if one and one.start_year else ""
        else:
            is_on = f"on-{record.uid}" in data
            year = str(data.get(f"year-{record.uid}", "")).strip()
            if is_on == usual.get(shown, False):
                is_on = usual.get(wanted, False)  # not switched: follows what the scenario says now
        start = action.start.year if action.start else action.full_effect_year
        problem = "" if not year or _is_year(year) else _("Choose a year from the list.")
        found.append(
            Switch(
                record.uid, str(record), record, start, plan_on, started_on, usual.get(wanted, False), is_on,
                year if not problem else "", error=problem,
            )
        )  # fmt: skip
    return found


def _is_year(text: str) -> bool:
    return text.isdigit() and 1990 <= int(text) <= 2100


def switch_records(draft_: Draft) -> tuple[list[ActionSwitch], list[ActionSwitch]]:
    """Return (switches to keep, switches to delete) of a valid form."""
    saved: Mapping[str, ActionSwitch] = {one.action_uid: one for one in draft_.records.switches}
    keep, delete = [], []
    for one in draft_.switches:
        record = saved.get(one.uid)
        if not one.is_own:
            delete += [record] if record else []
            continue
        year = int(one.year) if one.year else None
        if record and (record.is_on, record.start_year) == (one.is_on, year):
            continue
        record = record or ActionSwitch(scenario=draft_.records.scenario, action_uid=one.uid)
        record.is_on, record.start_year = one.is_on, year
        keep.append(record)
    return keep, delete


def changed_points(rows: Iterable[PointRow]) -> list[PathPoint]:
    """Return the points of valid rows that are new or differ from what is saved."""
    return [row.instance for row in rows if not row.instance.pk or row.has_changed()]
