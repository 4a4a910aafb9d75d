"""What an action is worth: payback, net present value, internal rate of return, cost of a tonne.

All money is real (prices of one year, no inflation). The cost falls due at once; savings and costs of
operation come at the end of each whole year of the lifetime and stay the same. Avoided damage is no money in
hand and is left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from secap.method.actions.action import Action
from secap.method.actions.schedule import full_effect_year
from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Amount, Message

BISECTIONS = 200  # more than the halvings that a float has digits
ONCE = Message("Cost once, investment and other (C)")
SAVING = Message("Money saved or earned a year (S)")
OPERATION = Message("Cost of operation a year (O)")
TONNES = Message("Emissions avoided a year (t)")
RATE = Message("Discount rate (r)")
LIFETIME = Message("Lifetime, whole years (n)")


def simple_payback_years(investment_eur: float, yearly_net_eur: float) -> float | None:
    """Return the years until the yearly net saving has paid the cost back; None where it never does.

    Not discounted, and not limited by the lifetime.

    Parameters: investment_eur : once, >= 0;  yearly_net_eur : savings less costs of operation, EUR/a
    Raises: InvalidInput where a value is no number or the investment is negative
    Source: design, C / (S - O)
    """
    _amount(investment_eur, ONCE, not_negative=True)
    if _amount(yearly_net_eur, SAVING) <= 0:
        return None
    return investment_eur / yearly_net_eur


def annuity_factor(rate: float, years: int) -> float:
    """Return the present value of 1 EUR a year, paid at the end of each of `years` years.

    Divide a cost by it to spread the cost evenly over these years.

    Parameters: rate : discount rate a year, share, > -1;  years : whole years, >= 1
    Raises: InvalidInput naming the rate or the years
    Source: design, a = (1 - (1 + r)^-n) / r, and n where r is 0
    Example:
        >>> round(annuity_factor(0.04, 10), 4)
        8.1109
    """
    if not (math.isfinite(rate) and rate > -1):
        raise InvalidInput(
            Message("The discount rate is {rate} %, but must be above -100 %.", rate=float(rate) * 100),
            where=("rate",),
            hint=Message("Enter a rate such as 4 %."),
        )
    if years < 1:
        raise InvalidInput(
            Message("The lifetime is {years} years, but must be one year at least.", years=years),
            where=("years",),
            hint=Message("Enter the lifetime of the action."),
        )
    if rate == 0:
        return float(years)
    try:
        return -math.expm1(-years * math.log1p(rate)) / rate
    except OverflowError:  # a rate close to -100 %
        return math.inf


def net_present_value_eur(investment_eur: float, yearly_net_eur: float, *, rate: float, years: int) -> float:
    """Return what the yearly net savings are worth today, less the cost.

    Parameters: investment_eur : due at once, >= 0
        yearly_net_eur : at the end of each year, EUR/a, may be negative
        rate : discount rate a year, share, > -1;  years : whole years, >= 1; a part of a year is not counted
    Returns: EUR
    Raises: InvalidInput naming the value
    Source: design, NPV = -C + (S - O) × (1 - (1 + r)^-n) / r
    Example:
        >>> round(net_present_value_eur(1000, 150, rate=0.04, years=10), 2)
        216.63
    """
    _amount(investment_eur, ONCE, not_negative=True)
    if _amount(yearly_net_eur, SAVING) == 0:
        annuity_factor(rate, years)  # a wrong rate is told even where it changes nothing
        return -investment_eur
    return yearly_net_eur * annuity_factor(rate, years) - investment_eur


def internal_rate_of_return(investment_eur: float, yearly_net_eur: float, *, years: int) -> float | None:
    """Return the discount rate at which the net present value is 0; None where there is none.

    There is exactly one where both cost and yearly net saving are above 0; it is negative where the savings
    never sum up to the cost. Found by halving an interval: at its lower end the last year alone (or, from
    0 %, the sum of the years) pays the cost; at its upper end, S - O over C, an endless saving just pays it.

    Parameters: investment_eur : once, >= 0;  yearly_net_eur : EUR/a;  years : whole years, >= 1
    Returns: share a year, > -1
    Raises: InvalidInput naming the value
    Source: design, 0 = -C + (S - O) × (1 - (1 + i)^-n) / i
    """
    _amount(investment_eur, ONCE, not_negative=True)
    _amount(yearly_net_eur, SAVING)
    sum_of_years = yearly_net_eur * annuity_factor(0.0, years)
    if investment_eur == 0 or yearly_net_eur <= 0:
        return None
    low, high = 0.0, yearly_net_eur / investment_eur
    if sum_of_years < investment_eur:
        low, high = math.expm1((math.log(yearly_net_eur) - math.log(investment_eur)) / years), 0.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        if not low < middle < high:
            break
        if net_present_value_eur(investment_eur, yearly_net_eur, rate=middle, years=years) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def abatement_cost_eur_per_t(
    *,
    investment_eur: float,
    yearly_cost_eur: float,
    yearly_saving_eur: float,
    t_per_year: float,
    rate: float,
    years: int,
) -> float | None:
    """Return what a tonne avoided costs over the lifetime; negative where the action saves money.

    The cost is spread over the lifetime (annuity), and every year of it avoids the same.

    Parameters: investment_eur : once, >= 0;  yearly_cost_eur, yearly_saving_eur : EUR/a
        t_per_year : avoided, t/a;  rate : share, > -1;  years : whole years, >= 1
    Returns: EUR/t; None where nothing is avoided
    Raises: InvalidInput naming the value
    Source: design, (C / a + O - S) / t with a = (1 - (1 + r)^-n) / r
    """
    _amount(investment_eur, ONCE, not_negative=True)
    spread_eur = investment_eur / annuity_factor(rate, years)
    yearly_eur = spread_eur + _amount(yearly_cost_eur, OPERATION) - _amount(yearly_saving_eur, SAVING)
    return yearly_eur / t_per_year if _amount(t_per_year, TONNES) > 0 else None


def _amount(value: float, what: Message, *, not_negative: bool = False) -> float:
    if not math.isfinite(value):
        raise InvalidInput(
            Message("{what} is {value}, which is no number.", what=what, value=str(value)),
            hint=Message("Correct the value."),
        )
    if not_negative and value < 0:
        raise InvalidInput(
            Message("{what} is {value}, but must not be negative.", what=what, value=Amount(value)),
            hint=Message("Correct the value."),
        )
    return value


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What an action costs and brings; a figure is None where one of its inputs is unknown or it has none.

    eur_per_t : cost once per tonne a year, not discounted, EUR/(t/a);  irr_share : a year, share;
    abatement_cost_eur_per_t : over the lifetime, EUR/t;  yearly_net_eur : savings less operation, EUR/a;
    lifetime_years : whole years that were counted;  derivations : one for each known figure;
    missing : what to enter so that the others become known, or why they can't.
    """

    eur_per_t: float | None
    payback_years: float | None
    npv_eur: float | None
    irr_share: float | None
    abatement_cost_eur_per_t: float | None
    yearly_net_eur: float | None
    lifetime_years: int | None
    derivations: tuple[Derivation, ...]
    missing: tuple[Message, ...]


