"""`secap build` as a whole command: files, exit codes, and errors without a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest


def secap(*arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in `folder`, as a person without settings of the site would."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("SECAP_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "secap.cli", *map(str, arguments)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def village(tmp_path: Path) -> Path:
    path = tmp_path / "village.json"
    path.write_bytes(files("secap.examples").joinpath("ozolmuiza.json").read_bytes())
    return path


def test_builds_without_a_database_and_leaves_nothing_else(village: Path, tmp_path: Path) -> None:
    done = secap("build", village.name, "--out", "out", "--lang", "en", "--json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    listed = json.loads(done.stdout)
    assert [Path(item["file"]).suffix for item in listed["files"]] == [".docx", ".pdf", ".json"]
    assert all((tmp_path / item["file"]).stat().st_size == item["bytes"] for item in listed["files"])
    assert "100%" in done.stderr
    assert sorted(item.name for item in tmp_path.iterdir()) == ["out", "village.json"]


def test_one_format_in_the_chosen_date(village: Path, tmp_path: Path) -> None:
    done = secap("build", village, "--format", "json", "--date", "2025-01-31", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    [built] = tmp_path.glob("plan-*.json")
    assert json.loads(built.read_text(encoding="utf-8"))["date"] == "2025-01-31"


def test_errors_of_the_checks_are_exit_code_1(village: Path, tmp_path: Path) -> None:
    plan = json.loads(village.read_text(encoding="utf-8"))
    village.write_text(json.dumps({**plan, "inventories": []}), encoding="utf-8")
    done = secap("build", village, "--format", "json", folder=tmp_path)
    assert done.returncode == 1
    assert "errors" in done.stderr and list(tmp_path.glob("plan-*.json"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no-such-file.json"], "no-such-file.json"),
        (["village.json", "--lang", "en", "--template", "village.json"], "can't be opened as DOCX"),
        (["village.json", "--lang", "en", "--out", "village.json"], "can't be written"),
        (["village.json", "--date", "tomorrow"], "is not a date"),
        (["village.json", "--lang", "xx"], "xx"),
    ],
)
def test_bad_use_is_exit_code_2_and_told(
    village: Path, tmp_path: Path, arguments: list[str], told: str
) -> None:
    done = secap("build", *arguments, folder=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr and "Traceback" not in done.stderr
    assert not list(tmp_path.glob("plan-*"))
