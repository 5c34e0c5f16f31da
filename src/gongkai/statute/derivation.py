"""The derivation of a due day in words: each event, holiday and silence with its basis (推算过程).

Written only when somebody asks for it: most readings of a clock want the day alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.statute.chinese_dates import write_date, write_span, write_weekday
from gongkai.statute.clock_facts import Facts
from gongkai.statute.clock_rules import CO_MAKER, THIRD_PARTY
from gongkai.statute.clock_steps import Step
from gongkai.statute.consultations import Consulted
from gongkai.statute.deadlines import ANSWER_PERIOD
from gongkai.statute.instruments import HOLIDAY_MEASURES
from gongkai.statute.receipt import RECEIPT_RULES
from gongkai.statute.working_days import Departure

_ONE_DAY = timedelta(days=1)


def derive(facts: Facts, *, due: date | None) -> tuple[Step, ...]:
    """Return the steps that lead to ``due``, or to the wait for the applicant where it is ``None`` (推算过程)."""
    told = (*_opening(facts), *facts.steps)
    if due is None:
        return told
    period = ANSWER_PERIOD.on(facts.receipt.on)
    steps = (
        *told,
        *_silences(facts),
        *(_departure_step(each) for each in facts.calendar.departures(facts.counted_from, due)),
        *_unpublished_years(facts, due),
        Step(due, f"答复期限届满：{write_date(due)}（{write_weekday(due)}）", period.citation),
    )
    ordered = tuple(sorted(steps, key=lambda step: step.on))
    if facts.answered_on is None or facts.answered_on <= due:
        return ordered
    return (*ordered, Step(facts.answered_on, f"答复超过期限{(facts.answered_on - due).days}日", period.citation))


def _opening(facts: Facts) -> tuple[Step, Step]:
    receipt, period = facts.receipt, ANSWER_PERIOD.on(facts.receipt.on)
    rule = RECEIPT_RULES[receipt.channel].on(receipt.on).value
    return (
        Step(receipt.on, f"收到申请（{receipt.channel.label}），{rule}", receipt.citation),
        Step(receipt.on + _ONE_DAY, f"自收到之日的次日起计算，{period.value}个工作日内答复", period.citation),
    )


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
