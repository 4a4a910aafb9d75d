"""Import of 122,000 activity rows, as CSV and as XLSX: seconds and peak memory of check and import.

Run: .venv/bin/python benchmarks/import.py
"""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import tempfile
import time

ROWS = 122_000
SECTORS = ["residential_buildings", "tertiary_buildings", "municipal_buildings", "industry_non_ets"]
CARRIERS = ["electricity", "natural_gas", "heat_cold", "other_biomass", "diesel"]


def rows() -> list[tuple[str, str, float, str, str]]:
    return [
        (SECTORS[at % 4], CARRIERS[at % 5], round(1 + at % 977 + at / 7, 2), "MWh", f"Meter {at}")
        for at in range(ROWS)
    ]


def content(kind: str) -> bytes:
    header = ["sector", "carrier", "amount", "unit", "source"]
    if kind == "csv":
        lines = [
            ";".join(header),
            *(f"{s};{c};{str(a).replace('.', ',')};{u};{o}" for s, c, a, u, o in rows()),
        ]
        return "\n".join(lines).encode()
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in [header, *rows()]:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def measure(kind: str, path: str) -> None:
    """One import in a database of its own."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from secap.desk.inventory.models import EnergyUse, Inventory
    from secap.desk.registry.models import Membership, Municipality, Person, Role
    from secap.exchange import importing
    from secap.exchange.kinds import KINDS

    person = Person.objects.create_user("ada@example.org", "x", name="Ada")
    town = Municipality.objects.create(slug="town", name="Town")
    Membership.objects.create(person=person, municipality=town, role=Role.COORDINATOR)
    inventory = Inventory(municipality=town, year=2020)
    inventory.keep(person, accepted=True)
    told: list[tuple[int, int]] = []
    with open(path, "rb") as file:
        data = file.read()
    start = time.perf_counter()
    run = importing.begin(town, person, KINDS["energy"], inventory, f"rows.{kind}", data)
    run.decimal = "auto"
    reading, _found = importing.check(run)
    checked = time.perf_counter()
    importing.apply(run, person, remove_missing=False, report=lambda done, total: told.append((done, total)))
    done = time.perf_counter()
    assert not reading.problems and EnergyUse.objects.count() == ROWS
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{kind:<5}{ROWS} rows, {len(data) / 1e6:.1f} MB: upload and check {checked - start:.1f} s, import "
        f"{done - checked:.1f} s, together {done - start:.1f} s; peak memory {peak_mb:.0f} MB; "
        f"progress told {len(told)} times"
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1], sys.argv[2])
    else:
        for kind in ("csv", "xlsx"):
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, f"rows.{kind}")
                with open(path, "wb") as file:
                    file.write(content(kind))
                environment = os.environ | {
                    "SECAP_DATA": folder,
                    "DJANGO_SETTINGS_MODULE": "secap.desk.site.settings",
                }
                subprocess.run([sys.executable, __file__, kind, path], env=environment, check=True)
