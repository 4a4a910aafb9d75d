"""Files written by others and shipped with the workbench: all listed, none changed, each with its licence."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "src/secap/desk/site/static/vendor"
FONTS = ROOT / "src/secap/reports/fonts"
FOLDERS = [STATIC, FONTS, ROOT / "tests/browser/vendor"]
LICENCES = {"MIT", "ISC", "BSD-3-Clause", "BSD-2-Clause", "0BSD", "Unlicense", "MPL-2.0", "OFL-1.1"}


def packages(folder: Path) -> list[dict[str, Any]]:
    manifest = json.loads((folder / "vendor.json").read_text(encoding="utf-8"))
    return list(manifest["packages"])


CASES = [
    pytest.param(folder, package, id=package["name"]) for folder in FOLDERS for package in packages(folder)
]


@pytest.mark.parametrize(("folder", "package"), CASES)
def test_shipped_files_are_the_listed_ones(folder: Path, package: dict[str, Any]) -> None:
    for entry in package["files"]:
        content = (folder / entry["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], entry["file"]
        assert len(content) == entry["bytes"]
        # compressors differ by a few bytes from one version of zlib to the next
        assert len(gzip.compress(content, 9, mtime=0)) == pytest.approx(entry["gzip_bytes"], rel=0.02)
        if package["change"] is None and len(package["files"]) == 1:
            assert entry["sha256"] == package["original_sha256"]


@pytest.mark.parametrize(("folder", "package"), CASES)
def test_licences_are_free_and_shipped(folder: Path, package: dict[str, Any]) -> None:
    assert package["licence"] in LICENCES
    assert len((folder / package["licence_file"]).read_text(encoding="utf-8")) > 500
    parts = package.get("parts", [])
    assert {part["licence"] for part in parts} <= LICENCES
    if "parts_licence_file" in package:
        text = (folder / package["parts_licence_file"]).read_text(encoding="utf-8")
        assert [part["name"] for part in parts if f"{part['name']} {part['version']} (" not in text] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_nothing_is_shipped_unlisted(folder: Path) -> None:
    listed = {"vendor.json"}
    for package in packages(folder):
        listed |= {entry["file"] for entry in package["files"]} | {package["licence_file"]}
        listed |= {package["parts_licence_file"]} if "parts_licence_file" in package else set()
    present = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert {name for name in present if not name.endswith((".py", ".pyc"))} == listed


def test_fonts_stay_below_three_megabytes() -> None:
    assert sum(entry["bytes"] for package in packages(FONTS) for entry in package["files"]) < 3_000_000
