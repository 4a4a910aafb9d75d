"""Who is missing, and what the checks of the register say; silence where nothing is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from secap.method.basis import codes
from secap.method.basis.findings import Finding, Severity
from secap.method.stakeholders.checks import RegisterData, check_register, warnings
from secap.method.stakeholders.coverage import coverage, gaps
from secap.method.stakeholders.register import Position, StakeholderView

TODAY = date(2026, 11, 24)
PLACE = Position("a", "SIA Siltums", support=0, interest=4, power=4, affectedness=4)
ONE = StakeholderView(PLACE, is_primary=True, is_affected=True, contacts=2, review_on=TODAY)
EVERYBODY = [
    replace(ONE, position=replace(PLACE, uid=code, name=code.capitalize()), type=code)
    for code, row in codes.table("stakeholder_types").items()
    if not row.is_conditional
]


def found(*changed: StakeholderView, **more: Any) -> dict[str, Finding]:
    """Return {id without `stakeholders.`: finding} of a whole register with the first ones changed."""
    data = RegisterData(TODAY, [*changed, *EVERYBODY[len(changed) :]], **more)
    return {one.id.removeprefix("stakeholders."): one for one in check_register(data)}


def changed(place: int, **values: Any) -> StakeholderView:
    return replace(EVERYBODY[place], **values)


def test_a_whole_register_is_left_alone() -> None:
    assert len(EVERYBODY) == 16, "18 types, two of them only where relevant"
    assert found() == {}


def test_an_empty_register_gets_one_note() -> None:
    (only,) = check_register(RegisterData(TODAY))
    assert (only.id, only.severity) == ("stakeholders.none", Severity.INFO)


def test_types_wanted_only_where_relevant_are_no_gap() -> None:
    rows = coverage("stakeholder_types", ["media", "media", "", "no_such_type"])
    assert len(rows) == 18
    assert {one.code: one.count for one in rows if one.count} == {"media": 2}
    missing = gaps(rows)
    assert len(missing) == 15
    assert not {"tourism", "farming", "media"} & set(missing)


def test_few_contacts_are_told_of_primary_stakeholders_in_one_finding_with_three_names() -> None:
    few = found(*(changed(place, contacts=1) for place in range(4)))["few_contacts"]
    assert few.severity == Severity.WARNING
    assert "4" in str(few.message)
    assert few.place().endswith("Local_authority, Energy_agencies, Other_authorities …")
    assert "few_contacts" not in found(changed(0, contacts=0, is_primary=False))


def test_a_type_with_nobody_is_named() -> None:
    said = found(changed(0, type=""))["types"]
    assert "1, such as Municipal departments" in str(said.message)


def test_unknown_is_never_placed() -> None:
    assert "1" in str(found(changed(0, position=replace(PLACE, support=None)))["unplaced"].message)
    assert "unplaced" not in found(changed(0, position=replace(PLACE, support=0)))


def test_a_review_is_overdue_the_day_after() -> None:
    assert "review" not in found(changed(0, review_on=TODAY))
    late = found(changed(0, review_on=date(2026, 11, 23)), changed(1, review_on=date(2026, 1, 1)))
    assert "2" in str(late["review"].message)


def test_any_of_the_three_criteria_is_enough_and_open_is_not_no() -> None:
    for name in ("is_affected", "has_resources", "is_needed"):
        given = {"is_affected": None, name: True}
        one = replace(ONE, **given)
        assert one.is_identified is True
        assert one.criteria == (name,)
    assert replace(ONE, is_affected=None).is_identified is None
    assert replace(ONE, is_affected=False, has_resources=False, is_needed=False).is_identified is False
    assert "criteria" in found(changed(0, is_affected=False))


def test_people_kept_too_long_are_counted() -> None:
    assert "3" in str(found(outdated_contacts=3)["keep_until"].message)


def test_a_chosen_level_stands_before_the_proposed_one() -> None:
    assert (ONE.level_now, ONE.template_level) == ("collaborate", "high")
    chosen = replace(ONE, level="involve")
    assert (chosen.level_now, chosen.proposed_level, chosen.template_level) == (
        "involve", "collaborate", "medium",
    )  # fmt: skip


def test_one_stakeholder_tells_what_is_missing_at_it() -> None:
    assert warnings(ONE, TODAY) == []
    bare = StakeholderView(Position("b", "Banka"), review_on=date(2026, 1, 1))
    assert len(warnings(bare, TODAY)) == 5
