"""What the Covenant of Mayors asks by when: duties counted from adhesion, from submission, or from a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from secap.method.basis import tables
from secap.method.basis.messages import Message

HORIZON_YEARS = 4  # design: of what repeats, the next years are told; that holds one full report
TITLES = {
    "seap": Message("Submit the action plan (SEAP) to the Covenant of Mayors"),
    "secap": Message("Submit the action plan (SECAP) to the Covenant of Mayors"),
    "rva": Message("Hand in the risk and vulnerability assessment (RVA) with the plan"),
    "scoreboard": Message("Grade the adaptation scoreboard"),
    "monitoring": Message("Submit the monitoring report to the Covenant of Mayors"),
    "mei": Message("Submit the full report with a monitoring emission inventory (MEI)"),
    "energy_poverty": Message("From this day on plans and monitoring reports cover energy poverty"),
}


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that the Covenant asks by a day.

    number : which time, from 1;
    is_done : None where nobody recorded it, so that it is neither done nor late;
    is_start : the day begins a duty instead of ending one;
    quality, source, place, note : of the row.
    """

    code: str
    number: int
    day: date
    title: Message
    is_done: bool | None
    is_start: bool
    quality: str
    source: str
    place: str
    note: str

    def is_overdue(self, today: date) -> bool:
        """Return whether the day has passed and it is known that nothing was done."""
        return not self.is_start and self.is_done is False and self.day < today


def duties(
    adhesion_date: date | None,
    submission_date: date | None,
    today: date,
    *,
    region: str = "eu",
    fulfilled: Mapping[str, Sequence[date]] | None = None,
) -> list[Duty]:
    """Return what the Covenant asks, by day; nothing is counted from a day that is not known.

    A duty counted from adhesion or submission is due `years` later, and again every `every_years` up to
    `HORIZON_YEARS` after today. Each day on which it was fulfilled counts once: for the first time that is
    still open and whose predecessor's day lies before it. A late report fulfils the old duty, not the next.

    Parameters:
        adhesion_date : of the council's decision to join
        submission_date : of the plan
        region : code of `covenant_regions`
        fulfilled : {code: days}; a code that is missing is not known, an empty list is not done
    Source: com_faq, com_reporting_2016, com_energy_poverty_2022; rows and their quality in
        tables/obligations/deadlines.csv; worked cases tests/cases/deadlines.yaml
    Example:
        >>> found = duties(date(2023, 5, 10), None, date(2024, 1, 1), fulfilled={"secap": []})
        >>> [(one.day.isoformat(), one.is_done) for one in found if one.code == "secap"]
        [('2025-05-10', False)]
    """
    starts = {"adhesion": adhesion_date, "submission": submission_date}
    done = fulfilled or {}
    found: list[Duty] = []
    for row in tables.rows("obligations/deadlines.csv"):
        if row["region"] not in ("", region) or not _concerns(row, adhesion_date):
            continue
        if row["counted_from"] == "date":
            days: Iterable[date] = [date.fromisoformat(row["from_date"])]
        elif (start := starts[row["counted_from"]]) is not None:
            until = plus_years(today, HORIZON_YEARS)
            days = _occurrences(start, int(row["years"]), int(row["every_years"] or 0), until)
        else:
            continue
        found += _told(row, list(days), done.get(row["code"]))
    return sorted(found, key=lambda one: one.day)


def plus_years(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes the 28th where there is none.

    Source: design
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _concerns(row: Mapping[str, str], adhesion: date | None) -> bool:
    """Return whether a row holds for who joined on that day; it says from when to when."""
    if not row["adhesion_from"] and not row["adhesion_to"]:
        return True
    if adhesion is None:
        return False
    day = adhesion.isoformat()
    return (row["adhesion_from"] or day) <= day <= (row["adhesion_to"] or day)


def _occurrences(start: date, years: int, every_years: int, until: date) -> Iterator[date]:
    """Yield the days of a duty: the first whenever it is, what repeats up to `until`."""
    yield plus_years(start, years)
    if every_years:
        years += every_years
        while (day := plus_years(start, years)) <= until:
            yield day
            years += every_years


def _told(row: Mapping[str, str], days: Sequence[date], fulfilled: Sequence[date] | None) -> Iterator[Duty]:
    left = sorted(fulfilled or ())
    before: date | None = None
    for number, day in enumerate(days, 1):
        used = next((one for one in left if before is None or one > before), None)
        if used is not None:
            left.remove(used)
        yield Duty(
            row["code"], number, day, TITLES[row["code"]],
            None if fulfilled is None else used is not None,
            row["counted_from"] == "date", row["quality"], row["source"], row["place"], row["note"],
        )  # fmt: skip
        before = day
