"""Reading a file of daily values and computing its indicators, in the worker.

xclim is imported here and by the command only, never by a web process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
from django.urls import reverse
from django.utils.translation import gettext as _

from secap.desk.climate.models import ClimateSeries
from secap.desk.climate.stored import findings_to_store
from secap.desk.registry.models import Attachment
from secap.desk.registry.records import StaleRecord
from secap.exchange.climate.forms import PROJECTED
from secap.exchange.climate.reading import read_together
from secap.exchange.climate.saving import GivenFile, keep_series
from secap.exchange.climate.staging import StagedFile, content_of, discard
from secap.jobs.models import Job
from secap.jobs.progress import Progress
from secap.jobs.running import Result, work
from secap.method.basis.errors import InvalidInput, SecapError
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Message
from secap.method.climate.assessment import ClimateAssessment, assess
from secap.method.climate.series import DailySeries
from secap.method.climate.settings import Settings

SERIES = "climate_series"
STEPS = 4
SEED = 1  # of the intervals of return levels: the same file gives the same numbers
MOST_NAMED = 200
# What a choice on the form can mend: the file is kept for another try.
CURABLE = frozenset(
    f"climate.{name}" for name in ("several_stations", "unknown_station", "no_variable", "empty_cell")
)


@dataclass(eq=False)
class Refused(Exception):
    """Errors of severity error: nothing is kept.  stations : to choose from."""

    findings: list[Finding]
    stations: list[str]

    @property
    def is_curable(self) -> bool:
        return all(one.id in CURABLE for one in self.findings)

    def error(self) -> InvalidInput:
        """Return what the job's page says."""
        return InvalidInput(reduce(_joined, [_sentence(one) for one in self.findings]))


@work(SERIES, stoppable=True)
def read_series(job: Job, progress: Progress) -> Result:
    """Read the files, compute everything, keep it; say what is wrong and keep nothing otherwise."""
    asked = job.arguments
    staged = [StagedFile(**one) for one in asked.get("files", ())]
    is_kept = False
    try:
        series = _read(job, asked, staged, progress)
    except Refused as refused:
        is_kept = refused.is_curable
        _remember(job, findings=findings_to_store(refused.findings), stations=refused.stations)
        raise refused.error() from None
    except InvalidInput:  # a choice is missing, or the library
        is_kept = True
        _remember(job)
        raise
    except SecapError:
        _remember(job)
        raise
    finally:
        if not is_kept:
            discard(job.municipality, staged)
    return Result(
        series.get_absolute_url(),
        _("%(series)s was read: %(count)d indicators.")
        % {"series": series.title, "count": series.indicators.filter(deleted_at__isnull=True).count()},
    )


def _read(job: Job, asked: dict[str, Any], staged: Sequence[StagedFile], progress: Progress) -> ClimateSeries:
    assert job.person is not None
    record = _record(job, asked.get("series", ""))
    progress(0, STEPS, _("Reading the file"))
    files = _from_attachments(record) if record else _from_staging(job, staged)
    point = tuple(asked["point"]) if asked.get("point") else None
    found = read_together(
        [(one.staged.name, one.content) for one in files],
        point=point,
        station=asked.get("station") or None,
        columns=asked.get("columns") or None,
    )
    daily = _single(found.series, list(found.findings))
    progress(1, STEPS, _("Computing the indicators of %(years)d years") % {"years": len(daily.years)})
    settings = Settings.from_dict(dict(asked["settings"]))
    assessed = assess(daily, settings, np.random.default_rng(SEED))
    progress(2, STEPS, _("Trends and return levels"))
    findings = [*found.findings, *assessed.findings, *_kind(asked, assessed)]
    _refuse(findings)
    progress(3, STEPS, _("Keeping the series"))
    try:
        kept = keep_series(job.person, job.municipality, asked, assessed, findings, files, record)
    except StaleRecord:
        raise InvalidInput(
            Message("Somebody changed this series meanwhile. Nothing was changed."),
            hint=Message("Open the series and start again."),
        ) from None
    progress(STEPS, STEPS)
    return kept


