"""A scenario as a table for other programs."""

from __future__ import annotations

import csv
import io

from django.http import Http404, HttpRequest, HttpResponse

import secap
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.desk.registry.whole import whole_of
from secap.desk.scenarios.standing import standing
from secap.desk.scenarios.views.shared import records_or_404, without_start
from secap.method.basis.errors import InvalidInput
from secap.method.scenarios.iamc import iamc_table


@member("view")
def iamc(request: HttpRequest, municipality: Municipality, uid: str) -> HttpResponse:
    """Give out the scenario as IAMC table: comma-separated, English names, decimal points."""
    plan = whole_of(request, municipality)
    try:
        found = standing(plan, records_or_404(plan, uid), "en")
    except InvalidInput as error:
        return without_start(request, error)
    if found.problem is not None:
        return without_start(request, found.problem)
    if found.results is None:
        raise Http404
    table = iamc_table(
        found.results, model=f"secap {secap.__version__}", scenario=safe(found.name),
        region=safe(municipality.name),
    )  # fmt: skip
    text = io.StringIO()
    csv.writer(text).writerows(table)
    return HttpResponse(
        text.getvalue().encode(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="scenario-{municipality.slug}-{uid}.csv"'},
    )


def safe(text: str) -> str:
    """Return a title that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
