"""Reconsideration and litigation over disclosure: outcomes, and what may follow what (复议诉讼案件).

An immutable state is folded from events, so that a case can be told as of any day. Which column of table four counts
an outcome is practice, not law (存疑：两份格式通知均未说明): it is data here, and the records may map it otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from gongkai.statute.chinese_dates import write_date
from gongkai.statute.citations import Citation
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import LITIGATION_LAW, RECONSIDERATION_LAW


class RemedyBlock(Enum):
    """The three blocks of table four (表四栏目组). The codes are the blocks of the form."""

    RECONSIDERATION = ("reconsideration", "行政复议")
    DIRECT_SUIT = ("litigation_direct", "行政诉讼（未经复议直接起诉）")
    SUIT_AFTER = ("litigation_after_reconsideration", "行政诉讼（复议后起诉）")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label

    @property
    def is_suit(self) -> bool:
        """Whether a court has it (是否诉讼)."""
        return self is not RemedyBlock.RECONSIDERATION


class RemedyColumn(Enum):
    """The columns of a block of table four, without the total (结果类别)."""

    UPHELD = ("upheld", "结果维持")
    CORRECTED = ("corrected", "结果纠正")
    OTHER = ("other", "其他结果")
    PENDING = ("pending", "尚未审结")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


@dataclass(frozen=True, slots=True)
class RemedyOutcome:
    """How a reconsideration or an instance of a suit may end (审理结果).

    ``column`` is where it counts unless mapped otherwise. ``orders_anew`` says that the organ may have to answer again.
    """

    code: str
    label: str
    is_of_court: bool
    column: RemedyColumn
    citation: Citation
    orders_anew: bool = False


def _decided(code: str, label: str, column: RemedyColumn, article: str, *, anew: bool = False) -> RemedyOutcome:
    return RemedyOutcome(code, label, False, column, RECONSIDERATION_LAW.at(article), anew)


def _judged(code: str, label: str, column: RemedyColumn, article: str, *, anew: bool = False) -> RemedyOutcome:
    return RemedyOutcome(code, label, True, column, LITIGATION_LAW.at(article), anew)


REMEDY_OUTCOMES = {
    outcome.code: outcome
    for outcome in (
        _decided("decided.upheld", "维持", RemedyColumn.UPHELD, "第六十八条"),
        _decided("decided.claims_rejected", "驳回复议请求", RemedyColumn.UPHELD, "第六十九条"),
        _decided("decided.changed", "变更", RemedyColumn.CORRECTED, "第六十三条"),
        _decided("decided.revoked", "撤销或者部分撤销", RemedyColumn.CORRECTED, "第六十四条", anew=True),
        _decided("decided.unlawful", "确认违法", RemedyColumn.CORRECTED, "第六十五条"),
        _decided("decided.perform", "责令履行", RemedyColumn.CORRECTED, "第六十六条", anew=True),
        _decided("decided.void", "确认无效", RemedyColumn.CORRECTED, "第六十七条"),
        _decided("decided.not_accepted", "不予受理", RemedyColumn.OTHER, "第三十条"),
        _decided("decided.dismissed", "驳回复议申请", RemedyColumn.OTHER, "第三十三条"),
        _decided("decided.terminated", "终止", RemedyColumn.OTHER, "第四十一条"),
        _decided("decided.mediated", "调解", RemedyColumn.OTHER, "第七十三条"),
        _decided("decided.settled", "和解后撤回", RemedyColumn.OTHER, "第七十四条"),
        _judged("judged.claims_rejected", "驳回诉讼请求", RemedyColumn.UPHELD, "第六十九条"),
        _judged("judged.revoked", "撤销或者部分撤销", RemedyColumn.CORRECTED, "第七十条", anew=True),
        _judged("judged.perform", "判决履行", RemedyColumn.CORRECTED, "第七十二条", anew=True),
        _judged("judged.unlawful", "确认违法", RemedyColumn.CORRECTED, "第七十四条"),
        _judged("judged.void", "确认无效", RemedyColumn.CORRECTED, "第七十五条"),
        _judged("judged.changed", "变更", RemedyColumn.CORRECTED, "第七十七条"),
        _judged("judged.not_filed", "不予立案或者驳回起诉", RemedyColumn.OTHER, "第四十九条"),
        _judged("judged.withdrawn", "撤诉", RemedyColumn.OTHER, "第六十二条"),
        _judged("judged.closed", "终结、移送或者调解", RemedyColumn.OTHER, "第六十条"),
    )
}


class RemedyAct(Enum):
    """What happens in a case (案件事项). The codes are stored and never change."""

    NOTICE_RECEIVED = ("notice_received", "收到受理或者应诉通知")
    REPLIED = ("replied", "提交答复书（答辩状）和证据")
    HEARING = ("hearing", "听证或者开庭")
    PROLONGED = ("prolonged", "审理期限延长")
    SUSPENDED = ("suspended", "中止审理")
    RESUMED = ("resumed", "恢复审理")
    CONCLUDED = ("concluded", "审结")
    APPEALED = ("appealed", "上诉")
    APPEAL_CONCLUDED = ("appeal_concluded", "二审审结")
    OPINION_RECEIVED = ("opinion_received", "收到行政复议意见书")
    OPINION_ANSWERED = ("opinion_answered", "报送纠正或者改进情况")
    STRUCK = ("struck", "登记作废")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


REMEDY_BLOCKS = {kind.code: kind for kind in RemedyBlock}
COLUMNS = {column.code: column for column in RemedyColumn}
REMEDY_ACTS = {act.code: act for act in RemedyAct}


@dataclass(frozen=True, slots=True)
class RemedyEvent:
    """One event of a case on its legal day (案件事项). ``outcome`` is told where an instance ends."""

    act: RemedyAct
    on: date
    outcome: RemedyOutcome | None = None


@dataclass(frozen=True, slots=True)
class RemedyState:
    """A case as its events have it (案件状态).

    ``simple`` is the summary procedure (简易程序). ``concluded_on`` and ``outcome`` are those of the first instance,
    or of the reconsideration; the ``appeal_`` ones those of the second. ``opinion_on`` is when the reconsideration
    organ's opinion was received (行政复议意见书).
    """

    kind: RemedyBlock
    simple: bool = False
    received_on: date | None = None
    replied_on: date | None = None
    is_suspended: bool = False
    concluded_on: date | None = None
    outcome: RemedyOutcome | None = None
    appealed_on: date | None = None
    appeal_concluded_on: date | None = None
    appeal_outcome: RemedyOutcome | None = None
    is_prolonged: bool = False
    opinion_on: date | None = None
    opinion_answered_on: date | None = None
    is_struck: bool = False
    last_on: date = date.min

    @property
    def is_pending(self) -> bool:
        """Whether an instance is still at work (是否在审)."""
        if self.is_struck:
            return False
        return self.concluded_on is None or (self.appealed_on is not None and self.appeal_concluded_on is None)

    def standing_in(self, year: int) -> RemedyOutcome | None:
        """Return the outcome that counts in a year: of the last instance that ended in it (当年结果).

        None where none ended in that year. The case is pending then, or is not counted any more.
        """
        ended = ((self.appeal_concluded_on, self.appeal_outcome), (self.concluded_on, self.outcome))
        return next((outcome for on, outcome in ended if on and on.year == year), None)


def admit(state: RemedyState, event: RemedyEvent) -> RemedyState:
    """Return the state after one more event (准许案件事项). Raises ActRefused with the article."""
    law = _law(state.kind)
    if state.is_struck:
        raise ActRefused("登记已经作废", law)
    if event.act is RemedyAct.STRUCK:
        return replace(state, is_struck=True)
    if event.on < state.last_on:
        message = f"{event.act.label}的日期{write_date(event.on)}早于前一事项的日期{write_date(state.last_on)}"
        raise ActRefused(f"{message}，应当按发生的先后登记", law)
    refusal = _refusal(state, event)
    if refusal:
        raise ActRefused(refusal, law)
    return replace(state, last_on=event.on, **_changes(state, event))  # type: ignore[arg-type]


def state_of(start: RemedyState, events: Iterable[RemedyEvent]) -> RemedyState:
    """Return the state after events in the order they were recorded (归并案件事项). Raises ActRefused."""
    for event in events:
        start = admit(start, event)
    return start


def possible(state: RemedyState) -> dict[RemedyAct, str]:
    """Return for every act why it cannot be done now, empty where it can (可以办理的事项)."""
    told = {act: _refusal(state, RemedyEvent(act, state.last_on, _ANY)) for act in RemedyAct}
    return {act: "登记已经作废" if state.is_struck else reason for act, reason in told.items()}


_ANY = next(iter(REMEDY_OUTCOMES.values()))


def _law(kind: RemedyBlock) -> Citation:
    return (LITIGATION_LAW if kind.is_suit else RECONSIDERATION_LAW).at("")


def _refusal(state: RemedyState, event: RemedyEvent) -> str:
    act = event.act
    if act is RemedyAct.NOTICE_RECEIVED:
        return "已经登记收到通知" if state.received_on else ""
    if act is not RemedyAct.STRUCK and state.received_on is None:
        return "尚未登记收到受理或者应诉通知"
    condition = _CONDITIONS.get(act)
    return condition(state) if condition else ""


def _ended(state: RemedyState) -> str:
    return "" if state.is_pending else "已经审结"


def _replying(state: RemedyState) -> str:
    return _ended(state) or ("已经提交答复" if state.replied_on else "")


def _suspending(state: RemedyState) -> str:
    return _ended(state) or ("已经中止" if state.is_suspended else "")


def _prolonging(state: RemedyState) -> str:
    if state.kind is RemedyBlock.RECONSIDERATION and state.simple:
        return "简易程序的审理期限不能延长，需要延长的应当先转为普通程序"
    return _ended(state) or ("审理期限已经延长" if state.is_prolonged else "")


def _resuming(state: RemedyState) -> str:
    return "" if state.is_suspended else "没有中止审理"


def _concluding(state: RemedyState) -> str:
    return "已经审结" if state.concluded_on else ""


def _appealing(state: RemedyState) -> str:
    if not state.kind.is_suit:
        return "行政复议决定不能上诉"
    if state.concluded_on is None:
        return "一审尚未审结"
    return "已经上诉" if state.appealed_on else ""


def _concluding_appeal(state: RemedyState) -> str:
    if state.appealed_on is None:
        return "没有上诉"
    return "二审已经审结" if state.appeal_concluded_on else ""


def _hearing_opinion(state: RemedyState) -> str:
    if state.kind.is_suit:
        return "行政复议意见书由行政复议机关制发，诉讼案件没有"
    return "已经登记收到行政复议意见书" if state.opinion_on else ""


def _answering_opinion(state: RemedyState) -> str:
    if state.opinion_on is None:
        return "没有收到行政复议意见书"
    return "已经报送" if state.opinion_answered_on else ""


_CONDITIONS: Mapping[RemedyAct, Callable[[RemedyState], str]] = {
    RemedyAct.REPLIED: _replying,
    RemedyAct.HEARING: _ended,
    RemedyAct.PROLONGED: _prolonging,
    RemedyAct.SUSPENDED: _suspending,
    RemedyAct.RESUMED: _resuming,
    RemedyAct.CONCLUDED: _concluding,
    RemedyAct.APPEALED: _appealing,
    RemedyAct.APPEAL_CONCLUDED: _concluding_appeal,
    RemedyAct.OPINION_RECEIVED: _hearing_opinion,
    RemedyAct.OPINION_ANSWERED: _answering_opinion,
}


def _changes(state: RemedyState, event: RemedyEvent) -> dict[str, object]:
    act, on = event.act, event.on
    if act in (RemedyAct.CONCLUDED, RemedyAct.APPEAL_CONCLUDED):
        if event.outcome is None or event.outcome.is_of_court is not state.kind.is_suit:
            raise ActRefused("请选择审理结果", _law(state.kind))
        first = act is RemedyAct.CONCLUDED
        ended = {"concluded_on": on, "outcome": event.outcome}
        return {"is_suspended": False} | (ended if first else {f"appeal_{name}": told for name, told in ended.items()})
    changes: dict[RemedyAct, dict[str, object]] = {
        RemedyAct.NOTICE_RECEIVED: {"received_on": on},
        RemedyAct.REPLIED: {"replied_on": on},
        RemedyAct.SUSPENDED: {"is_suspended": True},
        RemedyAct.RESUMED: {"is_suspended": False},
        RemedyAct.PROLONGED: {"is_prolonged": True},
        RemedyAct.APPEALED: {"appealed_on": on, "is_suspended": False, "is_prolonged": False},
        RemedyAct.OPINION_RECEIVED: {"opinion_on": on},
        RemedyAct.OPINION_ANSWERED: {"opinion_answered_on": on},
    }
    return changes.get(act, {})
