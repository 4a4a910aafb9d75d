"""`secap climate FILE --json`: indicators, trends and return levels of daily series."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secap.cli import output
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message, speak

if TYPE_CHECKING:
    from secap.exchange.climate.batch import File, Options, Outcome
    from secap.method.climate.assessment import ClimateAssessment
    from secap.method.climate.settings import Settings

LIMIT_BYTES = 4_000_000_000
NAME_WIDTH = 46
FOUND, WITH_ERRORS, UNREADABLE = 0, 1, 2


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    command = commands.add_parser(
        "climate",
        help="indicators, trends and return levels of daily climate series",
        description="Read daily series (CSV, ECA&D, GHCN-Daily, NetCDF) and tell their yearly indicators "
        "with trends, return levels of extremes, and what they say about hazards. Needs `make climate`.",
    )
    command.add_argument("files", type=Path, nargs="+", metavar="FILE", help="file of daily values")
    place = command.add_argument_group("what to read")
    place.add_argument("--station", metavar="NAME", help="which station, where a file holds several")
    place.add_argument("--point", metavar="LAT,LON", help="place in a grid, such as 56.95,24.11")
    place.add_argument(
        "--column", action="append", default=[], metavar="ROLE=NAME",
        help="which column is tx, tn, tm, pr, wind, gust, date or station, by name or number",
    )  # fmt: skip
    place.add_argument(
        "--together", action="store_true", help="the files are of one station, a variable in each"
    )
    how = command.add_argument_group("how to compute")
    how.add_argument("--country", default="", metavar="LV", help="whose heat waves count (two letters)")
    how.add_argument("--hdd-base", type=float, metavar="C", help="base of heating degree days (default: 15)")
    how.add_argument("--hdd-limit", type=float, metavar="C", help="count only days with a mean up to this")
    how.add_argument(
        "--cooling-base", type=float, metavar="C", help="base of cooling degree days (default: 18)"
    )
    how.add_argument(
        "--heat-wave-threshold", type=float, metavar="C", help="maximum of a hot day (default: 27)"
    )
    how.add_argument("--heat-wave-days", type=int, metavar="N", help="hot days in a row (default: 3)")
    how.add_argument("--reference", metavar="FROM-TO", help="reference period of projections, as 1991-2020")
    how.add_argument(
        "--seed", type=int, default=1, help="the same seed gives the same intervals (default: 1)"
    )
    who = command.add_argument_group("who computes")
    who.add_argument("--workers", type=int, metavar="N", help="processes (default: this one)")
    who.add_argument("--scheduler", metavar="ADDRESS", help="Dask cluster, such as tcp://127.0.0.1:8786")
    command.add_argument("--yearly", action="store_true", help="with --json: the values of each year, too")
    output.add_common(command)
    command.set_defaults(work=climate)


def climate(arguments: argparse.Namespace) -> int:
    """Carry out the command."""
    from secap.cli.planfile import content

    options, settings = _options(arguments), _settings(arguments)
    files = [(str(path), content(path)) for path in arguments.files]
    outcomes = _outcomes(files, options, settings, arguments)
    if len(outcomes) == 1 and outcomes[0].error:
        raise outcomes[0].error
    if arguments.json:
        _print_json(outcomes, settings, arguments)
    else:
        for outcome in outcomes:
            _print(outcome, arguments.lang)
        _print_changes(outcomes, settings, arguments.lang)
    if any(outcome.error for outcome in outcomes):
        return UNREADABLE
    return WITH_ERRORS if any(_has_errors(outcome) for outcome in outcomes) else FOUND


def _has_errors(outcome: Outcome) -> bool:
    own = [one for site in outcome.assessments for one in site.findings]
    told = [one["severity"] for site in outcome.told for one in site["findings"]]
    return "error" in told or any(one.severity.value == "error" for one in (*outcome.findings, *own))


def _outcomes(
    files: list[File], options: Options, settings: Settings, arguments: argparse.Namespace
) -> list[Outcome]:
    import numpy as np

    from secap.exchange.climate.batch import (
        MANY,
        Outcome,
        Telling,
        assess_files,
        groups_of,
        read_group,
        tasks_of,
    )
    from secap.jobs.executor import executor
    from secap.method.climate.assessment import assess_many
    from secap.method.climate.indicators import prepare

    who = executor(workers=arguments.workers, scheduler=arguments.scheduler)
    who.prepare(prepare)
    rng = np.random.default_rng(arguments.seed)
    groups = groups_of(files, together=arguments.together)
    telling = Telling(arguments.lang, arguments.yearly) if arguments.json else None
    if len(groups) > 1:
        tasks = tasks_of(groups, options, settings, rng, telling if len(groups) > MANY else None)
        return [outcome for result in who.map(assess_files, tasks) for outcome in result]
    names = tuple(name for name, _content in groups[0])
    found = read_group(groups[0], options)
    rngs = rng.spawn(1)[0].spawn(len(found.series))
    if telling and len(found.series) > MANY:
        told = assess_many(found.series, settings, rngs, who, finish=telling)
        return [Outcome(names, (), found.findings, None, tuple(told))]
    return [Outcome(names, tuple(assess_many(found.series, settings, rngs, who)), found.findings)]


def _options(arguments: argparse.Namespace) -> Options:
    from secap.exchange.climate.batch import Options
    from secap.exchange.climate.headings import ROLES

    columns = {}
    for text in arguments.column:
        role, _, name = text.partition("=")
        if role.strip() not in ROLES or not name.strip():
            raise InvalidInput(
                Message("“{text}” names no column.", text=text[:60]),
                where=("--column",),
                hint=Message("Write ROLE=NAME, such as tx=Tmax; roles: {names}.", names=list(ROLES)),
            )
        columns[role.strip()] = name.strip()
    return Options(_point(arguments.point), arguments.station, columns, LIMIT_BYTES)


def _point(text: str | None) -> tuple[float, float] | None:
    if text is None:
        return None
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        raise InvalidInput(
            Message("“{text}” is no point.", text=text[:60]),
            where=("--point",),
            hint=Message("Write latitude and longitude in degrees, such as 56.95,24.11."),
        ) from None
    from secap.exchange.climate.places import checked_point

    return checked_point((latitude, longitude))


def _settings(arguments: argparse.Namespace) -> Settings:
    from secap.method.climate.settings import Settings

    return Settings.for_country(
        arguments.country,
        hdd_base_c=arguments.hdd_base,
        hdd_limit_c=arguments.hdd_limit,
        cooling_base_c=arguments.cooling_base,
        heat_wave_tx_c=arguments.heat_wave_threshold,
        heat_wave_days=arguments.heat_wave_days,
        reference=_reference(arguments.reference),
    )


def _reference(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    first, _, last = text.replace("–", "-").partition("-")
    if not (first.strip().isdigit() and last.strip().isdigit()):
        raise InvalidInput(
            Message("“{text}” is no period.", text=text[:40]),
            where=("--reference",),
            hint=Message("Give the first and the last year, such as 1991-2020."),
        )
    return int(first), int(last)


def _print_json(outcomes: list[Outcome], settings: Settings, arguments: argparse.Namespace) -> None:
    sites = _sites(outcomes, settings, arguments)
    if len(sites) == 1:
        output.print_json(sites[0])
        return
    changes = {
        code: [one.as_dict(arguments.lang) for one in told]
        for code, told in _changes(outcomes, settings).items()
    }
    if any(outcome.told for outcome in outcomes):  # many: a line for each site
        print('{"sites": [')
        print(",\n".join(json.dumps(site, ensure_ascii=False, allow_nan=False) for site in sites))
        print("]}")
    else:
        output.print_json({"sites": sites, **({"changes": changes} if changes else {})})


def _sites(
    outcomes: list[Outcome], settings: Settings, arguments: argparse.Namespace
) -> list[dict[str, Any]]:
    lang = arguments.lang
    sites = []
    for outcome in outcomes:
        file = ", ".join(outcome.names)
        read = [one.as_dict(lang) for one in outcome.findings]
        own = outcome.told or [
            site.as_dict(lang, with_years=arguments.yearly) for site in outcome.assessments
        ]
        names = {site["series"]["name"] for site in own}
        by_name: dict[str, list[dict[str, str]]] = {}
        for finding, one in zip(outcome.findings, read, strict=True):
            place = next((part for part in finding.where if part in names), "") if len(own) > 1 else ""
            by_name.setdefault(str(place), []).append(one)
        for site in own:
            about = [*by_name.get("", []), *by_name.get(site["series"]["name"], [])]
            sites.append({"file": file, **site, "findings": [*about, *site["findings"]]})
        if not own:
            error = {"error": outcome.error.text(lang)} if outcome.error else {}
            empty: dict[str, Any] = {"indicators": {}, "return_levels": {}, "proposals": [], "findings": read}
            sites.append({"file": file, "series": None, "settings": settings.as_dict(), **empty, **error})
    return sites


def _changes(outcomes: list[Outcome], settings: Settings) -> dict[str, Any]:
    from secap.method.climate.comparison import changes_by_indicator

    sites = [site for outcome in outcomes for site in outcome.assessments]
    observed = [site for site in sites if site.series.model is None]
    runs = [
        (site.series.model, site.series.experiment, site.indicators) for site in sites if site.series.model
    ]
    if not runs or len(observed) > 1:
        return {}
    return changes_by_indicator(observed[0].indicators if observed else None, runs, settings.reference)


def _print(outcome: Outcome, lang: str) -> None:
    from secap.locale import number
    from secap.method.basis import codes
    from secap.method.climate.wording import unit_in_words

    if outcome.error:
        print(outcome.error.text(lang))
    header = [Message("Indicator"), Message("Name"), Message("Years"), Message("Mean"), Message("Unit"),
              Message("Trend per decade")]  # fmt: skip
    for site in outcome.assessments:
        series = site.series
        print(
            Message("{name}: {first} to {last}", name=series.name, first=series.first_day,
                    last=series.last_day).text(lang)
        )  # fmt: skip
        rows = []
        for code, one in site.indicators.items():
            row = codes.get("climate_indicators", code)
            digits = int(row.decimals)
            found = one.trend
            rows.append(
                [
                    code,
                    row.label(lang)[:NAME_WIDTH],
                    str(len(one.known)),
                    number(one.mean, lang, max(digits, 1)),
                    speak(unit_in_words(one.unit), lang),
                    number(found.sen_per_decade if found else None, lang, max(digits, 1) + 1),
                    number(found.mk_p if found else None, lang, 3),
                ]
            )
        print(output.table([*(word.text(lang) for word in header), "p"], rows, left=2))
        _print_levels(site, lang)
        print()
        for proposal in site.proposals:
            print(f"{codes.get('hazards', proposal.hazard).label(lang)}: {_proposed(proposal, lang)}")
        print()
        output.print_findings([one for one in site.findings if one not in outcome.findings], lang)
    output.print_findings(outcome.findings, lang)


def _print_levels(site: ClimateAssessment, lang: str) -> None:
    from secap.locale import number

    for code, one in site.return_levels.items():
        if one.levels:
            print()
            levels = [
                Message("once in {years} years {value} ({low} to {high})", years=level.return_years,
                        value=number(level.value, lang, 1), low=number(level.low, lang, 1),
                        high=number(level.high, lang, 1)).text(lang)
                for level in one.levels
            ]  # fmt: skip
            print(f"{code}: {'; '.join(levels)}")


def _proposed(proposal: Any, lang: str) -> str:
    from secap.method.basis import codes

    return Message(
        "probability {probability}, frequency {frequency}, intensity {intensity}. {reason}",
        probability=codes.code("hazard_probabilities", proposal.probability),
        frequency=codes.code("hazard_changes", proposal.change_frequency),
        intensity=codes.code("hazard_changes", proposal.change_intensity),
        reason=proposal.reason,
    ).text(lang)


def _print_changes(outcomes: list[Outcome], settings: Settings, lang: str) -> None:
    from secap.method.basis import codes

    for code, told in _changes(outcomes, settings).items():
        print(codes.get("climate_indicators", code).label(lang))
        for one in told:
            print(f"  {one.words().text(lang)}")
