"""The timeframes that an assessment may use: those of the scale it chose, and “not known”."""

from __future__ import annotations

from secap.desk.registry.fields import code_choices
from secap.desk.registry.models import Municipality
from secap.desk.risk.models import RiskAssessment
from secap.method.basis import codes


def scale_of(municipality: Municipality) -> str:
    """Return the scale of time that the town's assessment keeps to."""
    found = RiskAssessment.objects.filter(municipality=municipality).values_list("timeframe_scale", flat=True)
    return found.first() or str(RiskAssessment._meta.get_field("timeframe_scale").get_default())


def choices_in(scale: str, present: str = "") -> list[tuple[str, str]]:
    """Return (code, name) of a scale's timeframes; `present` stays choosable, of whichever scale it is."""
    rows = codes.table("timeframes")
    return [
        (code, label)
        for code, label in code_choices("timeframes")
        if rows[code].scale in (scale, "") or code == present
    ]
