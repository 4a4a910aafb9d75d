"""The results as a table for any spreadsheet: dot decimals, no thousands, units in the header."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from secap.desk.inventory import charts
from secap.desk.inventory.account import Account
from secap.desk.inventory.models import EnergyUse
from secap.desk.inventory.views.shared import account_or_404
from secap.desk.registry.language import lang
from secap.desk.registry.models import Municipality
from secap.desk.registry.permissions import member
from secap.method.basis import codes


@member("view")
def results_csv(request: HttpRequest, municipality: Municipality, year: int) -> HttpResponse:
    """Give out one row per energy use and other emission, with the factor it was computed with."""
    account = account_or_404(request, municipality, year)
    name = f"{municipality.slug}-{account.year}.csv"
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # spreadsheets take the file for UTF-8 only with it
    writer = csv.writer(response, lineterminator="\r\n")
    for row in table(account):
        writer.writerow([_safe(cell) for cell in row])
    return response


def table(account: Account) -> Iterator[list[Any]]:
    """Yield the header, then the rows."""
    unit = charts.unit_t(account)
    yield [
        _("Year"),
        _("Sector code"),
        _("Sector"),
        _("Energy carrier code"),
        _("Energy carrier"),
        _("Fuel"),
        _("Scope"),
        _("Energy, MWh"),
        _("Factor, %(unit)s/MWh") % {"unit": unit},
        _("Factor edition"),
        _("Emissions, %(unit)s") % {"unit": unit},
        _("Biogenic CO₂, t"),
        _("Data quality"),
        _("Source"),
    ]
    for line in account.result.lines:
        use = line.use.reference
        if isinstance(use, EnergyUse):
            factor = [_number(line.factor.t_per_mwh), line.factor.edition]
            yield _energy(account, use, line.use.mwh, factor, _number(line.t), _number(line.biogenic_t))
    for missing in account.result.missing:
        use = missing.reference
        if isinstance(use, EnergyUse):
            yield _energy(account, use, missing.mwh, ["", ""], "", "")
    for record in account.records.non_energy:
        t = -record.t_co2eq if record.is_sink else record.t_co2eq
        start = [
            account.year,
            record.sector,
            _name("sectors", record.sector),
            "",
            "",
            "",
            record.scope,
            "",
            "",
            "",
        ]
        yield [*start, _number(t), "", record.data_quality, record.source]


def _energy(
    account: Account, use: EnergyUse, mwh: float, factor: list[str], t: str, biogenic_t: str
) -> list[Any]:
    return [
        account.year,
        use.sector,
        _name("sectors", use.sector),
        use.carrier,
        _name("carriers", use.carrier),
        _name("fuels", use.fuel) if use.fuel else "",
        use.scope,
        _number(mwh),
        *factor,
        t,
        biogenic_t,
        use.data_quality,
        use.source,
    ]


def _name(table_name: str, code: str) -> str:
    return codes.code(table_name, code).label(lang())


def _number(value: float) -> str:
    """Return a number that every program reads: a dot, no exponent below 1e15, as many digits as it has."""
    return f"{value:.9f}".rstrip("0").rstrip(".") if abs(value) < 1e15 else repr(value)


def _safe(cell: Any) -> Any:
    """A spreadsheet must never take a text for a formula; numbers may begin with a minus."""
    if not isinstance(cell, str) or not cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return cell
    try:
        float(cell)
    except ValueError:
        return f"'{cell}"
    return cell
