"""The command as a whole: help, exit codes, no traceback, and what a shell sees."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from secap import __version__
from secap.cli import command
from tests.cli.conftest import Ran

Command = Callable[..., Ran]


def shell(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "secap.cli", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False, **more)  # type: ignore[call-overload]


def test_help_names_every_command(secap: Command) -> None:
    ran = secap("--help")
    assert ran.code == 0
    for name in ("demo", "serve", "inventory", "factor", "factors", "build", "check"):
        assert f"\n    {name}" in ran.out
    assert "exit codes: 0 fine" in ran.out


@pytest.mark.parametrize("name", ["inventory", "factor", "factors", "build", "check", "serve", "town"])
def test_every_command_has_help(secap: Command, name: str) -> None:
    assert secap(name, "--help").code == 0


def test_version(secap: Command) -> None:
    assert secap("--version").out == f"secap {__version__}\n"


@pytest.mark.parametrize(
    "words", [(), ("fly",), ("inventory",), ("inventory", "a", "--gwp", "ar3"), ("--nonsense",)]
)
def test_bad_use_ends_with_2_and_usage(secap: Command, words: tuple[str, ...]) -> None:
    ran = secap(*words)
    assert (ran.code, ran.out) == (2, "")
    assert "usage: secap" in ran.err


def test_help_comes_quickly_and_loads_nothing_heavy() -> None:
    code = (
        "import sys; from secap.cli import main; main(['--help']); "
        "heavy = ('numpy', 'django', 'babel', 'yaml', 'openpyxl', 'lxml'); "
        "print(*(name for name in heavy if name in sys.modules), file=sys.stderr)"
    )
    times = []
    for _ in range(3):
        start = time.perf_counter()
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        times.append(time.perf_counter() - start)
    assert ran.stderr.split() == []
    assert min(times) < 0.4


def test_a_fault_of_the_workbench_is_one_clear_line(secap: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr("secap.exchange.activity.read_activity", broken)
    ran = secap("inventory", "a.csv")
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "unexpected error (KeyError: 'lost')" in ran.err
    with pytest.raises(KeyError):
        command.run(["inventory", "a.csv", "--debug"])


def test_an_interrupted_command_says_so(secap: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("secap.exchange.activity.read_activity", interrupted)
    ran = secap("inventory", "a.csv")
    assert (ran.code, ran.err) == (130, "secap: stopped.\n")


def test_from_a_shell(tmp_path: Path, factors: Path) -> None:
    activity = tmp_path / "a.csv"
    activity.write_text("sector,carrier,mwh\nDzīvojamās ēkas,natural_gas,10\n", encoding="utf-8")
    ran = shell("inventory", activity, "--factors", factors, "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["total_t"] == 2
    missing = shell("inventory", activity, "--factors", tmp_path / "none.csv")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "none.csv" in missing.stderr


def test_a_terminal_without_these_letters_does_not_break_it(tmp_path: Path, factors: Path) -> None:
    activity = tmp_path / "a.csv"
    activity.write_text("sector,carrier,mwh\nDzīvojamās ēkas,natural_gas,10\n", encoding="utf-8")
    env = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    ran = shell("inventory", activity, "--factors", factors, env=env)
    assert ran.returncode == 0
    assert "Dz?vojam?s ?kas" in ran.stdout


def test_a_pipe_that_closes_early_is_no_error() -> None:
    words = f"{sys.executable} -m secap.cli factors jrc_2024 | head -n 1"
    ran = subprocess.run(["sh", "-c", words], capture_output=True, text=True, timeout=60, check=False)
    assert ran.stderr == ""


def test_errors_are_told_in_latvian_where_asked(secap: Command, tmp_path: Path) -> None:
    english = secap("inventory", tmp_path / "none.csv")
    latvian = secap("inventory", tmp_path / "none.csv", "--lang", "lv")
    assert english.code == latvian.code == 2
    assert "none.csv" in latvian.err
