"""What the levels mean, in words; the names of the levels stand in the tables."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOT_KNOWN = _("looked at, but nobody can say; listed as a gap and never scored")

# {field of a hazard or an impact: {level: meaning}}
MEANINGS: dict[str, dict[str, Promise]] = {
    "probability": {
        "low": _("hardly ever happens here"),
        "moderate": _("is likely to happen"),
        "high": _("will almost certainly happen"),
        "not_known": NOT_KNOWN,
    },
    "impact": {
        "low": _("daily life goes on"),
        "moderate": _("services and people suffer, but moderately"),
        "high": _("the gravest: lives, main services or much property are at stake"),
        "not_known": NOT_KNOWN,
    },
    "likelihood": {
        "unlikely": _("the sector will hardly be hit"),
        "possible": _("the sector may be hit"),
        "likely": _("the sector will be hit"),
        "not_known": NOT_KNOWN,
    },
    "change_intensity": {
        "increase": _("it grows stronger"),
        "no_change": _("it stays as strong as it is"),
        "decrease": _("it grows weaker"),
        "not_known": NOT_KNOWN,
    },
    "change_frequency": {
        "increase": _("it comes more often"),
        "no_change": _("it comes as often as now"),
        "decrease": _("it comes less often"),
        "not_known": NOT_KNOWN,
    },
}


def meaning(field: str, code: str) -> Promise | str:
    """Return what a level means, an empty text where there is nothing to say."""
    return MEANINGS.get(field, {}).get(code, "")
