"""The charts' colours: apart from white, from their neighbours, in grey and for colour-blind readers."""

from __future__ import annotations

from itertools import pairwise

import pytest

from secap.desk.inventory import palette

ENOUGH = 3.0  # WCAG 2.2, 1.4.11: contrast of parts of a graphic


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [palette.CARRIERS, palette.GROUPS, palette.SCOPES])
def test_colours_stand_out(colours: dict[str, str]) -> None:
    for code, colour in colours.items():
        assert contrast(colour, "#ffffff") >= ENOUGH, code
    for (code, colour), (next_code, next_colour) in pairwise(colours.items()):
        assert contrast(colour, next_colour) >= ENOUGH, f"{code} beside {next_code}"


def test_each_carrier_has_its_own_colour() -> None:
    assert len(set(palette.CARRIERS.values())) == len(palette.CARRIERS)
