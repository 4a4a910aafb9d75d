"""`secap factor electricity|heat|chp`: a local factor with every line of its derivation."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from secap.cli import output
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

if TYPE_CHECKING:
    from secap.method.basis.derivations import Derivation


NAMES = {
    "factor_t_per_mwh": Message("Local emission factor, t/MWh"),
    "loss_share": Message("Network losses, share of the heat supplied"),
    "heat_share": Message("Share of heat"),
    "electricity_share": Message("Share of electricity"),
    "heat_t": Message("Emissions of the heat, t"),
    "electricity_t": Message("Emissions of the electricity, t"),
    "heat_t_per_mwh": Message("Emissions per MWh of heat, t/MWh"),
    "electricity_t_per_mwh": Message("Emissions per MWh of electricity, t/MWh"),
}


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command with its three kinds."""
    factor = commands.add_parser(
        "factor", help="derive a local factor: electricity (EFE), heat (EFH), CHP split"
    )
    kinds = factor.add_subparsers(required=True, metavar="KIND", title="kinds")
    _electricity(kinds.add_parser("electricity", help="local electricity emission factor (EFE)"))
    _heat(kinds.add_parser("heat", help="local heat/cold emission factor (EFH)"))
    _chp(kinds.add_parser("chp", help="emissions of a CHP plant divided between heat and electricity"))


def _electricity(command: argparse.ArgumentParser) -> None:
    add = _adder(command)
    add("--consumption", "MWH", "electricity consumed in the territory (TCE)", required=True)
    add("--local", "MWH", "produced by local plants (LPE)", default=0.0)
    add("--local-t", "T", "emissions of that production (CO2LPE)", default=0.0)
    add("--green", "MWH", "certified green electricity bought (GEP)", default=0.0)
    add("--green-sold", "MWH", "guarantees of origin sold, taken off the bought", default=0.0)
    add("--green-factor", "T_PER_MWH", "emission factor of green electricity (LCA only)", default=0.0)
    add("--national", "T_PER_MWH", "national electricity factor (NEEFE); or give --country and --year")
    command.add_argument("--country", help="take the national factor of this country from an edition")
    command.add_argument("--year", type=int, help="year of that factor")
    command.add_argument("--electricity-edition", default="jrc_2024", help="edition (default: jrc_2024)")
    output.add_common(command)
    command.set_defaults(work=electricity)


def _heat(command: argparse.ArgumentParser) -> None:
    add = _adder(command)
    add("--consumption", "MWH", "heat consumed in the territory (LHC)", required=True)
    add("--produced", "MWH", "heat that local plants put into the network; shows its losses")
    add("--local-t", "T", "emissions of local production (CO2LPH), where --fuel is not used")
    for name, text in (("import", "heat brought in"), ("export", "heat delivered out")):
        command.add_argument(
            f"--{name}",
            dest=f"{name}s",
            nargs=2,
            type=number,
            action="append",
            default=[],
            metavar=("MWH", "T_PER_MWH"),
            help=f"{text}, with its factor; may be repeated",
        )
    command.add_argument(
        "--fuel",
        dest="fuels",
        nargs=3,
        action="append",
        default=[],
        metavar=("NAME", "MWH", "T_PER_MWH"),
        help="fuel burnt for the heat, with its factor; may be repeated",
    )
    output.add_common(command)
    command.set_defaults(work=heat)


def _chp(command: argparse.ArgumentParser) -> None:
    add = _adder(command)
    add("--fuel-emissions", "T", "emissions of all fuel the plant burnt (CO2CHPT)", "--fuel-t", required=True)
    add("--heat", "MWH", "heat produced (PH)", "--heat-mwh", required=True)
    add("--electricity", "MWH", "electricity produced (PE)", "--electricity-mwh", required=True)
    add("--heat-efficiency", "SHARE", "reference efficiency of heat, such as 0.9", "--eta-heat")
    add(
        "--electricity-efficiency",
        "SHARE",
        "reference efficiency of electricity, such as 0.4",
        "--eta-electricity",
    )
    command.add_argument(
        "--reference",
        metavar="CODE",
        default="guidebook",
        help="row of the reference efficiencies, where none are given: guidebook (default), natural_gas ...",
    )
    output.add_common(command)
    command.set_defaults(work=chp)


def _adder(command: argparse.ArgumentParser) -> Callable[..., None]:
    def add(name: str, metavar: str, text: str, *names: str, **more: Any) -> None:
        command.add_argument(name, *names, type=number, metavar=metavar, help=text, **more)

    return add


