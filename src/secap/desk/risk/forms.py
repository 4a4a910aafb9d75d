"""Forms of the chapter that do more than their fields: timeframes of one scale, and what the levels mean."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from secap.desk.registry.forms import RecordForm, record_form
from secap.desk.registry.models import Municipality
from secap.desk.registry.reader import lang
from secap.desk.risk.meanings import MEANINGS
from secap.desk.risk.models import Hazard, SectorImpact
from secap.desk.risk.timeframes import choices_in, scale_of
from secap.method.basis import codes


class _AssessedForm(RecordForm):
    """Offers the timeframes of the scale that the assessment keeps to."""

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, municipality=municipality, **kwargs)
        field = self.fields.get("timeframe")
        if isinstance(field, forms.ChoiceField):
            present = self.instance.timeframe
            field.choices = [("", "—"), *choices_in(scale_of(municipality), present)]


def _explained(table: str, field: str) -> SafeString:
    """Return the levels of a field with their meaning, as a list."""
    rows = codes.table(table)
    lines = [(rows[code].label(lang()), text) for code, text in MEANINGS[field].items() if code in rows]
    return format_html("<ul>{}</ul>", format_html_join("", "<li><strong>{}</strong>: {}</li>", lines))


_explained_later = lazy(_explained, str)


def _with_meanings(form: type[RecordForm], tables: dict[str, str]) -> type[RecordForm]:
    for name, table in tables.items():
        form.base_fields[name].help_text = _explained_later(table, name)
    return form


HazardForm = _with_meanings(
    record_form(Hazard, base=_AssessedForm),
    {
        "probability": "hazard_probabilities",
        "impact": "impact_levels",
        "change_intensity": "hazard_changes",
        "change_frequency": "hazard_changes",
    },
)
ImpactForm = _with_meanings(
    record_form(SectorImpact, base=_AssessedForm),
    {"likelihood": "likelihoods", "impact": "impact_levels"},
)
