"""Secret addresses of feeds, and who wants which reminders."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.models import Municipality, Person


def new_key() -> str:
    """Return a key that nobody guesses (192 bits)."""
    return secrets.token_urlsafe(24)


class Feed(models.Model):
    """The calendar feed of a person: whoever knows the key reads the dates, so it can be changed."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="feed")
    key = models.CharField(max_length=64, unique=True, default=new_key, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)


class Reminders(models.Model):
    """Whether an address gets the digest, and when it got the last one. Addresses need no account."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", _("Every day on which something is due")
        WEEKLY = "weekly", _("Once a week")
        NEVER = "never", _("Never")

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    email = models.EmailField()
    rhythm = models.CharField(_("Reminders"), max_length=10, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    key = models.CharField(max_length=64, unique=True, default=new_key, editable=False)  # to unsubscribe
    last_sent = models.DateField(null=True, blank=True)
    last_digest = models.CharField(
        max_length=64, blank=True
    )  # of what it said: nothing is said twice in a row

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "email"], name="one_reminder_setting_per_address")
        ]
