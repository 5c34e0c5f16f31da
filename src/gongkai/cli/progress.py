"""How far a long run has come, on standard error (进度)."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from gongkai.reports.model import Report

if TYPE_CHECKING:
    from rich.progress import Progress

_SECONDS_BETWEEN = 0.1


class Ticker:
    """Counts reports as they are read, if standard error is a terminal and there is more than one (进度)."""

    def __init__(self, stack: ExitStack) -> None:
        """Take ``stack`` as that which clears the line at the end."""
        self._stack = stack
        self._progress: Progress | None = None
        self._count = 0
        self._drawn_at = 0.0

    def counting(self, reports: Iterable[Report]) -> Iterator[Report]:
        """Yield the reports and count them (计数)."""
        for report in reports:
            self._count += 1
            if self._count > 1 and sys.stderr.isatty():
                self._show()
            yield report

    def stop(self) -> None:
        """Clear the line: what follows is printed in its place (停止)."""
        self._stack.close()

    def _show(self) -> None:
        if self._progress is None:
            self._progress = self._stack.enter_context(_progress())
        self._progress.update(self._progress.task_ids[0], completed=self._count)
        if time.monotonic() - self._drawn_at > _SECONDS_BETWEEN:
            self._drawn_at = time.monotonic()
            self._progress.refresh()


@contextmanager
def ticker() -> Iterator[Ticker]:
    """Provide a ticker that leaves no trace when it ends (进度)."""
    with ExitStack() as stack:
        yield Ticker(stack)


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("已读 {task.completed:.0f} 份"), TimeElapsedColumn())
    # Refreshed by hand: a thread of its own would forbid copying this process for reading.
    progress = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    progress.add_task("", total=None)
    return progress
