"""What every engine owes its caller: each chunk once, whatever becomes of the workers."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import dask
import pytest
from distributed import LocalCluster

from gongkai.reports.engines import Engine, EngineLostError
from gongkai.reports.engines.dask_cluster import dask_scheduler, dask_workers
from gongkai.reports.engines.process_pool import process_pool
from reports.planted_chunks import die, die_once, lengths

OPENERS = {"pool": process_pool, "dask": dask_workers}
pytestmark = pytest.mark.filterwarnings(
    # Dask's own threads close their sockets a little after its cluster says that it is closed.
    "ignore::ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
    # On a busy machine making a folder takes longer than the second that Dask expects.
    "ignore:Creating scratch directories is taking a surprisingly long time:UserWarning",
)


@pytest.fixture(autouse=True)
def _nothing_is_left_to_the_next_module() -> Iterator[None]:
    """Collect what Dask leaves open while its warnings are passed over, not in somebody else's test."""
    yield
    gc.collect()


@pytest.fixture(params=list(OPENERS))
def engine(request) -> Iterator[Engine]:
    """An engine of two workers."""
    opener: Callable = OPENERS[request.param]
    with opener(2) as opened:
        yield opened


def test_every_chunk_is_answered_once_under_its_number(engine: Engine) -> None:
    chunks = [(number, ["x" * number, "yy"]) for number in range(40)]
    found = list(engine.run(lengths, iter(chunks)))
    assert sorted(found) == [(number, [number, 2]) for number in range(40)]


def test_no_more_chunks_are_drawn_than_the_workers_need(engine: Engine) -> None:
    drawn = []

    def chunks() -> Iterator[tuple[int, list[str]]]:
        for number in range(100):
            drawn.append(number)
            yield number, ["x"]

    answers = engine.run(lengths, chunks())
    next(answers)
    assert 1 <= len(drawn) <= 6
    assert len(list(answers)) == 99


def test_a_chunk_whose_worker_is_killed_is_read_by_another(engine: Engine, tmp_path) -> None:
    deadly = [str(tmp_path / f"{number}-deadly") for number in (3, 11)]
    chunks = [(number, [str(tmp_path / f"{number}-deadly") if number in (3, 11) else "x"]) for number in range(20)]
    found = dict(engine.run(die_once, iter(chunks)))
    assert sorted(found) == list(range(20))
    assert [found[3], found[11]] == [[len(path)] for path in deadly]


def test_no_chunk_is_lost_however_often_workers_are_killed(tmp_path) -> None:
    names = {number: str(tmp_path / f"{number}-deadly") if number % 4 == 1 else "x" for number in range(24)}
    with process_pool(2) as engine:
        found = dict(engine.run(die_once, ((number, [name]) for number, name in names.items())))
    assert found == {number: [len(name)] for number, name in names.items()}


def test_a_pool_that_breaks_while_work_is_handed_out_loses_nothing(monkeypatch) -> None:
    broken = iter([True, False, True])
    with process_pool(2) as engine:
        made = engine._pool

        def breaking() -> ProcessPoolExecutor:
            if next(broken, False):
                raise BrokenProcessPool("between two chunks")
            return made()

        monkeypatch.setattr(engine, "_pool", breaking)
        found = dict(engine.run(lengths, ((number, ["x"]) for number in range(10))))
    assert found == {number: [1] for number in range(10)}


def test_workers_that_die_over_and_over_end_the_run_with_words(engine: Engine) -> None:
    with pytest.raises(EngineLostError, match="继续"):
        list(engine.run(die, iter([(0, ["x"])])))


def test_a_worker_that_is_slow_to_come_back_is_not_given_up(monkeypatch, tmp_path) -> None:
    """A cluster gives up whoever is not back in a time, which any start outlasts where it is nought."""
    there = _workers_when_closed(monkeypatch)
    chunks = [(0, [str(tmp_path / "deadly")]), (1, ["x"])]
    with dask.config.set({"distributed.deploy.lost-worker-timeout": "0s"}), dask_workers(2) as engine:
        assert sorted(number for number, _ in engine.run(die_once, iter(chunks))) == [0, 1]
    assert there[0] == 2


def test_a_cluster_is_closed_only_when_its_workers_are_all_there_again(monkeypatch) -> None:
    """Closing it while one of them is being started fails inside Dask, with a traceback instead of our words."""
    there = _workers_when_closed(monkeypatch)
    with pytest.raises(EngineLostError), dask_workers(2) as engine:
        list(engine.run(die, iter([(0, ["x"])])))
    assert there[0] == 2


def _workers_when_closed(monkeypatch) -> list[int]:
    """Return a list that gets the number of a cluster's workers each time that one is closed."""
    there: list[int] = []
    close = LocalCluster.close

    def closing(cluster: LocalCluster, *rest: object, **named: object) -> object:
        there.append(len(cluster.scheduler_info["workers"]))
        return close(cluster, *rest, **named)

    monkeypatch.setattr(LocalCluster, "close", closing)
    return there


def test_no_chunks_give_no_answers(engine: Engine) -> None:
    assert list(engine.run(lengths, iter(()))) == []


def test_a_scheduler_that_is_not_there_is_refused_with_its_address(monkeypatch) -> None:
    monkeypatch.setattr("gongkai.reports.engines.dask_cluster._CONNECT_SECONDS", 1)
    with pytest.raises(EngineLostError, match=r"tcp://127\.0\.0\.1:9"), dask_scheduler("tcp://127.0.0.1:9"):
        pass
