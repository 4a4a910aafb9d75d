"""Reminder mails: one digest per address and town, at the rhythm wished, never the same twice in a row."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend

from secap import locale
from secap.agenda.dates import dates_of
from secap.agenda.digest import Digest, digest_of
from secap.agenda.entry import Date
from secap.agenda.models import Reminders
from secap.agenda.ticking import Tick, every_tick
from secap.desk.registry.models import Membership, Municipality
from secap.desk.registry.own_names import own_names
from secap.method.basis.messages import Message
from secap.plan.plan import load_plan

TOWN_LANGUAGE = "lv"  # of addresses without an account, and of people who chose none
MONDAY = 0
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Recipient:
    """role : None for an address of a task without membership."""

    email: str
    role: str | None
    lang: str


def is_due(rhythm: str, last: date | None, today: date) -> bool:
    """Return whether a digest may go out: at most one a day or a calendar week, the weekly one on Mondays or
    when the last is older than six days."""
    if rhythm == Reminders.Rhythm.NEVER:
        return False
    if last is None:
        return True
    if rhythm == Reminders.Rhythm.DAILY:
        return last < today
    is_other_week = last < today and last.isocalendar()[:2] != today.isocalendar()[:2]
    return is_other_week and (today.weekday() == MONDAY or (today - last).days >= WEEK_DAYS)


def recipients(municipality: Municipality, dates: list[Date]) -> list[Recipient]:
    """Return every address concerned once: members by their role, and who answers for a date."""
    found: dict[str, Recipient] = {}
    members = Membership.objects.filter(municipality=municipality, person__is_active=True)
    for one in members.select_related("person"):
        email = one.person.email.lower()
        found[email] = Recipient(email, one.role, one.person.language or TOWN_LANGUAGE)
    for email in sorted({email for one in dates for email in one.emails}):
        found.setdefault(email, Recipient(email, None, TOWN_LANGUAGE))
    return list(found.values())


def digests(municipality: Municipality, today: date) -> Iterator[tuple[Reminders, Digest]]:
    """Yield what is to be sent about a town on a day, with the setting of its address (saved or not)."""
    plan = load_plan(municipality)
    plan.today = today
    dates = dates_of(plan)
    chosen = {one.email: one for one in Reminders.objects.filter(municipality=municipality)}
    for one in recipients(municipality, dates):
        setting = chosen.get(one.email) or Reminders(municipality=municipality, email=one.email)
        if is_due(setting.rhythm, setting.last_sent, today):
            digest = digest_of(
                municipality, dates, one.email, one.role, one.lang, today=today, since=setting.last_sent
            )
            if digest.says_more_than(setting.last_digest):
                yield setting, digest


@every_tick("reminders")
def send_reminders(tick: Tick) -> None:
    """Send every digest that is due; `last_sent` is kept only for what the mail server took."""
    if not has_mail_server() and not tick.is_rehearsal:
        tick.told.append(Message("Reminders are not sent: no mail server is set (SECAP_EMAIL_HOST)."))
        return
    post = Post(tick)
    for municipality in Municipality.objects.order_by("slug"):
        with locale.own_labels(own_names(municipality)):
            for setting, digest in digests(municipality, tick.today):
                post.send(setting, digest)
        if post.is_closed:
            break
    post.close()
    if not tick.is_rehearsal:
        tick.told.append(Message("Reminders sent: {count}.", count=post.count))
    elif not tick.told:
        tick.told.append(Message("No reminder would leave today."))


def has_mail_server() -> bool:
    """Return whether mails leave: printed on the console they don't."""
    return not settings.EMAIL_BACKEND.endswith("console.EmailBackend")


class Post:
    """The connection to the mail server during one tick.  is_closed : the server can't be used any more."""

    def __init__(self, tick: Tick) -> None:
        self.tick = tick
        self.is_closed = False
        self.count = 0
        self.connection: BaseEmailBackend | None = None

    def send(self, setting: Reminders, digest: Digest) -> None:
        """Send one digest, or tell why not; the others are sent all the same."""
        if self.tick.is_rehearsal:
            self._rehearse(digest)
            return
        # Read anew: its key stands in the mail, and the person may have unsubscribed a moment ago.
        setting, _is_new = Reminders.objects.get_or_create(
            municipality=setting.municipality, email=setting.email
        )
        if setting.rhythm == Reminders.Rhythm.NEVER or not self._is_open():
            return
        try:
            assert self.connection is not None
            self.connection.send_messages([digest.mail(setting)])
        except (smtplib.SMTPException, OSError) as error:
            self.tick.failed.append(
                Message(
                    "{town}: the mail to {email} was not taken ({answer}). Check the address and the mail "
                    "server's log; the next tick tries again.",
                    town=digest.municipality.name, email=digest.email, answer=_answer(error),
                )
            )  # fmt: skip
            self.close()
        else:
            setting.last_sent, setting.last_digest = digest.today, digest.fingerprint
            setting.save(update_fields=["last_sent", "last_digest"])
            self.count += 1

    def close(self) -> None:
        """Hang up; the next mail opens the connection anew."""
        if self.connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self.connection.close()
            self.connection = None

    def _is_open(self) -> bool:
        """Open the connection where it is not; a server that can't be used is told once."""
        if self.connection is not None or self.is_closed:
            return not self.is_closed
        connection = get_connection()
        try:
            connection.open()
        except (smtplib.SMTPException, OSError) as error:
            self.is_closed = True
            self.tick.failed.append(
                Message(
                    "The mail server {host}:{port} can't be used ({answer}). Check SECAP_EMAIL_HOST, _PORT, "
                    "_SECURITY, _USER and _PASSWORD; what was not sent is sent by the next tick.",
                    host=settings.EMAIL_HOST, port=str(settings.EMAIL_PORT), answer=_answer(error),
                )
            )  # fmt: skip
            return False
        self.connection = connection
        return True

    def _rehearse(self, digest: Digest) -> None:
        self.tick.told.append(
            Message(
                "Would send to {email} about {town}: {late} overdue, {soon} due soon, {new} new.",
                email=digest.email, town=digest.municipality.name, late=len(digest.overdue),
                soon=len(digest.soon), new=len(digest.fresh),
            )
        )  # fmt: skip


def _answer(error: smtplib.SMTPException | OSError) -> str:
    """Return what the server said, in one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _said(*next(iter(error.recipients.values())))
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    return " ".join(str(error).split()) or type(error).__name__


def _said(code: int, text: bytes | str) -> str:
    told = text.decode(errors="replace") if isinstance(text, bytes) else text
    return " ".join(f"{code} {told}".split())
