"""Who may do what with collections of other organs' reports (报告集权限).

Asked at the organ that owns the collection. What is found wrong in other organs' reports is for the supervising organ;
a request to an organ is the organ's own word, and only who supervises may send it.
"""

from __future__ import annotations

from gongkai.apps.agencies.rights import AgencyPolicy
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.permissions import Act


class CollectionAct(Act):
    """Acts on collections of reports (报告集操作)."""

    READ = ("collections.read", "查看报告集")
    EXPORT = ("collections.export", "导出报告集")
    OPEN = ("collections.open", "建立报告集")
    ADD = ("collections.add", "向报告集收录报告")
    SUM_UP = ("collections.sum_up", "核对报告集的汇总数")
    DRAFT_REQUEST = ("collections.draft_request", "起草更正要求")
    SEND_REQUEST = ("collections.send_request", "发出更正要求")
    REMIND = ("collections.remind", "催办更正要求")
    RECORD_ANSWER = ("collections.record_answer", "登记更正要求的回复")
    CLOSE_REQUEST = ("collections.close_request", "办结更正要求")


_SUPERVISORS = frozenset({AgencyRole.SUPERVISOR})
_WORKERS = _SUPERVISORS | {AgencyRole.REPORT_CLERK}
_READERS = _WORKERS | {AgencyRole.DISCLOSURE_HEAD, AgencyRole.AUDITOR}

COLLECTION_POLICY = AgencyPolicy(
    {
        CollectionAct.READ: _READERS,
        CollectionAct.EXPORT: _READERS,
        CollectionAct.OPEN: _SUPERVISORS,
        CollectionAct.ADD: _WORKERS,
        CollectionAct.SUM_UP: _WORKERS,
        CollectionAct.DRAFT_REQUEST: _WORKERS,
        CollectionAct.SEND_REQUEST: _SUPERVISORS,
        CollectionAct.REMIND: _SUPERVISORS,
        CollectionAct.RECORD_ANSWER: _WORKERS,
        CollectionAct.CLOSE_REQUEST: _SUPERVISORS,
    },
    reading=frozenset({CollectionAct.READ, CollectionAct.EXPORT}),
)
