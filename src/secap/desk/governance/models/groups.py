"""Groups that decide and advise: the yearly round, steering groups, hearings (rows 1.4-08 to 12)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.bounds import NOT_NEGATIVE, YEARS
from secap.desk.registry.fields import CodeField
from secap.desk.registry.records import Record


class Group(Record):
    """A group with a mandate: action group, working group, steering group of a district, advisory board."""

    name = models.CharField(_("Name"), max_length=200)
    kind = CodeField(_("Kind of group"), table="group_kinds", default="working_group")
    district = models.CharField(
        _("District"), max_length=120, blank=True, help_text=_("For a steering group of a district.")
    )
    programme = models.CharField(_("Programme it oversees"), max_length=200, blank=True)
    members = models.TextField(_("Members"), blank=True, help_text=_("People or bodies, one per line."))
    mandate = models.TextField(_("Mandate and tasks"), blank=True)
    since = models.DateField(_("Since"), null=True, blank=True)
    rhythm = models.CharField(_("How often it meets"), max_length=120, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Group")
        verbose_name_plural = _("Groups")
        ordering: ClassVar[list[str]] = ["kind", "district", "name"]

    def __str__(self) -> str:
        return self.name


class Proposal(Record):
    """A project proposal in the action group's yearly round."""

    year = models.PositiveSmallIntegerField(_("Round of the year"), validators=YEARS)
    title = models.CharField(_("Project"), max_length=250)
    action_number = models.CharField(
        _("Action of the plan"),
        max_length=20,
        blank=True,
        help_text=_("Its number; empty: not in the plan yet."),
    )
    proposed_by = models.CharField(_("Proposed by"), max_length=200, blank=True)
    description = models.TextField(_("Description"), blank=True)
    cost_eur = models.FloatField(_("Cost, EUR"), null=True, blank=True, validators=NOT_NEGATIVE)
    financial_result = CodeField(_("Financial appraisal"), table="appraisal_results", blank=True)
    financial_note = models.TextField(_("Its reasons"), blank=True)
    technical_result = CodeField(_("Technical appraisal"), table="appraisal_results", blank=True)
    technical_note = models.TextField(_("Its reasons, and what was agreed with the municipality"), blank=True)
    decision = CodeField(_("Decision"), table="proposal_decisions", blank=True)
    decided_on = models.DateField(_("Decided on"), null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("Votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("Votes against"), null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(_("Abstained"), null=True, blank=True)
    minutes = models.TextField(_("Minutes"), blank=True)
    budget_year = models.PositiveSmallIntegerField(
        _("Budget of the year"), null=True, blank=True, validators=YEARS
    )
    budget_eur = models.FloatField(_("In that budget, EUR"), null=True, blank=True, validators=NOT_NEGATIVE)
    evaluation = models.TextField(_("Evaluation"), blank=True)
    update_proposal = models.TextField(_("Proposal to update the plan"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Project proposal")
        verbose_name_plural = _("Project proposals")
        ordering: ClassVar[list[str]] = ["-year", "title"]

    def __str__(self) -> str:
        return self.title


class Round(Record):
    """The action group's yearly meeting: how the plan was carried out, and what should change."""

    year = models.PositiveSmallIntegerField(_("Year"), validators=YEARS)
    date = models.DateField(_("Date"), null=True, blank=True)
    present = models.TextField(_("Present"), blank=True)
    evaluation = models.TextField(_("How the plan was carried out"), blank=True)
    update_proposal = models.TextField(_("Proposal to update the plan"), blank=True)
    minutes = models.TextField(_("Minutes"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Yearly round")
        verbose_name_plural = _("Yearly rounds")
        ordering: ClassVar[list[str]] = ["-year"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "year"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_round_per_year",
                violation_error_message=_("This year has a round already; change that one."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)


class Hearing(Record):
    """The plan, or one action, before a body: what was said, what follows."""

    body = CodeField(_("Kind of body"), table="hearing_bodies", default="council")
    name = models.CharField(_("Name of the body"), max_length=200, blank=True)
    date = models.DateField(_("Date"))
    subject = models.CharField(_("Subject"), max_length=250)
    action_number = models.CharField(
        _("Action"), max_length=20, blank=True, help_text=_("Its number; empty: the whole plan.")
    )
    comment = models.TextField(_("What was said"), blank=True)
    outcome = models.TextField(_("Outcome"), blank=True)
    reply = models.TextField(_("Our reply"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Hearing")
        verbose_name_plural = _("Hearings")
        ordering: ClassVar[list[str]] = ["-date"]

    def __str__(self) -> str:
        return self.subject
