"""The acts of which a case is made, as the ledger keeps them (办理事项)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from gongkai.statute.case_fields import Plain


class ActGroup(Enum):
    """The part of the work that an act belongs to (事项类别)."""

    INTAKE = ("intake", "收件登记")
    CORRECTION = ("correction", "补正")
    CONSULTATION = ("consultation", "征求意见")
    TERM = ("term", "期限")
    FEE = ("fee", "收费")
    RECORD = ("record", "办理记录")
    DECISION = ("decision", "作出决定")
    AFTER = ("after", "答复之后")
    STAY = ("stay", "停止公开")
    PARTS = ("parts", "拆分和合并")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


class ActKind(Enum):
    """The kinds of act (事项种类). The codes are stored and never change."""

    RECEIVED = ("received", "收到申请", ActGroup.INTAKE)
    RECEIPT_CONFIRMED = ("receipt_confirmed", "与申请人确认收到", ActGroup.INTAKE)
    REGISTERED = ("registered", "登记", ActGroup.INTAKE)
    ASSIGNED = ("assigned", "分办", ActGroup.INTAKE)
    ENTRY_VOIDED = ("entry_voided", "登记作废", ActGroup.INTAKE)

    CORRECTION_ASKED = ("correction_asked", "告知补正", ActGroup.CORRECTION)
    CORRECTED = ("corrected", "收到补正", ActGroup.CORRECTION)
    CORRECTION_LAPSED = ("correction_lapsed", "逾期不补正，不再处理", ActGroup.CORRECTION)

    THIRD_PARTY_ASKED = ("third_party_asked", "征求第三方意见", ActGroup.CONSULTATION)
    THIRD_PARTY_ANSWERED = ("third_party_answered", "收到第三方意见", ActGroup.CONSULTATION)
    THIRD_PARTY_TOLD = ("third_party_told", "告知第三方决定公开", ActGroup.CONSULTATION)
    ORGAN_ASKED = ("organ_asked", "征求其他机关意见", ActGroup.CONSULTATION)
    ORGAN_ANSWERED = ("organ_answered", "收到其他机关意见", ActGroup.CONSULTATION)

    NOTICE_DELIVERED = ("notice_delivered", "登记函件送达", ActGroup.TERM)
    EXTENSION_PROPOSED = ("extension_proposed", "拟延长答复期限", ActGroup.TERM)
    EXTENSION_APPROVED = ("extension_approved", "同意延长", ActGroup.TERM)
    EXTENSION_RETURNED = ("extension_returned", "不同意延长", ActGroup.TERM)
    EXTENDED = ("extended", "告知延长答复期限", ActGroup.TERM)
    REASONS_ASKED = ("reasons_asked", "要求说明理由", ActGroup.TERM)
    REASONS_GIVEN = ("reasons_given", "收到理由说明", ActGroup.TERM)
    DELAYED = ("delayed", "确定延迟答复期限", ActGroup.TERM)
    CALENDAR_ADOPTED = ("calendar_adopted", "按新的放假安排重新推算", ActGroup.TERM)

    FEE_PROPOSED = ("fee_proposed", "拟收取信息处理费", ActGroup.FEE)
    FEE_NOTIFIED = ("fee_notified", "收费通知", ActGroup.FEE)
    PAYMENT_REPORTED = ("payment_reported", "申请人告知已缴费", ActGroup.FEE)
    FEE_PAID = ("fee_paid", "缴费到账", ActGroup.FEE)
    FEE_WAIVED = ("fee_waived", "不收取信息处理费", ActGroup.FEE)
    FEE_LAPSED = ("fee_lapsed", "逾期未缴费，不再处理", ActGroup.FEE)

    SEARCHED = ("searched", "登记检索情况", ActGroup.RECORD)
    NOTED = ("noted", "备注", ActGroup.RECORD)
    TALKED = ("talked", "登记沟通情况", ActGroup.RECORD)
    DOCUMENT_ATTACHED = ("document_attached", "存入材料", ActGroup.RECORD)
    LETTER_ISSUED = ("letter_issued", "发出函件", ActGroup.RECORD)
    OUTCOME_RECORDED = ("outcome_recorded", "补录既往办理结果", ActGroup.RECORD)

    PROPOSED = ("proposed", "拟办意见", ActGroup.DECISION)
    REVIEW_PASSED = ("review_passed", "合法性审核通过", ActGroup.DECISION)
    REVIEW_RETURNED = ("review_returned", "合法性审核退回", ActGroup.DECISION)
    APPROVED = ("approved", "批准", ActGroup.DECISION)
    RETURNED = ("returned", "退回修改", ActGroup.DECISION)
    DECIDED = ("decided", "作出答复", ActGroup.DECISION)
    SEALED = ("sealed", "封存证据", ActGroup.DECISION)
    DELIVERED = ("delivered", "送达答复", ActGroup.DECISION)

    WITHDRAWN = ("withdrawn", "申请人撤回", ActGroup.AFTER)
    CLOSED = ("closed", "办结", ActGroup.AFTER)
    ARCHIVED = ("archived", "归档", ActGroup.AFTER)
    PUBLICATION_SUGGESTED = ("publication_suggested", "申请人建议转为主动公开", ActGroup.AFTER)
    MADE_PUBLIC = ("made_public", "转为主动公开", ActGroup.AFTER)
    RECORD_CORRECTION_ASKED = ("record_correction_asked", "申请人要求更正自身信息", ActGroup.AFTER)
    RECORD_CORRECTION_SETTLED = ("record_correction_settled", "办理更正要求", ActGroup.AFTER)
    REOPENED = ("reopened", "重新办理", ActGroup.AFTER)

    DISCLOSURE_STAYED = ("disclosure_stayed", "法院裁定停止公开", ActGroup.STAY)
    STAY_LIFTED = ("stay_lifted", "停止公开的裁定解除", ActGroup.STAY)
    DISCLOSURE_FORBIDDEN = ("disclosure_forbidden", "法院判决不得公开", ActGroup.STAY)

    SPLIT = ("split", "拆分为多件", ActGroup.PARTS)
    SPLIT_FROM = ("split_from", "由原申请拆分登记", ActGroup.PARTS)

    def __init__(self, code: str, label: str, group: ActGroup) -> None:
        self.code = code
        self.label = label
        self.group = group


ACT_KINDS = {kind.code: kind for kind in ActKind}


@dataclass(frozen=True, slots=True)
class Act:
    """One act on its legal day, with what the law wants told of it (办理事项). ``details`` are plain values."""

    kind: ActKind
    on: date
    details: Mapping[str, Plain] = field(default_factory=dict)

    def text(self, code: str) -> str:
        """Return a text of the details, empty where it was not given (文字要素)."""
        return str(self.details.get(code, ""))

    def count(self, code: str) -> int:
        """Return a number of the details (数量要素). Raises KeyError where it was not given."""
        value = self.details[code]
        if not isinstance(value, int):
            raise TypeError(code)
        return value

    def day(self, code: str) -> date | None:
        """Return a day of the details, None where it was not given (日期要素)."""
        given = self.details.get(code)
        return date.fromisoformat(str(given)) if given else None
