"""The cast, and plans with dates."""

from __future__ import annotations

from tests.cast import cast, sign_in

__all__ = ["cast", "sign_in"]
