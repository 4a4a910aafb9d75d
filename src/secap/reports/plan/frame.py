"""The sections around the inventory: summary, strategy, the chapters not written yet, the findings."""

from __future__ import annotations

from secap.desk.inventory import charts
from secap.desk.registry.models import Municipality
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.plan import checks
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Items, Note, Paragraph, Picture, Table
from secap.reports.plan.tongue import Tongue

SEVERITIES = {
    Severity.ERROR: Message("Error"),
    Severity.WARNING: Message("Warning"),
    Severity.INFO: Message("Note"),
}
NOT_WRITTEN = Message("This section is not written yet.")


def summary(plan: Plan, say: Tongue) -> list[Block]:
    """Return the first page after the contents: key figures, and what the plan still lacks."""
    blocks: list[Block] = [Heading(1, say(Message("Summary")), numbered=False)]
    shown = plan.accounts
    if shown:
        header = (say(Message("Result")), *(charts.inventory_name(account) for account in shown[-6:]))
        rows = tuple(
            (say(name), *cells)
            for name, cells in (
                (
                    Message("Final energy consumption, MWh"),
                    [say.whole(a.result.energy_mwh) for a in shown[-6:]],
                ),
                (
                    Message("Total emissions, {unit}", unit=charts.unit_t(shown[-1])),
                    [say.whole(a.result.total_t) for a in shown[-6:]],
                ),
                (
                    Message("Emissions per inhabitant, {unit}", unit=charts.unit_t(shown[-1])),
                    [say.number(a.result.per_capita_t, 2) for a in shown[-6:]],
                ),
                (
                    Message("Share of renewable energy, %"),
                    [say.number(_percent(a.result.renewable_share), 1) for a in shown[-6:]],
                ),
            )
        )
        caption = say(Message("Key figures of the inventories"))
        blocks += [
            Paragraph(headline(plan, say)),
            Table(caption, header, rows, frozenset(range(1, len(header)))),
        ]
    else:
        blocks.append(Paragraph(headline(plan, say)))
    blocks += _main_figure(plan, say)
    blocks.append(Paragraph(say(Message("What this version of the plan still lacks:"))))
    blocks.append(Items(tuple(say(text) for text in lacking(plan))))
    return blocks


def _main_figure(plan: Plan, say: Tongue) -> list[Block]:
    """Return the one chart of the summary: how emissions developed, or where they come from."""
    figure = charts.emission_series(plan.accounts, say.lang)
    if figure is None and plan.accounts:
        figure = charts.emission_shares(plan.accounts[0], say.lang, by="sector")
    return [Picture(figure)] if figure else []


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def headline(plan: Plan, say: Tongue) -> str:
    """Return the plan's main message in one or two sentences."""
    base = plan.bei or plan.latest
    if base is None:
        return say(Message("The plan has no emission inventory yet, so it states no emissions."))
    text = say(
        Message(
            "{inventory}: final energy consumption {energy}, emissions {emissions}.",
            inventory=charts.inventory_name(base),
            energy=Amount(base.result.energy_mwh, "MWh", 0),
            emissions=Amount(base.result.total_t, charts.unit_t(base), 0),
        )
    )
    last = plan.latest
    if last and last is not base and base.result.total_t:
        change = charts.signed_percent(last.result.total_t / base.result.total_t - 1, say.lang)
        message = Message(
            "{inventory}: emissions {emissions} ({percent} compared with {base}).",
            inventory=charts.inventory_name(last),
            emissions=Amount(last.result.total_t, charts.unit_t(last), 0),
            percent=change,
            base=charts.inventory_name(base),
        )
        text += " " + say(message)
    return text


