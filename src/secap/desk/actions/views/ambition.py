"""The eight ambitious measures: considered, adopted or rejected, why, and by which actions they are done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.actions.models import Action, AmbitionReview
from secap.desk.actions.views.saving import code_from, keep_all
from secap.desk.registry.fields import code_choices
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.reader import waiting_note
from secap.desk.registry.records import Record
from secap.desk.registry.whole import whole_of
from secap.method.actions import measures
from secap.method.basis import codes

UNDECIDED = "not_considered"


@dataclass(frozen=True, slots=True)
class Item:
    """One ambitious measure.

    review : the record, one that isn't saved where none is;  actions : that stem from a measure standing for
    it;  offered : the catalogue's measures that stand for it.
    """

    code: str
    label: str
    review: AmbitionReview
    actions: tuple[Action, ...]
    offered: tuple[measures.Measure, ...]

    @property
    def lacks_action(self) -> bool:
        return self.review.decision == "adopted" and not self.actions

    @property
    def lacks_reason(self) -> bool:
        return self.review.decision == "rejected" and not self.review.reason


@member("view")
def ambition(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the decision on each ambitious measure."""
    plan = whole_of(request, municipality)
    items = ambition_items(plan, lang())
    context = {
        "items": items,
        "decisions": code_choices("ambition_decisions"),
        "decided": sum(item.review.decision in {"adopted", "rejected"} for item in items),
    }
    return render(request, "actions/ambition.html", context)


def ambition_items(plan: Any, lang: str) -> list[Item]:
    """Return the ambitious measures in the table's order."""
    reviews = {review.measure: review for review in plan.ambition_reviews}
    catalogue = measures.measures()
    found = []
    for code, row in codes.table("ambitious_measures").items():
        offered = tuple(one for one in catalogue.values() if code in one.ambitious_codes)
        own = {one.code for one in offered}
        review = reviews.get(code) or AmbitionReview(
            municipality=plan.municipality, measure=code, decision=UNDECIDED
        )
        actions = tuple(
            item.action
            for item in plan.actions
            if item.action.measure in own and item.action.status != "cancelled"
        )
        found.append(Item(code, row.label(lang), review, actions, offered))
    return found


@member("contribute")
@require_POST
def decide(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Save the decision on one measure."""
    code = code_from("ambitious_measures", request.POST.get("measure", ""))
    decision = code_from("ambition_decisions", request.POST.get("decision", ""))
    url = reverse("actions:ambition", args=[municipality.slug])
    if not code or not decision:
        messages.error(request, _("Choose a decision."))
        return redirect(url)
    review = AmbitionReview.objects.filter(municipality=municipality, measure=code).first()
    review = review or AmbitionReview(measure=code)
    review.municipality = municipality
    if str(review.revision) != request.POST.get("revision", str(review.revision)):
        messages.error(request, _("Somebody has just changed this. Look at it and try again."))
        return redirect(f"{url}#{code}")
    review.decision, review.reason = decision, request.POST.get("reason", "").strip()
    changed: list[Record] = [review]
    if keep_all(request, changed, "form"):
        text = _("Saved: %(record)s.") % {"record": review}
        if decision == "rejected" and not review.reason:
            messages.warning(request, text + " " + _("Add the reason why it was rejected."))
        else:
            messages.success(request, text + waiting_note(request))
    return redirect(f"{url}#{code}")
