"""Many reports read in guarded processes, so that no file harms another (批量读取).

Every file is read by a child process (:mod:`gongkai.reports.worker`) that has so long and so much memory for it. A file
that hangs, crashes or devours memory costs its child and gets a problem; the next file gets a new child.
"""

from __future__ import annotations

import atexit
import os
import select
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from queue import LifoQueue

from gongkai.documents import limits
from gongkai.reports.guard import READER, Guard, Task
from gongkai.reports.launch import forked, spawned
from gongkai.reports.model import Report
from gongkai.reports.worker import TOO_LARGE

_UNTIL_DUE = 3600.0
_LOOKAHEAD = 32
"""Files a process may be ahead of the one that is due, so that a slow file does not idle the others."""


def usable_cores() -> int:
    """Return how many cores this process may use (可用核数)."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(slots=True)
class _Turn:
    """One file on its way; ``report`` is None until it has been read."""

    task: Task
    report: Report | None = None


def read_files(inputs: Iterable[str | Task], *, jobs: int | None = None, reader: str = READER) -> Iterator[Report]:
    """Read files with ``jobs`` processes (default: one a core) and yield the reports in input order (批量读取).

    An input is a path, or a :class:`Task` whose bytes are at hand. Inputs are drawn as they are needed, so memory stays
    the same however many there are. What cannot be read is a report with a problem; nothing is raised for a file.
    """
    with ExitStack() as cleanup:
        team = _Team(jobs or usable_cores(), reader)
        cleanup.callback(team.end)
        yield from team.read(Task(item) if isinstance(item, str) else item for item in inputs)


class _Team:
    """A fixed number of children and the turns they work on (进程组)."""

    def __init__(self, size: int, reader: str) -> None:
        self._size = size
        self._reader = reader
        # A copy of a process with other threads may find their locks held for ever.
        self._launch = forked if threading.active_count() == 1 else spawned
        self._idle: list[Guard] = []
        self._busy: dict[int, tuple[Guard, _Turn]] = {}
        self._queue: deque[_Turn] = deque()

    def read(self, tasks: Iterator[Task]) -> Iterator[Report]:
        while True:
            self._hand_out(tasks)
            if not self._queue:
                return
            due = self._queue[0].report
            self._collect(_UNTIL_DUE if due is None else 0)
            if due is not None:
                self._queue.popleft()
                yield due

    def end(self) -> None:
        for guard in (*self._idle, *(guard for guard, _ in self._busy.values())):
            guard.end()

    def _hand_out(self, tasks: Iterator[Task]) -> None:
        while len(self._busy) < self._size and len(self._queue) < self._size * _LOOKAHEAD:
            task = next(tasks, None)
            if task is None:
                return
            turn = _Turn(task)
            self._queue.append(turn)
            guard = self._idle.pop() if self._idle else Guard(self._reader, launch=self._launch)
            guard.give(task)
            self._busy[guard.fileno()] = guard, turn

    def _collect(self, seconds: float) -> None:
        """Wait so long at most; take in what has been read, and what has run out of time (收取)."""
        if not self._busy:
            return
        nearest = min(guard.seconds_left() for guard, _ in self._busy.values())
        poll = select.poll()
        for descriptor in self._busy:
            poll.register(descriptor, select.POLLIN)
        answered = {descriptor for descriptor, _ in poll.poll(max(min(seconds, nearest), 0) * 1000)}
        for descriptor, (guard, turn) in tuple(self._busy.items()):
            if descriptor in answered or guard.seconds_left() <= 0:
                turn.report = guard.take()
            if turn.report is not None:
                del self._busy[descriptor]
                self._idle.append(guard)


class ReaderPool:
    """A few children kept ready for single files, safe to use from several threads (常驻读取进程).

    At most ``size`` files are read at a time; who comes later waits. Children start when first needed.
    """

    def __init__(self, size: int, *, reader: str = READER) -> None:
        """Make room for ``size`` children; ``reader`` is ``module:function``."""
        self._guards: LifoQueue[Guard] = LifoQueue()
        for _ in range(size):
            self._guards.put(Guard(reader))

    def read(self, content: bytes, *, source: str) -> Report:
        """Read one file at hand (读取单个文件)."""
        guard = self._guards.get()
        try:
            guard.give(Task(source, content))
            report = None
            while report is None:
                report = guard.take()
            return report
        finally:
            self._guards.put(guard)

    def end(self) -> None:
        """End the children that are idle (结束)."""
        while not self._guards.empty():
            self._guards.get().end()


_standing = ReaderPool(usable_cores())


def _renew_standing() -> None:
    """Forget the children of the process we were forked from: they answer to it alone."""
    global _standing
    _standing = ReaderPool(usable_cores())


os.register_at_fork(after_in_child=_renew_standing)
atexit.register(lambda: _standing.end())


def read_content(content: bytes, *, source: str) -> Report:
    """Read one uploaded file in a guarded process kept for that (读取上传文件).

    Never raises for a bad file: a report with a problem comes back within five seconds of its turn.
    """
    if len(content) > limits.MAX_FILE_BYTES:
        return Report(source, problems=(TOO_LARGE,))
    return _standing.read(content, source=source)
