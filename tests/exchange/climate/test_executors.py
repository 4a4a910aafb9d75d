"""Who computes does not matter: this process, others, a cluster; errors come back as what they are."""

from __future__ import annotations

import os
from collections.abc import Iterator

import numpy as np
import pytest

from secap.exchange.climate.batch import Options, assess_files, groups_of, tasks_of
from secap.jobs.executor import Cluster, InProcess, Pool, executor
from secap.method.basis.errors import InvalidInput
from secap.method.basis.messages import Message
from secap.method.climate.assessment import assess_many
from secap.method.climate.settings import Settings
from tests.exchange.climate.made import table, weather

DAYS = 15 * 366


def doubled(number: int) -> int:
    return 2 * number


def process_of(_block: int) -> int:
    return os.getpid()


def refused(number: int) -> int:
    if number == 3:
        raise InvalidInput(Message("{number} is refused.", number=number), hint=Message("Choose 2."))
    return number


def ended(_block: int) -> None:
    os._exit(1)


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    distributed = pytest.importorskip("distributed", reason="the extra `distributed` is not installed")
    with distributed.LocalCluster(
        n_workers=1,
        threads_per_worker=1,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address=None,
    ) as local:
        yield local.scheduler_address


def test_which_executor_is_chosen() -> None:
    assert isinstance(executor(), InProcess)
    assert isinstance(executor(workers=1), InProcess)
    assert isinstance(executor(workers=2), Pool)
    assert isinstance(executor(workers=2, scheduler="tcp://127.0.0.1:1"), Cluster)
    for wrong in (0, -1, 100_000):
        with pytest.raises(InvalidInput, match="not possible"):
            executor(workers=wrong)


def test_results_come_in_the_order_of_the_blocks(cluster: str) -> None:
    for who in (executor(), executor(workers=2), executor(scheduler=cluster)):
        told: list[tuple[int, int]] = []
        assert who.map(doubled, list(range(5)), lambda done, total, to=told: to.append((done, total))) == [
            0, 2, 4, 6, 8
        ]  # fmt: skip
        assert told == [(one, 5) for one in range(1, 6)]
        assert who.map(doubled, []) == []


def nothing() -> None:
    """What workers do before their blocks."""


def test_a_pool_uses_other_processes() -> None:
    found = executor(workers=2).map(process_of, [1, 2, 3])
    assert os.getpid() not in found


def test_workers_may_prepare_themselves(cluster: str) -> None:
    for who in (executor(), executor(workers=2), executor(scheduler=cluster)):
        who.prepare(nothing)
        assert who.map(doubled, [1, 2]) == [2, 4]
        assert who.map(doubled, [3]) == [6]


def test_an_error_of_a_block_comes_back_with_its_remedy(cluster: str) -> None:
    for who in (executor(), executor(workers=2), executor(scheduler=cluster)):
        with pytest.raises(InvalidInput, match=r"3 is refused. Choose 2."):
            who.map(refused, [1, 2, 3, 4])


def test_a_report_that_refuses_ends_the_work(cluster: str) -> None:
    def stop(_done: int, _total: int) -> None:
        raise RuntimeError("stop")

    for who in (executor(), executor(workers=2), executor(scheduler=cluster)):
        with pytest.raises(RuntimeError, match="stop"):
            who.map(doubled, [1, 2, 3], stop)


def test_a_worker_that_dies_is_told() -> None:
    with pytest.raises(InvalidInput, match="worker process ended"):
        executor(workers=2).map(ended, [1, 2])


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="the extra `distributed` is not installed")
    monkeypatch.setattr("secap.jobs.executor.CONNECT_S", 1)
    for address in ("tcp://127.0.0.1:1", "nonsense://x", "127.0.0.1:1"):
        with pytest.raises(InvalidInput, match="can't be reached"):
            executor(scheduler=address).map(doubled, [1])


def test_assessments_are_equal_whoever_computes(cluster: str) -> None:
    pytest.importorskip("xclim", reason="the extra `climate` is not installed")
    files = [(f"site{seed}.csv", table(weather(DAYS, seed))) for seed in range(3)]
    files += [("rain.csv", table({"pr": weather(DAYS, 9)["pr"]})), ("broken.csv", b"hello")]

    def outcomes(who):
        tasks = tasks_of(groups_of(files), Options(), Settings(), np.random.default_rng(1))
        found = [one for result in who.map(assess_files, tasks) for one in result]
        shown = [
            [one.names, [site.as_dict("lv") for site in one.assessments], str(one.error)] for one in found
        ]
        return shown, [site for one in found for site in one.assessments]

    here, sites = outcomes(executor())
    assert len(sites) == 4
    assert "no table of days" in here[-1][2]
    assert outcomes(executor(workers=2))[0] == here
    assert outcomes(executor(scheduler=cluster))[0] == here


def test_sites_are_equal_whoever_computes(cluster: str) -> None:
    pytest.importorskip("xclim", reason="the extra `climate` is not installed")
    from secap.exchange.climate.reading import read

    series = [read(f"site{seed}.csv", table(weather(DAYS, seed))).series[0] for seed in range(3)]
    series.append(read("rain.csv", table({"pr": weather(DAYS, 9)["pr"]})).series[0])
    here = assess_many(series, Settings(), np.random.default_rng(1))
    assert assess_many(series, Settings(), np.random.default_rng(1), executor(scheduler=cluster)) == here
