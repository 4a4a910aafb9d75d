"""Records of the actions: the hierarchy below the vision, actions with their parts, how they are judged."""

from secap.desk.actions.models.action import Action
from secap.desk.actions.models.appraisal import AmbitionReview, Appraisal, FundingProgramme, SectorChoice
from secap.desk.actions.models.hierarchy import Direction, Goal, PriorityArea, Programme
from secap.desk.actions.models.parts import (
    ActionPart,
    Activity,
    Body,
    Effect,
    Financing,
    Indicator,
    ProgressReport,
    StageMove,
)

__all__ = [
    "Action",
    "ActionPart",
    "Activity",
    "AmbitionReview",
    "Appraisal",
    "Body",
    "Direction",
    "Effect",
    "Financing",
    "FundingProgramme",
    "Goal",
    "Indicator",
    "PriorityArea",
    "Programme",
    "ProgressReport",
    "SectorChoice",
    "StageMove",
]
