"""The parser, made from the subcommands' modules; whatever goes wrong becomes one clear message."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from secap import __version__
from secap.method.basis.errors import SecapError

# In the order of the help. A module's imports at the top must be light: `secap --help` reads them all.
COMMANDS = (
    "serve",
    "town",
    "plan",
    "inventory",
    "factor",
    "factors",
    "actions",
    "scenario",
    "uncertainty",
    "optimise",
    "bridge",
    "climate",
    "build",
    "tick",
    "check",
)
DESCRIPTION = "A workbench for Sustainable Energy and Climate Action Plans (SECAP)."
EPILOG = (
    "exit codes: 0 fine, 1 findings of severity error, 2 bad use or unreadable input. "
    "`secap COMMAND --help` tells more about each command."
)
INTERRUPTED = 130


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command."""
    top = argparse.ArgumentParser(prog="secap", description=DESCRIPTION, epilog=EPILOG, allow_abbrev=False)
    top.add_argument("--version", action="version", version=f"secap {__version__}")
    top.add_argument("--debug", action="store_true", help="show the trace of an unexpected error")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    for name in COMMANDS:
        importlib.import_module(f"secap.cli.{name}").register(commands)
    return top


def run(argv: Sequence[str] | None = None) -> int:
    """Parse and carry out a command line; return the exit code. Nothing but a bug under --debug is raised."""
    words = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]  # understood before and after the command's name
    _speak_any_letter()
    lang = "en"
    try:
        arguments = parser().parse_args(words)
        lang = getattr(arguments, "lang", "en")
        code: int = arguments.work(arguments)
        sys.stdout.flush()
        return code
    except SystemExit as end:  # argparse: --help, --version, bad use
        return end.code if isinstance(end.code, int) else 2
    except SecapError as error:
        if debug:
            raise
        print(f"secap: {error.text(lang)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("secap: stopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe has gone, as in `secap factors | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if debug:
            raise
        told = f"{type(error).__name__}: {error}".splitlines()[0]
        hint = "This is a fault of the workbench, not of your data; --debug shows where."
        print(f"secap: unexpected error ({told}). {hint}", file=sys.stderr)
        return 2


def _speak_any_letter() -> None:
    """Print letters that the terminal's encoding lacks as a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
