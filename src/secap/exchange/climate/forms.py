"""What people say when they give a file of daily values: what it is, and how the indicators are computed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings as site
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.fields import code_choices
from secap.desk.registry.forms import AmountField, WholeNumberField
from secap.desk.registry.language import lang
from secap.method.basis.errors import InvalidInput
from secap.method.climate.settings import Settings

MOST_FILES = 12
PROJECTED = "projected"
ABOUT = ("kind", "title", "source", "licence", "model", "experiment")
PLACE = ("station", "latitude", "longitude")
SETTINGS = (
    "hdd_base_c", "hdd_limit_c", "cooling_base_c", "heat_wave_tx_c", "heat_wave_days", "cold_wave_tm_c",
    "cold_wave_days", "gust_ms", "wind_ms",
)  # fmt: skip
REFERENCE = ("reference_first", "reference_last")
COLUMNS = ("date", "tx", "tn", "tm", "pr", "wind", "gust")


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several, none larger together than an upload may be."""

    widget = SeveralFiles

    def to_python(self, data: Any) -> Any:
        return data

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not files:
            if self.required:
                raise ValidationError(gettext("Choose a file."))
            return []
        if len(files) > MOST_FILES:
            raise ValidationError(
                gettext("These are more than %(count)d files. Give those of one station only."),
                params={"count": MOST_FILES},
            )
        if sum(one.size or 0 for one in files) > site.UPLOAD_MAX_BYTES:
            limit = filesizeformat(site.UPLOAD_MAX_BYTES)
            raise ValidationError(
                gettext(
                    "The files are larger than %(limit)s. Keep one station, or cut out the town's place."
                ),
                params={"limit": limit},
            )
        for one in files:
            super().to_python(one)  # refuses a file without name or content
        return files


