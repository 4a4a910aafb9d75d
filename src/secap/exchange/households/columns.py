"""What a household table's columns are, by the words of their headings in either language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secap.exchange.tables import Table
from secap.method.basis import codes
from secap.method.basis.messages import Message

SEARCHED_ROWS = 15
MONTHS = 12

GROUP, WEIGHT, PERSONS, ADULTS, CHILDREN = "group", "weight", "persons", "adults", "children"
INCOME, ENERGY, HOUSING = "income", "energy", "housing"
MONTH, YEAR = "month", "year"


@dataclass(frozen=True, slots=True)
class Target:
    """What a column may be.

    quantity : income, energy, housing, persons ...;  factor : to a year, 1 where it is none of money;
    is_summed : several columns may give parts of it, such as electricity and heat.
    """

    code: str
    label: Message
    quantity: str
    factor: float = 1.0
    is_summed: bool = False


TARGETS = {
    one.code: one
    for one in (
        Target("income_month", Message("Income, EUR a month"), INCOME, MONTHS),
        Target("income_year", Message("Income, EUR a year"), INCOME),
        Target("energy_month", Message("Energy cost, EUR a month"), ENERGY, MONTHS, True),
        Target("energy_year", Message("Energy cost, EUR a year"), ENERGY, 1.0, True),
        Target("housing_month", Message("Housing cost, EUR a month"), HOUSING, MONTHS, True),
        Target("housing_year", Message("Housing cost, EUR a year"), HOUSING, 1.0, True),
        Target(PERSONS, Message("Persons in the household"), PERSONS),
        Target(ADULTS, Message("Adults (14 years or older)"), ADULTS),
        Target(CHILDREN, Message("Children under 14"), CHILDREN),
        Target(WEIGHT, Message("Weight of the household in the survey"), WEIGHT),
        Target(GROUP, Message("Group, such as district or tenure"), GROUP),
    )
}

# Compared with headings without case, diacritics and punctuation. The first that fits wins.
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (CHILDREN, re.compile(r"\b(child|children|kids|bern\w*)\b")),
    (ADULTS, re.compile(r"\b(adults?|pieaugus\w*)\b")),
    (
        PERSONS,
        re.compile(
            r"\b(persons|people|members|household size)\b|\b(personu|cilveku|iedzivotaju|loceklu) skaits\b"
            r"|\bpersonas( majsaimnieciba)?$|\bmajsaimniecibas lielums\b"
        ),
    ),
    (WEIGHT, re.compile(r"\b(weight|svars|svari)\b")),
    (INCOME, re.compile(r"\b(incomes?|earnings|ienakum\w*|ienemum\w*)\b")),
    (
        ENERGY,
        re.compile(
            r"\b(energ\w*|electric\w*|elektr\w*|heating|heat|district heat\w*|apkur\w*|siltum\w*|gas|gaz\w*"
            r"|fuel|kurinam\w*|malk\w*)\b"
        ),
    ),
    (
        HOUSING,
        re.compile(
            r"\b(rent|mortgage|ire|ires maksa|hipotek\w*)\b"
            r"|\b(housing|majokl\w*)\b.*\b(cost|costs|expenses|payments?|izmaks\w*|izdevum\w*|maksajum\w*)\b"
        ),
    ),
    (
        GROUP,
        re.compile(
            r"\b(group|grupa|district|rajons|pagasts|parish|neighbourhood|apkaime|tenure|ipasum\w*|area|teritorija"
            r"|dwelling( type)?|(building|house) type|majokla veids|ekas? (veids|tips))\b"
        ),
    ),
)
_MONTH = re.compile(r"\b(month|months|monthly|menesi|menesa|men)\b")
_YEAR = re.compile(r"\b(year|yearly|annual|annually|gada|gads|yr)\b")


def target_of(heading: str) -> str:
    """Return the target that a heading names; a quantity of money without month or year: `income?`, `energy?`
    or `housing?`, so that a person says which; "" where nothing is recognised."""
    text = codes.folded(heading)
    quantity = next((name for name, words in _WORDS if words.search(text)), "")
    if quantity not in {INCOME, ENERGY, HOUSING}:
        return quantity
    if _MONTH.search(text):
        return f"{quantity}_{MONTH}"
    return f"{quantity}_{YEAR}" if _YEAR.search(text) else f"{quantity}?"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings stand and what each column is.

    columns : {place from 0: target, or `income?` and the like};  headings : {place: its words}.
    """

    header_row: int
    columns: dict[int, str]
    headings: dict[int, str]

    def chosen(self, columns: dict[int, str]) -> Layout:
        """Return the layout with what a person said of the columns."""
        return Layout(self.header_row, columns, self.headings)

    @property
    def known(self) -> dict[int, Target]:
        return {at: TARGETS[code] for at, code in self.columns.items() if code in TARGETS}

    def places(self, quantity: str) -> list[int]:
        return [at for at, target in self.known.items() if target.quantity == quantity]

    def problems(self) -> list[Message]:
        """Return what has to be said of the columns before anything can be summed up."""
        found = []
        if not self.places(INCOME):
            found.append(Message("Say which column holds the income, by month or by year."))
        if not self.places(ENERGY):
            found.append(Message("Say which column holds the cost of energy, by month or by year."))
        for target in TARGETS.values():
            if not target.is_summed and len(self.places(target.quantity)) > 1:
                found.append(Message("Two columns are taken for “{what}”. Choose one.", what=target.label))
                break
        return found


def layout_of(table: Table) -> Layout:
    """Return what the headings say: the row among the first whose cells are headings most often."""
    number, best = table.rows[0][0], -1
    for row, cells in table.rows[:SEARCHED_ROWS]:
        count = sum(isinstance(cell, str) and bool(target_of(cell)) for cell in cells)
        if count > best:
            number, best = row, count
    cells = next(cells for row, cells in table.rows if row == number)
    width = max(len(cells) for _row, cells in table.rows)
    cells = [*cells, *[None] * (width - len(cells))]
    headings = {at: "" if cell is None else str(cell) for at, cell in enumerate(cells)}
    columns: dict[int, str] = {}
    for at, heading in headings.items():
        code = target_of(heading)
        taken = code in columns.values() and not (code in TARGETS and TARGETS[code].is_summed)
        columns[at] = "" if taken else code
    return Layout(number, columns, headings)
