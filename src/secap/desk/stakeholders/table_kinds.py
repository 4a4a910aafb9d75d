"""Which tables can be asked for. The import stands above the chapters; it hands its list down once, when the
site starts (`participation.apps`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.forms import RecordForm, record_form
from secap.desk.stakeholders.models import DataRequest

Choices = list[tuple[str, str]]
_sources: list[Callable[[], Choices]] = []


def offer(source: Callable[[], Choices]) -> None:
    """Let `source` say from now on which tables there are."""
    _sources[:] = [source]


def choices() -> Choices:
    return _sources[0]() if _sources else []


class _RequestForm(RecordForm):
    """Chooses the kind of table from the import's list; one that the list lacks stays as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kind" not in self.fields:
            return
        found = choices()
        own = self.instance.kind
        if own and own not in dict(found):
            found = [*found, (own, own)]
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind of table"),
            choices=found,
            initial=own,
            help_text=_("The answer goes into the import as such."),
        )


DataRequestForm = record_form(DataRequest, base=_RequestForm)
