"""What the history says of the reasons of a change."""

from __future__ import annotations

from secap.desk.registry.history import reason_text


def test_a_reason_shows_no_key_of_undoing() -> None:
    assert reason_text("bulk edit: 0a1b2c3d") == "Several at once"
    assert reason_text("import: rēķini.xlsx") == "Import: rēķini.xlsx"
