"""What is to be done from time to time, by `secap tick` from cron or a timer.

A package that has such work registers it, in a module that its app imports when it is ready:

    @every_tick("reminders")
    def send(tick: Tick) -> None: ...
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.core.files import locks
from django.db import DatabaseError, connection

from secap.method.basis.errors import SecapError
from secap.method.basis.messages import Message

log = logging.getLogger(__name__)
LOCK_NUMBER = 0x5ECA9  # of PostgreSQL's advisory lock: any number that only ticks use


@dataclass
class Tick:
    """One run.  is_rehearsal : say what would be done, do nothing;  told, failed : what came of it."""

    today: date
    is_rehearsal: bool = False
    told: list[Message] = field(default_factory=list)
    failed: list[Message] = field(default_factory=list)


Work = Callable[[Tick], None]
WORKS: dict[str, Work] = {}


def every_tick(name: str) -> Callable[[Work], Work]:
    """Register a function as work of every tick. It decides itself whether anything is due."""

    def register(function: Work) -> Work:
        if WORKS.get(name, function) is not function:
            raise ValueError(f"two works of the tick are called {name}")
        WORKS[name] = function
        return function

    return register


def tick(today: date, *, is_rehearsal: bool = False) -> Tick:
    """Do everything that is registered; one work that fails does not keep the others from being done."""
    done = Tick(today, is_rehearsal)
    for name, work in WORKS.items():
        try:
            work(done)
        except DatabaseError:
            raise  # none of the works can go on without the database
        except SecapError as error:
            done.failed.append(Message("{work}: {problem}", work=name, problem=error.text()))
        except Exception as error:
            log.exception("%s failed", name)
            done.failed.append(
                Message("{work}: unexpected error ({problem}).", work=name, problem=repr(error))
            )
    return done


@contextmanager
def only_one() -> Iterator[bool]:
    """Yield True to the only tick that runs, False to one that comes meanwhile.

    Ticks of one machine meet at a file in the data folder, those of several at the database they share.
    """
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with (settings.DATA / "tick.lock").open("w") as file:
        if not locks.lock(file, locks.LOCK_EX | locks.LOCK_NB):
            yield False
            return
        try:
            yield _lock_database()
        finally:
            _unlock_database()
            locks.unlock(file)


def _lock_database() -> bool:
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK_NUMBER])
        return bool(cursor.fetchone()[0])


def _unlock_database() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK_NUMBER])
