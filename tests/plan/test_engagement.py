"""Stakeholders as the whole plan sees them."""

from __future__ import annotations

from datetime import date

from secap.desk.stakeholders.models import Contact, ContactEntry, MappingSnapshot, Stakeholder
from secap.desk.targets.models import TeamMember
from secap.plan.checks import findings
from secap.plan.plan import load_plan
from tests.cast import Cast, cast, sign_in

__all__ = ["cast", "sign_in"]


def filled(cast: Cast) -> Stakeholder:
    heat = cast.keep(
        cast.ada,
        Stakeholder(
            name="SIA Siltums", type="energy_suppliers", power="high", interest="low", support="opposed",
            affectedness="high", is_affected=True, is_primary=True, value_chain="generation retail",
            vision_group="utilities", review_on=date(2026, 1, 1),
        ),
    )  # fmt: skip
    cast.keep(cast.ada, Stakeholder(name="Banka", type="finance"))
    cast.keep(cast.ada, Contact(stakeholder=heat, name="Anna", keep_until=date(2026, 1, 1)))
    cast.keep(cast.ada, Contact(stakeholder=heat, name="Jānis", is_main=True))
    for day in (date(2026, 3, 1), date(2026, 2, 1)):
        cast.keep(cast.ada, ContactEntry(stakeholder=heat, date=day, channel="phone"))
    cast.keep(cast.ada, TeamMember(name="Ilze", group="experts"))
    return heat  # type: ignore[return-value]


def test_people_last_contact_places_and_coverage(cast: Cast) -> None:
    filled(cast)
    plan = load_plan(cast.town)
    plan.today = date(2026, 6, 1)
    found = plan.engagement
    bank, heat = found.stakeholders
    assert [one.name for one in heat.contacts] == ["Jānis", "Anna"], "the main one first"
    assert (heat.view.contacts, heat.view.last_contact) == (2, date(2026, 3, 1))
    assert found.power_interest == {(4, 2): [heat.view]}
    assert found.support_affectedness == {(4, -1): [heat.view]}
    assert found.unplaced == [bank.view]
    assert found.reviews_due == [heat.view]
    assert found.quadrants == {"context_setters": [heat.view]}
    assert {one.code for one in found.types if one.count} == {"energy_suppliers", "finance"}
    assert {one.code for one in found.value_chain if one.count} == {"generation", "retail"}
    assert {one.code for one in found.vision_groups if one.count} == {"utilities", "experts"}


def test_its_findings_stand_among_those_of_the_plan(cast: Cast) -> None:
    filled(cast)
    plan = load_plan(cast.town)
    plan.today = date(2026, 6, 1)
    ids = [one.id for one in findings(plan)]
    for name in ("types", "unplaced", "review", "criteria", "keep_until"):
        assert ids.count(f"stakeholders.{name}") == 1, name
    assert "stakeholders.few_contacts" not in ids


def test_movement_since_a_snapshot(cast: Cast) -> None:
    heat = filled(cast)
    place = {
        "uid": heat.uid,
        "name": "SIA Siltums",
        "power": 4,
        "interest": 4,
        "support": -1,
        "affectedness": 4,
    }
    cast.keep(cast.ada, MappingSnapshot(date=date(2026, 1, 1), positions=[place]))
    plan = load_plan(cast.town)
    joined, moved = plan.engagement.movements(plan.engagement.snapshots[0])
    assert joined.name == "Banka" and joined.before is None
    assert moved.axes == ("interest",)
