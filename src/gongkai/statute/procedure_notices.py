"""When a letter of the procedure was received, the other side's time counts from that day (函件送达的后果)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.case_facts import CaseFacts
from gongkai.statute.changing import replace
from gongkai.statute.chinese_dates import write_date
from gongkai.statute.clock_facts import Facts
from gongkai.statute.clock_rules import CORRECTION, PAYMENT, REGISTER
from gongkai.statute.clock_steps import Phase
from gongkai.statute.consultations import Consultation, Consulted, consultation_limit
from gongkai.statute.deadlines import Deadline, payment_deadline
from gongkai.statute.errors import ActRefused
from gongkai.statute.procedure_effects import Calendars
from gongkai.statute.procedure_guards import clock_facts_of, require


def deliver_notice(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Count the other side's time from the day it had the letter (自收到函件之日起算)."""
    timing = clock_facts_of(facts, act.kind)
    return replace(facts, clock=_DELIVERIES[act.text("notice")](timing, act))


def _deliver_consultation(consulted: Consulted) -> Callable[[Facts, Act], Facts]:
    def effect(timing: Facts, act: Act) -> Facts:
        for position, asked in enumerate(timing.consultations):
            if (asked.consulted, asked.party, asked.answered_on) == (consulted, act.text("party"), None):
                limit = consultation_limit(consulted, act.on, calendar=timing.calendar)
                reached = Consultation(consulted, asked.party, asked.asked_on, limit)
                _require_after(act.on, asked.asked_on)
                rest = (*timing.consultations[:position], reached, *timing.consultations[position + 1 :])
                text = f"征求意见书于{write_date(act.on)}送达{asked.who}，意见期限至{write_date(limit.due)}"
                return replace(timing, consultations=rest).noting(act.on, text, limit.citation)
        raise ActRefused(f"没有发给{consulted.label}{act.text('party')}的尚待答复的征求意见书", REGISTER)

    return effect


def _deliver_correction_notice(timing: Facts, act: Act) -> Facts:
    asked = timing.correction_asked
    if timing.phase is not Phase.AWAITING_CORRECTION or asked is None or asked.days is None:
        raise ActRefused("没有尚待补正的告知书", CORRECTION)
    _require_after(act.on, asked.on)
    due = timing.calendar.add_working_days(act.on, asked.days)
    term = Deadline(due, CORRECTION, act.on, asked.days, timing.calendar.is_provisional(act.on, due))
    told = replace(timing, awaited=term, correction_asked=replace(asked, delivered_on=act.on))
    text = f"补正告知书于{write_date(act.on)}送达申请人，补正期限自次日起{asked.days}个工作日，至{write_date(due)}"
    return told.noting(act.on, text, CORRECTION)


def _deliver_fee_notice(timing: Facts, act: Act) -> Facts:
    notice = timing.fee_notice
    if timing.phase is not Phase.AWAITING_PAYMENT or notice is None:
        raise ActRefused("没有尚待缴费的收费通知", PAYMENT)
    _require_after(act.on, notice.on)
    term = payment_deadline(act.on, calendar=timing.calendar)
    told = replace(timing, awaited=term, fee_notice=replace(notice, delivered_on=act.on))
    text = f"收费通知于{write_date(act.on)}送达申请人，缴费期限至{write_date(term.due)}"
    return told.noting(act.on, text, term.citation)


def _require_after(on: date, sent_on: date) -> None:
    require(on >= sent_on, "送达日期早于发出日期", REGISTER)


_DELIVERIES: Mapping[str, Callable[[Facts, Act], Facts]] = {
    ActKind.CORRECTION_ASKED.code: _deliver_correction_notice,
    ActKind.THIRD_PARTY_ASKED.code: _deliver_consultation(Consulted.THIRD_PARTY),
    ActKind.ORGAN_ASKED.code: _deliver_consultation(Consulted.ORGAN),
    ActKind.FEE_NOTIFIED.code: _deliver_fee_notice,
}
