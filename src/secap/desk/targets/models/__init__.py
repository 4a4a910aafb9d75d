"""Records of the strategy: what is promised, how the vision came about, targets, staff and money."""

from secap.desk.targets.models.strategy import (
    BudgetLine,
    Commitment,
    Cooperation,
    RegionalPriority,
    StaffResource,
    Strategy,
)
from secap.desk.targets.models.targets import Target
from secap.desk.targets.models.vision import (
    Consensus,
    EntryPoint,
    Feedback,
    Statement,
    TeamMember,
    VisionExample,
    VisionScenario,
    Workshop,
)

__all__ = [
    "BudgetLine",
    "Commitment",
    "Consensus",
    "Cooperation",
    "EntryPoint",
    "Feedback",
    "RegionalPriority",
    "StaffResource",
    "Statement",
    "Strategy",
    "Target",
    "TeamMember",
    "VisionExample",
    "VisionScenario",
    "Workshop",
]
