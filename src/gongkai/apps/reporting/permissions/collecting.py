"""Who may do what with annual reports (年度报告权限).

The collection holds reports of any agency, also of such as are no organ of ours, and is run centrally: by the standing
of report clerk or administrator in the whole system. No role at an organ gives a right to it.
"""

from __future__ import annotations

from gongkai.apps.audit.permissions import STAFF, Act, Policy, Role

EVERYBODY = frozenset(Role)
_KEEPERS = frozenset({Role.REPORT_CLERK, Role.ADMINISTRATOR})


class ReportingAct(Act):
    """Acts on published annual reports (年度报告操作)."""

    READ = ("reporting.read", "查看公开的年度报告")
    DEPOSIT = ("reporting.deposit", "提交报告自查")
    PUBLISH = ("reporting.publish", "收录并公开年度报告")
    WITHDRAW = ("reporting.withdraw", "撤下年度报告")
    RESTORE = ("reporting.restore", "恢复公开年度报告")
    READ_WITHDRAWN = ("reporting.read_withdrawn", "查看已撤下的年度报告")


POLICY = Policy(
    {
        ReportingAct.READ: EVERYBODY,
        # An auditor sees all and changes nothing, not even by trying a file.
        ReportingAct.DEPOSIT: EVERYBODY - {Role.AUDITOR},
        ReportingAct.PUBLISH: _KEEPERS,
        ReportingAct.WITHDRAW: _KEEPERS,
        ReportingAct.RESTORE: _KEEPERS,
        ReportingAct.READ_WITHDRAWN: STAFF,
    }
)
