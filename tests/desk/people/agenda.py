"""Addresses of the calendar, its feeds and reminders."""

from __future__ import annotations

from tests.desk.world import Address

ADDRESSES: dict[str, Address] = {}
