"""The lines of a workbook, read by a process of its own within limits (受控读取工作簿).

A single cell far out, or one of a hundred million letters, makes a small workbook take gigabytes. The process that
reads it may die of that; the one that serves must not.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

MEMORY_BYTES = 2 * 1024**3
CPU_SECONDS = 120
LONGEST_CELL = 32_767
"""What Excel itself lets a cell hold; more than that is cut off, and found too long."""
COMMAND = ("-m", "gongkai.apps.disclosure.workbook_lines")
_UNREADABLE, _TOO_LARGE = 3, 4


class WorkbookUnreadableError(Exception):
    """A file is no workbook, or a damaged one (工作簿无法读取)."""


class WorkbookTooLargeError(Exception):
    """A workbook wants more memory or time than a register may take (工作簿过大)."""


def lines_of_workbook(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines of the first sheet that are not blank, each with its number from 1 (逐行读取工作簿).

    Raises WorkbookUnreadableError, WorkbookTooLargeError.
    """
    command = (sys.executable, *COMMAND, str(path))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:  # noqa: S603
        assert child.stdout is not None
        try:
            for told in child.stdout:
                number, row = json.loads(told)
                yield number, row
        except BaseException:
            # Whoever has seen enough leaves early, and the child may wait for them with its pipe full.
            child.kill()
            raise
    if child.returncode == _UNREADABLE:
        raise WorkbookUnreadableError
    if child.returncode == _TOO_LARGE or child.returncode < 0:
        raise WorkbookTooLargeError
    if child.returncode:
        raise RuntimeError(f"reading a workbook ended with status {child.returncode}")


def main(path: str) -> int:
    """Write the lines of a workbook to standard output, one JSON array each (进程入口)."""
    _limit()
    try:
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        for number, row in enumerate(sheet.iter_rows(), start=1):
            cells = [_plain(cell) for cell in row]
            if any(cell.strip() for cell in cells):
                sys.stdout.write(f"{json.dumps([number, cells])}\n")
    except MemoryError:
        return _TOO_LARGE
    except (CalamineError, OSError, ValueError):
        return _UNREADABLE
    return 0


def _limit() -> None:
    for limit, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_SECONDS)):
        _, hard = resource.getrlimit(limit)
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _plain(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[: LONGEST_CELL + 1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
