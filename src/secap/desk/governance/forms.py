"""Forms of the action group's proposals: the whole of one, and one small form for each stage."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from secap.desk.governance.bodies import proposal_view
from secap.desk.governance.models import Proposal
from secap.desk.registry.forms import RecordForm, form_field, record_form
from secap.method.governance import rounds


class ProposalRules(RecordForm):
    """What holds for a proposal whichever of its fields a form asks for; the others keep what stands."""

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        view = proposal_view(Proposal(**{name: self._value(name) for name in RULED}))
        wrong = rounds.problems(view) if "decision" in self.fields else ()
        if rounds.NOT_APPRAISED in wrong:
            self._refuse(
                "minutes",
                _("Both appraisals come before the decision. Enter them, or write into the minutes why one "
                  "is left out."),
            )  # fmt: skip
        if rounds.INFEASIBLE in wrong:
            self._refuse(
                "minutes",
                _("An appraisal says “not feasible”. Write into the minutes why it is approved nonetheless."),
            )
        if MONEY & set(self.fields) and view.budget_eur is not None and view.decision != rounds.APPROVED:
            self._refuse(
                "budget_eur",
                _("Only an approved proposal has a budget line. Approve it, or take its money out first."),
            )
        return found

    def _value(self, name: str) -> Any:
        return self.cleaned_data.get(name, getattr(self.instance, name))

    def _refuse(self, name: str, text: str) -> None:
        self.add_error(name if name in self.fields else None, text)


RULED = ("year", "financial_result", "technical_result", "decision", "votes_for", "votes_against", "minutes",
         "budget_year", "budget_eur")  # fmt: skip
MONEY = {"decision", "budget_eur"}
ProposalForm = record_form(Proposal, base=ProposalRules)


class StageForm(ProposalRules):
    """One stage of a proposal.  needed : fields that pass the stage, so they can't stay empty here."""

    needed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.needed:
            if name in self.fields:
                self.fields[name].required = True


class FinancialForm(StageForm):
    needed = ("financial_result",)

    class Meta:
        model = Proposal
        fields = ("financial_result", "financial_note", "cost_eur")
        formfield_callback = form_field


class TechnicalForm(StageForm):
    needed = ("technical_result",)

    class Meta:
        model = Proposal
        fields = ("technical_result", "technical_note")
        formfield_callback = form_field


class DecisionForm(StageForm):
    needed = ("decision", "decided_on")

    class Meta:
        model = Proposal
        fields = ("decision", "decided_on", "votes_for", "votes_against", "abstained", "minutes")
        formfield_callback = form_field


class BudgetForm(StageForm):
    needed = ("budget_year", "budget_eur")

    class Meta:
        model = Proposal
        fields = ("budget_year", "budget_eur")
        formfield_callback = form_field

    def clean_budget_year(self) -> int:
        year: int = self.cleaned_data["budget_year"]
        if year < self.instance.year:
            raise ValidationError(
                _("The round of %(round)s can't put money into an earlier budget.")
                % {"round": self.instance.year}
            )
        return year


class EvaluationForm(StageForm):
    needed = ("evaluation",)

    class Meta:
        model = Proposal
        fields = ("evaluation", "update_proposal")
        formfield_callback = form_field


STAGE_FORMS: dict[str, type[StageForm]] = {
    rounds.FINANCIAL: FinancialForm,
    rounds.TECHNICAL: TechnicalForm,
    rounds.DECIDED: DecisionForm,
    rounds.BUDGETED: BudgetForm,
    rounds.EVALUATED: EvaluationForm,
}


def open_stages(proposal: Proposal) -> list[str]:
    """Return the stages that can be filled in now, in their order: money and evaluation follow an
    approval."""
    after_approval = {rounds.BUDGETED, rounds.EVALUATED}
    is_approved = proposal.decision == rounds.APPROVED
    return [stage for stage in STAGE_FORMS if is_approved or stage not in after_approval]


def first_values(proposal: Proposal, stage: str, today: date) -> dict[str, Any]:
    """Return what a stage's form begins with where the proposal says nothing yet."""
    if stage == rounds.DECIDED and proposal.decided_on is None:
        return {"decided_on": today}
    if stage == rounds.BUDGETED:
        found: dict[str, Any] = {}
        if proposal.budget_year is None:
            found["budget_year"] = proposal.year + 1
        if proposal.budget_eur is None and proposal.cost_eur is not None:
            found["budget_eur"] = proposal.cost_eur
        return found
    return {}
