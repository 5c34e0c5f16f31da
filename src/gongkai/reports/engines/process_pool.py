"""Chunks read by processes of this machine (本机进程池)."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import TypeVar

from gongkai.reports.engines import IN_FLIGHT_A_WORKER, Chunk, EngineLostError

_Result = TypeVar("_Result")
_LOST = "读取进程反复异常退出。请检查内存是否充足，然后用同样的命令继续。"
_MOST_LOSSES = 5
"""Pools that may break one after another without a single chunk done: then it is not the chunk, but the machine."""


@contextmanager
def process_pool(workers: int) -> Iterator[_ProcessPool]:
    """Open an engine of that many processes (本机进程池)."""
    engine = _ProcessPool(workers)
    try:
        yield engine
    finally:
        engine.end()


class _Waiting:
    """Chunks that are still to be read: those that came back first (待读批次)."""

    def __init__(self, chunks: Iterable[Chunk]) -> None:
        self._new = iter(chunks)
        self._returned = deque[Chunk]()

    def draw(self) -> Chunk | None:
        """Return the next chunk, or None where there is none left."""
        return self._returned.popleft() if self._returned else next(self._new, None)

    def take_back(self, chunks: Iterable[Chunk]) -> None:
        """Take chunks back whose process died."""
        self._returned.extend(chunks)


class _ProcessPool:
    """Processes, replaced together when one of them dies (进程池)."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor: ProcessPoolExecutor | None = None

    def run(self, read: Callable[[Sequence[str]], _Result], chunks: Iterable[Chunk]) -> Iterator[tuple[int, _Result]]:
        """Yield each result as it is ready (逐批读取). Raises EngineLostError where processes die over and over."""
        waiting, on_their_way = _Waiting(chunks), dict[Future[_Result], Chunk]()
        losses = 0
        while True:
            try:
                self._hand_out(read, waiting, on_their_way)
                if not on_their_way:
                    return
                for future in wait(on_their_way, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    number, _ = on_their_way.pop(future)
                    losses = 0
                    yield number, result
            except BrokenProcessPool as broken:
                losses += 1
                if losses > _MOST_LOSSES:
                    raise EngineLostError(_LOST) from broken
                # One death takes the whole pool along: what was on its way is read anew by new processes.
                waiting.take_back(on_their_way.values())
                on_their_way.clear()
                self.end()

    def end(self) -> None:
        """End the processes; what is on its way is dropped (结束)."""
        if self._executor is None:
            return
        # Asked before the shutdown, which forgets them; there is no public way to end a process at work.
        processes = dict(getattr(self._executor, "_processes", None) or {})
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = None
        for worker in processes.values():
            worker.terminate()

    def _hand_out(
        self, read: Callable[[Sequence[str]], _Result], waiting: _Waiting, on_their_way: dict[Future[_Result], Chunk]
    ) -> None:
        while len(on_their_way) < self._workers * IN_FLIGHT_A_WORKER:
            chunk = waiting.draw()
            if chunk is None:
                return
            try:
                on_their_way[self._pool().submit(read, chunk[1])] = chunk
            except BrokenProcessPool:
                # It broke between two chunks: this one has not left.
                waiting.take_back([chunk])
                raise

    def _pool(self) -> ProcessPoolExecutor:
        if self._executor is None:
            # Fresh interpreters: a copy of ours would share its connection to the database.
            fresh = get_context("spawn")
            self._executor = ProcessPoolExecutor(self._workers, mp_context=fresh, initializer=_settle)
        return self._executor


def _settle() -> None:
    """Make a process deaf to Ctrl-C, and let it end when the one that started it is gone (进程初始化).

    Ctrl-C reaches every process of the terminal; the one that hands out the work decides what to do. A pool whose
    owner was killed would else wait for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_owner, daemon=True).start()


def _leave_with_owner() -> None:
    owner = parent_process()
    if owner is not None:
        owner.join()
        os._exit(1)
