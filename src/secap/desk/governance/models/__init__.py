"""The records of process and organisation."""

from secap.desk.governance.models.administration import (
    Appointment,
    Assessment,
    Coordination,
    Department,
    Duty,
    Setup,
    StaffMember,
    Training,
)
from secap.desk.governance.models.groups import Group, Hearing, Proposal, Round
from secap.desk.governance.models.process import Approval, StepState, Submission, Task

__all__ = [
    "Appointment",
    "Approval",
    "Assessment",
    "Coordination",
    "Department",
    "Duty",
    "Group",
    "Hearing",
    "Proposal",
    "Round",
    "Setup",
    "StaffMember",
    "StepState",
    "Submission",
    "Task",
    "Training",
]
