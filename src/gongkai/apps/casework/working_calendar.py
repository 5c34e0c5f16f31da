"""The working calendar with the notices that were loaded since (工作日历).

An edition is named by the day of the latest notice in it. A case keeps the edition it is counted with until an officer
confirms a newer one.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache, partial

from gongkai.apps.casework.models import HolidayNoticeRecord
from gongkai.statute.holiday_notices import HolidayNotice, read_notice
from gongkai.statute.procedure import Calendars
from gongkai.statute.working_days import WorkCalendar, published


def calendars() -> Calendars:
    """Return the function that finds an edition of the calendar; one query (查找工作日历版本)."""
    return partial(_edition, _loaded())


def latest_edition() -> date:
    """Return the name of the newest edition (最新版本)."""
    return newest(_whole(_loaded()).notices)


def newest(notices: Iterable[HolidayNotice]) -> date:
    """Return the day of the latest of some notices (最近的发布日期)."""
    return max(notice.issued_on for notice in notices)


def current() -> WorkCalendar:
    """Return the calendar with every notice known (现行工作日历)."""
    return _whole(_loaded())


def _loaded() -> tuple[str, ...]:
    return tuple(HolidayNoticeRecord.objects.order_by("issued_on").values_list("text", flat=True))


@lru_cache(maxsize=8)
def _whole(texts: tuple[str, ...]) -> WorkCalendar:
    calendar = published()
    shipped = {notice.number for notice in calendar.notices}
    for notice in map(read_notice, texts):
        # A later release of this product brings notices along that were loaded by hand before.
        calendar = calendar if notice.number in shipped else calendar.with_notice(notice)
    return calendar


@lru_cache(maxsize=64)
def _edition(texts: tuple[str, ...], day: date) -> WorkCalendar:
    whole = _whole(texts)
    return whole if day >= newest(whole.notices) else whole.as_known_on(day)
