"""How actions are chosen and judged: sectors, the eight ambitious measures, weights, funding programmes."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.bounds import NOT_NEGATIVE, YEARS
from secap.desk.registry.fields import CodeField, CodesField
from secap.desk.registry.records import Record

WHOLE_PLAN = models.Q(deleted_at__isnull=True)


class Appraisal(Record):
    """One per plan: the discount rate, the year of the prices and the weights of the criteria."""

    discount_rate_percent = models.FloatField(
        _("Discount rate, % a year"), default=4.0, validators=[MinValueValidator(0), MaxValueValidator(50)],
        help_text=_("Real, without inflation."),
    )  # fmt: skip
    price_year = models.PositiveSmallIntegerField(
        _("Year of the prices"), null=True, blank=True, validators=YEARS
    )
    weights = models.JSONField(_("Weights of the criteria"), default=dict, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Appraisal")
        verbose_name_plural = _("Appraisal")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality"], condition=WHOLE_PLAN, name="one_appraisal",
                violation_error_message=_("The plan has such settings already; change those."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(_("Appraisal"))


class SectorChoice(Record):
    """First step of the action plan: is it feasible to act in this sector, and is it chosen?"""

    sector = CodeField(_("Sector"), table="action_sectors")
    feasibility = CodeField(_("Feasibility of actions"), table="feasibility_levels", blank=True)
    is_chosen = models.BooleanField(_("Chosen"), default=False)
    note = models.TextField(_("Reason"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Choice of a sector")
        verbose_name_plural = _("Choice of sectors")
        ordering: ClassVar[list[str]] = ["sector"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "sector"], condition=WHOLE_PLAN, name="one_choice_per_sector",
                violation_error_message=_("There is already a choice for this sector."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_sector_display())  # type: ignore[attr-defined]


class AmbitionReview(Record):
    """Was an ambitious measure considered, adopted, or rejected, and why?"""

    measure = CodeField(_("Ambitious measure"), table="ambitious_measures")
    decision = CodeField(_("Decision"), table="ambition_decisions", default="considered")
    reason = models.TextField(_("Reason"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Review of an ambitious measure")
        verbose_name_plural = _("Ambitious measures")
        ordering: ClassVar[list[str]] = ["measure"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "measure"], condition=WHOLE_PLAN, name="one_review_per_measure",
                violation_error_message=_("This measure is reviewed already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_measure_display())  # type: ignore[attr-defined]


class FundingProgramme(Record):
    """A programme that gives money, until a day, for some areas."""

    title = models.CharField(_("Title"), max_length=200)
    source = CodeField(_("Source of financing"), table="financing_sources", default="eu")
    areas = CodesField(_("Areas of intervention"), codes_table="action_areas")
    sectors = CodesField(_("Sectors"), codes_table="action_sectors")
    opens = models.DateField(_("Opens"), null=True, blank=True)
    deadline = models.DateField(_("Deadline"), null=True, blank=True)
    grant_percent = models.FloatField(
        _("Highest share of the cost, %"), null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )  # fmt: skip
    most_eur = models.FloatField(_("Highest amount, EUR"), null=True, blank=True, validators=NOT_NEGATIVE)
    conditions = models.TextField(_("Conditions"), blank=True)
    link = models.URLField(_("Link"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Funding programme")
        verbose_name_plural = _("Funding programmes")
        ordering: ClassVar[list[str]] = ["deadline", "title"]

    def __str__(self) -> str:
        return self.title
