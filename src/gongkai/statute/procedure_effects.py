"""What each act makes of the case, beyond what its guards ask (事项的后果)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from gongkai.statute import clock
from gongkai.statute.case_acts import Act
from gongkai.statute.case_facts import CaseFacts, Explanation, ExtensionPlan
from gongkai.statute.case_stages import Stage
from gongkai.statute.changing import replace
from gongkai.statute.clock_events import Event, Kind
from gongkai.statute.clock_facts import Facts
from gongkai.statute.clock_rules import DELAY, PAYMENT, REGISTER, THIRD_PARTY
from gongkai.statute.clock_steps import Phase
from gongkai.statute.deadlines import LONGEST_EXTENSION
from gongkai.statute.delivery import DeliveryWay
from gongkai.statute.errors import ActRefused
from gongkai.statute.fees import page_fee, piece_fee
from gongkai.statute.instruments import REGULATION_2019
from gongkai.statute.procedure_guards import clock_facts_of, require
from gongkai.statute.receipt import Channel, receipt_day
from gongkai.statute.working_days import WorkCalendar

Calendars: TypeAlias = Callable[[date], WorkCalendar]
"""Finds the working calendar as it was known with the notices issued up to a day (工作日历版本)."""
Effect: TypeAlias = Callable[[CaseFacts, Act, Calendars], CaseFacts]

_CHANNELS = {channel.code: channel for channel in Channel}
_WAYS = {way.code: way for way in DeliveryWay}


def receive(facts: CaseFacts, act: Act, calendars: Calendars) -> CaseFacts:
    """Open the case; the clock starts where the channel's rule is met already (收到申请)."""
    channel, edition = _CHANNELS[act.text("channel")], act.day("calendar") or date.min
    opened = replace(
        facts,
        arrived_on=act.on,
        channel=channel,
        applicant_kind=act.text("applicant_kind"),
        calendar=edition,
        worked_on=act.on,
    )
    confirmed_on = act.day("confirmed_on")
    if channel.needs_confirmation and confirmed_on is None:
        return opened
    return _started(opened, confirmed_on, calendars)


def confirm_receipt(facts: CaseFacts, act: Act, calendars: Calendars) -> CaseFacts:
    """Start the clock on the day the applicant was reached (确认收到)."""
    return _started(facts, act.on, calendars)


def register(facts: CaseFacts, _act: Act, _calendars: Calendars) -> CaseFacts:
    """Take the application into the register (登记)."""
    return replace(facts, is_registered=True)


