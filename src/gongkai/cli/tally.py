"""What became of a run of ``gongkai read``, and the exit status that says so (读取汇总)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from gongkai.cli.together import is_of
from gongkai.reports.findings import Severity
from gongkai.reports.model import TABLES, Report


class Status(IntEnum):
    """The exit status; the greater wins (退出状态)."""

    SOUND = 0
    """Everything was read, and no finding is an error."""
    ERRORS = 1
    """Something was read that has an error."""
    UNREAD = 2
    """A file, or one of the three tables of a report, could not be read."""


@dataclass(slots=True)
class Tally:
    """Counts over a run (读取汇总). ``whole`` is the government whose own report must be among the inputs."""

    whole: str | None = None
    whole_seen: bool = False
    reports: int = 0
    unread: int = 0
    incomplete: int = 0
    with_errors: int = 0
    with_warnings: int = 0
    status: Status = Status.SOUND

    def add(self, report: Report) -> None:
        """Count one report (计入)."""
        self.reports += 1
        self.unread += not report.is_readable
        self.incomplete += report.is_readable and bool(lost_tables(report))
        self.with_errors += report.worst is Severity.ERROR
        self.with_warnings += report.worst is Severity.WARNING
        self.whole_seen |= self.whole is not None and is_of(report, self.whole)
        self.status = max(self.status, status_of(report))


def lost_tables(report: Report) -> tuple[str, ...]:
    """Return the keys of the tables that were not recovered (未读出的表)."""
    return tuple(key for key in TABLES if key not in report.editions)


def status_of(report: Report) -> Status:
    """Return the exit status that one report calls for (退出状态)."""
    if lost_tables(report):
        return Status.UNREAD
    return Status.ERRORS if report.worst is Severity.ERROR else Status.SOUND
