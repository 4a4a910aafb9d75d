"""Estimates as energy uses: saved with everything they were made from, opened again, changed, and saved in
place.

The field `estimate` of an energy use holds {id, method, sector, level, inputs, assumptions, known}: `id`
joins the carriers of one estimate, `known` the figures of other sectors where the method needs them.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from secap.desk.inventory.estimating import METHODS
from secap.desk.inventory.estimating.method import Facts, Method
from secap.desk.inventory.estimating.running import Run
from secap.desk.inventory.models import EnergyUse, Inventory, NotationKey
from secap.desk.registry.models import Person
from secap.desk.registry.records import StaleRecord
from secap.desk.registry.saving import keep_as, remove_as
from secap.method.basis.errors import SecapError
from secap.method.inventory.estimates import Estimate
from secap.method.inventory.estimates.result import default_scope

FINAL = "final"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the cells that an estimate would fill.

    mine : energy uses of this very estimate;  others : figures of another origin in the same cells.
    """

    mine: tuple[EnergyUse, ...]
    others: tuple[EnergyUse, ...]

    @property
    def state(self) -> str:
        """Name exactly these rows and revisions, to see whether somebody changed them meanwhile."""
        return ",".join(sorted(f"{use.uid}:{use.revision}" for use in (*self.mine, *self.others)))


@dataclass(frozen=True, slots=True)
class SavedEstimate:
    """One estimate of an inventory, from its energy uses."""

    id: str
    method: Method
    sector: str
    uses: tuple[EnergyUse, ...]

    @property
    def data(self) -> Mapping[str, Any]:
        return self.uses[0].estimate or {}

    @property
    def total_mwh(self) -> float:
        return sum(use.amount for use in self.uses)

    @property
    def latest(self) -> EnergyUse:
        return max(self.uses, key=lambda use: use.updated_at)

    @property
    def is_accepted(self) -> bool:
        return all(use.accepted for use in self.uses)


def new_id() -> str:
    return secrets.token_hex(6)


def saved_estimates(uses: Iterable[EnergyUse]) -> list[SavedEstimate]:
    """Return the estimates among energy uses, in their order."""
    groups: dict[str, list[EnergyUse]] = {}
    for use in uses:
        data = use.estimate
        if isinstance(data, dict) and data.get("id") and data.get("method") in METHODS:
            groups.setdefault(str(data["id"]), []).append(use)
    return [
        SavedEstimate(id, METHODS[found[0].estimate["method"]], found[0].sector, tuple(found))  # type: ignore[index]
        for id, found in groups.items()
    ]


def standing(inventory: Inventory, sector: str, carriers: Iterable[str], estimate_id: str) -> Standing:
    """Return what stands where the estimate would go."""
    wanted = set(carriers)
    mine, others = [], []
    for use in EnergyUse.objects.filter(inventory=inventory, purpose=FINAL):
        if (use.estimate or {}).get("id") == estimate_id:
            mine.append(use)
        elif use.sector == sector and use.carrier in wanted:
            others.append(use)
    return Standing(tuple(mine), tuple(others))


@transaction.atomic
def save(
    inventory: Inventory,
    result: Run,
    facts: Facts,
    person: Person,
    *,
    estimate_id: str,
    state: str,
    replace_others: bool,
    source: str,
    note: str,
) -> int:
    """Save an estimate as energy uses of its sector; return how many.

    Rows of the same estimate are changed in place; its carriers that are gone are removed (undoably), and
    with `replace_others` figures of another origin in the same cells as well. A notation key in such a cell
    goes. Raises: StaleRecord when the cells no longer are as `state` names them.
    """
    estimate = result.estimate
    assert estimate is not None
    Inventory.objects.select_for_update().get(pk=inventory.pk)
    there = standing(inventory, facts.sector, estimate.mwh, estimate_id)
    if there.state != state:
        raise StaleRecord
    data = as_json(result, facts, estimate_id)
    by_carrier = {use.carrier: use for use in there.mine if use.sector == facts.sector}
    reason = f"estimate: {result.form.method.code}"
    for carrier, mwh in estimate.mwh.items():
        use = by_carrier.pop(carrier, None) or EnergyUse(
            municipality=inventory.municipality,
            inventory=inventory,
            carrier=carrier,
            unit="mwh",
            purpose=FINAL,
        )
        use.sector, use.amount, use.scope = facts.sector, mwh, default_scope(carrier)
        use.data_quality, use.estimate, use.source, use.note = estimate.quality, data, source, note
        keep_as(person, use, reason)
    gone = [use for use in there.mine if use.sector != facts.sector or use.carrier in by_carrier]
    for use in [*gone, *(there.others if replace_others else ())]:
        remove_as(person, use)
    for key in NotationKey.objects.filter(
        inventory=inventory, sector=facts.sector, carrier__in=list(estimate.mwh)
    ):
        remove_as(person, key)
    return len(estimate.mwh)


def as_json(result: Run, facts: Facts, estimate_id: str) -> dict[str, Any]:
    """Return what an energy use remembers of its estimate."""
    method = result.form.method
    data: dict[str, Any] = {
        "id": estimate_id,
        "method": method.code,
        "sector": facts.sector,
        "level": result.level,
        "inputs": result.inputs,
        "assumptions": result.overrides,
    }
    if method.uses_known:
        data["known"] = {
            sector: dict(parts) for sector, parts in facts.known_mwh.items() if sector != facts.sector
        }
    return data


def calculated_again(use: EnergyUse, year: int) -> Estimate | None:
    """Return the estimate behind an energy use, calculated from what it remembers; None where that can't be
    done."""
    data = use.estimate
    if not isinstance(data, dict) or data.get("method") not in METHODS:
        return None
    try:
        return METHODS[data["method"]].estimate(
            data.get("inputs", {}),
            level=data.get("level", "local"),
            overrides=data.get("assumptions", {}),
            known=data.get("known", {}),
            year=year,
            sector=data.get("sector", use.sector),
        )
    except (SecapError, KeyError, TypeError, ValueError):
        return None
