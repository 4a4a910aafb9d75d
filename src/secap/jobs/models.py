"""A job: what was asked for, how far it is, what came out."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    QUEUED = "queued", _("waiting to begin")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class Job(models.Model):
    """One piece of work for one municipality. Members of the town may see it, nobody else."""

    municipality = models.ForeignKey("registry.Municipality", models.CASCADE, related_name="+")
    person = models.ForeignKey("registry.Person", models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    title = models.CharField(_("Title"), max_length=200)
    arguments = models.JSONField(default=dict)
    language = models.CharField(max_length=8, default="lv")
    state = models.CharField(_("State"), max_length=10, choices=State.choices, default=State.QUEUED)
    result_url = models.CharField(max_length=300, blank=True)
    result_text = models.CharField(max_length=300, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Job")
        verbose_name_plural = _("Jobs")
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("jobs:job", args=[self.municipality.slug, self.pk])

    @property
    def is_over(self) -> bool:
        return self.state in {State.DONE, State.FAILED}
