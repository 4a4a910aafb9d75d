"""Charts for documents: the pages' Vega-Lite specifications, drawn without a browser."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

KEPT = 64  # drawings kept: PDF and DOCX of one build use the same ones
PNG_DPI = 190
DRAWING = Lock()


def font_folder() -> Path:
    """Return the folder of the fonts that documents and their charts are set in."""
    return Path(str(files("secap.reports").joinpath("fonts")))


def svg(spec: dict[str, Any]) -> str:
    """Return a Vega-Lite specification drawn as SVG. Takes 0.5 s for the first one, 0.05 s for each other."""
    key = json.dumps(spec, ensure_ascii=False, sort_keys=True)
    with DRAWING:  # nothing is drawn twice when two ask for it at once
        return _svg(key)


@lru_cache(maxsize=KEPT)
def _svg(spec: str) -> str:
    import vl_convert

    _with_fonts()
    # No address may be read: a specification carries its data inside.
    return str(vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[]))


def begin_to_draw() -> None:
    """Start the engine that draws, which takes most of the first drawing's time."""
    svg(
        {"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "data": {"values": []}, "mark": "rect"}
    )


@cache
def _with_fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(font_folder()))


def pngs(specs: Sequence[dict[str, Any]]) -> list[bytes]:
    """Return Vega-Lite specifications drawn as PNG, as wide as the text of a page.

    Typst paints SVG three times as fast as vl-convert does, and all of a document's in one go.
    """
    if not specs:
        return []
    import typst

    painted: Any = typst.compile(  # one page gives bytes, several a list
        str(files("secap.reports").joinpath("drawings.typ")),
        format="png",
        ppi=PNG_DPI,
        font_paths=[str(font_folder())],
        ignore_system_fonts=True,
        sys_inputs={"drawings": json.dumps([svg(spec) for spec in specs])},
    )
    return painted if isinstance(painted, list) else [painted]
