"""Links and answers. None of it is part of a plan file: a key opens a door, and answers belong to people."""

from __future__ import annotations

import hashlib
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.fields import CodeField
from secap.desk.registry.models import Municipality, Person


def digest_of(key: str) -> str:
    """Return what is kept of a key: who reads the database can't open the door with it."""
    return hashlib.sha256(key.encode()).hexdigest()


class PersonalLink(models.Model):
    """A door for one purpose, without an account; it expires and can be revoked.

    key_digest : SHA-256 of the key in the address; the key itself is shown once and mailed, never kept.
    target : uid of what it opens: a data request, poll, consultation or action;
    contact : uid of the contact person it was made for; "" where it is for anybody;
    is_shared : many people may answer by it, such as a link on the town's page.
    """

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    purpose = CodeField(_("Purpose"), table="link_purposes")
    target = models.CharField(max_length=24)
    title = models.CharField(_("For whom"), max_length=200, blank=True)
    contact = models.CharField(max_length=24, blank=True)
    email = models.EmailField(_("E-mail address"), blank=True)
    language = models.CharField(_("Language"), max_length=8, default="lv")
    key_digest = models.CharField(max_length=64, unique=True, editable=False)
    is_shared = models.BooleanField(_("For many people"), default=False)
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField(_("Valid until"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["municipality", "purpose", "target"])]

    def __str__(self) -> str:
        return self.title or self.email or str(self.get_purpose_display())  # type: ignore[attr-defined]


class PollAnswer(models.Model):
    """One filled-in poll: {question uid: choice | order | {option: points} | text}. Erased when it closes."""

    link = models.ForeignKey(PersonalLink, models.CASCADE, related_name="poll_answers")
    poll = models.CharField(max_length=24, db_index=True)
    values = models.JSONField(default=dict)
    texts_shown = models.BooleanField(default=False)  # free texts wait for the moderator
    at = models.DateTimeField(auto_now=True)


class Comment(models.Model):
    """A comment on a published draft; shown to others only when the moderator lets it."""

    link = models.ForeignKey(PersonalLink, models.SET_NULL, null=True, related_name="comments")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    consultation = models.CharField(max_length=24, db_index=True)
    action_number = models.CharField(_("Action"), max_length=20, blank=True)
    name = models.CharField(_("Name"), max_length=120, blank=True, help_text=_("Empty: without a name."))
    text = models.TextField(_("Comment"), max_length=4000)
    state = CodeField(_("State"), table="moderation_states", default="waiting")
    reply = models.TextField(_("Reply"), blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at"]

    def __str__(self) -> str:
        return self.text[:60]


def submission_path(submission: Submission, filename: str) -> str:
    return f"submissions/{submission.municipality_id}/{submission.sha256[:16]}/{filename}"


class Submission(models.Model):
    """A file (or a table typed on the page, kept as CSV) that answers a data request."""

    link = models.ForeignKey(PersonalLink, models.SET_NULL, null=True, related_name="submissions")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    request = models.CharField(max_length=24, db_index=True)
    file = models.FileField(upload_to=submission_path)
    name = models.CharField(max_length=200)
    size_bytes = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    remark = models.TextField(_("Remark"), blank=True, max_length=2000)
    import_run = models.CharField(max_length=40, blank=True)  # the import it went into
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-at"]

    def __str__(self) -> str:
        return self.name
