"""A scenario: its story, the paths of drivers and factors, and which actions it carries out when."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.bounds import NOT_NEGATIVE, YEARS
from secap.desk.registry.fields import CodeField
from secap.desk.registry.records import Record


class Scenario(Record):
    title = models.CharField(_("Title"), max_length=120)
    archetype = CodeField(
        _("Type of scenario"), table="scenario_archetypes", blank=True,
        help_text=_("Its paths were copied as a starting point; they are yours to change."),
    )  # fmt: skip
    description = models.TextField(
        _("Story"), blank=True, help_text=_("What happens in this future, and why.")
    )
    horizon_year = models.PositiveSmallIntegerField(_("Horizon"), default=2050, validators=YEARS)
    actions = CodeField(
        _("Actions carried out"), table="scenario_actions", default="plan",
        help_text=_("Single actions can be switched on or off and moved in time below."),
    )  # fmt: skip
    resilience = CodeField(
        _("Resilience to climate change"), table="feasibility_levels", blank=True,
        help_text=_("Your judgement, for the comparison of scenarios."),
    )  # fmt: skip
    jobs_fte = models.FloatField(_("Jobs created, FTE"), null=True, blank=True, validators=NOT_NEGATIVE)

    class Meta(Record.Meta):
        verbose_name = _("Scenario")
        verbose_name_plural = _("Scenarios")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("scenarios:scenario", args=[self.municipality.slug, self.uid])


class ScenarioPart(Record):
    """A record that belongs to one scenario."""

    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="%(class)ss", editable=False)
    scenario.is_parent = True  # type: ignore[attr-defined]

    class Meta(Record.Meta):
        abstract = True


class PathPoint(ScenarioPart):
    """One value of a driver, a factor or a price in one year; straight lines lead from point to point."""

    quantity = CodeField(_("Quantity"), table="path_quantities")
    sector = CodeField(
        _("Sector"), table="sectors", blank=True, help_text=_("Empty: the usual sectors of the quantity.")
    )
    carrier = CodeField(_("Energy carrier"), table="carriers", blank=True)
    year = models.PositiveSmallIntegerField(_("Year"), validators=YEARS)
    value = models.FloatField(
        _("Value"), validators=NOT_NEGATIVE, help_text=_("In the unit of the quantity.")
    )
    low = models.FloatField(_("Low value"), null=True, blank=True, validators=NOT_NEGATIVE)
    high = models.FloatField(_("High value"), null=True, blank=True, validators=NOT_NEGATIVE)
    source = models.CharField(_("Source"), max_length=200, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Point of a path")
        verbose_name_plural = _("Paths of drivers and factors")
        ordering: ClassVar[list[str]] = ["scenario", "quantity", "sector", "carrier", "year"]

    def __str__(self) -> str:
        return f"{self.get_quantity_display()} {self.year}"  # type: ignore[attr-defined]


class ActionSwitch(ScenarioPart):
    """An action that this scenario treats otherwise than the plan. The action is named by its key."""

    action_uid = models.CharField(_("Action"), max_length=24)
    is_on = models.BooleanField(_("Carried out"), default=True)
    start_year = models.PositiveSmallIntegerField(
        _("Start year"), null=True, blank=True, validators=YEARS,
        help_text=_("Empty: as in the plan. All its dates move along."),
    )  # fmt: skip

    class Meta(Record.Meta):
        verbose_name = _("Action of a scenario")
        verbose_name_plural = _("Actions of a scenario")
        ordering: ClassVar[list[str]] = ["scenario", "id"]

    def __str__(self) -> str:
        return str(self.scenario)


class ScenarioSettings(Record):
    """One per plan: weights of the comparison, and how uncertainty is drawn."""

    weights = models.JSONField(_("Weights of the criteria"), default=dict, blank=True, editable=False)
    draws = models.PositiveIntegerField(
        _("Draws"), default=2000, validators=[MinValueValidator(100), MaxValueValidator(20_000)]
    )
    seed = models.PositiveIntegerField(
        _("Seed"), default=1, help_text=_("The same seed gives the same numbers.")
    )
    confidence_percent = models.FloatField(
        _("Confidence of the least-cost choice, %"), default=80.0,
        validators=[MinValueValidator(50), MaxValueValidator(99)],
    )  # fmt: skip

    class Meta(Record.Meta):
        verbose_name = _("Settings of the scenarios")
        verbose_name_plural = _("Settings of the scenarios")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_scenario_settings",
                violation_error_message=_("The plan has such settings already; change those."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Settings of the scenarios"))
