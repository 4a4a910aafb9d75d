"""How the pages of risk and vulnerability print names."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.filter
def breakable(name: Any) -> str:
    """Let a long name such as `Society/community` break after its slash."""
    return str(name).replace("/", "/\u200b")
