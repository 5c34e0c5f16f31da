"""The parts that officers play at an organ (岗位)."""

from __future__ import annotations

from enum import Enum


class AgencyRole(Enum):
    """What somebody does at one organ; some roles reach all organs below it (岗位)."""

    INTAKE = ("intake", "收件", False)
    HANDLER = ("handler", "承办", False)
    LEGAL_REVIEWER = ("legal_reviewer", "法律审核", False)
    DISCLOSURE_HEAD = ("disclosure_head", "公开机构负责人", False)
    APPROVER = ("approver", "批准领导", False)
    REPORT_CLERK = ("report_clerk", "年报编制", False)
    EDITOR = ("editor", "信息编辑", False)
    FIRST_REVIEWER = ("first_reviewer", "初审", False)
    SECOND_REVIEWER = ("second_reviewer", "复审", False)
    FINAL_REVIEWER = ("final_reviewer", "终审", False)
    SUPERVISOR = ("supervisor", "监督", True)
    AUDITOR = ("auditor", "审计", True)
    ADMINISTRATOR = ("administrator", "管理员", True)

    def __init__(self, code: str, label: str, spreads: bool) -> None:
        self.code = code
        self.label = label
        self.spreads = spreads


ROLES = {role.code: role for role in AgencyRole}
EVERY_ROLE = frozenset(AgencyRole)
