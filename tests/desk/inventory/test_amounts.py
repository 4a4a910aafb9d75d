"""The form of an amount: the file that proves it, its unit, its scope."""

from __future__ import annotations

import html
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from secap.desk.inventory.models import EnergyUse, Inventory
from secap.desk.registry.models import Attachment
from tests.cast import Cast
from tests.desk.inventory.conftest import BASE, YEAR

NEW = f"{BASE}{YEAR}/uses/new/"


def data(**more: Any) -> dict[str, Any]:
    fields = {
        "sector": "tertiary_buildings",
        "carrier": "diesel",
        "amount": "10",
        "unit": "toe",
        "scope": "1",
    }
    return {**fields, "purpose": "final", **more}


def bill(content: bytes = b"%PDF") -> SimpleUploadedFile:
    return SimpleUploadedFile("rēķins.pdf", content, content_type="application/pdf")


def test_a_new_file_is_kept_and_offered_where_the_figure_is_explained(
    inventory: Inventory, ada: Client
) -> None:
    ada.post(NEW, data(upload=bill()))
    use = EnergyUse.objects.get(sector="tertiary_buildings")
    assert use.attachment is not None and use.attachment.name == "rēķins.pdf"
    page = ada.get(f"{BASE}{YEAR}/explain/cell/?sector=tertiary_buildings&carrier=diesel").content.decode()
    address = f"/upesciems/attachments/{use.attachment.uid}/download/"
    assert address in page
    assert b"".join(ada.get(address).streaming_content) == b"%PDF"  # type: ignore[attr-defined]


def test_a_file_that_is_too_large_is_refused_with_the_form(
    inventory: Inventory, ada: Client, settings: Any
) -> None:
    settings.UPLOAD_MAX_BYTES = 3
    answer = ada.post(NEW, data(upload=bill()))
    assert answer.status_code == 422 and "larger than" in html.unescape(answer.content.decode())
    assert not Attachment.objects.exists() and not EnergyUse.objects.filter(carrier="diesel").exists()


def test_the_file_is_not_lost_when_somebody_else_saved_meanwhile(
    inventory: Inventory, ada: Client, cast: Cast
) -> None:
    use = EnergyUse.objects.get(carrier="natural_gas")
    opened = use.revision
    use.note = "Precizēts"
    cast.keep(cast.bo, use)
    edit = f"{BASE}{YEAR}/uses/{use.uid}/"
    mine = data(
        sector=use.sector, carrier=use.carrier, amount="1000", unit="mwh", revision=opened, upload=bill()
    )
    answer = ada.post(edit, mine)
    assert answer.status_code == 409
    attachment = Attachment.objects.get()
    assert f'value="{attachment.pk}" selected' in answer.content.decode()


def test_an_amount_that_can_not_become_mwh_says_what_is_missing(inventory: Inventory, ada: Client) -> None:
    answer = ada.post(NEW, data(carrier="heat_cold", unit="t"))
    assert answer.status_code == 422
    assert "needs a fuel" in html.unescape(answer.content.decode())


def test_a_new_amount_takes_the_scope_of_its_carrier(inventory: Inventory, ada: Client) -> None:
    ada.post(NEW, data(carrier="heat_cold", unit="mwh", scope=""))
    ada.post(NEW, data(carrier="coal", unit="mwh", scope=""))
    scopes = dict(EnergyUse.objects.filter(sector="tertiary_buildings").values_list("carrier", "scope"))
    assert scopes == {"heat_cold": 2, "coal": 1}
