"""Days and lists of codes in cells, in every way people write them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secap import locale
from secap.desk.risk.models import SectorImpact
from secap.exchange import importing, tables_out
from secap.exchange.days import NoDay, read_days
from secap.exchange.kinds import KINDS
from secap.method.basis import codes
from secap.method.basis.errors import InvalidInput
from tests.cast import Cast

DAY = date(2023, 8, 7)


@pytest.mark.parametrize(
    "text",
    ["2023-08-07", "2023-08-07 00:00:00", "07.08.2023", " 7.8.2023. ", "07.08.2023. g.",
     "2023. gada 7. augusts", "2023. gada 7. augustā", "7. augusts 2023", "7 August 2023",
     "August 7th, 2023", "07/08/2023"],
)  # fmt: skip
def test_one_day(text: str) -> None:
    assert (read_days(text).first, read_days(text).last) == (DAY, DAY)


@pytest.mark.parametrize("text", ["07.08.2023.–09.08.2023.", "07.08.2023-09.08.2023",
                                  "2023-08-07 - 2023-08-09", "07.08.2023. līdz 09.08.2023."])  # fmt: skip
def test_two_days(text: str) -> None:
    assert (read_days(text).first, read_days(text).last) == (DAY, date(2023, 8, 9))


@pytest.mark.parametrize(
    "text", ["2023", "2023. gads", "2023. gada augusts", "summer 2023", "2023-08", "2022-2023"]
)
def test_a_year_or_a_month_is_no_day(text: str) -> None:
    with pytest.raises(NoDay):
        read_days(text)


@pytest.mark.parametrize("text", ["31.02.2023", "2023-13-01", "07.08.23", "45145", "vasarā",
                                  "09.08.2023–07.08.2023", "99.99.2023", "2023-08-07 – 2024"])  # fmt: skip
def test_what_names_no_time_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_days(text)
    assert not isinstance(refused.value, NoDay) and refused.value.hint


@pytest.mark.parametrize("text", ["07/08/2023", "2023. gada 7. augusts"])
def test_a_day_that_another_might_read_otherwise_is_shown(text: str) -> None:
    assert not read_days(text).is_clear and read_days("07.08.2023.").is_clear


@given(st.dates(date(1000, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%Y."]))
def test_every_day_is_read_as_it_was_written(day: date, form: str) -> None:
    text = day.strftime(form)
    assert read_days(text).first == read_days(text).last == day


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    groups=st.lists(st.sampled_from(list(codes.table("vulnerable_groups"))), unique=True),
    domains=st.lists(st.sampled_from(list(codes.table("impact_domains"))), unique=True),
    lang=st.sampled_from(list(locale.LANGUAGES)),
)
def test_every_list_of_codes_comes_back(cast: Cast, groups: list[str], domains: list[str], lang: str) -> None:
    SectorImpact.everything.all().delete()
    made = SectorImpact(
        hazard="heat_wave", sector="water", groups=" ".join(groups), domains=" ".join(domains)
    )  # fmt: skip
    cast.keep(cast.ada, made)
    kind = KINDS["sector_impacts"]
    with translation.override(lang):
        content = tables_out.csv_table(kind, kind.records(cast.town, None), lang)
        reading, found = importing.check(importing.begin(cast.town, cast.ada, kind, None, "t.csv", content))
    assert (reading.problems, found.changed, found.same) == ([], [], 1)
