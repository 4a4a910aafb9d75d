"""The locked requirements: complete, with hashes, of one mind, and without download addresses."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted(path.stem for path in (ROOT / "requirements").glob("*.lock"))
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; (.*?))? \\$", re.MULTILINE)


def text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")


def pins(lock: str) -> set[tuple[str, str, str]]:
    return set(PIN.findall(text(lock)))


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=;]", requirement)[0].strip().lower() for requirement in requirements}


def test_there_is_a_lock_for_every_use() -> None:
    assert LOCKS == ["base", "climate", "postgres", "test"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_hashes_and_no_address(lock: str) -> None:
    blocks = re.split(r"\n(?=\S)", text(lock).strip())
    assert [block for block in blocks if "--hash=sha256:" not in block] == []
    assert len(blocks) == len(pins(lock))
    assert "://" not in text(lock)


@pytest.mark.parametrize("lock", LOCKS)
def test_the_versions_of_base_hold_everywhere(lock: str) -> None:
    """The same version, on at least the same machines: another package may need it everywhere."""
    everywhere = {(name, version) for name, version, marker in pins(lock) if not marker}
    assert {pin for pin in pins("base") - pins(lock) if pin[:2] not in everywhere} == set()


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    wanted = {
        "base": names(project["project"]["dependencies"] + project["build-system"]["requires"]),
        "climate": names(extras["climate"] + extras["distributed"]),
        "postgres": names(extras["postgres"]),
        "test": names(extras["test"]),
    }
    for lock, packages in wanted.items():
        assert packages - {name for name, _, _ in pins(lock)} == set(), lock
