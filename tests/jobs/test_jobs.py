"""Long work: begun, watched, finished, failed, and nobody else's business."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.core.cache import caches

from secap.jobs.models import Job
from secap.jobs.progress import Progress, how_far
from secap.jobs.running import WORKS, Result, fail_interrupted, start, work
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from tests.cast import Cast


@pytest.fixture
def kinds() -> Iterator[None]:
    before = dict(WORKS)

    @work("good")
    def good(job: Job, progress: Progress) -> Result:
        progress(3, 3, "rows")
        return Result(job.municipality.get_absolute_url(), "3 rows")

    @work("refused")
    def refused(job: Job, progress: Progress) -> Result:
        raise InvalidInput(Message("Row {row} is wrong.", row=7), hint=Message("Correct it."))

    @work("broken")
    def broken(job: Job, progress: Progress) -> Result:
        raise ZeroDivisionError

    yield
    WORKS.clear()
    WORKS.update(before)


def begin(cast: Cast, kind: str, capture) -> Job:  # type: ignore[no-untyped-def]
    with capture(execute=True):
        job = start(kind, municipality=cast.town, person=cast.ada, title="Import")
    return Job.objects.get(pk=job.pk)


@pytest.mark.usefixtures("kinds")
class TestJobs:
    def test_a_finished_job_leads_to_its_result(self, cast, sign_in, django_capture_on_commit_callbacks):  # type: ignore[no-untyped-def]
        job = begin(cast, "good", django_capture_on_commit_callbacks)
        assert job.state == "done"
        assert how_far(job.pk).percent == 100
        page = sign_in(cast.ada).get(job.get_absolute_url()).content.decode()
        assert "3 rows" in page and cast.town.get_absolute_url() in page

    def test_a_refused_job_says_what_to_do(self, cast, sign_in, django_capture_on_commit_callbacks):  # type: ignore[no-untyped-def]
        job = begin(cast, "refused", django_capture_on_commit_callbacks)
        assert job.state == "failed"
        assert job.error.startswith("Row 7") or "7" in job.error
        assert job.error in sign_in(cast.ada).get(job.get_absolute_url()).content.decode()

    def test_a_fault_of_ours_shows_no_trace(self, cast, sign_in, django_capture_on_commit_callbacks):  # type: ignore[no-untyped-def]
        job = begin(cast, "broken", django_capture_on_commit_callbacks)
        assert job.state == "failed"
        assert "ZeroDivision" not in sign_in(cast.ada).get(job.get_absolute_url()).content.decode()

    def test_a_stranger_learns_nothing(self, cast, sign_in, django_capture_on_commit_callbacks):  # type: ignore[no-untyped-def]
        job = begin(cast, "good", django_capture_on_commit_callbacks)
        assert sign_in(cast.eve).get(job.get_absolute_url()).status_code == 404

    def test_an_unfinished_job_shows_a_bar_and_asks_again(self, cast, sign_in):  # type: ignore[no-untyped-def]
        job = Job.objects.create(municipality=cast.town, person=cast.ada, kind="good", title="Import")
        Progress(job.pk)(1, 4, "rows")
        page = sign_in(cast.ada).get(job.get_absolute_url(), HTTP_HX_REQUEST="true").content.decode()
        assert 'value="25"' in page and "hx-get" in page


@pytest.mark.django_db
def test_progress_is_told_at_most_five_times_a_second() -> None:
    progress = Progress(1)
    progress(1, 1000)
    progress(2, 1000)
    assert how_far(1).done == 1
    progress(1000, 1000)
    assert how_far(1).done == 1000


def running(cast: Cast) -> Job:
    return Job.objects.create(
        municipality=cast.town, person=cast.ada, kind="good", title="Import", state="running"
    )


def test_a_job_whose_worker_is_gone_is_said_to_have_failed(cast: Cast, sign_in) -> None:  # type: ignore[no-untyped-def]
    waiting = Job.objects.create(municipality=cast.town, person=cast.ada, kind="good", title="Import")
    interrupted, ended, elsewhere, alive = (running(cast) for _ in range(4))
    process = subprocess.Popen([sys.executable, "-c", "pass"])
    process.wait()
    told = caches["progress"]
    told.set(f"job-{ended.pk}-worker", (socket.gethostname(), process.pid))
    told.set(f"job-{elsewhere.pk}-worker", ("another-machine", process.pid))
    told.set(f"job-{alive.pk}-worker", (socket.gethostname(), os.getppid()))
    assert fail_interrupted() == 2
    states = dict(Job.objects.values_list("pk", "state"))
    assert [states[job.pk] for job in (waiting, interrupted, ended, elsewhere, alive)] == [
        "queued", "failed", "failed", "running", "running",
    ]  # fmt: skip
    page = sign_in(cast.ada).get(interrupted.get_absolute_url()).content.decode()
    assert str(Job.objects.get(pk=interrupted.pk).error) in page
    assert fail_interrupted() == 0
