"""What each event does to the clock, and when the law refuses it (期限规则).

One function per kind of event, from facts and event to new facts. Each raises ActRefused with the article.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from gongkai.statute.changing import replace
from gongkai.statute.chinese_dates import write_date, write_span
from gongkai.statute.citations import Citation
from gongkai.statute.clock_events import Event, Kind
from gongkai.statute.clock_facts import Facts
from gongkai.statute.clock_steps import Phase
from gongkai.statute.consultations import Consultation, Consulted, consultation_limit
from gongkai.statute.deadlines import (
    LONGEST_EXTENSION,
    Deadline,
    correction_notice_deadline,
    payment_deadline,
)
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import FEE_MEASURES, REGULATION_2019

CORRECTION = REGULATION_2019.at("第三十条")
ANSWER = REGULATION_2019.at("第三十三条第二款")
EXCLUDED_TIME = REGULATION_2019.at("第三十三条第三款")
THIRD_PARTY = REGULATION_2019.at("第三十二条")
CO_MAKER = REGULATION_2019.at("第三十四条")
DELAY = REGULATION_2019.at("第三十五条")
OUTCOMES = REGULATION_2019.at("第三十六条")
REGISTER = REGULATION_2019.at("第四十五条")
PAYMENT = FEE_MEASURES.at("第六条")

_WAITING = {
    Phase.AWAITING_CORRECTION: ("正在等待申请人补正，答复期限尚未起算", CORRECTION),
    Phase.AWAITING_PAYMENT: ("正在等待申请人缴费，答复期限尚未重新起算", PAYMENT),
}


def notify_correction(facts: Facts, event: Event) -> Facts:
    """Ask the applicant, once and within seven working days, to correct the application (告知补正)."""
    if facts.correction_asked is not None:
        raise ActRefused("补正应当一次性告知，不得再次告知补正", CORRECTION)
    _require_running(facts, event)
    limit = correction_notice_deadline(facts.receipt.on, calendar=facts.calendar)
    if event.on > limit.due:
        message = f"告知补正应当自收到申请之日起{limit.working_days}个工作日内作出，已于{write_date(limit.due)}届满"
        raise ActRefused(message, limit.citation)
    told = replace(
        facts, phase=Phase.AWAITING_CORRECTION, correction_asked=event, awaited=_correction_term(facts, event)
    )
    until = f"，补正期限至{write_date(told.awaited.due)}" if told.awaited else ""
    return told.noting(event.on, f"一次性告知申请人补正{until}；收到补正之日起重新计算答复期限", CORRECTION)


def receive_correction(facts: Facts, event: Event) -> Facts:
    """Restart the clock on the day the corrected application is received (收到补正)."""
    if facts.phase is not Phase.AWAITING_CORRECTION:
        raise ActRefused("没有告知过补正，或者补正材料已经收到，不能据此重新计算期限", CORRECTION)
    late = facts.awaited is not None and event.on > facts.awaited.due
    remark = "（已超过补正期限，申请人有正当理由的方可继续办理）" if late else ""
    text = f"收到补正后的申请{remark}，答复期限自次日起重新计算{facts.period()}个工作日"
    return replace(facts, corrected_on=event.on).restarted(event.on).noting(event.on, text, CORRECTION)


def ask_third_party(facts: Facts, event: Event) -> Facts:
    """Ask a third party whose rights may suffer; the time is left out (征求第三方意见)."""
    return _ask(facts, event, Consulted.THIRD_PARTY)


def ask_organ(facts: Facts, event: Event) -> Facts:
    """Ask a co-maker or another organ; the time is left out (征求其他机关意见)."""
    return _ask(facts, event, Consulted.ORGAN)


def hear_third_party(facts: Facts, event: Event) -> Facts:
    """Let the count run on after a third party's opinion (第三方提出意见)."""
    return _hear(facts, event, Consulted.THIRD_PARTY, THIRD_PARTY)


def hear_organ(facts: Facts, event: Event) -> Facts:
    """Let the count run on after another organ's opinion (其他机关提出意见)."""
    return _hear(facts, event, Consulted.ORGAN, CO_MAKER)


def extend(facts: Facts, event: Event) -> Facts:
    """Add working days to the period as it stands: once, at most twenty, before it ends (延长答复期限)."""
    longest = LONGEST_EXTENSION.on(facts.receipt.on)
    if facts.is_extended:
        raise ActRefused("答复期限只能延长一次", longest.citation)
    days = _days(event, longest.citation)
    if days > longest.value:
        raise ActRefused(f"延长答复的期限最长不得超过{longest.value}个工作日，不能延长{days}个", longest.citation)
    _require_open_term(facts, event, longest.citation)
    text = f"经工作机构负责人同意并告知申请人，答复期限延长{days}个工作日"
    return replace(facts, added=facts.added + days, is_extended=True).noting(event.on, text, longest.citation)


def delay(facts: Facts, event: Event) -> Facts:
    """Add the reasonable time an organ sets for an excessive request; the law gives no number (延迟答复)."""
    days = _days(event, DELAY)
    _require_open_term(facts, event, DELAY)
    text = f"申请数量、频次明显超过合理范围而理由合理，确定延迟答复{days}个工作日并告知申请人"
    return replace(facts, added=facts.added + days).noting(event.on, text, DELAY)


