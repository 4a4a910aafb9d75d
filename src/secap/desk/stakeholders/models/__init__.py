"""The records of stakeholders and their engagement."""

from secap.desk.stakeholders.models.engagement import ContactEntry, EngagementObjective, Event, Issue
from secap.desk.stakeholders.models.participation import Consultation, DataRequest, Poll, PollQuestion
from secap.desk.stakeholders.models.register import Contact, MappingSnapshot, PrivateNote, Stakeholder

__all__ = [
    "Consultation",
    "Contact",
    "ContactEntry",
    "DataRequest",
    "EngagementObjective",
    "Event",
    "Issue",
    "MappingSnapshot",
    "Poll",
    "PollQuestion",
    "PrivateNote",
    "Stakeholder",
]
