"""The colour of each carrier, sector group and scope, the same on every page and in every document.

Dark and light shades alternate in the order of the tables: neighbours differ by at least 3:1 in luminance, so
they stay apart in grey print and for colour-blind readers. Each is at least 3:1 against white, which parts
the segments.
"""

from __future__ import annotations

CARRIERS = {
    "electricity": "#0a3f73",
    "heat_cold": "#d8742a",
    "natural_gas": "#472a79",
    "liquid_gas": "#a87fd1",
    "heating_oil": "#5a3216",
    "diesel": "#8a8f94",
    "gasoline": "#7a0f2c",
    "lignite": "#a5884f",
    "coal": "#222222",
    "other_fossil": "#7396b9",
    "plant_oil": "#3a430a",
    "biofuel": "#7d9c28",
    "other_biomass": "#0a4a2c",
    "solar_thermal": "#c08a00",
    "geothermal": "#0a434b",
    "biogas": "#2f9f92",
}
GROUPS = {
    "buildings": "#0a3f73",
    "industry": "#a87fd1",
    "transport": "#7a0f2c",
    "other": "#8a8f94",
    "non_energy": "#5a3216",
}
SCOPES = {"1": "#5a3216", "2": "#cc7f33", "3": "#30456b"}
OTHER = "#5f6b76"  # a code that has no colour yet
