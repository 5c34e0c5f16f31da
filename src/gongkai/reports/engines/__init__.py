"""Reading in chunks on several processes, or several machines (分批读取).

An engine runs one function over many chunks and gives each result once. It keeps no record: which chunks are done is
for its caller to know, so that a stop at any moment costs the chunks on their way and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol, TypeAlias, TypeVar

_Result = TypeVar("_Result")
Chunk: TypeAlias = "tuple[int, Sequence[str]]"
"""The number of a chunk, and the paths of its files."""

IN_FLIGHT_A_WORKER = 2
"""Chunks handed out for each worker, so that none waits and memory stays the same however many chunks there are."""


class EngineLostError(RuntimeError):
    """The engine is gone or never came; what was not yielded has to be read again (读取引擎中断)."""


class Engine(Protocol):
    """Where chunks are read (读取引擎)."""

    def run(self, read: Callable[[Sequence[str]], _Result], chunks: Iterable[Chunk]) -> Iterator[tuple[int, _Result]]:
        """Yield the number and the result of each chunk once, as they are ready, in any order (逐批读取).

        ``read`` is a function of a module that every worker can import; it may run twice for a chunk whose worker died.
        Raises EngineLostError.
        """


OpenEngine: TypeAlias = "AbstractContextManager[Engine]"
"""An engine that ends its workers when it is left."""
