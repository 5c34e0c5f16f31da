"""Who may do what with reconsideration and litigation cases (复议诉讼权限)."""

from __future__ import annotations

from gongkai.apps.agencies.rights import AgencyPolicy
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.permissions import Act


class RemedyCaseAct(Act):
    """Acts on reconsideration and litigation cases (复议诉讼操作)."""

    READ = ("remedies.read", "查看复议诉讼案件")
    RECORD = ("remedies.record", "登记复议诉讼案件")
    STRIKE = ("remedies.strike", "作废复议诉讼登记")
    MAP_OUTCOMES = ("remedies.map_outcomes", "设置审理结果归类")


_HEAD, _LAWYER = AgencyRole.DISCLOSURE_HEAD, AgencyRole.LEGAL_REVIEWER
_RECORDING = frozenset({AgencyRole.HANDLER, _LAWYER, _HEAD})

POLICY = AgencyPolicy(
    {
        RemedyCaseAct.READ: _RECORDING
        | {
            AgencyRole.INTAKE,
            AgencyRole.APPROVER,
            AgencyRole.REPORT_CLERK,
            AgencyRole.SUPERVISOR,
            AgencyRole.AUDITOR,
        },
        RemedyCaseAct.RECORD: _RECORDING,
        RemedyCaseAct.STRIKE: frozenset({_HEAD}),
        RemedyCaseAct.MAP_OUTCOMES: frozenset({AgencyRole.ADMINISTRATOR}),
    },
    reading=frozenset({RemedyCaseAct.READ}),
)
