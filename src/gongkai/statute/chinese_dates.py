"""Days as they are written in a letter (日期的写法)."""

from __future__ import annotations

from datetime import date

_WEEKDAYS = "一二三四五六日"


def write_date(day: date) -> str:
    """Write a day without leading zeros, as GB/T 9704 asks: 2026年3月5日 (成文日期)."""
    return f"{day.year}年{day.month}月{day.day}日"


def write_weekday(day: date) -> str:
    """Write the day of the week: 周六 (星期)."""
    return f"周{_WEEKDAYS[day.weekday()]}"


def write_span(first: date, last: date) -> str:
    """Write a run of days, a single one without 至 (起止日期)."""
    if first == last:
        return write_date(first)
    if first.year == last.year:
        return f"{write_date(first)}至{last.month}月{last.day}日"
    return f"{write_date(first)}至{write_date(last)}"
