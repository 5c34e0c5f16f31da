"""The clock of an application, by law cases and by properties (答复期限的计算)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.statute.clock import read
from gongkai.statute.clock_events import Event, Kind
from gongkai.statute.clock_rules import RULES
from gongkai.statute.clock_state import ClockState
from gongkai.statute.errors import ActRefused, CalendarNotPublished, StatuteError
from gongkai.statute.receipt import Channel, received
from gongkai.statute.working_days import published
from statute.law_cases import cases, events

CALENDAR = published()
RECEIVED = date(2026, 3, 2)
DAYS = st.dates(date(2019, 6, 1), date(2026, 6, 30))
SHORT = st.integers(0, 25)


def clock(on: date, *happened: Event) -> ClockState:
    return read(received(on), happened, calendar=CALENDAR)


def consulted(on: date, asked_after: int, answered_after: int) -> tuple[Event, Event]:
    asked_on = on + timedelta(days=asked_after)
    return (
        Event(Kind.THIRD_PARTY_ASKED, asked_on),
        Event(Kind.THIRD_PARTY_ANSWERED, asked_on + timedelta(days=answered_after)),
    )


@pytest.mark.parametrize("case", cases("clocks"))
def test_the_clock_stands_where_the_case_says(case: dict[str, Any]) -> None:
    state = clock(case["received"], *events(case))
    assert state.due == case.get("due")
    assert state.suspended == case.get("suspended", 0)
    assert state.is_provisional == case.get("provisional", False)
    assert state.phase.code == case.get("phase", "running")
    assert state.awaited_until == case.get("awaited_until")
    assert state.days_late == case.get("days_late", 0)


@pytest.mark.parametrize("case", cases("clocks", "refused"))
def test_an_act_the_law_does_not_allow_is_refused_with_its_article(case: dict[str, Any]) -> None:
    *before, last = events(case)
    clock(case["received"], *before)
    with pytest.raises(StatuteError) as refusal:
        clock(case["received"], *before, last)
    assert str(refusal.value.citation) == case["citation"]
    assert case["citation"] in str(refusal.value)


def test_every_kind_of_event_has_a_rule() -> None:
    assert set(RULES) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("end", [Kind.ANSWERED, Kind.WITHDRAWN])
def test_nothing_follows_an_end(kind: Kind, end: Kind) -> None:
    with pytest.raises(ActRefused, match=r"已经(答复|撤回)"):
        clock(RECEIVED, Event(end, date(2026, 3, 9)), Event(kind, date(2026, 3, 9), days=5))


@pytest.mark.parametrize(
    "kind",
    [
        Kind.CORRECTION_NOTIFIED,
        Kind.THIRD_PARTY_ASKED,
        Kind.ORGAN_ASKED,
        Kind.EXTENDED,
        Kind.DELAYED,
        Kind.FEE_NOTIFIED,
    ],
)
@pytest.mark.parametrize("wait", [Kind.CORRECTION_NOTIFIED, Kind.FEE_NOTIFIED])
def test_what_needs_a_running_period_is_refused_while_it_stands_still(kind: Kind, wait: Kind) -> None:
    with pytest.raises(ActRefused):
        clock(RECEIVED, Event(wait, date(2026, 3, 3)), Event(kind, date(2026, 3, 4), days=5))


def test_an_opinion_may_arrive_while_a_payment_is_awaited() -> None:
    asked, answered = consulted(RECEIVED, 2, 6)
    notice, paid = Event(Kind.FEE_NOTIFIED, date(2026, 3, 5)), Event(Kind.FEE_PAID, date(2026, 3, 16))
    state = clock(RECEIVED, asked, notice, answered, paid)
    # From 16 March: 17-20, 23-27, 30-3 April, 7-10, 13 and 14 April.
    assert (state.due, state.suspended) == (date(2026, 4, 14), 0)


def test_a_consultation_that_outlasts_a_restart_counts_from_the_restart() -> None:
    asked, answered = consulted(RECEIVED, 2, 14)
    happened = (asked, Event(Kind.FEE_NOTIFIED, date(2026, 3, 5)), Event(Kind.FEE_PAID, date(2026, 3, 16)), answered)
    state = clock(RECEIVED, *happened)
    # Restarted after 16 March; the opinion came on the 18th: 17 and 18 March are left out, two more days in April.
    assert (state.due, state.suspended) == (date(2026, 4, 16), 2)


def test_a_correction_term_is_told_and_a_late_correction_remarked() -> None:
    notified = Event(Kind.CORRECTION_NOTIFIED, date(2026, 3, 4), days=10)
    assert clock(RECEIVED, notified).awaited_until == date(2026, 3, 18)
    in_time = clock(RECEIVED, notified, Event(Kind.CORRECTED, date(2026, 3, 18)))
    late = clock(RECEIVED, notified, Event(Kind.CORRECTED, date(2026, 3, 19)))
    assert not any("已超过补正期限" in step.text for step in in_time.trace)
    assert any("已超过补正期限" in step.text for step in late.trace)


def test_the_derivation_names_the_holiday_and_its_notice() -> None:
    trace = clock(date(2026, 2, 9)).trace
    assert [step.on for step in trace] == sorted(step.on for step in trace)
    (holiday,) = [step for step in trace if "春节" in step.text]
    assert "国办发明电〔2025〕7号" in holiday.text
    assert str(holiday.citation) == "国务院办公厅关于2026年部分节假日安排的通知"


def test_the_derivation_opens_with_receipt_and_ends_with_the_due_day() -> None:
    trace = read(received(RECEIVED, channel=Channel.ONLINE), calendar=CALENDAR).trace
    assert str(trace[0].citation) == "政府信息公开条例第三十一条第（三）项"
    assert (trace[1].on, str(trace[1].citation)) == (date(2026, 3, 3), "政府信息公开条例第三十三条第二款")
    assert trace[-1].text == "答复期限届满：2026年3月30日（周一）"


def test_the_derivation_of_a_provisional_day_says_so() -> None:
    texts = [step.text for step in clock(date(2026, 12, 14)).trace]
    assert any("2027年的放假安排尚未收录" in text for text in texts)


def test_silence_is_told_as_the_article_of_the_one_asked_has_it() -> None:
    third_party = clock(RECEIVED, Event(Kind.THIRD_PARTY_ASKED, date(2026, 3, 4)))
    organ = clock(RECEIVED, Event(Kind.ORGAN_ASKED, date(2026, 3, 4)))
    assert [str(step.citation) for step in third_party.trace if "未提出意见" in step.text] == [
        "政府信息公开条例第三十二条"
    ]
    (silent,) = [step for step in organ.trace if "未提出意见" in step.text]
    assert "视为同意" in silent.text
    assert str(silent.citation) == "政府信息公开条例第三十四条"


@pytest.mark.parametrize("day", [date(2099, 12, 25), date.max])
def test_a_receipt_beyond_the_calendar_is_refused(day: date) -> None:
    with pytest.raises(CalendarNotPublished):
        clock(day)


@given(DAYS, SHORT)
def test_a_consultation_of_no_length_changes_nothing(on: date, asked_after: int) -> None:
    plain = clock(on)
    with_consultation = clock(on, *consulted(on, asked_after, 0))
    assert (with_consultation.due, with_consultation.suspended) == (plain.due, 0)


@given(DAYS, SHORT, SHORT)
def test_a_consultation_moves_the_due_day_by_what_it_left_out(on: date, asked_after: int, length: int) -> None:
    state = clock(on, *consulted(on, asked_after, length))
    assert state.due == CALENDAR.add_working_days(on, 20 + state.suspended)


@given(DAYS, SHORT, SHORT)
def test_a_longer_consultation_never_ends_earlier(on: date, asked_after: int, length: int) -> None:
    shorter, longer = (clock(on, *consulted(on, asked_after, days)).due for days in (length, length + 1))
    assert shorter is not None
    assert longer is not None
    assert shorter <= longer


@given(DAYS, SHORT, SHORT, st.integers(0, 10))
def test_asking_two_at_once_costs_no_more_than_the_longer(on: date, asked_after: int, length: int, less: int) -> None:
    asked, answered = consulted(on, asked_after, length)
    other_answered = Event(Kind.ORGAN_ANSWERED, max(asked.on, answered.on - timedelta(days=less)))
    both = (asked, replace(asked, kind=Kind.ORGAN_ASKED), other_answered, answered)
    assert clock(on, *both).suspended == clock(on, asked, answered).suspended


@given(DAYS, st.integers(1, 20))
def test_an_extension_counts_from_the_limit_as_it_stands(on: date, days: int) -> None:
    asked, answered = consulted(on, 3, 4)
    before = clock(on, asked, answered).due
    assert before is not None
    after = clock(on, asked, answered, Event(Kind.EXTENDED, before, days=days)).due
    assert after == CALENDAR.add_working_days(before, days)


@given(DAYS, DAYS)
def test_a_later_receipt_is_never_due_earlier(one: date, other: date) -> None:
    first, second = (clock(on).due for on in sorted((one, other)))
    assert first is not None
    assert second is not None
    assert first <= second
