"""Heat of homes and services: from floor area, heating systems and specific heat use."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.errors import InvalidInput
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Message
from secap.method.inventory.estimates.defaults import (
    building_defaults,
    general_defaults,
    general_names,
    heating_systems,
    named,
)
from secap.method.inventory.estimates.result import (
    Assumptions,
    Estimate,
    checked,
    checked_shares,
    grade,
    plain,
    step,
    summed,
)


@dataclass(frozen=True, slots=True)
class BuildingGroup:
    """Buildings of one type.

    building_type : code of `building_types`;  floor_area_m2 : all of it, heated or not;
    heating_shares : {heating system: share of the heat}, together 1.
    """

    building_type: str
    floor_area_m2: float
    heating_shares: Mapping[str, float]


def building_heat(
    buildings: Sequence[BuildingGroup],
    *,
    heating_electricity: Literal["in_bills", "separate"],
    billed_electricity_mwh: float | None = None,
    overrides: Mapping[str, float] | None = None,
    level: str = "local",
) -> Estimate:
    """Return the energy for space heating and hot water by carrier.

    Q_b = A_b x h x (q_b x g + w_b) / 1000;  E_c = sum over b and systems s of carrier c of Q_b x a_bs / n_s,
    with floor area A (m2), heated share h, space heating q and hot water w (kWh/m2 of useful heat),
    degree-day ratio g, share of the heat a, heat given per energy bought n.

    Parameters: buildings : at least one group;
        heating_electricity : `in_bills` when the sector's electricity comes from bills, which hold electric
        heating already: it is deducted, so that it isn't counted twice; `separate` when no other figure
        holds it;
        billed_electricity_mwh : the sector's billed electricity, to see that electric heating fits into it;
        overrides : {assumption key: own value} (`space_heating.<type>`, `hot_water.<type>`,
        `efficiency.<system>`, `heated_share`, `degree_day_ratio`);  level : local | regional | national, of
        the floor areas.
    Returns: MWh/a by carrier, grade `estimated_<level>`; the ambient heat of heat pumps isn't in it
    Raises: InvalidInput when shares don't add up to 1, a system is unknown, or an efficiency is 0
    Source: design; worked case tests/cases/estimates.yaml
    """
    if heating_electricity not in ("in_bills", "separate"):
        raise InvalidInput(
            Message("It isn't said whether the bills hold the electricity used for heating."),
            hint=Message("Choose in_bills or separate."),
        )
    if not buildings:
        raise InvalidInput(
            Message("There are no buildings to estimate from."), hint=Message("Enter at least one group.")
        )
    assume = Assumptions(overrides)
    parts: list[tuple[str, float]] = []
    steps: list[Step] = []
    for group in buildings:
        heat = _useful_heat(assume, group, steps)
        kind = named("building_types", group.building_type)
        for system, share in checked_shares(
            group.heating_shares, Message("Heating of {kind}", kind=kind)
        ).items():
            name = named("heating_systems", system)
            carrier, default = heating_systems()[system]
            label = Message("{system}: heat given per energy bought", system=name)
            efficiency = checked(assume.value(f"efficiency.{system}", label, default), label, positive=True)
            mwh = heat * share / efficiency
            parts.append((carrier, mwh))
            how = f"{plain(heat)} × {plain(share)} / {plain(efficiency)}"
            steps.append(step(Message("{kind}, {system}", kind=kind, system=name), mwh, "MWh/a", how))
    mwh_by_carrier = {carrier: mwh for carrier, mwh in summed(parts).items() if mwh > 0}
    findings: list[Finding] = []
    if heating_electricity == "in_bills" and "electricity" in mwh_by_carrier:
        electric = mwh_by_carrier.pop("electricity")
        findings.extend(_deduct(electric, billed_electricity_mwh, steps))
    total = math.fsum(mwh_by_carrier.values())
    derivation = Derivation(
        Message("Heat of buildings from floor area"),
        "E_c = Σ_b Σ_s∈c A_b × h × (q_b × g + w_b) / 1000 × a_bs / η_s",
        "design",
        tuple(steps),
        total,
        "MWh/a",
        quality="assumed",
    )
    return Estimate(mwh_by_carrier, derivation, grade("estimated", level), assume.finish(), tuple(findings))


def _useful_heat(assume: Assumptions, group: BuildingGroup, steps: list[Step]) -> float:
    kind = named("building_types", group.building_type)
    area = checked(group.floor_area_m2, Message("{kind}: floor area", kind=kind))
    defaults = building_defaults()
    space = assume.value(
        f"space_heating.{group.building_type}",
        Message("{kind}: space heating", kind=kind),
        defaults.get(("space_heating", group.building_type)),
    )
    water = assume.value(
        f"hot_water.{group.building_type}",
        Message("{kind}: hot water", kind=kind),
        defaults.get(("hot_water", group.building_type)),
    )
    heated = assume.share("heated_share", general_names()["heated_share"], general_defaults()["heated_share"])
    weather = assume.value(
        "degree_day_ratio", general_names()["degree_day_ratio"], general_defaults()["degree_day_ratio"]
    )
    heat = area * heated * (space * weather + water) / 1000
    specific = f"({plain(space)} × {plain(weather)} + {plain(water)}) kWh/m2"
    how = f"{plain(area)} m2 × {plain(heated)} × {specific} / 1000"
    steps.append(step(Message("{kind}: useful heat", kind=kind), heat, "MWh/a", how))
    return heat


def _deduct(electric_mwh: float, billed_mwh: float | None, steps: list[Step]) -> list[Finding]:
    """Write the deduction line; find out whether the bills can hold that much electric heating."""
    label = Message("Electricity used for heating, already in the bills: deducted")
    steps.append(step(label, -electric_mwh, "MWh/a", "− E_electricity"))
    if billed_mwh is None:
        return []
    billed = checked(billed_mwh, Message("Billed electricity"))
    if electric_mwh <= billed:
        left = Message("Billed electricity left for everything but heating")
        steps.append(step(left, billed - electric_mwh, "MWh/a", f"{plain(billed)} − {plain(electric_mwh)}"))
        return []
    return [
        Finding(
            "inventory.estimate_electric_heating",
            Severity.WARNING,
            (),
            Message(
                "Electric heating is estimated at {electric}, more than all billed electricity ({billed}).",
                electric=Amount(electric_mwh, "MWh", 0),
                billed=Amount(billed, "MWh", 0),
            ),
            Message("Lower the share of electric heating, or see whether the bills cover all buildings."),
        )
    ]
