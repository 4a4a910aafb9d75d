"""One year of energy and emissions: the Covenant template's tables A (energy), B (local supply), C
(factors), D."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from secap.desk.inventory.models.profile import YEARS
from secap.desk.registry.fields import CodeField
from secap.desk.registry.records import Record

NOT_NEGATIVE = [MinValueValidator(0)]


class Inventory(Record):
    """An emission inventory of one year with the factors it chose. One of them is the BEI, the others are
    MEI."""

    year = models.PositiveSmallIntegerField(_("Year"), validators=YEARS)
    is_bei = models.BooleanField(
        _("Baseline emission inventory (BEI)"),
        default=False,
        help_text=_(
            "The inventory that targets refer to. All others are monitoring emission inventories (MEI)."
        ),
    )
    fuel_edition = CodeField(_("Fuel factors"), table="editions_fuels", default="ipcc_2006")
    electricity_edition = CodeField(
        _("Electricity factors"), table="editions_electricity", default="jrc_2024"
    )
    approach = CodeField(_("Approach"), table="approaches", default="ipcc")
    gas_basis = CodeField(_("Greenhouse gases"), table="gas_bases", default="co2")
    gwp = CodeField(_("Global warming potentials"), table="gwp_sets", default="ar4")
    biomass_sustainable = models.BooleanField(
        _("Biomass meets the sustainability criteria"),
        default=True,
        help_text=_(
            "If so, its CO2 is shown apart and not counted; otherwise it counts like a fossil fuel's."
        ),
    )
    heating_share_corrected = models.BooleanField(
        _("Show degree-day corrected figures"),
        default=True,
        help_text=_("Beside the uncorrected ones, where degree days are in the baseline profile."),
    )
    method_notes = models.TextField(_("Notes on method and data sources"), blank=True)

    class Meta(Record.Meta):
        verbose_name = _("Inventory")
        verbose_name_plural = _("Inventories")
        ordering: ClassVar[list[str]] = ["year"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "year"],
                condition=models.Q(deleted_at__isnull=True),
                name="one_inventory_per_year",
                violation_error_message=_("There is already an inventory of this year."),
            ),
            models.UniqueConstraint(
                fields=["municipality"],
                condition=models.Q(deleted_at__isnull=True, is_bei=True),
                name="one_bei",
                violation_error_message=_("Another inventory is already marked as the BEI."),
            ),
        ]

    def __str__(self) -> str:
        return f"{'BEI' if self.is_bei else 'MEI'} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("inventory:results", args=[self.municipality.slug, self.year])


class InventoryRecord(Record):
    """A record that belongs to one inventory."""

    inventory = models.ForeignKey(Inventory, models.CASCADE, related_name="%(class)ss", editable=False)
    inventory.is_parent = True  # type: ignore[attr-defined]

    class Meta(Record.Meta):
        abstract = True


class EnergyUse(InventoryRecord):
    """Energy of one sector and carrier as it was delivered (table A, or a part of one of its cells)."""

    sector = CodeField(_("Sector"), table="energy_sectors")
    carrier = CodeField(_("Energy carrier"), table="carriers")
    fuel = CodeField(
        _("Fuel"),
        table="fuels",
        blank=True,
        help_text=_("Only where the carrier does not say it, such as peat."),
    )
    amount = models.FloatField(_("Amount"))
    unit = CodeField(_("Unit"), table="units", default="mwh")
    ncv_mwh_per_unit = models.FloatField(
        _("Net calorific value, MWh per unit"),
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
        help_text=_("From the supplier. Empty: the fuel table's value."),
    )
    scope = models.PositiveSmallIntegerField(
        _("Scope"),
        default=1,
        choices=[(1, _("1 burnt in the territory")), (2, _("2 supplied by a grid")), (3, _("3 outside"))],
    )
    purpose = CodeField(
        _("Purpose"),
        table="use_purposes",
        default="final",
        help_text=_(
            "Fuel burnt to make district heat or local electricity is a transformation input, not final use."
        ),
    )
    heating_share = models.FloatField(
        _("Share used for space heating"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("Between 0 and 1. Used for the degree-day correction only."),
    )
    data_quality = CodeField(_("Data quality"), table="data_quality", blank=True)
    source = models.CharField(_("Source"), max_length=300, blank=True)
    note = models.TextField(_("Note"), blank=True)
    attachment = models.ForeignKey(
        "registry.Attachment",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Attachment"),
    )
    estimate = models.JSONField(_("Estimation"), null=True, blank=True, editable=False)

    class Meta(InventoryRecord.Meta):
        verbose_name = _("Energy use")
        verbose_name_plural = _("Energy uses")
        ordering: ClassVar[list[str]] = ["sector", "carrier", "pk"]

    def __str__(self) -> str:
        return f"{self.get_sector_display()}, {self.get_carrier_display()}"  # type: ignore[attr-defined]


class NotationKey(InventoryRecord):
    """Why a cell is empty: NO, NE, IE or C, with the explanation the Covenant asks for."""

    sector = CodeField(_("Sector"), table="sectors")
    carrier = CodeField(
        _("Energy carrier"), table="carriers", blank=True, help_text=_("Empty: the whole sector.")
    )
    key = CodeField(_("Notation key"), table="notation_keys")
    explanation = models.TextField(_("Explanation"), blank=True)

    class Meta(InventoryRecord.Meta):
        verbose_name = _("Notation key")
        verbose_name_plural = _("Notation keys")
        ordering: ClassVar[list[str]] = ["sector", "carrier"]

    def __str__(self) -> str:
        return f"{self.get_sector_display()}: {self.key}"  # type: ignore[attr-defined]


class NonEnergyEmission(InventoryRecord):
    """Emissions that are not energy's (waste, waste water, other) and removals by sinks (table D)."""

    sector = CodeField(_("Source or sink"), table="non_energy_sectors")
    is_sink = models.BooleanField(
        _("Removal by a sink"), default=False, help_text=_("Shown apart, never in the total.")
    )
    t_co2eq = models.FloatField(_("t CO2eq a year"), validators=NOT_NEGATIVE)
    scope = models.PositiveSmallIntegerField(_("Scope"), default=1, choices=[(1, "1"), (3, "3")])
    data_quality = CodeField(_("Data quality"), table="data_quality", blank=True)
    source = models.CharField(_("Source"), max_length=300, blank=True)
    note = models.TextField(_("Note"), blank=True)

    class Meta(InventoryRecord.Meta):
        verbose_name = _("Non-energy emission or sink")
        verbose_name_plural = _("Non-energy emissions and sinks")
        ordering: ClassVar[list[str]] = ["is_sink", "sector", "pk"]

    def __str__(self) -> str:
        return str(self.get_sector_display())  # type: ignore[attr-defined]


