"""Working days from holiday notices (工作日)."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.statute.errors import CalendarNotPublished, NoticeRefused
from gongkai.statute.holiday_notices import Holiday, HolidayNotice, read_notice
from gongkai.statute.working_days import WorkCalendar, published

CALENDAR = published()
DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))
COUNTS = st.integers(1, 60)
SATURDAYS = st.integers(0, 400).map(lambda week: date(2019, 1, 5) + timedelta(weeks=week))

NOTICE_2027 = """
year = 2027
title = "国务院办公厅关于2027年部分节假日安排的通知"
number = "国办发明电〔2026〕9号"
issued_on = 2026-11-10
[[holiday]]
name = "元旦"
first = 2027-01-01
last = 2027-01-03
workdays = [2027-01-09]
"""


def notice(*holidays: Holiday, year: int = 2026, issued_on: date = date(2026, 1, 5)) -> HolidayNotice:
    return HolidayNotice(year, "试验通知", "试〔2026〕1号", issued_on, holidays)


@pytest.mark.parametrize("year", range(2019, 2027))
def test_every_day_agrees_with_the_maintained_calendar(year: int) -> None:
    length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(length)]
    assert [day for day in days if CALENDAR.is_working_day(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.parametrize(("year", "count"), [(2024, 251), (2025, 248), (2026, 248)])
def test_working_days_of_a_year_are_as_known(year: int, count: int) -> None:
    assert CALENDAR.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == count


def test_years_from_2019_to_2026_are_published() -> None:
    assert CALENDAR.published_years == frozenset(range(2019, 2027))


def test_every_notice_names_its_paper() -> None:
    assert all(paper.number.startswith("国办发明电〔") and paper.title for paper in CALENDAR.notices)
    assert len({paper.number for paper in CALENDAR.notices}) == len(CALENDAR.notices) == 10


def test_a_later_notice_replaces_only_the_holiday_it_names() -> None:
    before = CALENDAR.as_known_on(date(2020, 1, 25))
    assert before.is_working_day(date(2020, 2, 1))
    assert not CALENDAR.is_working_day(date(2020, 2, 1))
    assert CALENDAR.is_working_day(date(2020, 1, 19))
    assert before.is_working_day(date(2020, 1, 19))
    assert not CALENDAR.is_working_day(date(2020, 5, 4))


def test_labour_day_2019_follows_its_second_notice() -> None:
    before = CALENDAR.as_known_on(date(2019, 3, 21))
    assert before.is_working_day(date(2019, 5, 2))
    assert not CALENDAR.is_working_day(date(2019, 5, 2))
    assert CALENDAR.is_working_day(date(2019, 4, 28))


def test_an_unpublished_year_is_provisional_and_counts_plain_weeks() -> None:
    assert CALENDAR.is_provisional(date(2026, 12, 30), date(2027, 1, 1))
    assert CALENDAR.add_working_days(date(2026, 12, 31), 1) == date(2027, 1, 1)


def test_a_stretch_that_ends_with_the_year_is_settled() -> None:
    assert not CALENDAR.is_provisional(date(2026, 12, 1), date(2026, 12, 31))


def test_a_stretch_that_begins_after_an_unpublished_year_is_settled() -> None:
    assert not CALENDAR.is_provisional(date(2018, 12, 31), date(2019, 1, 31))


def test_a_year_without_a_notice_in_the_middle_is_provisional() -> None:
    with_2028 = CALENDAR.with_notice(notice(year=2028))
    assert with_2028.is_provisional(date(2026, 12, 1), date(2028, 1, 10))


def test_the_notice_for_next_year_can_be_loaded() -> None:
    loaded = CALENDAR.with_notice(read_notice(NOTICE_2027))
    assert loaded.add_working_days(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert loaded.is_working_day(date(2027, 1, 9))
    assert not loaded.is_provisional(date(2026, 12, 1), date(2027, 1, 4))


def test_loading_a_notice_leaves_the_calendar_before_alone() -> None:
    CALENDAR.with_notice(read_notice(NOTICE_2027))
    assert CALENDAR.is_working_day(date(2027, 1, 1))
    assert 2027 not in CALENDAR.published_years


def test_local_days_off_are_added_to_the_national_ones() -> None:
    # 2026-05-27, a Wednesday.
    local = CALENDAR.with_local_notice(notice(Holiday("古尔邦节", date(2026, 5, 27), date(2026, 5, 27))))
    assert not local.is_working_day(date(2026, 5, 27))
    assert not local.is_working_day(date(2026, 5, 1))
    assert local.add_working_days(date(2026, 5, 26), 1) == date(2026, 5, 28)


def test_local_days_do_not_make_a_year_published() -> None:
    local = CALENDAR.with_local_notice(notice(Holiday("古尔邦节", date(2027, 5, 17), date(2027, 5, 17)), year=2027))
    assert local.is_provisional(date(2027, 5, 1), date(2027, 5, 20))


def test_a_local_workday_on_a_national_day_off_is_refused() -> None:
    contradiction = Holiday("地方节日", date(2026, 2, 11), date(2026, 2, 11), (date(2026, 2, 21),))
    with pytest.raises(NoticeRefused, match="相互矛盾"):
        CALENDAR.with_local_notice(notice(contradiction))


def test_a_local_day_off_holds_on_a_day_worked_in_exchange() -> None:
    # 2026-05-09, a Saturday worked for Labour Day; the national holiday no longer claims it.
    local = CALENDAR.with_local_notice(notice(Holiday("地方节日", date(2026, 5, 9), date(2026, 5, 9))))
    assert not local.is_working_day(date(2026, 5, 9))
    assert local.departures(date(2026, 5, 6), date(2026, 5, 12)) == ()
    assert CALENDAR.departures(date(2026, 5, 6), date(2026, 5, 12)) != ()


def test_a_local_day_that_is_off_anyway_is_told_once() -> None:
    # 2026-05-04 and 05 are off for Labour Day; the sixth, a Wednesday, is the local government's alone.
    local = CALENDAR.with_local_notice(notice(Holiday("地方节日", date(2026, 5, 5), date(2026, 5, 6))))
    told = [(each.holiday.name, each.days_off) for each in local.departures(date(2026, 5, 3), date(2026, 5, 7))]
    assert told == [("劳动节", (date(2026, 5, 4), date(2026, 5, 5))), ("地方节日", (date(2026, 5, 6),))]


def test_departures_name_the_days_and_the_notice() -> None:
    (departure,) = CALENDAR.departures(date(2026, 2, 9), date(2026, 3, 13))
    assert departure.holiday.name == "春节"
    assert departure.notice.number == "国办发明电〔2025〕7号"
    assert [day.day for day in departure.days_off] == [16, 17, 18, 19, 20, 23]
    assert departure.workdays == (date(2026, 2, 14), date(2026, 2, 28))


def test_departures_leave_out_what_lies_outside() -> None:
    assert CALENDAR.departures(date(2026, 2, 28), date(2026, 3, 13)) == ()
    (departure,) = CALENDAR.departures(date(2026, 2, 23), date(2026, 2, 28))
    assert (departure.days_off, departure.workdays) == ((), (date(2026, 2, 28),))
    (departure,) = CALENDAR.departures(date(2026, 2, 14), date(2026, 2, 16))
    assert (departure.days_off, departure.workdays) == ((date(2026, 2, 16),), ())


@pytest.mark.parametrize("day", [date(2007, 12, 31), date(2100, 1, 1), date.max, date.min])
def test_days_beyond_the_calendar_are_refused(day: date) -> None:
    with pytest.raises(CalendarNotPublished, match="超出工作日历的范围"):
        CALENDAR.add_working_days(day, 1)
    with pytest.raises(CalendarNotPublished):
        CALENDAR.is_working_day(day)


def test_counting_past_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(CalendarNotPublished):
        CALENDAR.add_working_days(date(2099, 12, 1), 60)


@pytest.mark.parametrize("count", [0, -1])
def test_fewer_than_one_working_day_is_a_mistake(count: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        CALENDAR.add_working_days(date(2026, 3, 2), count)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("last = 2027-01-03", "last = 2026-12-31"), "起止日期不对"),
        (("last = 2027-01-03", "last = 2027-03-03"), "起止日期不对"),
        (("workdays = [2027-01-09]", "workdays = [2027-01-08]"), "本来就是工作日"),
        (("workdays = [2027-01-09]", "workdays = [2028-07-01]"), "不在2027年"),
        (("first = 2027-01-01", "first = 2027-13-01"), "不完整或者格式不对"),
        (("first = 2027-01-01", "first = 2027-01-01T08:00:00"), "不是日期"),
        (('name = "元旦"', 'name = ""'), "不是文字"),
        (("year = 2027", "year = 0"), "不是年份"),
        (("[[holiday]]", "[holiday]"), "不完整或者格式不对"),
        (("number", "nummer"), "不完整或者格式不对"),
    ],
)
def test_a_notice_that_cannot_be_right_is_refused(change: tuple[str, str], says: str) -> None:
    with pytest.raises(NoticeRefused, match=says):
        read_notice(NOTICE_2027.replace(*change, 1))


def test_a_notice_that_works_on_its_own_holiday_is_refused() -> None:
    colliding = read_notice(NOTICE_2027.replace("workdays = [2027-01-09]", "workdays = [2027-01-02]"))
    with pytest.raises(NoticeRefused, match="相互矛盾"):
        CALENDAR.with_notice(colliding)


@given(DAYS, COUNTS)
def test_a_deadline_never_lands_on_a_day_off(day: date, count: int) -> None:
    assert CALENDAR.is_working_day(CALENDAR.add_working_days(day, count))


@given(DAYS, COUNTS)
def test_counting_back_gives_the_number_counted(day: date, count: int) -> None:
    assert CALENDAR.working_days_between(day, CALENDAR.add_working_days(day, count)) == count


@given(DAYS, DAYS, COUNTS)
def test_a_later_start_never_ends_earlier(one: date, other: date, count: int) -> None:
    first, second = sorted((one, other))
    assert CALENDAR.add_working_days(first, count) <= CALENDAR.add_working_days(second, count)


@given(DAYS, COUNTS)
def test_one_more_day_ends_strictly_later(day: date, count: int) -> None:
    assert CALENDAR.add_working_days(day, count) < CALENDAR.add_working_days(day, count + 1)


@given(SATURDAYS, DAYS, COUNTS)
def test_a_make_up_workday_never_makes_a_deadline_later(saturday: date, day: date, count: int) -> None:
    plain = WorkCalendar(())
    # The made-up holiday lies on the Sunday beside it, so that nothing but the workday changes.
    sunday = saturday + timedelta(days=1)
    worked = plain.with_notice(notice(Holiday("试验", sunday, sunday, (saturday,)), year=saturday.year))
    assert worked.add_working_days(day, count) <= plain.add_working_days(day, count)


@given(DAYS, st.integers(0, 90))
def test_the_count_agrees_with_walking_day_by_day(day: date, length: int) -> None:
    walked = sum(CALENDAR.is_working_day(day + timedelta(days=n)) for n in range(1, length + 1))
    assert CALENDAR.working_days_between(day, day + timedelta(days=length)) == walked
