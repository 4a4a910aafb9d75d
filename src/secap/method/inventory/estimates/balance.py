"""A sector by difference from a total, and statistics of a larger area scaled down to the town."""

from __future__ import annotations

import math
from collections.abc import Mapping

from secap.method.basis import codes
from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.errors import InvalidInput
from secap.method.basis.findings import Finding, Severity
from secap.method.basis.messages import Amount, Code, Message
from secap.method.inventory.estimates.defaults import driver_units, named
from secap.method.inventory.estimates.result import (
    Estimate,
    carrier_code,
    checked,
    grade,
    plain,
    step,
)

ROUNDING = 1e-9  # of the total: what floating point leaves of nothing


def by_difference(
    total_mwh: Mapping[str, float],
    known_mwh: Mapping[str, Mapping[str, float]],
    *,
    sector: Code | None = None,
    level: str = "local",
) -> Estimate:
    """Return what the known sectors leave of the town's total, by carrier.

    E_c = T_c - sum over known sectors s of K_sc.

    Parameters: total_mwh : {carrier: MWh/a of the whole town};  known_mwh : {sector: {carrier: MWh/a}};
        sector : the one estimated, for the explanation;  level : of the totals.
    Returns: MWh/a by carrier, grade `estimated_<level>`. A remainder below 0 is not given: the carrier is
        absent, and a finding of severity error says by how much the known sectors exceed the total. A known
        carrier without a total is absent too, and named.
    Raises: InvalidInput when a figure is negative or no total is given
    Source: design; worked case tests/cases/estimates.yaml
    """
    if not total_mwh:
        raise InvalidInput(
            Message("There is no total to take the difference from."),
            hint=Message("Enter the town's total of at least one carrier."),
        )
    left: dict[str, float] = {}
    steps: list[Step] = []
    findings: list[Finding] = []
    for carrier, stated in total_mwh.items():
        name = carrier_code(carrier)
        total = checked(stated, Message("Total of {carrier}", carrier=name))
        steps.append(step(Message("{carrier}: total of the town", carrier=name), total, "MWh/a"))
        known = []
        for part, figures in known_mwh.items():
            if carrier in figures:
                other = codes.code("sectors", part)
                value = checked(figures[carrier], Message("{carrier}, {sector}", carrier=name, sector=other))
                known.append(value)
                label = Message("{carrier}, {sector}: known", carrier=name, sector=other)
                steps.append(step(label, -value, "MWh/a"))
        rest = total - math.fsum(known)
        how = " − ".join(plain(value) for value in [total, *known])
        steps.append(step(Message("{carrier}: difference", carrier=name), rest, "MWh/a", how))
        if abs(rest) <= ROUNDING * max(total, 1.0):
            left[carrier] = 0.0
        elif rest < 0:
            findings.append(_exceeds(name, -rest, total))
        else:
            left[carrier] = rest
    without = {carrier for figures in known_mwh.values() for carrier in figures} - set(total_mwh)
    findings.extend(_no_total(carrier_code(carrier)) for carrier in sorted(without))
    derivation = Derivation(
        Message("A sector by difference"), "E_c = T_c − Σ_s K_sc", "design",
        tuple(steps), math.fsum(left.values()), "MWh/a", subject=sector,
    )  # fmt: skip
    return Estimate(left, derivation, grade("estimated", level), findings=tuple(findings))


def scaled(
    reference_mwh: Mapping[str, float],
    *,
    driver: str,
    local: float,
    reference: float,
    level: str = "national",
) -> Estimate:
    """Return the statistics of a larger area scaled to the town.

    E_c = R_c x x_town / x_area.

    Parameters: reference_mwh : {carrier: MWh/a of the region or country};
        driver : code of `drivers` (population, jobs, floor_area ...);  local, reference : its value in the
        town and in the area, the same unit and year;  level : regional | national, what the area is.
    Returns: MWh/a by carrier, grade `estimated_<level>`
    Raises: InvalidInput when a figure is negative, the area's driver is 0, or the town's is larger than the
        area's
    Source: design; worked case tests/cases/estimates.yaml
    """
    name = named("drivers", driver)
    town = checked(local, Message("{driver} of the town", driver=name))
    area = checked(reference, Message("{driver} of the larger area", driver=name), positive=True)
    if town > area:
        raise InvalidInput(
            Message(
                "{driver}: the town's value ({town}) is larger than the larger area's ({area}).",
                driver=name,
                town=town,
                area=area,
            ),
            hint=Message("Check whether the two were swapped or have different units."),
        )
    if level not in ("regional", "national"):
        raise InvalidInput(
            Message("{level} is no larger area.", level=level), hint=Message("Choose regional or national.")
        )
    unit = driver_units()[driver]
    share = town / area
    steps = [
        step(Message("{driver} of the town", driver=name), town, unit),
        step(Message("{driver} of the larger area", driver=name), area, unit),
        step(Message("Share of the town"), share, "", f"{plain(town)} / {plain(area)}"),
    ]
    mwh: dict[str, float] = {}
    for carrier, value in reference_mwh.items():
        label = carrier_code(carrier)
        whole = checked(value, Message("{carrier} of the larger area", carrier=label))
        mwh[carrier] = whole * share
        how = f"{plain(whole)} × {plain(share)}"
        steps.append(step(Message("{carrier} of the town", carrier=label), mwh[carrier], "MWh/a", how))
    derivation = Derivation(
        Message("Statistics of a larger area, scaled"), "E_c = R_c × x_town / x_area", "design",
        tuple(steps), math.fsum(mwh.values()), "MWh/a", quality="assumed",
    )  # fmt: skip
    return Estimate(mwh, derivation, grade("estimated", level))


def _exceeds(carrier: Code, excess_mwh: float, total_mwh: float) -> Finding:
    return Finding(
        "inventory.estimate_difference_negative",
        Severity.ERROR,
        (carrier,),
        Message(
            "{carrier}: the known sectors exceed the town's total of {total} by {excess}. No difference "
            "is given.",
            carrier=carrier,
            total=Amount(total_mwh, "MWh", 0),
            excess=Amount(excess_mwh, "MWh", 0 if excess_mwh >= 10 else 3),
        ),
        Message(
            "Compare year, unit and boundary of the total with those of the sectors; one of them is wrong."
        ),
    )


def _no_total(carrier: Code) -> Finding:
    return Finding(
        "inventory.estimate_difference_no_total",
        Severity.INFO,
        (carrier,),
        Message(
            "{carrier}: sectors are known, but the town's total isn't. No difference is given.",
            carrier=carrier,
        ),
        Message("Enter the town's total of this carrier."),
    )
