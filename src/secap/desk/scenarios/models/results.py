"""What a long computation found, with the fingerprint of what it was made from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredResult(models.Model):
    """The latest result of one kind for one scenario. It is stale when its fingerprint differs from the
    present one; nothing else depends on it."""

    class Kind(models.TextChoices):
        UNCERTAINTY = "uncertainty", _("Uncertainty")
        PORTFOLIO = "portfolio", _("Least-cost choice")

    municipality = models.ForeignKey("registry.Municipality", models.CASCADE, related_name="+")
    scenario_uid = models.CharField(max_length=24)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    parameters = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64)
    result = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now=True)
    made_by = models.ForeignKey("registry.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "scenario_uid", "kind"], name="latest_result_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.scenario_uid}"
