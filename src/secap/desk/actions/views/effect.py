"""Effects of an action: choose a calculator, fill it in, see what comes out and why, save."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from secap.desk.actions.effect_form import EffectForm, calculated, calculator_of
from secap.desk.actions.models import Action, Effect
from secap.desk.actions.views.shared import action_or_404
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as
from secap.desk.registry.whole import whole_of
from secap.method.actions.baseline import Baseline, inventory_sectors
from secap.method.actions.effects import CALCULATORS


@member("contribute")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, municipality: Municipality, parent: str) -> HttpResponse:
    """Choose a calculator (`?calculator=`), then fill it in."""
    action = action_or_404(municipality, parent)
    code = request.GET.get("calculator", "")
    if code not in CALCULATORS:
        context = {"action": action, "calculators": list(CALCULATORS.values())}
        return render(request, "actions/effect_choose.html", context)
    effect = Effect(municipality=municipality, action=action, calculator=code)
    return _edit(request, municipality, action, effect)


@member("contribute")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, municipality: Municipality, parent: str, uid: str) -> HttpResponse:
    """Change an effect; `?calculator=` turns it into one of another calculator."""
    action = action_or_404(municipality, parent)
    effect = Effect.everything.filter(action=action, uid=uid).first()
    if effect is None:
        raise Http404
    if effect.deleted_at and request.method != "POST":
        return redirect("registry:history", municipality.slug, effect._meta.label_lower, uid)
    effect.municipality, effect.action = municipality, action
    return _edit(request, municipality, action, effect)


def _edit(request: HttpRequest, municipality: Municipality, action: Action, effect: Effect) -> HttpResponse:
    calculator = calculator_of(effect, "")
    if calculator is None:
        raise Http404
    plan = whole_of(request, municipality)
    baseline: Baseline = plan.portfolio.baseline or Baseline(year=plan.today.year)
    data = request.POST if request.method == "POST" else None
    form = EffectForm(calculator, data, inputs=effect.inputs, sector=effect.sector, note=effect.note)
    result = stored = None
    if data is not None:
        result = calculated(form, baseline, action.sector)
        if result is not None and "save" in request.POST:
            if _save(request, effect, form):
                messages.success(request, _said(effect))
                return redirect(action.get_absolute_url())
            stored = Effect.everything.get(pk=effect.pk)
    elif effect.pk:
        shown = EffectForm(calculator, _as_data(form), inputs=effect.inputs)
        result = calculated(shown, baseline, action.sector)
        form = shown if shown.errors else form
    sector = str(form["sector"].value() or "") or action.sector
    context = {
        "action": action,
        "effect": effect if effect.pk else None,
        "calculator": calculator,
        "form": form,
        "result": result,
        "stale": stored,
        "revision": stored.revision if stored else effect.revision,
        "baseline": plan.portfolio.baseline,
        "sector": sector,
        "uses": _uses(baseline, sector),
    }
    is_preview = "HX-Request" in request.headers  # while somebody is still typing, nothing is refused
    status = 409 if stored else 422 if data is not None and form.errors and not is_preview else 200
    return render(request, "actions/effect.html", context, status=status)


def _save(request: HttpRequest, effect: Effect, form: EffectForm) -> bool:
    """Save; False where somebody saved the effect since the form was opened."""
    if effect.pk and request.POST.get("revision", "") != str(effect.revision):
        return False
    effect.inputs, effect.note = form.inputs(), form.cleaned_data["note"]
    effect.sector = form.cleaned_data["sector"]
    effect.deleted_at = None
    try:
        keep_as(request.user, effect, "effect")  # type: ignore[arg-type]
    except StaleRecord:
        return False
    return True


def _said(effect: Effect) -> str:
    text = _("Saved: %(record)s.") if effect.accepted else _(
        "Saved: %(record)s. It counts at once and is marked until the co-ordinator accepts it."
    )  # fmt: skip
    return text % {"record": effect}


def _as_data(form: EffectForm) -> dict[str, Any]:
    """Return what an unbound form shows, as if it had been sent."""
    return {name: form[name].value() for name in form.fields if form[name].value() is not None}


def _uses(baseline: Baseline, sector: str) -> list[dict[str, Any]]:
    """Return what the sector uses of each carrier in the inventory, most first, with its factor."""
    if not sector:
        return []
    carriers = {carrier for code in inventory_sectors(sector) for carrier in baseline.mwh.get(code, {})}
    uses = [
        {
            "carrier": carrier,
            "mwh": baseline.energy_mwh(sector, carrier),
            "factor": baseline.factors.get(carrier),
        }
        for carrier in carriers
    ]
    return sorted(uses, key=lambda use: -use["mwh"])
