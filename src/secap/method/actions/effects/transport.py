"""Effects in transport: modal shift, other vehicles, electric vehicles."""

from __future__ import annotations

from secap.method.actions.baseline import Baseline
from secap.method.actions.effects.defaults import (
    Default,
    calculator_name,
    defaulted,
    distance,
    effect_defaults,
    specific_use,
    vehicle_types,
)
from secap.method.actions.effects.model import CARRIER, CHOICE, Calculator, Input, Outcome
from secap.method.actions.effects.supply import combined
from secap.method.actions.effects.values import Values, plain
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

DESIGN = "design"
CAR, BUS = "passenger_car", "bus"


def modal_shift(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return the effect of passenger-kilometres that leave the car for another mode.

    Returns: saved {car's carrier: PKM / o x e_car / 1000, new carrier: -PKM x e_new / 1000};
        t/a = sum of saved x EF. Without a carrier of the new mode (walking, cycling) nothing is deducted.
    Raises: InvalidInput where the new mode has a use but no carrier, or a carrier without known use
    Source: design
    """
    pkm, persons = values.number("passenger_km"), values.number("occupancy")
    carrier = values.carrier("carrier")
    use = values.number("use_kwh_per_km", specific_use(CAR, carrier))
    km = pkm / persons
    values.add(
        Message("Car-kilometres avoided a year"), km, "km/a", f"PKM / o = {plain(pkm)} / {plain(persons)}"
    )
    before = km * use / 1000
    values.add(
        Message("Energy of the cars avoided a year"), before, "MWh/a",
        f"E_old = {plain(km)} × {plain(use)} / 1000",
    )  # fmt: skip
    factor = values.factor(carrier)
    if not values.has("to_carrier"):
        if values.has("new_use_kwh_per_pkm") and values.number("new_use_kwh_per_pkm") > 0:
            label = values.calculator.input("to_carrier").label
            raise InvalidInput(
                Message("“{input}” is missing.", input=label),
                where=("to_carrier",),
                hint=Message("Choose it, or clear the new mode's use where people walk or cycle."),
            )
        how = f"E_old × EF_old = {plain(before)} × {plain(factor)}"
        return values.outcome({carrier: before}, t=before * factor, how=how)
    new = values.carrier("to_carrier")
    each = values.number("new_use_kwh_per_pkm", _bus_use(new))
    after, ef_new = pkm * each / 1000, values.factor(new)
    values.add(
        Message("Energy of the new mode a year"), after, "MWh/a",
        f"E_new = PKM × e_new / 1000 = {plain(pkm)} × {plain(each)} / 1000",
    )  # fmt: skip
    return _difference(values, (carrier, before, factor), (new, after, ef_new))


def _bus_use(carrier: str) -> Default | None:
    """Return what a bus of average occupancy uses, kWh per passenger-kilometre."""
    bus, persons = specific_use(BUS, carrier), effect_defaults()["bus_occupancy"]
    if bus is None:
        return None
    low = bus.low / persons.high if bus.low is not None and persons.high else None
    high = bus.high / persons.low if bus.high is not None and persons.low else None
    return Default(bus.value / persons.value, "kWh/pkm", low, high, DESIGN, "assumed")


def vehicle_replacement(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return the effect of other vehicles that drive the same distance.

    Returns: saved {old: E_old, new: -E_new}, E = N x d x e / 1000; t/a = E_old x EF_old - E_new x EF_new
    Raises: InvalidInput where the vehicle and carrier have no default use and none is given
    Source: design
    """
    kind = values.choice("vehicle_type")
    old, new = values.carrier("from_carrier"), values.carrier("to_carrier")
    count = values.number("vehicles")
    return _replaced(values, kind, count, old, new, "use_after_kwh_per_km")


def electric_vehicles(values: Values, baseline: Baseline, sector: str) -> Outcome:
    """Return the effect of electric vehicles in the place of others.

    Returns: saved {old: E_old, electricity: -E_el}, E = N x d x e / 1000; t/a = E_old x EF_old - E_el x EF_el
    Raises: InvalidInput where the vehicle and carrier have no default use and none is given
    Source: design
    """
    kind, old = values.choice("vehicle_type"), values.carrier("from_carrier")
    count = values.number("vehicles")
    return _replaced(values, kind, count, old, "electricity", "electric_use_kwh_per_km")


def _replaced(values: Values, kind: str, count: float, old: str, new: str, after_name: str) -> Outcome:
    km = values.number("km_per_year", distance(kind, old))
    use_old = values.number("use_before_kwh_per_km", specific_use(kind, old))
    use_new = values.number(after_name, specific_use(kind, new))
    before, after = count * km * use_old / 1000, count * km * use_new / 1000
    for label, mwh, name, use in (
        (Message("Energy of the old vehicles a year"), before, "old", use_old),
        (Message("Energy of the new vehicles a year"), after, "new", use_new),
    ):
        arithmetic = f"{plain(count)} × {plain(km)} × {plain(use)} / 1000"
        values.add(label, mwh, "MWh/a", f"E_{name} = N × d × e_{name} / 1000 = {arithmetic}")
    return _difference(values, (old, before, values.factor(old)), (new, after, values.factor(new)))


def _difference(values: Values, old: tuple[str, float, float], new: tuple[str, float, float]) -> Outcome:
    """Return the outcome of old energy that gives way to new; each (carrier, MWh, t/MWh)."""
    (was, before, ef_old), (becomes, after, ef_new) = old, new
    how = (
        f"E_old × EF_old − E_new × EF_new = "
        f"{plain(before)} × {plain(ef_old)} − {plain(after)} × {plain(ef_new)}"
    )
    saved = combined([(was, before), (becomes, -after)])
    return values.outcome(saved, t=before * ef_old - after * ef_new, how=how)


def _use(name: str, label: Message, unit: str = "kWh/km", help: Message | None = None) -> Input:
    usual = Message("Left empty: the usual value of the vehicle and carrier.")
    return Input(name, label, unit, required=False, is_key=True, help=help or usual)


_KM = Input(
    "km_per_year", Message("Distance of one vehicle a year"), "km/a", required=False, is_key=True,
    help=Message("Left empty: the usual distance of the old vehicle."),
)  # fmt: skip

CALCULATORS = (
    Calculator(
        "modal_shift",
        calculator_name("modal_shift"),
        Message("People leave the car for bus, train, bicycle or their feet."),
        "ΔCO₂ = PKM / o × e_car / 1000 × EF_car − PKM × e_new / 1000 × EF_new",
        DESIGN,
        (
            Input("passenger_km", Message("Passenger-kilometres shifted a year"), "pkm/a", is_key=True),
            defaulted("occupancy", Message("Persons per car"), "car_occupancy", above_minimum=True),
            Input("carrier", Message("Energy carrier of the cars"), kind=CARRIER),
            _use("use_kwh_per_km", Message("Specific use of the cars")),
            Input(
                "to_carrier", Message("Energy carrier of the new mode"), kind=CARRIER, required=False,
                help=Message("Left empty: walking or cycling, which uses none."),
            ),
            _use(
                "new_use_kwh_per_pkm", Message("Specific use of the new mode, per passenger-kilometre"),
                "kWh/pkm", Message("Left empty: that of a bus of average occupancy; 0 where its service does "
                                   "not grow."),
            ),
        ),
        modal_shift,
    ),
    Calculator(
        "vehicle_replacement",
        calculator_name("vehicle_replacement"),
        Message("Vehicles are replaced by more efficient ones, or by ones with another carrier."),
        "ΔCO₂ = N × d × (e_old × EF_old − e_new × EF_new) / 1000",
        DESIGN,
        (
            Input("vehicle_type", Message("Type of vehicle"), kind=CHOICE, choices=vehicle_types()),
            Input("vehicles", Message("Vehicles replaced"), "", is_key=True),
            Input("from_carrier", Message("Old energy carrier"), kind=CARRIER),
            Input("to_carrier", Message("New energy carrier"), kind=CARRIER),
            _KM,
            _use("use_before_kwh_per_km", Message("Specific use of the old vehicles")),
            _use("use_after_kwh_per_km", Message("Specific use of the new vehicles")),
        ),
        vehicle_replacement,
    ),
    Calculator(
        "electric_vehicles",
        calculator_name("electric_vehicles"),
        Message("Electric cars, vans or buses take the place of others."),
        "ΔCO₂ = N × d × (e_old × EF_old − e_el × EF_el) / 1000",
        DESIGN,
        (
            Input("vehicles", Message("Electric vehicles"), "", is_key=True),
            Input(
                "vehicle_type", Message("Type of vehicle"), kind=CHOICE, required=False, default=CAR,
                choices=vehicle_types(),
            ),
            Input("from_carrier", Message("Old energy carrier"), kind=CARRIER),
            _KM,
            _use("use_before_kwh_per_km", Message("Specific use of the old vehicles")),
            _use("electric_use_kwh_per_km", Message("Specific use of the electric vehicles")),
        ),
        electric_vehicles,
    ),
)  # fmt: skip
