"""Working days: which days count, and counting them fast (工作日).

A day counts when it is Monday to Friday and not off, or a weekend day worked in exchange. Holidays for a part of the
people (妇女节, 青年节) are working days.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from itertools import accumulate, compress, cycle, islice
from typing import TypeAlias

from gongkai.statute.errors import CalendarNotPublished, NoticeRefused
from gongkai.statute.holiday_notices import Holiday, HolidayNotice, check_notice, read_notice
from gongkai.statute.instruments import HOLIDAY_MEASURES

_FIRST = date(2008, 1, 1).toordinal()
_DAYS = date(2100, 1, 1).toordinal() - _FIRST
_WEEK = (1, 1, 1, 1, 1, 0, 0)
_OPENING_WEEKDAY = date.fromordinal(_FIRST).weekday()
_SATURDAY = 5
_Standing: TypeAlias = tuple[Holiday, HolidayNotice]


@dataclass(frozen=True, slots=True)
class Departure:
    """Where a stretch of days departs from the plain week, and the notice that says so (放假与调休).

    ``days_off`` are the Mondays to Fridays that do not count, ``workdays`` the weekend days that do.
    """

    holiday: Holiday
    notice: HolidayNotice
    days_off: tuple[date, ...]
    workdays: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days that follow from holiday notices (工作日历).

    ``notices`` are the State Council's, in any order; ``local_notices`` those of local governments for the holidays
    that minorities keep (全国年节及纪念日放假办法第四条): they add days off, also on a day worked nationally, and never
    take a national one away.
    Immutable: a new notice makes a new calendar. Covers 2008 to 2099; years without a notice count plain weeks and are
    told apart by :meth:`is_provisional`.
    """

    notices: tuple[HolidayNotice, ...]
    local_notices: tuple[HolidayNotice, ...] = ()
    published_years: frozenset[int] = field(init=False, compare=False, repr=False)
    _standing: tuple[_Standing, ...] = field(init=False, compare=False, repr=False)
    _counted: array[int] = field(init=False, compare=False, repr=False)
    _ordinals: array[int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Precompute, for every day, how many working days end with it, and the day of each (预先计数)."""
        national, local = _standing(self.notices), _standing(self.local_notices)
        standing = (*national, *local)
        flags = _mark(national, local)
        put = object.__setattr__
        put(self, "published_years", frozenset(notice.year for notice in self.notices))
        put(self, "_standing", standing)
        put(self, "_counted", array("i", accumulate(flags)))
        put(self, "_ordinals", array("i", compress(range(_FIRST, _FIRST + _DAYS), flags)))

    def with_notice(self, notice: HolidayNotice) -> WorkCalendar:
        """Return this calendar with one more State Council notice (新增放假通知). Raises NoticeRefused."""
        check_notice(notice)
        return WorkCalendar((*self.notices, notice), self.local_notices)

    def with_local_notice(self, notice: HolidayNotice) -> WorkCalendar:
        """Return this calendar with a local government's days off added (地方放假规定). Raises NoticeRefused."""
        check_notice(notice)
        local = WorkCalendar(self.notices, (*self.local_notices, notice))
        for holiday in notice.holidays:
            for day in holiday.workdays:
                if not local.is_working_day(day):
                    message = f"{day}因{holiday.name}上班，这一天又是放假日，通知相互矛盾"
                    raise NoticeRefused(message, HOLIDAY_MEASURES.at("第四条"))
        return local

    def as_known_on(self, day: date) -> WorkCalendar:
        """Return the calendar as an officer knew it on ``day``, without later notices (当时已公布的日历)."""
        return WorkCalendar(
            tuple(notice for notice in self.notices if notice.issued_on <= day),
            tuple(notice for notice in self.local_notices if notice.issued_on <= day),
        )

    def is_working_day(self, day: date) -> bool:
        """Say whether ``day`` counts (是否工作日)."""
        index = _index(day)
        return self._counted[index] != (self._counted[index - 1] if index else 0)

    def add_working_days(self, after: date, working_days: int) -> date:
        """Return the ``working_days``-th working day after ``after``, which itself is not counted (顺数工作日).

        Raises ValueError for fewer than one, CalendarNotPublished beyond the years covered.
        """
        if working_days < 1:
            raise ValueError("at least one working day")
        index = self._counted[_index(after)] + working_days - 1
        if index >= len(self._ordinals):
            raise _beyond(after)
        return date.fromordinal(self._ordinals[index])

    def working_days_between(self, after: date, through: date) -> int:
        """Count the working days after ``after``, up to and including ``through``; 0 if there are none (工作日数)."""
        return max(0, self._counted[_index(through)] - self._counted[_index(after)])

    def is_provisional(self, after: date, through: date) -> bool:
        """Say whether a day after ``after`` up to ``through`` lies in a year without a notice (是否暂定)."""
        if after >= through:
            return False
        opens = date.fromordinal(after.toordinal() + 1).year
        return any(year not in self.published_years for year in range(opens, through.year + 1))

    def departures(self, after: date, through: date) -> tuple[Departure, ...]:
        """Return the holidays that change the count after ``after`` up to ``through``, in order (放假与调休)."""
        near = (entry for entry in self._standing if entry[0].opens <= through and entry[0].closes > after)
        found, told = list[Departure](), set[date]()
        for holiday, notice in near:
            each = self._departure(holiday, notice, after=after, through=through, told=told)
            told.update(each.days_off, each.workdays)
            found.append(each)
        return tuple(sorted(filter(_changes, found), key=lambda departure: departure.holiday.first))

    def _departure(
        self, holiday: Holiday, notice: HolidayNotice, *, after: date, through: date, told: set[date]
    ) -> Departure:
        """Return what a holiday changes, without what another one has told or takes back."""
        off = (day for day in _plain_weekdays(holiday.days_off()) if after < day <= through)
        worked = (day for day in sorted(holiday.workdays) if after < day <= through)
        return Departure(
            holiday,
            notice,
            tuple(day for day in off if day not in told),
            tuple(day for day in worked if self.is_working_day(day) and day not in told),
        )


@cache
def published() -> WorkCalendar:
    """Return the calendar of every notice shipped with this product, 2019 to 2026 (已公布的工作日历)."""
    folder = resources.files("gongkai.statute.calendars")
    texts = (file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".toml"))
    return WorkCalendar(tuple(sorted(map(read_notice, texts), key=lambda notice: notice.issued_on)))


