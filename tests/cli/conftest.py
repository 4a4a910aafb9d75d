"""Running the command in this process, and small files to run it on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from secap.cli import main

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)

    def findings(self, id: str) -> list[dict[str, str]]:
        return [finding for finding in self.data["findings"] if finding["id"] == id]


@pytest.fixture
def secap(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run `secap ARGUMENTS`; no traceback may ever appear."""

    def run(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file and return its path."""

    def to(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return to


@pytest.fixture
def factors(write: Callable[[str, str], Path]) -> Path:
    return write("factors.csv", "carrier,tco2_per_mwh\nnatural_gas,0.2\nelectricity,0.4\nbiomass,0\n")


def case(name: str) -> dict[str, Any]:
    """Return the first worked case of a file of tests/cases."""
    cases = yaml.safe_load((ROOT / f"tests/cases/{name}.yaml").read_text(encoding="utf-8"))
    return dict(cases[0])
