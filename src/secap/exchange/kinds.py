"""What can be imported and taken out as a table."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from secap.desk.actions.models import Goal
from secap.desk.inventory.models import EnergyUse, ProfileValue
from secap.exchange.action_kind import ACTIONS
from secap.exchange.baseline_kinds import BASELINE_KINDS
from secap.exchange.kind import CARRIER, SKIP, YEAR, Kind
from secap.exchange.people_kinds import PEOPLE_KINDS

__all__ = ["CARRIER", "KINDS", "SKIP", "YEAR", "Kind"]

KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "energy",
            _("Energy amounts of an inventory"),
            _("Sector by carrier as a grid, or one row per amount with unit, source and quality."),
            EnergyUse,
            ("sector", "carrier", "fuel", "purpose", "source"),
            {
                "sector": ("nozare", "sektors", "sector"),
                "carrier": ("fuel type", "kurināmais", "enerģijas nesējs", "energy source", "energoresurss"),
                "amount": (
                    "value",
                    "quantity",
                    "daudzums",
                    "patēriņš",
                    "consumption",
                    "mwh",
                    "vērtība",
                    "apjoms",
                ),
                "unit": ("mērvienība", "vienība", "units"),
                "source": ("avots", "data source", "datu avots"),
                "note": ("piezīmes", "comment", "comments", "notes", "komentārs"),
                "data_quality": ("quality", "kvalitāte", "datu kvalitāte"),
                "ncv_mwh_per_unit": ("ncv", "calorific value", "siltumspēja"),
            },
            wide=("carrier", "amount"),
            has_years=True,
            group=_("Baseline emission inventory"),
            asked=("unit", "data_quality", "source"),
        ),
        Kind(
            "profile",
            _("Baseline profile"),
            _("One row per indicator and year: population, households, floor area, degree days."),
            ProfileValue,
            ("indicator", "year"),
            {
                "indicator": ("rādītājs", "indicator name"),
                "year": ("gads",),
                "value": ("vērtība", "amount", "skaits"),
                "source": ("avots", "data source"),
                "note": ("piezīmes", "comment"),
            },
            group=_("Baseline emission inventory"),
            is_unique=True,
            shown_at="inventory:profile",
        ),
        ACTIONS,
        Kind(
            "goals",
            _("Goals of the plan"),
            _("One row per goal: indicator with unit, base value and year, target value and year."),
            Goal,
            ("number", "title"),
            {
                "number": ("nr", "nr p k", "npk", "no", "numurs"),
                "title": ("mērķis", "mērķa nosaukums", "goal", "objective", "target", "nosaukums", "name"),
                "kind": ("veids", "type", "pīlārs", "pillar"),
                "description": ("apraksts", "details"),
                "indicator": ("rādītājs", "rezultatīvais rādītājs", "indikators", "kpi"),
                "unit": ("mērvienība", "vienība"),
                "base_value": (
                    "bāzes vērtība",
                    "sākotnējā vērtība",
                    "esošā vērtība",
                    "baseline",
                    "baseline value",
                ),
                "base_year": ("bāzes gads", "baseline year"),
                "target_value": ("mērķa vērtība", "sasniedzamā vērtība", "plānotā vērtība"),
                "target_year": ("mērķa gads", "sasniegšanas gads", "termiņš", "year", "gads"),
                "responsible": ("atbildīgais", "atbildīgā institūcija", "responsible party", "owner"),
            },
            group=_("Actions"),
            shown_at="actions:goals",
        ),
        *BASELINE_KINDS,
        *PEOPLE_KINDS,
    )
}
