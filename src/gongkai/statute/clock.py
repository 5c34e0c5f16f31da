"""The clock of an application: its events folded into a last day to answer, with the derivation (答复期限的计算)."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.statute.chinese_dates import write_date
from gongkai.statute.clock_events import Event
from gongkai.statute.clock_facts import Facts
from gongkai.statute.clock_rules import OUTCOMES, REGISTER, RULES
from gongkai.statute.clock_state import ClockState
from gongkai.statute.clock_steps import Phase
from gongkai.statute.errors import ActRefused
from gongkai.statute.receipt import Receipt
from gongkai.statute.working_days import WorkCalendar

_CLOSED = {
    Phase.ANSWERED: ("申请已经答复", OUTCOMES),
    Phase.WITHDRAWN: ("申请已经撤回", REGISTER),
}


def read(receipt: Receipt, events: Iterable[Event] = (), *, calendar: WorkCalendar) -> ClockState:
    """Fold the events, in the order they happened, into the state of the answer period (计算答复期限).

    Raises ActRefused, with the article, for an event that the law does not allow where it stands; RuleNotInForce for a
    rule that was not law yet; CalendarNotPublished beyond the years a calendar covers.
    """
    facts = Facts(receipt, calendar, counted_from=receipt.on, last_on=receipt.on)
    for event in events:
        facts = admit(facts, event)
    return read_facts(facts)


def read_facts(facts: Facts) -> ClockState:
    """Return the state of the answer period that facts already folded amount to (期限状态)."""
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
        awaited_until=facts.awaited.due if facts.awaited else None,
        is_extended=facts.is_extended,
        days_late=0,
        _facts=facts,
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
        suspended=facts.suspended(due) if facts.consultations else 0,
        awaited_until=max((asked.limit.due for asked in facts.consultations if not asked.answered_on), default=None),
        is_extended=facts.is_extended,
        days_late=late,
        _facts=facts,
    )
