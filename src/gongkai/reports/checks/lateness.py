"""Whether a report came in time (发布时限)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.reports.checks.organs import Standing, standing_of
from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import Report
from gongkai.statute.instruments import REGULATION_2019

LATE = "report.late"
_BASIS = str(REGULATION_2019.at("第四十九条"))
_LAST_DAY = {Standing.GOVERNMENT: (3, 31), Standing.DEPARTMENT: (1, 31), Standing.TOWNSHIP: (1, 31)}


def late_report(report: Report) -> Iterator[Finding]:
    """Yield a notice where the report's own date is past the day the Regulation sets (逾期发布).

    Article 49: departments by 31 January, a government's report by 31 March of the year after. Townships are not
    named there; the notices on the form put them with the departments.
    """
    if report.reported_on is None or report.year is None or report.agency is None:
        return
    last_day = _last_day(report.agency, report.year)
    if report.reported_on > last_day:
        yield Finding(
            LATE,
            Severity.NOTICE,
            f"报告落款（或发布）日期为{_written(report.reported_on)}，晚于{_written(last_day)}的期限。",
            expected=last_day.isoformat(),
            found=report.reported_on.isoformat(),
            citation=_BASIS,
        )


def late_by_now(agency: str, year: int, *, today: date) -> Finding | None:
    """Return the notice that a report which is not published yet will be late, None in time (将逾期发布)."""
    last_day = _last_day(agency, year)
    if today <= last_day:
        return None
    told = f"现在公布已经晚于{_written(last_day)}的期限，公布后会提示“逾期发布”；原因可以在第六部分说明。"
    return Finding(LATE, Severity.NOTICE, told, expected=last_day.isoformat(), citation=_BASIS)


def _last_day(agency: str, year: int) -> date:
    return date(year + 1, *_LAST_DAY[standing_of(agency)])


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
