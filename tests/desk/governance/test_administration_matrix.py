"""Both matrices: many cells saved at once, only those that changed, and nobody's work is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from secap.desk.governance import models
from secap.desk.registry.records import Record
from tests.cast import Cast

RACI = "/upesciems/administration/raci/"
TOPICS = "/upesciems/administration/coordination/"


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


@pytest.fixture
def planning(cast: Cast) -> Record:
    return cast.keep(cast.ada, models.Department(name="Attīstības nodaļa"))


@pytest.fixture
def agency(cast: Cast) -> Record:
    return cast.keep(cast.ada, models.Department(name="Enerģētikas aģentūra", level="region"))


def form_of(client: Client, address: str) -> dict[str, str]:
    """Return what a browser would send back of the page as it stands."""
    sent = {}
    for row in client.get(address).context["rows"]:
        for cell in row["cells"]:
            sent |= {cell.name: cell.value, f"{cell.name}:opened": cell.opened}
    return sent


def parts() -> dict[tuple[str, str], str]:
    return {(one.department.name, one.duty): one.role for one in models.Duty.objects.all()}


def test_cells_are_filled_changed_and_emptied_in_one_go(
    cast: Cast, ada: Client, planning: Record, agency: Record
) -> None:
    cast.keep(cast.ada, models.Duty(department=planning, duty="bei", role="consulted"))
    emptied = cast.keep(cast.ada, models.Duty(department=planning, duty="rva", role="informed"))
    sent = form_of(ada, RACI) | {
        f"{planning.uid}:bei": "accountable",
        f"{planning.uid}:rva": "",
        f"{agency.uid}:bei": "responsible",
    }
    answer = ada.post(RACI, sent, follow=True)
    assert "3 cells saved." in answer.content.decode()
    assert parts() == {
        ("Attīstības nodaļa", "bei"): "accountable",
        ("Enerģētikas aģentūra", "bei"): "responsible",
    }
    assert models.Duty.everything.get(pk=emptied.pk).deleted_at, "emptied, not gone: it can be brought back"
    gaps = {column["code"]: len(column["gaps"]) for column in answer.context["columns"]}
    assert gaps == {"bei": 0, "rva": 2, "measures": 2, "management": 2}
    assert "Nothing was changed." in ada.post(RACI, form_of(ada, RACI), follow=True).content.decode()


def test_a_contributors_cells_wait_for_the_coordinator(
    cast: Cast, sign_in: Callable[..., Client], planning: Record
) -> None:
    bo = sign_in(cast.bo)
    bo.post(TOPICS, form_of(bo, TOPICS) | {f"{planning.uid}:strategy": "leads"})
    made = models.Coordination.objects.get()
    assert (made.topic, made.part, made.accepted) == ("strategy", "leads", False)


def test_a_cell_that_somebody_else_filled_meanwhile_is_shown_and_nothing_is_saved(
    cast: Cast, ada: Client, planning: Record, agency: Record
) -> None:
    opened = form_of(ada, RACI)
    cast.keep(cast.bo, models.Duty(department=planning, duty="bei", role="informed"))
    mine = {f"{planning.uid}:bei": "accountable", f"{agency.uid}:bei": "responsible"}
    answer = ada.post(RACI, opened | mine)
    assert answer.status_code == 409
    assert parts() == {("Attīstības nodaļa", "bei"): "informed"}
    assert [cell.theirs for cell in answer.context["stale"]] == ["Informed: is told after"]
    again = {}
    for row in answer.context["rows"]:
        for cell in row["cells"]:
            again |= {cell.name: cell.value, f"{cell.name}:opened": cell.opened}
    assert ada.post(RACI, again).status_code == 302
    assert parts()["Attīstības nodaļa", "bei"] == "accountable"
    assert len(parts()) == 2


def test_what_somebody_else_changed_elsewhere_stays(
    cast: Cast, ada: Client, planning: Record, agency: Record
) -> None:
    opened = form_of(ada, RACI)
    cast.keep(cast.bo, models.Duty(department=agency, duty="rva", role="responsible"))
    assert ada.post(RACI, opened | {f"{planning.uid}:bei": "accountable"}).status_code == 302
    assert parts() == {
        ("Attīstības nodaļa", "bei"): "accountable",
        ("Enerģētikas aģentūra", "rva"): "responsible",
    }


def test_what_is_no_part_and_a_department_of_another_town_change_nothing(
    cast: Cast, ada: Client, planning: Record
) -> None:
    there = cast.keep(cast.eve, models.Department(municipality=cast.elsewhere, name="Citur"))
    sent = form_of(ada, RACI) | {f"{planning.uid}:bei": "boss", f"{there.uid}:bei": "responsible"}
    assert "Nothing was changed." in ada.post(RACI, sent, follow=True).content.decode()
    assert not models.Duty.objects.exists()
