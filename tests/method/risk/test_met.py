"""Every high risk is met by an action, accepted with a reason, or open."""

from __future__ import annotations

import pytest

from secap.method.risk.chains import LINKS, Chain, linked
from secap.method.risk.hazards import HazardView
from secap.method.risk.met import ActionView, actions_for, high_risks
from secap.method.risk.sectors import SectorView

HEAT = HazardView("extreme_heat", "high", "high")


def action(uid: str, *hazards: str, sectors: tuple[str, ...] = (), is_active: bool = True) -> ActionView:
    return ActionView(uid, uid, uid, frozenset(hazards), frozenset(sectors), is_active)


@pytest.mark.parametrize(
    ("addressed", "is_met"),
    [
        (("extreme_heat",), True),
        (("heat_wave",), True),  # a sub-hazard of the group
        (("storms",), False),
        (("storms", "extreme_hot_days"), True),
        ((), False),
    ],
)
def test_an_action_meets_a_hazard_its_group_or_its_sub_hazards(
    addressed: tuple[str, ...], is_met: bool
) -> None:
    (risk,) = high_risks([HEAT], [], [action("A1", *addressed)])
    assert risk.state == ("met" if is_met else "open")
    assert [one.uid for one in risk.met_by] == (["A1"] if is_met else [])


def test_an_action_against_the_group_meets_the_sub_hazard() -> None:
    (risk,) = high_risks([HazardView("heat_wave", "high", "moderate")], [], [action("A1", "extreme_heat")])
    assert risk.state == "met"


def test_a_cancelled_action_meets_nothing() -> None:
    (risk,) = high_risks([HEAT], [], [action("A1", "extreme_heat", is_active=False)])
    assert risk.state == "open"


def test_an_accepted_risk_keeps_its_reason_and_an_action_goes_before_it() -> None:
    tolerated = HazardView("extreme_heat", "high", "high", tolerated_reason=" Too rare to act on. ")
    (accepted,) = high_risks([tolerated], [], [])
    assert (accepted.state, accepted.tolerated_reason) == ("accepted", "Too rare to act on.")
    (met,) = high_risks([tolerated], [], [action("A1", "extreme_heat")])
    assert met.state == "met"
    (blank,) = high_risks([HazardView("extreme_heat", "high", "high", tolerated_reason="  ")], [], [])
    assert blank.state == "open"


def test_a_sector_is_met_by_actions_in_that_sector_or_without_any() -> None:
    impact = SectorView("health", "heat_wave", "likely", "high")
    everywhere = action("A1", "extreme_heat")
    health = action("A2", "heat_wave", sectors=("health", "education"))
    roofs = action("A3", "extreme_heat", sectors=("buildings",))
    (risk,) = high_risks([], [impact], [everywhere, health, roofs])
    assert [one.uid for one in risk.met_by] == ["A1", "A2"]
    assert (risk.hazard, risk.sector) == ("heat_wave", "health")
    (open_risk,) = high_risks([], [impact], [roofs])
    assert open_risk.state == "open"
    assert actions_for([roofs], "extreme_heat") == (roofs,)


def test_only_high_risks_are_asked_for_and_the_gravest_come_first() -> None:
    risks = high_risks(
        [
            HazardView("storms", "moderate", "high"),
            HEAT,
            HazardView("hail", "moderate", "moderate"),
            HazardView("drought", "not_known", "high"),
        ],
        [SectorView("water", "drought", "possible", "high"), SectorView("energy", "storms", "likely", "high"),
         SectorView("waste", "storms", "possible", "low")],
        [],
    )  # fmt: skip
    assert [(risk.hazard, risk.sector, risk.score) for risk in risks] == [
        ("extreme_heat", "", 9),
        ("storms", "", 6),
        ("storms", "energy", 9),
        ("drought", "water", 6),
    ]


def test_a_chain_is_complete_when_every_link_is_told_and_an_action_breaks_it() -> None:
    told = Chain("heat_wave", "Care home", "Old residents", "Heat stroke", "health")
    cooling = action("A1", "extreme_heat", sectors=("health",))
    (found,) = linked([told], [cooling])
    assert found.is_complete
    assert found.actions == (cooling,)


def test_the_missing_links_of_a_chain_are_named() -> None:
    nothing, half = linked(
        [Chain(""), Chain("storms", "Roofs", "  ", "Roofs blown off")], [action("A1", "drought")]
    )
    assert nothing.missing == LINKS
    assert half.missing == ("vulnerability", "sector", "action")
