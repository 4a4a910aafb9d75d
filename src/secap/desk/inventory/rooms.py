"""The chapter's kinds of record, each with list, form, history and undo from the registry's furniture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from secap.desk.inventory import models
from secap.desk.inventory.forms import EnergyUseForm, mwh_of
from secap.desk.registry.listing import Column
from secap.desk.registry.models import Municipality
from secap.desk.registry.record_views import Parent, RecordRoom
from secap.desk.registry.records import Record

YEAR = Parent(models.Inventory, "year", "int")
TO_PROFILE = [(_("Baseline profile"), "inventory:profile")]
TO_INVENTORIES = [(_("Inventories"), "inventory:index")]
PAGES = {"list": "inventory/part_list.html", "edit": "inventory/part_edit.html"}
SUPPLY = ("plants", "plant-inputs", "green-electricity", "heat-exchanges")  # what decides the local factors

Context = Callable[[HttpRequest, Municipality, Record | None], dict[str, Any]]


def on_tab(tab: str) -> Context:
    """Return the context of a list that stands under a tab of its inventory."""
    return lambda request, municipality, parent: {"tab": tab, "inventory": parent}


def stated_totals(request: HttpRequest, municipality: Municipality, parent: Record | None) -> dict[str, Any]:
    """Return each stated total beside the sum of its cells, and what is left unassigned."""
    from secap.desk.inventory.views.shared import account_or_404

    account = account_or_404(request, municipality, parent.year)  # type: ignore[union-attr]
    rows = []
    for total in account.records.stated_totals:
        cells_mwh = sum(
            use.mwh
            for use in account.final
            if total.sector in ("", use.sector) and total.carrier in ("", use.carrier)
        )
        rest = total.mwh - cells_mwh
        rows.append({"total": total, "cells_mwh": cells_mwh, "rest_mwh": rest, "excess_mwh": -rest})
    return {"tab": "totals", "inventory": parent, "rows": rows}


PROFILE = [
    RecordRoom(
        models.ProfileValue,
        "profile-values",
        "inventory",
        columns=("indicator", "year", "value", "source"),
        filters=("indicator",),
        search=("source", "note"),
        intro=_(
            "Population, households, floor area, vehicles, degree days: why the town uses energy as it does."
        ),
        empty=_("Begin with the population of the base year: results per inhabitant need it."),
        crumbs=TO_PROFILE,
    ),
    RecordRoom(
        models.Potential,
        "potentials",
        "inventory",
        columns=("title", "kind", "carrier", "potential_mwh", "source"),
        filters=("kind", "carrier"),
        search=("title", "description"),
        intro=_("Energy that could be saved or produced in the territory."),
        empty=_("Note what studies or experience say could be saved or produced here."),
        crumbs=TO_PROFILE,
    ),
    RecordRoom(
        models.Barrier,
        "barriers",
        "inventory",
        columns=("title", "kind", "affected_areas", "remedy"),
        filters=("kind",),
        search=("title", "description", "affected_areas", "remedy"),
        intro=_("What hinders development today, whom it touches, and how to overcome it."),
        empty=_("Write down what stopped earlier measures."),
        crumbs=TO_PROFILE,
    ),
    RecordRoom(
        models.PolicyOption,
        "policy-options",
        "inventory",
        columns=("title", "sector", "expected_impact", "expected_saving_mwh"),
        filters=("sector",),
        search=("title", "description", "expected_impact"),
        intro=_("Policies that could answer what the baseline shows, with the impact expected of them."),
        empty=_("Note an option as soon as somebody mentions one; it can become an action later."),
        crumbs=TO_PROFILE,
    ),
    RecordRoom(
        models.DataSet,
        "data-sets",
        "inventory",
        columns=("title", "owner", "due_date", "status", "quality"),
        filters=("status", "owner"),
        search=("title", "contact", "note"),
        intro=_("Which data the plan needs, who holds them, until when they come and how good they are."),
        empty=_("List the data you must ask for, with the body that holds them and a date."),
        crumbs=TO_PROFILE,
    ),
]

INVENTORY = [
    RecordRoom(
        models.EnergyUse,
        "uses",
        "inventory",
        columns=(
            "sector",
            "carrier",
            "amount",
            "unit",
            Column(mwh_of, _("Energy, MWh"), digits=1, is_number=True),
            "purpose",
            "data_quality",
            "source",
        ),
        form=EnergyUseForm,
        filters=("sector", "carrier", "purpose", "data_quality"),
        search=("source", "note"),
        parent=YEAR,
        intro=_(
            "Every amount as it was delivered, with unit, source and quality. Several may share one cell."
        ),
        empty=_("Enter energy in the grid, import a spreadsheet, or add a single amount here."),
        crumbs=TO_INVENTORIES,
        templates=PAGES,
        context=on_tab("uses"),
    ),
    RecordRoom(
        models.NonEnergyEmission,
        "non-energy",
        "inventory",
        columns=("sector", "is_sink", "t_co2eq", "scope", "data_quality", "source"),
        filters=("sector", "is_sink"),
        parent=YEAR,
        intro=_(
            "Waste, waste water and other emissions that are not energy's; removals by sinks are shown apart."
        ),
        empty=_(
            "The GCoM framework expects at least waste: enter it, or explain its absence by a notation key."
        ),
        crumbs=TO_INVENTORIES,
        templates=PAGES,
        context=on_tab("non_energy"),
    ),
    RecordRoom(
        models.NotationKey,
        "notation-keys",
        "inventory",
        columns=("sector", "carrier", "key", "explanation"),
        filters=("sector", "key"),
        search=("explanation",),
        parent=YEAR,
        intro=_("Why a source is not reported: NO, NE, IE or C, each with an explanation."),
        empty=_("Give a key to every source that stays empty, so that a reader knows it was not forgotten."),
        crumbs=TO_INVENTORIES,
        templates=PAGES,
        context=on_tab("keys"),
    ),
    RecordRoom(
        models.Plant,
        "plants",
        "inventory",
        columns=("name", "kind", "electricity_mwh", "heat_mwh", "stated_t", "source"),
        filters=("kind",),
        search=("name", "source", "note"),
        parent=YEAR,
        intro=_("Boiler houses, CHP plants, solar, wind and hydro plants in the territory."),
        empty=_("Add each plant whose heat or electricity is used here; its fuels come next."),
        crumbs=TO_INVENTORIES,
        templates=PAGES,
        context=on_tab("supply"),
    ),
    RecordRoom(
        models.PlantInput,
        "plant-inputs",
        "inventory",
        columns=("plant", "carrier", "fuel", "amount", "unit"),
        filters=("plant", "carrier"),
        parent=YEAR,
        intro=_("The fuel each plant burnt, as it was delivered."),
        empty=_("Add the fuels of the plants; without them their emissions are unknown."),
        crumbs=TO_INVENTORIES,
        templates=PAGES,
        context=on_tab("supply"),
    ),
    RecordRoom(
        models.GreenElectricity,
        "green-electricity",
        "inventory",
        columns=("is_sale", "mwh", "t_per_mwh", "source"),
        filters=("is_sale",),
        parent=YEAR,
        intro=_("Electricity with guarantees of origin, bought by or sold from the territory."),
        empty=_("Leave this empty if the municipality buys no certified green electricity."),
        crumbs=TO_INVENTORIES,
        templates=PAGES,
        context=on_tab("supply"),
    ),
    RecordRoom(
        models.HeatExchange,
        "heat-exchanges",
        "inventory",
        columns=("is_export", "mwh", "t_per_mwh", "source"),
        filters=("is_export",),
        parent=YEAR,
        intro=_("District heat that crosses the boundary of the territory."),
        empty=_("Leave this empty if all district heat is made and used in the territory."),
        crumbs=TO_INVENTORIES,
        templates=PAGES,
        context=on_tab("supply"),
    ),
    RecordRoom(
        models.OwnFactor,
        "own-factors",
        "inventory",
        columns=("carrier", "fuel", "t_per_mwh", "reason", "source"),
        filters=("carrier",),
        parent=YEAR,
        intro=_("A factor of your own stands before the edition's. Say why, and where it comes from."),
        empty=_("Leave this empty unless you hold a better factor than the tables."),
        crumbs=TO_INVENTORIES,
        templates=PAGES,
        context=on_tab("factors"),
    ),
    RecordRoom(
        models.StatedTotal,
        "stated-totals",
        "inventory",
        columns=("sector", "carrier", "mwh", "source"),
        filters=("sector", "carrier"),
        parent=YEAR,
        intro=_("Totals known from elsewhere. What the parts leave over is shown as unassigned."),
        empty=_("Add the supplier's or the statistics' total, and the workbench tells what is missing."),
        crumbs=TO_INVENTORIES,
        templates={**PAGES, "list": "inventory/stated_totals.html"},
        context=stated_totals,
    ),
]


def room_of(name: str) -> RecordRoom:
    """Return a room of this chapter by its name."""
    return next(room for room in [*PROFILE, *INVENTORY] if room.name == name)
