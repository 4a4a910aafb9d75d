"""Many files of daily values, read and assessed where the work is done: in this process or in a worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from secap.exchange.climate.raw import ReadClimate
from secap.exchange.climate.reading import LIMIT_BYTES, read, read_together, station_key
from secap.method.basis.errors import SecapError
from secap.method.basis.findings import Finding
from secap.method.climate.assessment import ClimateAssessment, assess_many
from secap.method.climate.series import DailySeries
from secap.method.climate.settings import Settings

FILES_AT_ONCE = 64
MANY = 64  # from here on sites are put into words where they are computed

File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Options:
    """How files are to be read; see `reading.read`."""

    point: tuple[float, float] | None = None
    station: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    limit_bytes: int = LIMIT_BYTES


@dataclass(frozen=True, slots=True)
class Telling:
    """Puts an assessment into words; can be sent to a worker."""

    lang: str
    with_years: bool = False

    def __call__(self, assessment: ClimateAssessment) -> dict[str, Any]:
        return assessment.as_dict(self.lang, with_years=self.with_years)


@dataclass(frozen=True, slots=True)
class FileTask:
    """Groups of files, those of a group being of one station; a generator for each group.

    telling : put the assessments into words at once.
    """

    groups: tuple[tuple[File, ...], ...]
    options: Options
    settings: Settings
    rngs: tuple[np.random.Generator, ...]
    telling: Telling | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a group of files came to: assessments, what reading found, or the error that ended it.

    told : the assessments in words, where that was asked for; `assessments` is then empty.
    """

    names: tuple[str, ...]
    assessments: tuple[ClimateAssessment, ...]
    findings: tuple[Finding, ...]
    error: SecapError | None = None
    told: tuple[dict[str, Any], ...] = ()


def groups_of(files: Sequence[File], *, together: bool = False) -> list[tuple[File, ...]]:
    """Return the files in groups of one station, in the order of the first of each.

    together : whether all of them are of one station; else only what their headers say counts
    """
    if together:
        return [tuple(files)]
    found: dict[object, list[File]] = {}
    for at, (name, content) in enumerate(files):
        found.setdefault(station_key(name, content) or at, []).append((name, content))
    return [tuple(one) for one in found.values()]


def tasks_of(
    groups: Sequence[tuple[File, ...]],
    options: Options,
    settings: Settings,
    rng: np.random.Generator,
    telling: Telling | None = None,
) -> list[FileTask]:
    """Return the tasks; they depend on the files alone, not on who carries them out."""
    rngs = rng.spawn(len(groups))
    return [
        FileTask(
            tuple(groups[begin : begin + FILES_AT_ONCE]),
            options,
            settings,
            tuple(rngs[begin : begin + FILES_AT_ONCE]),
            telling,
        )
        for begin in range(0, len(groups), FILES_AT_ONCE)
    ]


def read_group(files: Sequence[File], options: Options) -> ReadClimate:
    """Return the series of the files of one station, or of one file."""
    if len(files) == 1:
        return read(
            *files[0],
            point=options.point,
            station=options.station,
            columns=options.columns,
            limit_bytes=options.limit_bytes,
        )
    return read_together(
        files,
        point=options.point,
        station=options.station,
        columns=options.columns,
        limit_bytes=options.limit_bytes,
    )


def assess_files(task: FileTask) -> list[Outcome]:
    """Return what each group came to; a file that can't be read does not stop the others."""
    reads: list[ReadClimate | SecapError] = []
    for files in task.groups:
        try:
            reads.append(read_group(files, task.options))
        except SecapError as error:
            reads.append(error)
    series: list[DailySeries] = []
    rngs: list[np.random.Generator] = []
    for one, rng in zip(reads, task.rngs, strict=True):
        if isinstance(one, ReadClimate):
            series += one.series
            rngs += rng.spawn(len(one.series))
    assessments = iter(assess_many(series, task.settings, rngs, finish=task.telling))
    outcomes = []
    for files, one in zip(task.groups, reads, strict=True):
        names = tuple(name for name, _content in files)
        if isinstance(one, SecapError):
            outcomes.append(Outcome(names, (), (), one))
        else:
            own = tuple(next(assessments) for _ in one.series)
            outcomes.append(
                Outcome(names, (), one.findings, None, own)
                if task.telling
                else Outcome(names, own, one.findings)
            )
    return outcomes
