"""The records of risk and vulnerability."""

from secap.desk.risk.models.assessment import RiskAssessment, ScoreboardRating
from secap.desk.risk.models.hazards import Hazard, ImpactChain, PastEvent, SectorImpact
from secap.desk.risk.models.vulnerability import (
    AdaptiveCapacity,
    District,
    IndicatorValue,
    Vulnerability,
    VulnerabilityIndicator,
    VulnerableGroup,
)

__all__ = [
    "AdaptiveCapacity",
    "District",
    "Hazard",
    "ImpactChain",
    "IndicatorValue",
    "PastEvent",
    "RiskAssessment",
    "ScoreboardRating",
    "SectorImpact",
    "Vulnerability",
    "VulnerabilityIndicator",
    "VulnerableGroup",
]