def _single(series: Sequence[DailySeries], findings: list[Finding]) -> DailySeries:
    """Return the one series that was read. Raises Refused."""
    _refuse(findings)
    if len(series) > 1:
        names = [one.name for one in series]
        told = Finding(
            "climate.several_stations",
            Severity.ERROR,
            (),
            Message("The file holds {count} stations: {names}.", count=len(names), names=names[:20]),
            Message("Choose one in the list."),
        )
        raise Refused([told], names[:MOST_NAMED])
    if not series:
        raise InvalidInput(
            Message("The file holds no daily values."),
            hint=Message("Look at its columns, or choose another."),
        )
    return series[0]


def _refuse(findings: Sequence[Finding]) -> None:
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if errors:
        names = [
            str(name)
            for one in errors
            if one.id == "climate.several_stations"
            for name in _list(one.message.values.get("names"))
        ]
        raise Refused(errors, names)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _kind(asked: dict[str, Any], found: ClimateAssessment) -> list[Finding]:
    """Tell where the file says that it was computed, and the person said measured."""
    if found.series.model is None or asked.get("kind") == PROJECTED or asked.get("series"):
        return []
    return [
        Finding(
            "climate.is_projected",
            Severity.INFO,
            (found.series.name,),
            Message(
                "The file names a climate model ({model}): it is kept as projected.", model=found.series.model
            ),
            Message("Change the kind on the page of the series where that is wrong."),
        )
    ]


def _record(job: Job, uid: str) -> ClimateSeries | None:
    if not uid:
        return None
    found: ClimateSeries | None = ClimateSeries.objects.filter(municipality=job.municipality, uid=uid).first()
    if found is None:
        raise InvalidInput(
            Message("This series is no longer there."), hint=Message("Choose another one, or restore it.")
        )
    found.municipality = job.municipality
    return found


def _from_staging(job: Job, staged: Sequence[StagedFile]) -> list[GivenFile]:
    found = []
    for one in staged:
        content = content_of(job.municipality, one)
        if content is None:
            raise InvalidInput(
                Message("The file is no longer there."), where=(one.name,), hint=Message("Choose it again.")
            )
        found.append(GivenFile(one, content))
    return found


def _from_attachments(series: ClimateSeries) -> list[GivenFile]:
    """Return the files that a series was read from."""
    found = []
    uids = [str(uid) for uid in _list(series.settings.get("files"))]
    kept = {one.uid: one for one in Attachment.objects.filter(municipality=series.municipality, uid__in=uids)}
    for uid in uids or [""]:
        one = kept.get(uid) or (series.attachment if not uid else None)
        try:
            if one is None or not one.file:
                raise FileNotFoundError
            with one.file.open("rb") as file:
                content = file.read()
        except FileNotFoundError:
            raise InvalidInput(
                Message("The file of this series is no longer there."),
                where=(series.title,),
                hint=Message("Read the file anew."),
            ) from None
        staged = StagedFile("", one.name, one.content_type, one.size_bytes, one.sha256)
        found.append(GivenFile(staged, content, one))
    return found


def _remember(job: Job, **told: Any) -> None:
    """Let the form show again what was asked, with what was wrong."""
    page, uid = "climate_data:upload", job.arguments.get("series")
    args = [job.municipality.slug]
    if uid:
        page, args = "climate_data:again", [*args, uid]
    job.arguments = {**job.arguments, **told}
    job.result_url = f"{reverse(page, args=args)}?job={job.pk}"
    job.save(update_fields=["arguments", "result_url"])


def _sentence(finding: Finding) -> Message:
    if not finding.where:
        return Message("{message} {hint}", message=finding.message, hint=finding.hint)
    where = reduce(lambda one, two: Message("{one} / {two}", one=one, two=two), finding.where)
    return Message("{place}: {message} {hint}", place=where, message=finding.message, hint=finding.hint)


def _joined(one: Message, two: Message) -> Message:
    return Message("{one} {two}", one=one, two=two)
