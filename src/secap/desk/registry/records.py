"""What every record of every chapter has in common.

- a stable `uid`, so that a plan file or a table that was taken out finds its record again;
- `revision`, counted up at each save: a form that was opened on an older revision is not saved silently;
- `deleted_at` instead of deletion, so that it can be undone;
- `accepted`: a contributor's figure is marked until the co-ordinator accepts it;
- `history` (django-simple-history): who changed what, when, from what.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

if TYPE_CHECKING:
    from secap.desk.registry.models import Person

BOOKKEEPING = frozenset(
    {"id", "municipality", "revision", "entered_by", "accepted", "deleted_at", "updated_at"}
)  # fields that no form, table or plan file shows as the record's own


def new_uid() -> str:
    """Return a short random key, unique within any plan for all practical purposes (48 bits)."""
    return secrets.token_hex(6)


class StaleRecord(Exception):
    """Somebody saved the record after this copy was read."""


class LivingManager(models.Manager["Any"]):
    """Records that are not deleted."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(deleted_at__isnull=True)


class Record(models.Model):
    municipality = models.ForeignKey(
        "registry.Municipality", models.CASCADE, related_name="+", editable=False
    )
    uid = models.CharField(max_length=24, default=new_uid, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    accepted = models.BooleanField(_("Accepted"), default=True, editable=False)
    entered_by = models.ForeignKey(
        "registry.Person", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    updated_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    history = HistoricalRecords(inherit=True)

    is_private: ClassVar[bool] = False  # only the co-ordinator sees it, on any page; no file carries it
    objects: ClassVar[LivingManager] = LivingManager()
    everything: ClassVar[models.Manager[Any]] = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "everything"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "uid"], name="%(app_label)s_%(class)s_uid")
        ]

    def keep(self, person: Person | None, *, accepted: bool, reason: str = "") -> None:
        """Save as `person`; `reason` says what it came from (a form, an import) and stands in the history.

        Raises StaleRecord when the record in the database is newer than this copy.
        """
        self._write(person, person, accepted=accepted, reason=reason)

    def accept(self, person: Person | None) -> None:
        """Let the values stand as they are; who entered them stays. Raises StaleRecord like `keep`."""
        self._write(person, self.entered_by, accepted=True, reason="accepted")

    def remove(self, person: Person | None, *, accepted: bool | None = None, reason: str = "deleted") -> None:
        """Delete so that `restore` can undo it. `accepted` None: as the record was."""
        self.deleted_at = timezone.now()
        self.keep(person, accepted=self.accepted if accepted is None else accepted, reason=reason)

    def restore(
        self, person: Person | None, *, accepted: bool | None = None, reason: str = "restored"
    ) -> None:
        """Undo `remove`."""
        self.deleted_at = None
        self.keep(person, accepted=self.accepted if accepted is None else accepted, reason=reason)

    def _write(
        self, person: Person | None, entered_by: Person | None, *, accepted: bool, reason: str
    ) -> None:
        with transaction.atomic():  # a save that fails must not leave the revision counted up
            if self.pk:
                current = type(self).everything.filter(pk=self.pk, revision=self.revision)
                if not current.update(revision=self.revision + 1):
                    raise StaleRecord
            self.revision += 1
            self.entered_by, self.accepted = entered_by, accepted
            self._history_user = person
            self._change_reason = reason[:100] or None
            self.save()

    @classmethod
    def own_fields(cls) -> list[models.Field[Any, Any]]:
        """Return the fields that carry the record's content, in the order of the model: the one list that
        forms, tables, the plan file, its schema and the history derive from."""
        return [
            field
            for field in cls._meta.concrete_fields
            if field.name not in BOOKKEEPING
            and field.name != "uid"
            and not getattr(field, "is_parent", False)
        ]

    @classmethod
    def parent_name(cls) -> str | None:
        """Return the name of the field that points at the record this one belongs to, if there is one."""
        return next(
            (field.name for field in cls._meta.concrete_fields if getattr(field, "is_parent", False)), None
        )


def record_models(*, with_private: bool = True) -> list[type[Record]]:
    """Return every kind of record that is installed, in the order of the apps and models."""
    found = [model for model in apps.get_models() if issubclass(model, Record)]
    return [model for model in found if with_private or not model.is_private]


def kind_of(model: type[Record] | Record) -> str:
    """Return the short name of a kind of record for addresses, such as `inventory.barrier`."""
    return model._meta.label_lower


def model_of(kind: str) -> type[Record] | None:
    """Return the model that `kind_of` names, None where there is no such kind."""
    return next((model for model in record_models() if kind_of(model) == kind), None)
