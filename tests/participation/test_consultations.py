"""Comments on a draft and progress reports: moderated, accepted, never overwriting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from secap.desk.actions.models import Action, ProgressReport
from secap.desk.registry.inbox import waiting
from secap.desk.registry.models import Attachment
from secap.desk.stakeholders.models import Consultation
from secap.participation.models import Comment
from tests.cast import Cast
from tests.participation.outside import Ask, thing, today


def test_a_comment_waits_and_appears_with_its_reply_once_it_is_let_through(
    cast: Cast, ask: Ask, sign_in, visitor: Client
) -> None:  # type: ignore[no-untyped-def]
    thing(cast, "progress")
    cast.keep(cast.bo, Action(number="9", title="Vēl nav pieņemta"))
    _link, path = ask("consultation")
    page = visitor.get(path).content.decode()
    assert "Skolas siltināšana" in page and "Vēl nav pieņemta" not in page
    evil = "<script>alert(1)</script> Pārāk dārgi"
    visitor.post(path, {"text": evil, "action_number": "4.2", "name": " Anna \n Liepa "})
    visitor.post(path, {"text": "Par neko", "action_number": "77"})
    assert "Pārāk dārgi" not in visitor.get(path).content.decode()
    comment, other = Comment.objects.order_by("pk")
    assert (comment.name, comment.action_number, comment.state) == ("Anna Liepa", "4.2", "waiting")
    assert other.action_number == "" and other.name == ""
    decide = f"/upesciems/participation/moderation/{comment.pk}/"
    assert sign_in(cast.bo).post(decide, {"state": "shown"}).status_code == 403
    sign_in(cast.ada).post(decide, {"state": "shown", "reply": "Atmaksājas astoņos gados."})
    text = visitor.get(path).content.decode()
    assert "Pārāk dārgi" in text and "Atmaksājas" in text and "Anna Liepa" in text
    assert "<script>alert" not in text and "Par neko" not in text
    sign_in(cast.ada).post(decide, {"state": "hidden"})
    assert "Pārāk dārgi" not in visitor.get(path).content.decode()


@pytest.mark.parametrize(("text", "word"), [("  ", "Write your comment"), ("x" * 4001, "longer than 4000")])
def test_an_empty_or_endless_comment_is_refused(text: str, word: str, ask: Ask, visitor: Client) -> None:
    page = visitor.post(ask("consultation")[1], {"text": text})
    assert page.status_code == 422 and word in page.content.decode()
    assert not Comment.objects.exists()


def test_after_the_last_day_comments_are_read_not_written(ask: Ask, visitor: Client) -> None:
    _link, path = ask("consultation")
    Consultation.objects.update(closes=today() - timedelta(days=1))
    assert visitor.post(path, {"text": "Par vēlu"}).status_code == 409
    assert b"The time for comments is over" in visitor.get(path).content
    assert not Comment.objects.exists()


def test_the_draft_is_downloaded_by_the_link_only(cast: Cast, ask: Ask, visitor: Client) -> None:
    draft = Attachment(name="Projekts.pdf", sha256="0" * 64)
    draft.file.save("p.pdf", ContentFile(b"%PDF-1.7 draft"), save=False)
    target = cast.keep(cast.ada, Consultation(title="Projekts", document=cast.keep(cast.ada, draft)))
    _link, path = ask("consultation", target)
    assert b'href="document/"' in visitor.get(path).content
    given = visitor.get(path + "document/")
    assert b"".join(given.streaming_content) == b"%PDF-1.7 draft"  # type: ignore[attr-defined]
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert given.headers["Cache-Control"] == "no-store"
    Attachment.objects.get().remove(cast.ada)
    assert visitor.get(path + "document/").status_code == 404


def test_a_report_waits_for_the_co_ordinator_and_leaves_older_ones_alone(
    cast: Cast, ask: Ask, visitor: Client
) -> None:
    action = thing(cast, "progress")
    old = cast.keep(cast.ada, ProgressReport(action=action, date=today(), done_percent=10))
    _link, path = ask("progress", action, title="SIA Siltums")
    assert visitor.post(path, {}).status_code == 422
    assert visitor.post(path, {"done_percent": "140"}).status_code == 422
    assert visitor.post(path, {"done_percent": "35", "results": "Divas skolas"}).status_code == 302
    assert visitor.post(path, {"done_percent": "40"}).status_code == 302
    reports = ProgressReport.objects.exclude(pk=old.pk).order_by("pk")
    assert [(one.done_percent, one.accepted, one.entered_by, one.reported_by) for one in reports] == [
        (35, False, None, "SIA Siltums"), (40, False, None, "SIA Siltums")
    ]  # fmt: skip
    old.refresh_from_db()
    assert old.done_percent == 10
    assert [one.record for one in waiting(cast.town)] == list(reports)


def test_the_page_of_an_action_lists_reports_and_asks_for_one(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    action = thing(cast, "progress")
    cast.keep(cast.ada, ProgressReport(action=action, date=today(), done_percent=62, reported_by="Anna"))
    page = sign_in(cast.bo).get(action.get_absolute_url()).content.decode()
    assert "Anna" in page and "62" in page
    assert f"/upesciems/participation/links/new/?what=progress:{action.uid}" in page
    assert "Ask for a report by link" not in sign_in(cast.cy).get(action.get_absolute_url()).content.decode()
