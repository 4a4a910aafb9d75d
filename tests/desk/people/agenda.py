"""Addresses of the calendar, its feeds and reminders."""

from __future__ import annotations

from typing import Any

from secap.agenda.models import Feed, Reminders
from tests.desk.world import Address, World


def _feed(world: World) -> dict[str, Any]:
    return {"key": Feed.objects.get_or_create(person=world.cast.ada)[0].key}


def _reminders(world: World) -> dict[str, Any]:
    made = Reminders.objects.get_or_create(municipality=world.cast.town, email="liene@example.org")
    return {"key": made[0].key}


ADDRESSES: dict[str, Address] = {
    "agenda:calendar": Address("view"),
    "agenda:download": Address("view"),
    "agenda:change-key": Address("view"),
    "agenda:reminders": Address("view"),
    "agenda:feed": Address("public", _feed),
    "agenda:unsubscribe": Address("public", _reminders),
}
