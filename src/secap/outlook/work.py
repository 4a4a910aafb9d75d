"""Long computations in the background: uncertainty and the least-cost choice."""

from __future__ import annotations

import time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from secap.desk.scenarios.chapter import ScenarioRecords
from secap.desk.scenarios.models import StoredResult
from secap.desk.scenarios.standing import records_of
from secap.jobs.models import Job
from secap.jobs.progress import Progress
from secap.jobs.running import Result, work
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.outlook.chances import chances
from secap.outlook.choice import Wish, choose
from secap.outlook.fingerprints import fingerprint
from secap.plan.plan import Plan, load_plan

UNCERTAINTY, PORTFOLIO = "scenario_uncertainty", "scenario_portfolio"


@work(UNCERTAINTY, stoppable=True)
def compute_uncertainty(job: Job, progress: Progress) -> Result:
    """Draw a scenario many times and keep what came out."""
    uid, parameters = job.arguments["scenario"], job.arguments["parameters"]
    plan, records = _open(job, uid)
    found = chances(
        plan, records, draws=parameters["draws"], seed=parameters["seed"], report=_reporter(job, progress)
    )
    _keep(job, plan, uid, StoredResult.Kind.UNCERTAINTY, parameters, found)
    return Result(
        reverse("outlook:uncertainty", args=[job.municipality.slug, uid]),
        _("%(draws)d draws were computed.") % {"draws": parameters["draws"]},
    )


@work(PORTFOLIO, stoppable=True)
def compute_portfolio(job: Job, progress: Progress) -> Result:
    """Look for the least-cost choice of actions and keep it."""
    uid, parameters = job.arguments["scenario"], job.arguments["parameters"]
    plan, records = _open(job, uid)
    report = _reporter(job, progress)
    found = choose(plan, records, Wish.of(parameters), clock=time.perf_counter, report=report)
    _keep(job, plan, uid, StoredResult.Kind.PORTFOLIO, parameters, found)
    url = reverse("outlook:portfolio", args=[job.municipality.slug]) + f"?scenario={uid}"
    text = (
        _("A choice was found.") if found["is_found"] else _("No choice meets all wishes; the page says why.")
    )
    return Result(url, text)


def _open(job: Job, uid: str) -> tuple[Plan, ScenarioRecords]:
    plan = load_plan(job.municipality)
    records = records_of(plan, uid)
    if records is None:
        raise InvalidInput(
            Message("This scenario is no longer there."), hint=Message("Choose another one, or restore it.")
        )
    return plan, records


def _reporter(job: Job, progress: Progress) -> Any:
    def report(share: float, message: Message) -> None:
        progress(round(100 * share), 100, message.text(job.language))

    return report


def _keep(
    job: Job, plan: Plan, uid: str, kind: str, parameters: dict[str, Any], found: dict[str, Any]
) -> None:
    StoredResult.objects.update_or_create(
        municipality=job.municipality,
        scenario_uid=uid,
        kind=kind,
        defaults={
            "parameters": parameters,
            "fingerprint": fingerprint(plan, uid, parameters),
            "result": found,
            "made_by": job.person,
        },
    )
