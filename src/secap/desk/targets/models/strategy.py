"""What the council promises: strategy, commitments, co-operation, resources (deck rows 1.1-07, 1.1-12a)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.bounds import NOT_NEGATIVE, YEARS
from secap.desk.registry.fields import CodeField, CodesField
from secap.desk.registry.records import Record


class Strategy(Record):
    """One per plan: the vision and the settings that everything below it follows."""

    vision = models.TextField(
        _("Vision"),
        blank=True,
        help_text=_(
            "Where the town wants to be: realistic but ambitious, with the 2030 target and resilience."
        ),
    )
    themes = models.CharField(
        _("Themes of the vision"), max_length=300, blank=True, help_text=_("Separated by commas.")
    )
    horizon_year = models.PositiveSmallIntegerField(
        _("Horizon of the plan"),
        default=2030,
        validators=YEARS,
        help_text=_("After 2030 a target for 2030 is needed as well."),
    )
    effects_against = CodeField(
        _("Effects of actions are stated"),
        table="effect_bases",
        default="bei",
        help_text=_(
            "Against the BEI the sum of actions is compared with the whole reduction; against the latest "
            "inventory with what is still to be done."
        ),
    )
    rule_set = CodeField(
        _("Rule for key sectors covered by actions"), table="eligibility_rule_sets", default="com_faq"
    )
    policy_context = models.TextField(
        _("Policy context"),
        blank=True,
        help_text=_("Empty: the document carries the frameworks' table alone."),
    )
    organisation = models.TextField(
        _("Organisation of the work"), blank=True, help_text=_("Who leads, who works along, who decides.")
    )
    staff_note = models.TextField(_("Staff capacity"), blank=True)
    budget_note = models.TextField(_("Financial capacity"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Strategy")
        verbose_name_plural = _("Strategy")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_strategy",
                violation_error_message=_("The plan has a strategy already; change that one."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Strategy"))


class Commitment(Record):
    """What the town has promised to whom: a framework, the pillar it serves, the day it was decided."""

    framework = CodeField(_("Policy framework"), table="policy_frameworks")
    pillar = CodeField(_("Pillar of the Covenant"), table="covenant_pillars", default="mitigation")
    adhesion_date = models.DateField(
        _("Date of adhesion"), null=True, blank=True, help_text=_("The day of the council's decision.")
    )
    state = CodeField(_("State"), table="commitment_states", default="decided")
    text = models.TextField(_("What was promised"), blank=True)
    evidence = models.CharField(
        _("Evidence"), max_length=300, blank=True, help_text=_("Number of the decision, link or file.")
    )

    class Meta(Record.Meta):
        verbose_name = _("Commitment")
        verbose_name_plural = _("Commitments")
        ordering: ClassVar[list[str]] = ["adhesion_date", "framework"]

    def __str__(self) -> str:
        return str(self.get_framework_display())  # type: ignore[attr-defined]


class Cooperation(Record):
    """An exchange with another authority or network (third pillar of the Covenant)."""

    partner = models.CharField(_("Partner"), max_length=200)
    date = models.DateField(_("Date"), null=True, blank=True)
    subject = models.TextField(_("What was exchanged"), blank=True)
    outcome = models.TextField(_("Outcome"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Exchange with a partner")
        verbose_name_plural = _("Co-operation")
        ordering: ClassVar[list[str]] = ["-date", "partner"]

    def __str__(self) -> str:
        return self.partner


class StaffResource(Record):
    """Working time for the plan."""

    role = CodeField(_("Role"), table="workforce_roles")
    body = models.CharField(_("Department or organisation"), max_length=200, blank=True)
    fte = models.FloatField(
        _("Full-time equivalents (FTE)"), null=True, blank=True, validators=NOT_NEGATIVE,
        help_text=_("Working time as a share of full time; 0.5 is half a post."),
    )  # fmt: skip
    from_year = models.PositiveSmallIntegerField(_("From year"), null=True, blank=True, validators=YEARS)
    to_year = models.PositiveSmallIntegerField(_("To year"), null=True, blank=True, validators=YEARS)
    note = models.TextField(_("Note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Staff for the plan")
        verbose_name_plural = _("Staff for the plan")
        ordering: ClassVar[list[str]] = ["role", "from_year"]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.body}".strip()  # type: ignore[attr-defined]


class BudgetLine(Record):
    """Money for the plan by source and year."""

    title = models.CharField(_("Title"), max_length=200)
    source = CodeField(_("Source of financing"), table="financing_sources", default="own")
    year = models.PositiveSmallIntegerField(_("Year"), validators=YEARS)
    eur = models.FloatField(_("Amount, EUR"), validators=NOT_NEGATIVE)
    is_monitoring = models.BooleanField(_("For monitoring and evaluation"), default=False)
    note = models.TextField(_("Note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Budget line")
        verbose_name_plural = _("Budget of the plan")
        ordering: ClassVar[list[str]] = ["year", "source", "title"]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"


class RegionalPriority(Record):
    """A priority of the region or the state that the plan must agree with (deck row 1.2-22)."""

    title = models.CharField(_("Priority or plan"), max_length=200)
    level = CodeField(_("Level of authority"), table="authority_levels", blank=True)
    concerns = CodesField(_("Fields it concerns"), codes_table="cross_cutting")
    alignment = models.TextField(_("How the plan agrees with it"), blank=True)
    state = CodeField(_("State of the alignment"), table="alignment_states", default="open")
    compared_on = models.DateField(_("Compared on"), null=True, blank=True)
    link = models.URLField(_("Link"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Regional or national priority")
        verbose_name_plural = _("Regional and national priorities")
        ordering: ClassVar[list[str]] = ["title"]

    def __str__(self) -> str:
        return self.title
