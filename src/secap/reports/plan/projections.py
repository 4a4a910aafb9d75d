"""Section 3: what climate models expect, beside what was measured; each model is compared with itself."""

from __future__ import annotations

from collections.abc import Sequence

from secap.desk.climate.profile import SeriesProfile
from secap.desk.climate.profile import projections as changes_of
from secap.method.basis.messages import Message
from secap.method.climate.periods import PeriodChange
from secap.reports.blocks import Block, Heading, Paragraph, Table
from secap.reports.plan.tongue import Tongue
from secap.reports.plan.trends import change, named, value

# What decisions hang on; the climate profile's page shows every indicator.
SHOWN = (
    "tm", "txx", "tnn", "su", "hot_days", "heat_wave_days", "tr", "fd", "hdd", "cooling_degree_days", "gsl",
    "rr", "rx1day", "rx5day", "r20mm", "cdd",
)  # fmt: skip


def projected(series: Sequence[SeriesProfile], say: Tongue) -> list[Block]:
    """Return the change that the models expect by period; a note where no projection is read.

    series : observed before projected, the longest record first (`profiles`)
    """
    heading = Heading(3, say(Message("Measured and projected")))
    if all(one.is_observed for one in series):
        missing = Message("No projection of a climate model is read yet.")
        return [heading, say.missing(missing, remedy=Message("Read one: Climate profile."))]
    found = expected(series)
    if not found:
        missing = Message("The projections have no reference period to be compared with.")
        remedy = Message("Read the model's past as well: Climate profile.")
        return [heading, say.missing(missing, remedy=remedy)]
    text = Message(
        "Each model is compared with its own reference period, so that what it always has too warm or too "
        "wet falls out. After the arrow stands what to expect: the measured mean of the reference period "
        "with the models' change added."
    )
    experiments = dict.fromkeys(one.experiment for changes in found.values() for one in changes)
    return [
        heading,
        Paragraph(say(text)),
        *(block for one in experiments for block in _scenario(one, found, say)),
    ]


def expected(series: Sequence[SeriesProfile]) -> dict[str, list[PeriodChange]]:
    """Return {indicator: what the models expect by emission scenario and period}, of `SHOWN`."""
    found = {}
    for code in SHOWN:
        lines = (one.lines[code] for one in series if one.is_observed and code in one.lines)
        observed = next((line.indicator for line in lines if line.used), None)
        if changes := changes_of(observed, code, series):
            found[code] = changes
    return found


def _scenario(experiment: str, found: dict[str, list[PeriodChange]], say: Tongue) -> list[Block]:
    """Return one emission scenario as table, one for each reference period, and the models behind it."""
    own = {
        code: kept
        for code, changes in found.items()
        if (kept := [one for one in changes if one.experiment == experiment])
    }
    name = experiment or say(Message("an unnamed emission scenario"))
    models = dict.fromkeys(model.model for changes in own.values() for one in changes for model in one.models)
    references = sorted({changes[0].reference for changes in own.values()})
    text = Message("Models of {experiment}: {models}.", experiment=name, models=list(models))
    return [
        *(
            _table(
                name,
                reference,
                {code: all_ for code, all_ in own.items() if all_[0].reference == reference},
                say,
            )
            for reference in references
        ),
        Paragraph(say(text)),
    ]


def _table(
    experiment: str, reference: tuple[int, int], own: dict[str, list[PeriodChange]], say: Tongue
) -> Table:
    periods = sorted({one.period for changes in own.values() for one in changes})
    header = (
        say(Message("Indicator")),
        say(Message("Measured {period}", period=_years(reference))),
        *(_years(period) for period in periods),
    )
    rows = []
    for code, changes in own.items():
        by_period = {one.period: one for one in changes}
        rows.append(
            (
                named(code, say),
                value(changes[0].observed, code, say),
                *(_cell(by_period.get(period), say) for period in periods),
            )
        )
    caption = Message(
        "Change against {reference} and what to expect: {experiment}",
        reference=_years(reference),
        experiment=experiment,
    )
    widths = (2.4, 1.1, *([1.6] * len(periods)))
    return Table(say(caption), header, tuple(rows), frozenset(range(1, len(header))), widths)


def _cell(one: PeriodChange | None, say: Tongue) -> str:
    """Return the models' least and greatest change, and below it the values to expect."""
    if one is None:
        return "–"
    expected_change = _range(change(one.low, one.code, say), change(one.high, one.code, say), say)
    values = one.expected()
    if values is None:
        return expected_change
    low, high = (value(bound, one.code, say) for bound in values)
    return f"{expected_change}\n→ {_range(low, high, say)}"


def _range(low: str, high: str, say: Tongue) -> str:
    return low if low == high else say(Message("{low} to {high}", low=low, high=high))


def _years(period: tuple[int, int]) -> str:
    return f"{period[0]}–{period[1]}"