def _standing(notices: Iterable[HolidayNotice]) -> tuple[_Standing, ...]:
    """Return each holiday as the last notice that names it has it (现行安排)."""
    last: dict[tuple[int, str], tuple[Holiday, HolidayNotice]] = {}
    for notice in sorted(notices, key=lambda notice: notice.issued_on):
        for holiday in notice.holidays:
            last[notice.year, holiday.name] = (holiday, notice)
    return tuple(last.values())


def _mark(national: tuple[_Standing, ...], local: tuple[_Standing, ...]) -> bytearray:
    """Return one byte a day, 1 for a working day (逐日标记). Raises NoticeRefused where two national ones collide."""
    flags = bytearray(islice(cycle(_WEEK), _OPENING_WEEKDAY, _OPENING_WEEKDAY + _DAYS))
    local_off, local_worked = _days_of(local)
    off, worked = _days_of(national)
    for day in off.keys() & worked.keys():
        message = f"{day}既因{off[day].name}放假，又因{worked[day].name}上班，通知相互矛盾"
        raise NoticeRefused(message, HOLIDAY_MEASURES.at(""))
    # In this order: days off win over days worked, and a local day off over a national day worked in exchange.
    for days, flag in ((local_worked, 1), (off, 0), (worked, 1), (local_off, 0)):
        for day in days:
            flags[_index(day)] = flag
    return flags


def _days_of(standing: tuple[_Standing, ...]) -> tuple[dict[date, Holiday], dict[date, Holiday]]:
    off = {day: holiday for holiday, _ in standing for day in holiday.days_off()}
    worked = {day: holiday for holiday, _ in standing for day in holiday.workdays}
    return off, worked


def _plain_weekdays(days: Iterable[date]) -> Iterator[date]:
    return (day for day in days if day.weekday() < _SATURDAY)


def _changes(departure: Departure) -> bool:
    return bool(departure.days_off or departure.workdays)


def _index(day: date) -> int:
    index = day.toordinal() - _FIRST
    if not 0 <= index < _DAYS:
        raise _beyond(day)
    return index


def _beyond(day: date) -> CalendarNotPublished:
    message = f"从{day}起推算的日期超出工作日历的范围（2008年至2099年）"
    return CalendarNotPublished(message, HOLIDAY_MEASURES.at(""))
