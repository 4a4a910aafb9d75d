"""What an import remembers: how a town's headings and words are to be read, and the run that is under way."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class RememberedWord(models.Model):
    """A heading or a word of a town's spreadsheets, and what it means here.

    table : `columns` for headings, else the table of codes;
    meaning : a column's target or a code; empty: skip.
    """

    municipality = models.ForeignKey("registry.Municipality", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    table = models.CharField(max_length=60)
    word = models.CharField(max_length=200)
    meaning = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "table", "word"], name="one_meaning_per_word"
            )
        ]


class State(models.TextChoices):
    UPLOADED = "uploaded", _("uploaded")
    APPLIED = "applied", _("applied")
    UNDONE = "undone", _("undone")


def upload_path(run: ImportRun, filename: str) -> str:
    return f"imports/{run.municipality_id}/{filename}"


class ImportRun(models.Model):
    """One import from upload to result. Every step can be left and taken up again.

    columns : {column number: target};  words : {table: {word: code or "" to skip}};
    defaults : {field: value} for columns that the file lacks;
    corrections : {cell: text} typed on the check page;
    seen : {uid: revision} of the records as they were at the check;
    report : counts, problems and differences of the last check, as shown;
    result : uids created and changed, {uid: history id before}.
    """

    municipality = models.ForeignKey("registry.Municipality", models.CASCADE, related_name="+")
    person = models.ForeignKey("registry.Person", models.SET_NULL, null=True, related_name="+")
    inventory = models.ForeignKey(
        "inventory.Inventory", models.CASCADE, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=40)
    file = models.FileField(upload_to=upload_path)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    sheet = models.CharField(max_length=120, blank=True)
    header_row = models.PositiveIntegerField(default=1)
    columns = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    defaults = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict)
    decimal = models.CharField(max_length=4, default="auto")
    seen = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name
