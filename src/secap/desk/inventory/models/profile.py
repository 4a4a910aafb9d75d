"""The baseline profile (deck row 1.2-15): why the town uses energy as it does, what hinders, what could be
done, and which data have to be collected."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.fields import CodeField
from secap.desk.registry.records import Record

YEARS = [MinValueValidator(1950), MaxValueValidator(2100)]


class ProfileValue(Record):
    """One indicator (population, households, floor area, degree days ...) in one year."""

    indicator = CodeField(_("Indicator"), table="profile_indicators")
    year = models.PositiveSmallIntegerField(_("Year"), validators=YEARS)
    value = models.FloatField(_("Value"), validators=[MinValueValidator(0)])
    source = models.CharField(_("Source"), max_length=200, blank=True)
    note = models.TextField(_("Note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Profile value")
        verbose_name_plural = _("Baseline profile")
        ordering: ClassVar[list[str]] = ["indicator", "year"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "indicator", "year"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_profile_value_per_year",
                violation_error_message=_("There is already a value of this indicator for this year."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_indicator_display()} {self.year}"  # type: ignore[attr-defined]


class Potential(Record):
    """Energy that could be saved or produced in the territory."""

    title = models.CharField(_("Title"), max_length=200)
    kind = CodeField(_("Kind"), table="potential_types")
    carrier = CodeField(_("Energy carrier"), table="carriers", blank=True)
    potential_mwh = models.FloatField(
        _("Potential, MWh a year"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    description = models.TextField(_("Description"), blank=True)
    source = models.CharField(_("Source"), max_length=200, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Potential")
        verbose_name_plural = _("Potentials")
        ordering: ClassVar[list[str]] = ["title"]

    def __str__(self) -> str:
        return self.title


class Barrier(Record):
    """What hinders development, and how to overcome it."""

    title = models.CharField(_("Title"), max_length=200)
    kind = CodeField(_("Type of barrier"), table="barrier_types")
    description = models.TextField(_("Description"), blank=True)
    affected_areas = models.CharField(_("Affected areas"), max_length=300, blank=True)
    remedy = models.TextField(_("How to overcome it"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Barrier")
        verbose_name_plural = _("Barriers")
        ordering: ClassVar[list[str]] = ["title"]

    def __str__(self) -> str:
        return self.title


class PolicyOption(Record):
    """A policy that could answer what the baseline shows, and the effect expected of it."""

    title = models.CharField(_("Title"), max_length=200)
    description = models.TextField(_("Description"), blank=True)
    sector = CodeField(_("Sector"), table="sectors", blank=True)
    expected_impact = models.TextField(_("Expected impact"), blank=True)
    expected_saving_mwh = models.FloatField(
        _("Expected saving, MWh a year"), null=True, blank=True, validators=[MinValueValidator(0)]
    )

    class Meta(Record.Meta):
        verbose_name = _("Policy option")
        verbose_name_plural = _("Policy options")
        ordering: ClassVar[list[str]] = ["title"]

    def __str__(self) -> str:
        return self.title


class DataSet(Record):
    """A line of the data-collection plan: which data, from whom, until when, how good."""

    title = models.CharField(_("Data set"), max_length=200)
    owner = models.ForeignKey(
        "registry.Organisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Data owner"),
        help_text=_("The body that holds the data."),
    )
    contact = models.CharField(_("Contact"), max_length=200, blank=True)
    due_date = models.DateField(_("Due date"), null=True, blank=True)
    status = CodeField(_("Status"), table="dataset_statuses", default="planned")
    quality = CodeField(_("Data quality"), table="data_quality", blank=True)
    effort_hours = models.FloatField(
        _("Effort, hours"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    note = models.TextField(_("Note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Data set to collect")
        verbose_name_plural = _("Data-collection plan")
        ordering: ClassVar[list[str]] = ["due_date", "title"]

    def __str__(self) -> str:
        return self.title
