"""What is worth knowing before a household table's sums are believed."""

from __future__ import annotations

from collections.abc import Iterator

from secap.exchange.households.reading import Reading
from secap.method.basis.messages import Amount, Message
from secap.method.poverty.households import NOT_EQUIVALISED, PERSONS_ONLY
from secap.method.poverty.summary import Summary

# Beyond these a month was probably taken for a year, or the other way round.
LEAST_INCOME_EUR, MOST_INCOME_EUR, MOST_SHARE = 1_500, 150_000, 0.5
MOST_GROUPS = 60


def notes(reading: Reading, found: Summary) -> Iterator[Message]:
    """Yield what a person should look at."""
    income, energy = found.whole.median_income_eur, found.whole.median_energy_eur
    if income is not None and not LEAST_INCOME_EUR <= income <= MOST_INCOME_EUR:
        yield Message(
            "Half of the households have an income below {income} a year. Look whether the column is by "
            "month or by year.",
            income=Amount(income, "EUR", 0),
        )
    if income and energy is not None and energy > MOST_SHARE * income:
        yield Message(
            "Energy costs a usual household more than half of its income. Look whether both columns are by "
            "month or by year as said."
        )
    if reading.ambiguous:
        yield Message(
            "Numbers that can be read in two ways, such as 1.250: {count}. “{sign}” is the decimal sign.",
            count=reading.ambiguous, sign=reading.decimal,
        )  # fmt: skip
    if found.zero_energy:
        yield Message(
            "Households with an energy cost of 0: {count}. M/2 calls them energy poor; make sure that a cost "
            "that is not known was left empty.",
            count=found.zero_energy,
        )
    if found.scale == NOT_EQUIVALISED:
        yield Message("The size of households is not told, so large and small ones are compared as they are.")
    if found.scale == PERSONS_ONLY:
        yield Message("The number of children is not told, so every person counts as an adult.")
    if not found.has_housing:
        yield Message("Rent and mortgage are not told, so incomes are compared before housing cost.")
