"""Starting from a city's structure: seen first, added once, taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from secap.desk.governance import models, starting
from secap.method.basis import codes, tables
from tests.cast import Cast

EXAMPLES = "/upesciems/administration/examples/"
CITIES = ["tartu", "kranj", "weiz", "jurmala", "slatina", "barcelona"]


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


def living() -> int:
    return sum(kind.objects.count() for kind in starting.KINDS)  # type: ignore[attr-defined]


def undo_url(answer: object) -> str:
    notices = list(answer.context["messages"])  # type: ignore[attr-defined]
    return next(str(one.extra_tags) for one in notices).partition("undo:")[2].split()[0]


def test_six_cities_are_told(ada: Client) -> None:
    assert [one.code for one in ada.get(EXAMPLES).context["examples"]] == CITIES
    assert ada.get(f"{EXAMPLES}paris/").status_code == 404


def test_kranj_brings_the_mayors_mandate_and_the_action_group(cast: Cast, ada: Client) -> None:
    preview = ada.get(f"{EXAMPLES}kranj/")
    assert not living(), "looking adds nothing"
    answer = ada.post(f"{EXAMPLES}kranj/", follow=True)
    assert living() == len(preview.context["new"])
    act = models.Appointment.objects.get()
    assert (act.post, act.authority, act.date) == ("energy_manager", "Mayor", None)
    group = models.Group.objects.get()
    assert (group.kind, group.rhythm) == ("action_group", "Once a year")
    assert set(models.Duty.objects.values_list("state", flat=True)) == {"planned"}
    assert models.Setup.objects.get().approaches == "agency_support"
    ada.post(undo_url(answer))
    assert not living()


def test_what_exists_is_skipped_and_used(cast: Cast, ada: Client) -> None:
    own = cast.keep(cast.ada, models.Department(name="Local  ENERGY agency", duties="Ours"))
    cast.keep(cast.ada, models.Setup(approaches="internal"))
    ada.post(f"{EXAMPLES}kranj/")
    assert models.Department.objects.count() == 2
    assert models.Duty.objects.filter(department=own, duty="measures", role="responsible").exists()
    assert models.Setup.objects.get().approaches == "internal"
    before = living()
    again = ada.post(f"{EXAMPLES}kranj/", follow=True)
    assert "Nothing was added" in again.content.decode()
    assert living() == before


def test_undo_leaves_what_was_changed_since_and_what_it_needs(cast: Cast, ada: Client) -> None:
    answer = ada.post(f"{EXAMPLES}jurmala/", follow=True)
    duty = models.Duty.objects.filter(duty="measures").get()
    duty.state = "existing"
    cast.keep(cast.ada, duty)
    page = ada.post(undo_url(answer), follow=True).content.decode()
    assert "stays" in page
    assert list(models.Duty.objects.values_list("duty", flat=True)) == ["measures"]
    assert models.Department.objects.count() == 1
    assert not models.Group.objects.exists()
    assert ada.post(f"{EXAMPLES}undo/ffffffff/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("code", CITIES)
def test_every_record_of_an_example_is_valid(cast: Cast, code: str) -> None:
    for lang in ("en", "lv"):
        with translation.override(lang):
            found = starting.items(cast.town, code)
            assert found
            for item in found:
                unset = {"department"} if hasattr(item.record, "department_id") else set()
                item.record.full_clean(exclude=unset)


def test_links_of_examples_point_at_their_own_departments() -> None:
    parts = {row["code"]: row for row in tables.rows("process/structure_parts.csv")}
    for row in tables.rows("process/structure_links.csv"):
        if row["kind"] == "approach":
            assert row["about"] in codes.table("admin_approaches")
        else:
            assert parts[row["department"]]["example"] == row["example"], row
            table = {"duty": "admin_duties", "coordination": "plan_topics"}[row["kind"]]
            assert row["about"] in codes.table(table), row
    for row in tables.rows("process/structure_details.csv"):
        assert row["part"] in parts, row
