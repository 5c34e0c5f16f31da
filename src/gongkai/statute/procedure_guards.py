"""What must be so before an act may be done; each guard refuses with the article (事项的条件)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from gongkai.statute import clock
from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_facts import CaseFacts
from gongkai.statute.case_stages import Stage
from gongkai.statute.chinese_dates import write_date
from gongkai.statute.citations import Citation
from gongkai.statute.clock_events import Event, Kind
from gongkai.statute.clock_facts import Facts
from gongkai.statute.clock_rules import CORRECTION, DELAY, OUTCOMES, PAYMENT, REGISTER, THIRD_PARTY
from gongkai.statute.clock_steps import Phase
from gongkai.statute.consultations import Consulted
from gongkai.statute.deadlines import LONGEST_EXTENSION
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import REGULATION_2019
from gongkai.statute.receipt import RECEIPT_RULES

Guard: TypeAlias = Callable[[CaseFacts, ActKind, date], None]
PROCEDURE = REGULATION_2019.at("第四十五条")
_WAITING: dict[Phase, tuple[str, Citation]] = {
    Phase.AWAITING_CORRECTION: ("正在等待申请人补正", CORRECTION),
    Phase.AWAITING_PAYMENT: ("正在等待申请人缴费", PAYMENT),
}


def require(condition: object, message: str, citation: Citation) -> None:
    """Refuse where the condition does not hold (不符合条件的不予准许)."""
    if not condition:
        raise ActRefused(message, citation)


def all_of(*guards: Guard) -> Guard:
    """Return a guard that asks several, one after the other (同时具备的条件)."""

    def guard(facts: CaseFacts, kind: ActKind, on: date) -> None:
        for each in guards:
            each(facts, kind, on)

    return guard


def clock_facts_of(facts: CaseFacts, kind: ActKind) -> Facts:
    """Return the facts of the clock, which runs only once receipt is certain (期限事实). Raises ActRefused."""
    if facts.clock is None:
        rule = RECEIPT_RULES[facts.channel].on(facts.arrived_on) if facts.channel and facts.arrived_on else None
        citation = rule.citation if rule else PROCEDURE
        raise ActRefused(f"尚未与申请人确认收到之日，期限没有起算，不能办理“{kind.label}”", citation)
    return facts.clock


def not_ended(facts: CaseFacts, kind: ActKind, _on: date) -> None:
    """The application is still to be answered (尚未办结)."""
    if facts.ended_as is not None:
        raise ActRefused(f"申请{facts.ended_as.label}，不能再{kind.label}", PROCEDURE)


def not_issued(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """No answer has gone out yet (尚未作出答复)."""
    not_ended(facts, kind, on)
    require(facts.issued_on is None, f"答复已经作出，不能再{kind.label}", OUTCOMES)


def just_received(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The application came from an earlier register, and nothing was done about it here (刚从原台账导入)."""
    clock_facts_of(facts, kind)
    not_issued(facts, kind, on)
    require(facts.acts == 1, f"申请已经在这里办理，应当按程序办理，不能办理“{kind.label}”", PROCEDURE)


def not_voided(facts: CaseFacts, kind: ActKind, _on: date) -> None:
    """The entry stands (登记有效)."""
    require(facts.ended_as is not Stage.VOIDED, f"登记已经作废，不能办理“{kind.label}”", PROCEDURE)


