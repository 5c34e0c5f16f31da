"""The child's side of guarded reading: one file at a time, within limits, in a process of its own (受控读取进程).

Started by :mod:`gongkai.reports.launch`, watched by :mod:`gongkai.reports.guard`.
"""

from __future__ import annotations

import faulthandler
import os
import pickle
import resource
import signal
import socket
import stat
import struct
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from gongkai.documents import limits
from gongkai.documents.problems import Problem

if TYPE_CHECKING:
    from gongkai.reports.model import Report

READY = "ready"
_RECOGNISES_SCANS = find_spec("rapidocr_onnxruntime") is not None
"""Making out a scanned page takes ten seconds and reserves gigabytes; who installs the engine grants them."""
FILE_SECONDS = max(240.0, limits.FILE_SECONDS) if _RECOGNISES_SCANS else limits.FILE_SECONDS
"""Wall clock for one file; with starting and printing the answer is there within five seconds."""
FILE_MEMORY_BYTES = (3072 if _RECOGNISES_SCANS else 440) * 1024 * 1024
"""What one file may take on top of the interpreter; together they stay under 500 MB."""
_LAST_RESORT_SECONDS = FILE_SECONDS + 2

_LENGTH = struct.Struct("!Q")

TOO_LARGE = Problem(
    "file.too_large",
    f"文件超过 {limits.MAX_FILE_BYTES // 1024 // 1024} MB，不予读取。请确认是年度报告本身，压缩其中的图片后再试。",
)
TOO_HUNGRY = Problem("file.too_large", "读取这个文件需要的内存远超正常的年度报告，已停止读取。请核实文件来源。")
TOO_DEEP = Problem("file.hostile", "文件内部的结构嵌套过深，可能是恶意文件，不予读取。请核实文件来源。")
MISSING = Problem("file.missing", "找不到这个文件。请检查路径是否写对。")
FORBIDDEN = Problem("file.forbidden", "没有读取这个文件的权限。请调整文件权限后再试。")
NOT_A_FILE = Problem("file.unsupported", "这不是普通文件（可能是目录、管道或设备），不予读取。")
UNREADABLE = Problem("file.unreadable", "文件所在的磁盘或网络位置无法读取。请把文件复制到本机后再试。")

Reader = Callable[..., "Report"]


def send(channel: socket.socket, message: object) -> None:
    """Send one message, its length first (发送)."""
    packed = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    channel.sendall(_LENGTH.pack(len(packed)) + packed)


def receive(channel: socket.socket) -> Any:
    """Return the next message (接收).

    Raises EOFError when the other side is gone, TimeoutError when the channel has a timeout and it ran out.
    """
    (length,) = _LENGTH.unpack(_exactly(channel, _LENGTH.size))
    # The other side is always this module, never a file: nothing foreign is unpickled.
    return pickle.loads(_exactly(channel, length))  # noqa: S301


def _exactly(channel: socket.socket, length: int) -> bytearray:
    content = bytearray(length)
    rest = memoryview(content)
    while rest:
        received = channel.recv_into(rest)
        if not received:
            raise EOFError
        rest = rest[received:]
    return content


def main(descriptor: int, reader: str) -> None:
    """Serve on the channel that was inherited under this descriptor (进程入口)."""
    channel = socket.socket(fileno=descriptor)
    serve(channel, reader_named(reader))


def reader_named(reader: str) -> Reader:
    """Import and return the function that ``module:function`` names (读取函数)."""
    module, _, name = reader.partition(":")
    read: Reader = getattr(import_module(module), name)
    return read


def serve(channel: socket.socket, read: Reader) -> None:
    """Read what comes over the channel until its other end closes (受控读取)."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    faulthandler.disable()
    send(channel, READY)
    _mute()
    while True:
        try:
            source, content = receive(channel)
        except (EOFError, ConnectionError):
            return
        _answer(channel, read, source, content)


def _mute() -> None:
    """Point the standard streams at nothing, so that a parser's chatter reaches nobody (静默)."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nothing, descriptor)


def _answer(channel: socket.socket, read: Reader, source: str, content: bytes | None) -> None:
    """Read one file and send (report, whether this process is worn out) (应答).

    The alarm ends the process by its default action, even inside a parser's own loop, should the parent be gone.
    """
    signal.setitimer(signal.ITIMER_REAL, _LAST_RESORT_SECONDS)
    _limit_memory()
    outcome = _outcome(read, source, content)
    _unlimit_memory()
    signal.setitimer(signal.ITIMER_REAL, 0)
    send(channel, outcome)


def _outcome(read: Reader, source: str, content: bytes | None) -> tuple[Report | Problem, bool]:
    try:
        return read(content_of(source) if content is None else _admitted(content), source=source), False
    except RefusedError as refused:
        return refused.problem, False
    except MemoryError:
        return TOO_HUNGRY, True
    except RecursionError:
        return TOO_DEEP, True
    except Exception as fault:
        # One file must not take the others with it; the place of the fault is told so that it can be mended.
        return _fault(fault), False


class RefusedError(Exception):
    """A file is not read; the problem says why (不予读取)."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def _admitted(content: bytes) -> bytes:
    if len(content) > limits.MAX_FILE_BYTES:
        raise RefusedError(TOO_LARGE)
    return content


def content_of(path: str) -> bytes:
    """Return the bytes of an ordinary file, asking for its size before reading (读取文件). Raises RefusedError."""
    try:
        # Not blocking, so that opening a pipe which nobody writes to returns at once.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise RefusedError(NOT_A_FILE)
            if found.st_size > limits.MAX_FILE_BYTES:
                raise RefusedError(TOO_LARGE)
            return file.read(limits.MAX_FILE_BYTES)
    except (FileNotFoundError, NotADirectoryError) as absent:
        raise RefusedError(MISSING) from absent
    except IsADirectoryError as directory:
        raise RefusedError(NOT_A_FILE) from directory
    except PermissionError as denied:
        raise RefusedError(FORBIDDEN) from denied
    except (OSError, ValueError) as broken:
        raise RefusedError(UNREADABLE) from broken


def _fault(fault: Exception) -> Problem:
    step = fault.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    place = f"{os.path.basename(step.tb_frame.f_code.co_filename)} 第{step.tb_lineno}行" if step else "位置不明"
    return Problem("reader.failed", f"读取程序出错（{type(fault).__name__}，{place}），请把这个文件反馈给维护者。")


def _limit_memory() -> None:
    """Allow this file so much more than the process has now (内存上限)."""
    if sys.platform == "linux":
        with open("/proc/self/statm", "rb") as statistics:
            pages = int(statistics.read().split()[0])
        _set_memory_limit(pages * resource.getpagesize() + FILE_MEMORY_BYTES)


def _unlimit_memory() -> None:
    _set_memory_limit(resource.RLIM_INFINITY)


def _set_memory_limit(soft: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY and (soft == resource.RLIM_INFINITY or soft > hard):
        soft = hard
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
