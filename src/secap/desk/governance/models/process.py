"""The ten steps: their state, the tasks of the roles matrix, the council's approval and the submission."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.bounds import NOT_NEGATIVE
from secap.desk.registry.fields import CodeField, CodesField
from secap.desk.registry.records import Record


class StepState(Record):
    """Where one of the ten steps stands in one round of the plan (deck rows 1.1-14, 1.1-15)."""

    step = CodeField(_("Step"), table="process_steps")
    round = models.PositiveSmallIntegerField(
        _("Round"), default=1, validators=[*NOT_NEGATIVE],
        help_text=_("After the tenth step the plan is renewed: the second round begins."),
    )  # fmt: skip
    state = CodeField(_("State"), table="process_step_states", default="not_started")
    start = models.DateField(_("Start"), null=True, blank=True)
    due = models.DateField(_("Due"), null=True, blank=True)
    done_on = models.DateField(_("Done on"), null=True, blank=True)
    evidence = models.TextField(_("Evidence"), blank=True, help_text=_("Decision, minutes, link or file."))
    note = models.TextField(_("Note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("State of a step")
        verbose_name_plural = _("States of the steps")
        ordering: ClassVar[list[str]] = ["round", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "step", "round"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_state_per_step_and_round",
                violation_error_message=_("This step has a state in this round already; change that one."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_step_display())  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        if self.start and self.due and self.due < self.start:
            raise ValidationError({"due": _("The step can't be due before it starts.")})


class Task(Record):
    """Something that somebody does in a step: of the roles matrix, or the town's own (row 1.3-10)."""

    step = CodeField(_("Step"), table="process_steps")
    round = models.PositiveSmallIntegerField(_("Round"), default=1, validators=[*NOT_NEGATIVE])
    template = CodeField(_("Task of the roles matrix"), table="process_tasks", blank=True)
    title = models.CharField(
        _("Task"), max_length=300, blank=True, help_text=_("Empty: the words of the roles matrix.")
    )
    actors = CodesField(_("Who acts"), codes_table="process_actors", blank=False)
    responsible = models.CharField(_("Responsible person or body"), max_length=200, blank=True)
    email = models.EmailField(
        _("E-mail for reminders"),
        blank=True,
        help_text=_("Who signs in with it finds the task at home, too."),
    )
    due = models.DateField(_("Due"), null=True, blank=True)
    state = CodeField(_("State"), table="process_task_states", default="open")
    done_on = models.DateField(_("Done on"), null=True, blank=True)
    evidence = models.TextField(_("Evidence"), blank=True)
    note = models.TextField(_("Note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Task")
        verbose_name_plural = _("Tasks")
        ordering: ClassVar[list[str]] = ["due", "id"]

    def __str__(self) -> str:
        return str(self.title or self.get_template_display())  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        if not self.title and not self.template:
            raise ValidationError({"title": _("Say what is to be done, or choose a task of the matrix.")})


class Approval(Record):
    """A decision of a council on the plan, with the money for the first year (row 1.3-13)."""

    body = models.CharField(_("Council"), max_length=200, help_text=_("In a joint plan one record each."))
    act = models.CharField(_("Number of the decision"), max_length=120)
    date = models.DateField(_("Date"))
    votes_for = models.PositiveSmallIntegerField(_("Votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("Votes against"), null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(_("Abstained"), null=True, blank=True)
    budget_year = models.PositiveSmallIntegerField(_("First year of the budget"), null=True, blank=True)
    budget_eur = models.FloatField(
        _("Budget approved for it, EUR"), null=True, blank=True, validators=NOT_NEGATIVE,
        help_text=_("The Covenant asks for the budget of at least the first year."),
    )  # fmt: skip
    note = models.TextField(_("Note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Approval by the council")
        verbose_name_plural = _("Approvals by the council")
        ordering: ClassVar[list[str]] = ["-date", "body"]

    def __str__(self) -> str:
        return f"{self.body} {self.act}"


class Submission(Record):
    """The day the plan went to the Covenant of Mayors, and what was answered."""

    date = models.DateField(_("Date"))
    confirmation = models.CharField(
        _("Confirmation"), max_length=300, blank=True, help_text=_("Reference, link or file.")
    )
    note = models.TextField(_("Note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Submission to the Covenant")
        verbose_name_plural = _("Submissions to the Covenant")
        ordering: ClassVar[list[str]] = ["-date"]

    def __str__(self) -> str:
        return str(_("Submission to the Covenant"))
