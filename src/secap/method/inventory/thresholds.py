"""The rows of `tables/checks/validation_checks.csv`: each check's severity and thresholds, with their "
"source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from secap.method.basis import tables
from secap.method.basis.findings import Severity
from secap.method.basis.messages import Code


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check of the table.

    no : row number (1-35 as in the data cleaning of the Covenant's data set, later ones our own);
    low, high, extreme : thresholds in `unit`, where the check has them;
    applies : inventory | no data (the tables hold no reference; runs where the caller gives one) | targets |
    actions;
    test : the rule in words;  source, quality : where the thresholds come from.
    """

    no: int
    id: str
    name: str
    severity: Severity
    low: float | None
    high: float | None
    extreme: float | None
    unit: str
    applies: str
    test: str
    source: str
    quality: str
    note: str

    @property
    def code(self) -> Code:
        """The check's name, to be said in any language."""
        return Code("checks", self.id, self.name)

    def limit(self, name: str) -> float:
        """Return the threshold `low`, `high` or `extreme`; KeyError where the row has none."""
        value: float | None = getattr(self, name)
        if value is None:
            raise KeyError(f"{self.id} has no threshold {name}")
        return value


def _number(text: str) -> float | None:
    return float(text) if text else None


@cache
def check_rows() -> dict[str, CheckRow]:
    """Return {id: row} of every check in the table, in its order."""
    found = {}
    for row in tables.rows("checks/validation_checks.csv"):
        found[row["id"]] = CheckRow(
            no=int(row["no"]),
            id=row["id"],
            name=row["name"],
            severity=Severity(row["severity"]),
            low=_number(row["low"]),
            high=_number(row["high"]),
            extreme=_number(row["extreme"]),
            unit=row["unit"],
            applies=row["applies"],
            test=row["test"],
            source=row["source"],
            quality=row["quality"],
            note=row["note"],
        )
    return found
