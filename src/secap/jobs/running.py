"""Starting a job, and carrying it out in the worker.

A package that has long work registers it under a name, in a module that its app imports when it is ready:

    @work("plan_document")
    def build(job: Job, progress: Progress) -> Result: ...
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from secap.desk.registry.models import Municipality, Person
from secap.desk.registry.own_names import own_names
from secap.jobs.models import Job, State
from secap.jobs.progress import Cancelled, Progress, ask_to_stop, forget_wish_to_stop, is_worked_on
from secap.locale import own_labels
from secap.method.basis.errors import SecapError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Result:
    """Where a person goes when the job is done, and what to say there."""

    url: str
    text: str = ""


Work = Callable[[Job, Progress], Result]
WORKS: dict[str, Work] = {}
STOPPABLE: set[str] = set()


def work(kind: str, *, stoppable: bool = False) -> Callable[[Work], Work]:
    """Register a function as the work of a kind of job.

    stoppable : whether people may stop it on its page; it then writes nothing before its end.
    """
    if stoppable:
        STOPPABLE.add(kind)

    def register(function: Work) -> Work:
        if WORKS.get(kind, function) is not function:
            raise ValueError(f"two works for the job {kind}")
        WORKS[kind] = function
        return function

    return register


def start(
    kind: str,
    *,
    municipality: Municipality,
    person: Person,
    title: str,
    arguments: dict[str, Any] | None = None,
) -> Job:
    """Queue a job and return it; its page shows how far it is. It begins once the present transaction is
    over."""
    job = Job.objects.create(
        municipality=municipality,
        person=person,
        kind=kind,
        title=title[:200],
        arguments=arguments or {},
        language=(translation.get_language() or "lv")[:2],
    )
    forget_wish_to_stop(job.pk)
    transaction.on_commit(lambda: carry_out.enqueue(job.pk))
    return job


@task()
def carry_out(job_id: int) -> None:
    """Do the work of a job; whatever goes wrong is told on the job's page."""
    job = Job.objects.select_related("municipality", "person").get(pk=job_id)
    if job.is_over:
        return
    Job.objects.filter(pk=job_id).update(state=State.RUNNING)
    with translation.override(job.language), own_labels(own_names(job.municipality)):
        try:
            result = WORKS[job.kind](job, Progress(job_id))
        except Cancelled:
            forget_wish_to_stop(job.pk)
            _finish(job, State.FAILED, error=_("Stopped. Nothing was changed."))
        except SecapError as error:
            _finish(job, State.FAILED, error=error.text(job.language))
        except Exception:
            log.exception("job %s (%s) failed", job_id, job.kind)
            text = _(
                "Something went wrong in the workbench, not in your data. "
                "Nothing was changed. Please try again."
            )
            _finish(job, State.FAILED, error=text)
        else:
            _finish(job, State.DONE, result_url=result.url, result_text=result.text[:300])


def stop(job: Job) -> None:
    """Stop a job at somebody's wish: at once where it has not begun, else as soon as its work asks."""
    waiting = Job.objects.filter(pk=job.pk, state=State.QUEUED)
    stopped = {
        "state": State.FAILED,
        "finished_at": timezone.now(),
        "error": _("Stopped. Nothing was changed."),
    }
    if not waiting.update(**stopped):
        ask_to_stop(job.pk)


def _finish(job: Job, state: State, **values: str) -> None:
    Job.objects.filter(pk=job.pk).update(state=state, finished_at=timezone.now(), **values)


def fail_interrupted() -> int:
    """Tell of jobs whose worker ended while it carried them out that they failed; return how many there were.

    To be called by a worker before it begins: nobody else would ever finish them.
    """
    count = 0
    for job in Job.objects.filter(state=State.RUNNING):
        if is_worked_on(job.pk):
            continue
        with translation.override(job.language):
            text = _(
                "The workbench was stopped while it worked on this. Nothing was changed. "
                "Please start it again."
            )
        _finish(job, State.FAILED, error=text)
        count += 1
    return count
