"""Two ways to start a reading process: as a copy of this one, or afresh (启动读取进程).

A copy starts in milliseconds and shares what is already imported; it is safe only while this process has one thread.
Either way the child cannot read our standard input, is not reached by Ctrl-C, and ends when we do.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import NoReturn, Protocol, TypeAlias

from gongkai.reports.worker import Reader, reader_named, serve


class Child(Protocol):
    """What is asked of a child process (子进程)."""

    @property
    def pid(self) -> int:
        """Its number (进程号)."""

    def poll(self) -> int | None:
        """Return its exit status, or None while it runs (是否结束)."""

    def kill(self) -> None:
        """End it at once (强制结束)."""

    def wait(self) -> int:
        """Wait until it has ended (等待结束)."""


Launch: TypeAlias = "Callable[[str], tuple[Child, socket.socket]]"


def spawned(reader: str) -> tuple[Child, socket.socket]:
    """Start a fresh interpreter that serves ``module:function`` and return it with our end of the channel (新进程).

    ``-P`` keeps the current folder, which may be full of other people's files, off the module path.
    """
    ours, theirs = socket.socketpair()
    entry = "import sys; from gongkai.reports.worker import main; main(int(sys.argv[1]), sys.argv[2])"
    with theirs:
        child = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-c", entry, str(theirs.fileno()), reader],
            stdin=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
            process_group=0,
        )
    return child, ours


def forked(reader: str) -> tuple[Child, socket.socket]:
    """Copy this process and return the copy with our end of the channel (复制进程).

    Only for a process without other threads: their locks would stay held in the copy.
    """
    read = reader_named(reader)
    ours, theirs = socket.socketpair()
    with theirs:
        number = os.fork()
        if number == 0:
            _serve_and_exit(ours, theirs, read)
    return _Copy(number), ours


def _serve_and_exit(ours: socket.socket, theirs: socket.socket, read: Reader) -> NoReturn:
    """Serve, then leave without any of the parent's farewells: its buffers and exit handlers are not ours to run."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        ours.close()
        serve(theirs, read)
    finally:
        os._exit(0)


class _Copy:
    """A child made by fork, as :class:`Child` (复制的进程)."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._status: int | None = None

    def poll(self) -> int | None:
        return self._status if self._status is not None else self._reap(os.WNOHANG)

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        status = self._status if self._status is not None else self._reap(0)
        return 0 if status is None else status

    def _reap(self, option: int) -> int | None:
        try:
            ended, status = os.waitpid(self.pid, option)
        except ChildProcessError:
            # Whoever started us may have had the children of its children forgotten (SIGCHLD ignored).
            ended, status = self.pid, 0
        if ended:
            self._status = status
        return self._status
