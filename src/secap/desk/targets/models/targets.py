"""Targets: emissions (absolute, per inhabitant, against business as usual), renewable energy, energy use."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.bounds import NOT_NEGATIVE, PERCENT, YEARS
from secap.desk.registry.fields import CodeField
from secap.desk.registry.records import Record
from secap.method.basis import codes


class Target(Record):
    """One number by one year. The base value comes from the inventory of the base year, unless given here."""

    kind = CodeField(_("Kind of target"), table="target_kinds", default="emissions_absolute")
    sector = CodeField(
        _("Sector"), table="action_sectors", blank=True, help_text=_("Empty: the whole territory.")
    )
    base_year = models.PositiveSmallIntegerField(
        _("Base year"),
        null=True,
        blank=True,
        validators=YEARS,
        help_text=_("Empty: the year of the baseline emission inventory (BEI)."),
    )
    target_year = models.PositiveSmallIntegerField(_("Target year"), validators=YEARS)
    reduction_percent = models.FloatField(
        _("Reduction, %"),
        null=True,
        blank=True,
        validators=PERCENT,
        help_text=_("Of emissions or of energy use against the base year; 100 with climate neutrality."),
    )
    value_percent = models.FloatField(
        _("Share to reach, %"),
        null=True,
        blank=True,
        validators=PERCENT,
        help_text=_("Only for a target of renewable energy."),
    )
    population_in_target_year = models.FloatField(
        _("Population in the target year"), null=True, blank=True, validators=[MinValueValidator(1)],
        help_text=_("An estimate; needed for targets per inhabitant."),
    )  # fmt: skip
    bau_coefficient = models.FloatField(
        _("Growth to the target year without a plan"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0.01), MaxValueValidator(20)],
        help_text=_("Business as usual: emissions of the target year divided by those of the base year."),
    )
    residual_t = models.FloatField(
        _("Residual emissions, t a year"), null=True, blank=True, validators=NOT_NEGATIVE,
        help_text=_("What is left at climate neutrality."),
    )  # fmt: skip
    removals_t = models.FloatField(
        _("Removals, t a year"), null=True, blank=True, validators=NOT_NEGATIVE,
        help_text=_("By sinks in the target year; stated apart from the reduction."),
    )  # fmt: skip
    framework = CodeField(_("Policy framework it serves"), table="policy_frameworks", blank=True)
    note = models.TextField(_("Note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Target")
        verbose_name_plural = _("Targets")
        ordering: ClassVar[list[str]] = ["target_year", "kind", "sector"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "kind", "sector", "target_year"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_target_of_a_kind_per_year",
                violation_error_message=_("There is already such a target for this year and sector."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target_year}"  # type: ignore[attr-defined]

    @property
    def quantity(self) -> str:
        """emissions | share | energy, after the kind."""
        return str(codes.table("target_kinds")[self.kind].quantity)

    def clean(self) -> None:
        """Ask for what the kind of target needs."""
        super().clean()
        if self.kind not in codes.table("target_kinds"):
            return
        errors = {}
        if self.quantity == "share" and self.value_percent is None:
            errors["value_percent"] = _("Enter the share of renewable energy to reach.")
        if self.quantity != "share" and self.reduction_percent is None:
            errors["reduction_percent"] = _("Enter the reduction against the base year.")
        if self.kind == "emissions_per_capita" and self.population_in_target_year is None:
            errors["population_in_target_year"] = _("Enter how many inhabitants are expected in that year.")
        if self.kind == "emissions_bau" and self.bau_coefficient is None:
            errors["bau_coefficient"] = _("Enter how emissions would grow without a plan; 1 is no change.")
        if self.base_year and self.target_year and self.base_year >= self.target_year:
            errors["target_year"] = _("The target year must lie after the base year.")
        if errors:
            raise ValidationError(errors)
