"""The mail that carries a link: short, in the link's language, with nothing of the plan in it."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from secap.desk.registry.records import Record
from secap.participation.links import address_of, mark
from secap.participation.models import PersonalLink


def has_mail_server() -> bool:
    """Whether mails leave the house; without a server they are printed where the site runs."""
    return not settings.EMAIL_BACKEND.endswith(("console.EmailBackend", "dummy.EmailBackend"))


def send(link: PersonalLink, key: str, target: Record) -> bool:
    """Mail the link to its address; False where there is no server, or it refused."""
    if not link.email or not has_mail_server():
        return False
    with translation.override(link.language):
        town = link.municipality.name
        subject = _("%(town)s asks you: %(what)s") % {"town": town, "what": target}
        context = {"link": link, "target": target, "town": town, "address": address_of(key)}
        text = render_to_string("participation/mail/link.txt", context)
    reply_to = [link.made_by.email] if link.made_by else None
    mail = EmailMessage(" ".join(subject.split()), text, to=[link.email], reply_to=reply_to)
    try:
        mail.send()
    except (SMTPException, OSError):
        return False
    mark(link, "sent_at")
    return True
