"""Addresses of participation: the desk's pages, and the doors that open by a personal link."""

from __future__ import annotations

from tests.desk.world import Address

ADDRESSES: dict[str, Address] = {}
