"""The parent's side of guarded reading: one child process, watched by the clock and replaced when gone (受控进程)."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from dataclasses import dataclass

from gongkai.documents.problems import Problem
from gongkai.reports.launch import Child, Launch, spawned
from gongkai.reports.model import Report
from gongkai.reports.worker import FILE_SECONDS, READY, receive, send

READER = "gongkai.reports.reader:read_report"
_START_SECONDS = 120.0
"""A child that cannot start ends at once; one that takes so long is on a machine that stands still."""
_GRACE_SECONDS = 0.05
"""How long a read of the channel may wait once time is up: enough for an answer that is already on its way."""

TIMEOUT = Problem("file.timeout", f"读取超过 {FILE_SECONDS:g} 秒，已停止。请确认是年度报告本身，或拆去附件后再试。")
CRASHED = Problem("file.hostile", "读取这个文件的程序异常退出，文件可能已损坏或是恶意文件。请核实文件来源。")


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read: from the path ``source``, or from ``content`` where its bytes are at hand (读取任务)."""

    source: str
    content: bytes | None = None


class Guard:
    """One child process that reads files, and what is known of it (受控进程).

    ``reader`` is ``module:function``, called as ``function(content, source=…)``. A child that is gone is replaced by
    the next :meth:`give`.
    """

    def __init__(self, reader: str = READER, *, launch: Launch = spawned) -> None:
        """Start nothing yet; ``launch`` is how a child is started."""
        self._reader = reader
        self._launch = launch
        self._child: Child | None = None
        self._channel: socket.socket | None = None
        self._ready = False
        self._deadline = 0.0
        self._source = ""

    def fileno(self) -> int:
        """Return the descriptor to wait on after :meth:`give` (描述符)."""
        return -1 if self._channel is None else self._channel.fileno()

    def seconds_left(self) -> float:
        """Return how long the file may still take (剩余时间)."""
        return self._deadline - time.monotonic()

    def give(self, task: Task) -> None:
        """Hand over one file; :meth:`take` tells what became of it (交付)."""
        if self._child is None or self._child.poll() is not None:
            self._start()
        assert self._channel is not None
        self._source = task.source
        self._deadline = time.monotonic() + (FILE_SECONDS if self._ready else _START_SECONDS)
        self._channel.settimeout(self.seconds_left())
        # A child that died just now is noticed by take.
        with suppress(OSError):
            send(self._channel, (task.source, task.content))

    def take(self) -> Report | None:
        """Wait for the next word of the child: the report, or None when it has only just started (收取).

        Raises RuntimeError when the child cannot even start: then the installation is broken, not the file.
        """
        assert self._channel is not None
        self._channel.settimeout(max(self.seconds_left(), _GRACE_SECONDS))
        try:
            message = receive(self._channel)
        except (TimeoutError, EOFError, ConnectionError) as silence:
            return self._lost(silence)
        if message == READY:
            self._ready = True
            self._deadline = time.monotonic() + FILE_SECONDS
            return None
        outcome, worn_out = message
        if worn_out:
            self.end()
        return outcome if isinstance(outcome, Report) else self._unread(outcome)

    def end(self) -> None:
        """Kill the child, if there is one (结束)."""
        if self._channel is not None:
            self._channel.close()
        if self._child is not None:
            self._child.kill()
            self._child.wait()
        self._child = self._channel = None
        self._ready = False

    def _lost(self, silence: Exception) -> Report:
        was_ready = self._ready
        self.end()
        if not was_ready:
            raise RuntimeError(f"the reading process could not start: {self._reader}") from silence
        return self._unread(TIMEOUT if isinstance(silence, TimeoutError) else CRASHED)

    def _unread(self, problem: Problem) -> Report:
        return Report(self._source, problems=(problem,))

    def _start(self) -> None:
        self.end()
        self._child, self._channel = self._launch(self._reader)
