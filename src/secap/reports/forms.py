"""What a person chooses before a document is built."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secap.reports.build import FORMATS

NAMES = {
    "docx": _("Word (DOCX), to edit and restyle"),
    "pdf": _("PDF, to read and send"),
    "json": _("JSON, the figures for other programs"),
}


class BuildForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of the document"), choices=settings.LANGUAGES, widget=forms.RadioSelect
    )
    formats = forms.MultipleChoiceField(
        label=_("Formats"),
        choices=[(kind, NAMES[kind]) for kind in FORMATS],
        initial=["docx", "pdf"],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one format.")},
    )
