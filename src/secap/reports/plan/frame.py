"""Around the plan's sections: summary with what the document lacks, the findings."""

from __future__ import annotations

from secap.desk.actions.charts import wedge
from secap.desk.inventory import charts
from secap.method.actions.totals import lacks_effect
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.plan import checks
from secap.plan.plan import Plan
from secap.reports.blocks import Block, Heading, Items, Paragraph, Picture, Table
from secap.reports.plan import poverty, risk
from secap.reports.plan.targets import promise, reached
from secap.reports.plan.tongue import Tongue

SEVERITIES = {
    Severity.ERROR: Message("Error"),
    Severity.WARNING: Message("Warning"),
    Severity.INFO: Message("Note"),
}

Part = tuple[object, Message]  # what makes a part there, and what is lacking without it


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
    about_risk = Message("Climate risk and vulnerability: {told}", told=risk.headline(plan, say))
    blocks += [Paragraph(say(about_risk)), Paragraph(poverty.headline(plan, say))]
    blocks += _main_figure(plan, say)
    if missing := tuple(say(text) for text in lacking(plan)):
        blocks += [Paragraph(say(Message("What this version of the plan still lacks:"))), Items(missing)]
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
    parts: tuple[Part, ...] = (
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
        *_lacking_risk(plan),
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
        *_lacking_poverty(plan),
    )
    return [text for there, text in parts if not there]


def _lacking_risk(plan: Plan) -> list[Part]:
    found = plan.resilience
    return [
        (
            plan.risk_assessments,
            Message("3 Climate risk and vulnerability assessment: when, by whom and how"),
        ),
        (plan.climate_series, Message("3 Climate risk and vulnerability assessment: climate profile")),
        (found.lines, Message("3 Climate risk and vulnerability assessment: no hazard is rated")),
        (
            not found.lines or not found.gaps,
            Message("3 Climate risk and vulnerability assessment: hazards without a score"),
        ),
        (plan.sector_impacts, Message("3 Climate risk and vulnerability assessment: impacted sectors")),
        (plan.vulnerabilities, Message("3 Climate risk and vulnerability assessment: vulnerabilities")),
        (plan.vulnerable_groups, Message("3 Climate risk and vulnerability assessment: vulnerable groups")),
        (plan.adaptive_capacity, Message("3 Climate risk and vulnerability assessment: adaptive capacity")),
        (
            not found.open,
            Message("3 Climate risk and vulnerability assessment: high risks that nothing meets"),
        ),
        (found.scoreboard, Message("3 Climate risk and vulnerability assessment: adaptation scoreboard")),
    ]


def _lacking_poverty(plan: Plan) -> list[Part]:
    found = plan.hardship
    return [
        (found.record, Message("5 Energy poverty: assessment")),
        (found.assessment.covered, Message("5 Energy poverty: an indicator with its value")),
        (
            not found.assessment.covered or not found.uncovered,
            Message("5 Energy poverty: macro-areas without an indicator"),
        ),
        (found.goals, Message("5 Energy poverty: a goal")),
        (poverty.active(found), Message("5 Energy poverty: an action")),
    ]


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
