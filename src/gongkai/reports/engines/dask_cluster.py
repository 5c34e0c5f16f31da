"""Chunks read by the workers of a Dask cluster: several machines, or processes of this one (Dask 集群).

Needs the extra ``distributed``. Files must lie under the same path on every machine. Whoever can reach a scheduler can
run code on its workers: without an address of one, a cluster of this machine is started that listens on loopback alone.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from gongkai.reports.engines import IN_FLIGHT_A_WORKER, Chunk, EngineLostError

_Result = TypeVar("_Result")
_CONNECT_SECONDS = 30
_RESTART_SECONDS = 300
"""How long a busy machine may take to start workers that died; at rest it takes two seconds."""
_ABSENT = "没有安装 Dask。请安装 gongkai[distributed]，或者改用本机进程池（--engine local）。"
_LOST = "与 Dask 调度器的连接中断。已完成的批次都已保存，用同样的命令可以继续。"
_UNREACHABLE = "连不上 Dask 调度器 {address}。请检查地址和网络，然后用同样的命令继续。"
_NO_WORKERS = "Dask 调度器 {address} 在 {seconds} 秒内没有可用的工作进程。请先启动工作进程，然后用同样的命令继续。"


@contextmanager
def dask_workers(workers: int) -> Iterator[_DaskCluster]:
    """Open an engine of that many Dask workers on this machine, with a scheduler of their own (本机 Dask 集群).

    Raises EngineLostError where Dask is not installed.
    """
    distributed = _distributed()
    with _deaf_to_interrupts():
        cluster = distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
            memory_limit=0,
        )
    with _giving_nobody_up(), cluster, distributed.Client(cluster, set_as_default=False) as client:
        try:
            yield _DaskCluster(client)
        finally:
            # A cluster that is closed while a worker is being started again fails on the process that has no pid yet.
            with suppress(OSError):
                client.wait_for_workers(workers, timeout=_RESTART_SECONDS)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let processes that start meanwhile pass over Ctrl-C: the one that hands out the work decides what to do."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _giving_nobody_up() -> Iterator[None]:
    """Wait for workers that died as long as their start takes.

    By itself a cluster ends for good whoever is not back in 15 seconds; with nobody left, the work never ends.
    """
    import dask

    with dask.config.set({"distributed.deploy.lost-worker-timeout": _RESTART_SECONDS}):
        yield


@contextmanager
def dask_scheduler(address: str) -> Iterator[_DaskCluster]:
    """Open an engine of the workers that a running scheduler has (现有 Dask 集群). Raises EngineLostError."""
    distributed = _distributed()
    try:
        client = distributed.Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as fault:
        raise EngineLostError(_UNREACHABLE.format(address=address)) from fault
    with client:
        try:
            client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        except TimeoutError as fault:
            raise EngineLostError(_NO_WORKERS.format(address=address, seconds=_CONNECT_SECONDS)) from fault
        yield _DaskCluster(client)


class _DaskCluster:
    """The workers of one scheduler (Dask 集群)."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def run(self, read: Callable[[Sequence[str]], _Result], chunks: Iterable[Chunk]) -> Iterator[tuple[int, _Result]]:
        """Yield each result as it is ready (逐批读取).

        A chunk whose worker died goes to another. Raises EngineLostError.
        """
        distributed = _distributed()
        waiting, numbers = iter(chunks), dict[str, int]()
        ready = distributed.as_completed(loop=self._client.loop)
        try:
            self._hand_out(read, waiting, ready, numbers)
            for future in ready:
                # Where the worker died between reading and telling, asking has the chunk read again.
                result = future.result()
                number = numbers.pop(future.key)
                future.release()
                self._hand_out(read, waiting, ready, numbers)
                yield number, result
        except (OSError, distributed.CancelledError, distributed.KilledWorker) as fault:
            raise EngineLostError(_LOST) from fault

    def _hand_out(
        self, read: Callable[..., Any], waiting: Iterator[Chunk], ready: Any, numbers: dict[str, int]
    ) -> None:
        # Asked anew each time: workers come and go.
        most = max(len(self._client.scheduler_info(n_workers=-1)["workers"]), 1) * IN_FLIGHT_A_WORKER
        while len(numbers) < most:
            chunk = next(waiting, None)
            if chunk is None:
                return
            future = self._client.submit(read, list(chunk[1]), pure=False)
            numbers[future.key] = chunk[0]
            ready.add(future)


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as absent:
        raise EngineLostError(_ABSENT) from absent
    _silence()
    return distributed


def _silence() -> None:
    """Keep the loggers of Dask off the operator's screen: what matters comes as an exception."""
    for name in list(logging.root.manager.loggerDict):
        if name.startswith("distributed"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
