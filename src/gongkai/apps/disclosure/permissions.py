"""Who may do what with rules, decisions and charges (主动公开记录权限)."""

from __future__ import annotations

from gongkai.apps.agencies.rights import AgencyPolicy
from gongkai.apps.agencies.roles import EVERY_ROLE, AgencyRole
from gongkai.apps.audit.permissions import Act


class DisclosureAct(Act):
    """Acts on the records behind table two (主动公开记录操作)."""

    READ = ("disclosure.read", "查看规章文件、行政决定和收费记录")
    REGISTER_DOCUMENT = ("disclosure.register_document", "登记规章和行政规范性文件")
    CHANGE_DOCUMENT = ("disclosure.change_document", "登记文件变动")
    CONCLUDE_CLEAN_UP = ("disclosure.conclude_clean_up", "审定文件清理结果")
    IMPORT_DECISIONS = ("disclosure.import_decisions", "导入行政决定")
    VOID_DECISION = ("disclosure.void_decision", "作废或者撤下行政决定")
    RECORD_CHARGE = ("disclosure.record_charge", "登记行政事业性收费")


_EDITOR, _CLERK, _HEAD = AgencyRole.EDITOR, AgencyRole.REPORT_CLERK, AgencyRole.DISCLOSURE_HEAD
_KEEPERS = frozenset({_EDITOR, _CLERK, _HEAD})

POLICY = AgencyPolicy(
    {
        DisclosureAct.READ: EVERY_ROLE - {AgencyRole.ADMINISTRATOR},
        DisclosureAct.REGISTER_DOCUMENT: _KEEPERS,
        DisclosureAct.CHANGE_DOCUMENT: _KEEPERS,
        DisclosureAct.CONCLUDE_CLEAN_UP: frozenset({_HEAD}),
        DisclosureAct.IMPORT_DECISIONS: _KEEPERS,
        DisclosureAct.VOID_DECISION: frozenset({_HEAD}),
        DisclosureAct.RECORD_CHARGE: _KEEPERS,
    },
    reading=frozenset({DisclosureAct.READ}),
)
