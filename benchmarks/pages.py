"""Pages of a full inventory: server time and queries; script and style of a page without charts, compressed.

    python benchmarks/pages.py [--rows 200] [--limit-ms 150] [--limit-kb 80]

A town with two inventories of `rows` energy uses each, in a database of its own. Exits with 1 when a limit
is broken.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import statistics
import sys
import tempfile
import time
from itertools import islice, product
from pathlib import Path

RUNS = 9
PAGES = {
    "results": "2008/",
    "energy grid": "2008/energy/",
    "explain the total": "2008/explain/total/",
    "findings": "2008/findings/",
    "data quality": "2008/quality/",
    "inventories": "",
    "comparison": "compare/",
}
WITHOUT_CHARTS = "2008/findings/"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=200)
    parser.add_argument("--limit-ms", type=float, default=150.0)
    parser.add_argument("--limit-kb", type=float, default=80.0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SECAP_DATA": folder, "SECAP_SECRET_KEY": "benchmark", "SECAP_HOSTS": "testserver"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "secap.desk.site.settings"
        Path(folder, "static").mkdir()
        client, base = prepare(arguments.rows)
        kept = [measure(client, name, base + path, arguments.limit_ms) for name, path in PAGES.items()]
        kept.append(weigh(client, base + WITHOUT_CHARTS, arguments.limit_kb))
    return 0 if all(kept) else 1


def prepare(rows: int):
    """Return a signed-in client and the address of the inventories."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    from secap.desk.inventory.models import EnergyUse, Inventory, ProfileValue
    from secap.desk.registry.models import Membership, Municipality, Person, Role
    from secap.method.basis import codes

    town = Municipality.objects.create(slug="town", name="Town")
    person = Person.objects.create_user("ada@example.org", "benchmark", name="Ada")
    Membership.objects.create(person=person, municipality=town, role=Role.COORDINATOR)
    ProfileValue(municipality=town, indicator="population", year=2008, value=10_000).keep(
        person, accepted=True
    )
    cells = list(islice(product(codes.table("energy_sectors"), codes.table("carriers")), rows))
    for year in (2008, 2022):
        inventory = Inventory(municipality=town, year=year, is_bei=year == 2008, gas_basis="co2eq")
        inventory.keep(person, accepted=True)
        for place, (sector, carrier) in enumerate(cells):
            use = EnergyUse(
                municipality=town,
                inventory=inventory,
                sector=sector,
                carrier=carrier,
                amount=100.0 + place,
                data_quality="measured_local",
                source="Meter",
            )
            use.keep(person, accepted=True)
    client = Client(headers={"accept-language": "lv"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    print(f"two inventories of {len(cells)} energy uses each")
    return client, "/town/baseline/"


def measure(client, name: str, url: str, limit_ms: float) -> bool:
    """Print median time and queries of a page; return whether it keeps the limit.

    The server's own time (processor) counts, so that other work on the machine does not; both are printed.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(url)
    wall, work = [], []
    for _run in range(RUNS):
        start, busy = time.perf_counter(), time.process_time()
        response = client.get(url)
        wall.append((time.perf_counter() - start) * 1000)
        work.append((time.process_time() - busy) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    if response.status_code != 200:
        raise SystemExit(f"{url} answers {response.status_code}")
    median = statistics.median(work)
    kept = median < limit_ms
    print(
        f"{name:18} {median:6.0f} ms ({statistics.median(wall):.0f} on the clock)"
        f"  {len(queries):3d} queries  {len(response.content) / 1024:5.0f} kB"
        f"  {'kept' if kept else 'BROKEN'}"
    )
    return kept


def weigh(client, url: str, limit_kb: float) -> bool:
    """Print the compressed size of what the page loads; return whether it keeps the limit."""
    from django.contrib.staticfiles import finders

    page = client.get(url).content.decode()
    total = 0.0
    for path in dict.fromkeys(re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"', page)):
        size = len(gzip.compress(Path(finders.find(path)).read_bytes(), 9)) / 1024
        total += size
        print(f"  {size:6.1f} kB  {path}")
    kept = total < limit_kb
    print(
        f"script and style of a page without charts: {total:.1f} kB gzip, limit {limit_kb:.0f} kB:"
        f" {'kept' if kept else 'BROKEN'}"
    )
    return kept


if __name__ == "__main__":
    sys.exit(main())
