"""Files that prove figures: upload, list, download."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secap.desk.registry.forms import RecordForm, record_form
from secap.desk.registry.models import Attachment, Municipality
from secap.desk.registry.permissions import member


class _AttachmentForm(RecordForm):
    """Takes name, size and SHA-256 from the file itself."""

    def clean_file(self) -> Any:
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data and file.size > settings.UPLOAD_MAX_BYTES:
            limit = filesizeformat(settings.UPLOAD_MAX_BYTES)
            raise ValidationError(_("The file is larger than %(limit)s."), params={"limit": limit})
        if not file and not self.instance.pk:
            raise ValidationError(_("Choose a file."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        file = cleaned.get("file")
        if file and "file" in self.changed_data:
            digest = hashlib.sha256()
            for chunk in file.chunks():
                digest.update(chunk)
            self.instance.sha256, self.instance.size_bytes = digest.hexdigest(), file.size
            self.instance.content_type = (getattr(file, "content_type", "") or "")[:100]
            cleaned["name"] = cleaned.get("name") or PurePath(file.name).name[:200]
        return cleaned


AttachmentForm = record_form(
    Attachment, base=_AttachmentForm, without=("content_type", "size_bytes", "sha256")
)
AttachmentForm.base_fields["name"].required = False
AttachmentForm.base_fields["name"].help_text = gettext_lazy("Empty: the name of the file.")
AttachmentForm.base_fields["file"].widget = forms.FileInput()


@member("view")
def download(request: HttpRequest, municipality: Municipality, uid: str) -> FileResponse:
    """Give out the file, always as a download: what was uploaded is never shown as a page of this site."""
    attachment = Attachment.objects.filter(municipality=municipality, uid=uid).first()
    if attachment is None or not attachment.file:
        raise Http404
    try:
        file = attachment.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = attachment.name or PurePath(attachment.file.name).name
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
