"""The register with thousands of people: server time and queries of the pages of stakeholders.

    python benchmarks/register.py [--contacts 5000] [--log 20000] [--limit-ms 300]

A town with two contact people at each stakeholder and a snapshot since which a twentieth of them moved, in a
database of its own. The pages of the register keep the limit (exit code 1 otherwise); the contact log is
printed beside.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

RUNS = 7
BASE = "/town/stakeholders/"
PAGES = {
    "at a glance": "",
    "register": "register/",
    "register, page 20": "register/?page=20",
    "register, search": "register/?q=Person+49",
    "register, quadrant": "register/?quadrant=key_players&people=few",
    "contact people": "contacts/",
    "one stakeholder": "who/{uid}/",
    "matrices": "matrix/",
    "who moved": "movement/",
}
BESIDE = {"contact log": "log/"}
START = date(2024, 1, 1)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--contacts", type=int, default=5000)
    parser.add_argument("--log", type=int, default=20_000)
    parser.add_argument("--limit-ms", type=float, default=300.0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SECAP_DATA": folder, "SECAP_SECRET_KEY": "benchmark", "SECAP_HOSTS": "testserver"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "secap.desk.site.settings"
        Path(folder, "static").mkdir()
        client, uid = prepare(arguments.contacts, arguments.log)
        kept = [
            measure(client, name, BASE + path.format(uid=uid), arguments.limit_ms)
            for name, path in PAGES.items()
        ]
        for name, path in BESIDE.items():
            measure(client, name, BASE + path, None)
    return 0 if all(kept) else 1


def prepare(contacts: int, log: int):
    """Return a signed-in client and the uid of a stakeholder."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    from secap.desk.registry.bulk import create_many
    from secap.desk.registry.models import Membership, Municipality, Person, Role
    from secap.desk.stakeholders.models import Contact, ContactEntry, MappingSnapshot, Stakeholder
    from secap.desk.stakeholders.standing import kept_position, position_of
    from secap.method.basis import codes

    town = Municipality.objects.create(slug="town", name="Town")
    person = Person.objects.create_user("ada@example.org", "benchmark", name="Ada")
    Membership.objects.create(person=person, municipality=town, role=Role.COORDINATOR)
    types, levels = list(codes.table("stakeholder_types")), list(codes.table("influence_levels"))
    support, channels = list(codes.table("support_levels")), list(codes.table("contact_channels"))

    def create(model, values):
        made = {"municipality": town, "person": person, "accepted": True}
        create_many(model, values, reasons=["benchmark"] * len(values), **made)

    create(
        Stakeholder,
        [
            {
                "name": f"Organisation {number}",
                "type": types[number % len(types)],
                "power": levels[number % 5],
                "interest": levels[number // 5 % 5],
                "support": support[number % 5],
                "affectedness": levels[number // 3 % 5],
                "is_affected": True,
                "is_primary": number % 4 == 0,
            }
            for number in range(contacts // 2)
        ],
    )
    keys = list(Stakeholder.objects.order_by("id").values_list("pk", flat=True))
    people = [
        {
            "stakeholder": keys[number % len(keys)],
            "name": f"Person {number}",
            "email": f"p{number}@example.org",
        }
        for number in range(contacts)
    ]
    entries = [
        {
            "stakeholder": keys[number * 7 % len(keys)],
            "date": START + timedelta(days=number % 700),
            "channel": channels[number % len(channels)],
            "subject": f"Talk {number}",
        }
        for number in range(log)
    ]
    create(Contact, people)
    create(ContactEntry, entries)
    one = Stakeholder.objects.first()
    places = [kept_position(position_of(kept)) for kept in Stakeholder.objects.all()]
    for place in places[::20]:
        place["power"] = 1 if place["power"] != 1 else 5
    MappingSnapshot(municipality=town, date=START, positions=places).keep(person, accepted=True)
    client = Client(headers={"accept-language": "lv"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    print(
        f"{Stakeholder.objects.count()} stakeholders, {Contact.objects.count()} contact people,"
        f" {ContactEntry.objects.count()} log entries"
    )
    return client, one.uid


def measure(client, name: str, url: str, limit_ms: float | None) -> bool:
    """Print median time and queries of a page; return whether it keeps the limit (None: none is set).

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
    kept = limit_ms is None or median < limit_ms
    verdict = "" if limit_ms is None else "kept" if kept else "BROKEN"
    print(
        f"{name:20} {median:6.0f} ms ({statistics.median(wall):.0f} on the clock)"
        f"  {len(queries):3d} queries  {len(response.content) / 1024:5.0f} kB  {verdict}"
    )
    return kept


if __name__ == "__main__":
    sys.exit(main())
