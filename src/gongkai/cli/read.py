"""``gongkai read``: read published annual reports and say what is wrong in them (读取年度报告)."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from typing import Protocol

from gongkai.cli.folder import Folder
from gongkai.cli.inputs import tasks
from gongkai.cli.progress import ticker
from gongkai.cli.tally import Status, Tally
from gongkai.cli.together import with_rollup, with_years_compared
from gongkai.reports.batch import read_files
from gongkai.reports.model import Report
from gongkai.reports.writers import json

HELP = "读取已发布的政府信息公开工作年度报告，列出法定表格，核对勾稽关系与正文"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments (声明参数)."""
    parser.add_argument("paths", nargs="+", metavar="路径", help="文件、目录（逐级读取），或 -（标准输入）")
    parser.add_argument("--json", action="store_true", help="每份报告输出一行 JSON，次序与输入相同")
    parser.add_argument("--out", metavar="目录", help="每份报告另写一个 JSON 文件到此目录；屏幕上每份只显示一行")
    parser.add_argument("--jobs", type=_positive, metavar="数目", help="同时读取的进程数，默认等于核数")
    parser.add_argument(
        "--whole", metavar="名称", help="所给文件是这个政府的全部机关的报告，其中也有它自己的：核对汇总数"
    )


def run(arguments: argparse.Namespace) -> int:
    """Read what was asked for, print it, and return the exit status (执行)."""
    _speak_utf8()
    tally = Tally(arguments.whole)
    printer = _printer(arguments)
    try:
        _read(arguments, printer, tally)
    except BrokenPipeError:
        raise
    except OSError as refused:
        print(f"gongkai read：无法写出结果：{refused.strerror or refused}", file=sys.stderr)
        return Status.UNREAD
    printer.conclude(tally)
    return _status(tally)


def _read(arguments: argparse.Namespace, printer: Printer, tally: Tally) -> None:
    folder = Folder(arguments.out) if arguments.out else None
    with ticker() as ticking:
        reports = ticking.counting(read_files(tasks(arguments.paths), jobs=arguments.jobs))
        for report in _judged(reports, arguments.whole):
            if sys.stdout.isatty():
                ticking.stop()
            if folder:
                folder.write(report)
            printer.show(report)
            tally.add(report)


def _judged(reports: Iterator[Report], whole: str | None) -> Iterator[Report]:
    compared = with_years_compared(reports)
    return with_rollup(compared, whole=whole) if whole else compared


def _status(tally: Tally) -> int:
    """Return the exit status, and say what only the command line can have wrong (退出状态)."""
    if not tally.reports:
        print("gongkai read：没有找到可读的文件。", file=sys.stderr)
        return Status.UNREAD
    if tally.whole and not tally.whole_seen:
        print(f"gongkai read：所给文件中没有{tally.whole}自己的报告，未核对汇总数。", file=sys.stderr)
        return Status.UNREAD
    return tally.status


class Printer(Protocol):
    """Where reports are shown: as JSON, as a line, as tables (显示方式)."""

    def show(self, report: Report) -> None:
        """Show one report (显示)."""

    def conclude(self, tally: Tally) -> None:
        """Say at the end what became of all (汇总)."""


class JsonLines:
    """One JSON object a line on standard output, and nothing else (机读输出)."""

    def show(self, report: Report) -> None:
        """Write one line (显示)."""
        sys.stdout.buffer.write(json.write(report))

    def conclude(self, tally: Tally) -> None:
        """Say nothing: every line is a report (汇总)."""


def _printer(arguments: argparse.Namespace) -> Printer:
    if arguments.json:
        return JsonLines()
    # rich takes longer to import than a report to read; it comes while the children start.
    from gongkai.cli.terminal import Sheets, Summaries

    return Summaries() if arguments.out else Sheets()


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale: the names and figures are Chinese (输出编码)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
