"""Road transport: from registered vehicles, from traffic counts, or from fuel sold."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from secap.method.basis import codes, units
from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.inventory.estimates.defaults import (
    general_defaults,
    general_names,
    named,
    transport_defaults,
)
from secap.method.inventory.estimates.result import (
    Assumptions,
    Estimate,
    carrier_code,
    checked,
    checked_share,
    checked_shares,
    grade,
    plain,
    step,
    summed,
)


@dataclass(frozen=True, slots=True)
class VehicleGroup:
    """Registered vehicles of one type and carrier.

    vehicle_type : code of `vehicle_types`;  carrier : code of `carriers`;  count : vehicles;
    km_per_year, kwh_per_km : the town's own values, where known (None: the default).
    """

    vehicle_type: str
    carrier: str
    count: float
    km_per_year: float | None = None
    kwh_per_km: float | None = None


@dataclass(frozen=True, slots=True)
class RoadSegment:
    """A counted stretch of road.

    length_km : within the territory;  vehicles_per_day : both directions together;
    mix : {vehicle type: share of the vehicles}, together 1.
    """

    name: str
    length_km: float
    vehicles_per_day: float
    mix: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class FuelSale:
    """Fuel sold at the filling stations of the territory, in the unit of the statistics (t, l, m3, MWh "
    "...)."""

    carrier: str
    amount: float
    unit: str
    fuel: str | None = None
    density: float | None = field(default=None)
    ncv: float | None = field(default=None)


def road_transport_from_registry(
    vehicles: Sequence[VehicleGroup],
    *,
    biofuel_shares: Mapping[str, float] | None = None,
    overrides: Mapping[str, float] | None = None,
    level: str = "local",
) -> Estimate:
    """Return the energy of the vehicles registered in the town.

    E_c = z x sum over vehicle types v of N_vc x d_vc x e_vc / 1000, with N vehicles, d km/a, e kWh/km and
    z the share of the distance driven within the territory.

    Parameters: vehicles : the registry's groups, at least one;
        biofuel_shares : {carrier: share of its energy that is biofuel}, moved to the carrier `biofuel`;
        overrides : {assumption key: own value} (`territory_share`, `distance.<type>.<carrier>`,
        `specific_use.<type>.<carrier>`);  level : local | regional | national, of the vehicle data.
    Returns: MWh/a by carrier, grade `estimated_<level>`
    Raises: InvalidInput when a figure is negative, or a vehicle type and carrier have no default
    Source: design (vehicle-km x specific use); worked case tests/cases/estimates.yaml
    """
    _some(vehicles, Message("vehicle groups"))
    assume = Assumptions(_own_of(vehicles) | dict(overrides or {}))
    territory = _general(assume, "territory_share")
    parts: list[tuple[str, float]] = []
    steps: list[Step] = []
    for group in vehicles:
        kind, carrier = named("vehicle_types", group.vehicle_type), carrier_code(group.carrier)
        count = checked(group.count, Message("{vehicle}, {carrier}: number", vehicle=kind, carrier=carrier))
        key = ("distance", group.vehicle_type, group.carrier)
        km = assume.value(
            ".".join(key),
            Message("{vehicle}, {carrier}: distance a year", vehicle=kind, carrier=carrier),
            transport_defaults().get(key),
        )
        use = _specific_use(assume, group.vehicle_type, group.carrier)
        mwh = territory * count * km * use / 1000
        parts.append((group.carrier, mwh))
        how = f"{plain(territory)} × {plain(count)} × {plain(km)} km/a × {plain(use)} kWh/km / 1000"
        steps.append(step(Message("{vehicle}, {carrier}", vehicle=kind, carrier=carrier), mwh, "MWh/a", how))
    return _transport(
        Message("Road transport from the vehicle registry"),
        "E_c = z × Σ_v N_vc × d_vc × e_vc / 1000",
        parts, steps, assume, grade("estimated", level), biofuel_shares,
    )  # fmt: skip


def road_transport_from_counts(
    segments: Sequence[RoadSegment],
    carrier_shares: Mapping[str, Mapping[str, float]],
    *,
    biofuel_shares: Mapping[str, float] | None = None,
    overrides: Mapping[str, float] | None = None,
    level: str = "local",
) -> Estimate:
    """Return the energy of the traffic on counted roads of the territory.

    E_c = sum over roads s and types v of L_s x Q_s x m_sv x D x a_vc x e_vc / 1000, with length L (km),
    vehicles a day Q, share of the type m, days D, share of the distance with the carrier a, and e kWh/km.

    Parameters: segments : counted roads, at least one, each mix together 1;
        carrier_shares : {vehicle type: {carrier: share}}, each together 1;
        biofuel_shares, overrides, level : as for the registry (`days`, `specific_use.<type>.<carrier>`).
    Returns: MWh/a by carrier, grade `estimated_<level>`; roads without counts are not in it
    Raises: InvalidInput when shares don't add up to 1 or a vehicle type has no carrier shares
    Source: design (territorial approach); worked case tests/cases/estimates.yaml
    """
    _some(segments, Message("road segments"))
    assume = Assumptions(overrides)
    days = _general(assume, "days")
    distance: dict[str, list[float]] = {}
    steps: list[Step] = []
    for segment in segments:
        mix = checked_shares(segment.mix, Message("Vehicle mix of {road}", road=segment.name))
        length = checked(segment.length_km, Message("Length of {road}", road=segment.name))
        daily = checked(segment.vehicles_per_day, Message("Vehicles a day on {road}", road=segment.name))
        for kind, share in mix.items():
            distance.setdefault(kind, []).append(length * daily * days * share)
        how = f"{plain(length)} km × {plain(daily)} /d × {plain(days)} d/a"
        steps.append(
            step(Message("Distance driven on {road}", road=segment.name), length * daily * days, "km/a", how)
        )
    parts: list[tuple[str, float]] = []
    for kind, lengths in distance.items():
        vehicle = named("vehicle_types", kind)
        if kind not in carrier_shares:
            raise InvalidInput(
                Message("There are no carrier shares for {vehicle}.", vehicle=vehicle),
                hint=Message("Enter which share of its distance is driven with which carrier."),
            )
        shares = checked_shares(carrier_shares[kind], Message("Carriers of {vehicle}", vehicle=vehicle))
        km = math.fsum(lengths)
        for name, share in shares.items():
            if share == 0:
                continue
            use = _specific_use(assume, kind, name)
            mwh = km * share * use / 1000
            parts.append((name, mwh))
            label = Message("{vehicle}, {carrier}", vehicle=vehicle, carrier=carrier_code(name))
            how = f"{plain(km)} km/a × {plain(share)} × {plain(use)} kWh/km / 1000"
            steps.append(step(label, mwh, "MWh/a", how))
    return _transport(
        Message("Road transport from traffic counts"),
        "E_c = Σ_s Σ_v L_s × Q_s × m_sv × D × a_vc × e_vc / 1000",
        parts, steps, assume, grade("estimated", level), biofuel_shares,
    )  # fmt: skip


def road_transport_from_fuel_sales(
    sales: Sequence[FuelSale],
    *,
    biofuel_shares: Mapping[str, float] | None = None,
    overrides: Mapping[str, float] | None = None,
    level: str = "local",
) -> Estimate:
    """Return the energy of the fuel sold in the territory for road transport.

    E_c = u x S_c x H_c, with amount S, net calorific value H per unit, and share u used in the territory.

    Parameters: sales : amounts in t, l, m3 or energy units, at least one;
        biofuel_shares : as for the registry;  overrides : `sold_here_used_here_share`;  level : of the data.
    Returns: MWh/a by carrier, grade `calculated_<level>`: metered amounts, converted
    Raises: InvalidInput when a unit can't be converted (names unit, carrier and what is missing)
    Source: design (fuel sales approach); worked case tests/cases/estimates.yaml
    """
    _some(sales, Message("fuel sales"))
    assume = Assumptions(overrides)
    used_here = _general(assume, "sold_here_used_here_share")
    parts: list[tuple[str, float]] = []
    steps: list[Step] = []
    for sale in sales:
        carrier = carrier_code(sale.carrier)
        amount = checked(sale.amount, Message("{carrier} sold", carrier=carrier))
        fuel = sale.fuel or default_fuel(sale.carrier)
        sold = units.to_mwh(amount, sale.unit, fuel=fuel, ncv=sale.ncv, density=sale.density)
        mwh = used_here * sold.mwh
        parts.append((sale.carrier, mwh))
        if sold.derivation is not None:
            steps.extend(sold.derivation.steps)
        how = f"{plain(used_here)} × {plain(sold.mwh)} MWh"
        steps.append(step(Message("{carrier} used in the territory", carrier=carrier), mwh, "MWh/a", how))
    return _transport(
        Message("Road transport from fuel sales"),
        "E_c = u × S_c × H_c",
        parts, steps, assume, grade("calculated", level), biofuel_shares,
    )  # fmt: skip


def _transport(
    title: Message,
    formula: str,
    parts: list[tuple[str, float]],
    steps: list[Step],
    assume: Assumptions,
    quality: str,
    biofuel_shares: Mapping[str, float] | None,
) -> Estimate:
    """Sum the parts by carrier, move the blended biofuel to its own carrier, and close the derivation."""
    mwh = summed(parts)
    for carrier, share in (biofuel_shares or {}).items():
        what = Message("Share of biofuel in {carrier}", carrier=carrier_code(carrier))
        blended = mwh.get(carrier, 0.0) * checked_share(share, what)
        if blended > 0:
            how = f"{plain(mwh[carrier])} × {plain(share)}"
            mwh[carrier] -= blended
            mwh["biofuel"] = mwh.get("biofuel", 0.0) + blended
            steps.append(step(what, blended, "MWh/a", how))
    total = math.fsum(mwh.values())
    derivation = Derivation(title, formula, "design", tuple(steps), total, "MWh/a", quality="assumed")
    return Estimate(mwh, derivation, quality, assume.finish())


def _specific_use(assume: Assumptions, vehicle_type: str, carrier: str) -> float:
    key = ("specific_use", vehicle_type, carrier)
    label = Message(
        "{vehicle}, {carrier}: specific use",
        vehicle=named("vehicle_types", vehicle_type),
        carrier=carrier_code(carrier),
    )
    return assume.value(".".join(key), label, transport_defaults().get(key))


def _general(assume: Assumptions, key: str) -> float:
    if key.endswith("share"):
        return assume.share(key, general_names()[key], general_defaults()[key])
    return assume.value(key, general_names()[key], general_defaults()[key])


def _own_of(vehicles: Sequence[VehicleGroup]) -> dict[str, float]:
    """Return the groups' own values as overrides; two groups of one type and carrier must agree."""
    own: dict[str, float] = {}
    for group in vehicles:
        for quantity, value in (("distance", group.km_per_year), ("specific_use", group.kwh_per_km)):
            key = f"{quantity}.{group.vehicle_type}.{group.carrier}"
            if value is None:
                continue
            if own.setdefault(key, value) != value:
                raise InvalidInput(
                    Message("Two groups give different values for {key}.", key=key),
                    hint=Message("Join them, or give each group its average."),
                )
    return own


def default_fuel(carrier: str) -> str | None:
    """Return the fuel that a carrier means in transport when nothing more is said."""
    return codes.get("carriers", carrier).default_fuel or None


def _some(parts: Sequence[object], what: Message) -> None:
    if not parts:
        raise InvalidInput(
            Message("There are no {what} to estimate from.", what=what), hint=Message("Enter at least one.")
        )
