"""Readers that misbehave on purpose, loaded by the children of the guarded batch."""

from __future__ import annotations

import ctypes
import os
import time

from gongkai.reports.model import Report


def read(content: bytes, *, source: str) -> Report:
    """Do what the bytes say, or report them as the title."""
    act = _ACTS.get(content.strip())
    if act is not None:
        act()
    return Report(source, title=content.decode())


def _hang() -> None:
    while True:
        time.sleep(60)


def _devour() -> None:
    hoard = [bytes(64 * 1024 * 1024) for _ in range(32)]
    raise AssertionError(f"{len(hoard)} blocks were granted")


def _dive() -> None:
    _dive()


def _chatter() -> None:
    os.write(1, b"noise on standard output")
    os.write(2, b"noise on standard error")
    os.read(0, 1)


def _stumble() -> None:
    raise LookupError("a fault in the reader")


def _leave() -> None:
    os._exit(0)


def _step_out() -> None:
    raise SystemExit(0)


def _crash() -> None:
    ctypes.string_at(0)


_ACTS = {
    b"hang": _hang,
    b"devour": _devour,
    b"dive": _dive,
    b"chatter": _chatter,
    b"stumble": _stumble,
    b"leave": _leave,
    b"step out": _step_out,
    b"crash": _crash,
}
