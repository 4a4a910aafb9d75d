"""How far a job is. Kept beside the database: a job that writes all or nothing holds one transaction open,
and what
it says of itself must be seen before that ends."""

from __future__ import annotations

import os
import socket
import time
from dataclasses import dataclass, field

from django.core.cache import caches

INTERVAL_S = 0.2
KEPT_S = 24 * 3600


class Cancelled(Exception):
    """Somebody asked the work to stop."""


@dataclass(frozen=True, slots=True)
class HowFar:
    """done of total (0: not known yet), and what is being done."""

    done: int = 0
    total: int = 0
    text: str = ""

    @property
    def percent(self) -> int | None:
        return min(100, round(100 * self.done / self.total)) if self.total else None


@dataclass(slots=True)
class Progress:
    """Given to the work; call it as often as you like, it tells at most five times a second.

    Raises: Cancelled where somebody asked the work to stop
    """

    job_id: int
    _told: float = field(default=0.0)

    def __post_init__(self) -> None:
        caches["progress"].set(_worker_key(self.job_id), (socket.gethostname(), os.getpid()), KEPT_S)

    def __call__(self, done: int, total: int, text: str = "") -> None:
        now = time.monotonic()
        if now - self._told < INTERVAL_S and done < total:
            return
        self._told = now
        if caches["progress"].get(_cancel_key(self.job_id)):
            raise Cancelled
        caches["progress"].set(_key(self.job_id), HowFar(done, total, text), KEPT_S)


def how_far(job_id: int) -> HowFar:
    """Return what a job last told."""
    return caches["progress"].get(_key(job_id)) or HowFar()


def ask_to_stop(job_id: int) -> None:
    """Let the work of a job end the next time that it tells how far it is."""
    caches["progress"].set(_cancel_key(job_id), True, KEPT_S)


def forget_wish_to_stop(job_id: int) -> None:
    """Let a job go on whose number somebody asked to stop before."""
    caches["progress"].delete(_cancel_key(job_id))


def is_worked_on(job_id: int) -> bool:
    """Return False where the process that carried the job out is gone. Another machine's counts as there."""
    host, process = caches["progress"].get(_worker_key(job_id)) or ("", 0)
    if host != socket.gethostname():
        return bool(host)
    if process == os.getpid():
        return False  # a process that asks this has only just begun, under a number that is in use again
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _worker_key(job_id: int) -> str:
    return f"job-{job_id}-worker"


def _cancel_key(job_id: int) -> str:
    return f"job-{job_id}-stop"


def _key(job_id: int) -> str:
    return f"job-{job_id}"
