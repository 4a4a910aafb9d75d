"""The frame of the assessment, and the adaptation scoreboard (method README, sections 3 and 1.6)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.fields import CodeField
from secap.desk.registry.records import Record


class RiskAssessment(Record):
    """How and when risk and vulnerability were assessed; a plan has one."""

    date = models.DateField(_("Date of the assessment"), null=True, blank=True)
    author = models.CharField(_("Made by"), max_length=200, blank=True)
    boundary = models.TextField(
        _("Area and people it covers"), blank=True, help_text=_("The whole territory, or which parts of it.")
    )
    method = models.TextField(_("Method"), blank=True)
    timeframe_scale = CodeField(
        _("Scale of time"), table="timeframe_scales", default="covenant_2016",
        help_text=_("Two scales are published; a plan keeps to one."),
    )  # fmt: skip
    summary = models.TextField(
        _("Main findings"), blank=True, help_text=_("Two or three sentences for the council.")
    )
    source = models.TextField(_("Sources"), blank=True)
    next_review = models.DateField(_("Next review"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Frame of the risk and vulnerability assessment")
        verbose_name_plural = _("Frame of the risk and vulnerability assessment")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return str(_("Risk and vulnerability assessment"))


class ScoreboardRating(Record):
    """One item of the adaptation scoreboard, graded on one day. An earlier day's grade is never changed by a
    later one."""

    item = CodeField(_("Item"), table="scoreboard_items")
    date = models.DateField(_("Date"))
    grade = CodeField(_("Grade"), table="scoreboard_grades", blank=True)
    comment = models.TextField(_("Comment"), blank=True)
    rated_by = models.CharField(_("Rated by"), max_length=120, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Rating of the adaptation scoreboard")
        verbose_name_plural = _("Adaptation scoreboard")
        ordering: ClassVar[list[str]] = ["date", "item"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "item", "date"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_rating_per_item_and_day",
                violation_error_message=_("This item is rated on this day already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_item_display()} {self.date}"  # type: ignore[attr-defined]
