"""Who carries the plan: departments, people, duties, posts, skills (deck rows 1.4-01 to 1.4-06)."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.bounds import NOT_NEGATIVE
from secap.desk.registry.fields import CodeField, CodesField
from secap.desk.registry.language import lang
from secap.desk.registry.records import Record
from secap.method.basis import codes


class Department(Record):
    """A department, office or company that works on the plan."""

    name = models.CharField(_("Department or office"), max_length=200)
    organisation = models.ForeignKey(
        "registry.Organisation", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("Organisation"), help_text=_("Empty: the municipality."),
    )  # fmt: skip
    level = CodeField(_("Level of government"), table="governance_levels", default="municipality")
    is_assigned = models.BooleanField(_("Assigned to the Covenant"), default=True)
    duties = models.TextField(_("Duties"), blank=True)
    competences = CodesField(_("Competences"), codes_table="competences")
    fte = models.FloatField(
        _("Full-time equivalents (FTE)"), null=True, blank=True, validators=NOT_NEGATIVE,
        help_text=_("Working time for the plan as a share of full time; 0.5 is half a post."),
    )  # fmt: skip
    budget_eur = models.FloatField(
        _("Budget for the plan, EUR a year"), null=True, blank=True, validators=NOT_NEGATIVE
    )
    note = models.TextField(_("Note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Department")
        verbose_name_plural = _("Departments")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class StaffMember(Record):
    """Somebody who works on the plan."""

    name = models.CharField(_("Name"), max_length=120)
    department = models.ForeignKey(
        Department, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Department")
    )
    position = models.CharField(_("Position"), max_length=200, blank=True)
    email = models.EmailField(_("E-mail address"), blank=True)
    posts = CodesField(_("Posts held"), codes_table="admin_posts")
    fte = models.FloatField(_("Full-time equivalents (FTE)"), null=True, blank=True, validators=NOT_NEGATIVE)
    competences = CodesField(_("Competences"), codes_table="competences")
    note = models.TextField(_("Note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Person of the administration")
        verbose_name_plural = _("People of the administration")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Duty(Record):
    """One cell of the RACI matrix: what a department is to one of the four blocks of duties."""

    duty = CodeField(_("Duty"), table="admin_duties")
    department = models.ForeignKey(Department, models.CASCADE, related_name="+", verbose_name=_("Department"))
    role = CodeField(_("Part (RACI)"), table="raci_roles")
    state = CodeField(_("State"), table="duty_states", default="existing")
    since = models.DateField(_("Since or from"), null=True, blank=True)
    note = models.CharField(_("Note"), max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Duty")
        verbose_name_plural = _("Duties")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "duty", "department"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_part_per_duty_and_department",
                violation_error_message=_(
                    "This department has a part in this duty already; change that one."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_duty_display()}: {self.department}"  # type: ignore[attr-defined]


class Coordination(Record):
    """One cell of the co-ordination matrix: what a department is to a topic of the plan."""

    department = models.ForeignKey(Department, models.CASCADE, related_name="+", verbose_name=_("Department"))
    topic = CodeField(_("Topic"), table="plan_topics")
    part = CodeField(_("Part"), table="coordination_parts")

    class Meta(Record.Meta):
        verbose_name = _("Part of a department in a topic")
        verbose_name_plural = _("Parts of departments in topics")
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "department", "topic"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_part_per_topic_and_department",
                violation_error_message=_(
                    "This department has a part in this topic already; change that one."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.department}"  # type: ignore[attr-defined]


class Appointment(Record):
    """A post filled by an act: the co-ordinator, the energy manager, a mandate of the mayor."""

    post = CodeField(_("Post"), table="admin_posts")
    person = models.CharField(_("Who is appointed"), max_length=200)
    act = models.CharField(_("Act: number and kind"), max_length=200, blank=True)
    authority = models.CharField(_("Appointed by"), max_length=200, blank=True)
    date = models.DateField(_("Date"), null=True, blank=True)
    until = models.DateField(_("Until"), null=True, blank=True)
    fte = models.FloatField(_("Full-time equivalents (FTE)"), null=True, blank=True, validators=NOT_NEGATIVE)
    budget_eur = models.FloatField(
        _("Own budget, EUR a year"), null=True, blank=True, validators=NOT_NEGATIVE
    )
    mandate = models.TextField(_("Mandate"), blank=True, help_text=_("What the person may decide."))

    class Meta(Record.Meta):
        verbose_name = _("Appointment")
        verbose_name_plural = _("Appointments")
        ordering: ClassVar[list[str]] = ["post", "-date"]

    def __str__(self) -> str:
        return f"{self.get_post_display()}: {self.person}"  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        if self.date and self.until and self.until < self.date:
            raise ValidationError({"until": _("The appointment can't end before it begins.")})


class Setup(Record):
    """How the administration is set up; a plan has one."""

    approaches = CodesField(_("Approaches chosen"), codes_table="admin_approaches")
    reasons = models.TextField(_("Why these"), blank=True)
    staff_count = models.PositiveIntegerField(
        _("Staff of the administration"), null=True, blank=True, help_text=_("Helps to propose an approach.")
    )
    has_energy_agency = models.BooleanField(_("An energy agency works in the region"), null=True, blank=True)
    providers = models.TextField(
        _("External providers"), blank=True, help_text=_("Who, for what, until when, for how much.")
    )
    note = models.TextField(_("Note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Set-up of the administration")
        verbose_name_plural = _("Set-up of the administration")
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return str(_("Set-up of the administration"))


class Assessment(Record):
    """One answer of a self-assessment on one day; the days make its history."""

    item = models.CharField(_("Item"), max_length=60)
    list = CodeField(_("List"), table="self_assessments")
    date = models.DateField(_("Date"))
    answer = CodeField(_("Answer"), table="smart_answers", blank=True)
    evidence = models.TextField(_("Evidence"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Answer of a self-assessment")
        verbose_name_plural = _("Self-assessments")
        ordering: ClassVar[list[str]] = ["list", "-date", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "list", "item", "date"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_answer_per_item_and_day",
                violation_error_message=_("There is already an answer of this day; change that one."),
            ),
        ]

    def __str__(self) -> str:
        row = self.row
        return self.item if row is None else row.label(lang())

    @property
    def row(self) -> codes.Row | None:
        """The row of the list that the answer is about."""
        found = codes.table("self_assessments").get(self.list)
        return codes.table(str(found.items)).get(self.item) if found else None

    def clean(self) -> None:
        super().clean()
        if self.row is None:
            raise ValidationError({"item": _("“%(item)s” is not in the list.") % {"item": self.item}})


class Training(Record):
    """A training that is needed, planned or held."""

    subject = CodeField(_("Subject"), table="training_subjects")
    title = models.CharField(_("Title"), max_length=200)
    who = models.CharField(_("For whom"), max_length=300, blank=True)
    state = CodeField(_("State"), table="training_states", default="planned")
    date = models.DateField(_("Date"), null=True, blank=True)
    provider = models.CharField(_("Provider"), max_length=200, blank=True)
    hours = models.FloatField(_("Hours"), null=True, blank=True, validators=NOT_NEGATIVE)
    cost_eur = models.FloatField(_("Cost, EUR"), null=True, blank=True, validators=NOT_NEGATIVE)
    competences = CodesField(_("Competences"), codes_table="competences")
    result = models.TextField(_("Result"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Training")
        verbose_name_plural = _("Training plan")
        ordering: ClassVar[list[str]] = ["date", "title"]

    def __str__(self) -> str:
        return self.title
