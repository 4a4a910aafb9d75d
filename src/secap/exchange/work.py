"""Large imports, checked and applied in the background."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from secap.desk.registry.records import StaleRecord
from secap.exchange.importing import apply, check
from secap.exchange.models import ImportRun, State
from secap.exchange.reporting import report
from secap.exchange.taking_back import StillUsed, undo
from secap.jobs.models import Job
from secap.jobs.progress import Progress
from secap.jobs.running import Result, work
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

CHECK, APPLY, UNDO = "import_check", "import_apply", "import_undo"


@work(CHECK)
def check_import(job: Job, progress: Progress) -> Result:
    """Check a staged table; the page shows the report."""
    run = ImportRun.objects.get(pk=job.arguments["run"], municipality=job.municipality)
    reading, found = check(run, progress)
    run.report = report(run, reading, found)
    run.save(update_fields=["report", "seen"])
    progress(3, 3)
    text = _("%(rows)d rows were checked.") % {"rows": run.report["rows"]}
    return Result(reverse("exchange:check", args=[job.municipality.slug, run.pk]), text)


@work(APPLY)
def apply_import(job: Job, progress: Progress) -> Result:
    """Apply a checked table, all or nothing."""
    run = ImportRun.objects.get(pk=job.arguments["run"], municipality=job.municipality)
    assert job.person is not None
    if run.state == State.UPLOADED:  # else a second click came after the first was done
        try:
            if not run.report:
                raise StaleRecord
            apply(run, job.person, remove_missing=job.arguments["remove_missing"], report=progress)
        except (StaleRecord, ValueError):
            raise InvalidInput(
                Message("Somebody changed these figures after the check. Nothing was imported."),
                hint=Message("Open the import again and check it once more."),
            ) from None
    return Result(_result_url(job, run), _("Imported."))


@work(UNDO)
def undo_import(job: Job, progress: Progress) -> Result:
    """Take a large import back, all or nothing."""
    run = ImportRun.objects.get(pk=job.arguments["run"], municipality=job.municipality)
    assert job.person is not None
    if run.state == State.APPLIED:
        try:
            undo(run, job.person, progress)
        except StillUsed:
            raise InvalidInput(
                Message("Other records use what was imported, such as the values of a district."),
                hint=Message("Remove them first."),
            ) from None
        except StaleRecord:
            raise InvalidInput(
                Message(
                    "Some of these figures were changed after the import; it can't be taken back as a whole."
                ),
                hint=Message("Correct the figures themselves; each has its history."),
            ) from None
    return Result(_result_url(job, run), _("The import was taken back."))


def _result_url(job: Job, run: ImportRun) -> str:
    return reverse("exchange:result", args=[job.municipality.slug, run.pk])
