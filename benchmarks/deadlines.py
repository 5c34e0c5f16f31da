"""How fast deadlines are computed: a million in at most ten seconds, against date arithmetic alone.

Run: .venv/bin/python benchmarks/deadlines.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

from gongkai.statute.clock import read
from gongkai.statute.clock_events import Event, Kind
from gongkai.statute.deadlines import answer_deadline
from gongkai.statute.receipt import received
from gongkai.statute.working_days import published

MILLION = 1_000_000
PROMISED_SECONDS = 10.0
SAMPLE = 20_000
FIRST = date(2019, 5, 15)
RECEIPTS = tuple(FIRST + timedelta(days=n % 2_700) for n in range(SAMPLE))
CALENDAR = published()


def floor(day: date) -> date:
    """Add calendar days: the least that any deadline has to do."""
    return day + timedelta(days=28)


def deadline(day: date) -> object:
    """Compute the last day to answer, with citation and provisional mark."""
    return answer_deadline(day, calendar=CALENDAR)


def plain_clock(day: date) -> object:
    """Read the clock of an application to which nothing has happened."""
    return read(received(day), calendar=CALENDAR)


def whole_clock(day: date) -> object:
    """Fold a consultation and an extension, with the whole derivation in words."""
    asked, answered = day + timedelta(days=5), day + timedelta(days=15)
    events = (
        Event(Kind.THIRD_PARTY_ASKED, asked),
        Event(Kind.THIRD_PARTY_ANSWERED, answered),
        Event(Kind.EXTENDED, answered, days=20),
    )
    return read(received(day), events, calendar=CALENDAR).trace


def seconds_a_million(compute: Callable[[date], object]) -> float:
    """Return the best of three runs over the sample, scaled to a million."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        for day in RECEIPTS:
            compute(day)
        best = min(best, time.perf_counter() - start)
    return best * MILLION / SAMPLE


def main() -> int:
    """Print the table; fail where the promise is broken."""
    print(f"{'what':<34}{'s / million':>12}{'x floor':>10}")
    taken = {}
    for name, compute in (
        ("floor: a date plus 28 days", floor),
        ("answer deadline", deadline),
        ("clock without events", plain_clock),
        ("clock with 3 events, in words", whole_clock),
    ):
        taken[name] = seconds_a_million(compute)
        least = next(iter(taken.values()))
        print(f"{name:<34}{taken[name]:>12.2f}{taken[name] / least:>10.1f}")
    kept = taken["answer deadline"] <= PROMISED_SECONDS
    print(f"promise: a million answer deadlines in {PROMISED_SECONDS:g} s: {'kept' if kept else 'BROKEN'}")
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
