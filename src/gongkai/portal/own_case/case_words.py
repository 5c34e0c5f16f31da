"""What the stages and acts of a case are called towards the applicant, in plain words (办理进度用语)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_stages import Stage


@dataclass(frozen=True, slots=True)
class Wording:
    """Where a case stands and what comes next; ``is_with_applicant``: the applicant has to do it (阶段用语)."""

    now: str
    following: str
    is_with_applicant: bool = False


_AT_WORK = "机关正在查找和审查您要的信息，会在期限内书面答复。"

STAGES: Mapping[Stage, Wording] = {
    Stage.UNCONFIRMED: Wording(
        "等待确认收到", "机关会按您留的联系方式与您确认收到申请。双方确认之日为收到申请之日，答复期限从次日起计算。"
    ),
    Stage.RECEIVED: Wording("机关已经收到", _AT_WORK),
    Stage.HANDLING: Wording("正在办理", _AT_WORK),
    Stage.AWAITING_CORRECTION: Wording(
        "等您补正",
        "申请内容还不够明确，请按补正告知书补充。机关收到补正后重新计算答复期限；无正当理由逾期不补正的，视为放弃申请。",
        is_with_applicant=True,
    ),
    Stage.CONSULTING: Wording("正在征求意见", "机关正在征求有关方面的意见，所需时间不计算在答复期限内。"),
    Stage.AWAITING_REASONS: Wording(
        "等您说明理由", "您申请的数量、频次较多，机关请您说明理由。请按告知书的要求回复。", is_with_applicant=True
    ),
    Stage.AWAITING_PAYMENT: Wording(
        "等您缴费", "请按收费通知缴纳信息处理费，缴费后继续办理。逾期未缴的，不再处理。", is_with_applicant=True
    ),
    Stage.IN_REVIEW: Wording("正在办理", _AT_WORK),
    Stage.AWAITING_APPROVAL: Wording("正在办理", _AT_WORK),
    Stage.APPROVED: Wording("正在办理", _AT_WORK),
    Stage.ISSUED: Wording("答复已经作出，正在送达", "答复会按您选择的途径送达。"),
    Stage.STAYED: Wording(
        "公开暂停",
        "有人就这条信息向人民法院起诉，法院裁定诉讼期间停止公开。机关在法院作出裁判以后继续办理，进度会在这里更新。",
    ),
    Stage.ANSWERED: Wording("已经答复", "答复书在下面，可以下载。对答复不服的，按答复书写明的途径和期限办理。"),
    Stage.LAPSED: Wording("不再处理", "期限内没有补正或者缴费，机关不再处理这件申请。需要时可以重新申请。"),
    Stage.WITHDRAWN: Wording("您已撤回", "这件申请按您的要求撤回。需要时可以重新申请。"),
    Stage.CLOSED: Wording("已经办结", "办理结果和答复书在下面。"),
    Stage.ARCHIVED: Wording("已经办结", "办理结果和答复书在下面。"),
    Stage.VOIDED: Wording("登记已经作废", "这条登记是误录的，没有这件申请。有疑问请联系机关。"),
}

ACTS: Mapping[ActKind, str] = {
    ActKind.RECEIVED: "申请送到机关",
    ActKind.RECEIPT_CONFIRMED: "机关与您确认收到申请",
    ActKind.REGISTERED: "机关登记申请",
    ActKind.CORRECTION_ASKED: "机关请您补正",
    ActKind.CORRECTED: "机关收到补正，重新计算答复期限",
    ActKind.CORRECTION_LAPSED: "逾期没有补正，不再处理",
    ActKind.THIRD_PARTY_ASKED: "机关征求第三方意见，所需时间不计算在期限内",
    ActKind.THIRD_PARTY_ANSWERED: "第三方提出意见，期限继续计算",
    ActKind.ORGAN_ASKED: "机关征求其他机关意见，所需时间不计算在期限内",
    ActKind.ORGAN_ANSWERED: "其他机关提出意见，期限继续计算",
    ActKind.EXTENDED: "机关告知延长答复期限",
    ActKind.REASONS_ASKED: "机关请您说明理由",
    ActKind.REASONS_GIVEN: "机关收到您说明的理由",
    ActKind.DELAYED: "机关确定延迟答复的期限",
    ActKind.CALENDAR_ADOPTED: "放假安排公布，重新推算期限",
    ActKind.FEE_NOTIFIED: "机关发出收费通知",
    ActKind.PAYMENT_REPORTED: "您告知已经缴费",
    ActKind.FEE_PAID: "机关确认缴费到账",
    ActKind.FEE_WAIVED: "机关决定不收费",
    ActKind.FEE_LAPSED: "逾期没有缴费，不再处理",
    ActKind.DELIVERED: "答复送达",
    ActKind.WITHDRAWN: "您撤回申请",
    ActKind.CLOSED: "办结",
    ActKind.PUBLICATION_SUGGESTED: "您建议转为主动公开",
    ActKind.MADE_PUBLIC: "机关将这条信息转为主动公开",
    ActKind.RECORD_CORRECTION_ASKED: "您要求更正自身信息",
    ActKind.RECORD_CORRECTION_SETTLED: "机关对更正要求作出处理",
    ActKind.REOPENED: "机关重新办理",
    ActKind.SPLIT: "申请包含多项内容，机关按项分为多件办理",
    ActKind.SPLIT_FROM: "由您的原申请分出这一件，收到日期和原申请相同",
    ActKind.DISCLOSURE_STAYED: "人民法院裁定停止公开",
    ActKind.STAY_LIFTED: "停止公开的裁定解除，机关继续办理",
    ActKind.DISCLOSURE_FORBIDDEN: "人民法院判决有关内容不得公开",
}
"""What an applicant is told of a case's events. The work inside the organ is not among them."""
