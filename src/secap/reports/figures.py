"""Charts for documents: the pages' Vega-Lite specifications, drawn without a browser."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

KEPT = 64  # drawings kept: PDF and DOCX of one build use the same ones
PNG_SCALE = 2  # 190 dots per inch at the width of the text


def font_folder() -> Path:
    """Return the folder of the fonts that documents and their charts are set in."""
    return Path(str(files("secap.reports").joinpath("fonts")))


@cache
def _with_fonts() -> None:
    import vl_convert

    vl_convert.register_font_directory(str(font_folder()))


def svg(spec: dict[str, Any]) -> str:
    """Return a Vega-Lite specification drawn as SVG. Takes 0.5 s for the first one, 0.05 s for each other."""
    return _svg(json.dumps(spec, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=KEPT)
def _svg(spec: str) -> str:
    import vl_convert

    _with_fonts()
    # No address may be read: a specification carries its data inside.
    return str(vl_convert.vegalite_to_svg(spec, vl_version="6.4", allowed_base_urls=[]))


def png(spec: dict[str, Any]) -> bytes:
    """Return a Vega-Lite specification drawn as PNG."""
    return _png(svg(spec))


@lru_cache(maxsize=KEPT)
def _png(drawing: str) -> bytes:
    import vl_convert

    _with_fonts()
    return bytes(vl_convert.svg_to_png(drawing, scale=PNG_SCALE))
