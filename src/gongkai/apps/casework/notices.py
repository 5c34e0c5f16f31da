"""Mail to applicants: that something happened, never what (邮件提醒).

Called once the transaction is through. A mail that cannot be sent stops nobody's work: it is logged.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.core.mail import send_mail
from django.db import transaction

from gongkai.apps.casework.models import Case
from gongkai.apps.people.mailing import NOT_SENT
from gongkai.statute.case_acts import ActKind

_log = logging.getLogger(__name__)

_TOLD: Mapping[ActKind, str] = {
    ActKind.RECEIVED: "已经收到",
    ActKind.CORRECTION_ASKED: "需要补正，请查看补正告知书",
    ActKind.THIRD_PARTY_ASKED: "需要征求第三方意见，所需时间不计入答复期限",
    ActKind.ORGAN_ASKED: "需要征求其他机关意见，所需时间不计入答复期限",
    ActKind.EXTENDED: "答复期限已经延长",
    ActKind.DELAYED: "已经确定延迟答复的期限",
    ActKind.REASONS_ASKED: "需要您说明理由",
    ActKind.FEE_NOTIFIED: "需要缴纳信息处理费，请查看收费通知",
    ActKind.CORRECTION_LAPSED: "因逾期未补正，不再处理",
    ActKind.FEE_LAPSED: "因逾期未缴费，不再处理",
    ActKind.DECIDED: "已经作出答复",
    ActKind.REOPENED: "将重新办理",
    ActKind.SPLIT: "包含多项内容，已经按项分为多件办理，各件编号见办理进度页面",
    ActKind.DISCLOSURE_STAYED: "因人民法院裁定，暂停公开",
    ActKind.STAY_LIFTED: "不再暂停公开，继续办理",
    ActKind.DISCLOSURE_FORBIDDEN: "因人民法院判决，有关内容不得公开",
    ActKind.CALENDAR_ADOPTED: "的答复期限因放假安排公布而重新推算",
}
TOLD_KINDS = frozenset(_TOLD)


def tell_once_through(number: int, kind: ActKind) -> None:
    """Write to the applicant once the transaction is through; whatever goes wrong then stops nothing (提交后提醒)."""
    # No partial: of a robust call that fails Django logs the qualified name, which a partial lacks.
    transaction.on_commit(lambda: tell_applicant(number, kind), robust=True)


def tell_applicant(number: int, kind: ActKind) -> None:
    """Write to the applicant of a case that an act was done, where there is an address (提醒申请人)."""
    case = Case.objects.select_related("agency", "applicant").get(pk=number)
    if not case.applicant.email:
        return
    way = "登录账号，在“我的申请”中" if case.account_id else "凭查询编号和查询码登录公开平台"
    text = (
        f"您好：\n\n您向{case.agency.name}提出的政府信息公开申请（查询编号：{case.reference}）{_TOLD[kind]}。\n"
        f"请{way}查看。本邮件由系统发出，不含申请内容，请勿回复。\n"
    )
    try:
        send_mail(f"政府信息公开申请办理进度（{case.reference}）", text, None, [case.applicant.email])
    except NOT_SENT:
        _log.warning("no mail for %s after %s", case.reference, kind.code, exc_info=True)
