"""What belongs to one action: effects, financing, bodies, indicators, activities, stages it went through."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.actions.models.action import Action
from secap.desk.actions.models.appraisal import FundingProgramme
from secap.desk.registry.bounds import NOT_NEGATIVE, PERCENT, YEARS
from secap.desk.registry.fields import CodeField
from secap.desk.registry.records import Record


class ActionPart(Record):
    """A record that belongs to one action."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="%(class)ss", editable=False)
    action.is_parent = True  # type: ignore[attr-defined]

    class Meta(Record.Meta):
        abstract = True


class Effect(ActionPart):
    """One calculated or stated effect; an action may have several. `inputs` are those of the calculator."""

    calculator = CodeField(_("Calculator"), table="effect_calculators")
    sector = CodeField(_("Sector"), table="action_sectors", blank=True)
    inputs = models.JSONField(_("Inputs"), default=dict, blank=True)
    note = models.TextField(_("Reason and source"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Effect")
        verbose_name_plural = _("Effects")
        ordering: ClassVar[list[str]] = ["action", "id"]

    def __str__(self) -> str:
        return str(self.get_calculator_display())  # type: ignore[attr-defined]


class Financing(ActionPart):
    """Money from one source, as an amount or a share of the cost."""

    source = CodeField(_("Source of financing"), table="financing_sources")
    eur = models.FloatField(_("Amount, EUR"), null=True, blank=True, validators=NOT_NEGATIVE)
    percent = models.FloatField(_("Share of the cost, %"), null=True, blank=True, validators=PERCENT)
    programme = models.ForeignKey(
        FundingProgramme, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("Funding programme"),
    )  # fmt: skip
    is_secured = models.BooleanField(_("Secured"), default=False)
    note = models.CharField(_("Note"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Financing")
        verbose_name_plural = _("Financing")
        ordering: ClassVar[list[str]] = ["action", "id"]

    def __str__(self) -> str:
        return str(self.get_source_display())  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        if self.eur is None and self.percent is None:
            raise ValidationError({"eur": _("Enter an amount or a share.")})


class Body(ActionPart):
    """Who takes part, in which role."""

    name = models.CharField(_("Organisation"), max_length=200)
    role = CodeField(_("Role"), table="body_roles", default="implementing")

    class Meta(Record.Meta):
        verbose_name = _("Body taking part")
        verbose_name_plural = _("Bodies taking part")
        ordering: ClassVar[list[str]] = ["action", "id"]

    def __str__(self) -> str:
        return self.name


class Indicator(ActionPart):
    """How the action is measured."""

    name = models.CharField(_("Indicator"), max_length=200)
    unit = models.CharField(_("Unit"), max_length=40, blank=True)
    base_value = models.FloatField(_("Base value"), null=True, blank=True)
    base_year = models.PositiveSmallIntegerField(_("Base year"), null=True, blank=True, validators=YEARS)
    target_value = models.FloatField(_("Target value"), null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(_("Target year"), null=True, blank=True, validators=YEARS)
    method = models.CharField(
        _("How and how often it is measured"), max_length=300, blank=True,
        help_text=_("Such as: heat meter, monthly."),
    )  # fmt: skip

    class Meta(Record.Meta):
        verbose_name = _("Indicator")
        verbose_name_plural = _("Indicators")
        ordering: ClassVar[list[str]] = ["action", "id"]

    def __str__(self) -> str:
        return self.name


class ProgressReport(ActionPart):
    """How far the action is on one day, as somebody reported it; a later day is another report."""

    date = models.DateField(_("Date"))
    reported_by = models.CharField(_("Reported by"), max_length=200, blank=True)
    status = CodeField(_("Status"), table="action_statuses", blank=True)
    done_percent = models.FloatField(_("Share done, %"), null=True, blank=True, validators=PERCENT)
    spent_eur = models.FloatField(_("Spent so far, EUR"), null=True, blank=True, validators=NOT_NEGATIVE)
    saved_mwh = models.FloatField(_("Energy saved, MWh a year"), null=True, blank=True)
    results = models.TextField(_("Results"), blank=True)
    obstacles = models.TextField(_("Obstacles"), blank=True)
    next_step = models.TextField(_("Next step"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Progress report")
        verbose_name_plural = _("Progress reports")
        ordering: ClassVar[list[str]] = ["action", "-date", "id"]

    def __str__(self) -> str:
        return f"{self.action.number} {self.date}"


class Activity(ActionPart):
    """One step of the work."""

    title = models.CharField(_("Step"), max_length=250)
    start = models.DateField(_("Start"), null=True, blank=True)
    end = models.DateField(_("End"), null=True, blank=True)
    person = models.CharField(_("Who"), max_length=200, blank=True)
    is_done = models.BooleanField(_("Done"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("Step of the work")
        verbose_name_plural = _("Steps of the work")
        ordering: ClassVar[list[str]] = ["action", "start", "id"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The end must not lie before the start.")})


class StageMove(ActionPart):
    """The day an action reached a stage; who entered it stands in the history."""

    stage = CodeField(_("Stage"), table="implementation_stages")
    date = models.DateField(_("Date"))
    who = models.CharField(_("Moved by"), max_length=120, blank=True)
    note = models.CharField(_("Note"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Stage reached")
        verbose_name_plural = _("Stages reached")
        ordering: ClassVar[list[str]] = ["action", "date", "id"]

    def __str__(self) -> str:
        return str(self.get_stage_display())  # type: ignore[attr-defined]
