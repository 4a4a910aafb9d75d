"""`secap tick`: what is to be done from time to time, such as reminder mails; for cron or a timer."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "tick", help="do what is due from time to time: send reminder mails (run it daily by cron or a timer)"
    )
    command.add_argument(
        "--today", type=_day, metavar="DATE", help="act as on this day, such as 2026-11-24 (default: today)"
    )
    command.add_argument("--dry-run", action="store_true", help="say what would be done, do nothing")
    command.set_defaults(work=work)


def work(arguments: argparse.Namespace) -> int:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "secap.desk.site.settings")
    django.setup()
    from django.db.utils import OperationalError, ProgrammingError
    from django.utils import timezone

    from secap.agenda.ticking import only_one, tick
    from secap.method.basis.errors import SecapError
    from secap.method.basis.messages import Message

    with only_one() as is_mine:
        if not is_mine:
            print(Message("Another tick is running; nothing is done twice.").text())
            return 0
        try:
            done = tick(arguments.today or timezone.localdate(), is_rehearsal=arguments.dry_run)
        except (OperationalError, ProgrammingError) as error:
            raise SecapError(
                Message("The database can't be used ({problem}).", problem=str(error).splitlines()[0]),
                hint=Message("Start `secap serve` once with the same settings: it brings it up to date."),
            ) from None
    for told in done.told:
        print(told.text())
    for failed in done.failed:
        print(f"secap tick: {failed.text()}", file=sys.stderr)
    return 1 if done.failed else 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date such as 2026-11-24") from None