class Plant(InventoryRecord):
    """A plant in the territory that makes electricity, heat or both (tables B2, B3, B4)."""

    name = models.CharField(_("Name"), max_length=200)
    kind = CodeField(_("Kind of plant"), table="plant_kinds")
    electricity_mwh = models.FloatField(
        _("Electricity produced, MWh"), null=True, blank=True, validators=NOT_NEGATIVE
    )
    heat_mwh = models.FloatField(
        _("Heat delivered to the network, MWh"), null=True, blank=True, validators=NOT_NEGATIVE
    )
    stated_t = models.FloatField(
        _("Emissions stated by the operator, t"),
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
        help_text=_("Empty: computed from the fuels below."),
    )
    heat_efficiency = models.FloatField(
        _("Reference efficiency of heat"),
        default=0.90,
        validators=[MinValueValidator(0.01), MaxValueValidator(1.2)],
        help_text=_("For dividing a CHP plant's emissions between heat and electricity."),
    )
    electricity_efficiency = models.FloatField(
        _("Reference efficiency of electricity"),
        default=0.40,
        validators=[MinValueValidator(0.01), MaxValueValidator(1)],
    )
    source = models.CharField(_("Source"), max_length=300, blank=True)
    note = models.TextField(_("Note"), blank=True)

    class Meta(InventoryRecord.Meta):
        verbose_name = _("Local plant")
        verbose_name_plural = _("Local plants")
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class PlantInput(InventoryRecord):
    """Fuel that a plant burnt."""

    plant = models.ForeignKey(Plant, models.CASCADE, related_name="inputs", verbose_name=_("Local plant"))
    carrier = CodeField(_("Energy carrier"), table="carriers")
    fuel = CodeField(_("Fuel"), table="fuels", blank=True)
    amount = models.FloatField(_("Amount"), validators=NOT_NEGATIVE)
    unit = CodeField(_("Unit"), table="units", default="mwh")
    ncv_mwh_per_unit = models.FloatField(
        _("Net calorific value, MWh per unit"), null=True, blank=True, validators=NOT_NEGATIVE
    )

    class Meta(InventoryRecord.Meta):
        verbose_name = _("Fuel of a plant")
        verbose_name_plural = _("Fuels of plants")
        ordering: ClassVar[list[str]] = ["plant", "carrier", "pk"]

    def __str__(self) -> str:
        return f"{self.plant}: {self.get_carrier_display()}"  # type: ignore[attr-defined]


