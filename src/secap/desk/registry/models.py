"""Municipalities, people and who may do what. Records of the chapters stand on `records.Record`."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from secap.desk.registry.fields import CodeField
from secap.desk.registry.records import Record


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **extra: Any) -> Person:
        person = self.model(email=self.normalize_email(email).lower(), **extra)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> Person:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)


class Person(AbstractUser):
    """Somebody who signs in. An e-mail address and a name, nothing more."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("E-mail address"), unique=True)
    name = models.CharField(_("Name"), max_length=120)
    language = models.CharField(
        _("Language"), max_length=8, blank=True, help_text=_("Empty: the browser's language.")
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[PersonManager] = PersonManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Person")
        verbose_name_plural = _("People")

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


RESERVED_SLUGS = frozenset({"account", "answer", "feed", "static"})  # the site's own addresses begin so


def not_reserved(slug: str) -> None:
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            _("“%(slug)s” is the site's own address; choose another."), params={"slug": slug}
        )


class Municipality(models.Model):
    """A signatory of the Covenant of Mayors, or a town on its way there (deck row 1.1-06)."""

    slug = models.SlugField(_("Address on this site"), max_length=60, unique=True, validators=[not_reserved])
    name = models.CharField(_("Name"), max_length=120)
    country = models.CharField(
        _("Country"),
        max_length=2,
        default="LV",
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, such as LV."))],
        help_text=_("Two-letter code. It decides the national emission factors offered."),
    )
    region = models.CharField(_("Region"), max_length=120, blank=True)
    level = CodeField(_("Level of authority"), table="authority_levels", default="local")
    area_km2 = models.FloatField(_("Area, km²"), null=True, blank=True, validators=[MinValueValidator(0)])
    climate_zone = models.CharField(_("Climate zone"), max_length=120, blank=True)
    adhesion_date = models.DateField(
        _("Adhesion date"),
        null=True,
        blank=True,
        help_text=_("The day of the council's decision to join the Covenant."),
    )
    commitments = models.CharField(
        _("Commitments"), max_length=200, blank=True, help_text=_("Such as: 2030; climate neutrality 2050.")
    )
    coordinator_organisation = models.CharField(
        _("Covenant co-ordinator or supporter"), max_length=200, blank=True
    )
    website = models.URLField(_("Website"), blank=True)
    covenant_page = models.URLField(_("Page at the Covenant of Mayors"), blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        verbose_name = _("Municipality")
        verbose_name_plural = _("Municipalities")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("plan:home", args=[self.slug])


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("Co-ordinator")
    CONTRIBUTOR = "contributor", _("Contributor")
    COUNCIL = "council", _("Council")
    VIEWER = "viewer", _("Viewer")
    AGENCY = "agency", _("Agency")


class Membership(models.Model):
    """What a person may do in a municipality; see `permissions`."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships", verbose_name=_("Person"))
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="memberships")
    role = models.CharField(_("Role"), max_length=20, choices=Role.choices)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["person__name"]
        verbose_name = _("Member")
        verbose_name_plural = _("Members")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "municipality"], name="one_role_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"


class Organisation(Record):
    """A body that owns data, acts or is heard."""

    name = models.CharField(_("Name"), max_length=200)
    contact = models.CharField(_("Contact"), max_length=200, blank=True)
    note = models.TextField(_("Note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisations")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


def attachment_path(attachment: Attachment, filename: str) -> str:
    return f"attachments/{attachment.municipality_id}/{attachment.sha256[:16]}/{filename}"


class Attachment(Record):
    """A file that proves a figure: a bill, a letter, a table."""

    file = models.FileField(_("File"), upload_to=attachment_path, blank=True)
    name = models.CharField(_("File name"), max_length=200)
    content_type = models.CharField(_("Kind of file"), max_length=100, editable=False)
    size_bytes = models.PositiveBigIntegerField(_("Size, bytes"), default=0, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("Attachment")
        verbose_name_plural = _("Attachments")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Wording(Record):
    """The town's own name for a row of a list whose official wording could not be checked (`unverified`)."""

    table = models.CharField(_("List"), max_length=60)
    code = models.CharField(_("Code"), max_length=60)
    lang = models.CharField(_("Language"), max_length=12)
    name = models.CharField(_("Name"), max_length=300)
    source = models.CharField(
        _("Where it was checked"), max_length=300, blank=True, help_text=_("The document and the page.")
    )

    class Meta(Record.Meta):
        verbose_name = _("Own wording")
        verbose_name_plural = _("Wording of lists")
        ordering: ClassVar[list[str]] = ["table", "code", "lang"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "table", "code", "lang"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_wording_per_code_and_language",
                violation_error_message=_("There is already a wording for this row."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
