"""The action plan in four steps: sectors, target, actions, responsibilities and indicators; then a summary.

Every step is a page of its own with plain forms, so it can be left and continued, and needs no script.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from secap.desk.actions import charts, four_steps, starting
from secap.desk.actions.models import Action, Effect, Indicator, SectorChoice
from secap.desk.actions.portfolio import Line
from secap.desk.actions.views.saving import code_from, keep_all
from secap.desk.actions.views.shared import line_or_404
from secap.desk.registry.fields import code_choices
from secap.desk.registry.forms import AmountField, RecordForm, record_form
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.notices import say_undoable
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import person_of, waiting_note
from secap.desk.registry.records import Record, kind_of, model_of
from secap.desk.registry.whole import whole, whole_of
from secap.method.actions import measures
from secap.method.actions.coverage import key_sector_rules
from secap.method.basis import codes
from secap.method.targets.requirements import minimum_for

# The target belongs to another chapter, so it is named by its kind.
TARGET_KIND = "targets.target"
REASON = "four steps"
PAGE_SIZE = 50
OPTIONS_SHARE = (0.4, 0.55, 0.65, 0.8)  # reductions that the second step puts side by side


@member("view")
def wizard(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show a step; without a number the first that is not done."""
    text = request.GET.get("step", "")
    number = int(text) if text in {str(step) for step in four_steps.STEPS} else 0
    return _page(request, municipality, number)


def _page(
    request: HttpRequest, municipality: Municipality, number: int, status: int = 200, **more: Any
) -> HttpResponse:
    # After a refused form the plan is loaded anew: a form may have changed the instances it was given.
    plan = whole_of(request, municipality) if status == 200 else whole(municipality)
    number = number or four_steps.first_open(plan)
    rows = four_steps.sector_rows(plan, lang())
    baseline = plan.portfolio.baseline
    context = {
        "number": number,
        "steps": four_steps.steps(plan, number),
        "course": plan.course,
        "baseline": baseline,
        "unit": baseline.gas_unit if baseline else "t CO₂",
        "rows": rows,
        "chosen_rows": [row for row in rows if row.choice.is_chosen],
        "here": request.get_full_path(),
    }
    context |= {1: _sectors, 2: _target, 3: _actions, 4: _duties, 5: _summary}[number](request, plan, rows)
    return render(request, f"actions/wizard_{number}.html", {**context, **more}, status=status)


def _to_step(municipality: Municipality, number: int, anchor: str = "") -> HttpResponse:
    url = f"{reverse('actions:wizard', args=[municipality.slug])}?step={number}"
    return redirect(f"{url}#{anchor}" if anchor else url)


# First step: sectors.


def _sectors(_request: HttpRequest, plan: Any, _rows: Any) -> dict[str, Any]:
    return {
        "levels": code_choices("feasibility_levels"),
        "rules": key_sector_rules(plan.portfolio.actions),
    }


