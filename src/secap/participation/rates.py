"""How often a door may be opened and answered: enough for a hall that votes at once, too little for machines.

A rate is `number/period[/ip or key]`; the key is the link's. `PARTICIPATION_RATES` of the settings replaces
single entries, an empty text switches one off. Counted in the cache: with several web processes each counts
for itself.
"""

from __future__ import annotations

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.http import HttpRequest

RATES = {
    "open": "60/m/ip",  # also wrong keys: 60 guesses a minute at 256 bits
    "answer": "10/m/ip,20/h/key",
    "answer_shared": "30/m/ip,600/h/key",  # a hall behind one address
}


def rates() -> dict[str, str]:
    """Return the rates that hold."""
    return {**RATES, **getattr(settings, "PARTICIPATION_RATES", {})}


def is_allowed(request: HttpRequest, action: str, key: str) -> bool:
    """Count one more `action`; False where there were too many."""
    used = consume(request, app="secap.participation", action=action, config=rates(), key=key, limit_get=True)
    return used is not None
