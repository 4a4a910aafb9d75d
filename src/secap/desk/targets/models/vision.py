"""How the vision comes about: team, entry points, scenarios, workshops, consensus (rows 1.2-12, 1.2-13)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.bounds import NOT_NEGATIVE
from secap.desk.registry.fields import CodeField
from secap.desk.registry.records import Record


class TeamMember(Record):
    """Somebody in the vision team; the five groups of the process should all be there."""

    name = models.CharField(_("Name"), max_length=120)
    group = CodeField(_("Stakeholder group"), table="vision_groups")
    body = models.CharField(_("Department or organisation"), max_length=200, blank=True)
    duty = models.CharField(_("Duty in the team"), max_length=200, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Member of the vision team")
        verbose_name_plural = _("Vision team")
        ordering: ClassVar[list[str]] = ["group", "name"]

    def __str__(self) -> str:
        return self.name


class EntryPoint(Record):
    """Where the vision may begin: something the baseline shows."""

    title = models.CharField(_("Title"), max_length=200)
    sector = CodeField(_("Sector"), table="sectors", blank=True)
    finding = models.TextField(_("What the baseline shows"), blank=True)
    chance = models.TextField(_("What it opens"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Entry point")
        verbose_name_plural = _("Entry points")
        ordering: ClassVar[list[str]] = ["title"]

    def __str__(self) -> str:
        return self.title


class VisionScenario(Record):
    """A future put before the stakeholders."""

    title = models.CharField(_("Title"), max_length=200)
    archetype = CodeField(_("Type of scenario"), table="scenario_archetypes", blank=True)
    description = models.TextField(_("Description"), blank=True)
    emissions_2030_t = models.FloatField(
        _("Emissions in 2030, t"), null=True, blank=True, validators=NOT_NEGATIVE
    )
    is_chosen = models.BooleanField(_("Chosen for the vision"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("Scenario of the vision")
        verbose_name_plural = _("Scenarios of the vision")
        ordering: ClassVar[list[str]] = ["-is_chosen", "title"]

    def __str__(self) -> str:
        return self.title


class Workshop(Record):
    """A meeting in which scenarios were tested."""

    title = models.CharField(_("Title"), max_length=200)
    date = models.DateField(_("Date"), null=True, blank=True)
    scenario = models.ForeignKey(
        VisionScenario, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Scenario")
    )
    participants = models.PositiveIntegerField(_("Participants"), null=True, blank=True)
    minutes = models.TextField(_("Minutes"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Test workshop")
        verbose_name_plural = _("Test workshops")
        ordering: ClassVar[list[str]] = ["date", "title"]

    def __str__(self) -> str:
        return self.title


class Feedback(Record):
    """What one group said in a workshop."""

    workshop = models.ForeignKey(
        Workshop, models.CASCADE, related_name="feedback", verbose_name=_("Test workshop")
    )
    group = CodeField(_("Stakeholder group"), table="vision_groups")
    vote = CodeField(_("Vote"), table="consensus_votes", blank=True)
    text = models.TextField(_("What was said"))

    class Meta(Record.Meta):
        verbose_name = _("Feedback of a group")
        verbose_name_plural = _("Feedback of the groups")
        ordering: ClassVar[list[str]] = ["workshop", "group"]

    def __str__(self) -> str:
        return f"{self.get_group_display()}: {self.text[:60]}"  # type: ignore[attr-defined]


class Consensus(Record):
    """What was agreed on, by how many, when."""

    statement = models.TextField(_("What was agreed"))
    date = models.DateField(_("Date"))
    agree = models.PositiveIntegerField(_("Agree"), null=True, blank=True)
    object = models.PositiveIntegerField(_("Object"), null=True, blank=True)
    abstain = models.PositiveIntegerField(_("Abstain"), null=True, blank=True)
    minutes = models.TextField(_("Minutes"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Consensus")
        verbose_name_plural = _("Consensus record")
        ordering: ClassVar[list[str]] = ["date"]

    def __str__(self) -> str:
        return self.statement[:80]


class Statement(Record):
    """What citizens said in a focus group or elsewhere, feeding the vision."""

    text = models.TextField(_("Statement"))
    occasion = models.CharField(_("Where it was said"), max_length=200, blank=True)
    date = models.DateField(_("Date"), null=True, blank=True)
    is_maladaptation_warning = models.BooleanField(
        _("Warns of maladaptation"),
        default=False,
        help_text=_("Such as: more air conditioning raises emissions."),
    )

    class Meta(Record.Meta):
        verbose_name = _("Statement of citizens")
        verbose_name_plural = _("Statements of citizens")
        ordering: ClassVar[list[str]] = ["date"]

    def __str__(self) -> str:
        return self.text[:80]


class VisionExample(Record):
    """A vision of another town worth looking at, beside the packaged ones."""

    city = models.CharField(_("City"), max_length=120)
    country = models.CharField(_("Country"), max_length=60, blank=True)
    kind = CodeField(_("Kind of vision"), table="vision_kinds")
    text = models.TextField(_("The vision in your own words"))
    link = models.URLField(_("Link"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Example of a vision")
        verbose_name_plural = _("Examples of visions")
        ordering: ClassVar[list[str]] = ["city"]

    def __str__(self) -> str:
        return self.city
