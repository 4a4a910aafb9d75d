"""Reading the tables of the book: CSV rows as text, YAML as it is. They lie in `secap/method/tables`."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

PACKAGED = files("secap.method").joinpath("tables")
_own: list[Path] = []


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from; the key is what a table's `source` column holds."""

    key: str
    title: str
    publisher: str = ""
    year: str = ""
    identifier: str = ""
    licence: str = ""
    note: str = ""


def set_extra_folder(path: Path | None) -> None:
    """Look for factor editions of the installation's own in `path` as well (None: in the package only)."""
    _own[:] = [path] if path else []
    rows.cache_clear()


def folders(name: str) -> list[Traversable]:
    """Return the folders below `name`, the package's first, then those of the installation."""
    found: list[Traversable] = []
    for root in [PACKAGED, *_own]:
        place = root.joinpath(name)
        if place.is_dir():
            found += sorted((item for item in place.iterdir() if item.is_dir()), key=lambda item: item.name)
    return found


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table, such as `codes/sectors.csv`, each {column: text}."""
    return read_csv(PACKAGED.joinpath(name))


def read_csv(place: Traversable) -> tuple[dict[str, str], ...]:
    """Return the rows of one CSV file."""
    return tuple(csv.DictReader(io.StringIO(place.read_text(encoding="utf-8"), newline="")))


def read_yaml(place: Traversable) -> Any:
    """Return what one YAML file holds."""
    import yaml

    return yaml.safe_load(place.read_text(encoding="utf-8"))


@cache
def sources() -> dict[str, Source]:
    """Return {key: source} of `sources.yaml`."""
    found = read_yaml(PACKAGED.joinpath("sources.yaml"))
    return {
        key: Source(key, **{name: str(value) for name, value in item.items()}) for key, item in found.items()
    }
