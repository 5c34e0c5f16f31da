"""Until when an applicant may ask for reconsideration or sue (救济期限). Calendar days and months, not working days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from gongkai.statute.deadlines import Deadline
from gongkai.statute.instruments import LITIGATION_LAW, RECONSIDERATION_LAW, RECONSIDERATION_LAW_1999
from gongkai.statute.timelines import Timeline, Version
from gongkai.statute.working_days import WorkCalendar

RECONSIDERATION_TERM = Timeline(
    "申请行政复议的期限（日）",
    (Version(60, RECONSIDERATION_LAW_1999.at("第九条第一款")), Version(60, RECONSIDERATION_LAW.at("第二十条第一款"))),
)
SUIT_TERM = Timeline("直接提起行政诉讼的期限（月）", (Version(6, LITIGATION_LAW.at("第四十六条第一款")),))
SUIT_AFTER_RECONSIDERATION_TERM = Timeline(
    "不服复议决定提起行政诉讼的期限（日）", (Version(15, LITIGATION_LAW.at("第四十五条")),)
)


def reconsideration_deadline(served_on: date, *, calendar: WorkCalendar) -> Deadline:
    """Return the last day to apply for reconsideration of an answer served on ``served_on`` (行政复议申请期限).

    Sixty calendar days, the day of service not counted; a last day off moves to the next working day.
    """
    version = RECONSIDERATION_TERM.on(served_on)
    return rolled(version, served_on, served_on + timedelta(days=version.value), calendar)


def suit_deadline(served_on: date, *, calendar: WorkCalendar) -> Deadline:
    """Return the last day to sue without reconsideration, six months after service (起诉期限)."""
    version = SUIT_TERM.on(served_on)
    return rolled(version, served_on, months_after(served_on, version.value), calendar)


def suit_after_reconsideration_deadline(served_on: date, *, calendar: WorkCalendar) -> Deadline:
    """Return the last day to sue over a reconsideration decision served on ``served_on`` (复议后起诉期限)."""
    version = SUIT_AFTER_RECONSIDERATION_TERM.on(served_on)
    return rolled(version, served_on, served_on + timedelta(days=version.value), calendar)


def rolled(version: Version[int], served_on: date, last: date, calendar: WorkCalendar) -> Deadline:
    """Return the deadline with a last day off moved to the next working day (届满日顺延, 民法典第二百零三条)."""
    due = calendar.add_working_days(last - timedelta(days=1), 1)
    return Deadline(due, version.citation, served_on, None, calendar.is_provisional(last - timedelta(days=1), due))


def months_after(day: date, months: int) -> date:
    """Return the same day ``months`` later, or that month's last day (民法典第二百零二条)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
