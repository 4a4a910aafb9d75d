"""Around the plan's sections: summary, the sections not written yet, the findings."""

from __future__ import annotations

from secap.desk.actions.charts import wedge
from secap.desk.inventory import charts
from secap.method.actions.totals import lacks_effect
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.plan import checks
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Items, Note, Paragraph, Picture, Table
from secap.reports.plan.targets import promise, reached
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
    """Return the one chart of the summary: what the actions avoid, else how emissions developed, else where
    they come from."""
    figure = wedge(plan.course, plan.portfolio.actions, say.lang) or charts.emission_series(
        plan.accounts, say.lang
    )
    if figure is None and plan.accounts:
        figure = charts.emission_shares(plan.accounts[0], say.lang, by="sector")
    return [Picture(figure)] if figure else []


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def headline(plan: Plan, say: Tongue) -> str:
    """Return the plan's main message: emissions, how they developed, the target and whether it is reached."""
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
    return " ".join([text, *(say(told) for told in (promise(plan), reached(plan)) if told)])


def lacking(plan: Plan) -> list[Message]:
    """Return what the document still lacks, in the order of its sections."""
    known = [one for one in plan.portfolio.actions if one.is_active]
    parts: tuple[tuple[object, Message], ...] = (
        (plan.strategy.vision.strip(), Message("1 Strategy: vision")),
        (plan.course.strategy.has_commitment, Message("1 Strategy: a commitment with its date")),
        (plan.course.main, Message("1 Strategy: a target for emissions")),
        (plan.goals, Message("1 Strategy: goals")),
        (plan.strategy.organisation.strip(), Message("1 Strategy: organisation of the work")),
        (plan.staff and plan.budget, Message("1 Strategy: staff and budget")),
        (plan.bei, Message("2 Baseline emission inventory: no inventory is marked as the BEI")),
        (plan.profile, Message("2 Baseline emission inventory: baseline profile")),
        (plan.potentials, Message("2 Baseline emission inventory: potentials")),
        (plan.barriers, Message("2 Baseline emission inventory: barriers")),
        (plan.policy_options, Message("2 Baseline emission inventory: policy options")),
        (plan.data_sets, Message("2 Baseline emission inventory: data-collection plan")),
        (None, Message("3 Climate risk and vulnerability assessment")),
        (plan.actions, Message("4 Mitigation and adaptation actions: no action yet")),
        (
            not known or any(one.is_key for one in known),
            Message("4 Mitigation and adaptation actions: no key action is marked"),
        ),
        (
            not known or not any(lacks_effect(one) for one in known),
            Message("4 Mitigation and adaptation actions: actions without a known effect"),
        ),
        (
            not known or all(one.cost_eur is not None for one in known),
            Message("4 Mitigation and adaptation actions: actions without a known cost"),
        ),
        (None, Message("5 Energy poverty")),
    )
    return [text for there, text in parts if not there]


def risk(say: Tongue) -> list[Block]:
    return [
        Heading(1, say(Message("Climate risk and vulnerability assessment")), new_page=False),
        *_not_written(
            say,
            Message("Its content: climate hazards with their present and future risk."),
            Message("Vulnerable sectors and groups of people, and the capacity to adapt."),
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
    blocks: list[Block] = [Heading(1, say(Message("Findings of the checks")), numbered=False)]
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
