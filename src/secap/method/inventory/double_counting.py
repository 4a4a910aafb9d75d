"""Double counting: fuel burnt for district heat or local electricity that stands in final consumption "
"once more."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from secap.method.basis.derivations import Derivation, Step
from secap.method.basis.messages import Code, Message
from secap.method.inventory.energy import EnergyUse
from secap.method.inventory.places import carrier_code, carrier_group, is_transport

PRODUCTS = {"heat_cold": ("heat_cold",), "electricity": ("electricity",), "chp": ("heat_cold", "electricity")}


@dataclass(frozen=True, slots=True)
class TransformationInput:
    """Fuel that a plant burnt to make heat or electricity, MWh/a.

    product : heat_cold | electricity | chp (both);  plant : its name;
    excluded : True when this amount was taken out of final consumption and marked as transformation input. It
    lessens what may be counted twice, but not what a stated total proves.
    """

    carrier: str
    mwh: float
    product: str = "heat_cold"
    plant: str = ""
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """Final energy consumption as somebody else states it, which the parts should add up to, MWh/a.

    sector, carrier : codes, None for all of them;  source : who states it.
    """

    mwh: float
    sector: str | None = None
    carrier: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Energy of one carrier counted twice.

    mwh : the size, > 0;  certain : True when a stated total proves it, False when it is the most it can be;
    fuel_mwh : fuel of the plants;  final_mwh : the same carrier in final consumption of stationary sectors;
    share : mwh per total final consumption.
    """

    carrier: str
    plants: tuple[str, ...]
    products: tuple[str, ...]
    mwh: float
    certain: bool
    fuel_mwh: float
    final_mwh: float
    share: float
    derivation: Derivation

    @property
    def code(self) -> Code:
        return carrier_code(self.carrier)


def overlaps(
    uses: Sequence[EnergyUse],
    transformation: Sequence[TransformationInput],
    stated_totals: Sequence[StatedTotal] = (),
) -> list[Overlap]:
    """Return how much of each carrier stands in final consumption and in district heat or local electricity.

    With F fuel of plants, X fuel marked as transformation input, C final consumption of the carrier outside
    transport, A in all sectors, T its stated total: overlap = min(max(F, X), C, max(0, A - T)), proven;
    without a stated total: overlap = min(max(0, F - X), C), the most that can be counted twice.

    Parameters: uses : final consumption, MWh/a;  transformation : fuel of the plants;
        stated_totals : those of one carrier and all sectors are used.
    Returns: one Overlap per carrier whose product is in final consumption as well; none of size 0
    Source: design; worked case tests/cases/checks.yaml
    """
    total = math.fsum(use.mwh for use in uses)
    found = []
    for carrier in dict.fromkeys(part.carrier for part in transformation):
        inputs = [part for part in transformation if part.carrier == carrier and _product_used(part, uses)]
        burnt = math.fsum(part.mwh for part in inputs if not part.excluded)
        marked = math.fsum(part.mwh for part in transformation if part.carrier == carrier and part.excluded)
        everywhere = math.fsum(use.mwh for use in uses if use.carrier == carrier)
        final = math.fsum(use.mwh for use in uses if use.carrier == carrier and not is_transport(use.sector))
        stated = _stated(stated_totals, carrier)
        if stated is None:
            fuel = max(0.0, burnt - marked)
            size = min(fuel, final)
        else:  # a total proves it, whatever was marked
            fuel = max(burnt, marked)
            size = min(fuel, final, max(0.0, everywhere - stated))
        if size > 0:
            found.append(
                Overlap(
                    carrier,
                    plants=tuple(
                        dict.fromkeys(part.plant for part in inputs if part.plant and not part.excluded)
                    ),
                    products=tuple(dict.fromkeys(p for part in inputs for p in PRODUCTS[part.product])),
                    mwh=size,
                    certain=stated is not None,
                    fuel_mwh=fuel,
                    final_mwh=final,
                    share=size / total if total > 0 else 1.0,
                    derivation=_derivation(carrier, burnt, marked, final, everywhere, stated, size),
                )
            )
    return found


def fuel_possibly_counted_twice_mwh(uses: Sequence[EnergyUse]) -> tuple[float, list[str]]:
    """Return what is counted twice if the fuel of unstated heat plants is in final use, and its carriers.

    min(district heat, fuels in stationary sectors): a plant burns at least as much fuel as the heat it gives.
    """
    heat = math.fsum(use.mwh for use in uses if carrier_group(use.carrier) == "heat_cold")
    fuels = [use for use in uses if _burnable(use.carrier) and not is_transport(use.sector) and use.mwh > 0]
    carriers = list(dict.fromkeys(use.carrier for use in fuels))
    return min(heat, math.fsum(use.mwh for use in fuels)), carriers


def _burnable(carrier: str) -> bool:
    if carrier in ("solar_thermal", "geothermal"):
        return False
    return carrier_group(carrier) in ("fossil", "renewable")


def _product_used(part: TransformationInput, uses: Iterable[EnergyUse]) -> bool:
    """Whether what the plant makes stands in final consumption."""
    return any(use.carrier in PRODUCTS[part.product] and use.mwh > 0 for use in uses)


def _stated(totals: Sequence[StatedTotal], carrier: str) -> float | None:
    return next((total.mwh for total in totals if total.carrier == carrier and total.sector is None), None)


def _derivation(
    carrier: str,
    burnt: float,
    marked: float,
    final: float,
    everywhere: float,
    stated: float | None,
    size: float,
) -> Derivation:
    steps = [
        Step(Message("Fuel burnt in plants"), burnt, "MWh/a", "F"),
        Step(
            Message("of it marked as transformation input and taken out of final consumption"),
            marked,
            "MWh/a",
            "X",
        ),
        Step(Message("The same carrier in final consumption outside transport"), final, "MWh/a", "C"),
    ]
    how = "min(max(0, F − X), C)"
    if stated is not None:
        steps.append(
            Step(Message("The same carrier in final consumption, all sectors"), everywhere, "MWh/a", "A")
        )
        steps.append(Step(Message("Stated total of final consumption"), stated, "MWh/a", "T"))
        how = "min(max(F, X), C, max(0, A − T))"
    steps.append(Step(Message("Overlap"), size, "MWh/a", how))
    title = Message("Double counting of {carrier}", carrier=carrier_code(carrier))
    return Derivation(title, how, "design", tuple(steps), size, "MWh/a", subject=carrier_code(carrier))
