"""`secap build` of the example town: the whole command, DOCX + PDF + JSON, from start to last file.

    python benchmarks/build.py [--runs 5] [--limit 5.0]

Prints the times; exits with 1 when the median is above the limit.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.resources import as_file, files
from pathlib import Path

TOWN = "upesciems.json"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=float, default=5.0, help="seconds (default 5.0)")
    arguments = parser.parse_args()
    with as_file(files("secap.examples").joinpath(TOWN)) as plan:
        seconds = [build(plan, lang) for _run in range(arguments.runs) for lang in ("lv", "en")]
    median = statistics.median(seconds)
    fastest, slowest = min(seconds), max(seconds)
    print(f"secap build {TOWN}: median {median:.2f} s, from {fastest:.2f} to {slowest:.2f} s")
    print(f"limit {arguments.limit:.1f} s: {'kept' if median <= arguments.limit else 'BROKEN'}")
    return 0 if median <= arguments.limit else 1


def build(plan: Path, lang: str) -> float:
    """Return the seconds that the whole command takes."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "secap.cli", "build", str(plan), "--out", out, "--lang", lang]
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True)
        seconds = time.perf_counter() - start
        if done.returncode not in (0, 1) or len(list(Path(out).iterdir())) != 3:
            raise SystemExit(f"The build failed:\n{done.stderr}")
        return seconds


if __name__ == "__main__":
    sys.exit(main())
