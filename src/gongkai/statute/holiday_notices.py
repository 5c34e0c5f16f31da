"""Holiday notices as data: days off, make-up workdays, and the paper they rest on (放假安排通知)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gongkai.statute.chinese_dates import write_date
from gongkai.statute.citations import Citation, Instrument
from gongkai.statute.errors import NoticeRefused
from gongkai.statute.instruments import HOLIDAY_MEASURES

_LONGEST_HOLIDAY_DAYS = 20
_REACH = timedelta(days=31)
"""How far a notice may reach out of its year: New Year's days off may begin in December."""
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Holiday:
    """One holiday of a notice: the days off, both ends included, and the weekend days worked for it (假期)."""

    name: str
    first: date
    last: date
    workdays: tuple[date, ...] = ()
    opens: date = field(init=False, repr=False, compare=False)
    closes: date = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the first and the last day that the holiday touches, days worked for it among them (起止)."""
        object.__setattr__(self, "opens", min(self.first, *self.workdays, self.first))
        object.__setattr__(self, "closes", max(self.last, *self.workdays, self.last))

    def days_off(self) -> tuple[date, ...]:
        """Return every day off, weekends among them (放假日)."""
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """A notice that sets the holidays of one year, or revises some of them (放假安排通知).

    A later notice for the same year stands in place of an earlier one for each holiday that it names, and leaves the
    others alone: that is how 2019's Labour Day and 2020's Spring Festival were changed.
    """

    year: int
    title: str
    number: str
    issued_on: date
    holidays: tuple[Holiday, ...]

    @property
    def citation(self) -> Citation:
        """The notice as the place that a day off rests on (依据)."""
        return Citation(Instrument(self.title, self.number, self.issued_on))


def read_notice(text: str) -> HolidayNotice:
    """Read one notice from TOML (读取放假通知). Raises NoticeRefused where it is incomplete or cannot be right."""
    try:
        table = tomllib.loads(text)
        notice = HolidayNotice(
            year=_whole(table["year"]),
            title=_text(table["title"]),
            number=_text(table["number"]),
            issued_on=_day(table["issued_on"]),
            holidays=tuple(_holiday(entry) for entry in table["holiday"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise _refused(f"放假通知的数据不完整或者格式不对：{error}") from error
    check_notice(notice)
    return notice


def check_notice(notice: HolidayNotice) -> None:
    """Refuse a notice whose days cannot be right (核对放假通知). Raises NoticeRefused naming the holiday."""
    for holiday in notice.holidays:
        if not 0 <= (holiday.last - holiday.first).days < _LONGEST_HOLIDAY_DAYS:
            raise _refused(f"{holiday.name}的起止日期不对：{holiday.first}至{holiday.last}")
        for day in (holiday.first, holiday.last, *holiday.workdays):
            if not _opens(notice.year) <= day <= _closes(notice.year):
                raise _refused(f"{holiday.name}的日期{day}不在{notice.year}年放假安排的范围内")
        for day in holiday.workdays:
            if day.weekday() < _SATURDAY:
                raise _refused(f"{holiday.name}的调休上班日{write_date(day)}本来就是工作日")


def _holiday(entry: Mapping[str, Any]) -> Holiday:
    return Holiday(
        name=_text(entry["name"]),
        first=_day(entry["first"]),
        last=_day(entry["last"]),
        workdays=tuple(_day(day) for day in entry.get("workdays", ())),
    )


def _opens(year: int) -> date:
    return date(year, 1, 1) - _REACH


def _closes(year: int) -> date:
    return date(year, 12, 31) + _REACH


def _whole(value: object) -> int:
    if not isinstance(value, int) or not date.min.year < value < date.max.year:
        raise TypeError(f"“{value}”不是年份")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(f"“{value}”不是文字")
    return value


def _day(value: object) -> date:
    # A TOML date-time is a datetime, which is a date to isinstance: only a plain day is meant.
    if type(value) is not date:
        raise TypeError(f"“{value}”不是日期")
    return value


def _refused(message: str) -> NoticeRefused:
    return NoticeRefused(message, HOLIDAY_MEASURES.at(""))
