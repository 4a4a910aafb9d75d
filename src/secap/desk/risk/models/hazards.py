"""What threatens the town: hazards with their risk, events of the past, impacts on sectors, impact chains."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.bounds import NOT_NEGATIVE
from secap.desk.registry.fields import CheckedJSONField, CodeField, CodesField
from secap.desk.registry.records import Record
from secap.desk.registry.shapes import mapping


def _proposed(value: Any) -> None:
    """Refuse what is no object; what stands in it is read tolerantly."""
    mapping(value, "{}")


class Hazard(Record):
    """One hazard as the town sees it. An empty level is not assessed; neither that nor “not known” is scored.

    proposed : what the climate series propose, with reason and series, beside what a person decided.
    """

    hazard = CodeField(_("Climate hazard"), table="hazards")
    probability = CodeField(_("Probability"), table="hazard_probabilities", blank=True)
    impact = CodeField(_("Impact"), table="impact_levels", blank=True)
    change_intensity = CodeField(_("Expected change in intensity"), table="hazard_changes", blank=True)
    change_frequency = CodeField(_("Expected change in frequency"), table="hazard_changes", blank=True)
    timeframe = CodeField(_("Timeframe"), table="timeframes", blank=True)
    confidence = CodeField(_("Confidence of the assessment"), table="confidence_levels", blank=True)
    indicators = models.TextField(
        _("Indicators"), blank=True, help_text=_("By which numbers it is watched, such as hot days a year.")
    )
    evidence = models.TextField(_("Evidence"), blank=True, help_text=_("What the levels rest on."))
    source = models.CharField(_("Source"), max_length=300, blank=True)
    tolerated_reason = models.TextField(
        _("Why a high risk is accepted"), blank=True,
        help_text=_("Only where no action answers it; the document prints the reason."),
    )  # fmt: skip
    proposed = CheckedJSONField(
        _("Proposed by the climate data"), default=dict, blank=True, editable=False, shape=_proposed
    )

    class Meta(Record.Meta):
        verbose_name = _("Hazard")
        verbose_name_plural = _("Hazards")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "hazard"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_assessment_per_hazard",
                violation_error_message=_("This hazard is in the list already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_hazard_display())  # type: ignore[attr-defined]


class PastEvent(Record):
    """Something that happened: the best evidence of a hazard."""

    hazard = CodeField(_("Climate hazard"), table="hazards")
    title = models.CharField(_("What happened"), max_length=200)
    date = models.DateField(_("Date"), null=True, blank=True)
    end_date = models.DateField(_("Last day"), null=True, blank=True)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    damage_eur = models.FloatField(_("Damage, EUR"), null=True, blank=True, validators=NOT_NEGATIVE)
    people = models.PositiveIntegerField(_("People affected"), null=True, blank=True)
    deaths = models.PositiveIntegerField(_("Deaths"), null=True, blank=True)
    description = models.TextField(_("Description"), blank=True)
    source = models.CharField(_("Source"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Past event")
        verbose_name_plural = _("Past events")
        ordering: ClassVar[list[str]] = ["-date", "title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.date and self.end_date and self.end_date < self.date:
            raise ValidationError({"end_date": _("The last day must not lie before the first.")})


class SectorImpact(Record):
    """What one hazard does to one sector."""

    hazard = CodeField(_("Climate hazard"), table="hazards")
    sector = CodeField(_("Impacted sector"), table="adaptation_sectors")
    likelihood = CodeField(_("Likelihood of the impact"), table="likelihoods", blank=True)
    impact = CodeField(_("Level of the impact"), table="impact_levels", blank=True)
    vulnerability = CodeField(_("Vulnerability of the sector"), table="rva_levels", blank=True)
    timeframe = CodeField(_("Timeframe"), table="timeframes", blank=True)
    domains = CodesField(_("What it affects"), codes_table="impact_domains")
    groups = CodesField(_("Vulnerable groups"), codes_table="vulnerable_groups")
    people = models.PositiveIntegerField(_("People affected"), null=True, blank=True)
    property = models.TextField(
        _("Property at risk"), blank=True, help_text=_("Buildings, networks, their value.")
    )
    livelihoods = models.TextField(_("Livelihoods"), blank=True, help_text=_("Jobs, income, businesses."))
    environment = models.TextField(_("Environment"), blank=True)
    description = models.TextField(_("Expected impact"), blank=True)
    indicator = models.CharField(_("Indicator"), max_length=200, blank=True)
    source = models.CharField(_("Source"), max_length=300, blank=True)
    tolerated_reason = models.TextField(
        _("Why a high risk is accepted"), blank=True,
        help_text=_("Only where no action answers it; the document prints the reason."),
    )  # fmt: skip

    class Meta(Record.Meta):
        verbose_name = _("Impact on a sector")
        verbose_name_plural = _("Impacted sectors")
        ordering: ClassVar[list[str]] = ["sector", "hazard"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "hazard", "sector"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_impact_per_hazard_and_sector",
                violation_error_message=_("This hazard's impact on this sector is in the list already."),
            ),
        ]

    def __str__(self) -> str:
        record: Any = self
        return f"{record.get_sector_display()}: {record.get_hazard_display()}"


class ImpactChain(Record):
    """From hazard to impact; the actions that break the chain are found by hazard and sector."""

    hazard = CodeField(_("Climate hazard"), table="hazards")
    exposure = models.TextField(
        _("Exposure"), blank=True, help_text=_("Who and what is where the hazard strikes.")
    )
    vulnerability = models.TextField(
        _("Vulnerability"), blank=True, help_text=_("Why it harms them: age, condition, dependence.")
    )
    impact = models.TextField(_("Impact"), blank=True, help_text=_("What happens then."))
    sector = CodeField(_("Impacted sector"), table="adaptation_sectors", blank=True)
    groups = CodesField(_("Vulnerable groups"), codes_table="vulnerable_groups")

    class Meta(Record.Meta):
        verbose_name = _("Impact chain")
        verbose_name_plural = _("Impact chains")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        record: Any = self
        sector = record.get_sector_display() if self.sector else ""
        return f"{record.get_hazard_display()} → {sector}" if sector else str(record.get_hazard_display())
