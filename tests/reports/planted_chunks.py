"""Chunk functions that misbehave on purpose, run by the workers of the engines."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path


def lengths(paths: Sequence[str]) -> list[int]:
    """Return how long each path is."""
    return [len(path) for path in paths]


def die_once(paths: Sequence[str]) -> list[int]:
    """Kill the worker the first time that a path is read whose file is not there yet; then do the work."""
    for path in paths:
        if path.endswith("deadly") and not Path(path).exists():
            Path(path).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return lengths(paths)


def die(paths: Sequence[str]) -> list[int]:
    """Kill the worker every time."""
    os.kill(os.getpid(), signal.SIGKILL)
    return lengths(paths)
