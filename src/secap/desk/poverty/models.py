"""The energy-poverty section: its assessment, indicators by macro-area, and what household tables tell.

Households themselves are never kept: a table is read, summed up by group, and forgotten.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.bounds import NOT_NEGATIVE, PERCENT, YEARS
from secap.desk.registry.fields import CheckedJSONField, CodeField, CodesField
from secap.desk.registry.records import Record
from secap.desk.registry.shapes import counts, listed, mapping, number, text
from secap.method.basis import codes


class PovertyAssessment(Record):
    """The assessment as a whole; a plan has one."""

    pillar = CodeField(
        _("Variant"), table="poverty_pillars", default="energy_poverty",
        help_text=_("Outside Europe the Global Covenant asks for access to energy instead."),
    )  # fmt: skip
    date = models.DateField(_("Date of the assessment"), null=True, blank=True)
    author = models.CharField(_("Made by"), max_length=200, blank=True)
    definition = models.TextField(
        _("Definition used"), blank=True, help_text=_("Who counts as energy poor in this plan.")
    )
    concern = CodeField(_("Concern as a whole"), table="poverty_concerns", blank=True)
    summary = models.TextField(_("Main findings"), blank=True)
    vulnerable_groups = CodesField(_("Vulnerable groups"), codes_table="vulnerable_groups")
    source = models.TextField(_("Sources"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Assessment of energy poverty")
        verbose_name_plural = _("Assessment of energy poverty")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return str(_("Assessment of energy poverty"))


class PovertyIndicator(Record):
    """One indicator in one year: a number or yes/no, and how worrying it is."""

    indicator = CodeField(_("Indicator"), table="poverty_indicators")
    year = models.PositiveSmallIntegerField(_("Year"), validators=YEARS)
    value = models.FloatField(_("Value"), null=True, blank=True)
    answer = models.BooleanField(
        _("Answer"), null=True, blank=True, help_text=_("For questions of yes or no.")
    )
    unit = models.CharField(_("Unit"), max_length=60, blank=True, help_text=_("Empty: that of the list."))
    concern = CodeField(_("Concern"), table="poverty_concerns", blank=True)
    assessment = models.TextField(_("Assessment"), blank=True)
    source = models.CharField(_("Source"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Indicator of energy poverty")
        verbose_name_plural = _("Indicators of energy poverty")
        ordering: ClassVar[list[str]] = ["indicator", "year"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "indicator", "year"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_poverty_value_per_year",
                violation_error_message=_("There is already a value of this indicator for this year."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_indicator_display()} {self.year}"  # type: ignore[attr-defined]

    @property
    def unit_in_words(self) -> str:
        """The record's own unit, else that of the list."""
        row = codes.table("poverty_indicators").get(self.indicator)
        return self.unit or (str(row.unit) if row else "")

    def clean(self) -> None:
        super().clean()
        row = codes.table("poverty_indicators").get(self.indicator)
        if row is None:
            return
        if row.answer == "yes_no" and self.value is not None:
            raise ValidationError({"value": _("This one is answered by yes or no.")})
        if row.answer == "number" and self.answer is not None:
            raise ValidationError({"answer": _("This one has a number.")})


def _thresholds(value: Any) -> None:
    """Refuse medians that are no numbers, and names that are no texts."""
    kept = mapping(value, "{}")
    for name, amount in mapping(kept.get("medians", {}), "medians").items():
        number(amount, name)
    for name in listed(kept.get("given", []), "given"):
        text(name, "given")
    text(kept.get("scale", ""), "scale")


class HouseholdStudy(Record):
    """A household table that was summed up.

    rows : households read;  left_out : rows that could not be used, by reason;  thresholds : medians used.
    """

    title = models.CharField(_("Title"), max_length=200)
    year = models.PositiveSmallIntegerField(_("Year"), validators=YEARS)
    source = models.CharField(_("Source"), max_length=300, blank=True)
    note = models.TextField(_("Note"), blank=True)
    rows = models.PositiveIntegerField(_("Households read"), default=0, editable=False)
    left_out = CheckedJSONField(_("Rows left out"), default=dict, blank=True, editable=False, shape=counts)
    thresholds = CheckedJSONField(
        _("Thresholds used"), default=dict, blank=True, editable=False, shape=_thresholds
    )

    class Meta(Record.Meta):
        verbose_name = _("Household table")
        verbose_name_plural = _("Household tables")
        ordering: ClassVar[list[str]] = ["-year", "title"]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"


class HouseholdGroup(Record):
    """What a table tells of one group of households; a group that is too small tells nothing."""

    study = models.ForeignKey(HouseholdStudy, models.CASCADE, related_name="groups", editable=False)
    study.is_parent = True  # type: ignore[attr-defined]
    name = models.CharField(_("Group"), max_length=120, blank=True, editable=False)  # empty: all
    households = models.PositiveIntegerField(_("Households"), null=True, blank=True, editable=False)
    share_2m_percent = models.FloatField(
        _("2M, %"), null=True, blank=True, validators=PERCENT, editable=False
    )
    share_m2_percent = models.FloatField(
        _("M/2, %"), null=True, blank=True, validators=PERCENT, editable=False
    )
    share_lihc_percent = models.FloatField(
        _("Low income, high costs, %"), null=True, blank=True, validators=PERCENT, editable=False
    )
    share_ten_percent = models.FloatField(
        _("Over a tenth of income, %"), null=True, blank=True, validators=PERCENT, editable=False
    )
    median_income_eur = models.FloatField(
        _("Median income, EUR a year"), null=True, blank=True, validators=NOT_NEGATIVE, editable=False
    )
    median_energy_eur = models.FloatField(
        _("Median energy cost, EUR a year"), null=True, blank=True, validators=NOT_NEGATIVE, editable=False
    )
    is_suppressed = models.BooleanField(_("Too small to show"), default=False, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Group of households")
        verbose_name_plural = _("Groups of households")
        ordering: ClassVar[list[str]] = ["study", "id"]

    def __str__(self) -> str:
        return self.name