def appraise(action: Action, *, rate: float, price_year: int | None, horizon_year: int) -> Appraisal:
    """Return the figures by which an action is judged, with the way to each.

    The lifetime counts in whole years, a begun one not. Where none is entered the effect outlasts the
    horizon: the years from the full effect (else from `price_year`) to `horizon_year` count, both included.
    Nothing unknown is taken as 0: a saving or cost of operation that does not exist must be entered as 0.

    Parameters: rate : discount rate a year, share, > -1;  price_year : of the money, None where not chosen
        horizon_year : last year of the plan
    Raises: InvalidInput where the rate or a value of the action is none
    Source: design
    """
    annuity_factor(rate, 1)  # the rate is checked whatever else is known
    cost, saving, operation, t = (
        action.cost_eur,
        action.yearly_saving_eur,
        action.yearly_cost_eur,
        action.t,
    )
    years, how, missing_years = _lifetime(action, price_year, horizon_year)
    net = None if saving is None or operation is None else saving - operation
    payback = npv = irr = abatement = None
    if cost is not None and net is not None:
        payback = simple_payback_years(cost, net)
    if cost is not None and net is not None and years is not None:
        npv = net_present_value_eur(cost, net, rate=rate, years=years)
        irr = internal_rate_of_return(cost, net, years=years)
        if saving is not None and operation is not None and t is not None:
            abatement = abatement_cost_eur_per_t(
                investment_eur=cost, yearly_cost_eur=operation, yearly_saving_eur=saving,
                t_per_year=t, rate=rate, years=years,
            )  # fmt: skip
    prices = Message("prices of {year}", year=price_year) if price_year is not None else ""
    once = Step(ONCE, cost, "EUR", prices)
    flows = (Step(SAVING, saving, "EUR/a", prices), Step(OPERATION, operation, "EUR/a", prices))
    tonnes = Step(TONNES, t, "t/a")
    time = (Step(RATE, rate * 100, "%"), Step(LIFETIME, years, "a", how))
    figures = [
        (Message("Cost of a tonne a year"), "C / t", (once, tonnes), action.eur_per_t, "EUR/(t/a)"),
        (Message("Yearly net saving"), "S - O", flows, net, "EUR/a"),
        (Message("Simple payback"), "C / (S - O)", (once, *flows), payback, "a"),
        (
            Message("Net present value"), "-C + (S - O) × (1 - (1 + r)^-n) / r", (once, *flows, *time), npv,
            "EUR",
        ),
        (
            Message("Internal rate of return"), "0 = -C + (S - O) × (1 - (1 + i)^-n) / i",
            (once, *flows, time[1]), None if irr is None else irr * 100, "%",
        ),
        (
            Message("Abatement cost over the lifetime"), "(C × r / (1 - (1 + r)^-n) + O - S) / t",
            (once, *flows, tonnes, *time), abatement, "EUR/t",
        ),
    ]  # fmt: skip
    return Appraisal(
        eur_per_t=action.eur_per_t,
        payback_years=payback,
        npv_eur=npv,
        irr_share=irr,
        abatement_cost_eur_per_t=abatement,
        yearly_net_eur=net,
        lifetime_years=years,
        derivations=tuple(
            Derivation(title, formula, "design", steps, result, unit)
            for title, formula, steps, result, unit in figures
            if result is not None
        ),
        missing=(*_missing(action), *missing_years),
    )


