"""Keeping what was read: the series with its indicators and files, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from secap.desk.climate.models import ClimateIndicator, ClimateSeries
from secap.desk.climate.stored import findings_to_store, levels_to_store
from secap.desk.registry.models import Attachment, Municipality, Person
from secap.desk.registry.saving import keep_as
from secap.exchange.climate.forms import PROJECTED
from secap.exchange.climate.staging import StagedFile
from secap.method.basis.findings import Finding
from secap.method.climate.assessment import ClimateAssessment

REASON = "climate data"


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file with its content.  attachment : where it is kept already, None for a new one."""

    staged: StagedFile
    content: bytes
    attachment: Attachment | None = None


def keep_series(
    person: Person,
    municipality: Municipality,
    asked: Mapping[str, Any],
    found: ClimateAssessment,
    findings: Sequence[Finding],
    files: Sequence[GivenFile],
    series: ClimateSeries | None = None,
) -> ClimateSeries:
    """Save a series with its indicators; return it.

    asked : what the person said (forms.UploadForm.asked);  findings : all that reading and computing found;
    series : the one that was computed again, None for a new one
    Raises: StaleRecord where somebody changed the series meanwhile; nothing is saved then
    """
    written: list[Attachment] = []
    try:
        with transaction.atomic():
            kept = [_attachment(person, municipality, one, written) for one in files]
            record = series or _described(municipality, asked, found)
            _fill(record, asked, found, findings, kept)
            keep_as(person, record, REASON)
            _keep_indicators(person, record, found)
    except BaseException:
        for one in written:  # the storage knows no transaction
            one.file.delete(save=False)
        raise
    return record


def _described(
    municipality: Municipality, asked: Mapping[str, Any], found: ClimateAssessment
) -> ClimateSeries:
    """Return a new series: what the person said, else what the file says."""
    file = found.series
    is_model = file.model is not None or asked.get("kind") == PROJECTED
    return ClimateSeries(
        municipality=municipality,
        title=(asked.get("title") or file.name)[:200],
        kind=PROJECTED if is_model else asked["kind"],
        source=(asked.get("source") or file.source)[:300],
        licence=(asked.get("licence") or file.licence)[:200],
        model=((asked.get("model") or file.model or "") if is_model else "")[:200],
        experiment=((asked.get("experiment") or file.experiment) if is_model else "")[:120],
        latitude=file.latitude,
        longitude=file.longitude,
        altitude_m=file.altitude_m,
    )


def _fill(
    record: ClimateSeries,
    asked: Mapping[str, Any],
    found: ClimateAssessment,
    findings: Sequence[Finding],
    files: Sequence[Attachment],
) -> None:
    record.attachment = files[0] if files else None
    record.first_day = date.fromisoformat(found.series.first_day)
    record.last_day = date.fromisoformat(found.series.last_day)
    record.missing = dict(found.series.missing)
    record.settings = {
        **found.settings.as_dict(),
        "files": [one.uid for one in files],
        "station": asked.get("station", ""),
        "point": asked.get("point"),
        "columns": asked.get("columns") or {},
    }
    record.return_levels = levels_to_store(found.return_levels)
    record.findings = findings_to_store(findings)


def _attachment(
    person: Person, municipality: Municipality, file: GivenFile, written: list[Attachment]
) -> Attachment:
    """Return the record of a file; the same file is kept once."""
    if file.attachment is not None:
        return file.attachment
    there = Attachment.objects.filter(municipality=municipality, sha256=file.staged.sha256)
    for one in there:
        if one.file and one.file.storage.exists(one.file.name):
            return one
    record = Attachment(
        municipality=municipality,
        name=file.staged.name[:200],
        content_type=file.staged.content_type,
        size_bytes=file.staged.size_bytes,
        sha256=file.staged.sha256,
    )
    record.file.save(file.staged.name, ContentFile(file.content), save=False)
    written.append(record)
    keep_as(person, record, REASON)
    return record


def _keep_indicators(person: Person, series: ClimateSeries, found: ClimateAssessment) -> None:
    """Write every indicator's years. They follow from the file, so that only the series itself waits for
    the co-ordinator, not thirty rows of numbers besides."""
    there = {one.code: one for one in ClimateIndicator.objects.filter(series=series)} if series.pk else {}
    for code, one in found.yearly().items():
        record = there.pop(code, None) or ClimateIndicator(
            municipality=series.municipality, series=series, code=code
        )
        years = {str(year): value for year, value in zip(one["years"], one["values"], strict=True)}
        if record.pk and record.years == years:
            continue
        record.years = years
        record.keep(person, accepted=True, reason=REASON)
    for record in there.values():
        record.remove(person, accepted=True, reason=REASON)
