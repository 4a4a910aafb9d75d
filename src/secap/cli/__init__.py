"""The `secap` command. `main(argv)` is its entry; each subcommand is a module with `register(commands)`."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv` (default: the process's own) and return its exit code.

    0: fine;  1: findings of severity error;  2: bad use or unreadable input;  130: interrupted.
    """
    from secap.cli.command import run

    return run(argv)
