"""One dated thing of a plan, told so that a page, a feed and a mail can say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.models import Municipality, Role
from secap.desk.registry.record_views import edit_url_of
from secap.desk.registry.records import Record
from secap.method.basis.messages import Message

# Every kind of date, in the order in which pages offer them.
KINDS: Mapping[str, Promise] = {
    "duty": _("Duty of the Covenant"),
    "step": _("Step of the process"),
    "task": _("Task"),
    "event": _("Event"),
    "request": _("Data request"),
    "data": _("Data to collect"),
    "follow_up": _("Follow-up"),
    "contact": _("Contact overdue"),
    "review": _("Review of the mapping"),
    "issue": _("Issue"),
    "poll": _("Survey or poll"),
    "consultation": _("Consultation"),
    "objective": _("Objective of the engagement"),
    "training": _("Training"),
    "appointment": _("End of an appointment"),
    "group": _("Meeting of a group"),
    "activity": _("Step of an action"),
    "action": _("Start or end of an action"),
    "funding": _("Funding programme"),
    "risk_review": _("Review of the risk assessment"),
    "target": _("Target"),
}
COUNCIL, ADMINISTRATION, STAKEHOLDERS = "council", "administration", "stakeholders"
# Whose part of the work a role sees as its own; the co-ordinator's is everything.
ACTORS_OF_ROLE: Mapping[str, frozenset[str]] = {
    Role.COORDINATOR: frozenset({COUNCIL, ADMINISTRATION, STAKEHOLDERS}),
    Role.CONTRIBUTOR: frozenset({ADMINISTRATION}),
    Role.AGENCY: frozenset({ADMINISTRATION}),
    Role.COUNCIL: frozenset({COUNCIL}),
    Role.VIEWER: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Date:
    """A day on which something of a plan is due, begins or ends.

    key : the same as long as the record lives;
    kind : code of `KINDS`;
    title : without names of people, so that it may leave the site; detail : for the site's pages only;
    page : name and arguments (after the town's slug) of a page that every member may open;
    actors : codes of `process_actors`; emails : who answers for it; invited : addresses that may come;
    is_done : nothing is to be done any more; has_term : it can be late, unlike what just takes place;
    start_time, end_time : HH:MM or empty; record : what it is the date of, None for duties of the Covenant.
    """

    key: str
    kind: str
    day: date
    title: Message
    page: tuple[str, ...]
    detail: str = ""
    actors: frozenset[str] = frozenset({ADMINISTRATION})
    emails: frozenset[str] = frozenset()
    invited: frozenset[str] = frozenset()
    is_done: bool = False
    has_term: bool = True
    start_time: str = ""
    end_time: str = ""
    place: str = ""
    record: Record | None = None

    @property
    def label(self) -> str:
        """The name of its kind in the reader's language."""
        return str(KINDS[self.kind])

    def is_overdue(self, today: date) -> bool:
        return self.has_term and not self.is_done and self.day < today

    def is_open(self, today: date) -> bool:
        """Return whether it lies ahead or is late."""
        return not self.is_done and (self.day >= today or self.has_term)

    def is_named(self, email: str) -> bool:
        """Return whether an address (in small letters) answers for it or is invited to it."""
        return email in self.emails or email in self.invited

    def concerns(self, email: str, role: str | None) -> bool:
        """Return whether it is a matter of somebody: all for the co-ordinator, else by name, role or event.

        role : in the town; None for an address without membership, which is concerned by name only
        """
        if role is None:
            return email in self.emails
        if role == Role.COORDINATOR or self.is_named(email):
            return True
        return bool(self.actors & ACTORS_OF_ROLE.get(role, frozenset()))

    def url(self, municipality: Municipality, *, may_contribute: bool = False) -> str:
        """Return where it is changed, or shown to those who only read."""
        if may_contribute and self.record is not None and (edit := edit_url_of(self.record)):
            return edit
        name, *arguments = self.page
        return reverse(name, args=[municipality.slug, *arguments])
