"""The bridge between two inventories as a waterfall chart, for pages and documents alike."""

from __future__ import annotations

from secap.desk.registry.figures import Figure
from secap.desk.registry.waterfall import Waterfall, WaterfallStep
from secap.method.basis.messages import Message
from secap.method.scenarios.bridge_result import Bridge
from secap.method.scenarios.bridge_terms import TERMS

UNKNOWN = Message("not known, inside the energy intensity")


def bridge_chart(bridge: Bridge, lang: str) -> Figure | None:
    """Return the waterfall from the first inventory to the second; None where nothing changed is known."""
    steps = [
        WaterfallStep(TERMS[term].text(lang), t, UNKNOWN.text(lang) if t is None else "")
        for term, t in bridge.terms.items()
    ]
    return Waterfall(
        "bridge" if bridge.weather else "bridge-uncorrected",
        Message("Why emissions changed, {start} to {end}", start=bridge.start_year, end=bridge.end_year),
        (str(bridge.start_year), bridge.start_t),
        steps,
        (str(bridge.end_year), bridge.end_t),
        Message("Reason"),
        bridge.unit,
    ).figure(lang)
