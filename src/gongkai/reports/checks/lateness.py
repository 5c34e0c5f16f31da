"""Whether a report came in time (发布时限)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.reports.checks.organs import Standing, standing_of
from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import Report
from gongkai.statute.instruments import REGULATION_2019

LATE = "report.late"
_LAST_DAY = {Standing.GOVERNMENT: (3, 31), Standing.DEPARTMENT: (1, 31), Standing.TOWNSHIP: (1, 31)}


def late_report(report: Report) -> Iterator[Finding]:
    """Yield a notice where the report's own date is past the day the Regulation sets (逾期发布).

    Article 49: departments by 31 January, a government's report by 31 March of the year after. Townships are not
    named there; the notices on the form put them with the departments.
    """
    if report.reported_on is None or report.year is None or report.agency is None:
        return
    last_day = date(report.year + 1, *_LAST_DAY[standing_of(report.agency)])
    if report.reported_on > last_day:
        yield Finding(
            LATE,
            Severity.NOTICE,
            f"报告落款（或发布）日期为{_written(report.reported_on)}，晚于{_written(last_day)}的期限。",
            expected=last_day.isoformat(),
            found=report.reported_on.isoformat(),
            citation=str(REGULATION_2019.at("第四十九条")),
        )


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