class SettingsForm(forms.Form):
    """What the indicators are computed with; the country's usual values stand in it."""

    hdd_base_c = AmountField(
        label=_("Base temperature of heating degree days, °C"),
        help_text=_("15 °C is the guidebook's example; choose what your heat supplier uses."),
    )
    hdd_limit_c = AmountField(
        label=_("Heating days only up to a daily mean of, °C"), required=False,
        help_text=_("Empty: every day below the base counts."),
    )  # fmt: skip
    cooling_base_c = AmountField(label=_("Base temperature of cooling degree days, °C"))
    heat_wave_tx_c = AmountField(label=_("Hot day from a maximum of, °C"))
    heat_wave_days = WholeNumberField(
        label=_("Days in a row that make a heat wave"), min_value=1, max_value=60
    )
    cold_wave_tm_c = AmountField(label=_("Cold wave below a daily mean of, °C"))
    cold_wave_days = WholeNumberField(
        label=_("Days in a row that make a cold wave"), min_value=1, max_value=60
    )
    gust_ms = AmountField(label=_("Windy day from a gust of, m/s"))
    wind_ms = AmountField(label=_("Windy day from a mean wind of, where no gust is measured, m/s"))
    reference_first = WholeNumberField(
        label=_("Reference period: first year"), required=False, min_value=1700, max_value=2200,
        help_text=_("Empty: chosen from the years that have values."),
    )  # fmt: skip
    reference_last = WholeNumberField(
        label=_("Reference period: last year"), required=False, min_value=1700, max_value=2200
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if (found.get("reference_first") is None) != (found.get("reference_last") is None):
            self.add_error("reference_last", gettext("Give both years of the reference period, or none."))
        if not self.errors:
            try:
                self.settings()
            except InvalidInput as error:
                self.add_error(None, error.text(lang()))
        return found

    def settings(self) -> Settings:
        """Return the settings of a valid form. Raises InvalidInput"""
        data = self.cleaned_data
        first, last = (data.get(name) for name in REFERENCE)
        return Settings(
            **{name: data[name] for name in SETTINGS},
            reference=(first, last) if first is not None and last is not None else None,
        )

    def parts(self) -> dict[str, list[Any]]:
        """The form's fields in the groups of the page."""
        return {
            "settings": [self[name] for name in SETTINGS],
            "reference": [self[name] for name in REFERENCE],
        }


class UploadForm(SettingsForm):
    """A file of daily values, what it is, and the settings."""

    file = FilesField(
        label=_("File"),
        help_text=_(
            "CSV or other text, ECA&amp;D, GHCN-Daily, NetCDF; several files of one station together."
        ),
    )
    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Station or place"), max_length=200, required=False,
        help_text=_("Empty: as the file says."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False,
        help_text=_("Who measured or computed it, and where it is published. Empty: as the file says."),
    )  # fmt: skip
    licence = forms.CharField(
        label=_("Licence"), max_length=200, required=False,
        help_text=_("Such as CC BY 4.0, or the terms of the site. Empty: as the file says."),
    )  # fmt: skip
    model = forms.CharField(
        label=_("Climate model"), max_length=200, required=False,
        help_text=_("Only for a projected series, where the file does not name it."),
    )  # fmt: skip
    experiment = forms.CharField(
        label=_("Emission scenario"), max_length=120, required=False, help_text=_("Such as RCP4.5.")
    )
    station = forms.CharField(
        label=_("Which station"), max_length=120, required=False,
        help_text=_("Only where the file holds several."),
    )  # fmt: skip
    latitude = AmountField(
        label=_("Latitude, °"), required=False,
        help_text=_("Only for a grid (NetCDF): the cell nearest to this point is read."),
    )  # fmt: skip
    longitude = AmountField(label=_("Longitude, °"), required=False)

    def __init__(self, *args: Any, needs_files: bool = True, stations: Any = (), **kwargs: Any) -> None:
        """needs_files : whether no file waits from before;  stations : those of a file that waits."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = code_choices("series_kinds")  # type: ignore[attr-defined]
        self.fields["file"].required = needs_files
        if stations:
            shown = [("", "—"), *((one, one) for one in stations)]
            self.fields["station"].widget = forms.Select(choices=shown)
        for name in COLUMNS:
            self.fields[f"column_{name}"] = forms.CharField(
                label=COLUMN_LABELS[name], max_length=80, required=False
            )

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if (found.get("latitude") is None) != (found.get("longitude") is None):
            self.add_error("longitude", gettext("A point needs both latitude and longitude."))
        for name, most in (("latitude", 90), ("longitude", 180)):
            value = found.get(name)
            if value is not None and abs(value) > most:
                self.add_error(name, gettext("Degrees lie between −%(most)d and %(most)d.") % {"most": most})
        return found

    def asked(self) -> dict[str, Any]:
        """Return what a valid form says, JSON-ready, as the job keeps it."""
        data = self.cleaned_data
        point = [data["latitude"], data["longitude"]] if data["latitude"] is not None else None
        return {
            **{name: data[name].strip() for name in ABOUT},
            "station": data["station"].strip(),
            "point": point,
            "columns": {
                name: data[f"column_{name}"].strip() for name in COLUMNS if data[f"column_{name}"].strip()
            },
            "settings": self.settings().as_dict(),
        }

    def parts(self) -> dict[str, list[Any]]:
        return {
            **super().parts(),
            "about": [self[name] for name in ABOUT if name != "kind"],
            "place": [self[name] for name in PLACE],
            "columns": [self[f"column_{name}"] for name in COLUMNS],
        }


COLUMN_LABELS = {
    "date": _("Day"),
    "tx": _("Maximum temperature"),
    "tn": _("Minimum temperature"),
    "tm": _("Mean temperature"),
    "pr": _("Precipitation"),
    "wind": _("Mean wind"),
    "gust": _("Gust"),
}


def initial_of(settings: Settings) -> dict[str, Any]:
    """Return the settings as a form shows them."""
    first, last = settings.reference or (None, None)
    return {
        **{name: getattr(settings, name) for name in SETTINGS},
        "reference_first": first,
        "reference_last": last,
    }


def typed_before(asked: dict[str, Any]) -> dict[str, Any]:
    """Return what somebody typed for a job, as a form shows it again."""
    point = asked.get("point") or (None, None)
    return {
        **{name: asked.get(name, "") for name in ABOUT},
        "station": asked.get("station", ""),
        "latitude": point[0],
        "longitude": point[1],
        **{f"column_{name}": text for name, text in (asked.get("columns") or {}).items()},
        **initial_of(Settings.from_dict(dict(asked.get("settings") or {}))),
    }
