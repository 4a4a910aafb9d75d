"""A stakeholder as the book sees it, and who moved between two days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from secap.method.basis.codes import Row
from secap.method.stakeholders import matrices

AXES = {
    "support": matrices.SUPPORT,
    "interest": matrices.LEVELS,
    "power": matrices.LEVELS,
    "affectedness": matrices.LEVELS,
}  # axis: table of its scale
CRITERIA = ("is_affected", "has_resources", "is_needed")  # row 1.3-02; any of the three makes a stakeholder


@dataclass(frozen=True, slots=True)
class Position:
    """Where somebody stands: steps of the four scales; None is not known."""

    uid: str
    name: str
    support: float | None = None
    interest: float | None = None
    power: float | None = None
    affectedness: float | None = None

    @property
    def quadrant(self) -> Row | None:
        return matrices.quadrant(self.power, self.interest)

    @property
    def group(self) -> Row | None:
        return matrices.support_group(self.support, self.affectedness)


@dataclass(frozen=True, slots=True)
class StakeholderView:
    """An organisation or a group.

    type, vision_group, level : codes;  value_chain : codes;  is_affected, has_resources, is_needed : the
    three criteria, None: not answered;  contacts : people, as many as are known;  last_contact : of the log;
    reference : the record, for whoever shows it.
    """

    position: Position
    type: str = ""
    vision_group: str = ""
    value_chain: frozenset[str] = frozenset()
    is_primary: bool = False
    is_affected: bool | None = None
    has_resources: bool | None = None
    is_needed: bool | None = None
    level: str = ""
    contacts: int = 0
    last_contact: date | None = None
    review_on: date | None = None
    reference: object = field(default=None, compare=False)

    @property
    def uid(self) -> str:
        return self.position.uid

    @property
    def name(self) -> str:
        return self.position.name

    @property
    def quadrant(self) -> Row | None:
        return self.position.quadrant

    @property
    def group(self) -> Row | None:
        return self.position.group

    @property
    def proposed_level(self) -> str:
        return matrices.proposed_level(self.position.power, self.position.interest)

    @property
    def level_now(self) -> str:
        """The level chosen, else the one that the quadrant proposes."""
        return self.level or self.proposed_level

    @property
    def template_level(self) -> str:
        return matrices.template_level(self.level_now)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria that are met."""
        return tuple(name for name in CRITERIA if getattr(self, name))

    @property
    def is_identified(self) -> bool | None:
        """Whether any criterion is met; None where none is and not all are answered."""
        if self.criteria:
            return True
        return None if any(getattr(self, name) is None for name in CRITERIA) else False

    @property
    def is_placed(self) -> bool:
        """Whether it stands in both matrices."""
        return self.quadrant is not None and self.group is not None


@dataclass(frozen=True, slots=True)
class Movement:
    """One who moved, joined (no `before`) or left (no `after`)."""

    before: Position | None
    after: Position | None

    @property
    def name(self) -> str:
        present = self.after or self.before
        assert present is not None
        return present.name

    @property
    def uid(self) -> str:
        present = self.after or self.before
        assert present is not None
        return present.uid

    @property
    def axes(self) -> tuple[str, ...]:
        """The axes on which it moved, in the order of `AXES`; none for those who joined or left."""
        if self.before is None or self.after is None:
            return ()
        return tuple(axis for axis in AXES if getattr(self.before, axis) != getattr(self.after, axis))


def movements(before: Iterable[Position], after: Iterable[Position]) -> list[Movement]:
    """Return who moved, joined or left between two days, by name. Who stayed is not in it.

    The same stakeholder is the one of the same uid, whatever its name is now.
    """
    old: Mapping[str, Position] = {one.uid: one for one in before}
    new: Mapping[str, Position] = {one.uid: one for one in after}
    pairs = (Movement(old.get(uid), new.get(uid)) for uid in {**old, **new})
    moved = [one for one in pairs if one.before is None or one.after is None or one.axes]
    return sorted(moved, key=lambda one: (one.name.casefold(), one.uid))