def _lifetime(
    action: Action, price_year: int | None, horizon_year: int
) -> tuple[int | None, Message | str, tuple[Message, ...]]:
    """Return the whole years that count, where they come from, and what is missing where there are none."""
    if action.lifetime_years is not None:
        years = math.floor(action.lifetime_years)
        if years < 1:
            return (
                None,
                "",
                (Message("Enter a lifetime of one year at least: shorter ones are not discounted."),),
            )
        return years, "", ()
    begin = full_effect_year(action)
    if begin is None:
        begin = price_year
    if begin is None:
        return None, "", (Message("Enter the lifetime, or when the action starts."),)
    if begin > horizon_year:
        late = Message(
            "Enter the lifetime: without one the effect counts until {horizon}, and it begins in {year}.",
            horizon=horizon_year,
            year=begin,
        )
        return None, "", (late,)
    how = Message("no lifetime entered: {first} to {last}", first=begin, last=horizon_year)
    return horizon_year - begin + 1, how, ()


def _missing(action: Action) -> list[Message]:
    found = []
    if action.cost_eur is None:
        found.append(Message("Enter the investment or another cost (0 where there is none)."))
    if action.yearly_saving_eur is None:
        found.append(Message("Enter the money saved or earned a year (0 where there is none)."))
    if action.yearly_cost_eur is None:
        found.append(Message("Enter the cost of operation a year (0 where there is none)."))
    if action.t is None:
        found.append(Message("Calculate or state the tonnes avoided a year."))
    elif action.t <= 0:
        found.append(Message("The action avoids no emissions, so there is no cost of a tonne."))
    return found