def lacking(plan: Plan) -> list[Message]:
    """Return what the document still lacks: sections without content, then parts of the inventory section."""
    lacks = [
        Message("1 Strategy: vision, goals, organisation, staff and money"),
        Message("3 Climate risk and vulnerability assessment"),
        Message("4 Mitigation and adaptation actions"),
        Message("5 Energy poverty"),
    ]
    parts = (
        (plan.bei, Message("2 Baseline emission inventory: no inventory is marked as the BEI")),
        (plan.profile, Message("2 Baseline emission inventory: baseline profile")),
        (plan.potentials, Message("2 Baseline emission inventory: potentials")),
        (plan.barriers, Message("2 Baseline emission inventory: barriers")),
        (plan.policy_options, Message("2 Baseline emission inventory: policy options")),
        (plan.data_sets, Message("2 Baseline emission inventory: data-collection plan")),
    )
    return sorted([*lacks, *(text for there, text in parts if not there)], key=lambda text: text.template[0])


def strategy(plan: Plan, say: Tongue) -> list[Block]:
    """Return section 1: the signatory as far as known, and what the section has to hold."""
    town = plan.municipality
    names = (
        "country",
        "region",
        "level",
        "area_km2",
        "climate_zone",
        "adhesion_date",
        "commitments",
        "coordinator_organisation",
        "website",
        "covenant_page",
    )
    values = (
        _country(town.country, say),
        town.region,
        say.code("authority_levels", town.level),
        say.number(town.area_km2),
        town.climate_zone,
        say.day(town.adhesion_date),
        town.commitments,
        town.coordinator_organisation,
        town.website,
        town.covenant_page,
    )
    known = tuple(
        (label, str(value))
        for label, value in zip(say.fields(Municipality, *names), values, strict=True)
        if value not in ("", None, "–")
    )
    header = (say(Message("Property")), say(Message("Value")))
    return [
        Heading(1, say(Message("Strategy"))),
        Heading(2, say(Message("The signatory"))),
        Table(say(Message("The signatory")), header, known, widths=(1, 2)),
        Heading(2, say(Message("Vision, goals and organisation"))),
        *_not_written(
            say,
            Message("Its content: the vision and goals, commitments to cut emissions and to adapt."),
            Message("Organisation, staff and budget; how stakeholders take part; how the plan is monitored."),
        ),
    ]


def _country(code: str, say: Tongue) -> str:
    from babel import Locale

    return str(Locale.parse(say.lang).territories.get(code, code))


def risk(say: Tongue) -> list[Block]:
    return [
        Heading(1, say(Message("Climate risk and vulnerability assessment"))),
        *_not_written(
            say,
            Message("Its content: climate hazards with their present and future risk."),
            Message("Vulnerable sectors and groups of people, and the capacity to adapt."),
        ),
    ]


def actions(say: Tongue) -> list[Block]:
    return [
        Heading(1, say(Message("Mitigation and adaptation actions")), new_page=False),
        *_not_written(
            say,
            Message(
                "Its content: the actions to 2030 with owner, schedule, cost, savings and avoided emissions."
            ),
            Message("The sum of the actions against the emission reduction target."),
        ),
    ]


def poverty(say: Tongue) -> list[Block]:
    return [
        Heading(1, say(Message("Energy poverty")), new_page=False),
        *_not_written(
            say,
            Message("Its content: an assessment with at least one indicator, a goal and an action."),
        ),
    ]


def _not_written(say: Tongue, *contents: Message) -> list[Block]:
    return [Note("missing", say(NOT_WRITTEN), " ".join(say(content) for content in contents))]


def findings(plan: Plan, say: Tongue) -> list[Block]:
    """Return what the checks found, gravest first."""
    found = checks.findings(plan)
    blocks: list[Block] = [Heading(2, say(Message("Findings of the checks")))]
    if not found:
        return [*blocks, Paragraph(say(Message("The checks found nothing to remark.")))]
    header = (
        say(Message("Severity")),
        say(Message("Where")),
        say(Message("Finding")),
        say(Message("What to do")),
    )
    rows = tuple(_finding(finding, say) for finding in found)
    return [*blocks, Table(say(Message("Findings of the checks")), header, rows, widths=(0.9, 1.8, 3.2, 2.6))]


def _finding(finding: Finding, say: Tongue) -> tuple[str, ...]:
    severity = say(SEVERITIES[finding.severity])
    return (severity, finding.place(say.lang), say(finding.message), say(finding.hint))
