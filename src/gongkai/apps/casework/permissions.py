"""Who may do what with applications: one act for each service, denied where nothing is said (依申请公开权限)."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.apps.agencies.rights import AgencyPolicy
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.permissions import Act
from gongkai.statute.case_acts import ActKind


class CaseAct(Act):
    """Acts on applications (依申请公开操作)."""

    READ = ("casework.read", "查看申请件")
    EXPORT = ("casework.export", "导出案卷")
    REVEAL = ("casework.reveal", "查看申请人身份信息")
    TAKE_IN = ("casework.take_in", "收件")
    REGISTER = ("casework.register", "登记")
    RECORD_PAST = ("casework.record_past", "补录既往办理结果")
    ASSIGN = ("casework.assign", "分办")
    VOID = ("casework.void", "登记作废")
    WORK = ("casework.work", "办理")
    RECORD = ("casework.record", "记录和存入材料")
    CONSENT = ("casework.consent", "同意延长答复期限")
    WAIVE = ("casework.waive", "不收取信息处理费")
    TAKE_PAYMENT = ("casework.take_payment", "登记缴费")
    REVIEW = ("casework.review", "合法性审核")
    APPROVE = ("casework.approve", "批准")
    RETURN = ("casework.return", "退回修改")
    ISSUE = ("casework.issue", "发出答复")
    DELIVER = ("casework.deliver", "登记送达")
    ARCHIVE = ("casework.archive", "办结和归档")
    REOPEN = ("casework.reopen", "重新办理")
    SPLIT = ("casework.split", "拆分申请")
    STAY = ("casework.stay", "登记停止公开的裁判")
    ERASE = ("casework.erase", "清除到期的申请人身份信息")
    SET_ROWS = ("casework.set_rows", "设置统计栏目")
    LOAD_CALENDAR = ("casework.load_calendar", "收录放假通知")
    # The applicant's own: no role has them.
    KEEP_IN_ACCOUNT = ("casework.keep_in_account", "申请归入申请人账号")
    TAKE_OUT_OF_ACCOUNT = ("casework.take_out_of_account", "申请移出申请人账号")


_INTAKE, _HANDLER, _HEAD = AgencyRole.INTAKE, AgencyRole.HANDLER, AgencyRole.DISCLOSURE_HEAD
_LAWYER, _LEADER = AgencyRole.LEGAL_REVIEWER, AgencyRole.APPROVER
_DESK = frozenset({_INTAKE, _HANDLER, _HEAD})
_HANDLERS = frozenset({_HANDLER, _HEAD})
_OFFICE = _DESK | {_LAWYER, _LEADER}
_READERS = _OFFICE | {AgencyRole.REPORT_CLERK, AgencyRole.SUPERVISOR, AgencyRole.AUDITOR}

POLICY = AgencyPolicy(
    {
        CaseAct.READ: _READERS,
        CaseAct.EXPORT: _HANDLERS | {_LAWYER, AgencyRole.AUDITOR},
        CaseAct.REVEAL: _DESK,
        CaseAct.TAKE_IN: _DESK,
        CaseAct.REGISTER: _DESK,
        CaseAct.RECORD_PAST: frozenset({_HEAD}),
        CaseAct.ASSIGN: frozenset({_INTAKE, _HEAD}),
        CaseAct.VOID: frozenset({_HEAD}),
        CaseAct.WORK: _HANDLERS,
        CaseAct.RECORD: _OFFICE,
        # Article 33: the one approval that the regulation itself names.
        CaseAct.CONSENT: frozenset({_HEAD}),
        CaseAct.WAIVE: frozenset({_HEAD}),
        CaseAct.TAKE_PAYMENT: _DESK,
        CaseAct.REVIEW: frozenset({_LAWYER}),
        CaseAct.APPROVE: frozenset({_LEADER}),
        CaseAct.RETURN: frozenset({_LEADER, _HEAD}),
        CaseAct.ISSUE: _HANDLERS,
        CaseAct.DELIVER: _DESK,
        CaseAct.ARCHIVE: _DESK,
        CaseAct.REOPEN: frozenset({_HEAD}),
        CaseAct.SPLIT: _DESK,
        CaseAct.STAY: _HANDLERS,
        CaseAct.ERASE: frozenset({_HEAD}),
        CaseAct.SET_ROWS: frozenset({_HEAD, AgencyRole.ADMINISTRATOR}),
        CaseAct.LOAD_CALENDAR: frozenset({AgencyRole.ADMINISTRATOR}),
    },
    reading=frozenset({CaseAct.READ, CaseAct.EXPORT}),
)

ACT_OF: Mapping[ActKind, CaseAct] = {
    ActKind.RECEIVED: CaseAct.TAKE_IN,
    ActKind.RECEIPT_CONFIRMED: CaseAct.REGISTER,
    ActKind.REGISTERED: CaseAct.REGISTER,
    ActKind.ASSIGNED: CaseAct.ASSIGN,
    ActKind.ENTRY_VOIDED: CaseAct.VOID,
    ActKind.CORRECTION_ASKED: CaseAct.WORK,
    ActKind.CORRECTED: CaseAct.REGISTER,
    ActKind.CORRECTION_LAPSED: CaseAct.WORK,
    ActKind.THIRD_PARTY_ASKED: CaseAct.WORK,
    ActKind.THIRD_PARTY_ANSWERED: CaseAct.WORK,
    ActKind.THIRD_PARTY_TOLD: CaseAct.WORK,
    ActKind.ORGAN_ASKED: CaseAct.WORK,
    ActKind.ORGAN_ANSWERED: CaseAct.WORK,
    ActKind.NOTICE_DELIVERED: CaseAct.DELIVER,
    ActKind.EXTENSION_PROPOSED: CaseAct.WORK,
    ActKind.EXTENSION_APPROVED: CaseAct.CONSENT,
    ActKind.EXTENSION_RETURNED: CaseAct.CONSENT,
    ActKind.EXTENDED: CaseAct.WORK,
    ActKind.REASONS_ASKED: CaseAct.WORK,
    ActKind.REASONS_GIVEN: CaseAct.WORK,
    ActKind.DELAYED: CaseAct.WORK,
    ActKind.CALENDAR_ADOPTED: CaseAct.LOAD_CALENDAR,
    ActKind.FEE_PROPOSED: CaseAct.WORK,
    ActKind.FEE_NOTIFIED: CaseAct.WORK,
    ActKind.PAYMENT_REPORTED: CaseAct.TAKE_PAYMENT,
    ActKind.FEE_PAID: CaseAct.TAKE_PAYMENT,
    ActKind.FEE_WAIVED: CaseAct.WAIVE,
    ActKind.FEE_LAPSED: CaseAct.WORK,
    ActKind.SEARCHED: CaseAct.WORK,
    ActKind.NOTED: CaseAct.RECORD,
    ActKind.TALKED: CaseAct.RECORD,
    ActKind.DOCUMENT_ATTACHED: CaseAct.RECORD,
    ActKind.LETTER_ISSUED: CaseAct.ISSUE,
    ActKind.OUTCOME_RECORDED: CaseAct.RECORD_PAST,
    ActKind.PROPOSED: CaseAct.WORK,
    ActKind.REVIEW_PASSED: CaseAct.REVIEW,
    ActKind.REVIEW_RETURNED: CaseAct.REVIEW,
    ActKind.APPROVED: CaseAct.APPROVE,
    ActKind.RETURNED: CaseAct.RETURN,
    ActKind.DECIDED: CaseAct.ISSUE,
    ActKind.SEALED: CaseAct.ISSUE,
    ActKind.DELIVERED: CaseAct.DELIVER,
    ActKind.WITHDRAWN: CaseAct.REGISTER,
    ActKind.CLOSED: CaseAct.ARCHIVE,
    ActKind.ARCHIVED: CaseAct.ARCHIVE,
    ActKind.PUBLICATION_SUGGESTED: CaseAct.RECORD,
    ActKind.MADE_PUBLIC: CaseAct.WORK,
    ActKind.RECORD_CORRECTION_ASKED: CaseAct.RECORD,
    ActKind.RECORD_CORRECTION_SETTLED: CaseAct.WORK,
    ActKind.REOPENED: CaseAct.REOPEN,
    ActKind.DISCLOSURE_STAYED: CaseAct.STAY,
    ActKind.STAY_LIFTED: CaseAct.STAY,
    ActKind.DISCLOSURE_FORBIDDEN: CaseAct.STAY,
    ActKind.SPLIT: CaseAct.SPLIT,
    ActKind.SPLIT_FROM: CaseAct.SPLIT,
}
"""Which right each act of the ledger needs (事项所需权限)."""
