"""A plan goes from one installation to another by the command line, and comes out the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def secap(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "SECAP_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "secap.desk.site.settings",
    }
    environment.pop("SECAP_DATABASE_URL", None)
    command = [sys.executable, "-m", "secap.cli", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=folder)


def test_a_plan_is_loaded_saved_and_is_the_same(tmp_path: Path) -> None:
    source = ROOT / "src/secap/examples/ozolmuiza.json"
    loaded = secap(tmp_path, "plan", "load", str(source))
    assert loaded.returncode == 0, loaded.stderr
    first = secap(tmp_path, "plan", "save", "ozolmuiza", "--out", "first.json")
    assert first.returncode == 0, first.stderr
    original, saved = (json.loads(p.read_text(encoding="utf-8")) for p in (source, tmp_path / "first.json"))

    def by_uid(document: dict) -> object:  # type: ignore[type-arg]
        """The database gives records in its own order; the order carries nothing."""
        return {
            name: sorted((by_uid(one) for one in part), key=str) if isinstance(part, list) else part
            for name, part in document.items()
        }

    assert by_uid(saved) == by_uid(original)
    again = secap(tmp_path, "plan", "load", str(source))
    assert again.returncode == 2 and "already" in again.stderr
    unknown = secap(tmp_path, "plan", "save", "nowhere")
    assert unknown.returncode == 2 and "ozolmuiza" in unknown.stderr