def not_archived(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The file has not gone to the archive (尚未归档)."""
    not_voided(facts, kind, on)
    require(facts.ended_as is not Stage.ARCHIVED, f"案卷已经归档，不能办理“{kind.label}”", PROCEDURE)


def registered(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The application was registered and waits for nobody's answer (已登记)."""
    not_issued(facts, kind, on)
    clock_facts_of(facts, kind)
    require(facts.is_registered, f"申请尚未登记，不能办理“{kind.label}”", PROCEDURE)


def running(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The period runs: neither a correction nor a payment is awaited (期限计算中)."""
    registered(facts, kind, on)
    waiting = _WAITING.get(clock_facts_of(facts, kind).phase)
    if waiting:
        raise ActRefused(f"{waiting[0]}，不能办理“{kind.label}”", waiting[1])


def unconfirmed(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The day of receipt is still to be found (尚未确认收到)."""
    not_ended(facts, kind, on)
    require(facts.clock is None, "收到申请之日已经确定，无须再确认", REGULATION_2019.at("第三十一条"))


def unregistered(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The application is not registered yet, but was received (已收到未登记)."""
    not_ended(facts, kind, on)
    clock_facts_of(facts, kind)
    require(not facts.is_registered, "申请已经登记", PROCEDURE)


def open_consultation_of(consulted: Consulted, citation: Citation) -> Guard:
    """Return a guard: somebody of this kind still owes an opinion (尚待提出意见)."""

    def guard(facts: CaseFacts, kind: ActKind, on: date) -> None:
        not_ended(facts, kind, on)
        asked = clock_facts_of(facts, kind).consultations
        waiting = any(each.consulted is consulted and each.answered_on is None for each in asked)
        require(waiting, f"没有尚待{consulted.label}提出意见的征求意见书", citation)

    return guard


def third_party_asked(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """A third party was asked for its opinion (已征求第三方意见)."""
    not_ended(facts, kind, on)
    asked = any(each.consulted is Consulted.THIRD_PARTY for each in clock_facts_of(facts, kind).consultations)
    require(asked, "没有征求过第三方意见", THIRD_PARTY)


def clock_allows(event_kind: Kind) -> Guard:
    """Return a guard: the clock would admit this event on the day (期限规则准许)."""

    def guard(facts: CaseFacts, kind: ActKind, on: date) -> None:
        registered(facts, kind, on)
        clock.admit(clock_facts_of(facts, kind), Event(event_kind, on, days=1))

    return guard


def term_run_out(phase: Phase, citation: Citation, nothing: str) -> Guard:
    """Return a guard: what the applicant owed was not done in its time (逾期)."""

    def guard(facts: CaseFacts, kind: ActKind, on: date) -> None:
        not_issued(facts, kind, on)
        timing = clock_facts_of(facts, kind)
        require(timing.phase is phase, nothing, citation)
        if timing.awaited is None:
            raise ActRefused(nothing, citation)
        due = timing.awaited.settled()
        require(on > due, f"期限至{write_date(due)}届满，尚不能认定逾期", citation)

    return guard


def extension_pending(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """An extension was proposed and nobody has decided on it (拟延长待同意)."""
    running(facts, kind, on)
    pending = facts.extension is not None and not facts.extension.is_approved
    require(pending, "没有待同意的延长意见", _extension_citation(facts))


def extension_not_pending(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """No extension waits for consent (没有待同意的延长意见)."""
    clock_allows(Kind.EXTENDED)(facts, kind, on)
    pending = facts.extension is not None and not facts.extension.is_approved
    require(not pending, "已经提出延长答复期限，正待工作机构负责人同意", _extension_citation(facts))


def extension_approved(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The head of the disclosure office agreed to extend (工作机构负责人已同意)."""
    clock_allows(Kind.EXTENDED)(facts, kind, on)
    agreed = facts.extension is not None and facts.extension.is_approved
    require(agreed, "延长答复期限应当经政府信息公开工作机构负责人同意", _extension_citation(facts))


def explanation_awaited(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The applicant was asked for reasons and has given none (待说明理由)."""
    registered(facts, kind, on)
    awaited = facts.explanation is not None and facts.explanation.given_on is None
    require(awaited, "没有要求申请人说明理由，或者理由已经收到", DELAY)


def explanation_not_asked(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The applicant was not asked for reasons before (未要求说明理由)."""
    running(facts, kind, on)
    require(facts.explanation is None, "已经要求申请人说明理由", DELAY)


def explanation_given(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The applicant gave reasons, and the period still runs (已说明理由)."""
    clock_allows(Kind.DELAYED)(facts, kind, on)
    given = facts.explanation is not None and facts.explanation.given_on is not None
    require(given, "确定延迟答复期限，应当先要求申请人说明理由并收到说明", DELAY)


def fee_not_noticed(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """No fee notice went out yet (尚未发出收费通知)."""
    running(facts, kind, on)
    require(clock_facts_of(facts, kind).fee_notice is None, "已经发出收费通知，不得重复计收", PAYMENT)


def fee_proposed(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """A fee above zero was reckoned and its notice may go out (已计算收费)."""
    clock_allows(Kind.FEE_NOTIFIED)(facts, kind, on)
    require(facts.fee_yuan, "没有计算收费金额，或者金额为零", PAYMENT)


def fee_standing(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """There is a fee to waive (有待收费用)."""
    registered(facts, kind, on)
    require(facts.fee_yuan is not None, "没有拟收取的信息处理费", PAYMENT)


def awaiting_payment(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The applicant has a notice to pay (待缴费)."""
    not_issued(facts, kind, on)
    require(clock_facts_of(facts, kind).phase is Phase.AWAITING_PAYMENT, "没有尚待缴纳的收费通知", PAYMENT)


def notice_outstanding(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """Some letter is out whose delivery matters (有待送达的函件)."""
    not_ended(facts, kind, on)
    timing = clock_facts_of(facts, kind)
    waiting = timing.phase in _WAITING or any(each.answered_on is None for each in timing.consultations)
    require(waiting, "没有需要登记送达的函件", REGISTER)


def not_approved(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """No approved proposal waits to be sent (没有已批准的拟办意见)."""
    running(facts, kind, on)
    approved = facts.proposal is not None and facts.proposal.is_approved
    require(not approved, "拟办意见已经批准，应当先退回再修改", PROCEDURE)


def in_review(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """A proposal waits for the review of its legality (待合法性审核)."""
    running(facts, kind, on)
    waiting = facts.proposal is not None and facts.proposal.stage is Stage.IN_REVIEW
    require(waiting, "没有待合法性审核的拟办意见", PROCEDURE)


def awaiting_approval(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """A proposal waits for the leader, its legality reviewed where that is due (待批准)."""
    running(facts, kind, on)
    if facts.proposal is None:
        raise ActRefused("没有待批准的拟办意见", PROCEDURE)
    require(facts.proposal.stage is not Stage.IN_REVIEW, "拟办意见尚未经合法性审核，不能批准", PROCEDURE)
    require(facts.proposal.stage is Stage.AWAITING_APPROVAL, "拟办意见已经批准", PROCEDURE)


def proposal_standing(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """There is a proposal to send back (有拟办意见)."""
    running(facts, kind, on)
    require(facts.proposal is not None, "没有可以退回的拟办意见", PROCEDURE)


def opinions_in(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """Nobody who was asked still has time to answer (征求意见已经结束)."""
    for asked in clock_facts_of(facts, kind).consultations:
        if asked.answered_on is None and on <= asked.limit.due:
            citation = THIRD_PARTY if asked.consulted is Consulted.THIRD_PARTY else REGULATION_2019.at("第三十四条")
            raise ActRefused(f"{asked.who}提出意见的期限至{write_date(asked.limit.due)}，尚未届满", citation)


def approved(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The leader approved, and everybody asked was heard (已批准)."""
    running(facts, kind, on)
    ready = facts.proposal is not None and facts.proposal.is_approved
    require(ready, "拟办意见尚未经批准，不能作出答复", PROCEDURE)
    opinions_in(facts, kind, on)
    told = not facts.to_be_told or facts.proposal is None or not facts.proposal.hands_over
    parties = "、".join(sorted(facts.to_be_told))
    require(told, f"第三方（{parties}）不同意公开而决定公开的，应当先将公开的内容和理由书面告知第三方", THIRD_PARTY)


def issued(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The answer was issued and is on its way (已作出答复待送达)."""
    not_ended(facts, kind, on)
    require(facts.issued_on is not None, f"尚未作出答复，不能办理“{kind.label}”", OUTCOMES)


def settled(facts: CaseFacts, kind: ActKind, _on: date) -> None:
    """The case has its outcome (已有办理结果)."""
    done = facts.ended_as in (Stage.ANSWERED, Stage.LAPSED, Stage.WITHDRAWN, Stage.CLOSED)
    require(done, f"尚未答复或者已经归档，不能办理“{kind.label}”", PROCEDURE)


def closable(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The outcome is there and the case was not closed (可以办结)."""
    settled(facts, kind, on)
    require(facts.ended_as is not Stage.CLOSED, "已经办结", PROCEDURE)


def reopenable(facts: CaseFacts, kind: ActKind, _on: date) -> None:
    """An outcome stands that an order can set aside (有可以撤销的办理结果)."""
    ended = facts.ended_as not in (None, Stage.VOIDED)
    require(ended, f"尚未答复，不能办理“{kind.label}”", PROCEDURE)


def answered_with_information(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """Something was disclosed that everybody could have (已经公开)."""
    not_voided(facts, kind, on)
    given = facts.answered_on and facts.outcome and facts.outcome.row in ("granted", "partly_granted")
    require(given, "没有可以公开的政府信息，不能转为主动公开", REGULATION_2019.at("第四十四条"))


def record_correction_open(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """The applicant asked to correct a record about itself (有更正要求)."""
    not_voided(facts, kind, on)
    require(facts.record_correction_open, "没有尚待办理的更正要求", REGULATION_2019.at("第四十一条"))


def _extension_citation(facts: CaseFacts) -> Citation:
    received_on = facts.clock.receipt.on if facts.clock else facts.arrived_on or date.max
    return LONGEST_EXTENSION.on(received_on).citation
