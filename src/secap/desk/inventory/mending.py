"""Where a finding is mended: the page behind each check."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.method.basis.findings import Finding
from secap.method.basis.messages import Code


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way to a page. right : who may go there, view | contribute."""

    label: Promise
    url: str
    right: str


@dataclass(frozen=True, slots=True)
class Way:
    """A page by its name; with_year : it belongs to the inventory;  asks : what its query string takes
    over."""

    label: Promise
    name: str
    right: str = "view"
    with_year: bool = True
    asks: tuple[str, ...] = ()


AMOUNTS = Way(_("Look at these amounts"), "uses", asks=("sector", "carrier"))
GRID = Way(_("Open the energy grid"), "grid", "contribute")
ESTIMATES = Way(_("Estimate"), "estimates", "contribute")
INVENTORIES = Way(_("All inventories"), "index", with_year=False)
SETTINGS = Way(_("Settings of this inventory"), "inventory-edit", "contribute")
FACTORS = Way(_("Factors used"), "factors-used")
OWN_FACTOR = Way(_("Enter an own factor"), "own-factors-new", "contribute", asks=("carrier",))
SUPPLY = Way(_("Local supply"), "supply")
PLANTS = Way(_("Local plants"), "plants")
KEYS = Way(_("Notation keys"), "notation-keys")
NEW_KEY = Way(_("Give a notation key"), "notation-keys-new", "contribute", asks=("sector",))
NON_ENERGY = Way(_("Waste, other, sinks"), "non-energy")
TOTALS = Way(_("Stated totals"), "stated-totals")
GREEN = Way(_("Certified green electricity"), "green-electricity")
POPULATION = Way(_("Enter the population"), "profile-values-new", "contribute", False, ("population",))
COMPARE = Way(_("Compare years"), "compare", with_year=False)

WAYS: dict[str, tuple[Way, ...]] = {
    "transport_carrier": (AMOUNTS,),
    "negative_energy": (AMOUNTS,),
    "tiny_energy": (AMOUNTS,),
    "not_a_number": (AMOUNTS,),
    "unit": (AMOUNTS,),
    "energy_unknown": (AMOUNTS,),
    "missing_factor": (OWN_FACTOR, SETTINGS),
    "factor_year_carried": (SETTINGS, FACTORS),
    "factor_unverified": (FACTORS,),
    "factor_gwp": (SETTINGS,),
    "national_factor": (FACTORS,),
    "local_factor": (SUPPLY,),
    "own_factor": (FACTORS,),
    "negative_factor": (FACTORS,),
    "fossil_factor_low": (FACTORS,),
    "change": (COMPARE, AMOUNTS),
    "duplicate": (INVENTORIES,),
    "base_year": (INVENTORIES,),
    "bei_missing": (INVENTORIES,),
    "production_factor": (PLANTS,),
    "production_without_emissions": (PLANTS,),
    "production_tiny": (PLANTS,),
    "renewable_production": (PLANTS,),
    "green_purchases": (GREEN,),
    "population": (POPULATION,),
    "key_sectors": (GRID, ESTIMATES),
    "main_sectors": (NON_ENERGY, NEW_KEY),
    "notation_explanation": (KEYS,),
    "not_estimated": (ESTIMATES, KEYS),
    "notation_with_value": (KEYS, AMOUNTS),
    "unassigned": (TOTALS, AMOUNTS),
    "double_counting": (AMOUNTS, TOTALS),
    "fuel_of_heat_unknown": (PLANTS,),
    "local_electricity": (SUPPLY,),
    "local_heat": (SUPPLY,),
    "chp_split": (PLANTS,),
    "plant_fuel_factor": (OWN_FACTOR, SETTINGS),
    "plant_fuel_unit": (Way(_("Fuels of plants"), "plant-inputs"),),
}


def remedies(finding: Finding, slug: str, year: int, *, may_contribute: bool) -> list[Remedy]:
    """Return the pages where a finding can be mended, those that the reader may open.

    A check without a way of its own leads to the energy grid.
    """
    ways = WAYS.get(finding.id.partition(".")[2], (GRID,))
    return [
        Remedy(way.label, _url(way, finding, slug, year), way.right)
        for way in ways
        if may_contribute or way.right == "view"
    ]


def _url(way: Way, finding: Finding, slug: str, year: int) -> str:
    address = reverse(f"inventory:{way.name}", args=[slug, year] if way.with_year else [slug])
    query: dict[str, object] = {}
    for part in finding.where:
        if isinstance(part, Code):
            name = {"sectors": "sector", "carriers": "carrier"}.get(part.table, "")
            if name in way.asks:
                query[name] = part.id
    if "population" in way.asks:
        query = {"indicator": "population", "year": year}
    return f"{address}?{urlencode(query)}" if query else address