def number(text: str) -> float:
    """Return a number of the command line, written with a decimal point or, unmistakably, a comma."""
    from secap.method.basis.numbers import is_ambiguous, read_number

    try:
        value = read_number(text, "," if "," in text and "." not in text else ".")
    except InvalidInput as error:
        raise argparse.ArgumentTypeError(error.text()) from None
    if value is None or ("," in text and is_ambiguous(text)):
        raise argparse.ArgumentTypeError(f"“{text}” is ambiguous or empty; write 1234.5")
    return value


def electricity(arguments: argparse.Namespace) -> int:
    """Derive the EFE."""
    from secap.method.inventory.choosing import electricity_factor
    from secap.method.inventory.factors import EmissionFactor, FactorChoice
    from secap.method.inventory.local_electricity import GreenElectricity, LocalElectricity, local_electricity

    national: EmissionFactor | float
    if arguments.national is not None:
        national = arguments.national
    elif arguments.country and arguments.year:
        choice = FactorChoice(
            arguments.year, arguments.country.upper(), electricity_edition=arguments.electricity_edition
        )
        national = electricity_factor(choice)
    else:
        raise InvalidInput(
            Message("The national electricity factor is missing."),
            hint=Message("Give --national, or --country and --year."),
        )
    plants = [
        LocalElectricity(Message("local plants").text(arguments.lang), arguments.local, arguments.local_t)
    ]
    factor = arguments.green_factor
    green = [
        GreenElectricity("", mwh, factor, is_sale)
        for mwh, is_sale in ((arguments.green, False), (arguments.green_sold, True))
        if mwh
    ]
    found = local_electricity(
        consumption_mwh=arguments.consumption, national=national, plants=plants, green=green
    )
    return _show(arguments, {"factor_t_per_mwh": found.t_per_mwh}, found.derivation)


def heat(arguments: argparse.Namespace) -> int:
    """Derive the EFH."""
    from secap.method.inventory.local_heat import HeatExchange, HeatPlant, local_heat
    from secap.method.inventory.plants import FuelInput

    fuels = tuple(FuelInput(name, _number(mwh), _number(factor)) for name, mwh, factor in arguments.fuels)
    name = Message("local plants").text(arguments.lang)
    plants = []
    if fuels or arguments.local_t is not None or arguments.produced is not None:
        plants = [HeatPlant(name, arguments.produced, fuels, arguments.local_t)]
    exchanges = [HeatExchange("", mwh, factor) for mwh, factor in arguments.imports]
    exchanges += [HeatExchange("", mwh, factor, is_export=True) for mwh, factor in arguments.exports]
    found = local_heat(consumption_mwh=arguments.consumption, plants=plants, exchanges=exchanges)
    values = {"factor_t_per_mwh": found.t_per_mwh, "loss_share": found.loss_share}
    return _show(arguments, values, found.derivation)


def _number(text: str) -> float:

    try:
        return number(text)
    except argparse.ArgumentTypeError as error:
        raise InvalidInput(Message("{problem}", problem=str(error)), where=("--fuel",)) from None


def chp(arguments: argparse.Namespace) -> int:
    """Divide a CHP plant's emissions."""
    from secap.method.basis import codes
    from secap.method.inventory.chp import chp_split

    reference = codes.get("chp_efficiencies", arguments.reference)
    of_heat, of_electricity = arguments.heat_efficiency, arguments.electricity_efficiency
    split = chp_split(
        fuel_t=arguments.fuel_emissions,
        heat_mwh=arguments.heat,
        electricity_mwh=arguments.electricity,
        heat_efficiency=of_heat if of_heat is not None else reference.heat_efficiency,
        electricity_efficiency=of_electricity
        if of_electricity is not None
        else reference.electricity_efficiency,
    )
    values = {
        "heat_share": split.heat_share,
        "electricity_share": split.electricity_share,
        "heat_t": split.heat_t,
        "electricity_t": split.electricity_t,
        "heat_t_per_mwh": split.heat_t_per_mwh,
        "electricity_t_per_mwh": split.electricity_t_per_mwh,
    }
    return _show(arguments, values, split.derivation)


def _show(arguments: argparse.Namespace, values: dict[str, float | None], derivation: Derivation) -> int:
    from secap import locale

    if arguments.json:
        lines = output.derivation_lines(derivation, arguments.lang)
        output.print_json(
            {**values, "formula": derivation.formula, "method": derivation.method, "derivation": lines}
        )
        return 0
    output.print_derivation(derivation, arguments.lang)
    print()
    rows = [
        (
            NAMES[name].text(arguments.lang),
            locale.number(value, arguments.lang, 2 if name.endswith("_t") else 5),
        )
        for name, value in values.items()
    ]
    print(output.table((Message("Result").text(arguments.lang), ""), rows))
    return 0
