"""The one cast of all tests: Ada co-ordinates the town, Bo contributes, Cy is of the council, Di of the
agency that also helps a second town, Eve is a stranger who co-ordinates a town of her own.

A test package takes it into its `conftest.py`: `from tests.cast import cast, sign_in`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client

from secap.desk.registry.models import Membership, Municipality, Person, Role
from secap.desk.registry.records import Record
from secap.desk.registry.saving import keep_as

PASSWORD = "a-long-password-1"


@dataclass
class Cast:
    """town : of Ada, Bo, Cy and Di;  village : Di's second;  elsewhere : Eve's."""

    town: Municipality
    village: Municipality
    elsewhere: Municipality
    ada: Person
    bo: Person
    cy: Person
    di: Person
    eve: Person

    def keep(self, person: Person, record: Record) -> Record:
        """Save a record the way a form of this person would, in the town unless the record says otherwise."""
        if record.municipality_id is None:
            record.municipality = self.town
        keep_as(person, record, "form")
        return type(record).everything.get(pk=record.pk)


def make_cast() -> Cast:
    """Return the cast, saved."""
    town, village, elsewhere = (
        Municipality.objects.create(slug=slug, name=name)
        for slug, name in [("upesciems", "Upesciems"), ("ozolmuiza", "Ozolmuiža"), ("citur", "Citur")]
    )
    people = {
        name: Person.objects.create_user(f"{name}@example.org", PASSWORD, name=name.capitalize())
        for name in ("ada", "bo", "cy", "di", "eve")
    }
    for name, place, role in [
        ("ada", town, Role.COORDINATOR),
        ("bo", town, Role.CONTRIBUTOR),
        ("cy", town, Role.COUNCIL),
        ("di", town, Role.AGENCY),
        ("di", village, Role.AGENCY),
        ("eve", elsewhere, Role.COORDINATOR),
    ]:
        Membership.objects.create(person=people[name], municipality=place, role=role)
    return Cast(town, village, elsewhere, **people)


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast in an otherwise empty database."""
    return make_cast()


@pytest.fixture
def sign_in() -> Callable[[Person | None], Client]:
    """Return a browser signed in as a person (None: nobody), with pages in English."""

    def browser(person: Person | None) -> Client:
        client = Client(headers={"accept-language": "en"})
        if person is not None:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser
