"""Personal links: made, found again by their key, expired, revoked. The key itself is never kept."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secap.desk.actions.models import Action
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.records import Record, StaleRecord
from secap.desk.stakeholders.models import Consultation, Contact, DataRequest, Poll
from secap.participation.models import PersonalLink, digest_of

VALID_DAYS = 60
MOST_DAYS = 366
KEY_BYTES = 32
MOST_KEY_LENGTH = 100
TARGETS: dict[str, type[Record]] = {
    "data_request": DataRequest,
    "poll": Poll,
    "consultation": Consultation,
    "progress": Action,
}
SHAREABLE = frozenset({"poll", "consultation"})
BY_LINK = "answer by link"  # the reason that stands in the history
STATES: dict[str, Promise] = {
    "made": _("made"),
    "sent": _("sent"),
    "opened": _("opened"),
    "answered": _("answered"),
    "expired": _("expired"),
    "revoked": _("revoked"),
}
MARKS = {"answered": "ok", "expired": "warning", "revoked": "error"}


def make(
    municipality: Municipality,
    *,
    purpose: str,
    target: Record,
    made_by: Person,
    expires_on: date,
    title: str = "",
    contact: Contact | None = None,
    email: str = "",
    language: str = "lv",
    is_shared: bool = False,
) -> tuple[PersonalLink, str]:
    """Return a new link and its key: the only moment at which the key is known."""
    key = secrets.token_urlsafe(KEY_BYTES)
    link = PersonalLink.objects.create(
        municipality=municipality, purpose=purpose, target=target.uid, made_by=made_by, expires_on=expires_on,
        title=title[:200], contact=contact.uid if contact else "", email=email, language=language,
        is_shared=is_shared, key_digest=digest_of(key),
    )  # fmt: skip
    return link, key


def renew(link: PersonalLink, person: Person, today: date) -> tuple[PersonalLink, str]:
    """Revoke a link and make another for the same person and purpose, with a key of its own."""
    target = target_of(link)
    if target is None:
        raise LookupError(link.target)
    revoke(link)
    contact = Contact.objects.filter(municipality=link.municipality, uid=link.contact or "-").first()
    return make(
        link.municipality, purpose=link.purpose, target=target, made_by=person, title=link.title,
        contact=contact, email=link.email, language=link.language, is_shared=link.is_shared,
        expires_on=today + timedelta(days=VALID_DAYS),
    )  # fmt: skip


def revoke(link: PersonalLink) -> None:
    """Shut the door. What was answered stays."""
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])


def find(key: str) -> PersonalLink | None:
    """Return the link that a key belongs to, whatever its state."""
    if not key or len(key) > MOST_KEY_LENGTH:
        return None
    there = PersonalLink.objects.select_related("municipality", "made_by")
    return there.filter(key_digest=digest_of(key)).first()


def target_of(link: PersonalLink) -> Record | None:
    """Return what the link opens; None where it is deleted, or not of the link's own town."""
    model = TARGETS.get(link.purpose)
    if model is None:
        return None
    found: Record | None = model.objects.filter(municipality=link.municipality, uid=link.target).first()
    if found is not None:
        found.municipality = link.municipality
    return found


def targets_of(links: Iterable[PersonalLink]) -> dict[tuple[str, str], Record]:
    """Return {(purpose, uid): target} of the links of one town, in one query per purpose."""
    wanted: dict[str, set[str]] = {}
    town = None
    for link in links:
        wanted.setdefault(link.purpose, set()).add(link.target)
        town = link.municipality_id
    found: dict[tuple[str, str], Record] = {}
    for purpose, uids in wanted.items():
        for record in TARGETS[purpose].objects.filter(municipality_id=town, uid__in=uids):
            found[purpose, record.uid] = record
    return found


def is_open(link: PersonalLink, today: date) -> bool:
    """Whether the door opens on that day; the last day counts."""
    return link.revoked_at is None and link.expires_on >= today


def state_of(link: PersonalLink, today: date) -> str:
    """Return how far a link is, a code of STATES."""
    if link.revoked_at:
        return "revoked"
    if link.answered_at:
        return "answered"
    if link.expires_on < today:
        return "expired"
    if link.opened_at:
        return "opened"
    return "sent" if link.sent_at else "made"


def path_of(key: str) -> str:
    return reverse("participation:answer", args=[key])


def address_of(key: str) -> str:
    """Return the whole address, as a mail says it."""
    return f"{settings.SITE_URL}{path_of(key)}"


def mark(link: PersonalLink, field: str) -> None:
    """Note that a link was opened or sent for the first time, or answered."""
    setattr(link, field, timezone.now())
    link.save(update_fields=[field])


def move_request(
    request: DataRequest, state: str, before: Iterable[str], person: Person | None = None
) -> None:
    """Move a data request on, where it stands in one of `before`; what somebody just changed stays theirs."""
    if request.state not in set(before):
        return
    request.state = state
    try:
        request.keep(person, accepted=request.accepted, reason=BY_LINK)
    except StaleRecord:
        request.refresh_from_db()
