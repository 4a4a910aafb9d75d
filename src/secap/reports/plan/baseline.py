"""Section 2 beside the inventories: profile, potentials, barriers, policy options, data-collection plan."""

from __future__ import annotations

from secap.desk.inventory.models import Barrier, DataSet, PolicyOption, Potential
from secap.method.basis import codes
from secap.method.basis.messages import Message
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Paragraph, Table, split_columns
from secap.reports.plan.register import register
from secap.reports.plan.tongue import Tongue, in_order

COUNTED = {"", "number", "inhabitants"}
UNITS = {"million EUR": Message("million EUR")}


def profile(plan: Plan, say: Tongue) -> list[Block]:
    """Return why the town uses energy as it does: indicators by year, with their sources."""
    blocks: list[Block] = [Heading(2, say(Message("Baseline profile")))]
    if not plan.profile:
        return [
            *blocks,
            say.missing(
                Message("The baseline profile is empty."),
                remedy=Message(
                    "Enter population, households, floor area and degree days: "
                    "Baseline emission inventory > Baseline profile."
                ),
            ),
        ]
    years = sorted({value.year for value in plan.profile})
    values = {(value.indicator, value.year): value.value for value in plan.profile}
    indicators = in_order("profile_indicators", (value.indicator for value in plan.profile))
    rows = tuple(
        (_indicator(code, say), *(say.number(values.get((code, year))) for year in years))
        for code in indicators
    )
    table = Table(
        say(Message("Baseline profile of the town")),
        (say(Message("Indicator")), *(str(year) for year in years)),
        rows,
    )
    blocks.append(Paragraph(say(Message("What drives the demand for energy, year by year."))))
    blocks.extend(split_columns(table, say.part))
    if sources := sorted({value.source for value in plan.profile if value.source}):
        blocks.append(Paragraph(say(Message("Sources: {sources}.", sources="; ".join(sources)))))
    return blocks


def _indicator(code: str, say: Tongue) -> str:
    """Return the indicator with its unit; what is counted one by one needs none."""
    unit = codes.get("profile_indicators", code).unit
    name = say.code("profile_indicators", code)
    return name if unit in COUNTED else f"{name}, {say(UNITS[unit]) if unit in UNITS else unit}"


def potentials(plan: Plan, say: Tongue) -> list[Block]:
    """Return the energy that could be saved or produced in the territory."""
    return register(
        say,
        Message("Potentials"),
        say.fields(Potential, "title", "kind", "carrier", "potential_mwh", "description", "source"),
        [
            (
                item.title,
                say.name("potential_types", item.kind),
                say.name("carriers", item.carrier),
                say.number(item.potential_mwh),
                item.description,
                item.source,
            )
            for item in plan.potentials
        ],
        numeric=frozenset({3}),
        widths=(2.2, 1.6, 1.6, 1.3, 3, 1.6),
        missing=Message("No potential for savings or local production is described yet."),
        remedy=Message("Enter them: Baseline emission inventory > Potentials."),
    )


def barriers(plan: Plan, say: Tongue) -> list[Block]:
    """Return what hinders development and how to overcome it."""
    return register(
        say,
        Message("Barriers"),
        say.fields(Barrier, "title", "kind", "description", "affected_areas", "remedy"),
        [
            (
                item.title,
                say.name("barrier_types", item.kind),
                item.description,
                item.affected_areas,
                item.remedy,
            )
            for item in plan.barriers
        ],
        widths=(1.8, 1.3, 2.6, 1.6, 2.6),
        missing=Message("No barrier is described yet."),
        remedy=Message("Enter them: Baseline emission inventory > Barriers."),
    )


def policy_options(plan: Plan, say: Tongue) -> list[Block]:
    """Return the policies that could answer what the baseline shows."""
    return register(
        say,
        Message("Policy options"),
        say.fields(PolicyOption, "title", "sector", "description", "expected_impact", "expected_saving_mwh"),
        [
            (
                item.title,
                say.name("sectors", item.sector),
                item.description,
                item.expected_impact,
                say.number(item.expected_saving_mwh),
            )
            for item in plan.policy_options
        ],
        numeric=frozenset({4}),
        widths=(1.8, 1.6, 2.6, 2.6, 1.3),
        missing=Message("No policy option is described yet."),
        remedy=Message("Enter them: Baseline emission inventory > Policy options."),
    )


def data_collection(plan: Plan, say: Tongue) -> list[Block]:
    """Return which data are collected, from whom, until when."""
    return register(
        say,
        Message("Data-collection plan"),
        say.fields(DataSet, "title", "owner", "due_date", "status", "quality", "effort_hours"),
        [
            (
                item.title,
                str(item.owner or "–"),
                say.day(item.due_date),
                say.name("dataset_statuses", item.status),
                say.name("data_quality", item.quality),
                say.number(item.effort_hours),
            )
            for item in plan.data_sets
        ],
        numeric=frozenset({5}),
        widths=(2.6, 2, 1.4, 1.4, 1.9, 1.1),
        missing=Message("No data set to collect is listed yet."),
        remedy=Message("Enter them: Baseline emission inventory > Data to collect."),
    )
