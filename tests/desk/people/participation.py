"""Addresses of participation: the desk's pages, and the doors that open by a personal link."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from secap.desk.registry.models import Attachment
from secap.desk.stakeholders import models
from secap.participation.links import make
from secap.participation.models import Comment, PersonalLink, PollAnswer, Submission
from tests.desk.world import Address, World

LATER = date(2999, 12, 31)


def link_to(world: World, purpose: str, model: Any, **more: Any) -> tuple[PersonalLink, str]:
    """Return a link to one of the world's records, with its key."""
    return make(
        world.cast.town, purpose=purpose, target=world.records[model], made_by=world.cast.ada,
        expires_on=LATER, title="Jānis", **more,
    )  # fmt: skip


def _of(model: Any) -> Any:
    return lambda world: {"uid": world.uid(model)}


def _link(world: World) -> dict[str, Any]:
    return {"key": link_to(world, "poll", models.Poll)[0].pk}


def _key(world: World) -> dict[str, Any]:
    return {"key": link_to(world, "poll", models.Poll)[1]}


def _draft(world: World) -> dict[str, Any]:
    """A link to a consultation whose draft is a file."""
    attachment = world.records[Attachment]
    attachment.file.save("draft.pdf", ContentFile(b"%PDF-1.7"), save=True)
    models.Consultation.objects.filter(uid=world.uid(models.Consultation)).update(document=attachment)
    return {"key": link_to(world, "consultation", models.Consultation)[1]}


def _submission(world: World) -> dict[str, Any]:
    uid = world.uid(models.DataRequest)
    found = Submission(
        municipality=world.cast.town, request=uid, name="table.csv", sha256="0" * 64, size_bytes=3
    )
    found.file.save("table.csv", ContentFile(b"a;b"), save=True)
    return {"uid": uid, "key": found.pk}


def _comment(world: World) -> dict[str, Any]:
    uid = world.uid(models.Consultation)
    return {"key": Comment.objects.create(municipality=world.cast.town, consultation=uid, text="Labi").pk}


def _text(world: World) -> dict[str, Any]:
    link = link_to(world, "poll", models.Poll)[0]
    return {"key": PollAnswer.objects.create(link=link, poll=link.target, values={}).pk}


def _question(world: World) -> dict[str, Any]:
    return {"uid": world.uid(models.Poll), "question": world.uid(models.PollQuestion)}


ADDRESSES: dict[str, Address] = {
    "participation:answer": Address("public", _key),
    "participation:answer-document": Address("public", _draft),
    "participation:index": Address("view"),
    "participation:links": Address("view"),
    "participation:link-new": Address("contribute"),
    "participation:link-revoke": Address("contribute", _link),
    "participation:link-renew": Address("contribute", _link),
    "participation:request-from-plan": Address("contribute"),
    "participation:request": Address("view", _of(models.DataRequest)),
    "participation:submission": Address("view", _submission),
    "participation:submission-import": Address("contribute", _submission),
    "participation:poll": Address("view", _of(models.Poll)),
    "participation:poll-preview": Address("view", _of(models.Poll)),
    "participation:poll-close": Address("coordinate", _of(models.Poll)),
    "participation:question-add": Address("contribute", _of(models.Poll)),
    "participation:question": Address("contribute", _question),
    "participation:question-move": Address("contribute", _question),
    "participation:consultation": Address("view", _of(models.Consultation)),
    "participation:moderation": Address("view"),
    "participation:comment-decide": Address("coordinate", _comment),
    "participation:text-decide": Address("coordinate", _text),
    "participation:persons": Address("coordinate"),
    "participation:persons-file": Address("coordinate"),
    "participation:persons-erase": Address("coordinate"),
    "participation:persons-overdue": Address("coordinate"),
}
