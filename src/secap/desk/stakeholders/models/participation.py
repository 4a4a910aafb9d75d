"""What people are asked without an account: data, votes, comments on a draft (the answers live in
`secap.participation`)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.bounds import YEARS
from secap.desk.registry.fields import CheckedJSONField, CodeField
from secap.desk.registry.records import Record
from secap.desk.registry.shapes import listed, mapping, text, whole
from secap.desk.stakeholders.models.register import Stakeholder

MOST_OPTIONS = 20


class DataRequest(Record):
    """Data asked of a stakeholder, answered with a file or a small table."""

    title = models.CharField(_("What is asked"), max_length=200)
    stakeholder = models.ForeignKey(
        Stakeholder, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Stakeholder")
    )
    data_set = models.CharField(
        _("Line of the data-collection plan"), max_length=24, blank=True, editable=False
    )
    kind = models.CharField(_("Kind of table"), max_length=60, default="energy")
    year = models.PositiveSmallIntegerField(_("Year"), null=True, blank=True, validators=YEARS)
    details = models.TextField(
        _("Details"), blank=True, help_text=_("Units, sectors, how the bills are read.")
    )
    due = models.DateField(_("Due"), null=True, blank=True)
    state = CodeField(_("State"), table="request_states", default="draft")

    class Meta(Record.Meta):
        verbose_name = _("Data request")
        verbose_name_plural = _("Data requests")
        ordering: ClassVar[list[str]] = ["due", "title"]

    def __str__(self) -> str:
        return self.title


def _results(value: Any) -> None:
    """Refuse what is not {answers: count, questions: [{uid, answered, counts: {option: count}}]}."""
    kept = mapping(value, "{}")
    if not kept:
        return
    whole(kept.get("answers"), "answers")
    for one in listed(kept.get("questions", []), "questions"):
        question = mapping(one, "questions")
        text(question.get("uid"), "uid")
        whole(question.get("answered"), "answered")
        for option, count in mapping(question.get("counts", {}), "counts").items():
            whole(count, option, high=10**9)


class Poll(Record):
    """A short survey or a vote on the vision. Closed, it keeps the sums; single answers are erased."""

    title = models.CharField(_("Title"), max_length=200)
    intro = models.TextField(_("Introduction"), blank=True)
    opens = models.DateField(_("Open from"), null=True, blank=True)
    closes = models.DateField(_("Closes"), null=True, blank=True)
    is_closed = models.BooleanField(_("Closed"), default=False, editable=False)
    results = CheckedJSONField(_("Results"), default=dict, blank=True, editable=False, shape=_results)

    class Meta(Record.Meta):
        verbose_name = _("Survey or poll")
        verbose_name_plural = _("Surveys and polls")
        ordering: ClassVar[list[str]] = ["-opens", "title"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.opens and self.closes and self.closes < self.opens:
            raise ValidationError({"closes": _("It can't close before it opens.")})


class PollQuestion(Record):
    """One question of a poll."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="questions", verbose_name=_("Survey or poll"))
    place = models.PositiveSmallIntegerField(_("Place"), default=1)
    text = models.CharField(_("Question"), max_length=300)
    kind = CodeField(_("Kind of question"), table="poll_question_kinds", default="single")
    options = models.TextField(_("Options"), blank=True, help_text=_("One per line; not for free text."))
    points = models.PositiveSmallIntegerField(
        _("Points to give"), default=10, validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text=_("For a budget of points."),
    )  # fmt: skip
    is_required = models.BooleanField(_("Must be answered"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("Question")
        verbose_name_plural = _("Questions")
        ordering: ClassVar[list[str]] = ["poll", "place", "id"]

    def __str__(self) -> str:
        return self.text

    @property
    def choices(self) -> list[str]:
        """The options, without empty lines."""
        return [line.strip() for line in self.options.splitlines() if line.strip()]

    def clean(self) -> None:
        super().clean()
        if self.kind == "text":
            return
        if not 2 <= len(self.choices) <= MOST_OPTIONS:
            raise ValidationError({"options": _("Write two to twenty options, one per line.")})
        if len(set(self.choices)) < len(self.choices):
            raise ValidationError({"options": _("Two options are the same.")})


class Consultation(Record):
    """A draft that people may comment on for some time, as a whole or action by action."""

    title = models.CharField(_("Title"), max_length=200)
    intro = models.TextField(_("Introduction"), blank=True)
    document = models.ForeignKey(
        "registry.Attachment", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("Document"), help_text=_("The draft as a file; whoever has a link may download it."),
    )  # fmt: skip
    shows_actions = models.BooleanField(_("Show the list of actions"), default=True)
    opens = models.DateField(_("Open from"), null=True, blank=True)
    closes = models.DateField(_("Closes"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Consultation on a draft")
        verbose_name_plural = _("Consultations on drafts")
        ordering: ClassVar[list[str]] = ["-opens", "title"]

    def __str__(self) -> str:
        return self.title
