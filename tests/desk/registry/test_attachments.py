"""Files that prove figures."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from secap.desk.registry.models import Attachment
from tests.cast import Cast

SignIn = Callable[..., Client]
PAGE = "/upesciems/attachments/"


def upload(client: Client, name: str = "rēķins.html", content: bytes = b"<script>alert(1)</script>") -> int:
    file = SimpleUploadedFile(name, content, content_type="text/html")
    return client.post(f"{PAGE}new/", {"name": "", "file": file}).status_code


def test_a_file_keeps_its_name_size_and_fingerprint(cast: Cast, sign_in: SignIn) -> None:
    assert upload(sign_in(cast.bo)) == 302
    attachment = Attachment.objects.get()
    assert attachment.sha256 == hashlib.sha256(b"<script>alert(1)</script>").hexdigest()
    assert (attachment.name, attachment.size_bytes, attachment.accepted) == ("rēķins.html", 25, False)


def test_a_file_is_given_out_as_a_download_and_never_as_a_page(cast: Cast, sign_in: SignIn) -> None:
    upload(sign_in(cast.bo))
    answer = sign_in(cast.cy).get(f"{PAGE}{Attachment.objects.get().uid}/download/")
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_a_file_is_needed_and_must_not_be_too_large(cast: Cast, sign_in: SignIn, settings) -> None:  # type: ignore[no-untyped-def]
    assert sign_in(cast.bo).post(f"{PAGE}new/", {"name": "Tukšs"}).status_code == 422
    settings.UPLOAD_MAX_BYTES = 10
    assert upload(sign_in(cast.bo)) == 422
    assert not Attachment.objects.exists()
