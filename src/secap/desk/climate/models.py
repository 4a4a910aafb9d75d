"""Daily series that were read, and their indicators year by year. The days themselves stay in the file."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from secap.desk.climate import shapes
from secap.desk.registry.fields import CheckedJSONField, CodeField
from secap.desk.registry.records import Record
from secap.desk.registry.shapes import counts


class ClimateSeries(Record):
    """A station or a cell of a climate model.

    missing : {variable: days without a value};  settings : what the indicators were computed with;
    return_levels : {indicator: what the book returned};  findings : what reading the file found, as text by
    language.
    """

    title = models.CharField(_("Station or place"), max_length=200)
    kind = CodeField(_("Kind"), table="series_kinds", default="observed")
    source = models.CharField(
        _("Source"), max_length=300, blank=True,
        help_text=_("Who measured or computed it, and where it is published."),
    )  # fmt: skip
    licence = models.CharField(_("Licence"), max_length=200, blank=True)
    model = models.CharField(
        _("Climate model"), max_length=200, blank=True, help_text=_("Only for a projected series.")
    )
    experiment = models.CharField(
        _("Emission scenario"), max_length=120, blank=True, help_text=_("Such as RCP4.5.")
    )
    latitude = models.FloatField(
        _("Latitude, °"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("Longitude, °"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    altitude_m = models.FloatField(_("Altitude, m"), null=True, blank=True)
    note = models.TextField(_("Note"), blank=True)
    attachment = models.ForeignKey(
        "registry.Attachment", models.SET_NULL, null=True, blank=True, related_name="+", editable=False,
        verbose_name=_("File"),
    )  # fmt: skip
    first_day = models.DateField(_("First day"), null=True, blank=True, editable=False)
    last_day = models.DateField(_("Last day"), null=True, blank=True, editable=False)
    missing = CheckedJSONField(_("Missing days"), default=dict, blank=True, editable=False, shape=counts)
    settings = CheckedJSONField(
        _("Settings of the indicators"), default=dict, blank=True, editable=False, shape=shapes.settings
    )
    return_levels = CheckedJSONField(
        _("Return levels"), default=dict, blank=True, editable=False, shape=shapes.return_levels
    )
    findings = CheckedJSONField(
        _("Findings"), default=list, blank=True, editable=False, shape=shapes.findings
    )

    class Meta(Record.Meta):
        verbose_name = _("Climate series")
        verbose_name_plural = _("Climate series")
        ordering: ClassVar[list[str]] = ["kind", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("climate:series", args=[self.municipality.slug, self.uid])


class ClimateIndicator(Record):
    """One indicator of a series: a value for each year, None where too many days are missing."""

    series = models.ForeignKey(ClimateSeries, models.CASCADE, related_name="indicators", editable=False)
    series.is_parent = True  # type: ignore[attr-defined]
    code = CodeField(_("Climate indicator"), table="climate_indicators", editable=False)
    years = CheckedJSONField(
        _("Values by year"), default=dict, blank=True, editable=False, shape=shapes.years
    )

    class Meta(Record.Meta):
        verbose_name = _("Climate indicator")
        verbose_name_plural = _("Climate indicators")
        ordering: ClassVar[list[str]] = ["series", "id"]

    def __str__(self) -> str:
        return str(self.get_code_display())  # type: ignore[attr-defined]
