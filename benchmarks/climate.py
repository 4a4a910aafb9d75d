"""Daily climate series: one site within 8 s from a cold start, 500 sites within 20 s on two processes.

    python benchmarks/climate.py [--sites 500] [--years 80] [--workers 2] [--scheduler local] [--files]

Made series of temperature, precipitation and gusts; 29 indicators with trends, return levels and proposals.
Both are the command as a shell starts it, with JSON as its result: for one site it reads a CSV, for many a
NetCDF file of sites, with --files a CSV for each. --scheduler computes them on a Dask cluster as well (its
address, or `local` to start one) and compares. Exits with 1 when a limit is broken or results differ.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from secap.method.climate.days import DayAxis

ONE_S, MANY_S = 8.0, 20.0
FIRST_YEAR = 1941
NAMES = {"tx": "tasmax", "tn": "tasmin", "tm": "tas", "pr": "pr", "gust": "wsgsmax"}
UNITS = {"tx": "degC", "tn": "degC", "tm": "degC", "pr": "mm", "gust": "m s-1"}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sites", type=int, default=500)
    parser.add_argument("--years", type=int, default=80)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--scheduler", default="")
    parser.add_argument("--files", action="store_true")
    arguments = parser.parse_args()
    axis = DayAxis(FIRST_YEAR, arguments.years)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        kept = [one_site(place, axis)]
        files = many_files(place, axis, arguments.sites) if arguments.files else [
            many_sites(place, axis, arguments.sites)
        ]  # fmt: skip
        pool = run(*files, "--workers", arguments.workers)
        kept.append(said(f"{arguments.sites} sites, {arguments.workers} processes", pool, MANY_S))
        if arguments.scheduler:
            with scheduler(arguments.scheduler, arguments.workers) as address:
                cluster = run(*files, "--scheduler", address)
            equal = cluster[2] == pool[2]
            print(f"the same on a Dask cluster: {cluster[0]:.1f} s, results {'equal' if equal else 'DIFFER'}")
            kept.append(equal)
    return 0 if all(kept) else 1


Ran = tuple[float, float, Any]


def run(*arguments: object) -> Ran:
    """Return (seconds of the command from a cold start, processor's seconds of all its processes, result)."""
    words = [sys.executable, "-m", "secap.cli", "climate", *map(str, arguments), "--json"]
    before, started = _processor_s(), time.perf_counter()
    ran = subprocess.run(words, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if ran.returncode:
        raise SystemExit(ran.stderr)
    return seconds, _processor_s() - before, json.loads(ran.stdout)


def _processor_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def said(what: str, ran: Ran, limit_s: float) -> bool:
    """Print what was measured; return whether it keeps the limit."""
    seconds, processor_s, data = ran
    sites = data.get("sites", [data])
    count = len(sites[0]["indicators"])
    trends = sum(one["mk_p"] is not None for site in sites for one in site["indicators"].values())
    kept = seconds <= limit_s
    print(
        f"{what}: {count} indicators, {trends} trends in {seconds:.1f} s ({processor_s:.1f} s of the"
        f" processors), {seconds / limit_s:.0%} of {limit_s:.0f} s  {'kept' if kept else 'BROKEN'}"
    )
    return kept


def made(axis: DayAxis, seed: int) -> dict[str, np.ndarray]:
    """Return a site's days: seasons, some warming, weather that lasts a few days, a gap."""
    random = np.random.default_rng(seed)
    day = np.arange(axis.n_days)
    noise = random.normal(0, 1, axis.n_days + 8)
    weather = 4 * np.convolve(noise, np.ones(9) / 3, "valid")[: axis.n_days]
    mean = 6.5 - 11.5 * np.cos(2 * np.pi * (day - 15) / 365.25) + 0.3 * day / 3652.5 + weather
    spread = random.gamma(4, 1.1, axis.n_days)
    wet = random.random(axis.n_days) < 0.5
    values = {
        "tx": mean + spread,
        "tn": mean - spread,
        "tm": mean + random.normal(0, 0.3, axis.n_days),
        "pr": np.where(wet, random.gamma(0.7, 5.0, axis.n_days), 0.0),
        "gust": 4 + random.gamma(4, 1.5, axis.n_days),
    }
    hole = int(random.integers(0, axis.n_days - 40))
    for one in values.values():
        one[hole : hole + int(random.integers(1, 40))] = np.nan
    return {name: np.round(one, 1) for name, one in values.items()}


def write_csv(path: Path, axis: DayAxis, values: dict[str, np.ndarray]) -> None:
    days = np.arange(axis.n_days) + np.datetime64(f"{axis.first_year}-01-01", "D")
    rows = zip(days.astype(str), *(one.tolist() for one in values.values()), strict=True)
    lines = [",".join(["date", *values]), *(",".join(map(str, row)) for row in rows)]
    path.write_text("\n".join(lines).replace("nan", ""), encoding="utf-8")


def one_site(place: Path, axis: DayAxis) -> bool:
    path = place / "site.csv"
    write_csv(path, axis, made(axis, 0))
    return said(f"one site, {axis.n_years} years", run(path), ONE_S)


def many_files(place: Path, axis: DayAxis, sites: int) -> list[Path]:
    paths = [place / f"site{site}.csv" for site in range(sites)]
    for site, path in enumerate(paths):
        write_csv(path, axis, made(axis, site))
    print(f"{sites} files, {sum(path.stat().st_size for path in paths) / 1e6:.0f} MB")
    return paths


def many_sites(place: Path, axis: DayAxis, sites: int) -> Path:
    import xarray

    series = [made(axis, site) for site in range(sites)]
    time_axis = {"time": np.arange(axis.n_days), "station": [f"site {site}" for site in range(sites)]}
    data = xarray.Dataset(
        {
            name: (
                ("station", "time"),
                np.stack([one[key] for one in series]).astype(np.float32),
                {"units": UNITS[key]},
            )
            for key, name in NAMES.items()
        },
        coords=time_axis,
    )
    data["time"].attrs["units"] = f"days since {axis.first_year}-01-01"
    path = place / "sites.nc"
    data.to_netcdf(path, engine="h5netcdf")
    print(f"{sites} sites x {axis.n_days} days x {len(NAMES)} variables, {path.stat().st_size / 1e6:.0f} MB")
    return path


@contextlib.contextmanager
def scheduler(address: str, workers: int) -> Iterator[str]:
    if address != "local":
        yield address
        return
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=workers, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


if __name__ == "__main__":
    sys.exit(main())
