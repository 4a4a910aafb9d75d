"""What one mail says: what is late, what is due soon, what is new; for one address about one town."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from secap import locale
from secap.agenda.entry import Date
from secap.agenda.models import Reminders
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import WRITERS

SOON_DAYS = 14  # design: what is due within two weeks stands in the digest
MOST_LINES = 25  # of a section; more is told as a number


@dataclass(frozen=True, slots=True)
class Section:
    """The first lines of a list, and how many more there are."""

    lines: tuple[tuple[str, str], ...]  # text, address; the latter empty for who can't open it
    more: int


@dataclass(frozen=True, slots=True)
class Digest:
    """role : of a member, None for an address that can't sign in;  fresh : new since the last digest."""

    municipality: Municipality
    email: str
    role: str | None
    lang: str
    today: date
    overdue: tuple[Date, ...]
    soon: tuple[Date, ...]
    fresh: tuple[Date, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.overdue or self.soon or self.fresh)

    @property
    def fingerprint(self) -> str:
        """A mark of what is late and what is due, by which the same mail is known again."""
        lines = [f"late {one.key} {one.day}" for one in self.overdue]
        lines += [f"soon {one.key} {one.day}" for one in self.soon]
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()

    def says_more_than(self, last: str) -> bool:
        """Return whether it says anything that the last digest did not."""
        return not self.is_empty and (bool(self.fresh) or self.fingerprint != last)

    def mail(self, setting: Reminders) -> EmailMultiAlternatives:
        """Return the mail in the reader's language, with text, HTML and the headers to unsubscribe."""
        leave = settings.SITE_URL + reverse("agenda:unsubscribe", args=[setting.key])
        calendar = settings.SITE_URL + reverse("agenda:calendar", args=[self.municipality.slug])
        with translation.override(self.lang):
            context = {
                "lang": self.lang,
                "town": self.municipality.name,
                "sections": [
                    (_("Overdue"), self._section(self.overdue)),
                    (_("Due within %(days)s days") % {"days": SOON_DAYS}, self._section(self.soon)),
                    (_("New or changed"), self._section(self.fresh)),
                ],
                "calendar": calendar if self.role else "",
                "leave": leave,
                "rhythm": setting.get_rhythm_display(),
            }
            subject = _("%(town)s: %(late)s overdue, %(soon)s due soon") % {
                "town": self.municipality.name, "late": len(self.overdue), "soon": len(self.soon),
            }  # fmt: skip
            message = EmailMultiAlternatives(
                " ".join(subject.split()),
                render_to_string("agenda/digest.txt", context),
                to=[self.email],
                headers={
                    "List-Unsubscribe": f"<{leave}>",
                    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                    "Auto-Submitted": "auto-generated",
                },
            )
            message.attach_alternative(render_to_string("agenda/digest.html", context), "text/html")
        return message

    def _section(self, dates: Sequence[Date]) -> Section:
        may_contribute = self.role in WRITERS
        lines = tuple(
            (
                self._line(one),
                settings.SITE_URL + one.url(self.municipality, may_contribute=may_contribute)
                if self.role
                else "",
            )
            for one in dates[:MOST_LINES]
        )
        return Section(lines, len(dates) - len(lines))

    def _line(self, one: Date) -> str:
        """Return a date as one line of text."""
        clock = f" {one.start_time}" if one.start_time else ""
        return f"{locale.day(one.day, self.lang)}{clock}: {one.title.text(self.lang)}"


def digest_of(
    municipality: Municipality,
    dates: Iterable[Date],
    email: str,
    role: str | None,
    lang: str,
    *,
    today: date,
    since: date | None,
) -> Digest:
    """Return what an address is told on a day.

    since : of the last digest: records changed from then up to yesterday are new; None: nothing is, as all is
    """
    own = [one for one in dates if one.concerns(email, role) and not one.is_done]
    overdue = [one for one in own if one.is_overdue(today)]
    soon = [one for one in own if today <= one.day <= today + timedelta(days=SOON_DAYS)]
    told = {one.key for one in [*overdue, *soon]}
    fresh = [
        one for one in own
        if one.key not in told and one.day > today and since is not None and _is_fresh(one, since, today)
    ]  # fmt: skip
    return Digest(municipality, email, role, lang, today, tuple(overdue), tuple(soon), tuple(fresh))


def _is_fresh(one: Date, since: date, today: date) -> bool:
    """Return whether its record changed since the last digest; today counts for the next one, so that each
    day counts once."""
    changed = getattr(one.record, "updated_at", None)
    return changed is not None and since <= timezone.localdate(changed) < today