def assign(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Give the case to an officer or a department, with a date of the organ's own (分办)."""
    return replace(
        facts,
        officer=act.count("officer") if "officer" in act.details else None,
        department=act.text("department"),
        internal_due_on=act.day("internal_due_on"),
    )


def remember(facts: CaseFacts, _act: Act, _calendars: Calendars) -> CaseFacts:
    """Change nothing that the law asks about (仅作记录)."""
    return facts


def end_as(stage: Stage) -> Effect:
    """Return an effect that ends the work in a stage without touching the outcome (结束)."""

    def effect(facts: CaseFacts, _act: Act, _calendars: Calendars) -> CaseFacts:
        return replace(facts, ended_as=stage)

    return effect


def settle_as(stage: Stage, outcome_code: str) -> Effect:
    """Return an effect that ends the case with an outcome which needs no decision (视为放弃)."""

    def effect(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
        return settled(replace(facts, outcome_code=outcome_code, proposal=None), act.on, stage)

    return effect


def withdraw(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """End the case at the applicant's own wish (撤回)."""
    stopped = facts
    if facts.clock is not None:
        stopped = replace(facts, clock=clock.admit(facts.clock, Event(Kind.WITHDRAWN, act.on)))
    return settled(replace(stopped, outcome_code="other.withdrawn", proposal=None), act.on, Stage.WITHDRAWN)


def move_clock(kind: Kind) -> Effect:
    """Return an effect that hands the act on to the clock (期限随之变动)."""

    def effect(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
        event = Event(
            kind,
            act.on,
            days=act.count("days") if "days" in act.details else None,
            delivered_on=act.day("delivered_on"),
            party=act.text("party"),
        )
        return replace(facts, clock=clock.admit(clock_facts_of(facts, act.kind), event))

    return effect


def hear_third_party(facts: CaseFacts, act: Act, calendars: Calendars) -> CaseFacts:
    """Note what the third party wants; overriding an objection has to be told in writing (第三方意见)."""
    heard = move_clock(Kind.THIRD_PARTY_ANSWERED)(facts, act, calendars)
    party, opinion = {act.text("party")}, act.text("opinion")
    objecting = heard.objecting - party if opinion == "agree" else heard.objecting | party
    partly = heard.partly | party if opinion == "partly" else heard.partly - party
    return replace(heard, objecting=objecting, partly=partly, overruled=heard.overruled - party)


def tell_third_party(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Note that the third party was told in writing, on a ground that fits what it answered (已书面告知第三方).

    An objection gives way to grave public interest, or has no reasonable ground; who did not object has no reasons that
    could fail.
    """
    party, ground = act.text("party"), act.text("ground")
    if party in facts.objecting:
        message = f"第三方（{party}）不同意公开，应当写明其理由为什么不合理，或者不公开对公共利益的重大影响"
        require(ground != "harmless", message, THIRD_PARTY)
    else:
        require(ground != "unreasonable", f"没有第三方（{party}）不同意公开的记录", THIRD_PARTY)
    return replace(facts, overruled=facts.overruled | {party})


def plan_extension(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Put an extension before the head of the disclosure office (拟延长)."""
    longest = LONGEST_EXTENSION.on(clock_facts_of(facts, act.kind).receipt.on)
    days = act.count("days")
    require(
        1 <= days <= longest.value, f"延长答复的期限为1至{longest.value}个工作日，不能延长{days}个", longest.citation
    )
    return replace(facts, extension=ExtensionPlan(days))


def approve_extension(facts: CaseFacts, _act: Act, _calendars: Calendars) -> CaseFacts:
    """Agree to the extension (同意延长)."""
    return replace(facts, extension=replace(facts.extension, is_approved=True) if facts.extension else None)


def return_extension(facts: CaseFacts, _act: Act, _calendars: Calendars) -> CaseFacts:
    """Do not agree to the extension (不同意延长)."""
    return replace(facts, extension=None)


def extend(facts: CaseFacts, act: Act, calendars: Calendars) -> CaseFacts:
    """Extend by what was agreed to, no other number (延长)."""
    agreed = facts.extension.days if facts.extension else 0
    citation = LONGEST_EXTENSION.on(clock_facts_of(facts, act.kind).receipt.on).citation
    require(act.count("days") == agreed, f"工作机构负责人同意延长{agreed}个工作日，应当按此告知", citation)
    return replace(move_clock(Kind.EXTENDED)(facts, act, calendars), extension=None)


def ask_reasons(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Wait for the reasons of an excessive request; the clock runs on (要求说明理由)."""
    require(act.count("days") >= 1, "说明理由的期限至少1个工作日", DELAY)
    calendar = clock_facts_of(facts, act.kind).calendar
    due = calendar.add_working_days(act.on, act.count("days"))
    return replace(facts, explanation=Explanation(asked_on=act.on, due=due))


def take_reasons(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Note that reasons came (收到理由说明)."""
    asked_on = facts.explanation.asked_on if facts.explanation else act.on
    require(act.on >= asked_on, "收到理由说明的日期早于要求说明理由的日期", DELAY)
    return replace(facts, explanation=replace(facts.explanation, given_on=act.on) if facts.explanation else None)


def adopt_calendar(facts: CaseFacts, act: Act, calendars: Calendars) -> CaseFacts:
    """Count on with a newer calendar; limits told to others stay as they were told (采用新的工作日历)."""
    edition = act.day("calendar") or facts.calendar
    require(edition > facts.calendar, "已经采用该版本或者更新的工作日历", REGISTER)
    timing = replace(facts.clock, calendar=calendars(edition)) if facts.clock else None
    return replace(facts, calendar=edition, clock=timing)


def make_public(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Note where the information is published now: everybody is sent there (转为主动公开)."""
    message = "网址应当以 http:// 或者 https:// 开头，公众要凭它找到公开的信息"
    require(_ADDRESS.fullmatch(act.text("address")), message, REGULATION_2019.at("第四十四条"))
    return facts


_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?")


def propose_fee(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Keep the fee that the tariff gives; another sum is refused (拟收费)."""
    units = act.count("units")
    already = act.count("already") if "already" in act.details else 0
    by_piece = act.text("basis") == "pieces"
    fee = piece_fee(units, on=act.on, already=already) if by_piece else page_fee(units, on=act.on)
    require(act.count("yuan") == fee.yuan, f"按标准计算的信息处理费为{fee.yuan}元", fee.citation)
    return replace(facts, fee_yuan=fee.yuan)


def notify_fee(facts: CaseFacts, act: Act, calendars: Calendars) -> CaseFacts:
    """Stop the clock with a notice of the fee that was reckoned (收费通知)."""
    require(act.count("yuan") == facts.fee_yuan, f"拟收取的信息处理费为{facts.fee_yuan}元，应当按此通知", PAYMENT)
    return move_clock(Kind.FEE_NOTIFIED)(facts, act, calendars)


def pay_fee(facts: CaseFacts, act: Act, calendars: Calendars) -> CaseFacts:
    """Restart the clock once the whole fee was paid (缴费)."""
    require(act.count("yuan") == facts.fee_yuan, f"应缴信息处理费为{facts.fee_yuan}元", PAYMENT)
    return move_clock(Kind.FEE_PAID)(facts, act, calendars)


def waive_fee(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Drop the fee: the count goes on as if no notice had gone out (不收费).

    # 存疑：the measures are silent; the organ's own change of mind must not give it a new period.
    """
    timing = clock_facts_of(facts, act.kind)
    if timing.phase is Phase.AWAITING_PAYMENT:
        timing = replace(timing, phase=Phase.RUNNING, awaited=None)
        timing = timing.noting(act.on, "不收取信息处理费，答复期限按收费通知之前继续计算", PAYMENT).at_day(act.on)
    return replace(facts, clock=timing, fee_yuan=None)


def record_outcome(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Take over how an application ended before this ledger was kept; its proofs stay in the old file (既往结果).

    The lateness of an old answer is a fact and refuses nothing.
    """
    timing = clock.admit(clock_facts_of(facts, act.kind), Event(Kind.ANSWERED, act.on))
    return settled(
        replace(facts, clock=timing, is_registered=True, outcome_code=act.text("outcome")), act.on, Stage.CLOSED
    )


def log_search(facts: CaseFacts, _act: Act, _calendars: Calendars) -> CaseFacts:
    """Note that there was a search (已检索)."""
    return replace(facts, search_logged=True)


def ask_record_correction(facts: CaseFacts, _act: Act, _calendars: Calendars) -> CaseFacts:
    """Keep in mind that a record is to be corrected (更正要求)."""
    return replace(facts, record_correction_open=True)


def settle_record_correction(facts: CaseFacts, _act: Act, _calendars: Calendars) -> CaseFacts:
    """Have done with the correction of a record (更正要求已办理)."""
    return replace(facts, record_correction_open=False)


def reopen(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Begin again within the time that the order gives; the period cannot be extended (重新办理)."""
    timing, in_force_on = clock_facts_of(facts, act.kind), act.day("in_force_on") or act.on
    require(act.count("days") >= 1, "重新答复的期限至少1个工作日", REGISTER)
    require(in_force_on <= act.on, "文书尚未生效", REGISTER)
    require(facts.answered_on is None or act.on >= facts.answered_on, "重新办理的日期早于答复之日", REGISTER)
    restarted = replace(
        timing,
        phase=Phase.RUNNING,
        was_stopped=False,
        counted_from=in_force_on,
        added=act.count("days") - timing.period(),
        is_extended=True,
        awaited=None,
        answered_on=None,
    ).noting(in_force_on, f"依据{act.text('number')}，应当在{act.count('days')}个工作日内重新答复", REGISTER)
    return replace(
        facts,
        clock=restarted,
        ended_as=None,
        proposal=None,
        extension=None,
        issued_on=None,
        answered_on=None,
        is_registered=True,
        internal_due_on=None,
        reopenings=facts.reopenings + 1,
    )


def _started(facts: CaseFacts, confirmed_on: date | None, calendars: Calendars) -> CaseFacts:
    if facts.channel is None or facts.arrived_on is None:
        raise ActRefused("尚未收到申请", REGISTER)
    receipt = receipt_day(facts.channel, arrived_on=facts.arrived_on, confirmed_on=confirmed_on)
    return replace(facts, clock=Facts(receipt, calendars(facts.calendar), counted_from=receipt.on, last_on=receipt.on))


def settled(facts: CaseFacts, on: date, stage: Stage) -> CaseFacts:
    """Return the facts of a case that has its outcome; the first day stays what it was (办理结果已定)."""
    return replace(facts, ended_as=stage, answered_on=on, first_answered_on=facts.first_answered_on or on)
