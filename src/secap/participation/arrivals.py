"""What arrives by a link for a data request: a file that was looked at, or a typed table; and its way on.

Only tables are taken, by their ending and by what they hold: `exchange.tables` refuses bombs, disguises and
damage before anything is kept. Files lie under a name of ours and are given out as downloads only.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models.signals import post_save
from django.utils.translation import gettext as _

from secap.desk.inventory.models import Inventory
from secap.desk.registry.models import Person
from secap.desk.registry.reader import lang
from secap.desk.stakeholders.models import DataRequest
from secap.exchange import importing
from secap.exchange.kinds import KINDS
from secap.exchange.models import ImportRun, State
from secap.exchange.tables import read_tables
from secap.method.basis.errors import SecapError
from secap.participation.links import mark, move_request
from secap.participation.models import PersonalLink, Submission

MOST_BYTES = 5 * 1024 * 1024  # from people without an account; the desk's own uploads may be larger
MOST_FILES = 20  # by one link
ENDINGS = (".csv", ".txt", ".tsv", ".xlsx", ".xls", ".ods")
TYPED = "table.csv"


def checked(name: str, size: int | None, read: Any) -> bytes:
    """Return the content of an uploaded table. Raises ValidationError for what is none, or is too large"""
    if PurePath(name).suffix.lower() not in ENDINGS:
        raise ValidationError(
            _("Send a table: %(endings)s."), params={"endings": ", ".join(end[1:].upper() for end in ENDINGS)}
        )
    if (size or 0) > MOST_BYTES:
        raise ValidationError(
            _("The file is larger than %(limit)d MB. Keep only the table, or divide the file."),
            params={"limit": MOST_BYTES // 1024**2},
        )
    content: bytes = read()
    try:
        read_tables(PurePath(name).name, content, limit_bytes=MOST_BYTES)
    except SecapError as problem:
        raise ValidationError(problem.text(lang())) from problem
    return content


def receive(link: PersonalLink, request: DataRequest, name: str, content: bytes, remark: str) -> Submission:
    """Keep what arrived, and let the request be answered. Raises ValidationError for one too many"""
    if Submission.objects.filter(link=link).count() >= MOST_FILES:
        raise ValidationError(
            _("%(n)d files have come by this link already. Ask for a new one."), params={"n": MOST_FILES}
        )
    sha256 = hashlib.sha256(content).hexdigest()
    shown = _shown(name)
    found = Submission(
        link=link, municipality=request.municipality, request=request.uid, name=shown,
        size_bytes=len(content), sha256=sha256, remark=remark[:2000],
    )  # fmt: skip
    found.file.save(f"table{PurePath(shown).suffix.lower()}", ContentFile(content), save=False)
    found.save()
    mark(link, "answered_at")
    move_request(request, "answered", ("draft", "sent"))
    return found


def _shown(name: str) -> str:
    """Return a file's name without a path and without signs that no name needs."""
    kept = "".join(sign for sign in PurePath(name.replace("\\", "/")).name if sign.isprintable())
    suffix = PurePath(kept).suffix[:10]
    return kept.removesuffix(suffix)[: 120 - len(suffix)] + suffix


def take(
    submission: Submission, request: DataRequest, inventory: Inventory | None, person: Person
) -> ImportRun:
    """Begin the import of what arrived. Raises SecapError where the table can't be read"""
    with submission.file.open("rb") as file:
        content = file.read()
    kind = KINDS[request.kind]
    run = importing.begin(request.municipality, person, kind, inventory, submission.name, content)
    submission.import_run = str(run.pk)
    submission.save(update_fields=["import_run"])
    return run


def follow(sender: type[ImportRun], instance: ImportRun, **kwargs: Any) -> None:
    """Let a request be imported once its table's import was applied, answered again where that is undone."""
    states: dict[str, tuple[str, str]] = {
        State.APPLIED: ("imported", "answered"), State.UNDONE: ("answered", "imported")
    }  # fmt: skip
    if instance.state not in states:
        return
    there = Submission.objects.filter(municipality=instance.municipality_id, import_run=str(instance.pk))
    for uid in there.values_list("request", flat=True):
        request = DataRequest.objects.filter(municipality=instance.municipality_id, uid=uid).first()
        if request is not None:
            after, before = states[instance.state]
            move_request(request, after, (before,), instance.person)


def connect() -> None:
    post_save.connect(follow, sender=ImportRun, dispatch_uid="participation.follow")
