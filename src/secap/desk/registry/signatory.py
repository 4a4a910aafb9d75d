"""The signatory profile: what the Covenant knows of a municipality (deck row 1.1-06)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from secap.desk.registry import history as past
from secap.desk.registry.forms import SignatoryForm
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member


@member("view")
def signatory(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the profile and who changed it."""
    rows = [
        (field.verbose_name, past.in_words(field, getattr(municipality, field.attname)), field.name)
        for field in past.content_fields(Municipality)
        if field.name not in {"slug", "name"}
    ]
    return render(request, "registry/signatory.html", {"rows": rows, "versions": past.versions(municipality)})


@member("coordinate")
def edit_signatory(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Change the profile, with the same care for two people at once as any record."""
    # The frame shows the town as it stands, so the form works on a copy of its own.
    form = SignatoryForm(request.POST or None, instance=Municipality.objects.get(pk=municipality.pk))
    if request.method == "POST" and form.is_valid():
        if not form.has_changed():
            messages.info(request, _("Nothing was changed."))
            return redirect("registry:signatory", municipality.slug)
        if form.keep(request.user):  # type: ignore[arg-type]
            messages.success(request, _("The signatory profile is saved."))
            return redirect("registry:signatory", municipality.slug)
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "registry/signatory_edit.html", {"form": form}, status=status)
