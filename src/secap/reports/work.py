"""Building documents in the background, and keeping what was built."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.files import File
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

import secap
from secap.jobs.models import Job
from secap.jobs.progress import Progress
from secap.jobs.running import Result, work
from secap.method.basis.messages import Message
from secap.plan.plan import load_plan
from secap.reports.build import FORMATS, Built, build
from secap.reports.models import BuiltDocument, make_way

KIND = "plan_document"


@work(KIND)
def build_documents(job: Job, progress: Progress) -> Result:
    """Build the plan document as the job's arguments ask (language, formats) and keep the files."""

    def report(share: float, message: Message) -> None:
        progress(round(100 * share), 100, message.text(job.language))

    with tempfile.TemporaryDirectory() as folder:
        built = build(
            load_plan(job.municipality),
            Path(folder),
            lang=job.arguments["language"],
            today=timezone.localdate(),
            formats=[kind for kind in FORMATS if kind in job.arguments["formats"]],
            progress=report,
        )
        for file in built:
            keep(job, file)
    make_way(job.municipality_id)
    names = ", ".join(file.path.name for file in built)
    return Result(
        reverse("reports:index", args=[job.municipality.slug]), _("Built: %(names)s") % {"names": names}
    )


def keep(job: Job, built: Built) -> BuiltDocument:
    """Keep one built file for the plan's members."""
    document = BuiltDocument(
        municipality=job.municipality,
        language=built.lang,
        format=built.format,
        name=built.path.name,
        size_bytes=built.size_bytes,
        fingerprint=built.fingerprint,
        version=secap.__version__,
        built_by=job.person,
    )
    with built.path.open("rb") as file:
        document.file.save(built.path.name, File(file), save=False)
    document.save()
    return document
