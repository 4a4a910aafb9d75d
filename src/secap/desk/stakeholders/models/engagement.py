"""Engagement: objectives, events, the contact log, issues, what came out (rows 1.2-10, 1.3-08 to 1.3-22)."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.bounds import NOT_NEGATIVE
from secap.desk.registry.fields import CodeField, CodesField, RecordsField
from secap.desk.registry.records import Record
from secap.desk.stakeholders.models.register import Contact, Stakeholder

CLOCK = [RegexValidator(r"^([01]\d|2[0-3]):[0-5]\d$", _("Write the time as 09:30."))]


class EngagementObjective(Record):
    """Why somebody is engaged and what should come out of it: guides whom to put first."""

    statement = models.CharField(_("Objective"), max_length=300)
    scope = models.TextField(_("Scope"), blank=True, help_text=_("What it covers, and what it does not."))
    result_wanted = models.TextField(_("Result wanted"), blank=True)
    indicator = models.CharField(_("How we know it is reached"), max_length=300, blank=True)
    target_value = models.FloatField(_("Target value"), null=True, blank=True)
    unit = models.CharField(_("Unit"), max_length=40, blank=True)
    risks = models.TextField(_("Limits and risks"), blank=True)
    resources = models.TextField(_("Staff, time and money for it"), blank=True)
    responsible = models.CharField(_("Responsible"), max_length=200, blank=True)
    start = models.DateField(_("Start"), null=True, blank=True)
    due = models.DateField(_("Due"), null=True, blank=True)
    steps = CodesField(_("Steps of the process"), codes_table="process_steps")
    stakeholders = RecordsField(_("Stakeholders"), records_model="stakeholders.Stakeholder")
    intended = CodesField(_("Benefits intended"), codes_table="engagement_reasons")
    obtained = CodesField(_("Benefits obtained"), codes_table="engagement_reasons")
    result = CodeField(_("Result"), table="smart_results", blank=True)
    result_value = models.FloatField(_("Value reached"), null=True, blank=True)
    result_text = models.TextField(_("What came out"), blank=True)
    lessons = models.TextField(_("Lessons"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Objective of the engagement")
        verbose_name_plural = _("Objectives of the engagement")
        ordering: ClassVar[list[str]] = ["due", "statement"]

    def __str__(self) -> str:
        return self.statement


class Event(Record):
    """A meeting or another use of a method of engagement, from its purpose to its minutes."""

    title = models.CharField(_("Title"), max_length=200)
    method = CodeField(_("Method"), table="engagement_methods", blank=True)
    level = CodeField(_("Level of engagement"), table="engagement_levels", blank=True)
    step = CodeField(_("Step of the process"), table="process_steps", blank=True)
    state = CodeField(_("State"), table="event_states", default="planned")
    date = models.DateField(_("Date"), null=True, blank=True)
    start_time = models.CharField(_("From"), max_length=5, blank=True, validators=CLOCK)
    end_time = models.CharField(_("To"), max_length=5, blank=True, validators=CLOCK)
    place = models.CharField(_("Place or link"), max_length=300, blank=True)
    objective = models.ForeignKey(
        EngagementObjective, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("Objective"),
    )  # fmt: skip
    purpose = models.TextField(_("Purpose"), blank=True)
    expected_results = models.TextField(_("Expected results"), blank=True)
    decisions_wanted = models.TextField(_("Decisions to be taken"), blank=True)
    agenda = models.TextField(_("Agenda"), blank=True, help_text=_("One item per line."))
    reasons = CodesField(_("Why"), codes_table="engagement_reasons")
    facilitator = models.CharField(_("Facilitator"), max_length=200, blank=True)
    is_neutral = models.BooleanField(_("The facilitator is neutral"), null=True, blank=True)
    brief = models.TextField(
        _("Brief for the facilitator"), blank=True, help_text=_("Disputes, parties and their history.")
    )
    ground_rules = models.TextField(_("Ground rules"), blank=True)
    conflict_rule = models.TextField(_("How conflicts will be solved"), blank=True)
    sensitive_topics = models.TextField(_("Sensitive topics left out"), blank=True)
    prevention = CodesField(_("Done to prevent conflict"), codes_table="conflict_prevention")
    resolution = CodesField(_("Done when conflict came up"), codes_table="conflict_resolution")
    invited = RecordsField(_("Invited"), records_model="stakeholders.Stakeholder")
    attended = RecordsField(_("Attended"), records_model="stakeholders.Stakeholder")
    people = models.PositiveIntegerField(_("People present"), null=True, blank=True)
    minutes = models.TextField(_("Minutes"), blank=True)
    decisions_taken = models.TextField(_("Decisions taken"), blank=True)
    purpose_met = CodeField(_("Purpose met"), table="smart_answers", blank=True)
    results = models.TextField(_("Results against the purpose"), blank=True)
    cost_eur = models.FloatField(_("Cost, EUR"), null=True, blank=True, validators=NOT_NEGATIVE)

    class Meta(Record.Meta):
        verbose_name = _("Event")
        verbose_name_plural = _("Events")
        ordering: ClassVar[list[str]] = ["-date", "title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.state == "held" and not self.date:
            raise ValidationError({"date": _("Say when it was held.")})
        if self.start_time and self.end_time and self.end_time <= self.start_time:
            raise ValidationError({"end_time": _("The end must be after the beginning.")})


class ContactEntry(Record):
    """One line of the contact log: silence is not a no, and a no has a reason (rows 1.3-18, 1.3-19)."""

    stakeholder = models.ForeignKey(
        Stakeholder, models.CASCADE, related_name="log", verbose_name=_("Stakeholder")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Contact person")
    )
    date = models.DateField(_("Date"))
    channel = CodeField(_("Channel"), table="contact_channels")
    subject = models.CharField(_("Subject"), max_length=250, blank=True)
    response = CodeField(_("Response"), table="contact_responses", blank=True)
    refusal = CodeField(_("Why not"), table="refusal_reasons", blank=True)
    refusal_text = models.CharField(_("Their reason in words"), max_length=300, blank=True)
    follow_up_on = models.DateField(_("Come back on"), null=True, blank=True)
    outcome = models.TextField(_("Outcome"), blank=True)
    by = models.CharField(_("Who made the contact"), max_length=120, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Contact")
        verbose_name_plural = _("Contact log")
        ordering: ClassVar[list[str]] = ["-date", "-id"]

    def __str__(self) -> str:
        return f"{self.stakeholder}, {self.get_channel_display()}"  # type: ignore[attr-defined]

    def clean(self) -> None:
        super().clean()
        if self.response == "no" and not self.refusal:
            raise ValidationError({"refusal": _("Don't take just a no: say why, or that it is not known.")})
        if self.response == "no" and not self.follow_up_on:
            raise ValidationError({"follow_up_on": _("Say when to come back, with less or at another time.")})


class Issue(Record):
    """Something raised by a stakeholder, answered or parked for another time (row 1.3-21)."""

    text = models.TextField(_("Issue"))
    raised_by = models.CharField(_("Raised by"), max_length=200, blank=True)
    stakeholder = models.ForeignKey(
        Stakeholder, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Stakeholder")
    )
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Event")
    )
    date = models.DateField(_("Date"), null=True, blank=True)
    state = CodeField(_("State"), table="issue_states", default="open")
    action_number = models.CharField(_("Action"), max_length=20, blank=True)
    due = models.DateField(_("Answer by"), null=True, blank=True)
    reply = models.TextField(_("Reply"), blank=True)
    replied_on = models.DateField(_("Replied on"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Issue")
        verbose_name_plural = _("Issues and parked topics")
        ordering: ClassVar[list[str]] = ["due", "-id"]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 60 else f"{self.text[:57]} …"

    def clean(self) -> None:
        super().clean()
        if self.state == "answered" and not self.reply:
            raise ValidationError({"reply": _("Write what was answered.")})
