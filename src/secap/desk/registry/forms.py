"""Forms that derive from a record's own fields, refuse to overwrite somebody else's work, and read numbers as
people write them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.forms.models import modelform_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secap.desk.registry.conflicts import CHOICE, Conflict, conflict, values_of
from secap.desk.registry.fields import CodesField, RecordsField, RecordsFormField
from secap.desk.registry.language import lang
from secap.desk.registry.listing import selectable
from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.numbers import plain_number, typed_number
from secap.desk.registry.records import BOOKKEEPING, Record, StaleRecord
from secap.desk.registry.saving import keep_as, keep_municipality


class AmountField(forms.FloatField):
    """A number as people type it: decimal comma or dot, spaces between thousands."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]
        if value in self.empty_values:
            return None
        if isinstance(value, int | float):
            return float(value)
        return typed_number(str(value), lang())

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return plain_number(value, lang())
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class WholeNumberField(forms.IntegerField):
    """A year or a count, printed without separators."""

    widget = forms.TextInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, int) else value


def form_field(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """Return the form field of a model field: Django's, apart from numbers, dates and long texts."""
    if not getattr(field, "table", "") and not field.choices:
        if isinstance(field, models.FloatField):
            return field.formfield(form_class=AmountField, **kwargs)
        if isinstance(field, models.IntegerField):
            return field.formfield(form_class=WholeNumberField, **kwargs)
    if isinstance(field, models.URLField):
        kwargs["assume_scheme"] = "https"
    if isinstance(field, models.DateField):
        kwargs["widget"] = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    if isinstance(field, models.TextField) and not isinstance(field, CodesField | RecordsField):
        kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
    return field.formfield(**kwargs)


class _Guarded(forms.ModelForm):
    """A form that knows the revision it was opened on and which of somebody else's values to take."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflict: Conflict | None = None
        self.current_revision: int = self.instance.revision
        self.before = values_of(self.instance)
        for name in [name for name in self.fields if self.data.get(CHOICE + name) == "theirs"]:
            del self.fields[name]  # what is not asked keeps the value that stands

    @property
    def opened_revision(self) -> int | None:
        """The revision that the person saw; None where the form did not say."""
        if not self.is_bound:
            return self.current_revision
        text = str(self.data.get("revision", ""))
        return int(text) if text.isdigit() else None

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        # Constraints look at fields that no form asks as well: municipality, parent, whether it is deleted.
        unset = (BOOKKEEPING - {"municipality", "deleted_at"}) | {"uid"}
        try:
            self.instance.validate_constraints(exclude=unset | set(self.errors))
        except ValidationError as error:
            for name, errors in error.update_error_dict({}).items():
                self.add_error(name if name in self.fields else None, errors)

    def _save(self, person: Person) -> None:
        raise NotImplementedError

    def keep(self, person: Person) -> bool:
        """Save the valid form; False with `conflict` or an error set where that cannot be done.

        Where somebody else saved meanwhile, nothing is written: `conflict` holds the differences.
        """
        try:
            if self.instance.pk and self.opened_revision != self.current_revision:
                raise StaleRecord
            with transaction.atomic():
                self._save(person)
        except StaleRecord:
            self._set_conflict()
            return False
        except IntegrityError:
            self.add_error(None, gettext("Somebody has just saved the same. Look at the list and try again."))
            return False
        return True

    def _set_conflict(self) -> None:
        manager = type(self.instance)._base_manager
        current = manager.get(pk=self.instance.pk)
        values = values_of(self.instance)
        # A browser does not send a file twice: the page asks for it again instead.
        asked = [name for name, field in self.fields.items() if not isinstance(field, forms.FileField)]
        yours = {name: values[name] for name in asked if name in values}
        self.conflict = conflict(current, self.opened_revision, yours)
        self.current_revision = current.revision


class RecordForm(_Guarded):
    """The form of any record. Make one with `record_form(model)`."""

    def __init__(
        self,
        *args: Any,
        municipality: Municipality,
        parent: Record | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instance.municipality = municipality
        if parent is not None and (name := type(self.instance).parent_name()):
            setattr(self.instance, name, parent)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                assert field.queryset is not None
                field.queryset = selectable(field.queryset.model, municipality, parent)
                field.empty_label = "—"
            elif isinstance(field, RecordsFormField):
                field.of_town(municipality)

    def _save(self, person: Person) -> None:
        self.instance.deleted_at = None  # whoever saves a record that was deleted meanwhile brings it back
        keep_as(person, self.instance, "form")


def record_form(
    model: type[Record], *, base: type[RecordForm] = RecordForm, without: Iterable[str] = ()
) -> type[RecordForm]:
    """Return the form class of a kind of record: its editable fields but `without`, in the model's order."""
    names = [field.name for field in model.own_fields() if field.editable and field.name not in set(without)]
    made = modelform_factory(model, form=base, fields=names, formfield_callback=form_field)
    return cast(type[RecordForm], made)


class SignatoryForm(_Guarded):
    """The signatory profile; the address on this site stays."""

    class Meta:
        model = Municipality
        fields = (
            "name",
            "country",
            "region",
            "level",
            "area_km2",
            "climate_zone",
            "adhesion_date",
            "commitments",
            "coordinator_organisation",
            "website",
            "covenant_page",
        )
        formfield_callback = form_field

    def _save(self, person: Person) -> None:
        keep_municipality(person, self.instance)


class ProfileForm(forms.ModelForm):
    """A person's own name and language."""

    class Meta:
        model = Person
        fields = ("name", "language")

    language = forms.ChoiceField(
        label=_("Language"), required=False, help_text=_("Of pages and messages, wherever you sign in.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from secap.locale import LANGUAGES

        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("As the browser says")), *LANGUAGES.items()]  # type: ignore[attr-defined]
