"""Who works on a plan: members and roles, one's own profile, and the link that sets a first password."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from secap.desk.registry.forms import ProfileForm
from secap.desk.registry.models import Membership, Municipality, Person, Role
from secap.desk.registry.permissions import member
from secap.locale import LANGUAGES

COOKIE_AGE_SECONDS = 365 * 24 * 3600
ROLE_HELP = {
    Role.COORDINATOR: gettext_lazy("Enters, accepts what others enter, keeps members and settings."),
    Role.CONTRIBUTOR: gettext_lazy("Enters figures; they are marked until the co-ordinator accepts them."),
    Role.COUNCIL: gettext_lazy("Reads everything and approves the plan."),
    Role.VIEWER: gettext_lazy("Reads everything."),
    Role.AGENCY: gettext_lazy("An energy agency that helps several towns: enters like a contributor."),
}


class AddMemberForm(forms.Form):
    """A person by e-mail; a name only where there is no account yet."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Needed for somebody who has no account yet."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, initial=Role.CONTRIBUTOR)

    def __init__(self, *args: object, municipality: Municipality, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.municipality = municipality
        self.person: Person | None = None

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip().lower()
        self.person = Person.objects.filter(email__iexact=email).first()
        if self.person is None:
            return email
        if Membership.objects.filter(person=self.person, municipality=self.municipality).exists():
            raise forms.ValidationError(_("This person is a member already. Change the role in the list."))
        if not self.person.has_usable_password():
            # Whoever first invited them holds their link; a second plan must not stand open to that link.
            raise forms.ValidationError(
                _("This person was invited elsewhere and has no password yet. Add them once they have.")
            )
        return email

    def clean(self) -> None:
        super().clean()
        if self.person is None and not self.cleaned_data.get("name") and "email" in self.cleaned_data:
            self.add_error("name", _("There is no account with this address yet. Give the person's name."))


@member("view")
def members(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Show the members; the co-ordinator's page can change them."""
    return _members_page(request, municipality, AddMemberForm(municipality=municipality))


def _members_page(
    request: HttpRequest, municipality: Municipality, form: AddMemberForm, status: int = 200
) -> HttpResponse:
    found = Membership.objects.filter(municipality=municipality).select_related("person")
    rows = [(membership, may_hand_over_link(membership)) for membership in found]
    context = {"rows": rows, "form": form, "roles": [(role, role.label, ROLE_HELP[role]) for role in Role]}
    return render(request, "registry/members.html", context, status=status)


@member("coordinate")
@require_POST
def add_member(request: HttpRequest, municipality: Municipality) -> HttpResponse:
    """Add a person; a new account is made without a password, and its link is shown to hand over."""
    form = AddMemberForm(request.POST, municipality=municipality)
    if not form.is_valid():
        return _members_page(request, municipality, form, status=422)
    with transaction.atomic():
        person = form.person or Person.objects.create_user(
            form.cleaned_data["email"], name=form.cleaned_data["name"]
        )
        membership = Membership(person=person, municipality=municipality, role=form.cleaned_data["role"])
        membership._history_user = request.user  # type: ignore[attr-defined]
        membership.save()
    messages.success(request, _("%(person)s is a member now.") % {"person": person})
    if may_hand_over_link(membership):
        return _link_page(request, membership)
    return redirect("registry:members", municipality.slug)


@member("coordinate")
@require_POST
def hand_over_link(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    """Show the link anew for somebody who has not used it yet."""
    membership = _membership(municipality, key)
    if not may_hand_over_link(membership):
        messages.warning(request, _("%(person)s has a password already.") % {"person": membership.person})
        return redirect("registry:members", municipality.slug)
    return _link_page(request, membership)


def may_hand_over_link(membership: Membership) -> bool:
    """Only for an account that nobody has used and that opens nothing but this plan."""
    person = membership.person
    if person.has_usable_password() or not person.is_active or person.is_staff:
        return False
    return not person.memberships.exclude(municipality=membership.municipality_id).exists()


def password_link(person: Person) -> str:
    """Return the one-time address, below the site's, at which a person chooses a password."""
    key = default_token_generator.make_token(person)
    return reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key}
    )


def _link_page(request: HttpRequest, membership: Membership) -> HttpResponse:
    context = {
        "membership": membership,
        "link": request.build_absolute_uri(password_link(membership.person)),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
    }
    response = render(request, "registry/member_link.html", context)
    response["Cache-Control"] = "no-store"
    return response


@member("coordinate")
@require_POST
def change_role(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    """Give a member another role."""
    role = request.POST.get("role", "")
    with transaction.atomic():
        membership = _membership(municipality, key)
        if role not in Role.values or role == membership.role:
            return redirect("registry:members", municipality.slug)
        if is_last_coordinator(membership):
            _say_last(request)
            return redirect("registry:members", municipality.slug)
        membership.role = role
        membership._history_user = request.user  # type: ignore[attr-defined]
        membership.save()
    text = _("%(person)s: %(role)s from now on.")
    messages.success(request, text % {"person": membership.person, "role": membership.get_role_display()})
    return redirect(
        "plan:home" if membership.person_id == request.user.pk else "registry:members", municipality.slug
    )


@member("coordinate")
@require_POST
def remove_member(request: HttpRequest, municipality: Municipality, key: int) -> HttpResponse:
    """End a membership; the account and what the person entered stay."""
    with transaction.atomic():
        membership = _membership(municipality, key)
        if is_last_coordinator(membership):
            _say_last(request)
            return redirect("registry:members", municipality.slug)
        membership._history_user = request.user  # type: ignore[attr-defined]
        membership.delete()
    messages.success(request, _("%(person)s is no longer a member.") % {"person": membership.person})
    if membership.person_id == request.user.pk:
        return redirect("plan:front")
    return redirect("registry:members", municipality.slug)


def is_last_coordinator(membership: Membership) -> bool:
    """Return True where the plan would be left without a co-ordinator."""
    if membership.role != Role.COORDINATOR:
        return False
    others = Membership.objects.filter(municipality=membership.municipality_id, role=Role.COORDINATOR)
    return not others.exclude(pk=membership.pk).exists()


def _say_last(request: HttpRequest) -> None:
    messages.error(request, _("A plan needs a co-ordinator. Make somebody else co-ordinator first."))


def _membership(municipality: Municipality, key: int) -> Membership:
    """Return the membership; inside a transaction nobody else can change the town's roles meanwhile."""
    everybody = Membership.objects.filter(municipality=municipality).select_related("person").order_by("pk")
    if connection.in_atomic_block:
        everybody = everybody.select_for_update(of=("self",))
    found = next((membership for membership in everybody if membership.pk == key), None)
    if found is None:
        raise Http404
    return found


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """A person's own name and language."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        person = form.save()
        response = redirect("registry:profile")
        if person.language:
            _set_language_cookie(response, person.language)
        else:
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        messages.success(request, _("Your profile is saved."))
        return response
    towns = Membership.objects.filter(person=request.user).select_related("municipality")  # type: ignore[misc]
    return render(
        request, "registry/profile.html", {"form": form, "towns": towns}, status=422 if form.errors else 200
    )


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Switch the language of the pages and stay on the page."""
    wanted = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()):
        wanted = "/"
    response = redirect(wanted)
    language = request.POST.get("language", "")
    if language in LANGUAGES and check_for_language(language):
        _set_language_cookie(response, language)
        if request.user.is_authenticated:
            Person.objects.filter(pk=request.user.pk).update(language=language)
    return response


def _set_language_cookie(response: HttpResponse, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=COOKIE_AGE_SECONDS,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )
