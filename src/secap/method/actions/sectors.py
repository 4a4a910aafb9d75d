"""Which sector of actions, and which key sector of the Covenant, a code means."""

from __future__ import annotations

from secap.method.actions.baseline import inventory_sectors
from secap.method.basis import codes


def action_sector(sector: str) -> str | None:
    """Return the sector of actions that a code of `action_sectors` or `sectors` means, None where neither."""
    if sector in codes.table("action_sectors"):
        return sector
    return next((code for code in codes.table("action_sectors") if sector in inventory_sectors(code)), None)


def key_sector(sector: str) -> str | None:
    """Return the Covenant's key sector that an action in `sector` counts for, None where for none."""
    code = action_sector(sector)
    return str(codes.get("action_sectors", code).key_sector) or None if code else None
