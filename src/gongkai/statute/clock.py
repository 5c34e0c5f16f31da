"""The clock of an application: its events folded into a last day to answer, with the derivation (答复期限的计算)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from gongkai.statute.chinese_dates import write_date, write_span, write_weekday
from gongkai.statute.clock_events import Event
from gongkai.statute.clock_facts import Facts
from gongkai.statute.clock_rules import CO_MAKER, OUTCOMES, REGISTER, RULES, THIRD_PARTY
from gongkai.statute.clock_state import ClockState, Phase, Step
from gongkai.statute.consultations import Consulted
from gongkai.statute.deadlines import ANSWER_PERIOD
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import HOLIDAY_MEASURES
from gongkai.statute.receipt import RECEIPT_RULES, Receipt
from gongkai.statute.working_days import Departure, WorkCalendar

_ONE_DAY = timedelta(days=1)
_CLOSED = {
    Phase.ANSWERED: ("申请已经答复", OUTCOMES),
    Phase.WITHDRAWN: ("申请已经撤回", REGISTER),
}


def read(receipt: Receipt, events: Iterable[Event] = (), *, calendar: WorkCalendar) -> ClockState:
    """Fold the events, in the order they happened, into the state of the answer period (计算答复期限).

    Raises ActRefused, with the article, for an event that the law does not allow where it stands; RuleNotInForce for a
    rule that was not law yet; CalendarNotPublished beyond the years a calendar covers.
    """
    facts = _opened(receipt, calendar)
    for event in events:
        facts = admit(facts, event)
    return _closed_waiting(facts) if _is_stopped(facts) else _counted(facts)


def admit(facts: Facts, event: Event) -> Facts:
    """Return the facts after one more event, or refuse it (准许下一事件)."""
    if facts.phase in _CLOSED:
        reason, citation = _CLOSED[facts.phase]
        raise ActRefused(f"{reason}，不能再{event.kind.label}", citation)
    if event.on < facts.receipt.on:
        message = f"{event.kind.label}的日期{write_date(event.on)}早于收到申请之日{write_date(facts.receipt.on)}"
        raise ActRefused(message, facts.receipt.citation)
    if event.on < facts.last_on:
        message = f"{event.kind.label}的日期{write_date(event.on)}早于前一事项的日期{write_date(facts.last_on)}"
        raise ActRefused(f"{message}，应当按发生的先后登记", REGISTER)
    if event.delivered_on is not None and event.delivered_on < event.on:
        message = f"{event.kind.label}的收到日期{write_date(event.delivered_on)}早于发出日期{write_date(event.on)}"
        raise ActRefused(message, REGISTER)
    return RULES[event.kind](facts, event).at_day(event.on)


def _opened(receipt: Receipt, calendar: WorkCalendar) -> Facts:
    rule = RECEIPT_RULES[receipt.channel].on(receipt.on).value
    period = ANSWER_PERIOD.on(receipt.on)
    calendar.add_working_days(receipt.on, period.value)  # refuses a day out of range before it is counted with
    steps = (
        Step(receipt.on, f"收到申请（{receipt.channel.label}），{rule}", receipt.citation),
        Step(receipt.on + _ONE_DAY, f"自收到之日的次日起计算，{period.value}个工作日内答复", period.citation),
    )
    return Facts(receipt, calendar, counted_from=receipt.on, last_on=receipt.on, steps=steps)


def _is_stopped(facts: Facts) -> bool:
    return facts.was_stopped or facts.phase in (Phase.AWAITING_CORRECTION, Phase.AWAITING_PAYMENT)


def _closed_waiting(facts: Facts) -> ClockState:
    """State the clock while it waits for the applicant (期限未起算)."""
    return ClockState(
        phase=facts.phase,
        due=None,
        counted_from=facts.counted_from,
        is_provisional=facts.awaited is not None and facts.awaited.is_provisional,
        suspended=0,
        trace=facts.steps,
        awaited_until=facts.awaited.due if facts.awaited else None,
        is_extended=facts.is_extended,
    )


def _counted(facts: Facts) -> ClockState:
    """State the clock that runs, or ran to its end (期限已起算)."""
    due = facts.due()
    late = (facts.answered_on - due).days if facts.answered_on and facts.answered_on > due else 0
    return ClockState(
        phase=facts.phase,
        due=due,
        counted_from=facts.counted_from,
        is_provisional=facts.calendar.is_provisional(facts.counted_from, due),
        suspended=facts.suspended(due),
        trace=_trace(facts, due, late),
        awaited_until=max((open_.limit.due for open_ in facts.consultations if not open_.answered_on), default=None),
        is_extended=facts.is_extended,
        days_late=late,
    )


def _trace(facts: Facts, due: date, late: int) -> tuple[Step, ...]:
    """Return the derivation in the order of its days (推算过程)."""
    steps = (
        *facts.steps,
        *_silences(facts),
        *(_departure_step(each) for each in facts.calendar.departures(facts.counted_from, due)),
        *_unpublished_years(facts, due),
        Step(
            due, f"答复期限届满：{write_date(due)}（{write_weekday(due)}）", ANSWER_PERIOD.on(facts.receipt.on).citation
        ),
    )
    ordered = tuple(sorted(steps, key=lambda step: step.on))
    if not late or facts.answered_on is None:
        return ordered
    text = f"答复超过期限{late}日"
    return (*ordered, Step(facts.answered_on, text, ANSWER_PERIOD.on(facts.receipt.on).citation))


def _silences(facts: Facts) -> Iterator[Step]:
    """Yield what follows where no opinion came within its limit (逾期未提出意见)."""
    for asked in facts.consultations:
        if asked.answered_on is not None and asked.answered_on <= asked.limit.due:
            continue
        if asked.limit.due <= facts.counted_from:
            continue
        left_out = facts.calendar.working_days_between(max(asked.asked_on, facts.counted_from), asked.limit.due)
        text = f"{asked.who}至此未提出意见的，{asked.consulted.silence}；{left_out}个工作日不计入，期限继续计算"
        yield Step(asked.limit.due, text, THIRD_PARTY if asked.consulted is Consulted.THIRD_PARTY else CO_MAKER)


def _departure_step(departure: Departure) -> Step:
    holiday = departure.holiday
    parts = []
    if departure.days_off:
        span = write_span(holiday.first, holiday.last)
        parts.append(f"{holiday.name}放假（{span}），其中周一至周五{len(departure.days_off)}天不计入")
    if departure.workdays:
        days = "、".join(f"{write_date(day)}（{write_weekday(day)}）" for day in departure.workdays)
        parts.append(f"{days}因{holiday.name}调休上班，计入工作日")
    first = min((*departure.days_off, *departure.workdays))
    return Step(first, f"{'；'.join(parts)}（{departure.notice.number}）", departure.notice.citation)


def _unpublished_years(facts: Facts, due: date) -> Iterator[Step]:
    opens = facts.counted_from + _ONE_DAY
    for year in range(opens.year, due.year + 1):
        if year not in facts.calendar.published_years:
            text = f"{year}年的放假安排尚未收录，暂按周一至周五推算，届满日为暂定"
            yield Step(max(opens, date(year, 1, 1)), text, HOLIDAY_MEASURES.at(""))
