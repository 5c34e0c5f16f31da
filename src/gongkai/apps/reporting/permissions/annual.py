"""Who may do what with an organ's annual report (年度报告编制权限).

Accepting and returning is asked at the organ above: who supervises an organ's own house does not accept its report.
"""

from __future__ import annotations

from gongkai.apps.agencies.rights import AgencyPolicy
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.permissions import Act


class ReportAct(Act):
    """Acts on an organ's annual report (年度报告编制操作)."""

    READ = ("annual.read", "查看年度报告编制")
    EXPORT = ("annual.export", "导出年度报告")
    DRAFT = ("annual.draft", "编制年度报告")
    EXPLAIN = ("annual.explain", "说明核查发现")
    CHECK = ("annual.check", "核对年度报告")
    APPROVE = ("annual.approve", "批准年度报告")
    SEND_BACK = ("annual.send_back", "退回修改年度报告")
    SUBMIT = ("annual.submit", "报送年度报告")
    ACCEPT = ("annual.accept", "接收下级年度报告")
    RETURN = ("annual.return", "退回下级年度报告")
    ADOPT = ("annual.adopt", "采用已公布的年度报告")
    PUBLISH = ("annual.publish", "公布年度报告")
    CORRECT = ("annual.correct", "更正年度报告")
    SET_DATES = ("annual.set_dates", "设置提前报送日期")


_CLERK, _HEAD, _LEADER = AgencyRole.REPORT_CLERK, AgencyRole.DISCLOSURE_HEAD, AgencyRole.APPROVER
_SUPERVISOR = AgencyRole.SUPERVISOR
_COMPILERS = frozenset({_CLERK, _HEAD})
_READERS = _COMPILERS | {_LEADER, _SUPERVISOR, AgencyRole.LEGAL_REVIEWER, AgencyRole.AUDITOR}

ANNUAL_POLICY = AgencyPolicy(
    {
        ReportAct.READ: _READERS,
        ReportAct.EXPORT: _READERS,
        ReportAct.DRAFT: _COMPILERS,
        ReportAct.EXPLAIN: _COMPILERS,
        ReportAct.CHECK: frozenset({_HEAD}),
        ReportAct.APPROVE: frozenset({_LEADER}),
        ReportAct.SEND_BACK: frozenset({_HEAD, _LEADER}),
        ReportAct.SUBMIT: _COMPILERS,
        ReportAct.ACCEPT: frozenset({_SUPERVISOR}),
        ReportAct.RETURN: frozenset({_SUPERVISOR}),
        ReportAct.ADOPT: frozenset({_SUPERVISOR}),
        ReportAct.PUBLISH: frozenset({_HEAD}),
        ReportAct.CORRECT: _COMPILERS,
        ReportAct.SET_DATES: frozenset({_SUPERVISOR}),
    },
    reading=frozenset({ReportAct.READ, ReportAct.EXPORT}),
)