def notify_fee(facts: Facts, event: Event) -> Facts:
    """Stop the clock until the fee is paid; the notice goes out within the period (收费通知)."""
    if facts.fee_notice is not None:
        raise ActRefused("对同一申请已经发出收费通知，不得重复计收", FEE_MEASURES.at("第三条"))
    _require_open_term(facts, event, PAYMENT)
    term = payment_deadline(event.reached_on, calendar=facts.calendar)
    noticed = replace(facts, phase=Phase.AWAITING_PAYMENT, fee_notice=event, awaited=term)
    text = f"收费通知送达申请人，应于{write_date(term.due)}前（含当日）缴纳，逾期未缴纳的视为放弃申请"
    return noticed.noting(event.reached_on, text, term.citation)


def pay_fee(facts: Facts, event: Event) -> Facts:
    """Restart the clock from the day after payment, if it came in time (缴费)."""
    if facts.phase is not Phase.AWAITING_PAYMENT or facts.awaited is None:
        raise ActRefused("没有尚待缴纳的收费通知", PAYMENT)
    if event.on > facts.awaited.due:
        message = f"缴费期限已于{write_date(facts.awaited.due)}届满，视为放弃申请，不再处理"
        raise ActRefused(message, facts.awaited.citation)
    text = f"申请人完成缴费，处理期限自次日起重新计算{facts.period()}个工作日"
    return facts.restarted(event.on).noting(event.on, text, PAYMENT)


def answer(facts: Facts, event: Event) -> Facts:
    """End the clock with an answer, in time or late (作出答复)."""
    stopped = facts.phase is not Phase.RUNNING
    closed = replace(facts, phase=Phase.ANSWERED, was_stopped=stopped, answered_on=event.on)
    return closed.noting(event.on, "作出答复", OUTCOMES)


def withdraw(facts: Facts, event: Event) -> Facts:
    """End the clock because the applicant withdrew (申请人撤回)."""
    stopped = facts.phase is not Phase.RUNNING
    return replace(facts, phase=Phase.WITHDRAWN, was_stopped=stopped).noting(
        event.on, "申请人撤回申请，办理终止", REGISTER
    )


RULES: Mapping[Kind, Callable[[Facts, Event], Facts]] = {
    Kind.CORRECTION_NOTIFIED: notify_correction,
    Kind.CORRECTED: receive_correction,
    Kind.THIRD_PARTY_ASKED: ask_third_party,
    Kind.THIRD_PARTY_ANSWERED: hear_third_party,
    Kind.ORGAN_ASKED: ask_organ,
    Kind.ORGAN_ANSWERED: hear_organ,
    Kind.EXTENDED: extend,
    Kind.DELAYED: delay,
    Kind.FEE_NOTIFIED: notify_fee,
    Kind.FEE_PAID: pay_fee,
    Kind.ANSWERED: answer,
    Kind.WITHDRAWN: withdraw,
}


def _ask(facts: Facts, event: Event, consulted: Consulted) -> Facts:
    _require_open_term(facts, event, EXCLUDED_TIME)
    limit = consultation_limit(consulted, event.reached_on, calendar=facts.calendar)
    asked = Consultation(consulted, event.party, event.on, limit)
    text = f"向{asked.who}发出征求意见书（意见期限至{write_date(limit.due)}），所需时间不计入答复期限"
    return replace(facts, consultations=(*facts.consultations, asked)).noting(event.on, text, EXCLUDED_TIME)


def _hear(facts: Facts, event: Event, consulted: Consulted, citation: Citation) -> Facts:
    """Close the earliest consultation of that party still open (收到意见)."""
    for position, asked in enumerate(facts.consultations):
        if (asked.consulted, asked.party, asked.answered_on) == (consulted, event.party, None):
            heard = replace(asked, answered_on=event.on)
            rest = (*facts.consultations[:position], heard, *facts.consultations[position + 1 :])
            return replace(facts, consultations=rest).noting(event.on, _what_was_left_out(facts, heard), citation)
    raise ActRefused(f"没有尚待{consulted.label}{event.party}提出意见的征求意见书", citation)


def _what_was_left_out(facts: Facts, heard: Consultation) -> str:
    left_out = facts.calendar.working_days_between(heard.asked_on, heard.ended_on)
    if heard.answered_on is not None and heard.answered_on > heard.limit.due:
        return f"收到{heard.who}逾期提出的意见（期限至{write_date(heard.limit.due)}），答复期限不因此顺延"
    if not left_out:
        return f"收到{heard.who}的意见，没有需要扣除的工作日"
    first = date.fromordinal(heard.asked_on.toordinal() + 1)
    return f"收到{heard.who}的意见，{write_span(first, heard.ended_on)}共{left_out}个工作日不计入答复期限"


def _correction_term(facts: Facts, event: Event) -> Deadline | None:
    if event.days is None:
        return None
    days = _days(event, CORRECTION)
    due = facts.calendar.add_working_days(event.reached_on, days)
    provisional = facts.calendar.is_provisional(event.reached_on, due)
    return Deadline(due, CORRECTION, event.reached_on, days, provisional)


def _days(event: Event, citation: Citation) -> int:
    if event.days is None or event.days < 1:
        raise ActRefused(f"{event.kind.label}应当写明工作日数，至少1个工作日", citation)
    return event.days


def _require_running(facts: Facts, event: Event) -> None:
    if facts.phase in _WAITING:
        reason, citation = _WAITING[facts.phase]
        raise ActRefused(f"{reason}，不能办理“{event.kind.label}”", citation)


def _require_open_term(facts: Facts, event: Event, citation: Citation) -> None:
    """Refuse an act that needs a running period which has not yet run out (期限届满前)."""
    _require_running(facts, event)
    due = facts.due()
    if event.on > due:
        raise ActRefused(f"答复期限已于{write_date(due)}届满，{event.kind.label}应当在届满前作出", citation)