@member("contribute")
@require_POST
def save_sectors(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Save feasibility, choice and reason of the sectors; those that were not touched get no record."""
    known = {choice.sector: choice for choice in SectorChoice.objects.filter(municipality=municipality)}
    changed: list[Record] = []
    for sector in codes.table("action_sectors"):
        choice = known.get(sector) or SectorChoice(municipality=municipality, sector=sector)
        before = (choice.feasibility, choice.is_chosen, choice.note)
        choice.feasibility = code_from("feasibility_levels", request.POST.get(f"feasibility-{sector}", ""))
        choice.is_chosen = f"chosen-{sector}" in request.POST
        choice.note = request.POST.get(f"note-{sector}", "").strip()
        if (choice.feasibility, choice.is_chosen, choice.note) == before:
            continue
        if str(choice.revision) != request.POST.get(f"revision-{sector}", str(choice.revision)):
            messages.error(request, _("Somebody has just changed this. Look at it and try again."))
            return _to_step(municipality, 1)
        choice.municipality = municipality
        changed.append(choice)
    if not changed:
        messages.info(request, _("Nothing was changed."))
    elif keep_all(request, changed, REASON):
        messages.success(request, _("The choice of sectors is saved.") + waiting_note(request))
    return _to_step(municipality, 2 if "continue" in request.POST else 1)


# Second step: the target.


@dataclass(frozen=True, slots=True)
class Option:
    """What one reduction would mean.  goal_t : emissions left;  needed_t : to be reduced."""

    share: float
    goal_t: float
    needed_t: float
    is_minimum: bool
    is_ambition: bool
    is_chosen: bool


def target_form(plan: Any, data: Any = None) -> RecordForm:
    """Return the form of the target of 2030: the main target if it is of that year, else a new one."""
    model = model_of(TARGET_KIND)
    assert model is not None
    main = plan.course.main
    record = main.record if main and main.target.target_year == four_steps.TARGET_YEAR else None
    if record is None:
        new: dict[str, Any] = {"kind": "emissions_absolute", "target_year": four_steps.TARGET_YEAR}
        record = model(municipality=plan.municipality, **new)
    without = {field.name for field in model.own_fields()} - {"reduction_percent", "note"}
    form_class = record_form(model, without=without)
    form = form_class(data, instance=record, municipality=plan.municipality)
    form.fields["reduction_percent"].required = True
    return form


def _target(_request: HttpRequest, plan: Any, _rows: Any) -> dict[str, Any]:
    course = plan.course
    minimum = minimum_for(course.strategy.region, course.strategy.adhesion, four_steps.TARGET_YEAR)
    main = course.main
    base = main.reach.base if main and main.reach else _emissions(plan.bei)
    options = []
    if base:
        asked = {minimum.share, minimum.ambition_share} if minimum else set()
        present = main.reach.equivalent_share if main and main.reach else None
        shares = {share for share in {*OPTIONS_SHARE, *asked} if share is not None}
        if present is not None:
            shares = {share for share in shares if abs(share - present) > 1e-9} | {present}
        options = [
            Option(
                share,
                base * (1 - share),
                base * share,
                minimum is not None and share == minimum.share,
                minimum is not None and share == minimum.ambition_share,
                share == present,
            )
            for share in sorted(shares)
        ]
    is_main = main is not None and main.target.target_year == four_steps.TARGET_YEAR
    return {
        "form": target_form(plan),
        "minimum": minimum,
        "options": options,
        "main": main,
        "is_main": is_main,
        "target_year": str(four_steps.TARGET_YEAR),
        "base_t": base,
        "is_below": bool(
            minimum and is_main and main.reach and main.reach.equivalent_share < minimum.share - 1e-9
        ),
        "is_between": bool(
            minimum
            and minimum.ambition_share
            and is_main
            and main.reach
            and minimum.share - 1e-9 <= main.reach.equivalent_share < minimum.ambition_share - 1e-9
        ),
    }


def _emissions(account: Any) -> float | None:
    return account.result.total_t if account is not None and account.result.complete else None


@member("contribute")
@require_POST
def save_target(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Save the target of 2030."""
    form = target_form(whole_of(request, municipality), request.POST)
    if form.is_valid() and form.keep(person_of(request)):
        messages.success(request, _("The target is saved.") + waiting_note(request))
        return _to_step(municipality, 3 if "continue" in request.POST else 2)
    if form.conflict:
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return _to_step(municipality, 2)
    return _page(request, municipality, 2, 422, form=form)


# Third step: actions until the gap is closed.


class NewActionForm(forms.Form):
    """A new action of a sector, from a measure of the catalogue or of one's own."""

    measure = forms.ChoiceField(required=False)
    title = forms.CharField(max_length=250, required=False)
    amount = AmountField(required=False)
    t = AmountField(required=False)
    reason = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, sector: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [one for one in measures.measures().values() if one.sector == sector]
        field = self.fields["measure"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *((one.code, one.label(lang())) for one in own)]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not found.get("measure") and not found.get("title"):
            self.add_error("title", _("Choose a measure or write a title."))
        for name in ("amount", "t"):
            value = found.get(name)
            if value is not None and value < 0:
                self.add_error(name, _("This must not be negative."))
        if found.get("t") is not None and not found.get("reason"):
            self.add_error("reason", _("Say where the estimate comes from."))
        return found


def _actions(_request: HttpRequest, plan: Any, rows: Any) -> dict[str, Any]:
    return {
        "sectors": [
            {"own": own, "form": NewActionForm(sector=own.row.code, auto_id=f"{own.row.code}-%s")}
            for own in four_steps.sector_actions(plan, rows)
        ],
        "elsewhere": four_steps.lines_elsewhere(plan, rows),
    }


@member("contribute")
@require_POST
def add_action(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Add an action to a sector: the gap shrinks at once where its effect is known."""
    sector = code_from("action_sectors", request.POST.get("sector", ""))
    if not sector:
        raise Http404
    form = NewActionForm(request.POST, sector=sector, auto_id=f"{sector}-%s")
    if not form.is_valid():
        plan = whole(municipality)
        context = _actions(request, plan, four_steps.sector_rows(plan, lang()))
        for item in context["sectors"]:
            if item["own"].row.code == sector:
                item["form"] = form
        return _page(request, municipality, 3, 422, **context)
    draft = _draft(municipality, sector, form.cleaned_data)
    if keep_all(request, draft.records, REASON):
        kind = kind_of(draft.action)
        say_undoable(
            request,
            _("Added: %(action)s.") % {"action": draft.action} + waiting_note(request),
            reverse("registry:delete", args=[municipality.slug, kind, draft.action.uid]),
        )
    return _to_step(municipality, 3, f"sector-{sector}")


def _draft(municipality: Municipality, sector: str, given: dict[str, Any]) -> starting.Draft:
    if given["measure"]:
        measure = measures.measure(given["measure"])
        draft = starting.from_catalogue(municipality, measure, lang(), amount=given["amount"])
        draft.action.title = given["title"] or draft.action.title
    else:
        action = Action(municipality=municipality, title=given["title"], sector=sector)
        draft = starting.Draft(action)
    if given["t"] is not None:
        draft.parts = [part for part in draft.parts if not isinstance(part, Effect)]
        draft.parts.append(starting.stated_effect(draft.action, given["t"], given["reason"]))
    return draft


# Fourth step: who does it, and how one will know.


class DutyForm(forms.Form):
    """Responsible body and first indicator of one action."""

    responsible = forms.CharField(label=gettext_lazy("Responsible body"), max_length=200, required=False)
    name = forms.CharField(label=gettext_lazy("Indicator"), max_length=200, required=False)
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=40, required=False)
    target = AmountField(label=gettext_lazy("Target value"), required=False)
    method = forms.CharField(
        label=gettext_lazy("How and how often it is measured"), max_length=300, required=False
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        parts = [found.get("unit"), found.get("method"), found.get("target") is not None]
        if any(parts) and not found.get("name"):
            self.add_error("name", _("Name the indicator."))
        return found


def _duty_form(line: Line, data: Any = None) -> DutyForm:
    first = line.records.indicators[0] if line.records.indicators else None
    initial = {
        "responsible": line.records.action.responsible,
        "name": first.name if first else "",
        "unit": first.unit if first else "",
        "target": first.target_value if first else None,
        "method": first.method if first else "",
    }
    return DutyForm(data, initial=initial, auto_id=f"{line.records.action.uid}-%s")


def _duties(request: HttpRequest, plan: Any, _rows: Any) -> dict[str, Any]:
    items = four_steps.all_completeness(plan)
    page = Paginator(items, PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "items": [{"one": item, "form": _duty_form(item.line)} for item in page.object_list],
        "complete": sum(item.is_complete for item in items),
        "all_count": len(items),
        "page": page,
        "query": "step=4",
    }


@member("contribute")
@require_POST
def save_duty(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Save responsible body and first indicator of an action."""
    line = line_or_404(request, municipality, uid)
    form = _duty_form(line, request.POST)
    if not form.is_valid():
        plan = whole(municipality)
        context = _duties(request, plan, ())
        context["items"] = [
            {"one": item, "form": form}
            for item in four_steps.all_completeness(plan)
            if item.line.records.action.uid == uid
        ]
        return _page(request, municipality, 4, 422, **context)
    action = line.records.action
    first = line.records.indicators[0] if line.records.indicators else None
    seen = request.POST.get("revision", "")
    if seen != f"{action.revision}-{first.revision if first else ''}":
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return _to_step(municipality, 4, f"action-{uid}")
    changed: list[Record] = []
    given = form.cleaned_data
    if action.responsible != given["responsible"]:
        action.responsible = given["responsible"]
        changed.append(action)
    wanted = (given["name"], given["unit"], given["target"], given["method"])
    present = (first.name, first.unit, first.target_value, first.method) if first else ("", "", None, "")
    if wanted != present and given["name"]:
        first = first or Indicator(municipality=municipality, action=action)
        first.municipality = municipality
        first.name, first.unit, first.target_value, first.method = wanted
        if first.target_value is not None and first.target_year is None:
            main = whole_of(request, municipality).course.main
            first.target_year = main.target.target_year if main else None
        changed.append(first)
    if not changed:
        messages.info(request, _("Nothing was changed."))
    elif keep_all(request, changed, REASON):
        messages.success(request, _("Saved: %(record)s.") % {"record": action} + waiting_note(request))
    return _to_step(municipality, 4, f"action-{uid}")


# The end: what is reached and what comes next.


def _summary(_request: HttpRequest, plan: Any, _rows: Any) -> dict[str, Any]:
    items = four_steps.all_completeness(plan)
    actions = plan.portfolio.actions
    return {
        "done": four_steps.done_steps(plan),
        "complete": sum(item.is_complete for item in items),
        "incomplete": sum(not item.is_complete for item in items),
        "all_count": len(items),
        "unknown": [one for one in actions if one.is_active and one.t is None and "mitigation" in one.kinds],
        "key_count": sum(one.is_key for one in actions if one.is_active),
        "rules": key_sector_rules(actions),
        "components": four_steps.plan_components(plan),
        "figure": charts.wedge(plan.course, actions, lang()),
    }
