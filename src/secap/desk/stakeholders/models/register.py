"""The register: organisations and groups with where they stand, their contacts, notes about people."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.fields import CheckedJSONField, CodeField, CodesField
from secap.desk.registry.records import Record
from secap.desk.registry.shapes import listed, mapping, number, text


class Stakeholder(Record):
    """An organisation or a group: why it matters, where it stands, how it is engaged (rows 1.3-02 to 1.3-14).

    support, interest, power, affectedness : codes; empty is not known, never neutral or low.
    """

    name = models.CharField(_("Name"), max_length=200)
    organisation = models.ForeignKey(
        "registry.Organisation", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("Organisation of the register"),
        help_text=_("Where the same body owns data or acts in the plan."),
    )  # fmt: skip
    type = CodeField(_("Type"), table="stakeholder_types", blank=True)
    vision_group = CodeField(_("Group of the vision team"), table="vision_groups", blank=True)
    is_primary = models.BooleanField(_("Primary stakeholder"), default=False)
    is_affected = models.BooleanField(
        _("The SECAP affects its interests, or its work affects the SECAP"), null=True, blank=True
    )
    has_resources = models.BooleanField(
        _("Holds information, resources or expertise that are needed"), null=True, blank=True
    )
    is_needed = models.BooleanField(_("Its participation is needed for success"), null=True, blank=True)
    sector = CodeField(_("Sector it represents"), table="action_sectors", blank=True)
    value_chain = CodesField(_("Place in the energy value chain"), codes_table="energy_value_chain")
    support = CodeField(_("Support"), table="support_levels", blank=True)
    interest = CodeField(_("Interest"), table="influence_levels", blank=True)
    power = CodeField(_("Power"), table="influence_levels", blank=True)
    affectedness = CodeField(_("How strongly it is affected"), table="influence_levels", blank=True)
    reasons = CodesField(_("Why we engage it"), codes_table="engagement_reasons")
    reason_text = models.TextField(_("In our words"), blank=True)
    they_need = models.TextField(_("What it needs from us"), blank=True)
    we_need = models.TextField(_("What we need from it"), blank=True)
    strategy = models.TextField(_("Strategy"), blank=True)
    level = CodeField(
        _("Level of engagement"), table="engagement_levels", blank=True,
        help_text=_("Empty: as the quadrant of power and interest proposes."),
    )  # fmt: skip
    form = CodeField(_("Formal or informal"), table="engagement_forms", blank=True)
    steps = CodesField(_("When: steps of the process"), codes_table="process_steps")
    methods = CodesField(_("Methods"), codes_table="engagement_methods")
    contact_every_days = models.PositiveSmallIntegerField(
        _("Contact at least every … days"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    responsible = models.CharField(_("Who keeps the contact"), max_length=200, blank=True)
    conflict_sources = models.TextField(
        _("Possible sources of conflict"), blank=True,
        help_text=_("Values, experience, priorities. Of the organisation, not of a person."),
    )  # fmt: skip
    conflict_done = CodesField(_("Done to prevent conflict"), codes_table="conflict_prevention")
    opponent_done = CodesField(_("Done with the opponent"), codes_table="opponents_advice")
    review_on = models.DateField(_("Review the mapping on"), null=True, blank=True)
    note = models.TextField(_("Note"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Stakeholder")
        verbose_name_plural = _("Stakeholders")
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_stakeholder_of_a_name",
                violation_error_message=_("There is already a stakeholder of this name."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Contact(Record):
    """A person at a stakeholder: the least that is needed to reach them."""

    stakeholder = models.ForeignKey(
        Stakeholder, models.CASCADE, related_name="contacts", verbose_name=_("Stakeholder")
    )
    name = models.CharField(_("Name"), max_length=120)
    position = models.CharField(_("Position"), max_length=200, blank=True)
    email = models.EmailField(_("E-mail address"), blank=True)
    phone = models.CharField(_("Phone"), max_length=40, blank=True)
    is_main = models.BooleanField(_("Main contact"), default=False)
    basis = CodeField(_("Lawful basis"), table="contact_bases", default="public_task")
    consent_on = models.DateField(_("Consent given on"), null=True, blank=True)
    keep_until = models.DateField(
        _("Keep until"),
        null=True,
        blank=True,
        help_text=_("After this day the contact is proposed for erasure."),
    )

    class Meta(Record.Meta):
        verbose_name = _("Contact person")
        verbose_name_plural = _("Contact people")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class PrivateNote(Record):
    """What the co-ordinator notes about a person or a relation; nobody else sees it, no file carries it."""

    is_private = True

    stakeholder = models.ForeignKey(
        Stakeholder, models.CASCADE, related_name="+", verbose_name=_("Stakeholder")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Contact person")
    )
    text = models.TextField(_("Note"))
    in_documents = models.BooleanField(
        _("May appear in documents"), default=False,
        help_text=_("Ticked, the text is printed in the chapter on participation."),
    )  # fmt: skip

    class Meta(Record.Meta):
        verbose_name = _("Private note")
        verbose_name_plural = _("Private notes")
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return str(_("Private note"))


def _positions(value: Any) -> None:
    """Refuse what is not a list of {uid, name, support, interest, power, affectedness}."""
    for place in listed(value, "positions"):
        kept = mapping(place, "positions")
        text(kept.get("uid"), "uid")
        text(kept.get("name"), "name")
        for axis in ("support", "interest", "power", "affectedness"):
            if kept.get(axis) is not None:
                number(kept[axis], axis, low=-5, high=5)


class MappingSnapshot(Record):
    """Where everybody stood on one day, so that movement can be seen (row 1.3-24)."""

    date = models.DateField(_("Date"))
    title = models.CharField(_("Title"), max_length=200, blank=True)
    positions = CheckedJSONField(_("Positions"), default=list, blank=True, editable=False, shape=_positions)

    class Meta(Record.Meta):
        verbose_name = _("Snapshot of the mapping")
        verbose_name_plural = _("Snapshots of the mapping")
        ordering: ClassVar[list[str]] = ["-date", "-id"]

    def __str__(self) -> str:
        return self.title or self.date.isoformat()
