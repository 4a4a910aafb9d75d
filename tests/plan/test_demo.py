"""The demo brings its towns and sign-ins, once, whatever was there before."""

from __future__ import annotations

import pytest

from secap.desk.registry.models import Municipality
from secap.plan.example import CAST, TOWNS, load_examples

pytestmark = pytest.mark.django_db


def test_a_town_that_was_there_before_stays_and_the_cast_comes_in() -> None:
    Municipality.objects.create(slug="ozolmuiza", name="Mūsu Ozolmuiža")
    Municipality.objects.create(slug="cits", name="Cits")
    signs = load_examples("a-long-password-1")
    assert {email for email, _role, _towns in signs} == {email for email, _name, _role in CAST}
    assert Municipality.objects.get(slug="ozolmuiza").name == "Mūsu Ozolmuiža"
    assert set(TOWNS) <= set(Municipality.objects.values_list("slug", flat=True))
    assert "Mūsu Ozolmuiža" in {email: towns for email, _role, towns in signs}["di@example.org"]


def test_a_second_start_changes_nothing() -> None:
    load_examples("a-long-password-1")
    Municipality.objects.filter(slug="lielkalns").delete()
    load_examples("a-long-password-1")
    assert not Municipality.objects.filter(slug="lielkalns").exists()
