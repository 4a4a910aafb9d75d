"""The calendar's page: month, list, filters, what is late, who may change what; the unsubscribe page."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from secap.agenda.models import Reminders
from secap.desk.governance.models import Task
from secap.desk.registry.models import Person
from secap.plan.example import load_examples
from tests.cast import Cast

SignIn = Callable[[Person | None], Client]
PAGE = "/upesciems/calendar/"


def task(cast: Cast, title: str, due: date, actors: str = "administration", **values: str) -> Task:
    record = Task(step="assessment", title=title, actors=actors, due=due, **values)
    cast.keep(cast.ada, record)
    return record


def body(client: Client, query: str = "") -> str:
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.text)


def test_an_empty_calendar_says_where_dates_come_from(cast: Cast, sign_in: SignIn) -> None:
    cast.town.country = "MA"  # where not even a duty of the Covenant has a day
    cast.town.save()
    assert "Dates come from where they are entered" in body(sign_in(cast.ada))


def test_a_month_shows_its_dates_and_leads_to_its_neighbours(cast: Cast, sign_in: SignIn) -> None:
    task(cast, "Sveces", date(2031, 3, 31))
    client = sign_in(cast.ada)
    march = body(client, "?month=2031-03")
    assert "Sveces" in march and "March 2031" in march
    assert "month=2031-02" in march and "month=2031-04" in march
    assert "Sveces" not in body(client, "?month=2031-02")
    assert "Sveces" in body(client, "?month=2031-04")  # 31 March is a Monday: the first week holds it
    assert "Nothing is dated in this month." in body(client, "?month=2031-09")


def test_what_is_late_stands_on_top(cast: Cast, sign_in: SignIn) -> None:
    task(cast, "Novēlots", timezone.localdate() - timedelta(days=400))
    found = body(sign_in(cast.ada), "?month=2031-03")
    assert found.index("Overdue") < found.index("Novēlots") < found.index("March 2031")


def test_the_list_filters_by_kind_actor_and_person(cast: Cast, sign_in: SignIn) -> None:
    later = timezone.localdate() + timedelta(days=30)
    task(cast, "Budžets", later, "council")
    task(cast, "Rēķini", later, email="cy@example.org")
    task(cast, "Mērījumi", later, "stakeholders")
    task(cast, "Gatavs", later, state="done")
    client = sign_in(cast.cy)

    def shown(query: str) -> set[str]:
        found = body(client, "?view=list" + query)
        return {one for one in ("Budžets", "Rēķini", "Mērījumi", "Gatavs") if one in found}

    assert shown("") == {"Budžets", "Rēķini", "Mērījumi"}
    assert shown("&past=1") == {"Budžets", "Rēķini", "Mērījumi", "Gatavs"}
    assert shown("&actor=council") == {"Budžets"}
    assert shown("&mine=1") == {"Budžets", "Rēķini"}
    assert shown("&kind=event") == set()
    assert shown("&kind=nonsense&actor=nobody") == {"Budžets", "Rēķini", "Mērījumi"}


def test_who_only_reads_gets_pages_and_no_forms_to_change_dates(cast: Cast, sign_in: SignIn) -> None:
    record = task(cast, "Budžets", timezone.localdate())
    edit = reverse("governance:tasks-edit", args=["upesciems", record.uid])
    assert edit in body(sign_in(cast.bo)) and edit not in body(sign_in(cast.cy))


def test_a_person_chooses_how_often_mails_come(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.cy)
    assert 'value="weekly" id="rhythm-weekly" checked' in body(client)
    client.post(PAGE + "reminders/", {"rhythm": "daily"})
    assert Reminders.objects.get(email="cy@example.org").rhythm == "daily"
    assert 'value="daily" id="rhythm-daily" checked' in body(client)
    client.post(PAGE + "reminders/", {"rhythm": "hourly"})
    assert Reminders.objects.get(email="cy@example.org").rhythm == "daily"


def test_following_the_link_of_a_mail_changes_nothing_the_button_does(cast: Cast) -> None:
    setting = Reminders.objects.create(municipality=cast.town, email="juris@example.org")
    address = reverse("agenda:unsubscribe", args=[setting.key])
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    assert "How often shall they come?" in client.get(address).text
    setting.refresh_from_db()
    assert setting.rhythm == "weekly"
    assert "No more reminders" in client.post(address, {"rhythm": "never"}).text
    setting.refresh_from_db()
    assert setting.rhythm == "never"
    client.post(address, {"rhythm": "daily"})
    setting.refresh_from_db()
    assert setting.rhythm == "daily"


def test_one_click_unsubscribes_as_mail_programs_do(cast: Cast) -> None:
    """RFC 8058: a post without cookies, form or script."""
    setting = Reminders.objects.create(municipality=cast.town, email="juris@example.org", rhythm="daily")
    address = reverse("agenda:unsubscribe", args=[setting.key])
    answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    setting.refresh_from_db()
    assert answer.status_code == 200 and setting.rhythm == "never"


def test_an_unknown_key_unsubscribes_nobody(cast: Cast) -> None:
    assert Client().post(reverse("agenda:unsubscribe", args=["guess"])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?view=list&past=1"])
def test_the_page_is_quick_for_the_example_town(sign_in: SignIn, query: str) -> None:
    load_examples("a-long-password-1")
    client = sign_in(Person.objects.get(email="ada@example.org"))
    client.get(PAGE)  # templates and tables are read once
    took = []
    for _attempt in range(3):
        start = time.perf_counter()
        body(client, query)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.3
