"""The adaptation scoreboard: a round for each day, earlier ones never overwritten, unrated never zero."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from secap.desk.risk.models import ScoreboardRating
from secap.desk.risk.scoreboard_charts import course as course_figure
from secap.desk.risk.scoreboard_charts import radar
from secap.method.risk.scoreboard import Rating, Round, course
from tests.cast import Cast

BOARD = "/upesciems/risk/scoreboard/"
RATE = BOARD + "rate/"
SPRING = date(2025, 5, 20)


@pytest.fixture
def ada(cast: Cast, sign_in: Callable[..., Client]) -> Client:
    return sign_in(cast.ada)


def text_of(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return plain(answer.content)


def plain(content: bytes) -> str:
    return " ".join(html.unescape(content.decode()).replace("\u00a0", " ").split())


def rating(cast: Cast, item: str, grade: str, day: date = SPRING, comment: str = "") -> ScoreboardRating:
    made = ScoreboardRating(item=item, grade=grade, date=day, comment=comment, rated_by="Bo")
    return cast.keep(cast.bo, made)  # type: ignore[return-value]


def stamp_of(client: Client, url: str) -> dict[str, str]:
    """Return what the form sends back unseen: the day that it shows, and what it saw of it."""
    content = client.get(url).content.decode()
    found = {}
    for name in ("stamp", "shown"):
        found[name] = content.partition(f'name="{name}" value="')[2].partition('"')[0]
    return found


def results(ratings: Iterable[ScoreboardRating]) -> list[Round]:
    return course(Rating(one.item, one.date, one.grade) for one in ratings)


def grades(day: date) -> dict[str, str]:
    return dict(ScoreboardRating.objects.filter(date=day).values_list("item", "grade"))


def test_an_empty_scoreboard_says_what_to_do(cast: Cast, ada: Client) -> None:
    text = text_of(ada, BOARD)
    assert "How far is the town on the way of adaptation?" in text and "Rate all items" in text


def test_the_form_begins_with_today_my_name_and_no_grade(cast: Cast, ada: Client) -> None:
    rating(cast, "s1_1", "b")
    text = text_of(ada, RATE)
    assert f'value="{timezone.localdate():%Y-%m-%d}"' in text and 'value="Ada"' in text
    assert text.count('value="" id="id_grade-s1_1_0" checked') == 1, "the earlier grade is shown, not taken"
    assert 'grade-b">B</span>' in text


def test_a_new_round_leaves_the_earlier_one_as_it_was(cast: Cast, ada: Client) -> None:
    before = rating(cast, "s1_1", "c", comment="Sākums")
    sent = {
        "date": "2026-05-20",
        "rated_by": "Ada",
        "grade-s1_1": "a",
        "grade-s2_1": "d",
        **stamp_of(ada, RATE),
    }
    assert ada.post(RATE, sent).status_code == 302
    assert grades(SPRING) == {"s1_1": "c"}
    assert grades(date(2026, 5, 20)) == {"s1_1": "a", "s2_1": "d"}
    before.refresh_from_db()
    assert (before.revision, before.comment, before.rated_by) == (1, "Sākums", "Bo")
    text = text_of(ada, BOARD)
    assert "20/05/2025" in text and "20/05/2026" in text


def test_unrated_is_neither_kept_nor_zero(cast: Cast, ada: Client) -> None:
    ada.post(RATE, {"date": "2025-05-20", "grade-s4_1": "b", "grade-s4_2": "", **stamp_of(ada, RATE)})
    assert grades(SPRING) == {"s4_1": "b"}
    (found,) = results(ScoreboardRating.objects.all())
    by_step = {step.step: step for step in found.steps}
    assert by_step["s4"].score == 3.0 and by_step["s4"].rated == 1
    assert by_step["s1"].score is None
    text = text_of(ada, BOARD)
    assert "1/3" in text and "0/7" in text
    figure = radar([found], "en")
    assert figure is not None
    assert figure.rows[0] == ("1 Preparing the ground", None), "no corner at the middle of the radar"
    assert "1 Preparing the ground: not rated" in figure.alt
    assert not [value for value in figure.spec["data"]["values"] if "face" in value]


def test_the_same_day_again_changes_the_record_and_keeps_what_it_was(cast: Cast, ada: Client) -> None:
    rating(cast, "s1_1", "c")
    rating(cast, "s1_2", "d")
    again = RATE + "?date=2025-05-20"
    assert 'value="Bo"' in text_of(ada, again)
    sent = {"date": "2025-05-20", "rated_by": "Ada", "grade-s1_1": "b", "grade-s1_2": "d"}
    ada.post(RATE, {**sent, **stamp_of(ada, again)})
    record = ScoreboardRating.objects.get(item="s1_1")
    assert (record.grade, record.revision, record.rated_by) == ("b", 2, "Ada")
    assert record.history.last().grade == "c"  # type: ignore[attr-defined]
    untouched = ScoreboardRating.objects.get(item="s1_2")
    assert (untouched.revision, untouched.rated_by) == (1, "Bo"), "what is the same is not Ada's"


def test_a_day_that_the_page_did_not_show_is_not_overwritten_unseen(cast: Cast, ada: Client) -> None:
    rating(cast, "s1_1", "c")
    seen = stamp_of(ada, RATE)
    sent = {"date": "2025-05-20", "grade-s1_1": "a", **seen}
    answer = ada.post(RATE, sent)
    assert answer.status_code == 409 and grades(SPRING) == {"s1_1": "c"}
    text = plain(answer.content)
    assert "There are grades of 20/05/2025 already" in text and "that day already" in text
    stamp = answer.content.decode().partition('name="stamp" value="')[2].partition('"')[0]
    assert ada.post(RATE, {**sent, "stamp": stamp, "shown": "2025-05-20"}).status_code == 302
    assert grades(SPRING) == {"s1_1": "a"}


def test_two_people_at_the_same_day_do_not_overwrite_each_other_silently(cast: Cast, ada: Client) -> None:
    record = rating(cast, "s1_1", "c")
    again = RATE + "?date=2025-05-20"
    seen = stamp_of(ada, again)
    record.grade = "b"
    cast.keep(cast.bo, record)
    answer = ada.post(RATE, {"date": "2025-05-20", "grade-s1_1": "a", **seen})
    assert answer.status_code == 409 and grades(SPRING) == {"s1_1": "b"}


def test_the_future_can_not_be_rated(cast: Cast, ada: Client) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    answer = ada.post(RATE, {"date": tomorrow.isoformat(), "grade-s1_1": "a", **stamp_of(ada, RATE)})
    assert answer.status_code == 422 and "lies in the future" in plain(answer.content)
    assert not ScoreboardRating.objects.exists()


def test_a_withdrawn_grade_can_be_brought_back(cast: Cast, ada: Client) -> None:
    record = rating(cast, "s1_1", "c")
    again = RATE + "?date=2025-05-20"
    ada.post(RATE, {"date": "2025-05-20", "grade-s1_1": "", "comment-s1_1": "", **stamp_of(ada, again)})
    assert not ScoreboardRating.objects.exists()
    assert ScoreboardRating.everything.get(uid=record.uid).grade == "c"


def test_a_contributors_round_waits_and_says_so(cast: Cast, sign_in: Callable[..., Client]) -> None:
    bo = sign_in(cast.bo)
    answer = bo.post(RATE, {"date": "2025-05-20", "grade-s1_1": "b", **stamp_of(bo, RATE)}, follow=True)
    assert "marked until the co-ordinator accepts it" in plain(answer.content)
    assert not ScoreboardRating.objects.get().accepted


def test_the_council_reads_and_has_no_buttons(cast: Cast, sign_in: Callable[..., Client]) -> None:
    rating(cast, "s1_1", "c")
    text = text_of(sign_in(cast.cy), BOARD)
    assert "scoreboard/rate/" not in text and "By step" in text


def test_the_course_is_broken_where_a_step_was_not_rated(cast: Cast) -> None:
    for year, step_4 in ((2023, "d"), (2024, ""), (2025, "b")):
        rating(cast, "s1_1", "c", date(year, 5, 1))
        if step_4:
            rating(cast, "s4_1", step_4, date(year, 5, 1))
    found = results(ScoreboardRating.objects.all())
    figure = course_figure(found, "en")
    assert figure is not None
    parts = {value["part"] for value in figure.spec["data"]["values"] if value["step"] == "5 Implementing"}
    assert len(parts) == 2, "no line runs over the year without a grade"
    assert [row[4] for row in figure.rows] == [1.0, None, 3.0]
    assert course_figure(found[:1], "en") is None


def test_the_radar_shows_three_earlier_rounds_at_most(cast: Cast) -> None:
    for year in range(2020, 2026):
        rating(cast, "s1_1", "c", date(year, 5, 1))
    figure = radar(results(ScoreboardRating.objects.all()), "lv")
    assert figure is not None
    assert figure.header == ("Solis", "1.05.2022.", "1.05.2023.", "1.05.2024.", "1.05.2025.")
