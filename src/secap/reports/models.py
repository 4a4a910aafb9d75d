"""Documents that were built: the files, and what they were built from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT = 30  # built documents kept of one plan; older ones make way


def document_path(document: BuiltDocument, filename: str) -> str:
    return f"documents/{document.municipality_id}/{document.fingerprint}/{filename}"


class BuiltDocument(models.Model):
    """One file of one build. It never changes: a new build is a new row."""

    municipality = models.ForeignKey("registry.Municipality", models.CASCADE, related_name="+")
    language = models.CharField(_("Language"), max_length=8)
    format = models.CharField(_("Format"), max_length=8)
    file = models.FileField(_("File"), upload_to=document_path)
    name = models.CharField(_("File name"), max_length=200)
    size_bytes = models.PositiveBigIntegerField(default=0)
    fingerprint = models.CharField(_("Fingerprint of the data"), max_length=64)
    version = models.CharField(_("Software"), max_length=40)
    built_at = models.DateTimeField(_("Built"), auto_now_add=True)
    built_by = models.ForeignKey(
        "registry.Person", models.SET_NULL, null=True, related_name="+", verbose_name=_("Built by")
    )

    class Meta:
        verbose_name = _("Built document")
        verbose_name_plural = _("Built documents")
        ordering: ClassVar[list[str]] = ["-built_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def kilobytes(self) -> float:
        return self.size_bytes / 1024


def make_way(municipality_id: int) -> None:
    """Remove the oldest documents of a plan beyond those kept, with their files."""
    for document in BuiltDocument.objects.filter(municipality_id=municipality_id)[KEPT:]:
        document.file.delete(save=False)
        document.delete()