class GreenElectricity(InventoryRecord):
    """Certified green electricity bought or sold within the territory (table B1)."""

    is_sale = models.BooleanField(
        _("Sale"), default=False, help_text=_("Guarantees of origin sold to others.")
    )
    mwh = models.FloatField(_("Electricity, MWh"), validators=NOT_NEGATIVE)
    t_per_mwh = models.FloatField(
        _("Emission factor, t/MWh"),
        default=0.0,
        validators=NOT_NEGATIVE,
        help_text=_("0 in the IPCC approach."),
    )
    source = models.CharField(_("Source"), max_length=300, blank=True)

    class Meta(InventoryRecord.Meta):
        verbose_name = _("Certified green electricity")
        verbose_name_plural = _("Certified green electricity")
        ordering: ClassVar[list[str]] = ["is_sale", "pk"]

    def __str__(self) -> str:
        return str(_("Sale of green electricity") if self.is_sale else _("Purchase of green electricity"))


class HeatExchange(InventoryRecord):
    """Heat or cold brought into the territory or delivered out of it."""

    is_export = models.BooleanField(_("Export"), default=False)
    mwh = models.FloatField(_("Heat, MWh"), validators=NOT_NEGATIVE)
    t_per_mwh = models.FloatField(_("Emission factor, t/MWh"), validators=NOT_NEGATIVE)
    source = models.CharField(_("Source"), max_length=300, blank=True)

    class Meta(InventoryRecord.Meta):
        verbose_name = _("Heat import or export")
        verbose_name_plural = _("Heat imports and exports")
        ordering: ClassVar[list[str]] = ["is_export", "pk"]

    def __str__(self) -> str:
        return str(_("Heat export") if self.is_export else _("Heat import"))


class OwnFactor(InventoryRecord):
    """A factor of the town's own, with the reason why it stands before the table's."""

    carrier = CodeField(_("Energy carrier"), table="carriers")
    fuel = CodeField(_("Fuel"), table="fuels", blank=True)
    t_per_mwh = models.FloatField(_("Emission factor, t/MWh"), validators=NOT_NEGATIVE)
    reason = models.TextField(_("Reason"))
    source = models.CharField(_("Source"), max_length=300)

    class Meta(InventoryRecord.Meta):
        verbose_name = _("Own emission factor")
        verbose_name_plural = _("Own emission factors")
        ordering: ClassVar[list[str]] = ["carrier", "pk"]

    def __str__(self) -> str:
        return str(self.get_carrier_display())  # type: ignore[attr-defined]


class StatedTotal(InventoryRecord):
    """A total known from elsewhere, which the parts should add up to."""

    sector = CodeField(_("Sector"), table="energy_sectors", blank=True, help_text=_("Empty: all sectors."))
    carrier = CodeField(
        _("Energy carrier"), table="carriers", blank=True, help_text=_("Empty: all carriers.")
    )
    mwh = models.FloatField(_("Energy, MWh"), validators=NOT_NEGATIVE)
    source = models.CharField(_("Source"), max_length=300, blank=True)

    class Meta(InventoryRecord.Meta):
        verbose_name = _("Stated total")
        verbose_name_plural = _("Stated totals")
        ordering: ClassVar[list[str]] = ["sector", "carrier", "pk"]

    def __str__(self) -> str:
        sector = self.get_sector_display() or _("All sectors")  # type: ignore[attr-defined]
        carrier = self.get_carrier_display() or _("All carriers")  # type: ignore[attr-defined]
        return f"{sector}, {carrier}"
