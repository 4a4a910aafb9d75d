"""Who carries out blocks of long work: this process, a pool of processes, or a Dask cluster.

A block is a plain function with one argument that can be pickled; results come in the order of the blocks, so
that nothing depends on who computed them. This module knows no web framework: commands use it, too.
"""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Protocol, TypeVar

from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message

T = TypeVar("T")
R = TypeVar("R")
Report = Callable[[int, int], None]

CONNECT_S = 10
MOST_WORKERS = 256


class Executor(Protocol):
    """Calls a function on every block."""

    def prepare(self, function: Callable[[], None]) -> None:
        """Let workers do what every block needs first, such as heavy imports, while the caller goes on."""

    def map(self, function: Callable[[T], R], blocks: Sequence[T], report: Report | None = None) -> list[R]:
        """Return the results in the order of the blocks.

        report : called with (blocks done, blocks in all); what it raises ends the work
        """


class InProcess:
    """Everything here, one block after the other."""

    def prepare(self, function: Callable[[], None]) -> None:
        """Nothing: here it would only come earlier."""

    def map(self, function: Callable[[T], R], blocks: Sequence[T], report: Report | None = None) -> list[R]:
        results = []
        for block in blocks:
            results.append(function(block))
            if report:
                report(len(results), len(blocks))
        return results


class Pool:
    """New processes of this machine. They are started afresh, never forked from a process with threads."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._started: ProcessPoolExecutor | None = None

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, mp_context=multiprocessing.get_context("spawn"))

    def prepare(self, function: Callable[[], None]) -> None:
        if self._started is None:
            self._started = self._pool()
            for _ in range(self.workers):
                self._started.submit(function)  # what goes wrong here goes wrong again in the blocks

    def map(self, function: Callable[[T], R], blocks: Sequence[T], report: Report | None = None) -> list[R]:
        pool, self._started = self._started or self._pool(), None
        with pool:
            futures = [pool.submit(function, block) for block in blocks]
            try:
                _watch(futures, report)
                return [future.result() for future in futures]
            except BrokenProcessPool:
                raise InvalidInput(
                    Message("A worker process ended before its work was done."),
                    hint=Message("Use fewer workers: the memory may be too small for so many."),
                ) from None
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def _watch(futures: Sequence[Future[Any]], report: Report | None) -> None:
    for done, future in enumerate(as_completed(futures), 1):
        future.result()
        if report:
            report(done, len(futures))


class Cluster:
    """Workers of a Dask cluster, which need the same version of the workbench installed."""

    def __init__(self, address: str) -> None:
        self.address = address

    def prepare(self, function: Callable[[], None]) -> None:
        """Nothing: workers of a cluster stay, so that only their first block waits."""

    def map(self, function: Callable[[T], R], blocks: Sequence[T], report: Report | None = None) -> list[R]:
        if not blocks:
            return []
        with self._client() as client:
            from distributed import as_completed

            completed: Any = as_completed

            # a block is data, not a part of the task: scattered, it goes straight to a worker
            held = client.scatter(list(blocks), hash=False)
            futures = [client.submit(function, one, pure=False) for one in held]
            try:
                for done, future in enumerate(completed(futures, loop=client.loop), 1):
                    future.result()
                    if report:
                        report(done, len(futures))
                return [future.result() for future in futures]
            finally:
                client.cancel(futures)

    @contextlib.contextmanager
    def _client(self) -> Iterator[Any]:
        try:
            from distributed import Client
        except ImportError:
            raise InvalidInput(
                Message("A cluster needs the package distributed, which is not installed."),
                hint=Message("Run `make climate` in the workbench's folder, then try again."),
            ) from None
        try:
            make: Any = Client
            client = make(self.address, timeout=CONNECT_S, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise InvalidInput(
                Message("The scheduler {address} can't be reached.", address=self.address[:200]),
                hint=Message("Start it with `dask scheduler`, and give its address as tcp://HOST:8786."),
            ) from error
        try:
            if not client.scheduler_info()["workers"]:
                raise InvalidInput(
                    Message("The scheduler {address} has no workers.", address=self.address[:200]),
                    hint=Message("Start some with `dask worker {address}`.", address=self.address[:200]),
                )
            yield client
        finally:
            client.close()


def executor(*, workers: int | None = None, scheduler: str | None = None) -> Executor:
    """Return who carries out the work: a cluster where its scheduler is given, a pool where more than one
    worker is, else this process.

    Raises: InvalidInput where the number of workers is not plausible
    """
    if workers is not None and not 1 <= workers <= MOST_WORKERS:
        raise InvalidInput(
            Message("{count} workers are not possible.", count=workers),
            hint=Message("Choose 1 to {most}, at most the number of processors.", most=MOST_WORKERS),
        )
    if scheduler:
        return Cluster(scheduler)
    return Pool(workers) if workers and workers > 1 else InProcess()
