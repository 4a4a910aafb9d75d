"""The doors of the house: who may import whom, and what starting the site must leave alone."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "secap"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]

# Libraries that only documents, spreadsheets and jobs need; each costs start-up time and memory.
HEAVY = [
    "openpyxl",
    "python_calamine",
    "lxml",
    "typst",
    "vl_convert",
    "docxtpl",
    "docx",
    "jinja2",
    "hypothesis",
    "PIL",
    "xclim",
    "xarray",
    "scipy",
    "numba",
    "dask",
    "distributed",
    "h5netcdf",
    "pandas",
]


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("contract", [contract["id"] for contract in CONTRACTS])
def test_imports_keep_to_the_doors(contract: str, tmp_path: Path) -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = run("-c", code, "--no-logo", "--contract", contract, "--cache-dir", str(tmp_path))
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_package_stands_in_the_doors() -> None:
    """A new package is placed in the contract, or the contract says nothing about it."""
    layers = next(contract["layers"] for contract in CONTRACTS if contract["id"] == "doors")
    placed = {name for layer in layers for name in layer.replace("|", " ").replace(":", " ").split()}
    parents = {"secap.desk", "secap.method"}
    found = {f"secap.{path.parent.name}" for path in PACKAGE.glob("*/__init__.py")}
    for parent in parents & found:
        folder = PACKAGE / parent.removeprefix("secap.")
        found |= {f"{parent}.{path.parent.name}" for path in folder.glob("*/__init__.py")}
    assert found - parents == placed


def test_the_site_starts_without_heavy_libraries(tmp_path: Path) -> None:
    code = (
        "import django, sys; django.setup()\n"
        "from django.urls import get_resolver\n"
        "patterns = get_resolver().url_patterns\n"
        "import secap.desk.site.wsgi\n"
        f"print(len(patterns), *(name for name in {HEAVY!r} if name in sys.modules))"
    )
    result = run("-c", code, DJANGO_SETTINGS_MODULE="secap.desk.site.settings", SECAP_DATA=str(tmp_path))
    assert result.returncode == 0, result.stderr
    patterns, *loaded = result.stdout.split()
    assert int(patterns) > 0
    assert loaded == []


def test_the_book_opens_without_the_web_framework() -> None:
    code = (
        "import importlib, pkgutil, sys, secap.method\n"
        "for module in pkgutil.walk_packages(secap.method.__path__, 'secap.method.'):\n"
        "    importlib.import_module(module.name)\n"
        "print(*(name for name in ('django', 'requests', 'allauth') if name in sys.modules))"
    )
    result = run("-c", code)
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == []
