"""From the vision to the action: goals, directions, priority areas, programmes (deck rows 1.2-07, 1.2-20)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.bounds import YEARS
from secap.desk.registry.fields import CodeField
from secap.desk.registry.records import Record


class Direction(Record):
    """A main direction below the vision."""

    number = models.CharField(_("Number"), max_length=20, blank=True)
    title = models.CharField(_("Title"), max_length=200)
    description = models.TextField(_("Description"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Direction")
        verbose_name_plural = _("Directions")
        ordering: ClassVar[list[str]] = ["number", "title"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class PriorityArea(Record):
    """A priority area below a direction."""

    number = models.CharField(_("Number"), max_length=20, blank=True)
    title = models.CharField(_("Title"), max_length=200)
    direction = models.ForeignKey(
        Direction, models.SET_NULL, null=True, blank=True, related_name="areas", verbose_name=_("Direction")
    )
    description = models.TextField(_("Description"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Priority area")
        verbose_name_plural = _("Priority areas")
        ordering: ClassVar[list[str]] = ["number", "title"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Goal(Record):
    """What the plan wants to reach, as an indicator with base and target value."""

    number = models.CharField(_("Number"), max_length=20, blank=True)
    title = models.CharField(_("Title"), max_length=200)
    kind = CodeField(_("Kind"), table="action_kinds", default="mitigation")
    direction = models.ForeignKey(
        Direction, models.SET_NULL, null=True, blank=True, related_name="goals", verbose_name=_("Direction")
    )
    framework = CodeField(_("Policy framework it serves"), table="policy_frameworks", blank=True)
    description = models.TextField(_("Description"), blank=True, help_text=_("What, and why it matters."))
    hazard = CodeField(_("Climate hazard"), table="hazards", blank=True)
    indicator = models.CharField(
        _("Indicator"), max_length=200, blank=True, help_text=_("How one will know that it is reached.")
    )
    unit = models.CharField(_("Unit"), max_length=40, blank=True)
    base_value = models.FloatField(_("Base value"), null=True, blank=True)
    base_year = models.PositiveSmallIntegerField(_("Base year"), null=True, blank=True, validators=YEARS)
    target_value = models.FloatField(_("Target value"), null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(_("Target year"), null=True, blank=True, validators=YEARS)
    responsible = models.CharField(_("Responsible body"), max_length=200, blank=True)
    smart = models.JSONField(_("Answers of the SMART assistant"), default=dict, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Goal")
        verbose_name_plural = _("Goals")
        ordering: ClassVar[list[str]] = ["number", "title"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class Programme(Record):
    """A bundle of actions carried out together, such as a district's renewal."""

    number = models.CharField(_("Number"), max_length=20, blank=True)
    title = models.CharField(_("Title"), max_length=200)
    area = models.ForeignKey(
        PriorityArea, models.SET_NULL, null=True, blank=True, related_name="programmes",
        verbose_name=_("Priority area"),
    )  # fmt: skip
    lead = models.CharField(_("Lead"), max_length=200, blank=True)
    description = models.TextField(_("Description"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Programme")
        verbose_name_plural = _("Programmes")
        ordering: ClassVar[list[str]] = ["number", "title"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("actions:programmes-edit", args=[self.municipality.slug, self.uid])
