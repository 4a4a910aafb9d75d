"""The action: what, who, how, when, with which money, to which end (the Covenant template's table)."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from secap.desk.actions.models.hierarchy import Goal, PriorityArea, Programme
from secap.desk.registry.bounds import NOT_NEGATIVE, PERCENT, YEARS
from secap.desk.registry.fields import CodeField, CodesField
from secap.desk.registry.records import Record

# Fields by the question they answer: the parts of the form, of the page and of the sheet of an action.
SECTIONS: dict[str, tuple[str, ...]] = {
    "what": (
        "number", "title", "kinds", "is_key", "priority_area", "programme", "goal", "sector", "area",
        "instrument", "origin", "description", "why", "frameworks", "cross_cutting",
    ),
    "who": ("responsible", "person", "stakeholders", "vulnerable_groups", "sponsor"),
    "how": ("how", "risks", "precedent", "evidence_basis", "evidence", "other_plans", "website", "video",
            "good_practice", "comment"),
    "when": ("start", "end", "full_effect_year", "lifetime_years", "decay_percent", "status", "stage"),
    "money": (
        "investment_eur", "other_cost_eur", "yearly_cost_eur", "yearly_saving_eur", "monitoring_eur",
        "spent_eur", "staff_fte", "jobs_fte", "avoided_damage_eur", "cost_source",
    ),
    "effects": ("co_benefits", "is_maladaptive", "maladaptation"),
    "adaptation": ("hazards", "adaptation_sectors"),
    "poverty": ("macro_areas",),
    "outcome": ("outcome", "outcome_indicator", "outcome_unit", "outcome_value"),
    "printed": ("stated_eur_per_t", "stated_share_percent"),
}  # fmt: skip


class Action(Record):
    number = models.CharField(_("Identifier"), max_length=40, blank=True, help_text=_("Such as 4.2."))
    title = models.CharField(_("Title"), max_length=250)
    kinds = CodesField(_("Kind"), codes_table="action_kinds", default="mitigation")
    is_key = models.BooleanField(
        _("Key action"), default=False, help_text=_("The Covenant asks for at least three.")
    )
    priority_area = models.ForeignKey(
        PriorityArea, models.SET_NULL, null=True, blank=True, related_name="actions",
        verbose_name=_("Priority area"),
    )  # fmt: skip
    programme = models.ForeignKey(
        Programme, models.SET_NULL, null=True, blank=True, related_name="actions", verbose_name=_("Programme")
    )
    goal = models.ForeignKey(
        Goal, models.SET_NULL, null=True, blank=True, related_name="actions", verbose_name=_("Goal")
    )
    sector = CodeField(_("Sector"), table="action_sectors", blank=True)
    area = CodeField(_("Area of intervention"), table="action_areas", blank=True)
    instrument = CodeField(_("Policy instrument"), table="action_instruments", blank=True)
    origin = CodeField(_("Origin of the action"), table="action_origins", default="local")
    description = models.TextField(_("What is done"), blank=True)
    why = models.TextField(_("Why it matters"), blank=True)
    frameworks = CodesField(_("Policy frameworks it serves"), codes_table="policy_frameworks")
    cross_cutting = CodesField(_("Fields and principles it touches"), codes_table="cross_cutting")

    responsible = models.CharField(_("Responsible body"), max_length=200, blank=True)
    person = models.CharField(
        _("Responsible person"), max_length=120, blank=True, help_text=_("Name or post; not published.")
    )
    stakeholders = CodesField(_("Stakeholders involved"), codes_table="action_stakeholders")
    vulnerable_groups = CodesField(_("Vulnerable groups"), codes_table="vulnerable_groups")
    sponsor = models.CharField(
        _("Who makes it “our project”"), max_length=200, blank=True,
        help_text=_("A school, a house community, a club that stands for it."),
    )  # fmt: skip

    how = models.TextField(_("How it is done"), blank=True)
    risks = models.TextField(_("Limits and risks"), blank=True)
    precedent = models.TextField(_("Where it was done before"), blank=True)
    evidence_basis = CodeField(_("Estimates rest on"), table="evidence_bases", blank=True)
    evidence = models.CharField(_("Source of the estimates"), max_length=300, blank=True)
    other_plans = models.TextField(_("Links to other plans"), blank=True)
    website = models.URLField(_("Web address"), blank=True)
    video = models.URLField(_("Video address"), blank=True)
    good_practice = models.URLField(_("Example of good practice"), blank=True)
    comment = models.TextField(_("Comment"), blank=True)

    start = models.DateField(_("Start"), null=True, blank=True)
    end = models.DateField(_("End"), null=True, blank=True)
    full_effect_year = models.PositiveSmallIntegerField(
        _("Year of the full effect"), null=True, blank=True, validators=YEARS,
        help_text=_("Empty: the year after the end."),
    )  # fmt: skip
    lifetime_years = models.FloatField(
        _("Lifetime, years"), null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(200)],
        help_text=_("How long the effect lasts once it is there; empty: beyond the horizon."),
    )  # fmt: skip
    decay_percent = models.FloatField(
        _("Effect lost each year, %"), null=True, blank=True, validators=PERCENT,
        help_text=_("After the full effect is reached; habits fade, panels age. Empty: nothing is lost."),
    )  # fmt: skip
    status = CodeField(_("Status"), table="action_statuses", default="not_started")
    stage = CodeField(_("Stage"), table="implementation_stages", blank=True)

    investment_eur = models.FloatField(_("Investment, EUR"), null=True, blank=True, validators=NOT_NEGATIVE)
    other_cost_eur = models.FloatField(
        _("Other cost once, EUR"), null=True, blank=True, validators=NOT_NEGATIVE,
        help_text=_("Not investment: studies, campaigns, training."),
    )  # fmt: skip
    yearly_cost_eur = models.FloatField(
        _("Cost of operation a year, EUR"), null=True, blank=True, validators=NOT_NEGATIVE
    )
    yearly_saving_eur = models.FloatField(
        _("Money saved or earned a year, EUR"), null=True, blank=True, validators=NOT_NEGATIVE
    )
    monitoring_eur = models.FloatField(
        _("Cost of monitoring, EUR"), null=True, blank=True, validators=NOT_NEGATIVE
    )
    spent_eur = models.FloatField(_("Spent so far, EUR"), null=True, blank=True, validators=NOT_NEGATIVE)
    staff_fte = models.FloatField(
        _("Staff needed, FTE a year"), null=True, blank=True, validators=NOT_NEGATIVE
    )
    jobs_fte = models.FloatField(_("Jobs created, FTE"), null=True, blank=True, validators=NOT_NEGATIVE)
    avoided_damage_eur = models.FloatField(
        _("Avoided damage, EUR a year"), null=True, blank=True, validators=NOT_NEGATIVE
    )
    cost_source = models.CharField(_("Source of the costs"), max_length=300, blank=True)

    co_benefits = CodesField(_("Co-benefits"), codes_table="co_benefits")
    is_maladaptive = models.BooleanField(
        _("May be maladaptation"), default=False,
        help_text=_("It helps in one way and harms in another, such as more air conditioning."),
    )  # fmt: skip
    maladaptation = models.TextField(_("What it may harm"), blank=True)
    hazards = CodesField(_("Climate hazards addressed"), codes_table="hazards")
    adaptation_sectors = CodesField(_("Sectors adapted"), codes_table="adaptation_sectors")
    macro_areas = CodesField(_("Macro-areas of energy poverty"), codes_table="poverty_macro_areas")

    outcome = models.TextField(_("Outcome reached"), blank=True)
    outcome_indicator = models.CharField(_("Outcome indicator"), max_length=200, blank=True)
    outcome_unit = models.CharField(_("Outcome unit"), max_length=40, blank=True)
    outcome_value = models.FloatField(_("Outcome value"), null=True, blank=True)

    stated_eur_per_t = models.CharField(
        _("EUR per tonne as printed"), max_length=40, blank=True,
        help_text=_("From the document it came from; it is compared with its own parts."),
    )  # fmt: skip
    stated_share_percent = models.CharField(_("Share of the total as printed, %"), max_length=40, blank=True)

    measure = models.CharField(_("Measure of the catalogue"), max_length=60, blank=True, editable=False)
    feasibility = CodeField(_("Feasibility"), table="feasibility_levels", blank=True, editable=False)
    scores = models.JSONField(_("Scores by criterion"), default=dict, blank=True, editable=False)
    smart = models.JSONField(_("Answers of the SMART assistant"), default=dict, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Action")
        verbose_name_plural = _("Actions")
        ordering: ClassVar[list[str]] = ["number", "title"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("actions:action", args=[self.municipality.slug, self.uid])

    @property
    def is_mitigation(self) -> bool:
        return "mitigation" in self.kinds.split()

    @property
    def is_adaptation(self) -> bool:
        return "adaptation" in self.kinds.split()

    @property
    def is_poverty(self) -> bool:
        return "energy_poverty" in self.kinds.split()

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The end must not lie before the start.")})
